// What a run leaves on the disk, and the processes that outlive it, in one place that goes when the run ends.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const isLinux = process.platform === 'linux';

/**
 * @typedef {object} RunFolder
 * @property {string} path
 * @property {Record<string, string>} env For the run's processes. Linux only: on macOS a socket's path would grow too long,
 *   and Windows has no signals by which a run can be cut short.
 * @property {() => Promise<void>} close Ends the processes that still have this environment, and removes the folder.
 */

/**
 * A folder for all temporary files of a run. A program that is killed cannot remove its own, so that this process does.
 * @returns {RunFolder}
 */
export function openRunFolder() {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-'));
  return {
    path,
    // Each test starts the same few programs, whose code is compiled once.
    env: isLinux ? { TMPDIR: path, NODE_COMPILE_CACHE: join(path, 'compile-cache') } : {},
    close: async () => {
      if (isLinux) await endProcessesOf(path);
      removeFolder(path);
    },
  };
}

/**
 * Kills the processes to which this path was given, in their environment or by an option, and waits for those that such a process
 * leaves behind: Chromium's overwrite both, end by themselves after the main one, and may write until then.
 * @param {string} path
 */
async function endProcessesOf(path) {
  const { startedAt } = stateOf(process.pid);
  for (let tries = 0; tries < 150; tries += 1) {
    const ours = processes().filter((pid) => knows(pid, path));
    // A process that is being killed may start another one.
    for (const pid of ours) kill(pid);
    if (ours.length === 0 && !processes().some((pid) => isLeftBehind(pid, startedAt))) return;
    await sleep(20);
  }
}

const processes = () =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);

/** @param {number} pid @param {string} path */
const knows = (pid, path) =>
  ['environ', 'cmdline'].some((file) => readProcess(pid, file).includes(`=${path}`)) && stateOf(pid).state !== 'Z';

/**
 * Whether a process of this user was started during the run by a program that is gone. Any program of the user may be so:
 * it costs a wait, and is never killed.
 * @param {number} pid @param {number} since
 */
function isLeftBehind(pid, since) {
  const { state, session, startedAt } = stateOf(pid);
  if (state === 'Z' || startedAt < since || readProcess(pid, 'environ') === '') return false;
  return ['Z', ''].includes(stateOf(session).state);
}

/** Source: man page proc_pid_stat(5). @param {number} pid */
function stateOf(pid) {
  const stat = readProcess(pid, 'stat');
  // The name before it may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', session: Number(fields[3]), startedAt: Number(fields[19]) };
}

/** Empty if the process has ended or belongs to another user. @param {number} pid @param {string} file */
function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

/** @param {string} path */
function removeFolder(path) {
  try {
    // Windows keeps files of processes that are just ending.
    rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  } catch {
    console.log(`Please remove ${path}: a program still uses it.`);
  }
}
