import { type ChildProcess, spawn } from 'node:child_process';
import type { SessionEnd } from '../../shared/own-windows.ts';
import type { Result } from '../../shared/result.ts';
import { argumentsFor, type Holder, holderOf, type WindowLook, writeProfile } from './chromium.ts';
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

  get holder(): Holder {
    return holderOf(this.#folders.pathOf(this.id));
  }

  get isLive(): boolean {
    return this.holder.state === 'live';
  }

  /** Makes its folder, and a profile in it. Problems as `WindowFolders.make`. */
  prepare(look: WindowLook): Result<string> {
    const made = this.#folders.make(this.id, this.#record);
    if (made.ok) writeProfile(made.value, look);
    return made;
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
    const args = [...before, ...argumentsFor(this.#folders.pathOf(this.id), address, title)];
    // It outlives Latchkey, if the user wants it to.
    const child = spawn(program, args, { detached: true, stdio: 'ignore', env: environment });
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
      for (let tries = 0; tries < patienceMs / pollMs; tries++) {
        if (!this.isLive) return true;
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
