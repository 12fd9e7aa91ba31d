import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isRunning } from './chromium.ts';
import { machine } from './system.ts';

// One running app for each userData folder, like Chromium's process singleton.

export interface SecondStart {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

/** Notifies the first instance and waits for its confirmation, because the caller may exit at once. */
const tellerSource = `
const { connect } = require('node:net');
const { workerData: { socket, text, signal, pid } } = require('node:worker_threads');
const done = (heard) => {
  const flag = new Int32Array(signal);
  Atomics.store(flag, 0, heard ? 1 : 2);
  Atomics.notify(flag, 0);
};
const alive = () => { try { process.kill(pid, 0); return true; } catch { return false; } };
let tries = 0;
const tell = () => {
  let heard = false;
  const link = connect(socket, () => link.end(text));
  link.on('data', () => { heard = true; });
  link.on('error', () => {});
  link.on('close', () => {
    tries += 1;
    if (heard) done(true);
    else if (tries > 150 || !alive()) done(false);
    else setTimeout(tell, 20);
  });
};
tell();
`;

export class SingleInstance {
  #server: Server | null = null;
  #release: () => void = () => {};

  get held(): boolean {
    return this.#server !== null;
  }

  /** Takes the lock of `folder`, or sends `start` to the instance that has it and returns false. */
  request(folder: string, start: SecondStart, onSecondStart: (start: SecondStart) => void): boolean {
    if (this.#server) return true;
    const lockFile = join(folder, 'SingletonLock');
    const socket = socketOf(folder);
    while (!takeLock(lockFile)) {
      const pid = Number(readIfThere(lockFile));
      if (pid && isRunning(pid) && tell(socket, start, pid)) return false;
      // Its owner is dead, or another process has its id now.
      rmSync(lockFile, { force: true });
    }
    if (machine !== 'win32') rmSync(socket, { force: true });
    this.#server = createServer({ allowHalfOpen: true }, (link) => {
      let text = '';
      link.setEncoding('utf8');
      link.on('data', (part: string) => {
        text += part;
      });
      link.on('error', () => link.destroy());
      link.on('end', () => {
        link.end('heard');
        onSecondStart(JSON.parse(text) as SecondStart);
      });
    }).listen(socket);
    this.#server.unref();
    this.#release = () => {
      this.#server?.close();
      this.#server = null;
      rmSync(lockFile, { force: true });
      if (machine !== 'win32') rmSync(socket, { force: true });
    };
    process.once('exit', this.#release);
    return true;
  }

  release(): void {
    process.off('exit', this.#release);
    this.#release();
  }
}

function takeLock(file: string): boolean {
  try {
    const descriptor = openSync(file, 'wx');
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A socket's path can have at most 107 characters, so it cannot be in the folder itself. */
function socketOf(folder: string): string {
  const name = `latchkey-stand-in-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  return machine === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.socket`);
}

function tell(socket: string, start: SecondStart, pid: number): boolean {
  const signal = new SharedArrayBuffer(4);
  const worker = new Worker(tellerSource, {
    eval: true,
    workerData: { socket, text: JSON.stringify(start), signal, pid },
    execArgv: [],
  });
  const flag = new Int32Array(signal);
  Atomics.wait(flag, 0, 0, 10_000);
  void worker.terminate();
  return flag[0] === 1;
}
