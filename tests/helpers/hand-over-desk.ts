import { connect } from 'node:net';
import { afterEach } from 'vitest';
import { HandOver, type HandOverOptions } from '../../src/main/browsers/hand-over.ts';

const open: HandOver[] = [];

afterEach(() => {
  for (const handOver of open.splice(0)) handOver.end();
});

/** A hand-over that ends with the test. */
export async function listen(options: Partial<HandOverOptions> & Pick<HandOverOptions, 'locate'>): Promise<HandOver> {
  const handOver = await HandOver.listen({ isOwn: () => true, ended: () => {}, ...options });
  if (!handOver) throw new Error('this machine has no port');
  open.push(handOver);
  return handOver;
}

/** What a browser sends for an address that it was given. */
export const navigationTo = (address: string, change: Readonly<Record<string, string | null>> = {}): string => {
  const { host, pathname } = new URL(address);
  const headers = {
    Host: host,
    'Sec-Fetch-Site': 'none',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-User': '?1',
    'Sec-Fetch-Dest': 'document',
    ...change,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return [`GET ${pathname} HTTP/1.1`, ...lines, '', ''].join('\r\n');
};

/** Sends bytes to a hand-over. Resolves with everything that comes back until the connection ends. */
export async function send(address: string, bytes: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  let reply = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    reply += text;
  });
  // Nothing listens any more, or the connection was cut: then nothing comes back.
  socket.on('error', () => {});
  socket.write(bytes);
  await new Promise<void>((closed) => socket.once('close', () => closed()));
  return reply;
}
