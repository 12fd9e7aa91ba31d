// Runs a command with a real, empty, unlocked Secret Service that no other program sees, and with a folder of its own for
// temporary files.
//   node scripts/with-keyring.mjs <command> [arguments…]      LOCKED=1: the keyring is locked before the command starts
// If the machine cannot have a keyring, it says so in one line and still runs the command. Needs no installed package.

import { Interruption, runChild } from './child.mjs';
import { whyNoTemporaryFiles } from './machine.mjs';
import { keyringUnavailable, startPrivateKeyring } from './private-keyring.mjs';
import { giveUp } from './project.mjs';
import { openRunFolder } from './run-folder.mjs';

const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('usage: node scripts/with-keyring.mjs <command> [arguments…]');
  process.exit(2);
}
const problem = whyNoTemporaryFiles();
if (problem) giveUp(problem);

// Made before anything starts, so that nothing is ever left behind.
const interruption = new Interruption();
const folder = openRunFolder();
// The keyring's own files are temporary too.
Object.assign(process.env, folder.env);

/** @returns {Promise<ReturnType<typeof startPrivateKeyring> | null>} */
async function keyringIfAvailable() {
  const unavailable = keyringUnavailable();
  if (!unavailable) return startPrivateKeyring();
  console.error(`with-keyring: ${unavailable}; continuing without it.`);
  return null;
}

/** @param {string} program @returns {Promise<number>} The exit code. */
async function runBesideKeyring(program) {
  const keyring = await keyringIfAvailable();
  try {
    if (keyring && process.env['LOCKED'] === '1') await keyring.lock();
    if (interruption.signal) return 1;
    const env = { ...process.env, ...(keyring ? { DBUS_SESSION_BUS_ADDRESS: keyring.address } : {}) };
    const { code, failure } = await runChild(program, args, { env, cwd: process.cwd(), interruption });
    if (failure) console.error(`with-keyring: ${program} did not start (${failure})`);
    return code;
  } finally {
    await keyring?.stop();
  }
}

try {
  process.exitCode = await runBesideKeyring(command);
} catch (error) {
  console.error(`with-keyring: the private keyring did not start: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
await folder.close();
interruption.stop();
