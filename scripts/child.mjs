// Children of the scripts, ended by whatever ends the script: Ctrl+C, a closed terminal, a signal from elsewhere.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isAbsolute } from 'node:path';
import { invocation, projectEnv, root } from './project.mjs';

/** Signals by which a person or the system ends a program on purpose. */
export const endingSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** npm passes on a signal that the terminal has sent to every process already: within this time both are one. */
const sameSignalMs = 1_000;
/** A terminal sends Ctrl+C to the child too, and to many programs twice means "now". This one had no such terminal. */
const notByTerminalMs = 2_000;
const graceMs = 10_000;

/**
 * How a child ended.
 * @typedef {object} Ended
 * @property {number} code Its exit code; 128 plus the number of the signal; 127 if it did not start.
 * @property {NodeJS.Signals | null} signal The signal that ended it.
 * @property {string | null} failure Why it did not start, such as ENOENT.
 */

/** Notes that this process was asked to end, and passes that on to its child. Make it before anything is to be cleaned up. */
export class Interruption {
  /** @type {NodeJS.Signals | null} */
  signal = null;
  #at = 0;
  /** @type {((signal: NodeJS.Signals, again: boolean) => void) | null} */
  #passOn = null;

  constructor() {
    for (const signal of endingSignals) process.on(signal, this.#received);
  }

  /** The exit code of a script that was asked to end. */
  get exitCode() {
    return 128 + (this.signal ? constants.signals[this.signal] : 0);
  }

  /** @param {(signal: NodeJS.Signals, again: boolean) => void} passOn `again`: it is not the first. */
  passTo(passOn) {
    this.#passOn = passOn;
    if (this.signal) passOn(this.signal, false);
  }

  /** From here on a signal does what it does by default. */
  stop() {
    this.#passOn = null;
    for (const signal of endingSignals) process.off(signal, this.#received);
  }

  /** @param {NodeJS.Signals} signal */
  #received = (signal) => {
    const again = this.signal !== null;
    if (again && performance.now() - this.#at < sameSignalMs) return;
    this.signal ??= signal;
    this.#at = performance.now();
    this.#passOn?.(signal, again);
  };
}

/**
 * Runs a command until it has ended. A signal that tells this process to end goes to the command. `insist`: kill it if it
 * goes on, or at a second signal. Without it, the command is a script of ours that does so itself.
 *
 * @param {string} command @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, stdio?: import('node:child_process').StdioOptions, insist?: boolean, interruption: Interruption }} options
 * @returns {Promise<Ended>}
 */
export async function runChild(command, args, options) {
  const { env = projectEnv, cwd = root, stdio = 'inherit', insist = true, interruption } = options;
  // A path is a program, which needs no shell on Windows either.
  const [file, words, { shell }] = invocation(command, args, isAbsolute(command) ? false : undefined);
  const child = spawn(file, words, { cwd, env, stdio, shell });
  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  interruption.passTo((signal, again) => {
    if (again && insist) child.kill('SIGKILL');
    else if (signal === 'SIGINT' && process.stdin.isTTY)
      timers.push(setTimeout(() => child.kill(signal), notByTerminalMs));
    else child.kill(signal);
    if (insist) timers.push(setTimeout(() => child.kill('SIGKILL'), graceMs));
  });
  const ended = await new Promise((resolve) => {
    child.once('error', (error) =>
      resolve({ code: 127, signal: null, failure: 'code' in error ? error.code : error.name }),
    );
    child.once('exit', (code, signal) =>
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), signal, failure: null }),
    );
  });
  for (const timer of timers) clearTimeout(timer);
  interruption.passTo(() => {});
  return ended;
}
