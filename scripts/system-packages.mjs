// System packages for the tests and for the stand-in. True Electron needs none of them: it brings its own Chromium and uses
// the desktop's keyring. Runs under any Node from 20 on and imports only builtins and its neighbours.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { findFirefox } from './firefox.mjs';
import { giveUp, run } from './project.mjs';

/** @typedef {'apt-get' | 'dnf' | 'pacman' | 'zypper'} Manager */

/**
 * Something that must be installed: in words, and as packages.
 * `exceptUbuntu`: Ubuntu has it only as a snap, which is of no use. The tests that need it are skipped there.
 * @typedef {{ words: string, isHere: () => boolean, packages: Record<Manager, string>, exceptUbuntu?: true }} Need
 */

/** @param {string} command */
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/** @param {string} script */
const succeeds = (script) => spawnSync('sh', ['-c', script], { stdio: 'ignore' }).status === 0;

const headlessShell = 'chromium-headless-shell';
const chromiums = new Set([headlessShell, 'chromium']);

/** @type {readonly Need[]} */
const windowNeeds = [
  {
    words: 'Chromium or Google Chrome',
    isHere: () => findChromium().path !== null,
    packages: { 'apt-get': headlessShell, dnf: 'chromium', pacman: 'chromium', zypper: 'chromium' },
  },
  {
    words: 'fontconfig',
    isHere: () => has('fc-list'),
    packages: { 'apt-get': 'fontconfig', dnf: 'fontconfig', pacman: 'fontconfig', zypper: 'fontconfig' },
  },
  {
    words: 'a font, such as DejaVu Sans',
    isHere: () => succeeds('fc-list | grep -q .'),
    packages: {
      'apt-get': 'fonts-dejavu-core',
      dnf: 'dejavu-sans-fonts',
      pacman: 'ttf-dejavu',
      zypper: 'dejavu-fonts',
    },
  },
];

/** @type {readonly Need[]} */
const keyringNeeds = [
  {
    words: 'dbus-daemon',
    isHere: () => has('dbus-daemon'),
    packages: { 'apt-get': 'dbus-daemon', dnf: 'dbus-daemon', pacman: 'dbus', zypper: 'dbus-1-daemon' },
  },
  {
    words: 'dbus-send',
    isHere: () => has('dbus-send'),
    packages: { 'apt-get': 'dbus-bin', dnf: 'dbus-tools', pacman: 'dbus', zypper: 'dbus-1-tools' },
  },
  {
    words: 'GNOME Keyring',
    isHere: () => has('gnome-keyring-daemon'),
    packages: { 'apt-get': 'gnome-keyring', dnf: 'gnome-keyring', pacman: 'gnome-keyring', zypper: 'gnome-keyring' },
  },
  {
    words: 'libsecret',
    isHere: () => has('secret-tool') || succeeds("/sbin/ldconfig -p | grep -q 'libsecret-1\\.so\\.0'"),
    packages: { 'apt-get': 'libsecret-1-0', dnf: 'libsecret', pacman: 'libsecret', zypper: 'libsecret-1-0' },
  },
];

const isLinux = process.platform === 'linux';

/**
 * For the tests of customers' own windows. The headless shell cannot show any.
 * @type {readonly Need[]}
 */
const ownWindowNeeds = [
  {
    words: 'Chromium or Google Chrome, to show windows',
    isHere: () => !isLinux || findChromium({ headed: true }).path !== null,
    packages: { 'apt-get': 'chromium', dnf: 'chromium', pacman: 'chromium', zypper: 'chromium' },
  },
  {
    words: 'Firefox',
    isHere: () => !isLinux || findFirefox() !== null,
    packages: { 'apt-get': 'firefox-esr', dnf: 'firefox', pacman: 'firefox', zypper: 'MozillaFirefox' },
    exceptUbuntu: true,
  },
  {
    words: 'Xvfb',
    isHere: () => !isLinux || has('Xvfb'),
    packages: {
      'apt-get': 'xvfb',
      dnf: 'xorg-x11-server-Xvfb',
      pacman: 'xorg-server-xvfb',
      zypper: 'xorg-x11-server-Xvfb',
    },
  },
];

/** What the walk of the demo needs: sample customers' keys never enter a keyring. */
export const walkNeeds = windowNeeds;
export const testNeeds = [...keyringNeeds, ...windowNeeds, ...ownWindowNeeds];

/** @type {Record<Manager, string>} */
const installs = {
  'apt-get': 'apt-get update && @apt-get install -y --no-install-recommends',
  dnf: 'dnf install -y',
  pacman: 'pacman -S --needed --noconfirm',
  zypper: 'zypper install -y',
};

const chromeForUbuntu = {
  file: '/tmp/google-chrome-stable_current_amd64.deb',
  fetch: 'wget -nv -P /tmp https://dl.google.com/linux/direct/google-chrome-stable_current_amd64.deb && ',
};

/**
 * @typedef {object} System
 * @property {Manager | null} manager
 * @property {boolean} isUbuntu Or one of its descendants: its only Chromium is a snap, which cannot be used.
 * @property {boolean} isRoot
 * @property {string} arch As Node calls it.
 */

/**
 * What to do on a system that lacks this: the one line to run, with `sudo` if it needs it, or words alone where no line is
 * known.
 * @param {readonly Pick<Need, 'words' | 'packages'>[]} missing @param {System} system
 * @returns {{ line: string | null, sentence: string }}
 */
export function adviceFor(missing, { manager, isUbuntu, isRoot, arch }) {
  const words = missing.map((need) => need.words).join(', ');
  const needsChrome = isUbuntu && missing.some(({ packages }) => chromiums.has(packages['apt-get']));
  if (!manager || (needsChrome && arch !== 'x64')) {
    const noSnap = needsChrome ? ' (no snap; set CHROMIUM to its path)' : '';
    return { line: null, sentence: `Please install what is missing here, then try again: ${words}${noSnap}.` };
  }
  const names = missing.map(({ packages }) => packages[manager]);
  const files = names.map((name) => (needsChrome && chromiums.has(name) ? chromeForUbuntu.file : name));
  const install = `@${installs[manager]} ${[...new Set(files)].join(' ')}`.replaceAll('@', isRoot ? '' : 'sudo ');
  const line = `${needsChrome ? chromeForUbuntu.fetch : ''}${install}`;
  return { line, sentence: `Missing here: ${words}. Run this once, then try again:\n  ${line}` };
}

/** @param {Pick<System, 'isUbuntu'>} system @param {readonly Need[]} needs */
export const neededOn = ({ isUbuntu }, needs) => needs.filter((need) => !(isUbuntu && need.exceptUbuntu));

/** @returns {System} */
function thisSystem() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const managers = /** @type {Manager[]} */ (Object.keys(installs));
  return {
    manager: managers.find(has) ?? null,
    isUbuntu: /^ID(_LIKE)?=.*\bubuntu\b/m.test(release),
    isRoot: process.getuid?.() === 0,
    arch: process.arch,
  };
}

/**
 * Installs what is missing on Debian as root. Elsewhere ends the process with the one line to run, or with words.
 * @param {readonly Need[]} needs
 */
export function installSystemPackages(needs) {
  const { problem } = findChromium();
  // A wrong setting is no missing package. Windows and macOS need nothing but a browser.
  if (problem && (process.env['CHROMIUM'] || process.platform !== 'linux')) giveUp(problem);
  if (process.platform !== 'linux') return;
  const system = thisSystem();
  const missing = neededOn(system, needs).filter((need) => !need.isHere());
  if (missing.length === 0) return;
  const { line, sentence } = adviceFor(missing, system);
  if (!line || !system.isRoot || system.manager !== 'apt-get' || system.isUbuntu) giveUp(sentence);
  console.log(`Installing system packages: ${missing.map(({ words }) => words).join(', ')}`);
  const quiet = line.replaceAll('apt-get ', 'DEBIAN_FRONTEND=noninteractive apt-get -qq ');
  if (run('sh', ['-c', `${quiet} >/dev/null`]) === 0) return;
  giveUp(`The system packages could not be installed, and apt-get says above why. ${sentence}`);
}
