import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MacProcesses } from './mac-processes.ts';
import { ProcessFolder } from './process-folder.ts';
import type { LockState } from './window-system.ts';

/** In the command lines of its other processes, which do not hold the lock. */
const ofOtherProcesses = '-contentproc';

/**
 * A folder of Firefox on macOS. Its lock is one of the file system and names no process, and the file stays when Firefox
 * ends. So the process is found by its command line. Source: mozilla-central, toolkit/profile/nsProfileLock.cpp.
 */
export class MacFirefoxFolder extends ProcessFolder<MacProcesses> {
  #pid: number | null = null;

  constructor(folder: string, processes: MacProcesses) {
    super('firefox', folder, processes);
  }

  get lock(): LockState {
    return this.holder === null ? 'free' : 'live';
  }

  protected get holder(): number | null {
    // Before the first Firefox has taken the folder there is nothing to look for.
    if (!existsSync(join(this.folder, '.parentlock'))) return null;
    if (this.#pid !== null && this.processes.runsWith(this.#pid, this.words)) return this.#pid;
    this.#pid = this.processes.all(this.words, ofOtherProcesses)[0] ?? null;
    return this.#pid;
  }
}
