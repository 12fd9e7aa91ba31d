import { join } from 'node:path';
import { type FamilyId, families } from './families.ts';
import type { FolderState, FolderWatch, LockState } from './window-system.ts';
import { readWindowsLock, type WindowsLock } from './windows-lock.ts';

/** What the lock of each family says if it is there, and no browser has it. */
const locks: Readonly<Record<FamilyId, { name: string; left: LockState }>> = {
  // Windows removes it when the browser ends, however it ends; only a machine that lost its power leaves it. Source:
  // chromium/src, chrome/browser/process_singleton_win.cc.
  chromium: { name: 'lockfile', left: 'stale' },
  // It stays when Firefox ends, however it ends. Source: mozilla-central, toolkit/profile/nsProfileLock.cpp.
  firefox: { name: 'parent.lock', left: 'free' },
};

/** A browser that was started a moment ago must be there before it can be asked to close. */
const startsWithinMs = 2_000;
const pollMs = 50;

/** Asks the windows of the browser to close whose command line has these words. False: none could be asked. */
export type CloseWindowsOf = (words: readonly string[]) => Promise<boolean>;

/** A folder whose lock is a file that its browser keeps open. It names no process: that is looked for only to close it. */
export class WindowsFolder implements FolderWatch {
  readonly #family: FamilyId;
  readonly #folder: string;
  readonly #close: CloseWindowsOf;

  constructor(family: FamilyId, folder: string, close: CloseWindowsOf) {
    this.#family = family;
    this.#folder = folder;
    this.#close = close;
  }

  get lock(): LockState {
    const lock = this.#read();
    if (lock === 'left') return locks[this.#family].left;
    return lock === 'held' ? 'live' : 'free';
  }

  get state(): FolderState {
    return this.#read() === 'unclear' ? 'unlocked' : this.lock;
  }

  /** Nothing is ended by force: what is found by a command line alone is only asked, as by the button of its window. */
  async end(how: 'ask' | 'force'): Promise<boolean> {
    for (let tries = 0; how === 'ask' && tries < startsWithinMs / pollMs && this.state !== 'live'; tries++)
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (this.state !== 'live') return true;
    return how === 'ask' && this.#close(families[this.#family].folderArguments(this.#folder));
  }

  #read(): WindowsLock {
    return readWindowsLock(join(this.#folder, locks[this.#family].name));
  }
}
