import type { FamilyId } from './families.ts';
import { lockedBy } from './lock-links.ts';
import { ProcessFolder } from './process-folder.ts';
import type { Processes } from './processes.ts';
import type { LockState } from './window-system.ts';

/** A folder whose lock is a symbolic link. */
export class LinkedFolder extends ProcessFolder {
  readonly #family: FamilyId;

  constructor(family: FamilyId, folder: string, processes: Processes) {
    super(family, folder, processes);
    this.#family = family;
  }

  get lock(): LockState {
    if (this.holder !== null) return 'live';
    // Read anew: to ask for a process takes time on macOS, in which a browser may have given its lock back and ended.
    return this.#locked === null ? 'free' : 'stale';
  }

  /** The number in the lock may belong to another program by now, and that must not be ended. */
  protected get holder(): number | null {
    const pid = this.#locked;
    return pid !== null && this.processes.runsWith(pid, this.words) ? pid : null;
  }

  get #locked(): number | null {
    return lockedBy(this.#family, this.folder);
  }
}
