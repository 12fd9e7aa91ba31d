import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { start } from '../../src/main/app/start.ts';
import { FakeDesktop } from '../helpers/fake-desktop.ts';
import { importRequest } from '../helpers/import-request.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import {
  connect,
  get,
  healthOf,
  launcher,
  logIn,
  openSandbox,
  tempFolder,
  unlimited,
} from '../helpers/program-at-scale.ts';
import { asRealProviders, customersOf, providerIn } from '../helpers/sandbox-provider.ts';

vi.setConfig({ testTimeout: 90_000 });

// How long one turn of the event loop takes depends on the machine, so bench measures that. How much is done in one does not.

const accounts = 10_000;

/** Calls `turned` in every turn of the event loop until `work` has ended. Returns the number of turns. */
async function everyTurn(work: Promise<unknown>, turned: () => void = () => {}): Promise<number> {
  let going = true;
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    turned();
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  await work.finally(() => {
    going = false;
  });
  return turns;
}

async function connected(provider: 'sendgrid' | 'brevo', count = accounts) {
  const folder = tempFolder();
  const sandbox = await openSandbox({ accountsPerProvider: count, requestsPerHour: unlimited });
  const { launch, quit } = launcher(folder, asRealProviders(sandbox));
  const desktop = await launch();
  const from = performance.now();
  const connectionId = await connect(desktop, provider, providerIn(sandbox, provider).key);
  return { folder, sandbox, desktop, connectionId, quit, from };
}

test.each([
  ['sendgrid', 100],
  ['brevo', 50],
] as const)(
  'while a list of %s arrives, each turn stores one page at most, windows are notified in intervals, and search answers',
  async (provider, pageSize) => {
    const { sandbox, desktop, connectionId, from } = await connected(provider);
    await get(desktop, 'pauseNames', { connectionId, paused: true });
    const sync = desktop.ask('syncAccounts', { connectionId });
    const typed: Promise<unknown>[] = [];
    let requests = sandbox.counts().requests;
    let trays = 0;
    let tray = desktop.tray;
    await everyTurn(sync, () => {
      // Each request is one page that arrived and one that goes out.
      const now = sandbox.counts().requests;
      expect(now - requests).toBeLessThanOrEqual(1);
      if (now > requests && now % 20 === 0) typed.push(get(desktop, 'searchAccounts', { text: 'acme', typed: false }));
      requests = now;
      if (desktop.tray !== tray) trays += 1;
      tray = desktop.tray;
    });
    expect(await sync).toMatchObject({ ok: true });
    const seconds = (performance.now() - from) / 1000;
    expect(requests).toBeGreaterThan(accounts / pageSize);
    expect(typed.length).toBeGreaterThan(4);
    for (const answer of await Promise.all(typed)) expect(answer).toMatchObject({ text: 'acme' });
    // At most once every 150 ms, not once per page.
    const told = (wanted: string): number => desktop.told.filter(({ name }) => name === wanted).length;
    for (const count of [told('stateChanged'), told('accountsChanged'), trays]) {
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(Math.ceil(seconds / 0.15) + 2);
    }
    expect(await healthOf(desktop, connectionId)).toMatchObject({ status: 'idle', accountCount: accounts });
    const last = (await customersOf(provider, accounts)).idAt(accounts - 1);
    expect((await get(desktop, 'searchAccounts', { text: last, typed: false })).rows[0]?.remoteId).toBe(last);
  },
);

test('importing names for all, undoing it, and removing a connection all leave the event loop free in between', async () => {
  const { folder, desktop, connectionId } = await connected('brevo');
  await get(desktop, 'syncAccounts', { connectionId });
  const customers = await customersOf('brevo', accounts);
  const csv = join(folder, 'names.csv');
  const lines = Array.from({ length: accounts }, (_, index) => `${customers.idAt(index)},Imported ${index}`);
  writeFileSync(csv, ['id,name', ...lines].join('\n'));
  desktop.fileToRead = csv;
  const preview = await get(desktop, 'chooseNamesFile', {});
  const request = importRequest(preview);
  const { importId } = request;

  const imported = desktop.ask('importNames', request);
  expect(await everyTurn(imported)).toBeGreaterThan(accounts / 250);
  expect(await imported).toMatchObject({ ok: true, value: { accounts } });
  const named = async (text: string) => (await get(desktop, 'searchAccounts', { text, typed: false })).rows[0]?.name;
  expect(await named('imported 9999')).toBe('Imported 9999');

  const undone = desktop.ask('undoImport', { importId });
  expect(await everyTurn(undone)).toBeGreaterThan(accounts / 250);
  expect(await named('imported 9999')).toBeUndefined();
  expect(await named(customers.at(4_711).id)).toBe(customers.at(4_711).name);

  const removed = desktop.ask('disconnectProvider', { connectionId });
  expect(await everyTurn(removed)).toBeGreaterThan(accounts / 500);
  expect(await removed).toEqual({ ok: true, value: null });
  expect(await get(desktop, 'searchAccounts', { text: 'acme', typed: false })).toMatchObject({
    rows: [],
    total: 0,
  });
});

test('after a restart the program answers before all accounts are indexed, and finds them all in the end', async () => {
  const { folder, sandbox, desktop, connectionId, quit } = await connected('brevo');
  await get(desktop, 'syncAccounts', { connectionId });
  expect(await logIn(desktop, 'acme')).toMatchObject({ ok: true });
  const keys = { [connectionId]: providerIn(sandbox, 'brevo').key };
  await quit();

  const keychain = new MemoryKeychain();
  for (const [id, key] of Object.entries(keys)) keychain.keys.set(id, key);
  const second = new FakeDesktop({ folder, fork: () => keychain.fork() });
  onTestFinished(() => second.quit());
  let isReady = false;
  const ready = start(second.desktop, asRealProviders(sandbox)).then(() => {
    isReady = true;
  });
  // Pinned and recent customers need no index, and neither do the tray and a window.
  const { rows } = await get(second, 'searchAccounts', { text: '', typed: false });
  expect(rows.map(({ kind }) => kind)).toEqual(['customer', 'admin-console']);
  expect(second.tray).not.toBeNull();
  expect(isReady).toBe(false);
  await ready;
  const last = (await customersOf('brevo', accounts)).idAt(accounts - 1);
  expect(await get(second, 'searchAccounts', { text: last, typed: false })).toMatchObject({
    total: accounts,
    rows: [{ remoteId: last }],
  });
});
