// Where the project is, and how its scripts run its tools. Runs under any Node from 20 on and imports only builtins.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
const isWindows = process.platform === 'win32';

/** The environment of every tool of the project: its own Node comes first. */
export const projectEnv = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
};

/**
 * How to spawn a command. On Windows those of node_modules are .cmd files, which only a shell can start, and Node hands the
 * arguments to a shell as they are.
 * @param {string} command @param {readonly string[]} args @param {boolean} [onWindows]
 * @returns {[command: string, args: string[], options: { shell: boolean }]}
 */
export function invocation(command, args, onWindows = isWindows) {
  return onWindows
    ? [[command, ...args].map(quoted).join(' '), [], { shell: true }]
    : [command, [...args], { shell: false }];
}

/** @param {string} word */
const quoted = (word) => (/[\s"&|<>^()]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word);

/** @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnSyncOptions} [options] */
export function run(command, args, options = {}) {
  const [file, words, { shell }] = invocation(command, args);
  const { status, error } = spawnSync(file, words, { cwd: root, env: projectEnv, stdio: 'inherit', shell, ...options });
  return error ? 127 : (status ?? 1);
}

/** Whether this path is a file that this user may run. @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Ubuntu's Chromium and Firefox are snaps, and what is called chromium-browser or firefox there may be a script that starts
 * one. A snap has a /tmp of its own, so that it cannot share a profile with us. Source: vercel-labs/agent-browser, issue 1428.
 * @param {string} path
 */
export function isSnap(path) {
  const file = realpathSync(path);
  return (
    file === '/usr/bin/snap' || (statSync(file).size < 10_000 && readFileSync(file, 'latin1').includes('/snap/bin/'))
  );
}

/** @param {string} sentence @returns {never} */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}
