// What `npm run dev` and `npm run start` have in common: they fetch Electron's binary and start Latchkey in it, in a folder
// of its own. What the person adds after `--` is for Electron.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Interruption, runChild } from './child.mjs';
import { whyNoSandbox } from './chromium-sandbox.mjs';
import { argumentsFor, fetchedElectronBinary, hasDisplay, howElectronEnded, whyNoBinary } from './electron.mjs';
import { giveUp, projectEnv } from './project.mjs';

/** Where programs keep their folders. Source: Electron, app.getPath('appData'). */
function folderOfPrograms() {
  if (process.platform === 'win32') return process.env['APPDATA'] || join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
}

/** An installed Latchkey keeps its customers, its lock, its links and its login item: see decision 18. */
const environment = { LATCHKEY_USER_DATA: join(folderOfPrograms(), 'Latchkey Dev'), ...projectEnv };

/**
 * @param {'dev' | 'start'} script Its name in package.json.
 * @param {readonly string[]} given Of the person.
 * @param {typeof buildBundle} [build] For `start`.
 */
export async function runInElectron(script, given, build = buildBundle) {
  const args = argumentsFor(script, given);
  if (!hasDisplay) {
    giveUp(
      'Latchkey needs a display to show its windows: start it on a desktop, or under `xvfb-run -a`. `npm run demo` walks through it without one.',
    );
  }
  const interruption = new Interruption();
  const binary = await fetchedElectronBinary(interruption);
  if (interruption.signal) process.exit(interruption.exitCode);
  if (!binary) giveUp(whyNoBinary);
  const withoutSandbox = args.includes('--no-sandbox');
  const problem = whyNoSandbox(binary);
  if (problem && !withoutSandbox) {
    const remedy = problem.remedy ? `To have it, ${problem.remedy}To do` : 'Do';
    giveUp(`Electron would end at once: ${problem.why}. ${remedy} without it: npm run ${script} -- --no-sandbox`);
  }
  if (script === 'start') {
    const code = await build(interruption);
    if (code !== 0) process.exit(code);
  }
  const ended = await (script === 'dev' ? runInDevelopment : runBuilt)(binary, args, interruption);
  process.exitCode = ended.code;
  const how = howElectronEnded(ended);
  if (how === null || interruption.signal) return;
  // electron-vite reports a death by a signal as exit code 1.
  const orSignal = script === 'dev' && ended.code === 1 ? ', or was ended by a signal' : '';
  const mayHelp = !withoutSandbox && ended.signal !== 'SIGKILL';
  const advice = mayHelp ? ` If it showed no window, try: npm run ${script} -- --no-sandbox` : '';
  console.error(`${how}${orSignal}.${advice}`);
}

/** Returns the exit code. @param {Interruption} interruption @returns {Promise<number>} */
export const buildBundle = async (interruption) =>
  (await runChild('electron-vite', ['build', '--logLevel', 'warn'], { interruption })).code;

/** @param {string} binary @param {readonly string[]} args @param {Interruption} interruption */
const runBuilt = (binary, args, interruption) => runChild(binary, ['.', ...args], { env: environment, interruption });

/** @param {string} binary @param {readonly string[]} args @param {Interruption} interruption */
function runInDevelopment(binary, args, interruption) {
  const env = { ...environment, ELECTRON_EXEC_PATH: binary };
  return runChild('electron-vite', ['dev', '--watch', '--', ...args], { env, interruption });
}
