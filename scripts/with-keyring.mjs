// Runs a command with a real, empty, unlocked Secret Service that no other program sees.
//   node scripts/with-keyring.mjs <command> [arguments…]      LOCKED=1: the keyring is locked before the command starts
// If the machine cannot have one, it says so in one line and still runs the command. Needs no installed package.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { invocation } from './bootstrap.mjs';
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

// Set before anything starts, so that nothing is ever left behind.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (!child) end(128 + constants.signals[signal]);
    // A terminal has sent Ctrl+C to the command too. To many programs, twice means "now".
    else if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}

const env = { ...process.env };
const unavailable = keyringUnavailable();
if (unavailable) {
  console.error(`with-keyring: ${unavailable}; continuing without it.`);
} else {
  starting = startPrivateKeyring();
  const keyring = await starting;
  if (process.env['LOCKED'] === '1') await keyring.lock();
  env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address;
}

const [file, words, { shell }] = invocation(command, args);
child = spawn(file, words, { env, stdio: 'inherit', shell });
child.once('error', (error) => {
  console.error(`with-keyring: ${command} did not start (${'code' in error ? error.code : error.name})`);
  end(127);
});
child.once('exit', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));
