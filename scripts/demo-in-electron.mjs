// `npm run demo` in true Electron: with a folder of its own, which is removed at the end.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectEnv, root } from './bootstrap.mjs';
import { whyNoSandbox } from './electron.mjs';

/** Signals by which a person or the system ends a program on purpose. */
const deliberate = new Set(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL']);

/**
 * Runs the demo in Electron. Returns its exit code, or why Electron did not start.
 * @param {string} binary @returns {number | string}
 */
export function runInElectron(binary) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'));
  const problem = whyNoSandbox(binary);
  if (problem)
    console.log(`This demo runs without Chromium's sandbox: ${problem.why}. An installed Latchkey never does.`);
  console.log(
    'Latchkey is starting, with a folder of its own. Choose "Explore with sample customers"; quit from the tray.',
  );
  const { status, signal, error } = spawnSync(binary, ['.', ...(problem ? ['--no-sandbox'] : [])], {
    cwd: root,
    stdio: 'inherit',
    env: { ...projectEnv, LATCHKEY_USER_DATA: folder },
  });
  removeFolder(folder);
  if (error) return `Electron did not start (${'code' in error ? error.code : error.message})`;
  if (signal && !deliberate.has(signal)) return `Electron was ended by ${signal}`;
  // The loader's own exit code: a library of the system is missing.
  if (status === 127) return 'Electron did not start: the system lacks a library that it needs, see above';
  if (status) console.log(`Latchkey ended with exit code ${status}.`);
  return status ?? 1;
}

/** @param {string} folder */
function removeFolder(folder) {
  try {
    // Windows keeps files of processes that are just ending.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  } catch {
    console.log(`Please remove ${folder}: a program still uses it.`);
  }
}
