import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/main/sandbox/sandbox.ts';
import { eventually } from '../helpers/eventually.ts';
import { FakeDesktop } from '../helpers/fake-desktop.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';

// Another key or another region has another list, however far the sync of the old one had come.

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** SendGrid's sandbox behind a proxy that notes each requested page, and holds back all but the first until `open`. */
async function sendgridBehindDoor() {
  const sandbox = await startSandbox({ accountsPerProvider: 1_500 });
  ends.push(() => sandbox.close());
  const pages: ('first' | 'later')[] = [];
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const door = createServer(async (asked, reply) => {
    const url = new URL(asked.url ?? '', providerIn(sandbox, 'sendgrid').origin);
    const isList = url.pathname === '/v3/partners/accounts' && url.searchParams.get('limit') !== '1';
    if (isList) pages.push(url.searchParams.has('offset') ? 'later' : 'first');
    if (isList && pages.at(-1) === 'later') await opened;
    const { authorization = '', 'on-behalf-of': behalf } = asked.headers;
    const headers = { authorization, ...(behalf === undefined ? {} : { 'on-behalf-of': String(behalf) }) };
    const answer = await fetch(url, { headers }).catch(() => null);
    if (!answer) return void reply.destroy();
    reply.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    open();
    door.closeAllConnections();
    door.close();
  });
  const { port } = door.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, key: providerIn(sandbox, 'sendgrid').key, pages, open };
}

/** A program in the middle of its first list. */
async function halfWay() {
  const door = await sendgridBehindDoor();
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-list-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const keychain = new MemoryKeychain();
  const environment = { LATCHKEY_ORIGINS: JSON.stringify({ sendgrid: door.origin }) };
  const desktop = await FakeDesktop.start({ folder, fork: () => keychain.fork(), environment });
  ends.push(() => desktop.quit());
  const input = { provider: 'sendgrid', key: door.key, label: '', colour: 'blue', region: 'global' } as const;
  const connected = await desktop.ask('connectProvider', input);
  if (!connected.ok) throw new Error(connected.problem.kind);
  await eventually(() => expect(door.pages).toEqual(['first', 'later']));
  return { door, desktop, connectionId: connected.value.connectionId };
}

type HalfWay = Awaited<ReturnType<typeof halfWay>>;

test.each<[string, (started: HalfWay) => Promise<unknown>]>([
  [
    'another region',
    ({ desktop, connectionId }) => desktop.ask('changeConnection', { connectionId, change: { region: 'eu' } }),
  ],
  [
    'another key',
    ({ desktop, connectionId, door }) => desktop.ask('replaceKey', { connectionId, key: door.key, confirmed: true }),
  ],
])('%s ends the running sync, and its own list is read from the first page', async (_what, change) => {
  const started = await halfWay();
  const { door, desktop } = started;
  expect(await change(started)).toMatchObject({ ok: true });
  await eventually(() => expect(door.pages.slice(2, 3)).toEqual(['first']));
  door.open();
  await eventually(async () => {
    expect(await desktop.ask('getState', {})).toMatchObject({
      value: { connections: [{ health: { status: 'idle', problem: null, accountCount: 1_500 } }] },
    });
  });
});
