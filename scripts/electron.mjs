// What true Electron needs to run on this machine: its binary, a display, and on Linux a sandbox for its pages.
// Runs under any Node from 20 on and imports only builtins and bootstrap.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { invocation, projectEnv, root } from './bootstrap.mjs';

const isLinux = process.platform === 'linux';
const folder = join(root, 'node_modules', 'electron');
const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];

export const hasDisplay = !isLinux || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/**
 * Electron's executable, or null. Only looks at the disk: requiring `electron` would start a download.
 * `ELECTRON_OVERRIDE_DIST_PATH` names another folder with the executable in it, as for Electron itself.
 */
export function electronBinary() {
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null;
  if (name === null && !elsewhere) return null;
  const binary = resolve(elsewhere || join(folder, 'dist'), name ?? 'electron');
  return existsSync(binary) ? binary : null;
}

/** Electron's executable. Fetches it once: the package has no install script of its own. Null if it cannot be had. */
export function fetchedElectronBinary() {
  const present = electronBinary();
  if (present || elsewhere) return present;
  console.log("Fetching Electron's binary (once, about 120 MB)");
  // Its error is a page of stack; the caller says in one sentence what to do.
  const [file, words, { shell }] = invocation('node', [join(folder, 'install.js')]);
  const stdio = /** @type {import('node:child_process').StdioOptions} */ (['ignore', 'inherit', 'ignore']);
  // Without the switch it takes no proxy from the environment. Source: @electron/get, README, "Proxies".
  const env = { ...projectEnv, ELECTRON_GET_USE_PROXY: '1' };
  spawnSync(file, words, { cwd: root, env, stdio, shell, timeout: 900_000 });
  return electronBinary();
}

/** Why there is no binary, and what to do. */
export const whyNoBinary = elsewhere
  ? 'ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron in it: correct it or remove it, then try again.'
  : "Electron's binary is not here and could not be fetched. It is downloaded from GitHub: check the connection and the space on the disk, set HTTPS_PROXY if you need a proxy or ELECTRON_MIRROR if you have a mirror, then try again.";

/** @param {string} path */
const firstLine = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null);

/**
 * Why Chromium's sandbox cannot start here, and the command that makes it work; null if it can. Without a sandbox that
 * works, Electron ends with a signal before it shows anything. Source: Chromium, docs/linux/suid_sandbox_development.md and
 * docs/security/apparmor-userns-restrictions.md; Electron, shell/app/electron_main_delegate.cc for root.
 *
 * @param {string} binary
 * @param {{ user: number, read: (path: string) => string | null, canUnshare: () => boolean, helper: { uid: number, mode: number } | null }} [machine]
 * @returns {{ why: string, remedy: string } | null}
 */
export function whyNoSandbox(binary, machine = thisMachine(binary)) {
  if (!isLinux) return null;
  if (machine.user === 0) {
    return { why: 'Chromium has no sandbox for root', remedy: 'start it as an ordinary user. ' };
  }
  const { helper } = machine;
  // Chromium takes this older helper where it may not make a user namespace.
  if (helper?.uid === 0 && (helper.mode & 0o7777) === 0o4755) return null;
  const forbidden =
    machine.read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    machine.read('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    !machine.canUnshare();
  if (!forbidden) return null;
  const file = helperOf(binary);
  return {
    why: 'this system lets no ordinary program make the user namespace that the sandbox needs',
    remedy: `run once\n  sudo chown root '${file}' && sudo chmod 4755 '${file}'\n`,
  };
}

/** @param {string} binary */
const helperOf = (binary) => join(binary, '..', 'chrome-sandbox');

/** @param {string} binary */
function thisMachine(binary) {
  const helper = helperOf(binary);
  return {
    user: process.getuid?.() ?? -1,
    read: firstLine,
    // Containers forbid it by other means than the two files say.
    canUnshare: () => {
      const { error, status } = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
      return error !== undefined || status === 0;
    },
    helper: existsSync(helper) ? statSync(helper) : null,
  };
}
