// Whether the sandbox of Electron's pages can start on this Linux. Imports only builtins.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} path */
const contents = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null);

/**
 * @typedef {object} Machine
 * @property {number} user
 * @property {(path: string) => string | null} read
 * @property {() => boolean} canUnshare Whether an ordinary program may make a user namespace.
 * @property {{ uid: number, mode: number } | null} helper Chromium's older helper, which needs no user namespace.
 */

/**
 * Why Chromium's sandbox cannot start here, and the command that makes it work (null if none does); null if it can. Without
 * a sandbox that works, Electron ends with a signal before it shows anything. Source: Chromium,
 * docs/linux/suid_sandbox_development.md and docs/security/apparmor-userns-restrictions.md; Electron,
 * shell/app/electron_main_delegate.cc for root.
 *
 * @param {string} binary
 * @param {Machine} [machine]
 * @returns {{ why: string, remedy: string | null } | null}
 */
export function whyNoSandbox(binary, machine = thisMachine(binary)) {
  if (process.platform !== 'linux') return null;
  if (machine.user === 0) return { why: 'Chromium has no sandbox for root', remedy: 'start it as an ordinary user. ' };
  const forbidden =
    machine.read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    machine.read('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    !machine.canUnshare();
  if (!forbidden) return null;
  if (!helperHasPower(machine.read('/proc/self/status'))) {
    const why = 'this container allows neither the user namespace that the sandbox needs nor its helper program';
    return { why, remedy: null };
  }
  const { helper } = machine;
  if (helper?.uid === 0 && (helper.mode & 0o7777) === 0o4755) return null;
  const file = helperOf(binary);
  return {
    why: 'this system lets no ordinary program make the user namespace that the sandbox needs',
    remedy: `run once\n  sudo chown root '${file}' && sudo chmod 4755 '${file}'\n`,
  };
}

/**
 * Whether a helper that belongs to root would have what it needs: root's rights at all, and CAP_SYS_ADMIN (bit 21), which
 * containers take from root too. Source: man pages proc_pid_status(5), capabilities(7), namespaces(7).
 * @param {string | null} status
 */
function helperHasPower(status) {
  const field = (/** @type {string} */ name) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status ?? '')?.[1];
  const bounds = field('CapBnd');
  const mayAdministrate = bounds === undefined || (BigInt(`0x${bounds}`) & (1n << 21n)) !== 0n;
  return mayAdministrate && field('NoNewPrivs') !== '1';
}

/** @param {string} binary */
const helperOf = (binary) => join(binary, '..', 'chrome-sandbox');

/** @param {string} binary @returns {Machine} */
function thisMachine(binary) {
  const helper = helperOf(binary);
  return {
    user: process.getuid?.() ?? -1,
    read: contents,
    // Containers forbid it by other means than the two files say.
    canUnshare: () => {
      const { error, status } = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
      return error !== undefined || status === 0;
    },
    helper: existsSync(helper) ? statSync(helper) : null,
  };
}
