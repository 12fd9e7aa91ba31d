import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WindowLook } from '../../src/main/browsers/browser-family.ts';
import { families } from '../../src/main/browsers/families.ts';
import { familyOn } from '../../src/main/browsers/family-on.ts';
import { lockedBy } from '../../src/main/browsers/lock-links.ts';
import { OwnWindow } from '../../src/main/browsers/own-window.ts';
import { systemOf } from '../../src/main/browsers/systems.ts';
import { WindowFolders } from '../../src/main/browsers/window-folders.ts';
import { readRecord, type WindowRecord } from '../../src/main/browsers/window-record.ts';

// What each family of browsers is given, files and arguments, and how Linux reads its lock.

const { chromium, firefox } = families;

let root: string;
let folder: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'latchkey-families-')));
  folder = join(root, 'window');
  mkdirSync(folder, { mode: 0o700 });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const linux = systemOf('linux', { environment: {}, home: '/home/sam', folder: '/home/sam/.config/Latchkey' });

const look: WindowLook = {
  customerName: 'Smith & <Söhne>\n"株式会社"',
  title: 'Brevo · …1234',
  colour: '#1d4fc4',
  pages: [
    { name: 'Brevo', url: 'https://app.brevo.example/' },
    { name: '</DL> & more', url: 'https://app.brevo.example/?a=1&b="2"' },
  ],
};

const record: WindowRecord = {
  accountId: 'c/1',
  rowIds: [1],
  since: 0,
  family: 'firefox',
  command: ['firefox'],
  end: null,
};

const written = (path: string): string => readFileSync(join(folder, path), 'utf8');
const filesIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the command line', () => {
  const start = { folder: '/f', address: 'http://127.0.0.1:1/x', title: 'Brevo · …1234', isRunning: false };

  test('of Chromium has the same arguments whether it runs or not', () => {
    const args = [
      '--user-data-dir=/f',
      '--no-first-run',
      '--no-default-browser-check',
      '--window-name=Brevo · …1234',
      'http://127.0.0.1:1/x',
    ];
    expect(chromium.argumentsFor(start)).toEqual(args);
    expect(chromium.argumentsFor({ ...start, isRunning: true })).toEqual(args);
    expect(chromium.argumentsFor({ ...start, address: null, title: null })).toEqual(args.slice(0, 3));
  });

  test('of Firefox asks for a new one only while none runs, and has no title', () => {
    expect(firefox.argumentsFor(start)).toEqual(['--new-instance', '--profile', '/f', 'http://127.0.0.1:1/x']);
    expect(firefox.argumentsFor({ ...start, isRunning: true })).toEqual(['--profile', '/f', 'http://127.0.0.1:1/x']);
    expect(firefox.argumentsFor({ ...start, address: null, isRunning: true })).toEqual(['--profile', '/f']);
  });
});

describe('a profile of Firefox', () => {
  test('is for the user alone', () => {
    firefox.writeProfile(folder, look);
    for (const file of filesIn(folder)) expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600]);
    expect(filesIn(folder).map((file) => file.slice(folder.length + 1))).toEqual(
      expect.arrayContaining(['user.js', 'bookmarks.html', 'chrome/userChrome.css']),
    );
  });

  test('offers no account, saves no password and form, sends no report, and shows no page of its own', () => {
    firefox.writeProfile(folder, look);
    const preferences = new Map(
      [...written('user.js').matchAll(/^user_pref\("([^"]+)", (.*)\);$/gm)].map(([, name, value]) => [
        name,
        JSON.parse(value ?? ''),
      ]),
    );
    expect(Object.fromEntries(preferences)).toMatchObject({
      'identity.fxaccounts.enabled': false,
      'signon.rememberSignons': false,
      'browser.formfill.enable': false,
      'extensions.formautofill.creditCards.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'datareporting.healthreport.uploadEnabled': false,
      'browser.shell.checkDefaultBrowser': false,
      'browser.aboutwelcome.enabled': false,
      'browser.preonboarding.enabled': false,
      'browser.startup.page': 0,
      'browser.places.importBookmarksHTML': true,
      'toolkit.legacyUserProfileCustomizations.stylesheets': true,
    });
    expect(preferences.size).toBe(written('user.js').trim().split('\n').length);
  });

  test('has the colour of the connection', () => {
    firefox.writeProfile(folder, look);
    expect(written('chrome/userChrome.css')).toContain('background: #1d4fc4 !important');
  });

  test('has the customer’s name as a folder on the bookmarks bar, as text and on one line', () => {
    firefox.writeProfile(folder, look);
    const lines = written('bookmarks.html').split('\n');
    expect(lines).toContain('<DT><H3>Smith &amp; &lt;Söhne&gt; &quot;株式会社&quot;</H3>');
    expect(lines).toContain('<DT><A HREF="https://app.brevo.example/">Brevo</A>');
    expect(lines).toContain(
      '<DT><A HREF="https://app.brevo.example/?a=1&amp;b=&quot;2&quot;">&lt;/DL&gt; &amp; more</A>',
    );
  });
});

describe.skipIf(process.platform !== 'linux')('the lock', () => {
  /** Longer than any number of a process. */
  const nobody = 2 ** 30;

  test.each([
    ['chromium', 'SingletonLock', `host-with-dash-${process.pid}`],
    ['firefox', 'lock', `127.0.1.1:+${process.pid}`],
    ['firefox', 'lock', `192.0.2.7:${process.pid}`],
  ] as const)('of %s names the process', (id, name, target) => {
    const watch = linux.watch(id, folder);
    expect(lockedBy(id, folder)).toBeNull();
    expect(watch.state).toBe('free');
    symlinkSync(target, join(folder, name));
    expect(lockedBy(id, folder)).toBe(process.pid);
    // This process runs, and is the user's, but its command line does not name the folder.
    expect(watch.state).toBe('stale');
  });

  test.each([
    ['chromium', 'SingletonLock', `host-${nobody}`],
    ['firefox', 'lock', `127.0.0.1:+${nobody}`],
  ] as const)('of a %s that is gone is stale', (id, name, target) => {
    symlinkSync(target, join(folder, name));
    expect(linux.watch(id, folder).state).toBe('stale');
  });

  test.each([
    ['chromium', 'SingletonLock'],
    ['firefox', 'lock'],
  ] as const)('of %s that says nothing of a process is none', (id, name) => {
    symlinkSync('elsewhere', join(folder, name));
    expect(linux.watch(id, folder).state).toBe('free');
  });
});

describe.skipIf(process.platform !== 'linux')('a browser that runs on a folder', () => {
  const id = 'b'.repeat(32);
  let running: ChildProcess | null = null;
  afterEach(() => running?.kill('SIGKILL'));

  /** A process with the command line of a Firefox, and its lock. It ends by SIGTERM, and then the lock is as it was. */
  async function run() {
    const folders = new WindowFolders(join(root, 'windows'));
    const window = new OwnWindow(id, record, folders, linux);
    expect(window.prepare(look)).toMatchObject({ ok: true });
    const path = folders.pathOf(id);
    const program = 'setInterval(() => {}, 1000); console.log("up")';
    const child = spawn(process.execPath, ['-e', program, '--', ...firefox.folderArguments(path)]);
    running = child;
    await once(child.stdout, 'data');
    const lock = join(path, 'lock');
    symlinkSync(`127.0.0.1:+${child.pid}`, lock);
    return { path, lock, window, child };
  }

  test('is known by the lock and by the command line', async () => {
    const { child, path, window } = await run();
    expect(window.state).toBe('live');
    expect(familyOn(linux, path)).toBe('firefox');
    // Locks that name it, in folders that its command line does not name.
    for (const other of [`${path}x`, path.slice(0, -1)]) {
      mkdirSync(other);
      symlinkSync(`127.0.0.1:+${child.pid}`, join(other, 'lock'));
      expect(linux.watch('firefox', other).state).toBe('stale');
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(window.state).toBe('stale');
  });

  test('that has given the lock back has not ended before its process has', async () => {
    const { child, lock, path, window } = await run();
    expect(window.isLive).toBe(true);
    unlinkSync(lock);
    expect(window.state).toBe('unlocked');
    expect(familyOn(linux, path)).toBe('firefox');
    expect([window.isLive, window.hasEnded]).toEqual([false, false]);
    const exit = once(child, 'exit');
    expect(await window.close('closed')).toBe(true);
    expect((await exit)[1]).toBe('SIGTERM');
    expect(window.state).toBe('free');
    expect(familyOn(linux, path)).toBeNull();
  });
});

describe('Firefox knows its windows by the first 255 characters of a name', () => {
  const id = 'a'.repeat(32);
  /** As Firefox makes it: of two folders that differ at the end. */
  const busName = (path: string): string => `org.mozilla.firefox.${Buffer.from(path).toString('base64')}`.slice(0, 255);

  test('a path of which it sees the end is used, and a longer one is not', () => {
    const path = (length: number, end: string) => `${'/long'.padEnd(length - 1, 'g')}${end}`;
    for (let length = 6; length < 400; length++) {
      if (linux.tellsApart('firefox', path(length, 'a')))
        expect(busName(path(length, 'a'))).not.toBe(busName(path(length, 'b')));
    }
    expect(linux.tellsApart('firefox', path(160, 'a'))).toBe(true);
    expect(linux.tellsApart('firefox', path(161, 'a'))).toBe(false);
    // Letters of other scripts take more bytes.
    expect(linux.tellsApart('firefox', `/${'ö'.repeat(80)}`)).toBe(false);
    expect(linux.tellsApart('chromium', path(399, 'a'))).toBe(true);
  });

  test('a link in the path does not make it shorter: no folder is made, and Latchkey says so', () => {
    const far = join(root, 'x'.repeat(100), 'y'.repeat(60));
    mkdirSync(far, { recursive: true });
    const near = join(root, 'near');
    symlinkSync(far, near);
    const folders = new WindowFolders(join(near, 'windows'));
    expect(new OwnWindow(id, record, folders, linux).prepare(look)).toEqual({
      ok: false,
      problem: { kind: 'window-path-too-long' },
    });
    expect(readdirSync(far)).toEqual([]);
    expect(new OwnWindow(id, { ...record, family: 'chromium' }, folders, linux).prepare(look)).toMatchObject({
      ok: true,
    });
  });

  test('the record says which family the browser is of', () => {
    expect(readRecord(JSON.stringify(record))).toEqual(record);
    for (const family of ['safari', 'toString', undefined])
      expect(readRecord(JSON.stringify({ ...record, family }))).toBeNull();
  });
});
