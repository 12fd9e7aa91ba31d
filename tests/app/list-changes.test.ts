import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import {
  connect,
  get,
  healthOf,
  launcher,
  movableClock,
  tempFolder,
  untilHealth,
} from '../helpers/program-at-scale.ts';
import { only, type ProviderName, ProviderServer } from '../helpers/provider-server.ts';

vi.setConfig({ testTimeout: 60_000 });

const customersOf = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ remoteId: `${5_000 + from + n}`, name: `Number ${from + n}` }));

/** Providers whose lists can change, and a program that is connected to one of them and has read its list. */
async function connectedTo(provider: ProviderName, count: number) {
  const server = await ProviderServer.start();
  onTestFinished(() => server.stop());
  server.customers[provider] = customersOf(count);
  const folder = tempFolder();
  const environment = { LATCHKEY_ORIGINS: JSON.stringify({ sendgrid: server.origin, brevo: server.origin }) };
  const { launch, quit } = launcher(folder, environment);
  const desktop = await launch();
  const connectionId = await connect(desktop, provider, server.keys[provider]);
  await get(desktop, 'syncAccounts', { connectionId });
  await get(desktop, 'pauseNames', { connectionId, paused: true });
  return { server, desktop, connectionId, launch, quit, folder };
}

/** From now on, page `page` of the list is never answered. `asked` returns whether it was requested. */
function holdPage(server: ProviderServer, provider: ProviderName, page: number): { asked: () => boolean } {
  let pages = 0;
  server.fault = only(provider, 'list', () => {
    pages += 1;
    return pages >= page ? 'taken' : 'ordinary';
  });
  return { asked: () => pages >= page };
}

const listRequests = (server: ProviderServer) => server.asked.filter(({ subject }) => subject === 'list');
const found = async (desktop: Parameters<typeof get>[0], text: string) =>
  (await get(desktop, 'searchAccounts', { text, typed: false })).rows.map(({ remoteId }) => remoteId);
const logOf = (folder: string): string => readFileSync(join(folder, 'logs', 'latchkey.log'), 'utf8');

test('a customer removed at the provider is gone after the next complete list, and returns with pin and name', async () => {
  const { server, desktop, connectionId } = await connectedTo('brevo', 120);
  const accountId = `${connectionId}/5007`;
  await get(desktop, 'renameAccount', { accountId, name: 'The Anvil People' });
  await get(desktop, 'pinAccount', { accountId, pinned: true });
  const [removed] = server.customers.brevo.splice(7, 1);
  expect(await found(desktop, 'anvil')).toEqual(['5007']);

  await get(desktop, 'syncAccounts', { connectionId });
  expect(await found(desktop, 'anvil')).toEqual([]);
  expect(await found(desktop, '')).not.toContain('5007');
  expect(await healthOf(desktop, connectionId)).toMatchObject({ accountCount: 119 });
  await eventually(() => expect(JSON.stringify(desktop.tray)).not.toContain('Anvil'));
  const stillOnScreen = { accountId, target: null, reason: '', confirmed: [], chosen: 'row' as const };
  expect(await desktop.ask('logIn', stillOnScreen)).toMatchObject({
    problem: { kind: 'account-unknown', provider: 'Brevo', connectionId },
  });

  server.customers.brevo.push(removed ?? { remoteId: '', name: '' });
  await get(desktop, 'syncAccounts', { connectionId });
  expect((await get(desktop, 'searchAccounts', { text: 'anvil', typed: false })).rows[0]).toMatchObject({
    accountId,
    pinned: true,
  });
});

test.each(['brevo', 'sendgrid'] as const)(
  'an empty list of %s removes no customer until it was empty for some minutes',
  async (provider) => {
    const clock = movableClock();
    const { server, desktop, connectionId } = await connectedTo(provider, 60);
    const customers = server.customers[provider].splice(0);
    const sync = () => desktop.ask('syncAccounts', { connectionId });
    expect(await sync()).toMatchObject({ problem: { kind: 'list-short', customers: 60 } });
    expect(await found(desktop, '5007')).toContain('5007');
    expect(await healthOf(desktop, connectionId)).toMatchObject({ status: 'waiting', accountCount: 60 });
    server.customers[provider].push(...customers);
    await get(desktop, 'syncAccounts', { connectionId });
    expect(await healthOf(desktop, connectionId)).toMatchObject({ status: 'idle', problem: null, accountCount: 60 });

    server.customers[provider].splice(0);
    expect(await sync()).toMatchObject({ problem: { kind: 'list-short' } });
    // Latchkey looks again by itself.
    const { resumesAt } = await healthOf(desktop, connectionId);
    expect(resumesAt).not.toBeNull();
    await clock.passUntil(resumesAt ?? '');
    await clock.pass(2_000);
    const truth = { status: 'idle', problem: null, accountCount: 0 };
    await eventually(async () => expect(await healthOf(desktop, connectionId)).toMatchObject(truth));
  },
);

test('a list of one customer in place of sixty removes none of them', async () => {
  const { server, desktop, connectionId } = await connectedTo('sendgrid', 60);
  server.customers.sendgrid.splice(1);
  expect(await desktop.ask('syncAccounts', { connectionId })).toMatchObject({
    problem: { kind: 'list-short', listed: 1, customers: 60 },
  });
  expect(await found(desktop, '5007')).toContain('5007');
  expect(await healthOf(desktop, connectionId)).toMatchObject({ status: 'waiting', accountCount: 60 });
});

test('a sync that is asked for returns who is gone: how many, and some of their names', async () => {
  const { server, desktop, connectionId } = await connectedTo('brevo', 60);
  await get(desktop, 'renameAccount', { accountId: `${connectionId}/5031`, name: 'The Anvil People' });
  server.customers.brevo.splice(31);
  for (const asked of [connectionId, null])
    expect(await get(desktop, 'syncAccounts', { connectionId: asked })).toEqual([
      asked === null
        ? { connectionId, count: 0, names: [] }
        : { connectionId, count: 29, names: ['The Anvil People', 'Number 32'] },
    ]);
});

test('a list that gets shorter while it is read loses no customer', async () => {
  const { server, desktop, connectionId } = await connectedTo('brevo', 180);
  let pages = 0;
  server.fault = only('brevo', 'list', () => {
    pages += 1;
    // The rest moves up by three: the first customers of the next page move to the end of this one.
    if (pages === 2) server.customers.brevo.splice(10, 3);
    return 'ordinary';
  });
  await get(desktop, 'syncAccounts', { connectionId });
  for (const { remoteId } of server.customers.brevo) expect(await found(desktop, remoteId)).toEqual([remoteId]);
  server.fault = null;
  await get(desktop, 'syncAccounts', { connectionId });
  expect(await healthOf(desktop, connectionId)).toMatchObject({ accountCount: 177 });
});

test('cancelled while a page is on its way, a sync ends at once, removes no customer, and the next one goes on there', async () => {
  const { server, desktop, connectionId } = await connectedTo('sendgrid', 450);
  server.customers.sendgrid = server.customers.sendgrid.slice(0, 420);
  const held = holdPage(server, 'sendgrid', 4);
  const answer = desktop.ask('syncAccounts', { connectionId });
  await eventually(() => expect(held.asked()).toBe(true));
  expect((await healthOf(desktop, connectionId)).status).toBe('syncing');
  await get(desktop, 'cancelSync', { connectionId });
  expect(await answer).toMatchObject({ ok: false, problem: { kind: 'sync-cancelled' } });
  expect(await healthOf(desktop, connectionId)).toMatchObject({
    status: 'idle',
    problem: null,
    progress: null,
    accountCount: 450,
  });

  server.fault = null;
  const before = listRequests(server).length;
  await get(desktop, 'syncAccounts', { connectionId });
  expect(new URL(listRequests(server)[before]?.url ?? '', 'http://x').searchParams.get('offset')).toBe('5299');
  expect(await healthOf(desktop, connectionId)).toMatchObject({ accountCount: 420 });
});

test('of two lists read at once, one that hangs does not delay the other, and each keeps its own customers', async () => {
  const { server, desktop, connectionId } = await connectedTo('sendgrid', 250);
  server.customers.brevo = customersOf(130, 20_000);
  const held = holdPage(server, 'sendgrid', 2);
  const hanging = desktop.ask('syncAccounts', { connectionId });
  await eventually(() => expect(held.asked()).toBe(true));
  const other = await connect(desktop, 'brevo', server.keys.brevo);
  await get(desktop, 'syncAccounts', { connectionId: other });
  expect(await healthOf(desktop, other)).toMatchObject({ status: 'idle', accountCount: 130 });
  expect(await healthOf(desktop, connectionId)).toMatchObject({ status: 'syncing', accountCount: 250 });
  await get(desktop, 'cancelSync', { connectionId });
  await hanging;
  server.fault = null;
  await get(desktop, 'syncAccounts', { connectionId: null });
  expect((await get(desktop, 'searchAccounts', { text: 'number', typed: false })).total).toBe(380);
  expect(await healthOf(desktop, connectionId)).toMatchObject({ status: 'idle', accountCount: 250 });
});

test('a connection removed in the middle of its sync is gone: accounts, key, and every request', async () => {
  const { server, desktop, connectionId, folder } = await connectedTo('sendgrid', 350);
  const held = holdPage(server, 'sendgrid', 3);
  const answer = desktop.ask('syncAccounts', { connectionId });
  await eventually(() => expect(held.asked()).toBe(true));
  await get(desktop, 'disconnectProvider', { connectionId });
  expect(await answer).toMatchObject({ ok: false, problem: { kind: 'sync-cancelled' } });
  const asked = server.asked.length;
  expect(await get(desktop, 'getState', {})).toMatchObject({ connections: [] });
  expect(await get(desktop, 'searchAccounts', { text: '5001', typed: false })).toMatchObject({ rows: [], total: 0 });
  expect(await desktop.ask('syncAccounts', { connectionId })).toMatchObject({
    problem: { kind: 'connection-unknown' },
  });
  desktop.wake();
  await new Promise((resume) => setTimeout(resume, 100));
  expect(server.asked.length).toBe(asked);
  expect([desktop.bugs, logOf(folder)]).toEqual([[], expect.not.stringContaining('bug reference')]);
});

test('a program that quits during a sync waits for no page; the next start requests that page', async () => {
  const { server, desktop, connectionId, folder, quit, launch } = await connectedTo('sendgrid', 450);
  const held = holdPage(server, 'sendgrid', 3);
  const answer = desktop.ask('syncAccounts', { connectionId });
  await eventually(() => expect(held.asked()).toBe(true));
  // The page is never answered, so only a program that does not wait for it can end.
  await quit();
  expect(await answer).toMatchObject({ ok: false, problem: { kind: 'sync-cancelled' } });
  expect([desktop.bugs, logOf(folder)]).toEqual([[], expect.not.stringContaining('bug reference')]);

  server.fault = null;
  const before = listRequests(server).length;
  const second = await launch();
  await get(second, 'syncAccounts', { connectionId });
  expect(new URL(listRequests(server)[before]?.url ?? '', 'http://x').searchParams.get('offset')).toBe('5199');
  expect(await healthOf(second, connectionId)).toMatchObject({ status: 'idle', problem: null, accountCount: 450 });
});

test('a program that quits while it is still starting logs no bug', async () => {
  const { folder, quit, launch } = await connectedTo('brevo', 3_000);
  await quit();
  const starting = launch();
  // The accounts are being loaded into the index, some hundred rows at a time.
  for (let turn = 0; turn < 3; turn++) await new Promise((resume) => setImmediate(resume));
  await quit();
  await starting;
  expect(logOf(folder)).not.toContain('bug reference');
});

test('after a night asleep, what is overdue is read within half a minute of waking', async () => {
  const clock = movableClock();
  const { server, desktop, connectionId } = await connectedTo('brevo', 60);
  const { lastSyncedAt } = await healthOf(desktop, connectionId);
  const before = listRequests(server).length;
  clock.sleepUntil('2026-11-22T07:00:00Z');
  await clock.pass(10_000);
  expect(listRequests(server)).toHaveLength(before);
  desktop.wake();
  await clock.pass(30_000);
  await untilHealth(desktop, connectionId, { status: 'idle', lastSyncedAt: expect.stringContaining('2026-11-22T07:') });
  expect(lastSyncedAt).toContain('2026-11-21T12:');
  expect(listRequests(server).length).toBeGreaterThan(before);
});
