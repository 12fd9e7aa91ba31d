import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Result } from '../../src/shared/result.ts';
import type { ChildRunner } from '../helpers/child-runner.ts';
import { fault } from '../helpers/fault.ts';
import { processes } from '../helpers/processes.ts';
import { only } from '../helpers/provider-server.ts';
import { ProviderSessions } from '../helpers/provider-sessions.ts';
import type { Trial } from '../helpers/trial.ts';
import { windowWish } from '../helpers/wanted.ts';
import { browserOn, killBrowserOn, WindowBrowser } from '../helpers/window-browser.ts';

// Faults of customers' own windows, with a real Chromium.

const windowsIn = (trial: Trial): string => join(trial.folder, 'windows');

/** A program whose only browser is a real Chromium, and which opens Brevo's customers in windows of their own. */
async function begin(
  trial: Trial,
): Promise<{ browser: WindowBrowser; logIn: () => Promise<Result<unknown>>; end: () => Promise<void> }> {
  const browser = new WindowBrowser();
  await trial.start({ environment: { ...trial.runOptions().environment, ...browser.environment } });
  await trial.connectAll();
  new ProviderSessions(trial.provider);
  const { accountId } = await trial.firstRow('brevo');
  return {
    browser,
    logIn: () => trial.ask('logIn', windowWish({ accountId })),
    async end() {
      await trial.ask('closeAllWindows', {});
      await nothingLeft(trial);
      browser.end(trial.folder);
    },
  };
}

const nothingLeft = (trial: Trial, timeout = 20_000): Promise<void> =>
  vi.waitFor(() => expect(existsSync(windowsIn(trial)) ? readdirSync(windowsIn(trial)) : []).toEqual([]), { timeout });

const lastEnd = async (trial: Trial): Promise<string | null | undefined> =>
  (await trial.get('searchLedger', { text: '', beforeRowId: null })).rows[0]?.sessionEnd;

const opens = async (logIn: () => Promise<Result<unknown>>): Promise<void> =>
  expect(await logIn()).toMatchObject({ ok: true, value: { result: 'opened', inWindow: true } });

fault('no browser can open a customer’s own window', { tags: ['own-window-folder'], alone: true }, async (trial) => {
  const { browser, end, logIn } = await begin(trial);
  browser.uninstall();
  await trial.survives(
    'brevo',
    { bring: () => {}, pass: () => {}, act: logIn },
    { problem: { kind: 'no-window-browser' }, step: 'open-in-browser' },
  );
  await trial.get('changeSettings', { windowBrowser: 'vivaldi' });
  // No other browser takes its place unasked.
  await trial.survives(
    'brevo',
    { bring: () => {}, pass: () => {}, act: logIn },
    { problem: { kind: 'window-browser-missing' }, step: 'open-general' },
  );
  expect(existsSync(windowsIn(trial))).toBe(false);
  await end();
});

fault(
  'the browser of a customer’s own window ends at once',
  { tags: ['own-window-folder'], alone: true },
  async (trial) => {
    const { browser, end, logIn } = await begin(trial);
    await trial.survives(
      'brevo',
      { bring: () => browser.behave('refuses'), pass: () => browser.behave('ordinary'), act: logIn },
      { problem: { kind: 'window-not-opened' }, step: 'open-in-browser' },
    );
    await nothingLeft(trial);
    await opens(logIn);
    await end();
  },
);

fault(
  'the browser of a customer’s own window dies before it has asked for the link',
  { tags: ['own-window-folder'], alone: true },
  async (trial) => {
    const { browser, end, logIn } = await begin(trial);
    await trial.survives(
      'brevo',
      {
        bring: () => browser.behave('silent'),
        pass: () => browser.behave('ordinary'),
        async act() {
          const answer = logIn();
          const folder = await vi.waitFor(
            () => {
              const [id = ''] = readdirSync(windowsIn(trial));
              const path = join(windowsIn(trial), id);
              expect(browserOn(path)).not.toBeNull();
              return path;
            },
            { timeout: 20_000 },
          );
          killBrowserOn(folder);
          return answer;
        },
      },
      { problem: { kind: 'window-not-opened' }, step: 'open-in-browser' },
    );
    await nothingLeft(trial);
    await opens(logIn);
    await end();
  },
);

fault(
  'a policy moves the folder of a customer’s own window',
  { tags: ['own-window-apart'], alone: true },
  async (trial) => {
    const { browser, end, logIn } = await begin(trial);
    await trial.survives(
      'brevo',
      { bring: () => browser.behave('elsewhere'), pass: () => browser.behave('ordinary'), act: logIn },
      { problem: { kind: 'window-elsewhere' }, step: 'open-general' },
    );
    // The browser that asked got no link.
    const visited = readdirSync(join(browser.folder, 'elsewhere', 'Default')).includes('Cookies')
      ? readFileSync(join(browser.folder, 'elsewhere', 'Default', 'Cookies')).includes('session')
      : false;
    expect(visited).toBe(false);
    await nothingLeft(trial);
    await opens(logIn);
    await end();
  },
);

fault(
  'something else is in the place of a customer’s own window',
  { tags: ['own-window-folder'], alone: true },
  async (trial) => {
    const { end, logIn } = await begin(trial);
    await opens(logIn);
    const [id = ''] = readdirSync(windowsIn(trial)).filter((name) => !name.endsWith('.json'));
    await trial.get('closeAllWindows', {});
    const elsewhere = join(trial.folder, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'kept'), 'by somebody else');
    symlinkSync(elsewhere, join(windowsIn(trial), id));
    expect(await logIn()).toMatchObject({ ok: false, problem: { kind: 'window-folder-unsafe' } });
    // Nothing was followed, written or removed.
    expect(readdirSync(elsewhere)).toEqual(['kept']);
    expect(lstatSync(join(windowsIn(trial), id)).isSymbolicLink()).toBe(true);
    unlinkSync(join(windowsIn(trial), id));
    await opens(logIn);
    await end();
  },
);

fault(
  'the folder of customers’ own windows belongs to another user',
  { tags: ['own-window-folder'], alone: true },
  async (trial) => {
    const { end, logIn } = await begin(trial);
    mkdirSync(windowsIn(trial));
    chownSync(windowsIn(trial), 65_534, 65_534);
    expect(await logIn()).toMatchObject({ ok: false, problem: { kind: 'window-folder-unsafe' } });
    expect(readdirSync(windowsIn(trial))).toEqual([]);
    chownSync(windowsIn(trial), process.getuid?.() ?? 0, process.getgid?.() ?? 0);
    await opens(logIn);
    await end();
  },
);

fault(
  'the disk grows full before a customer’s own window opens',
  { tags: ['own-window-folder'], alone: true },
  async (trial) => {
    const browser = new WindowBrowser();
    const environment = { ...trial.runOptions().environment, ...browser.environment };
    const runner = await trial.startInChild({ environment }, 'small disk');
    await trial.connectAll(['brevo']);
    const { accountId } = await trial.firstRow('brevo');
    // The disk is this program's alone.
    const inside = (name: string): string => join(`/proc/${runner.pid}/root`, trial.folder, name);
    const page = 4_096;
    // The last pages are used up by the record, or by one of the files of the profile.
    for (const pagesLeft of [0, 1, 2, 3]) {
      trial.provider.fault = only('brevo', 'login', async () => {
        await runner.fillDisk();
        truncateSync(inside('ballast'), statSync(inside('ballast')).size - pagesLeft * page);
        return 'ordinary' as const;
      });
      expect(await trial.ask('logIn', windowWish({ accountId }))).toMatchObject({
        ok: false,
        problem: { kind: 'disk-full' },
      });
      trial.provider.fault = null;
      expect(readdirSync(inside('windows'))).toEqual([]);
      expect((await trial.state()).openWindows).toEqual([]);
      await runner.freeDisk();
      await trial.expectOrdinaryLogIn('brevo');
    }
    browser.end(trial.folder);
  },
);

fault('the browser of a customer’s own window crashes', { tags: ['own-window-ended'], alone: true }, async (trial) => {
  const { end, logIn } = await begin(trial);
  await opens(logIn);
  const [window] = (await trial.state()).openWindows;
  killBrowserOn(join(windowsIn(trial), window?.windowId ?? ''));
  await nothingLeft(trial);
  expect(await lastEnd(trial)).toBe('killed');
  expect((await trial.state()).openWindows).toEqual([]);
  await opens(logIn);
  await end();
});

fault(
  'Latchkey is killed while a customer’s own window is open',
  { tags: ['own-window-ended'], alone: true },
  async (trial) => {
    const browser = new WindowBrowser();
    const environment = { ...trial.runOptions().environment, ...browser.environment };
    const first = await trial.startInChild({ environment });
    await trial.connectAll(['brevo']);
    new ProviderSessions(trial.provider);
    const { accountId } = await trial.firstRow('brevo');
    const logIn = () => trial.ask('logIn', windowWish({ accountId }));
    const killed = async (runner: ChildRunner): Promise<void> => {
      await runner.kill();
      trial.forgetRunner();
    };
    await opens(logIn);
    await killed(first);
    // The window outlives it, and the next start knows it.
    const second = await trial.startInChild({ environment });
    const [window] = (await trial.state()).openWindows;
    expect(window).toMatchObject({ accountId });
    expect(await lastEnd(trial)).toBeNull();
    // Both die.
    await killed(second);
    killBrowserOn(join(windowsIn(trial), window?.windowId ?? ''));
    await trial.startInChild({ environment });
    await nothingLeft(trial);
    expect((await trial.state()).openWindows).toEqual([]);
    expect(await lastEnd(trial)).toBe('killed');
    await opens(logIn);
    await trial.ask('closeAllWindows', {});
    await nothingLeft(trial);
    await killedWhileStarting(trial, browser, environment);
    browser.end(trial.folder);
  },
);

/** The browser comes to its folder only after the next start of Latchkey, and is of no use to anybody. */
async function killedWhileStarting(
  trial: Trial,
  browser: WindowBrowser,
  environment: Record<string, string>,
): Promise<void> {
  await trial.quit();
  const windows = `--user-data-dir=${windowsIn(trial)}`;
  const isStarted = (): boolean => [...processes().values()].some((bytes) => bytes.includes(windows));
  // The last processes of the window before.
  await vi.waitFor(() => expect(isStarted()).toBe(false), { timeout: 20_000 });
  browser.behave('slow');
  const runner = await trial.startInChild({ environment });
  const { accountId } = await trial.firstRow('brevo');
  const answer = trial.ask('logIn', windowWish({ accountId })).catch(() => 'killed');
  await vi.waitFor(() => expect(isStarted()).toBe(true), { timeout: 20_000 });
  await runner.kill();
  trial.forgetRunner();
  expect(await answer).toBe('killed');
  await trial.startInChild({ environment });
  expect((await trial.state()).openWindows).toEqual([]);
  // It comes when the start has put all in order, if the start does not wait for it.
  await nothingLeft(trial, 4_000).catch(() => {});
  browser.wake();
  await vi.waitFor(() => expect(isStarted()).toBe(false), { timeout: 40_000, interval: 200 });
  await nothingLeft(trial);
}
