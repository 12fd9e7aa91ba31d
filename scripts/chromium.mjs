// The Chromium whose pages are the windows of the stand-in and of the tests. Imports only builtins and its neighbours.
import { delimiter, join } from 'node:path';
import { isProgram, isSnap } from './project.mjs';

/** Programs that will do, the fastest first. */
const programs = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** @type {Partial<Record<NodeJS.Platform, readonly string[]>>} */
const usualPlaces = {
  linux: programs.flatMap((program) => [join('/usr/bin', program), join('/usr/local/bin', program)]),
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * Whether this Chromium can be kept from opening windows itself (`--block-new-web-contents`). Only the headless shell
 * can. Any other gives the page a window, which closes at once.
 * @param {string} executable
 */
export const opensNoWindows = (executable) => /headless[-_]shell/.test(executable);

/**
 * The program that `CHROMIUM` names, else Debian's headless shell, which starts twice as fast, else any installed Chromium
 * or Chrome; or the sentence that says what is wrong and what to do.
 *
 * @param {{ headed?: boolean, platform?: NodeJS.Platform, env?: NodeJS.ProcessEnv }} [of] `headed`: it must be able to show
 *   windows. `platform`: of this machine, whatever system is being played.
 * @returns {{ path: string, problem: null } | { path: null, problem: string }}
 */
export function findChromium({ headed = false, platform = process.platform, env = process.env } = {}) {
  const onPath = (/** @type {string} */ program) =>
    (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
  const named = env['CHROMIUM'];
  if (named) {
    const path = [named, ...onPath(named)].find(isProgram);
    if (path) return { path, problem: null };
    const problem = `CHROMIUM names ${named}, which is no program that can be run: correct it or remove it, then try again.`;
    return { path: null, problem };
  }
  const path = [...programs.flatMap(onPath), ...(usualPlaces[platform] ?? [])].find(
    (each) => isProgram(each) && !isSnap(each) && !(headed && opensNoWindows(each)),
  );
  if (path) return { path, problem: null };
  const problem =
    'No Chromium is here: install Google Chrome from https://www.google.com/chrome, or set CHROMIUM to the path of another Chromium, then try again.';
  return { path: null, problem };
}
