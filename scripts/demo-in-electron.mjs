// `npm run demo` in true Electron: with a folder of its own, which is removed at the end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endingSignals, runChild } from './child.mjs';
import { whyNoSandbox } from './chromium-sandbox.mjs';
import { howElectronEnded } from './electron.mjs';
import { projectEnv } from './project.mjs';
import { openRunFolder } from './run-folder.mjs';

/** Signals that no fault of Electron's sends. */
const deliberate = /** @type {readonly string[]} */ ([...endingSignals, 'SIGKILL']);

/**
 * Runs the demo in Electron. Returns its exit code, or why Electron did not start.
 * @param {string} binary @param {readonly string[]} args For Electron. @param {import('./child.mjs').Interruption} interruption
 * @returns {Promise<number | string>}
 */
export async function runInElectron(binary, args, interruption) {
  const problem = whyNoSandbox(binary);
  const withoutSandbox = problem !== null && !args.includes('--no-sandbox');
  if (withoutSandbox)
    console.log(`This demo runs without Chromium's sandbox: ${problem.why}. An installed Latchkey never does.`);
  console.log(
    'Latchkey is starting, with a folder of its own. Choose "Explore with sample customers"; quit from the tray.',
  );
  const folder = openRunFolder();
  const userData = join(folder.path, 'data');
  const ended = await runChild(binary, ['.', ...args, ...(withoutSandbox ? ['--no-sandbox'] : [])], {
    env: { ...projectEnv, ...folder.env, LATCHKEY_USER_DATA: userData },
    interruption,
  });
  // Main opens it as soon as Electron is ready, so that a sandbox or a library that is missing has failed by then.
  const hasStarted = existsSync(join(userData, 'directory.db'));
  await folder.close();
  const how = howElectronEnded(ended);
  if (how === null || interruption.signal) return ended.code;
  if (!hasStarted && !deliberate.includes(ended.signal ?? '')) return how;
  console.error(`${how}.`);
  return ended.code;
}
