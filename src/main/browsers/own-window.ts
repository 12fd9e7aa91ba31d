import { type ChildProcess, spawn } from 'node:child_process';
import type { SessionEnd } from '../../shared/own-windows.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { BrowserFamily, WindowLook } from './browser-family.ts';
import { type Holder, holderOf, processesOn } from './browser-process.ts';
import { families } from './families.ts';
import type { WindowFolders } from './window-folders.ts';
import type { WindowRecord } from './window-record.ts';

/** One window of a customer's own: its folder, its record, and the browser that runs on it. */
export class OwnWindow {
  readonly id: string;
  readonly #folders: WindowFolders;
  #record: WindowRecord;
  /** Log-ins that are on their way into it. */
  pending = 0;
  /** A customer is open in it. */
  isOpen = false;
  /** Minutes before its end at which the user was warned. */
  readonly warned = new Set<number>();
  #closing: Promise<boolean> | null = null;

  constructor(id: string, record: WindowRecord, folders: WindowFolders) {
    this.id = id;
    this.#record = record;
    this.#folders = folders;
  }

  get record(): WindowRecord {
    return this.#record;
  }

  get isClosing(): boolean {
    return this.#closing !== null;
  }

  get #family(): BrowserFamily {
    return families[this.#record.family];
  }

  /** `unlocked`: its browser runs without the lock: some time before it takes it, and some time after it has given it back. */
  get holder(): Holder | { state: 'unlocked'; pids: number[] } {
    const lock = this.#lock;
    if (lock.state === 'live') return lock;
    const pids = processesOn(this.#family, this.#folders.pathOf(this.id));
    return pids.length > 0 ? { state: 'unlocked', pids } : lock;
  }

  get isLive(): boolean {
    return this.#lock.state === 'live';
  }

  /** Its browser has ended, or is ending, without giving the lock back. */
  get hasCrashed(): boolean {
    return this.#lock.state === 'stale';
  }

  get #lock(): Holder {
    return holderOf(this.#family, this.#folders.pathOf(this.id));
  }

  /** Nothing runs on its folder any more. */
  get hasEnded(): boolean {
    const { state } = this.holder;
    return state === 'free' || state === 'stale';
  }

  /** Makes its folder, and a profile in it. Returns window-path-too-long, and problems as `WindowFolders.make`. */
  prepare(look: WindowLook): Result<string> {
    const family = this.#family;
    if (!family.tellsApart(this.#folders.realPathOf(this.id))) return fail({ kind: 'window-path-too-long' });
    return this.#folders.make(this.id, this.#record, (folder) => family.writeProfile(folder, look));
  }

  note(change: Partial<WindowRecord>): Result<null> {
    const record = { ...this.#record, ...change };
    const noted = this.#folders.note(this.id, record);
    if (noted.ok) this.#record = record;
    return noted;
  }

  /**
   * Starts its browser with an address or an empty page, or gives the address to the one that runs. SECURITY: no shell takes part, and the
   * address is never a login link, because everybody can read command lines.
   */
  start(address: string | null, title: string | null, environment: Record<string, string>): ChildProcess {
    const [program, ...before] = this.#record.command;
    const family = this.#family;
    const folder = this.#folders.pathOf(this.id);
    const args = [...before, ...family.argumentsFor({ folder, address, title, isRunning: this.isLive })];
    const env = { ...environment, ...family.environment };
    // It outlives Latchkey, if the user wants it to.
    const child = spawn(program, args, { detached: true, stdio: 'ignore', env });
    child.unref();
    return child;
  }

  /** Ends its browser: what it keeps is thrown away. Resolves with false if it still runs after ten seconds. */
  close(end: SessionEnd): Promise<boolean> {
    this.#closing ??= this.#close(end).finally(() => {
      this.#closing = null;
    });
    return this.#closing;
  }

  async #close(end: SessionEnd): Promise<boolean> {
    // If Latchkey ends meanwhile, the next start knows why.
    this.note({ end });
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const { holder } = this;
      if (holder.state === 'live') endProcess(holder.pid, signal);
      if (holder.state === 'unlocked') for (const pid of holder.pids) endProcess(pid, signal);
      for (let tries = 0; tries < patienceMs / pollMs; tries++) {
        if (this.hasEnded) return true;
        await pause(pollMs);
      }
    }
    this.note({ end: null });
    return false;
  }
}

const patienceMs = 5_000;
const pollMs = 50;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function endProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}
