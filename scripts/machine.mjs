// What every command needs of this machine, checked before anything is started: a sentence says what is wrong and what to do.
import { accessSync, constants, existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveUp, root } from './project.mjs';

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : 'unknown error');

/** Why no temporary file can be made, and what to do; null if one can. */
export function whyNoTemporaryFiles() {
  const folder = tmpdir();
  try {
    rmdirSync(mkdtempSync(join(folder, 'latchkey-check-')));
    return null;
  } catch (error) {
    return `No temporary file can be made in ${folder} (${codeOf(error)}): set TMPDIR to a folder that exists and that you may write, then try again.`;
  }
}

/**
 * Why this clone cannot be built in, and what to do; null if it can.
 * @param {string} [clone]
 */
export function whyNotWritable(clone = root) {
  const places = ['.', 'node_modules', join('node_modules', 'electron'), 'out'].map((name) => join(clone, name));
  const shut = places.find((place) => existsSync(place) && !isWritable(place));
  if (!shut) return null;
  const { uid } = statSync(shut);
  const why = uid === process.getuid?.() ? 'it is on a read-only disk, or closed to you' : 'it belongs to another user';
  return `You may not write in ${shut}: ${why}. Clone Latchkey into a folder of your own, then try again there.`;
}

/** @param {string} place */
function isWritable(place) {
  try {
    accessSync(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Why nothing of the project can run on this Linux; null if it can. Electron, and the Node that the project brings, are
 * linked to the GNU C library. Alpine has another one.
 * @param {boolean} [hasGlibc]
 */
export function whyWrongSystem(hasGlibc = runsOnGlibc()) {
  if (hasGlibc) return null;
  return 'Electron, and the Node that this project brings, need the GNU C library, which this system has not: use a system or a container with it, such as Debian, Ubuntu or Fedora.';
}

function runsOnGlibc() {
  return process.platform !== 'linux' || JSON.stringify(process.report.getReport()).includes('"glibcVersionRuntime"');
}

/** Ends the process with one sentence if this machine lacks what every command needs. */
export function checkMachine() {
  const problem = whyWrongSystem() ?? whyNotWritable() ?? whyNoTemporaryFiles();
  if (problem) giveUp(problem);
}
