// The Firefox of the tests of customers' own windows. Imports only builtins and its neighbours.
import { delimiter, join } from 'node:path';
import { isProgram, isSnap } from './project.mjs';

const programs = ['firefox-esr', 'firefox'];

/**
 * The path of an installed Firefox that may use folders of ours, or null.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function findFirefox(env = process.env) {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const paths = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return paths.find((path) => isProgram(path) && !isSnap(path)) ?? null;
}
