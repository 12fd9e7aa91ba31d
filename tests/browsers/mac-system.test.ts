import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { macSystem } from '../../src/main/browsers/mac-system.ts';
import type { Programs } from '../../src/main/browsers/programs.ts';

// How macOS tells whether a browser runs on a folder: with what `ps` printed there.

let root: string;
let folder: string;
beforeEach(() => {
  // As in `~/Library/Application Support`.
  root = join(mkdtempSync(join(tmpdir(), 'latchkey-mac-')), 'Application Support');
  folder = join(root, 'windows', 'a'.repeat(32));
  mkdirSync(folder, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const host = () => ({ environment: {}, home: '/Users/sam', folder: root });
const uid = process.getuid?.() ?? 501;

/** A `ps` that prints these lines, or the one of the process that is asked for. */
function played(lines: () => readonly string[]) {
  const asked: string[] = [];
  const programs: Programs = {
    ask: async () => null,
    askNow(program, args) {
      asked.push([program, ...args].join(' '));
      const at = args.indexOf('-p');
      const wanted = at < 0 ? null : args[at + 1];
      const found = lines().filter((line) => wanted === null || line.trim().split(/\s+/)[0] === wanted);
      return found.length === 0 ? null : found.join('\n').trim();
    },
  };
  return { asked, system: macSystem(host(), programs) };
}

const application = '/Applications/Firefox.app/Contents/MacOS/firefox';
const firefoxOn = (path: string, pid = 4711, owner = uid) =>
  `${String(pid).padStart(5)} ${String(owner).padStart(5)} ${application} --new-instance --profile ${path} http://127.0.0.1:49152/x`;

const usual = () => [
  `    1     0 /sbin/launchd`,
  `  501   ${uid} /System/Library/CoreServices/Finder.app/Contents/MacOS/Finder`,
  // The user's own.
  ` 4001   ${uid} ${application}`,
];

describe('Firefox', () => {
  const lock = (): void => writeFileSync(join(folder, '.parentlock'), '');

  test('runs on a folder if it was started on it and has taken it', () => {
    const lines = [...usual(), firefoxOn(folder)];
    const { asked, system } = played(() => lines);
    const watch = system.watch('firefox', folder);
    expect(watch.lock).toBe('free');
    // Nothing was looked for before it has taken the folder.
    expect(asked).toEqual([]);
    expect(watch.state).toBe('unlocked');
    lock();
    expect(watch.state).toBe('live');
    lines.pop();
    // The file stays.
    expect(watch.state).toBe('free');
  });

  test('is looked for among all processes once, and then alone', () => {
    lock();
    const { asked, system } = played(() => [...usual(), firefoxOn(folder)]);
    const watch = system.watch('firefox', folder);
    for (let times = 0; times < 3; times++) expect(watch.lock).toBe('live');
    expect(asked).toEqual([
      '/bin/ps -ax -ww -o pid=,uid=,command=',
      '/bin/ps -p 4711 -ww -o pid=,uid=,command=',
      '/bin/ps -p 4711 -ww -o pid=,uid=,command=',
    ]);
  });

  test.each<[string, () => string]>([
    ['another folder whose name goes on', () => firefoxOn(`${folder}b`)],
    ['a folder in it', () => firefoxOn(`${folder}/x`)],
    ['another user', () => firefoxOn(folder, 4711, uid + 1)],
    ['no number', () => `ps: ${application} --profile ${folder}`],
    ['another switch', () => firefoxOn(folder).replace('--profile', '--profile-manager')],
  ])('does not run on it if what runs has %s', (_, line) => {
    lock();
    expect(played(() => [...usual(), line()]).system.watch('firefox', folder).state).toBe('free');
  });

  test('has a part that does not hold the lock, and may outlive it', () => {
    lock();
    const part = `${firefoxOn(folder, 4700)} -contentproc -parentBuildID 20260101`;
    const lines = [...usual(), part, firefoxOn(folder)];
    const watch = played(() => lines).system.watch('firefox', folder);
    expect(watch.lock).toBe('live');
    lines.pop();
    expect([watch.lock, watch.state]).toEqual(['free', 'unlocked']);
  });

  test('whose number belongs to another program by now has ended', () => {
    lock();
    let line = firefoxOn(folder);
    const watch = played(() => [...usual(), line]).system.watch('firefox', folder);
    expect(watch.state).toBe('live');
    line = ` 4711   ${uid} /usr/bin/vim notes`;
    expect(watch.state).toBe('free');
  });

  test('does not run if nothing can be asked', () => {
    lock();
    expect(played(() => []).system.watch('firefox', folder).state).toBe('free');
  });

  test('is offered a path of which macOS sees the end, and no longer one', () => {
    const { system } = played(usual);
    /** As macOS cuts the name off, with that of a program with a long name. */
    const port = (path: string): string =>
      Buffer.from(`Mozilla_firefox-nightly_${path}_RemoteWindow`).subarray(0, 128).toString();
    const path = (length: number, end: string): string => `${'/Users/sam'.padEnd(length - 1, 'g')}${end}`;
    for (let length = 12; length < 300; length++) {
      if (system.tellsApart('firefox', path(length, 'a')))
        expect(port(path(length, 'a'))).not.toBe(port(path(length, 'b')));
    }
    const ordinary = (user: string) => `/Users/${user}/Library/Application Support/Latchkey/windows/${'a'.repeat(32)}`;
    expect(system.tellsApart('firefox', ordinary('samantha.winterhalt'))).toBe(true);
    expect(system.tellsApart('firefox', ordinary('s'.repeat(30)))).toBe(false);
    expect(system.tellsApart('chromium', ordinary('s'.repeat(30)))).toBe(true);
  });
});

test('Chromium is known by its lock, and by a command line that is not cut off', () => {
  symlinkSync('sams-macbook.local-4712', join(folder, 'SingletonLock'));
  const program = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const line = ` 4712   ${uid} ${program} --user-data-dir=${folder} --no-first-run http://127.0.0.1:49152/x`;
  const { asked, system } = played(() => [...usual(), line]);
  expect(system.watch('chromium', folder).state).toBe('live');
  expect(asked).toEqual(['/bin/ps -p 4712 -ww -o pid=,uid=,command=']);
  rmSync(join(folder, 'SingletonLock'));
  // Some time before its end.
  expect(system.watch('chromium', folder).state).toBe('unlocked');
  symlinkSync('sams-macbook.local-4712', join(folder, 'SingletonLock'));
  expect(played(() => usual()).system.watch('chromium', folder).state).toBe('stale');
});

test('a Chromium that gives its lock back and ends while it is asked for has not crashed', () => {
  const lock = join(folder, 'SingletonLock');
  symlinkSync('sams-macbook.local-4712', lock);
  const { system } = played(() => {
    rmSync(lock, { force: true });
    return usual();
  });
  expect(system.watch('chromium', folder).state).toBe('free');
});

describe.skipIf(process.platform === 'win32')('with the ps of this machine', () => {
  let running: ChildProcess | null = null;
  afterEach(() => running?.kill('SIGKILL'));

  test('a Firefox is found and ended, and no other one', async () => {
    writeFileSync(join(folder, '.parentlock'), '');
    const start = async (path: string): Promise<ChildProcess> => {
      const script = 'setInterval(() => {}, 1000); console.log("up")';
      const long = 'x'.repeat(200);
      const child = spawn(process.execPath, ['-e', script, '--', long, '--profile', path]);
      await once(child.stdout, 'data');
      return child;
    };
    const other = await start(`${folder}b`);
    running = other;
    const watch = macSystem(host()).watch('firefox', folder);
    expect(watch.state).toBe('free');
    const mine = await start(folder);
    expect(watch.state).toBe('live');
    const exit = once(mine, 'exit');
    expect(await watch.end('ask')).toBe(true);
    expect((await exit)[1]).toBe('SIGTERM');
    expect(watch.state).toBe('free');
    expect(other.exitCode).toBeNull();
    expect(await watch.end('force')).toBe(true);
    expect(other.signalCode).toBeNull();
  });
});
