import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Launches } from '../../src/main/desktop/launches.ts';

// A program of nothing but the desktop, started again and again as systems do it.

const root = join(import.meta.dirname, '..', '..');
const electron = join(root, 'tests', 'standin', process.platform === 'win32' ? 'electron.cmd' : 'electron');
const link = 'latchkey://open?provider=sendgrid&account=12';

/** Prints what it receives. */
const program = `
  import { createDesktop } from ${JSON.stringify(pathToFileURL(join(root, 'src/main/desktop/create-desktop.ts')).href)};
  const say = (...words) => console.log(['SAID', ...words].join(' '));
  createDesktop().then((desktop) => {
    if (!desktop) return say('second');
    desktop.onDeepLink((link) => say('link', link));
    desktop.onSecondInstance(() => say('start'));
    desktop.onQuit(async () => say('goodbye'));
    // Never settles, as when a keyring hangs.
    desktop.onQuit(() => new Promise(() => {}));
    process.stdin.on('data', () => desktop.quit());
    desktop.setStartAtLogin(false);
    say('ready', desktop.folder, desktop.startedAtLogin);
  });
`;

let folder = '';
let children: Started[] = [];

class Started {
  readonly said: string[] = [];
  /** What a person at the terminal reads. */
  readonly words: string[] = [];
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  #heard = () => {};

  constructor(...args: readonly string[]) {
    const env = {
      ...process.env,
      LATCHKEY_USER_DATA: join(folder, 'userData'),
      XDG_CONFIG_HOME: join(folder, 'config'),
    };
    this.#child = spawn(electron, [join(folder, 'program'), ...args], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    if (this.#child.stdout) {
      createInterface(this.#child.stdout).on('line', (line) => {
        if (line.startsWith('SAID ')) this.said.push(line.slice('SAID '.length));
        else if (line.startsWith('Latchkey')) this.words.push(line);
        this.#heard();
      });
    }
    this.ended = new Promise((resolve) => this.#child.on('close', resolve));
    children.push(this);
  }

  /** Resolves when it has printed this many lines. */
  async says(count: number): Promise<readonly string[]> {
    while (this.said.length < count) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
    return this.said;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  quit(): void {
    this.#child.stdin?.write('quit\n');
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-starts-'));
  children = [];
  const place = join(folder, 'program');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'latchkey', type: 'module', main: 'main.mjs' }));
  writeFileSync(join(place, 'main.mjs'), program);
});

afterEach(async () => {
  for (const child of children) child.kill();
  await Promise.all(children.map((child) => child.ended));
  rmSync(folder, { recursive: true, force: true });
});

test('passes on the link of its start once, and closes its folder to other users', async () => {
  const first = new Started('--open-url', link);
  expect((await first.says(2)).toSorted()).toEqual([`link ${link}`, `ready ${join(folder, 'userData')} false`]);
  expect(statSync(join(folder, 'userData')).mode & 0o777).toBe(0o700);
});

// Five programs start one after another, which takes long on a busy machine.
test('passes later starts and their links to the running instance, each once, and ends them', {
  timeout: 60_000,
}, async () => {
  const first = new Started();
  await first.says(1);
  const second = new Started('--open-url', '--', link);
  expect(await second.ended).toBe(0);
  const third = new Started();
  expect(await third.ended).toBe(0);
  expect(third.words).toEqual([
    `Latchkey is running already, with the folder ${join(folder, 'userData')}: see its window.`,
  ]);
  const hidden = new Started('--hidden');
  expect(await hidden.ended).toBe(0);
  const hostile = new Started('--open-url', link, link);
  expect(await hostile.ended).toBe(0);
  expect((await first.says(4)).slice(1)).toEqual([`link ${link}`, 'start', 'start']);
  expect(second.said.filter((word) => word !== 'second')).toEqual([]);
});

test('recognises a start at login by its marker', async () => {
  const first = new Started('--hidden');
  expect((await first.says(1))[0]).toMatch(/ true$/);
});

test.runIf(process.platform === 'linux')(
  'in a folder of its own leaves the login item of the installed program alone',
  async () => {
    const autostart = join(folder, 'config', 'autostart');
    mkdirSync(autostart, { recursive: true });
    writeFileSync(join(autostart, 'latchkey.desktop'), '[Desktop Entry]');
    await new Started().says(1);
    expect(existsSync(join(autostart, 'latchkey.desktop'))).toBe(true);
  },
);

test('keeps a second instance, like a link, until there is a listener, and passes it on once', () => {
  const starts = new Launches([]);
  const second = (handover: object): void => void app.emit('second-instance', {} as never, [], '', handover as never);
  second({ link: null, hidden: true });
  let told = 0;
  starts.onSecondInstance(() => told++);
  expect(told).toBe(0);
  const later = new Launches([]);
  second({ link: null, hidden: false });
  second({ link: null, hidden: false });
  let toldLater = 0;
  later.onSecondInstance(() => toldLater++);
  expect(toldLater).toBe(1);
  app.removeAllListeners('second-instance');
});

test('runs its quit listeners and ends, even if one of them never settles', async () => {
  const first = new Started();
  await first.says(1);
  first.quit();
  expect(await first.ended).toBe(0);
  expect(first.said.slice(1)).toEqual(['goodbye']);
});
