import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../scripts/chromium.mjs';
import { findFirefox } from '../../scripts/firefox.mjs';
import { adviceFor, neededOn, testNeeds, walkNeeds } from '../../scripts/system-packages.mjs';

describe('what to install', () => {
  const debian = { manager: 'apt-get', isUbuntu: false, isRoot: false, arch: 'x64' } as const;
  const lineOn = (
    system: Partial<Parameters<typeof adviceFor>[1]>,
    needs: Parameters<typeof adviceFor>[0] = testNeeds,
  ) => adviceFor(needs, { ...debian, ...system }).line;

  test('is one line for each system whose packages are known', () => {
    expect(lineOn({})).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends dbus-daemon dbus-bin gnome-keyring libsecret-1-0 chromium-headless-shell fontconfig fonts-dejavu-core chromium firefox-esr xvfb',
    );
    expect(lineOn({ manager: 'dnf' })).toBe(
      'sudo dnf install -y dbus-daemon dbus-tools gnome-keyring libsecret chromium fontconfig dejavu-sans-fonts firefox xorg-x11-server-Xvfb',
    );
    expect(lineOn({ manager: 'pacman' })).toBe(
      'sudo pacman -S --needed --noconfirm dbus gnome-keyring libsecret chromium fontconfig ttf-dejavu firefox xorg-server-xvfb',
    );
    expect(lineOn({ manager: 'zypper' })).toBe(
      'sudo zypper install -y dbus-1-daemon dbus-1-tools gnome-keyring libsecret-1-0 chromium fontconfig dejavu-fonts MozillaFirefox xorg-x11-server-Xvfb',
    );
  });

  test('needs no sudo for root', () => {
    expect(lineOn({ isRoot: true, manager: 'dnf' }, walkNeeds)).toBe(
      'dnf install -y chromium fontconfig dejavu-sans-fonts',
    );
    expect(lineOn({ isRoot: true })).not.toContain('sudo');
  });

  test('is Google Chrome on Ubuntu, whose only Chromium is a snap', () => {
    expect(lineOn({ isUbuntu: true }, walkNeeds)).toBe(
      'wget -nv -P /tmp https://dl.google.com/linux/direct/google-chrome-stable_current_amd64.deb && sudo apt-get update && sudo apt-get install -y --no-install-recommends /tmp/google-chrome-stable_current_amd64.deb fontconfig fonts-dejavu-core',
    );
    expect(adviceFor(walkNeeds, { ...debian, isUbuntu: true, arch: 'arm64' })).toEqual({
      line: null,
      sentence:
        'Please install what is missing here, then try again: Chromium or Google Chrome, fontconfig, a font, such as DejaVu Sans (no snap; set CHROMIUM to its path).',
    });
    const allButChromium = testNeeds.filter(({ words }) => !words.startsWith('Chromium'));
    expect(lineOn({ isUbuntu: true, arch: 'arm64' }, allButChromium)).toMatch(
      /^sudo apt-get update && sudo apt-get install/,
    );
  });

  test('is Firefox too, but not on Ubuntu, whose only one is a snap', () => {
    const all = testNeeds.map(({ words }) => words);
    expect(neededOn({ isUbuntu: false }, testNeeds).map(({ words }) => words)).toEqual(all);
    expect(neededOn({ isUbuntu: true }, testNeeds).map(({ words }) => words)).toEqual(
      all.filter((words) => words !== 'Firefox'),
    );
  });

  test('is said in words, and no package of another system is named', () => {
    expect(adviceFor(testNeeds, { ...debian, manager: null })).toEqual({
      line: null,
      sentence:
        'Please install what is missing here, then try again: dbus-daemon, dbus-send, GNOME Keyring, libsecret, Chromium or Google Chrome, fontconfig, a font, such as DejaVu Sans, Chromium or Google Chrome, to show windows, Firefox, Xvfb.',
    });
    expect(adviceFor(walkNeeds, { ...debian, manager: 'pacman' }).sentence).toMatch(
      /^Missing here: Chromium or Google Chrome, fontconfig, .*\. Run this once, then try again:\n {2}sudo pacman [^\n]*$/,
    );
  });
});

describe.skipIf(process.platform === 'win32')('the Chromium of the stand-in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A folder of programs with these names and contents. `windows`: no usual place has one there, on this machine. */
  function programs(contents: Record<string, string>) {
    const own = mkdtempSync(join(folder, 'bin-'));
    for (const [name, content] of Object.entries(contents)) {
      writeFileSync(join(own, name), content);
      chmodSync(join(own, name), 0o755);
    }
    return { own, find: (env = {}) => findChromium({ platform: 'win32', env: { PATH: own, ...env } }) };
  }

  test('is the one that is named, by its path or its name', () => {
    const { own, find } = programs({ chromium: '', brave: '' });
    expect(find({ CHROMIUM: 'brave' }).path).toBe(join(own, 'brave'));
    expect(find({ CHROMIUM: join(own, 'brave') }).path).toBe(join(own, 'brave'));
    expect(find().path).toBe(join(own, 'chromium'));
  });

  test.for(['/nope', tmpdir(), '/etc/passwd'])('%s is no program: one sentence says so', (path) => {
    const { find } = programs({ chromium: '' });
    expect(find({ CHROMIUM: path })).toEqual({
      path: null,
      problem: `CHROMIUM names ${path}, which is no program that can be run: correct it or remove it, then try again.`,
    });
  });

  test('is no snap, which has a /tmp of its own', () => {
    const { own, find } = programs({ 'chromium-browser': '#!/bin/sh\nexec /snap/bin/chromium "$@"\n' });
    expect(find().path).toBeNull();
    symlinkSync('/bin/sh', join(own, 'google-chrome'));
    expect(find().path).toBe(join(own, 'google-chrome'));
  });

  test('neither is Firefox, which is a snap on Ubuntu', () => {
    const { own } = programs({ firefox: '#!/bin/sh\nexec /snap/bin/firefox "$@"\n' });
    expect(findFirefox({ PATH: own })).toBeNull();
    expect(findFirefox({})).toBeNull();
    symlinkSync('/bin/sh', join(own, 'firefox-esr'));
    expect(findFirefox({ PATH: `/nowhere:${own}` })).toBe(join(own, 'firefox-esr'));
  });

  test('is asked for in words that hold on each system', () => {
    const { problem } = programs({}).find();
    expect(problem).toMatch(
      /^No Chromium is here: install Google Chrome from https:\S+, or set CHROMIUM .*try again\.$/,
    );
    expect(problem).not.toContain('headless');
  });
});
