// What true Electron needs to run on this machine: its binary, and a display.
// Runs under any Node from 20 on and imports only builtins and its neighbours.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { giveUp, isProgram, projectEnv, root } from './project.mjs';

const folder = join(root, 'node_modules', 'electron');
const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];

export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/**
 * Where the executable is in Electron's folder. Source: electron, install.js, getPlatformPath.
 * @type {Partial<Record<NodeJS.Platform, string>>}
 */
const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** @param {string} dist */
const binaryIn = (dist) => join(dist, executables[process.platform] ?? 'electron');

/**
 * Electron's executable, or null. Only looks at the disk: requiring `electron` would start a download.
 * `ELECTRON_OVERRIDE_DIST_PATH` names another folder with the executable in it, as for Electron itself.
 */
export function electronBinary() {
  if (!elsewhere && !existsSync(join(folder, 'path.txt'))) return null;
  const binary = binaryIn(elsewhere || join(folder, 'dist'));
  return isProgram(binary) ? binary : null;
}

/**
 * Electron's executable. Fetches it once: the package has no install script of its own. Null if it cannot be had. Ends the
 * process with one sentence if ELECTRON_OVERRIDE_DIST_PATH is wrong.
 * @param {import('./child.mjs').Interruption} interruption
 */
export async function fetchedElectronBinary(interruption) {
  const present = electronBinary();
  if (present) return present;
  if (elsewhere)
    giveUp(`ELECTRON_OVERRIDE_DIST_PATH ${whyNotElsewhere(elsewhere)}. Correct it or remove it, then try again.`);
  console.log("Fetching Electron's binary (once, about 120 MB)");
  // Without the switch it takes no proxy from the environment. Source: @electron/get, README, "Proxies".
  const env = { ...projectEnv, ELECTRON_GET_USE_PROXY: '1' };
  // Its error is a page of stack; the caller says in one sentence what to do.
  await runChild('node', [join(folder, 'install.js')], { env, stdio: ['ignore', 'inherit', 'ignore'], interruption });
  return electronBinary();
}

/** @param {string} dist */
function whyNotElsewhere(dist) {
  if (!existsSync(dist)) return `names ${dist}, which does not exist`;
  if (!statSync(dist).isDirectory())
    return `names ${dist}, which is no folder; it must be the folder with Electron in it`;
  const binary = binaryIn(dist);
  if (!existsSync(binary)) return `names ${dist}, a folder without Electron in it`;
  return `names a folder whose ${binary} is not executable`;
}

/** Why there is no binary, and what to do. */
export const whyNoBinary =
  "Electron's binary is not here and could not be fetched. It is downloaded from GitHub: check the connection and the space on the disk, set HTTPS_PROXY if you need a proxy or ELECTRON_MIRROR if you have a mirror, then try again.";

/**
 * How Electron ended, in words; null if all went well.
 * @param {import('./child.mjs').Ended} ended
 */
export function howElectronEnded({ code, signal, failure }) {
  if (failure) return `Electron did not start (${failure})`;
  if (signal === 'SIGKILL') return 'Electron was killed (SIGKILL): by a user, or by a system that is short of memory';
  if (signal) return `Electron was ended by ${signal}`;
  // The loader's own exit code.
  if (code === 127) return 'Electron did not start: the system lacks a library that it needs, see above';
  return code === 0 ? null : `Electron ended with exit code ${code}`;
}

/**
 * The arguments for Electron, of those given to `npm run <script> -- …`. A second `--` is none.
 * @param {string} script @param {readonly string[]} given
 */
export function argumentsFor(script, given) {
  if (given.includes('--noSandbox')) giveUp(`The option is called --no-sandbox: npm run ${script} -- --no-sandbox`);
  return given[0] === '--' ? given.slice(1) : given;
}
