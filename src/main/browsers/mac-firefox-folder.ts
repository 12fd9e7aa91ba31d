import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { firefox } from './firefox.ts';
import type { MacProcesses } from './mac-processes.ts';
import { signalFor } from './signal.ts';
import type { FolderState, FolderWatch, LockState } from './window-system.ts';

/** In the command lines of its other processes, which do not hold the lock. */
const ofOtherProcesses = '-contentproc';

/**
 * A folder of Firefox on macOS. Its lock is one of the file system and names no process, and the file stays when Firefox
 * ends. So the process is found by its command line. Source: mozilla-central, toolkit/profile/nsProfileLock.cpp.
 */
export class MacFirefoxFolder implements FolderWatch {
  readonly #folder: string;
  readonly #processes: MacProcesses;
  #pid: number | null = null;

  constructor(folder: string, processes: MacProcesses) {
    this.#folder = folder;
    this.#processes = processes;
  }

  get lock(): LockState {
    return this.#holder === null ? 'free' : 'live';
  }

  get state(): FolderState {
    if (this.lock === 'live') return 'live';
    return this.#processes.all(this.#words).length > 0 ? 'unlocked' : 'free';
  }

  async end(how: 'ask' | 'force'): Promise<boolean> {
    const holder = this.#holder;
    for (const pid of holder === null ? this.#processes.all(this.#words) : [holder]) signalFor(how, pid);
    return true;
  }

  get #words(): string[] {
    return firefox.folderArguments(this.#folder);
  }

  get #holder(): number | null {
    // Before the first Firefox has taken the folder there is nothing to look for.
    if (!existsSync(join(this.#folder, '.parentlock'))) return null;
    if (this.#pid !== null && this.#processes.runsWith(this.#pid, this.#words)) return this.#pid;
    this.#pid = this.#processes.all(this.#words, ofOtherProcesses)[0] ?? null;
    return this.#pid;
  }
}
