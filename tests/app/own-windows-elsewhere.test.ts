import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AccountRow } from '../../src/shared/account.ts';
import type { LedgerRow } from '../../src/shared/ledger.ts';
import type { Platform } from '../../src/shared/platform.ts';
import { ProviderSessions } from '../helpers/provider-sessions.ts';
import { Trial } from '../helpers/trial.ts';
import { windowWish } from '../helpers/wanted.ts';
import {
  browserOn,
  type Installed,
  killBrowserOn,
  WindowBrowser,
  windowsUnavailable,
} from '../helpers/window-browser.ts';
import { displaysUnavailable, XDisplay } from '../helpers/x-display.ts';

// The whole main process as it is on Windows and on macOS, with real browsers of this machine. What they and the programs of
// those systems do there, docs/true-electron.md lists.

vi.mock('../../src/main/browsers/windows-lock.ts', () => import('../helpers/windows-locks.ts'));

let trial: Trial;
let browser: WindowBrowser;
let sessions: ProviderSessions;
let rows: AccountRow[];
let display: XDisplay | null = null;
/** Where the folders of windows must be. */
let root: string;
let platform: Platform;
let roaming: Record<string, string>;

const startProgram = (): Promise<unknown> =>
  trial.start({ platform, environment: { ...trial.runOptions().environment, ...browser.environment, ...roaming } });

async function begin(wanted: Platform, installed: Installed): Promise<void> {
  platform = wanted;
  trial = await Trial.prepare();
  // A browser without windows takes no second address.
  display = await XDisplay.start();
  browser = new WindowBrowser(display.name, { installed, platform });
  // Where macOS has a user's own applications.
  vi.stubEnv('HOME', browser.environment['HOME']);
  const isWindows = platform === 'win32';
  roaming = isWindows ? { APPDATA: dirname(trial.folder) } : {};
  root = isWindows ? join(browser.folder, 'Local', basename(trial.folder), 'windows') : join(trial.folder, 'windows');
  await startProgram();
  await trial.connectAll(['brevo']);
  rows = await trial.rowsOf('brevo');
  sessions = new ProviderSessions(trial.provider);
}

async function end(): Promise<void> {
  vi.unstubAllEnvs();
  browser.end(trial.folder, root);
  display?.end();
  await trial.end();
}

const row = (at: number): AccountRow => {
  const found = rows[at];
  if (!found) throw new Error(`there is no customer ${at}`);
  return found;
};

const logIn = ({ accountId }: AccountRow) => trial.ask('logIn', windowWish({ accountId }));

const openWindows = async () => (await trial.state()).openWindows;

async function folderOf({ accountId }: AccountRow): Promise<string> {
  const found = (await openWindows()).find((one) => one.accountId === accountId);
  return join(root, found?.windowId ?? 'none');
}

const ledger = async (): Promise<readonly LedgerRow[]> =>
  (await trial.get('searchLedger', { text: '', beforeRowId: null })).rows;

const nothingLeft = (): Promise<void> => vi.waitFor(() => expect(readdirSync(root)).toEqual([]), { timeout: 30_000 });

const opens = async (customer: AccountRow): Promise<void> =>
  expect(await logIn(customer)).toMatchObject({
    value: { result: 'opened', accountName: customer.name, inWindow: true, replaces: null },
  });

const unavailable = (installed: Installed): string | null => windowsUnavailable(installed) ?? displaysUnavailable();

/** `crash`: what the ledger says of one that was ended by a signal. Only a lock that is a link tells that. */
const cases = [
  { title: 'Chromium on Windows', platform: 'win32', installed: 'chromium', name: 'Chromium', crash: 'closed' },
  { title: 'Firefox on Windows', platform: 'win32', installed: 'firefox', name: 'Firefox', crash: 'closed' },
  { title: 'Chromium on macOS', platform: 'darwin', installed: 'chromium', name: 'Chromium', crash: 'killed' },
  { title: 'Firefox on macOS', platform: 'darwin', installed: 'firefox', name: 'Firefox', crash: 'closed' },
] as const;

for (const { title, platform: wanted, installed, name, crash } of cases) {
  describe.skipIf(unavailable(installed) !== null)(title, () => {
    beforeEach(() => begin(wanted, installed));
    afterEach(end);

    test('is offered, and opens two customers side by side; a second log-in goes into the window that is open', {
      tags: ['own-window-apart', 'own-window-ended', 'own-window-folder'],
      timeout: 180_000,
    }, async () => {
      expect(await trial.get('findWindowBrowsers', {})).toEqual({
        found: [{ id: installed, name }],
        used: { id: installed, name },
        confined: [],
      });
      await opens(row(0));
      await opens(row(1));
      const both = [row(0).remoteId, row(1).remoteId];
      await sessions.haveWorkedOn(both, 1);
      expect(new Set(sessions.work.map(({ cookie }) => cookie))).toEqual(new Set(both));
      const [first, second] = [await folderOf(row(0)), await folderOf(row(1))];
      const pids = [browserOn(first), browserOn(second)];
      expect(new Set(pids).size).toBe(2);
      for (const pid of pids) expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(row(0).name);

      await opens(row(0));
      expect([browserOn(first), browserOn(second)]).toEqual(pids);
      await vi.waitFor(() => expect(sessions.begun.filter((id) => id === row(0).remoteId)).toHaveLength(2));
      expect(sessions.begun.filter((id) => id === row(1).remoteId)).toHaveLength(1);

      // The next start knows both. One is closed by Latchkey, and one by somebody else.
      await trial.quit();
      await startProgram();
      expect((await openWindows()).map(({ accountId }) => accountId).toSorted()).toEqual(
        [row(0).accountId, row(1).accountId].toSorted(),
      );
      expect(await trial.ask('closeWindow', { windowId: basename(first) })).toMatchObject({ ok: true });
      expect(existsSync(first)).toBe(false);
      expect(browserOn(second)).toBe(pids[1]);
      process.kill(browserOn(second) ?? 0, 'SIGTERM');
      await nothingLeft();
      expect((await ledger()).slice(0, 3).map(({ sessionEnd }) => sessionEnd)).toEqual(['closed', crash, 'closed']);
      await trial.expectNothingLeaked();
    });
  });
}

describe.skipIf(unavailable('chromium') !== null)('on Windows', () => {
  beforeEach(() => begin('win32', 'chromium'));
  afterEach(end);

  test('a browser that a policy leads to another folder gets no link', { tags: ['own-window-apart'] }, async () => {
    browser.behave('elsewhere');
    expect(await logIn(row(0))).toMatchObject({ ok: false, problem: { kind: 'window-elsewhere' } });
    expect(sessions.begun).toEqual([]);
    await nothingLeft();
  });

  test('without PowerShell a window is closed by its user, and Latchkey says so', { timeout: 120_000 }, async () => {
    await opens(row(0));
    const folder = await folderOf(row(0));
    const powershell = join(browser.folder, 'Windows/System32/WindowsPowerShell/v1.0/powershell.exe');
    const works = readFileSync(powershell, 'utf8');
    writeFileSync(powershell, '#!/bin/sh\necho "This program is blocked by group policy." >&2\nexit 1\n');
    const closing = { windowId: basename(folder) };
    expect(await trial.ask('closeWindow', closing)).toMatchObject({
      ok: false,
      problem: { kind: 'window-stays-open' },
    });
    expect((await openWindows()).map(({ closing: isClosing }) => isClosing)).toEqual([false]);
    expect(browserOn(folder)).not.toBeNull();
    // A log-in still goes into it.
    await opens(row(0));

    // One that was opened for a log-in that came to nothing is known until it is closed.
    browser.behave('silent');
    const answer = logIn(row(1));
    await vi.waitFor(() => expect(readdirSync(root)).toHaveLength(4), { timeout: 10_000 });
    const other = readdirSync(root).find((id) => !id.endsWith('.json') && join(root, id) !== folder) ?? '';
    await vi.waitFor(() => expect(browserOn(join(root, other))).not.toBeNull(), { timeout: 20_000 });
    expect(await trial.ask('cancelLogIn', {})).toMatchObject({ value: { result: 'cancelled' } });
    expect(await answer).toMatchObject({ value: { result: 'cancelled' } });
    expect((await openWindows()).map(({ accountId }) => accountId)).toEqual([row(0).accountId]);
    killBrowserOn(join(root, other));
    await vi.waitFor(() => expect(readdirSync(root)).toHaveLength(2), { timeout: 20_000 });

    writeFileSync(powershell, works);
    chmodSync(powershell, 0o755);
    expect(await trial.ask('closeAllWindows', {})).toMatchObject({ ok: true });
    await nothingLeft();
  });
});
