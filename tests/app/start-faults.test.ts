import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Accounts } from '../../src/main/directory/accounts/accounts.ts';
import { Directory, openDirectory } from '../../src/main/directory/directory.ts';
import { Ledger } from '../../src/main/directory/ledger/ledger.ts';
import { DirectoryFault } from '../../src/main/directory/sqlite/database.ts';
import { eventually } from '../helpers/eventually.ts';
import { FakeDesktop } from '../helpers/fake-desktop.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';

// Faults of the disk in work that nothing awaits. They are thrown by mocks: no disk fails on demand.

let folder: string;
const running: FakeDesktop[] = [];
const diskFull = (): never => {
  throw new DirectoryFault({ kind: 'disk-full' });
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-faults-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const desktop of running.splice(0)) await desktop.quit();
  rmSync(folder, { recursive: true, force: true });
});

async function launch(): Promise<FakeDesktop> {
  const keychain = new MemoryKeychain();
  const environment = { LATCHKEY_SANDBOX: JSON.stringify({ accountsPerProvider: 20 }) };
  const desktop = await FakeDesktop.start({ folder, fork: () => keychain.fork(), environment });
  running.push(desktop);
  return desktop;
}

async function problemsOf(desktop: FakeDesktop): Promise<readonly object[]> {
  const state = await desktop.ask('getState', {});
  return state.ok ? state.value.problems : [state.problem];
}

test('starts even if the disk is too full to record what the last run left open', async () => {
  vi.spyOn(Ledger.prototype, 'markInterrupted').mockImplementation(diskFull);
  vi.spyOn(Directory.prototype, 'finishInterrupted').mockImplementation(async () => diskFull());
  const desktop = await launch();
  expect(await problemsOf(desktop)).toEqual([{ kind: 'disk-full' }]);
  expect(desktop.trayItem('Quit Latchkey')).toBeDefined();
});

test('reports an opened customer as opened even if the tray cannot show it', async () => {
  const desktop = await launch();
  await desktop.ask('exploreSamples', {});
  await eventually(async () => {
    const found = await desktop.ask('searchAccounts', { text: 'acme', typed: false });
    expect(found.ok && found.value.rows.length).toBeGreaterThan(0);
  });
  const found = await desktop.ask('searchAccounts', { text: 'acme', typed: false });
  const accountId = (found.ok && found.value.rows[0]?.accountId) || '';
  vi.spyOn(Accounts.prototype, 'pinned').mockImplementation(diskFull);
  const request = {
    accountId,
    target: null,
    reason: '',
    confirmed: ['lookalike' as const, 'state' as const],
    chosen: 'text' as const,
  };
  expect(await desktop.ask('logIn', request)).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(desktop.opened).toHaveLength(1);
});

test('if the directory cannot be used, the tray says why and can quit the program', async () => {
  const made = openDirectory({ folder });
  if (made.ok) made.value.directory.close();
  const raw = new DatabaseSync(join(folder, 'directory.db'));
  raw.exec('pragma user_version = 9999');
  raw.close();
  const desktop = await launch();
  expect(desktop.settingsOpened).toEqual([null]);
  expect(await problemsOf(desktop)).toEqual([{ kind: 'directory-newer' }]);
  expect(desktop.tray?.tooltip).toMatch(/^Latchkey: .+/);
  expect(desktop.trayItem('Quit Latchkey')).toBeDefined();
});
