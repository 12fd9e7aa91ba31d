// `npm run demo` in true Electron: with a folder of its own, which is removed at the end.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectEnv, root } from './bootstrap.mjs';
import { whyNoSandbox } from './electron.mjs';

/** Signals by which a person ends a program on purpose. */
const deliberate = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** A program that fails sooner than this has not started. */
const startMs = 20_000;

/**
 * Runs the demo in Electron. Returns its exit code, or why Electron did not start.
 * @param {string} binary @returns {Promise<number | string>}
 */
export async function runInElectron(binary) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'));
  const problem = whyNoSandbox(binary);
  if (problem)
    console.log(`This demo runs without Chromium's sandbox: ${problem.why}. An installed Latchkey never does.`);
  console.log(
    'Latchkey is starting, with a folder of its own. Choose "Explore with sample customers"; quit from the tray.',
  );
  const startedAt = performance.now();
  const child = spawn(binary, ['.', ...(problem ? ['--no-sandbox'] : [])], {
    cwd: root,
    stdio: 'inherit',
    env: { ...projectEnv, LATCHKEY_USER_DATA: folder },
  });
  // The folder must go, however the demo is ended.
  const passOn = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
  for (const signal of deliberate) process.on(signal, passOn);
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ failure: 'code' in error ? error.code : error.message }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  for (const signal of deliberate) process.off(signal, passOn);
  removeFolder(folder);
  return outcomeOf(ended, performance.now() - startedAt);
}

/**
 * The exit code, or why Electron did not start.
 * @param {{ failure?: unknown, code?: number | null, signal?: NodeJS.Signals | null }} ended @param {number} afterMs
 */
function outcomeOf({ failure, code, signal }, afterMs) {
  if (failure !== undefined) return `Electron did not start (${failure})`;
  if (signal) return deliberate.some((each) => each === signal) ? 1 : `Electron was ended by ${signal}`;
  // The loader's own exit code.
  if (code === 127) return 'Electron did not start: the system lacks a library that it needs, see above';
  if (code && afterMs < startMs) return `Electron ended with exit code ${code} as soon as it was started`;
  if (code) console.log(`Latchkey ended with exit code ${code}.`);
  return code ?? 1;
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
