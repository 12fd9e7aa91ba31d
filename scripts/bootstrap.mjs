// Installs what is missing, and nothing else: system packages (Debian, as root), then node_modules from the lock file.
// Runs under any Node from 20 on and imports only builtins: a clean clone has nothing else yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
const isWindows = process.platform === 'win32';

/** The environment of every tool of the project: its own Node comes first. */
export const projectEnv = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
};

/**
 * How to spawn a command. On Windows those of node_modules are .cmd files, which only a shell can start, and Node hands the
 * arguments to a shell as they are.
 * @param {string} command @param {readonly string[]} args @param {boolean} [onWindows]
 * @returns {[command: string, args: string[], options: { shell: boolean }]}
 */
export function invocation(command, args, onWindows = isWindows) {
  return onWindows
    ? [[command, ...args].map(quoted).join(' '), [], { shell: true }]
    : [command, [...args], { shell: false }];
}

/** @param {string} word */
const quoted = (word) => (/[\s"&|<>^()]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word);

/** @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnSyncOptions} [options] */
export function run(command, args, options = {}) {
  const [file, words, { shell }] = invocation(command, args);
  const { status, error } = spawnSync(file, words, { cwd: root, env: projectEnv, stdio: 'inherit', shell, ...options });
  return error ? 127 : (status ?? 1);
}

const headlessShell = 'chromium-headless-shell';

/** Programs that the stand-in can use for its windows, the fastest first. */
export const chromiumPrograms = [
  headlessShell,
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

/** @param {string} command */
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/** @param {string} name Of a system package. */
const isPackage = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;

/** @param {string} sentence @returns {never} */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Debian packages that the tests or the demo need and that are not installed. */
function missingPackages() {
  /** @type {[string, () => boolean][]} */
  const wanted = [
    ['dbus-daemon', () => has('dbus-run-session')],
    ['dbus-bin', () => has('dbus-send')],
    ['gnome-keyring', () => has('gnome-keyring-daemon')],
    [
      'libsecret-1-0',
      () =>
        has('secret-tool') ||
        spawnSync('sh', ['-c', "/sbin/ldconfig -p | grep -q 'libsecret-1\\.so\\.0'"]).status === 0,
    ],
    [headlessShell, () => Boolean(process.env['CHROMIUM']) || chromiumPrograms.some(has)],
    ['fontconfig', () => has('fc-list')],
    ['fonts-dejavu-core', () => has('fc-list') && spawnSync('sh', ['-c', 'fc-list | grep -q .']).status === 0],
  ];
  return wanted.filter(([, present]) => !present()).map(([name]) => name);
}

/** For the tests, and for the stand-in: true Electron brings its own Chromium and uses the desktop's keyring. */
export function installPackages() {
  if (process.platform !== 'linux') return;
  const missing = missingPackages();
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!has('apt-get')) giveUp(`Please install with your system's package manager: ${names}`);
  const isRoot = process.getuid?.() === 0;
  if (isRoot && run('apt-get', ['update', '-qq']) !== 0) process.exit(1);
  // Debian has a package of it, Ubuntu has not.
  if (missing.includes(headlessShell) && !isPackage(headlessShell)) {
    giveUp('Please install Chromium or Google Chrome, or set CHROMIUM to the path of one, then try again.');
  }
  if (!isRoot) {
    giveUp(
      `Some system packages are missing. Run this once:\n  sudo apt-get install -y --no-install-recommends ${names}`,
    );
  }
  console.log(`Installing system packages: ${names}`);
  const quiet = `DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${names} >/dev/null`;
  if (run('sh', ['-c', quiet]) !== 0) process.exit(1);
}

/** Installs node_modules, and ends the process with one line if no Node here can run the scripts. */
export function installModules() {
  installLocked();
  checkNode();
}

function installLocked() {
  const marker = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages from the lock file');
  // EBADENGINE warnings are about the Node that runs npm itself. Everything else runs under the project's own.
  if (run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']) !== 0) process.exit(1);
}

/** Scripts must run under the Node that Electron embeds: node:sqlite and type stripping differ in older versions. */
function checkNode() {
  const { status, stdout } = spawnSync('node', ['-p', 'process.versions.node'], {
    env: projectEnv,
    encoding: 'utf8',
    shell: isWindows,
  });
  if (status === 0 && Number(stdout.split('.')[0]) >= 24) return;
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = Object.values(optionalDependencies)[0];
  giveUp(
    `Node ${stdout.trim()} would run the scripts, and 24 is needed. Install Node ${version} or later, then try again.`,
  );
}

/**
 * Leaves a machine on which every script of package.json works, or ends the process with one line that says what to do.
 */
export function bootstrap() {
  installPackages();
  installModules();
}
