// Runs a command beside a real, empty, unlocked Secret Service that nobody else sees.
//   node scripts/with-keyring.mjs <command> [arguments…]      LOCKED=1: the keyring is locked before the command starts
// Where there is none to be had, it says so in one line and runs the command all the same. Needs no installed package.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { keyringUnavailable, startPrivateKeyring } from './private-keyring.mjs';

const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('usage: node scripts/with-keyring.mjs <command> [arguments…]');
  process.exit(2);
}

/** @type {import('node:child_process').ChildProcess | null} */
let child = null;
/** @type {ReturnType<typeof startPrivateKeyring> | null} */
let starting = null;

/** @param {number} code */
async function end(code) {
  const keyring = await starting?.catch(() => null);
  await keyring?.stop();
  process.exit(code);
}

// Before anything is started, so that nothing started is ever left behind.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (!child) end(128 + constants.signals[signal]);
    // A terminal has sent Ctrl+C to the command too; twice means "now" to many programs.
    else if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}

const env = { ...process.env };
const unavailable = keyringUnavailable();
if (unavailable) {
  console.error(`with-keyring: ${unavailable}; going on without.`);
} else {
  starting = startPrivateKeyring();
  const keyring = await starting;
  if (process.env['LOCKED'] === '1') await keyring.lock();
  env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address;
}

// On Windows commands of node_modules are .cmd files, which only a shell starts.
const quoted = [command, ...args].map((word) => (/[\s"&|<>^]/.test(word) ? JSON.stringify(word) : word)).join(' ');
child =
  process.platform === 'win32'
    ? spawn(quoted, { env, stdio: 'inherit', shell: true })
    : spawn(command, args, { env, stdio: 'inherit' });
child.once('error', (error) => {
  console.error(`with-keyring: ${command} did not start (${'code' in error ? error.code : error.name})`);
  end(127);
});
child.once('exit', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));
