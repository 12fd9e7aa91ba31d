import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import type { OwnBrowser } from '../../src/main/browsers/known-browsers.ts';
import { linuxProcesses } from '../../src/main/browsers/linux-processes.ts';
import { WindowFolders } from '../../src/main/browsers/window-folders.ts';
import type { WindowRecord } from '../../src/main/browsers/window-record.ts';
import { effort } from '../helpers/model/effort.ts';
import { pretendBrowser, theWindow, windowsWith } from '../helpers/pretend-browser.ts';
import { processes } from '../helpers/processes.ts';
import { tempFolder } from '../helpers/temp-directory.ts';
import { browserOn, killBrowserOn } from '../helpers/window-browser.ts';

// Latchkey, the browser of a customer's own window, or both end at any moment. After the next start, each folder that is left
// belongs to a window that is open and listed.

const left = (folder: string): string[] => {
  const windows = join(folder, 'windows');
  return existsSync(windows) ? readdirSync(windows) : [];
};

const runsOnIt = (folder: string): boolean =>
  [...processes()].some(([name, bytes]) => name.endsWith('cmdline') && bytes.includes(`=${join(folder, 'windows')}`));

/** Nothing is left, and nothing comes back. */
async function nothingLeft(folder: string): Promise<void> {
  await vi.waitFor(() => expect({ left: left(folder), runs: runsOnIt(folder) }).toEqual({ left: [], runs: false }), {
    timeout: 20_000,
    interval: 100,
  });
  await sleep(1_000);
  expect(left(folder)).toEqual([]);
}

const record: WindowRecord = {
  accountId: 'connection1/7001',
  rowIds: [1],
  since: Date.now(),
  family: 'chromium',
  command: [''],
  end: null,
};

/** What a killed Latchkey leaves: the folder, the record, and a browser that was started a moment ago. */
async function leftBehind(
  folder: string,
  { command }: OwnBrowser,
  change: Partial<WindowRecord> = {},
): Promise<string> {
  const folders = new WindowFolders(join(folder, 'windows'));
  const made = folders.make(theWindow, { ...record, command, ...change }, () => {});
  if (!made.ok) throw new Error(made.problem.kind);
  spawn(command[0], [`--user-data-dir=${made.value}`], { detached: true, stdio: 'ignore' }).unref();
  await vi.waitFor(() => expect(runsOnIt(folder)).toBe(true));
  return made.value;
}

const comesTo = (path: string): Promise<void> =>
  vi.waitFor(() => expect(browserOn(path)).not.toBeNull(), { timeout: 10_000 });

describe.skipIf(process.platform !== 'linux').concurrent('after a kill', { tags: ['own-window-folder'] }, () => {
  test('a window of a log-in that came to nothing is closed, and is not listed', async ({ expect }) => {
    const folder = tempFolder();
    const browser = pretendBrowser(folder, 'quick');
    await comesTo(await leftBehind(folder, browser, { rowIds: [] }));
    const { windows } = windowsWith(folder, browser);
    windows.adopt();
    expect(windows.list()).toEqual([]);
    await nothingLeft(folder);
  });

  test('a browser on a folder without a record is closed', async () => {
    const folder = tempFolder();
    const browser = pretendBrowser(folder, 'quick');
    const path = await leftBehind(folder, browser);
    await comesTo(path);
    rmSync(`${path}.json`);
    windowsWith(folder, browser).windows.adopt();
    await nothingLeft(folder);
  });

  test('a browser that would come long after the next start is ended, and never comes', async ({ expect }) => {
    const folder = tempFolder();
    const browser = pretendBrowser(folder, 'late');
    await leftBehind(folder, browser);
    const { seen, windows } = windowsWith(folder, browser);
    windows.adopt();
    expect(windows.list()).toEqual([]);
    await nothingLeft(folder);
    expect(seen.ends).toEqual(['1 closed']);
  });

  test('a browser that was killed, of which a process still runs, was killed', async ({ expect }) => {
    const folder = tempFolder();
    const browser = pretendBrowser(folder, 'quick');
    const path = await leftBehind(folder, browser);
    await comesTo(path);
    // What it started says in its command line where it runs, as Chromium's processes do.
    const words = ['-c', 'sleep 20; :', 'process', `--user-data-dir=${path}`];
    spawn('sh', words, { detached: true, stdio: 'ignore' }).unref();
    const pid = browserOn(path) ?? 0;
    killBrowserOn(path);
    await vi.waitFor(() => expect(linuxProcesses.runsWith(pid, [`--user-data-dir=${path}`])).toBe(false));
    const { seen, windows } = windowsWith(folder, browser);
    windows.adopt();
    expect(windows.list()).toEqual([]);
    await nothingLeft(folder);
    expect(seen.ends).toEqual(['1 killed']);
  });

  test.each(['slow to end', 'leaves a writer'] as const)('nothing is left of a browser: %s', async (manner) => {
    const folder = tempFolder();
    const browser = pretendBrowser(folder, manner);
    const path = await leftBehind(folder, browser);
    await comesTo(path);
    process.kill(browserOn(path) ?? 0, 'SIGTERM');
    // It has given its lock back, and writes.
    await vi.waitFor(() => expect(existsSync(join(path, manner === 'slow to end' ? 'late' : 'orphan'))).toBe(true));
    const { seen, windows } = windowsWith(folder, browser);
    windows.adopt();
    await nothingLeft(folder);
    expect(seen.notWiped).toBe(0);
  });

  test('a window whose folder was removed by hand can be closed', async ({ expect }) => {
    const folder = tempFolder();
    const browser = pretendBrowser(folder, 'quick');
    await comesTo(await leftBehind(folder, browser));
    const { seen, windows } = windowsWith(folder, browser);
    windows.adopt();
    expect(windows.list()).toHaveLength(1);
    rmSync(join(folder, 'windows'), { recursive: true });
    expect(await windows.close(theWindow, 'closed')).toMatchObject({ ok: true });
    await nothingLeft(folder);
    expect(seen.ends).toEqual(['1 closed']);
  });

  test('a record that was being written is removed', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'windows'), { mode: 0o700 });
    writeFileSync(join(folder, 'windows', `${theWindow}.json.new`), '{"accountId":"connec');
    windowsWith(folder, pretendBrowser(folder, 'quick')).windows.adopt();
    await nothingLeft(folder);
  });
});

const child = fileURLToPath(new URL('../helpers/children/window-and-die.ts', import.meta.url));

/** Returns how many calls there were, or null if it was killed. */
async function live(folder: string, story: string, dieBefore: number): Promise<number | null> {
  const run = spawn(process.execPath, [child, folder, story, `${dieBefore}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let calls = '';
  run.stdout.on('data', (bytes) => {
    calls += bytes;
  });
  const [, signal] = await once(run, 'close');
  return signal === null ? Number(calls) : null;
}

describe.skipIf(process.platform !== 'linux')('Latchkey is killed before any call that leaves something behind', () => {
  test.each([
    ['opened', false],
    ['opened', true],
    ['called off', false],
  ] as const)(
    'of a log-in that is %s; its browser dies as well: %s',
    { tags: ['own-window-folder'] },
    async (story, browserDies) => {
      const calls = await live(tempFolder(), story, 0);
      expect(calls).toBeGreaterThan(12);
      const kill = async (dieBefore: number): Promise<void> => {
        const folder = tempFolder();
        expect(await live(folder, story, dieBefore)).toBeNull();
        const path = join(folder, 'windows', theWindow);
        if (browserDies) killBrowserOn(path);
        const { seen, windows } = windowsWith(folder, pretendBrowser(folder, 'quick'));
        windows.adopt();
        await vi.waitFor(
          () => {
            const open = windows.list().map(({ windowId }) => windowId);
            expect(left(folder).filter((name) => !open.includes(name.slice(0, theWindow.length)))).toEqual([]);
            expect(open.length).toBe(runsOnIt(folder) ? 1 : 0);
          },
          { timeout: 30_000, interval: 50 },
        );
        for (const { windowId } of windows.list()) await windows.close(windowId, 'closed');
        await nothingLeft(folder);
        expect(seen.notWiped).toBe(0);
      };
      // `npm test` has no time for all.
      const every = effort === 'test' ? 3 : 1;
      const points = Array.from({ length: Math.floor((calls ?? 0) / every) }, (_, n) => (n + 1) * every);
      while (points.length > 0) await Promise.all(points.splice(0, 6).map(kill));
    },
  );
});
