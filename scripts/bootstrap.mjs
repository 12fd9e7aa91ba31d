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

/** @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnSyncOptions} [options] */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env: projectEnv,
    stdio: 'inherit',
    shell: isWindows,
    ...options,
  });
  return error ? 127 : (status ?? 1);
}

/** @param {string} command */
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

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
    [
      'chromium-headless-shell',
      () => has('chromium-headless-shell') || has('chromium') || Boolean(process.env['CHROMIUM']),
    ],
    ['fontconfig', () => has('fc-list')],
    ['fonts-dejavu-core', () => has('fc-list') && spawnSync('sh', ['-c', 'fc-list | grep -q .']).status === 0],
  ];
  return wanted.filter(([, present]) => !present()).map(([name]) => name);
}

function installPackages() {
  if (process.platform !== 'linux') return;
  const missing = missingPackages();
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!has('apt-get')) {
    console.error(`Please install with your system's package manager: ${missing.join(' ')}`);
    process.exit(1);
  }
  if (process.getuid?.() !== 0) {
    console.error(`Some system packages are missing. Run this once:\n  sudo ${install}`);
    process.exit(1);
  }
  console.log(`Installing system packages: ${missing.join(' ')}`);
  const quiet = `apt-get update -qq && DEBIAN_FRONTEND=noninteractive ${install.replace(' -y', ' -y -qq')} >/dev/null`;
  if (run('sh', ['-c', quiet]) !== 0) process.exit(1);
}

function installModules() {
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
  console.error(
    `Node ${stdout.trim()} would run the scripts, and 24 is needed. Install Node ${version} or later, then try again.`,
  );
  process.exit(1);
}

/**
 * Leaves a machine on which every script of package.json works, or ends the process with one line that says what to do.
 */
export function bootstrap() {
  installPackages();
  installModules();
  checkNode();
}
