// A real, empty Secret Service on a private D-Bus session, for tests and for `npm run unit` and `npm run e2e`.
// Works headless and as root, and never touches the keyring of the user who runs it.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @param {string} tool */
function isOnPath(tool) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Returns why this machine cannot have a private keyring, in one line, or null. */
export function keyringUnavailable() {
  if (process.platform !== 'linux') return `a private keyring exists on Linux only, not on ${process.platform}`;
  const missing = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].filter((tool) => !isOnPath(tool));
  if (missing.length === 0) return null;
  return `${missing.join(', ')} missing (npm test installs what it needs, or says how)`;
}

/**
 * @typedef {object} PrivateKeyring
 * @property {string} address What `DBUS_SESSION_BUS_ADDRESS` must be for a process to see this keyring.
 * @property {number} pid The process of gnome-keyring-daemon. It changes with `unlock`.
 * @property {() => Promise<void>} lock Locks it. Without a display, a locked keyring refuses instead of asking.
 * @property {() => Promise<void>} unlock Opens it with its password, by a new daemon, since there is no display to ask on.
 * @property {() => Promise<void>} stop Ends both processes and removes their folder.
 */

/**
 * Starts a keyring, unlocked. It is ready when the promise resolves, about 0.1 s later.
 * @returns {Promise<PrivateKeyring>}
 */
export async function startPrivateKeyring() {
  const folder = mkdtempSync(join(tmpdir(), 'keyring-'));
  /** @type {import('node:child_process').ChildProcess[]} */
  const processes = [];
  const stop = async () => {
    await Promise.all(processes.splice(0).map(end));
    rmSync(folder, { recursive: true, force: true });
  };

  const env = { ...process.env };
  // Without a display, a locked keyring refuses at once instead of opening a password window.
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'GNOME_KEYRING_CONTROL', 'DBUS_SESSION_BUS_ADDRESS'])
    delete env[name];
  for (const name of ['XDG_RUNTIME_DIR', 'XDG_DATA_HOME', 'XDG_CACHE_HOME']) {
    env[name] = join(folder, name);
    mkdirSync(join(folder, name), { mode: 0o700 });
  }

  try {
    // The socket is in the folder too, so that a killed bus leaves nothing behind.
    const listen = `--address=unix:dir=${folder}`;
    const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1', listen], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      // A process group of its own: Ctrl+C in a terminal must reach the command, not the keyring under it.
      detached: true,
    });
    processes.push(bus);
    const address = await firstLine(bus);
    env['DBUS_SESSION_BUS_ADDRESS'] = address;

    /** @param {string[]} message */
    const call = async (...message) =>
      (await run('dbus-send', ['--session', '--print-reply', ...message], { env })).stdout;
    const startDaemon = async () => {
      // The daemon reads the password from stdin, without a newline, then creates and unlocks the keyring "login".
      const child = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
        env,
        stdio: ['pipe', 'ignore', 'ignore'],
        detached: true,
      });
      processes.push(child);
      child.stdin.end('test');
      await untilReady(call);
      return child;
    };
    let daemon = await startDaemon();
    return {
      address,
      get pid() {
        return /** @type {number} */ (daemon.pid);
      },
      lock: async () => {
        await call(
          '--dest=org.freedesktop.secrets',
          '/org/freedesktop/secrets',
          'org.freedesktop.Secret.Service.Lock',
          'array:objpath:/org/freedesktop/secrets/collection/login',
        );
      },
      unlock: async () => {
        await end(daemon);
        daemon = await startDaemon();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  // SIGKILL, because a test may have stopped the daemon.
  child.kill('SIGKILL');
  await gone;
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`dbus-daemon ended with ${code}`)));
  });
}

/**
 * Asks first whether the name has an owner: a message to an absent service would make the bus start a second daemon.
 * @param {(...message: string[]) => Promise<string>} call
 */
async function untilReady(call) {
  for (let tries = 0; tries < 250; tries++) {
    try {
      const owned = await call(
        '--dest=org.freedesktop.DBus',
        '/',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      );
      if (owned.includes('boolean true')) {
        const alias = await call(
          '--dest=org.freedesktop.secrets',
          '/org/freedesktop/secrets',
          'org.freedesktop.Secret.Service.ReadAlias',
          'string:default',
        );
        if (alias.includes('collection/login')) return;
      }
    } catch {
      // not there yet
    }
    await sleep(20);
  }
  throw new Error('the Secret Service did not come up');
}
