import { type FamilyId, families } from './families.ts';
import type { Processes } from './processes.ts';
import { signalFor } from './signal.ts';
import type { FolderState, FolderWatch, LockState } from './window-system.ts';

/** A folder whose browser is a process that can be found, and ended. */
export abstract class ProcessFolder<P extends Processes = Processes> implements FolderWatch {
  protected readonly folder: string;
  protected readonly processes: P;
  /** What the command line of a browser on this folder has. */
  protected readonly words: readonly string[];

  constructor(family: FamilyId, folder: string, processes: P) {
    this.folder = folder;
    this.processes = processes;
    this.words = families[family].folderArguments(folder);
  }

  abstract get lock(): LockState;

  /** The process that has the lock, or null. SECURITY: it is the user's, and its command line names the folder. */
  protected abstract get holder(): number | null;

  get state(): FolderState {
    const { lock } = this;
    return lock !== 'live' && this.processes.all(this.words).length > 0 ? 'unlocked' : lock;
  }

  async end(how: 'ask' | 'force'): Promise<boolean> {
    const { holder } = this;
    for (const pid of holder === null ? this.processes.all(this.words) : [holder]) signalFor(how, pid);
    return true;
  }
}
