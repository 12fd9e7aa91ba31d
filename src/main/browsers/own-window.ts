import { type ChildProcess, spawn } from 'node:child_process';
import type { SessionEnd } from '../../shared/own-windows.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { BrowserFamily, WindowLook } from './browser-family.ts';
import { families } from './families.ts';
import type { WindowFolders } from './window-folders.ts';
import type { WindowRecord } from './window-record.ts';
import type { FolderState, FolderWatch, WindowSystem } from './window-system.ts';

/** One window of a customer's own: its folder, its record, and the browser that runs on it. */
export class OwnWindow {
  readonly id: string;
  readonly #folders: WindowFolders;
  readonly #system: WindowSystem;
  readonly #watch: FolderWatch;
  #record: WindowRecord;
  /** Log-ins that are on their way into it. */
  pending = 0;
  /** A customer is open in it. */
  isOpen = false;
  /** Minutes before its end at which the user was warned. */
  readonly warned = new Set<number>();
  #closing: Promise<boolean> | null = null;

  constructor(id: string, record: WindowRecord, folders: WindowFolders, system: WindowSystem) {
    this.id = id;
    this.#record = record;
    this.#folders = folders;
    this.#system = system;
    this.#watch = system.watch(record.family, folders.pathOf(id));
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

  get state(): FolderState {
    return this.#watch.state;
  }

  get isLive(): boolean {
    return this.#watch.lock === 'live';
  }

  /** Its browser has ended, or is ending, without giving the lock back. */
  get hasCrashed(): boolean {
    return this.#watch.lock === 'stale';
  }

  /** Nothing runs on its folder any more. */
  get hasEnded(): boolean {
    const { state } = this;
    return state === 'free' || state === 'stale';
  }

  /** Makes its folder, and a profile in it. Returns window-path-too-long, and problems as `WindowFolders.make`. */
  prepare(look: WindowLook): Result<string> {
    // Browsers differ in whether they follow symbolic links first.
    const paths = [this.#folders.pathOf(this.id), this.#folders.realPathOf(this.id)];
    const isApart = paths.every((path) => this.#system.tellsApart(this.#record.family, path));
    if (!isApart) return fail({ kind: 'window-path-too-long' });
    return this.#folders.make(this.id, this.#record, (folder) => this.#family.writeProfile(folder, look));
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

  /**
   * Ends its browser: what it keeps is thrown away. Resolves with false if it still runs after ten seconds, or if the system
   * cannot end it.
   */
  close(end: SessionEnd): Promise<boolean> {
    this.#closing ??= this.#close(end).finally(() => {
      this.#closing = null;
    });
    return this.#closing;
  }

  async #close(end: SessionEnd): Promise<boolean> {
    // If Latchkey ends meanwhile, the next start knows why.
    this.note({ end });
    for (const how of ['ask', 'force'] as const) {
      if (!(await this.#watch.end(how))) break;
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
