import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AskOptions, Programs } from '../../src/main/browsers/programs.ts';
import { programsWith } from '../../src/main/browsers/programs.ts';
import type { WindowsLock } from '../../src/main/browsers/windows-lock.ts';
import { windowsSystem } from '../../src/main/browsers/windows-system.ts';

// How Windows tells whether a browser runs on a folder, where the folders are, and how a window is closed.

const locks = new Map<string, WindowsLock>();
vi.mock('../../src/main/browsers/windows-lock.ts', () => ({
  readWindowsLock: (path: string): WindowsLock => locks.get(path) ?? 'none',
}));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'latchkey-windows-system-'));
  locks.clear();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Asked {
  program: string;
  args: readonly string[];
  options: AskOptions;
}

/** A Windows whose PowerShell and `taskkill` answer so. */
function played({
  powershell = null,
  taskkill = () => '',
}: {
  powershell?: string | null;
  taskkill?: (pid: string) => string | null;
} = {}) {
  const asked: Asked[] = [];
  const programs: Programs = {
    async ask(program, args, options = {}) {
      asked.push({ program, args, options });
      return program.endsWith('taskkill.exe') ? taskkill(args[1] ?? '') : powershell;
    },
    askNow: () => null,
  };
  const host = { environment: { SystemRoot: 'C:\\Windows' }, home: root, folder: root };
  return { asked, system: windowsSystem(host, programs) };
}

describe('the lock', () => {
  test.each<['chromium' | 'firefox', string, WindowsLock, string]>([
    ['chromium', 'lockfile', 'held', 'live'],
    // After a power cut.
    ['chromium', 'lockfile', 'left', 'stale'],
    ['chromium', 'lockfile', 'none', 'free'],
    ['chromium', 'lockfile', 'unclear', 'unlocked'],
    ['firefox', 'parent.lock', 'held', 'live'],
    ['firefox', 'parent.lock', 'left', 'free'],
    ['firefox', 'parent.lock', 'none', 'free'],
    ['firefox', 'parent.lock', 'unclear', 'unlocked'],
  ])('of %s, %s that is %s, says %s', (family, name, lock, state) => {
    locks.set(join(root, name), lock);
    const { asked, system } = played();
    const watch = system.watch(family, root);
    expect(watch.state).toBe(state);
    // SECURITY: the link is given only if a browser has the lock for sure.
    expect(watch.lock === 'live').toBe(lock === 'held');
    // It is looked at often, and no program is started for it.
    expect(asked).toEqual([]);
  });

  test('is read as the system tells it', async () => {
    const { readWindowsLock } = await vi.importActual<typeof import('../../src/main/browsers/windows-lock.ts')>(
      '../../src/main/browsers/windows-lock.ts',
    );
    expect(readWindowsLock(join(root, 'lockfile'))).toBe('none');
    writeFileSync(join(root, 'lockfile'), '');
    expect(readWindowsLock(join(root, 'lockfile'))).toBe('left');
    // An error of another kind says nothing of a browser.
    expect(readWindowsLock(root)).toBe('unclear');
  });
});

describe('a window is closed', () => {
  const folder = 'C:\\Users\\Jörg O’Neill $x `y\\AppData\\Local\\Latchkey\\windows\\aaaa';
  const live = (name = 'lockfile') => locks.set(join(folder, name), 'held');

  test('as by its button: the browser is found by its command line, and never killed', async () => {
    live();
    const { asked, system } = played({ powershell: '4711\r\n4712' });
    expect(await system.watch('chromium', folder).end('ask')).toBe(true);
    const [found, ...closed] = asked;
    expect(found?.program).toBe(join('C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'));
    expect(closed.map(({ program, args }) => [program, ...args])).toEqual([
      [join('C:\\Windows', 'System32', 'taskkill.exe'), '/PID', '4711'],
      [join('C:\\Windows', 'System32', 'taskkill.exe'), '/PID', '4712'],
    ]);
    expect(await system.watch('chromium', folder).end('force')).toBe(false);
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['chromium', 'lockfile', `--user-data-dir=${folder}`],
    ['firefox', 'parent.lock', `--profile ${folder}`],
  ] as const)('by the same text for every folder, whose name comes in a variable (%s)', async (family, lock, words) => {
    const scriptFor = async (path: string): Promise<{ args: readonly string[]; options: AskOptions } | undefined> => {
      locks.set(join(path, lock), 'held');
      const { asked, system } = played();
      await system.watch(family, path).end('ask');
      return asked[0];
    };
    const [one, other] = [await scriptFor(folder), await scriptFor('D:\\b')];
    expect(one?.args).toEqual(other?.args);
    // No argument has a sign that Windows or PowerShell could take for an end of it.
    expect(one?.args.join('')).not.toContain('"');
    expect(one?.args.slice(0, -1)).toEqual(['-NoLogo', '-NoProfile', '-NonInteractive', '-Command']);
    expect(one?.options.variables).toEqual({ LATCHKEY_WORDS: words, PSModulePath: undefined });
  });

  test.each<[string, Parameters<typeof played>[0]]>([
    ['there is no PowerShell, it is forbidden, or it is too slow', { powershell: null }],
    ['it finds nothing', { powershell: '' }],
    ['it prints something else', { powershell: 'Get-CimInstance : Access denied.\r\nAt line:1 char:9' }],
    ['the browser has no window to close', { powershell: '4711', taskkill: () => null }],
  ])('by its user if %s', async (_, answers) => {
    live();
    const { system } = played(answers);
    expect(await system.watch('chromium', folder).end('ask')).toBe(false);
  });

  test('without a question if nothing runs on the folder', async () => {
    const { asked, system } = played({ powershell: '4711' });
    expect(await system.watch('chromium', folder).end('ask')).toBe(true);
    expect(asked).toEqual([]);
  });
});

test.each([
  ['where nothing roams', { APPDATA: 'roaming', LOCALAPPDATA: 'local' }, 'roaming/Latchkey', 'local/Latchkey/windows'],
  [
    'also while developing',
    { AppData: 'roaming', LocalAppData: 'local' },
    'roaming/Latchkey Dev',
    'local/Latchkey Dev/windows',
  ],
  [
    'in a folder of Latchkey that was chosen',
    { APPDATA: 'roaming', LOCALAPPDATA: 'local' },
    'other/x',
    'other/x/windows',
  ],
  [
    'in Latchkey’s folder if Windows names no other',
    { APPDATA: 'roaming' },
    'roaming/Latchkey',
    'roaming/Latchkey/windows',
  ],
])('the folders are %s', (_, variables, folder, expected) => {
  const environment = Object.fromEntries(Object.entries(variables).map(([name, path]) => [name, join(root, path)]));
  expect(windowsSystem({ environment, home: root, folder: join(root, folder) }).root).toBe(join(root, expected));
});

test('Firefox is offered no path that is longer than the name of a window’s class may be', () => {
  const { system } = played();
  const path = (length: number): string => `C:\\Users\\sam${'x'.repeat(length - 12)}`;
  expect(system.tellsApart('firefox', path(200))).toBe(true);
  expect(`Mozilla_firefox-nightly_${path(200)}_RemoteWindow`.length).toBeLessThan(256);
  expect(system.tellsApart('firefox', path(201))).toBe(false);
  expect(system.tellsApart('chromium', path(250))).toBe(true);
});

describe.skipIf(process.platform === 'win32')('a program of the system', () => {
  const script = (...lines: string[]): string => {
    const path = join(root, 'bin', 'reg.exe');
    mkdirSync(join(root, 'bin'), { recursive: true });
    writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(path, 0o755);
    return path;
  };
  const { ask, askNow } = programsWith({ GIVEN: 'a', TAKEN: 'b', PATH: process.env['PATH'] });

  test('gets its words as they are, and the variables that were added or taken out', async () => {
    const path = script('printf "%s|" "$@" "$GIVEN" "$MORE" "$TAKEN"');
    const words = ['a b', '$HOME', '"; echo x', '`id`', '*'];
    const options = { variables: { MORE: 'c', TAKEN: undefined } };
    const expected = [...words, 'a', 'c', '', ''].join('|');
    expect(await ask(path, words, options)).toBe(expected);
    expect(askNow(path, words, options)).toBe(expected);
  });

  test('that fails, is not there, or takes too long has no answer', async () => {
    expect(await ask(join(root, 'missing'), [])).toBeNull();
    expect(askNow(join(root, 'missing'), [])).toBeNull();
    const fails = script('echo something', 'exit 1');
    expect(await ask(fails, [])).toBeNull();
    expect(askNow(fails, [])).toBeNull();
    const slow = script('exec sleep 30');
    expect(await ask(slow, [], { within: 100 })).toBeNull();
    expect(askNow(slow, [], { within: 100 })).toBeNull();
  });
});
