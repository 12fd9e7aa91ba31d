import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AccountRow } from '../../src/shared/account.ts';
import type { LedgerRow } from '../../src/shared/ledger.ts';
import type { OpenWindow } from '../../src/shared/own-windows.ts';
import type { FakeDesktop } from '../helpers/fake-desktop.ts';
import { ProviderSessions } from '../helpers/provider-sessions.ts';
import { Trial } from '../helpers/trial.ts';
import { browserOn, killBrowserOn, WindowBrowser, windowsUnavailable } from '../helpers/window-browser.ts';

// The whole main process with a real Chromium, in which each customer gets a window of their own.

const why = windowsUnavailable();
const withWindows = test.skipIf(why !== null);

let trial: Trial;
let browser: WindowBrowser;
let sessions: ProviderSessions;
let desktop: FakeDesktop;
let rows: AccountRow[];

const startProgram = async (): Promise<void> => {
  desktop = await trial.start({ environment: { ...trial.runOptions().environment, ...browser.environment } });
};

beforeEach(async () => {
  trial = await Trial.prepare();
  browser = new WindowBrowser();
  await startProgram();
  await trial.connectAll(['brevo']);
  rows = await trial.rowsOf('brevo');
  sessions = new ProviderSessions(trial.provider);
}, 30_000);
afterEach(async () => {
  vi.useRealTimers();
  // A browser's own files have its history, until they are wiped.
  await trial.ask('closeAllWindows', {});
  await trial.expectNothingLeaked();
  browser.end(trial.folder);
  await trial.end();
}, 30_000);

const row = (at: number): AccountRow => {
  const found = rows[at];
  if (!found) throw new Error(`there is no customer ${at}`);
  return found;
};

const logIn = ({ accountId }: AccountRow, opensIn: 'window' | 'browser' | null = 'window') =>
  trial.ask('logIn', {
    accountId,
    target: null,
    reason: '',
    confirmed: [],
    chosen: 'row',
    ...(opensIn === null ? {} : { opensIn }),
  });

const openWindows = async (): Promise<readonly OpenWindow[]> => (await trial.state()).openWindows;

async function windowOf({ accountId }: AccountRow): Promise<OpenWindow> {
  const found = (await openWindows()).find((one) => one.accountId === accountId);
  if (!found) throw new Error('it is not open');
  return found;
}

const folderOf = (windowId: string): string => join(trial.folder, 'windows', windowId);

const ledger = async (): Promise<readonly LedgerRow[]> =>
  (await trial.get('searchLedger', { text: '', beforeRowId: null })).rows;

const nothingLeft = (): Promise<void> =>
  vi.waitFor(() => expect(readdirSync(join(trial.folder, 'windows'))).toEqual([]), { timeout: 10_000 });

withWindows(
  'two customers are open side by side, each with a session of their own',
  {
    tags: ['own-window-apart', 'own-window-ended', 'own-window-folder'],
    timeout: 60_000,
  },
  async () => {
    for (const customer of [row(0), row(1)]) {
      expect(await logIn(customer)).toMatchObject({
        value: { result: 'opened', accountName: customer.name, inWindow: true, replaces: null },
      });
    }
    await sessions.haveWorkedOn([row(0).remoteId, row(1).remoteId]);
    expect(sessions.begun.toSorted()).toEqual([row(0).remoteId, row(1).remoteId]);
    // No session was lost, and no other cookie came.
    expect(new Set(sessions.work.map(({ cookie }) => cookie))).toEqual(new Set([row(0).remoteId, row(1).remoteId]));
    expect(desktop.opened).toEqual([]);
    const open = await openWindows();
    expect(open.map(({ accountName }) => accountName)).toEqual([row(1).name, row(0).name]);
    for (const { windowId } of open) {
      expect(statSync(folderOf(windowId)).mode & 0o777).toBe(0o700);
      expect(statSync(`${folderOf(windowId)}.json`).mode & 0o777).toBe(0o600);
    }
    expect((await ledger()).slice(0, 2).map(({ how, outcome, sessionEnd }) => [how, outcome, sessionEnd])).toEqual([
      ['window', 'opened', null],
      ['window', 'opened', null],
    ]);

    // One is closed; the other goes on.
    const first = await windowOf(row(0));
    expect(await trial.ask('closeWindow', { windowId: first.windowId })).toMatchObject({ ok: true });
    expect(existsSync(folderOf(first.windowId))).toBe(false);
    expect(existsSync(`${folderOf(first.windowId)}.json`)).toBe(false);
    expect((await openWindows()).map(({ accountId }) => accountId)).toEqual([row(1).accountId]);
    await sessions.haveWorkedOn([row(1).remoteId]);
    expect((await ledger()).slice(0, 2).map(({ sessionEnd }) => sessionEnd)).toEqual([null, 'closed']);
    expect(await trial.ask('closeAllWindows', {})).toMatchObject({ ok: true });
    await nothingLeft();
    expect((await ledger()).slice(0, 2).map(({ sessionEnd }) => sessionEnd)).toEqual(['closed', 'closed']);
  },
);

withWindows(
  'the profile has the customer’s name and the connection’s colour, and offers to save nothing',
  {
    timeout: 60_000,
  },
  async () => {
    const savedPages = [{ provider: 'brevo', name: 'domains', page: 'https://app.brevo.com/senders/domain/list' }];
    await trial.get('changeSettings', { savedPages });
    await logIn(row(0));
    const folder = folderOf((await windowOf(row(0))).windowId);
    const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
    const command = readFileSync(`/proc/${browserOn(folder)}/cmdline`, 'utf8');
    // The command line names no customer.
    expect(command).toContain('--window-name=Brevo');
    expect(command).not.toContain(row(0).name);
    // On its bookmarks bar are the provider's page and those that the user has saved.
    const [bookmarks] = read('Default/Bookmarks').roots.bookmark_bar.children;
    expect(bookmarks.name).toBe(row(0).name);
    expect(bookmarks.children.map(({ name, url }: { name: string; url: string }) => [name, url])).toEqual([
      ['Brevo', `${trial.provider.origin}/`],
      ['domains', 'https://app.brevo.com/senders/domain/list'],
    ]);
    expect(read('Local State').profile.info_cache.Default.name).toBe(row(0).name);
    await trial.get('closeAllWindows', {});
  },
);

withWindows(
  'a connection opens its customers in windows if it is set so, and no session is replaced by them',
  {
    timeout: 60_000,
  },
  async () => {
    // In the user's browser.
    expect(await logIn(row(0), 'browser')).toMatchObject({ value: { result: 'opened', replaces: null } });
    const connectionId = trial.connected.brevo ?? '';
    await trial.get('changeConnection', { connectionId, change: { opensIn: 'window' } });
    expect(await logIn(row(1), null)).toMatchObject({ value: { result: 'opened', inWindow: true, replaces: null } });
    // Back in the browser: it is the first customer's session that ends, not that of the window.
    expect(await logIn(row(2), 'browser')).toMatchObject({
      value: { result: 'ask', questions: [{ kind: 'replaces-session', otherName: row(0).name }] },
    });
    await trial.quit();
    await startProgram();
    expect(await logIn(row(2), 'browser')).toMatchObject({
      value: { result: 'ask', questions: [{ kind: 'replaces-session', otherName: row(0).name }] },
    });
    await trial.get('closeAllWindows', {});
  },
);

withWindows(
  'a log-in that is called off leaves no window and no folder',
  {
    tags: ['own-window-folder'],
    timeout: 60_000,
  },
  async () => {
    browser.behave('silent');
    const answer = logIn(row(0));
    await vi.waitFor(() => expect(readdirSync(join(trial.folder, 'windows'))).toHaveLength(2), { timeout: 10_000 });
    expect(await trial.ask('cancelLogIn', {})).toMatchObject({ value: { result: 'cancelled' } });
    expect(await answer).toMatchObject({ value: { result: 'cancelled' } });
    expect(await openWindows()).toEqual([]);
    await nothingLeft();
    expect(sessions.begun).toEqual([]);
    expect((await ledger())[0]).toMatchObject({ outcome: 'cancelled', sessionEnd: null });
  },
);

withWindows(
  'windows outlive Latchkey, and the next start knows them',
  {
    tags: ['own-window-ended'],
    timeout: 60_000,
  },
  async () => {
    await logIn(row(0));
    await logIn(row(1));
    const [second, first] = await openWindows();
    await trial.quit();
    await sessions.haveWorkedOn([row(0).remoteId, row(1).remoteId], 1);
    // One is closed by hand meanwhile.
    killBrowserOn(folderOf(second?.windowId ?? ''));
    await startProgram();
    await vi.waitFor(async () => expect(await openWindows()).toHaveLength(1), { timeout: 10_000 });
    expect((await openWindows())[0]).toEqual(first);
    await vi.waitFor(() => expect(existsSync(folderOf(second?.windowId ?? ''))).toBe(false), { timeout: 10_000 });
    expect((await ledger()).slice(0, 2).map(({ sessionEnd }) => sessionEnd)).toEqual(['killed', null]);
    expect(await trial.ask('closeWindow', { windowId: first?.windowId ?? '' })).toMatchObject({ ok: true });
    await nothingLeft();
  },
);

withWindows(
  'the window of a customer whom no list has any more keeps the name of its opening, also after a restart',
  { timeout: 60_000 },
  async () => {
    await logIn(row(0));
    const { accountName, connectionLabel } = await windowOf(row(0));
    expect(accountName).toBe(row(0).name);
    const { customers } = trial.provider;
    const renamed = trial.provider.nameFor('Renamed Shop');
    const { remoteId, connectionId } = row(0);
    customers.brevo = customers.brevo.map((one) => (one.remoteId === remoteId ? { ...one, name: renamed } : one));
    await trial.get('syncAccounts', { connectionId });
    await vi.waitFor(async () =>
      expect(await windowOf(row(0))).toMatchObject({ accountName: renamed, isListed: true }),
    );
    // Another customer takes the name of the opening.
    customers.brevo = customers.brevo
      .filter((one) => one.remoteId !== remoteId)
      .map((one, at) => (at === 0 ? { ...one, name: accountName } : one));
    await trial.get('syncAccounts', { connectionId });
    await vi.waitFor(async () => expect(await trial.rowsOf('brevo')).toHaveLength(rows.length - 1));
    expect(await windowOf(row(0))).toMatchObject({ accountName, connectionLabel, isListed: false });
    expect(await logIn(row(0))).toMatchObject({ ok: false, problem: { kind: 'account-unknown' } });
    await trial.quit();
    await startProgram();
    await vi.waitFor(async () => expect(await openWindows()).toHaveLength(1), { timeout: 10_000 });
    const { windowId, ...open } = await windowOf(row(0));
    expect(open).toMatchObject({ accountName, connectionLabel, isListed: false });
    expect(await trial.ask('closeWindow', { windowId })).toMatchObject({ ok: true });
    await nothingLeft();
  },
);

withWindows(
  'a window is closed when its time is over, after two warnings',
  {
    tags: ['own-window-ended'],
    timeout: 60_000,
  },
  async () => {
    await trial.quit();
    vi.useFakeTimers({ toFake: ['Date'] });
    await startProgram();
    await trial.get('changeSettings', { windowLimitMinutes: 30 });
    await logIn(row(0));
    const { endsAt } = await windowOf(row(0));
    const end = Date.parse(endsAt ?? '');
    const words = () => desktop.notifications.filter(({ body }) => body.includes('closes in')).map(({ body }) => body);
    vi.setSystemTime(end - 9.5 * 60_000);
    await vi.waitFor(() => expect(words()).toEqual([expect.stringContaining('10 minutes')]), { timeout: 5_000 });
    vi.setSystemTime(end - 30_000);
    await vi.waitFor(() => expect(words().at(-1)).toContain('in a minute'), { timeout: 5_000 });
    vi.setSystemTime(end + 1_000);
    await nothingLeft();
    expect((await ledger())[0]).toMatchObject({ outcome: 'opened', sessionEnd: 'expired' });
  },
);

withWindows(
  'at six windows the seventh is asked about, and one that is open already is not',
  {
    timeout: 60_000,
  },
  async () => {
    const { OwnWindows } = await import('../../src/main/browsers/own-windows.ts');
    const real = OwnWindows.prototype.list;
    const list = vi.spyOn(OwnWindows.prototype, 'list').mockImplementation(function (
      this: InstanceType<typeof OwnWindows>,
    ) {
      const open = real.call(this);
      const other = (n: number) => ({
        windowId: `${n}`,
        accountId: `x/${n}`,
        rowId: null,
        since: 0,
        endsAt: null,
        closing: false,
      });
      return [...open, ...[1, 2, 3, 4, 5, 6].slice(open.length).map(other)];
    });
    expect(await logIn(row(0))).toEqual({
      ok: true,
      value: { result: 'ask', questions: [{ kind: 'many-windows', open: 6 }] },
    });
    expect(await logIn(row(0), 'browser')).toMatchObject({ value: { result: 'opened' } });
    list.mockRestore();
  },
);
