import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { Interruption } from '../../scripts/child.mjs';
import { runInElectron } from '../../scripts/demo-in-electron.mjs';
import { argumentsFor } from '../../scripts/electron.mjs';
import { eventually } from '../helpers/eventually.ts';

// The commands that need Electron, with pretend binaries: shell scripts that end as Electron does.

const onLinux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;
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

/** Runs the command as its script does, but installs and builds nothing: a test must not change node_modules or out. */
function npmRun(script: 'dev' | 'start', env: Record<string, string | undefined>, args: string[] = []) {
  const code = `import('./scripts/run-in-electron.mjs').then((it) => it.runInElectron('${script}', ${JSON.stringify(args)}, async () => 0))`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', code], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr: stderr.trim() };
}

/** Starts Latchkey in a pretend Electron that does this. */
function start(does: string, args: string[] = ['--no-sandbox'], env: Record<string, string> = {}) {
  const electron = electronThat(does);
  const ended = npmRun('start', { ...display, ELECTRON_OVERRIDE_DIST_PATH: electron.folder, ...env }, args);
  return { ...ended, args: electron.args() };
}

test('the commands of package.json are the scripts of this file', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(scripts).toMatchObject({ dev: 'node scripts/dev.mjs', start: 'node scripts/start.mjs' });
  expect(readFileSync('scripts/dev.mjs', 'utf8')).toContain("runInElectron('dev', process.argv.slice(2))");
  expect(readFileSync('scripts/start.mjs', 'utf8')).toContain("runInElectron('start', process.argv.slice(2))");
});

describe.skipIf(!onLinux)('npm run dev and npm run start', () => {
  test.for(['dev', 'start'] as const)('%s: without a display, one sentence says so', (script) => {
    const { status, stderr } = npmRun(script, noDisplay);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Latchkey needs a display .*`npm run demo`[^\n]*$/);
  });

  test.for([
    [
      'no folder of that name',
      join(folder, 'none'),
      /^ELECTRON_OVERRIDE_DIST_PATH names \S+none, which does not exist\./,
    ],
    ['a file', import.meta.filename, /, which is no folder; it must be the folder with Electron in it\./],
    ['a folder without Electron', folder, /, a folder without Electron in it\./],
  ] as const)('the setting of where Electron is names %s: one sentence says what to do', ([, path, words]) => {
    for (const script of ['dev', 'start'] as const) {
      const { status, stderr } = npmRun(script, { ...display, ELECTRON_OVERRIDE_DIST_PATH: path });
      expect(status).toBe(1);
      expect(stderr).toMatch(words);
      expect(stderr).toMatch(/^[^\n]* Correct it or remove it, then try again\.$/);
    }
  });

  test('that setting names an Electron that is not executable: one sentence says so', () => {
    const electron = electronThat('exit 0');
    chmodSync(electron.binary, 0o644);
    const { status, stderr } = npmRun('start', { ...display, ELECTRON_OVERRIDE_DIST_PATH: electron.folder });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^ELECTRON_OVERRIDE_DIST_PATH names a folder whose \S+ is not executable\. Correct it [^\n]*$/,
    );
  });

  test.runIf(isRoot)('as root, one sentence names both ways out, and Electron is not started', () => {
    const electron = electronThat('exit 0');
    const { status, stderr } = npmRun('start', { ...display, ELECTRON_OVERRIDE_DIST_PATH: electron.folder });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Electron would end at once: .*as an ordinary user.*npm run start -- --no-sandbox$/);
    expect(readdirSync(electron.folder)).toEqual(['electron']);
  });

  test('start runs the built program, and passes on what the person adds', () => {
    const ended = start('exit 0', ['--no-sandbox', '--ozone-platform=x11', 'latchkey://open?a=b&c=d']);
    expect(ended).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
      args: '. --no-sandbox --ozone-platform=x11 latchkey://open?a=b&c=d',
    });
    expect(start('exit 0', ['--', '--no-sandbox']).args).toBe('. --no-sandbox');
  });

  test('needs no Chromium, keyring or bus of the system', () => {
    // The shell of the pretend Electron is started by its path.
    expect(start('exit 0', undefined, { PATH: folder, CHROMIUM: '/none' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('there is one spelling of the switch, and the other one leads to it', () => {
    const { status, stderr } = npmRun('start', display, ['--noSandbox']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The option is called --no-sandbox: npm run start -- --no-sandbox',
    });
  });

  test('how Electron ended is said in one sentence, and is the exit code', () => {
    expect(start('kill -KILL $$')).toMatchObject({
      status: 137,
      stderr: 'Electron was killed (SIGKILL): by a user, or by a system that is short of memory.',
    });
    expect(start('kill -TRAP $$')).toMatchObject({ status: 133, stderr: 'Electron was ended by SIGTRAP.' });
    expect(start('exit 3')).toMatchObject({ status: 3, stderr: 'Electron ended with exit code 3.' });
    expect(start('exit 127')).toMatchObject({ status: 127, stderr: expect.stringContaining('lacks a library') });
  });

  test('a folder of its own keeps it apart from an installed Latchkey, unless the person names one', () => {
    const says = 'echo "$LATCHKEY_USER_DATA"';
    expect(start(says, undefined, { XDG_CONFIG_HOME: '/x/config' }).stdout).toBe('/x/config/Latchkey Dev\n');
    expect(start(says, undefined, { LATCHKEY_USER_DATA: '/x/mine' }).stdout).toBe('/x/mine\n');
    expect(start(says, undefined, { LATCHKEY_USER_DATA: '' }).stdout).toBe('\n');
  });
});

test('a second `--` is no argument', () => {
  expect(argumentsFor('dev', ['--', '--inspect', '--', 'x'])).toEqual(['--inspect', '--', 'x']);
});

describe.skipIf(!onLinux)('the demo in Electron', () => {
  const demoWith = async (binary: string, args: string[] = []) => {
    const said: string[] = [];
    const listen = (words: string): void => void said.push(words);
    const spies = [
      vi.spyOn(console, 'log').mockImplementation(listen),
      vi.spyOn(console, 'error').mockImplementation(listen),
    ];
    const interruption = new Interruption();
    const ended = await runInElectron(binary, args, interruption);
    interruption.stop();
    for (const spy of spies) spy.mockRestore();
    return { ended, said: said.join('\n') };
  };
  const run = async (does: string) => {
    const electron = electronThat(`echo "$LATCHKEY_USER_DATA" > "$(dirname "$0")/data"\n${does}`);
    const ran = await demoWith(electron.binary);
    const userData = readFileSync(join(electron.folder, 'data'), 'utf8').trim();
    return { ...ran, args: electron.args(), leaves: existsSync(join(userData, '..')) };
  };
  /** As the program does once Electron is ready. */
  const started = 'mkdir -p "$LATCHKEY_USER_DATA"; touch "$LATCHKEY_USER_DATA/directory.db"';

  test('returns the exit code, and leaves no folder', async () => {
    const { ended, said, leaves } = await run(`${started}; touch "$TMPDIR/left"; exit 0`);
    expect({ ended, leaves }).toEqual({ ended: 0, leaves: false });
    expect(said).toContain('Explore with sample customers');
  });

  test('says so if Electron did not start, so that the stand-in takes over', async () => {
    expect((await run('exit 1')).ended).toBe('Electron ended with exit code 1');
    expect((await run('kill -TRAP $$')).ended).toBe('Electron was ended by SIGTRAP');
    expect((await run('exit 127')).ended).toMatch(/^Electron did not start/);
    expect((await demoWith(join(folder, 'no-such-file'))).ended).toBe('Electron did not start (ENOENT)');
  });

  test('once it has started, how it ended is said, and no stand-in takes over', async () => {
    const { ended, said, leaves } = await run(`${started}; kill -TRAP $$`);
    expect({ ended, leaves }).toEqual({ ended: 133, leaves: false });
    expect(said).toMatch(/\nElectron was ended by SIGTRAP\.$/);
    expect((await run(`${started}; exit 4`)).ended).toBe(4);
  });

  test('a person who kills it gets no stand-in either', async () => {
    const killed = await run('kill -KILL $$');
    expect(killed).toMatchObject({ ended: 137, leaves: false, said: expect.stringContaining('SIGKILL') });
    expect((await run('kill -TERM $$')).ended).toBe(143);
  });

  test('a person who interrupts it leaves no folder', async () => {
    const waits = 'trap "exit 0" TERM; touch "$(dirname "$0")/ready"; while :; do sleep 0.05; done';
    const electron = electronThat(`echo "$TMPDIR" > "$(dirname "$0")/folder"; touch "$TMPDIR/left"; ${waits}`);
    const running = demoWith(electron.binary);
    await eventually(() => expect(readdirSync(electron.folder)).toContain('ready'));
    const folder = readFileSync(join(electron.folder, 'folder'), 'utf8').trim();
    expect(existsSync(join(folder, 'left'))).toBe(true);
    process.kill(process.pid, 'SIGTERM');
    expect((await running).ended).toBe(0);
    expect(existsSync(folder)).toBe(false);
  });

  test.runIf(isRoot)('as root it runs without the sandbox, and says so', async () => {
    const { said, args } = await run('exit 0');
    expect(args).toBe('. --no-sandbox');
    expect(said).toContain("without Chromium's sandbox: Chromium has no sandbox for root");
  });
});
