import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { machine } from './system.ts';

// One running app for each userData folder, like Chromium's process singleton. SQLite's lock of a file is the system's own: it
// cannot be granted twice, and goes with its process.

export interface SecondStart {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

/** Notifies the first instance and waits for its confirmation, because the caller may exit at once. */
const tellerSource = `
const { connect } = require('node:net');
const { workerData: { socket, text, signal } } = require('node:worker_threads');
const done = (heard) => {
  const flag = new Int32Array(signal);
  Atomics.store(flag, 0, heard ? 1 : 2);
  Atomics.notify(flag, 0);
};
let tries = 0;
const tell = () => {
  let heard = false;
  const link = connect(socket, () => link.end(text));
  link.on('data', () => { heard = true; });
  link.on('error', () => {});
  link.on('close', () => {
    tries += 1;
    if (heard) done(true);
    else if (tries > 50) done(false);
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
    const socket = socketOf(folder);
    let lock = takeLock(folder);
    while (!lock) {
      if (tell(socket, start)) return false;
      // Its owner has ended since, or does not listen yet.
      lock = takeLock(folder);
    }
    const taken = lock;
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
      if (machine !== 'win32') rmSync(socket, { force: true });
      taken.close();
    };
    process.once('exit', this.#release);
    return true;
  }

  release(): void {
    process.off('exit', this.#release);
    this.#release();
  }
}

/** The lock, until it is closed; null if another process has it. */
function takeLock(folder: string): DatabaseSync | null {
  const lock = new DatabaseSync(join(folder, 'SingletonLock'));
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && error.message.includes('database is locked')) return null;
    throw error;
  }
}

/** A socket's path can have at most 107 characters, so it cannot be in the folder itself. */
function socketOf(folder: string): string {
  const name = `latchkey-stand-in-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  return machine === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.socket`);
}

function tell(socket: string, start: SecondStart): boolean {
  const signal = new SharedArrayBuffer(4);
  const worker = new Worker(tellerSource, {
    eval: true,
    workerData: { socket, text: JSON.stringify(start), signal },
    execArgv: [],
  });
  const flag = new Int32Array(signal);
  Atomics.wait(flag, 0, 0, 10_000);
  void worker.terminate();
  return flag[0] === 1;
}
