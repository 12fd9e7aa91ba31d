import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import type Electron from 'electron';
import { failUnlessReady } from './readiness.ts';
import { type PartOf, standIn } from './stand-in.ts';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A child process of Node with Electron's interface. Messages are cloned, not written as JSON. */
class UtilityProcessPart extends EventEmitter implements PartOf<Electron.UtilityProcess> {
  readonly #child: ChildProcess;
  readonly #waiting: unknown[] = [];
  #spawned = false;
  pid: number | undefined;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super();
    const [, stdout = 'inherit', stderr = 'inherit'] =
      typeof options.stdio === 'string' ? ['ignore', options.stdio, options.stdio] : (options.stdio ?? []);
    this.#child = fork(modulePath, args, {
      env: (options.env as NodeJS.ProcessEnv | undefined) ?? process.env,
      execArgv: ['--import', new URL('./utility-child.mjs', import.meta.url).href, ...(options.execArgv ?? [])],
      serialization: 'advanced',
      stdio: ['ignore', stdout as 'inherit' | 'pipe' | 'ignore', stderr as 'inherit' | 'pipe' | 'ignore', 'ipc'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    running.add(this.#child);
    this.#child.on('spawn', () => {
      this.pid = this.#child.pid;
      this.#spawned = true;
      for (const message of this.#waiting.splice(0)) this.#send(message);
      this.emit('spawn');
    });
    this.#child.on('message', (message: { data: unknown }) => this.emit('message', message.data));
    this.#child.on('error', () => this.#ended(1));
    this.#child.on('exit', (code, signal) => this.#ended(code ?? exitCodeOf(signal)));
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('stand-in: postMessage with ports is not implemented');
    // Clone at once: what cannot be cloned throws here, and later changes are not sent.
    const copy = structuredClone(message);
    if (this.#spawned) this.#send(copy);
    else this.#waiting.push(copy);
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #send(message: unknown): void {
    if (this.#child.connected) this.#child.send({ data: message } as Serializable);
  }

  #ended(code: number): void {
    if (!running.delete(this.#child)) return;
    this.pid = undefined;
    this.emit('exit', code);
  }
}

/** Windows has no signals: TerminateProcess gives 1. */
const exitCodeOf = (signal: NodeJS.Signals | null): number =>
  signal && process.platform !== 'win32' ? constants.signals[signal] : 1;

export const utilityProcess = standIn<typeof Electron.utilityProcess>('utilityProcess', {
  fork(modulePath, args = [], options = {}) {
    failUnlessReady('utilityProcess cannot be created before app is ready: it can be created');
    return standIn<Electron.UtilityProcess>('UtilityProcess', new UtilityProcessPart(modulePath, args, options));
  },
});
