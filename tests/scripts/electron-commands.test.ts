import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { runInElectron } from '../../scripts/demo-in-electron.mjs';
import { whyNoSandbox } from '../../scripts/electron.mjs';

// The commands that need Electron, with pretend binaries: shell scripts that end as Electron does.

const onLinux = process.platform === 'linux';
const folder = mkdtempSync(join(tmpdir(), 'pretend-electron-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The folder of a pretend Electron that notes its arguments and does this. */
function electronThat(does: string): { folder: string; binary: string; args: () => string } {
  const own = mkdtempSync(join(folder, 'dist-'));
  const binary = join(own, 'electron');
  writeFileSync(binary, `#!/bin/sh\nprintf '%s\\n' "$@" > '${own}/args'\n${does}\n`);
  chmodSync(binary, 0o755);
  return { folder: own, binary, args: () => readFileSync(join(own, 'args'), 'utf8').trim().replaceAll('\n', ' ') };
}

const noDisplay = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
const display = { DISPLAY: ':99' };

/** Runs the command as its script does, but installs nothing: a test must not change node_modules. */
function npmRun(script: 'dev' | 'start', env: Record<string, string | undefined>, args: string[] = []) {
  const command = script === 'dev' ? ['dev', '--watch'] : ['preview'];
  const code = `import('./scripts/run-in-electron.mjs').then((it) => it.runInElectron('${script}', ...${JSON.stringify([command, args])}))`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', code], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr: stderr.trim() };
}

const isRoot = process.getuid?.() === 0;

test('the commands of package.json are the scripts of this file', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(scripts).toMatchObject({ dev: 'node scripts/dev.mjs', start: 'node scripts/start.mjs' });
  expect(readFileSync('scripts/dev.mjs', 'utf8')).toContain("runInElectron('dev', ['dev', '--watch'])");
  expect(readFileSync('scripts/start.mjs', 'utf8')).toContain("runInElectron('start', ['preview'])");
});

describe.skipIf(!onLinux)('npm run dev and npm run start', () => {
  test.for(['dev', 'start'] as const)('%s: without a display, one sentence says so', (script) => {
    const { status, stderr } = npmRun(script, noDisplay);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Latchkey needs a display .*`npm run demo`[^\n]*$/);
  });

  test.for(['dev', 'start'] as const)('%s: without the binary, one sentence says what to do', (script) => {
    const { status, stderr } = npmRun(script, { ...display, ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none') });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron in it[^\n]*$/);
  });

  test.runIf(isRoot)('as root, one sentence names both ways out, and Electron is not started', () => {
    const electron = electronThat('exit 0');
    const { status, stderr } = npmRun('start', { ...display, ELECTRON_OVERRIDE_DIST_PATH: electron.folder });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Electron would end at once: .*as an ordinary user.*npm run start -- --no-sandbox$/);
    expect(readdirSync(electron.folder)).toEqual(['electron']);
  });

  test('start runs the built program; how it ended is the exit code, and a crash is said', { timeout: 60_000 }, () => {
    const ends = electronThat('exit 0');
    const ended = npmRun('start', { ...display, ELECTRON_OVERRIDE_DIST_PATH: ends.folder }, [
      '--no-sandbox',
      '--skipBuild',
    ]);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(ends.args()).toBe('. --no-sandbox');
    const dies = electronThat('kill -TRAP $$');
    const died = npmRun('start', { ...display, ELECTRON_OVERRIDE_DIST_PATH: dies.folder }, [
      '--no-sandbox',
      '--skipBuild',
    ]);
    expect(died.status).toBe(1);
    expect(died.stderr).toContain('Latchkey ended with exit code 1.');
  });
});

describe.skipIf(!onLinux)('the demo in Electron', () => {
  /** Those of demos that were killed before may still be there. */
  const demoFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('latchkey-demo-'));
  const demoWith = async (binary: string) => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const ended = await runInElectron(binary);
    const said = log.mock.calls.flat().join('\n');
    log.mockRestore();
    return { ended, said };
  };
  const run = async (does: string) => {
    const electron = electronThat(does);
    return { ...(await demoWith(electron.binary)), args: electron.args() };
  };

  test('returns the exit code, and leaves no folder', async () => {
    const before = demoFolders();
    const { ended, said } = await run(
      'echo "$LATCHKEY_USER_DATA" > "$(dirname "$0")/data"; test -d "$LATCHKEY_USER_DATA"; exit $?',
    );
    expect(ended).toBe(0);
    expect(said).toContain('Explore with sample customers');
    expect(demoFolders()).toEqual(before);
  });

  test('says that the program failed at once', async () => {
    expect((await run('exit 1')).ended).toBe('Electron ended with exit code 1 as soon as it was started');
  });

  test('says so if Electron died by a signal or did not start, so that the stand-in takes over', async () => {
    expect((await run('kill -TRAP $$')).ended).toBe('Electron was ended by SIGTRAP');
    expect((await run('exit 127')).ended).toMatch(/^Electron did not start/);
    expect((await demoWith(join(folder, 'no-such-file'))).ended).toBe('Electron did not start (ENOENT)');
  });

  test('a person who interrupts it leaves no folder either', async () => {
    const before = demoFolders();
    const electron = electronThat('trap "exit 0" TERM; while :; do sleep 0.05; done');
    const running = demoWith(electron.binary);
    await vi.waitFor(() => expect(readdirSync(electron.folder)).toContain('args'));
    process.kill(process.pid, 'SIGTERM');
    expect((await running).ended).toBe(0);
    expect(demoFolders()).toEqual(before);
  });

  test('a person who ends it has not seen a fault', async () => {
    expect((await run('kill -TERM $$')).ended).toBe(1);
  });

  test.runIf(isRoot)('as root it runs without the sandbox, and says so', async () => {
    const { said, args } = await run('exit 0');
    expect(args).toBe('. --no-sandbox');
    expect(said).toContain("without Chromium's sandbox: Chromium has no sandbox for root");
  });
});

describe.skipIf(!onLinux)('why the sandbox cannot start', () => {
  const machine = { user: 1000, read: () => null, canUnshare: () => true, helper: null };
  const why = (change: Partial<Parameters<typeof whyNoSandbox>[1]>) =>
    whyNoSandbox('/x/electron', { ...machine, ...change });
  const reads = (path: string, value: string) => (asked: string) => (asked === path ? value : null);

  test('no reason on an ordinary system', () => {
    expect(why({})).toBeNull();
  });

  test('root', () => {
    expect(why({ user: 0 })?.remedy).toBe('start it as an ordinary user. ');
  });

  test.for([
    ['Ubuntu 24.04 and later', { read: reads('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') }],
    ['a hardened kernel', { read: reads('/proc/sys/kernel/unprivileged_userns_clone', '0') }],
    ['a container', { canUnshare: () => false }],
  ] as const)('%s: the helper program of the sandbox is the way out', ([, change]) => {
    expect(why(change)?.remedy).toBe(
      "run once\n  sudo chown root '/x/chrome-sandbox' && sudo chmod 4755 '/x/chrome-sandbox'\n",
    );
    expect(why({ ...change, helper: { uid: 0, mode: 0o104755 } })).toBeNull();
    expect(why({ ...change, helper: { uid: 1000, mode: 0o100755 } })).not.toBeNull();
  });
});
