import { type FamilyId, families } from './families.ts';
import { lockedBy } from './lock-links.ts';
import type { Processes } from './processes.ts';
import { signalFor } from './signal.ts';
import type { FolderState, FolderWatch, LockState } from './window-system.ts';

/** A folder whose lock is a symbolic link. */
export class LinkedFolder implements FolderWatch {
  readonly #family: FamilyId;
  readonly #folder: string;
  readonly #processes: Processes;

  constructor(family: FamilyId, folder: string, processes: Processes) {
    this.#family = family;
    this.#folder = folder;
    this.#processes = processes;
  }

  get lock(): LockState {
    if (this.#holder !== null) return 'live';
    // Read anew: to ask for a process takes time on macOS, in which a browser may have given its lock back and ended.
    return lockedBy(this.#family, this.#folder) === null ? 'free' : 'stale';
  }

  get state(): FolderState {
    const { lock } = this;
    return lock !== 'live' && this.#processes.all(this.#words).length > 0 ? 'unlocked' : lock;
  }

  async end(how: 'ask' | 'force'): Promise<boolean> {
    const holder = this.#holder;
    for (const pid of holder === null ? this.#processes.all(this.#words) : [holder]) signalFor(how, pid);
    return true;
  }

  get #words(): string[] {
    return families[this.#family].folderArguments(this.#folder);
  }

  /** SECURITY: the number may belong to another program by now, and that must not be ended. */
  get #holder(): number | null {
    const pid = lockedBy(this.#family, this.#folder);
    return pid !== null && this.#processes.runsWith(pid, this.#words) ? pid : null;
  }
}
