import { connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { isOwnConnection, ownerOf } from '../../src/main/browsers/own-connection.ts';

const heading =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                      ';
/** As the kernel writes them: a server at 40000, its side of a connection from 50000, and the client's side. */
const table = (state: string, uid: number): string =>
  [
    heading,
    '   0: 0100007F:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 0000000000000000 100 0 0 10 0',
    '   1: 0100007F:9C40 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 31338 1 0000000000000000 20 4 30 10 -1',
    `   2: 0100007F:C350 0100007F:9C40 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 31339 1 0000000000000000 20 4 30 10 -1`,
  ].join('\n');
const ends = { from: 50_000, to: 40_000 };

test('the owner of a connection is the user of the side that connected', () => {
  expect(ownerOf(ends, [table('01', 1001)])).toBe(1001);
  expect(ownerOf({ from: 40_000, to: 50_000 }, [table('01', 1001)])).toBe(1000);
});

test('root is an owner like any other', () => {
  expect(ownerOf(ends, [table('01', 0)])).toBe(0);
});

test('a browser that uses IPv6 for everything has an owner as well', () => {
  const mapped = table('01', 1001).replaceAll('0100007F', '0000000000000000FFFF00000100007F');
  expect(ownerOf(ends, [heading, mapped])).toBe(1001);
});

test('a connection that has ended, and one that is not there, have no owner', () => {
  // TIME_WAIT has the user id 0.
  expect(ownerOf(ends, [table('06', 0)])).toBeNull();
  expect(ownerOf({ from: 50_001, to: 40_000 }, [table('01', 1001)])).toBeNull();
  expect(ownerOf(ends, ['', heading])).toBeNull();
});

test('another address of this machine is not loopback', () => {
  expect(ownerOf(ends, [table('01', 1001).replaceAll('0100007F', '0200A8C0')])).toBeNull();
});

test.skipIf(process.platform !== 'linux')(
  'a real connection is the user’s own, and nobody else’s',
  {
    tags: ['hand-over-own-user'],
  },
  async () => {
    const server = createServer();
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = connect((server.address() as { port: number }).port, '127.0.0.1');
    const socket = await accepted;
    const real = { from: socket.remotePort ?? 0, to: socket.localPort ?? 0 };
    const uid = process.getuid?.() ?? -1;
    expect(isOwnConnection(real, uid)).toBe(true);
    expect(isOwnConnection(real, uid + 1)).toBe(false);
    client.destroy();
    socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  },
);
