import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { diskProblem } from '../lib/disk-problem.ts';
import { readRecord, type WindowRecord } from './window-record.ts';

const windowId = /^[0-9a-f]{32}$/;

/** A folder is gone when it has not come back for so long. */
const roundMs = 100;
const quietRounds = 8;
const mostRounds = 100;

/**
 * The folders in which browsers keep customers' sessions while their windows are open: one for each window, and beside it
 * a file that says whose it is. SECURITY: they hold cookies. Only the user may read them, nothing else is ever removed,
 * and no symbolic link is followed.
 */
export class WindowFolders {
  readonly #root: string;
  readonly #uid: number | undefined;

  /** `root`: created when the first window opens. `uid`: of the user; undefined where the system has none. */
  constructor(root: string, uid: number | undefined = process.getuid?.()) {
    this.#root = root;
    this.#uid = uid;
  }

  pathOf(id: string): string {
    if (!windowId.test(id)) throw new Error('this is no window id');
    return join(this.#root, id);
  }

  /** The same without symbolic links, whether the folder is there or not. */
  realPathOf(id: string): string {
    const above = dirname(this.#root);
    return join(isThere(above) ? realpathSync(above) : above, basename(this.#root), basename(this.pathOf(id)));
  }

  /**
   * Makes the folder of a window, 0700, with what `fill` writes into it; its record comes first. Returns window-folder-unsafe,
   * disk-full, disk-read-only; then nothing of it is left.
   */
  make(id: string, record: WindowRecord, fill: (folder: string) => void): Result<string> {
    const folder = this.pathOf(id);
    let isMade = false;
    const made = this.#onDisk(() => {
      if (!this.#makeRoot()) return fail({ kind: 'window-folder-unsafe' });
      // Left over from a window whose folder could not be removed.
      if (isThere(folder)) {
        if (!this.#isOwnFolder(folder)) return fail({ kind: 'window-folder-unsafe' });
        // On Windows a file that somebody has open cannot be removed.
        rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
      }
      this.#write(id, record);
      // Fails if something has taken the place in the meantime.
      mkdirSync(folder, { mode: 0o700 });
      isMade = true;
      fill(folder);
      return ok(folder);
    });
    if (!made.ok) this.#takeBack(id, isMade);
    return made;
  }

  /** What cannot be removed now is removed by the next start. */
  #takeBack(id: string, isMade: boolean): void {
    try {
      if (isMade) rmSync(this.pathOf(id), { recursive: true, force: true });
      rmSync(this.#recordPath(id), { force: true });
    } catch {
      // The disk is read-only.
    }
  }

  /** Writes the record of a window anew. Returns window-folder-unsafe, disk-full, disk-read-only. */
  note(id: string, record: WindowRecord): Result<null> {
    return this.#onDisk(() => {
      // The user may have removed it while the window was open.
      if (!this.#makeRoot()) return fail({ kind: 'window-folder-unsafe' });
      this.#write(id, record);
      return ok(null);
    });
  }

  /** Windows that were open when the program last ended, and folders that are left of them. */
  leftOver(): { id: string; isRecorded: boolean; record: WindowRecord | null }[] {
    if (!isThere(this.#root) || !this.#isOwnFolder(this.#root)) return [];
    const names = readdirSync(this.#root);
    const ids = names.map((name) => name.replace(/\.json(\.new)?$/, ''));
    return [...new Set(ids)]
      .filter((id) => windowId.test(id))
      .map((id) => ({ id, isRecorded: names.includes(`${id}.json`), record: this.#read(id) }));
  }

  /** Removes all that a window has left. False: something of it is still there. */
  async wipe(id: string): Promise<boolean> {
    const folder = this.pathOf(id);
    try {
      // The browser's last processes may still write, and make the folder anew.
      for (let quiet = 0, rounds = 0; quiet < quietRounds && rounds < mostRounds; rounds++) {
        quiet = isThere(folder) ? 0 : quiet + 1;
        if (quiet === 0 && !this.#isOwnFolder(folder)) return false;
        // If something was written in the meantime, the folder was not empty. The next round may find it so.
        if (quiet === 0) await rm(folder, { recursive: true, force: true }).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, roundMs));
      }
      if (isThere(folder)) return false;
      for (const path of [`${this.#recordPath(id)}.new`, this.#recordPath(id)]) rmSync(path, { force: true });
      return true;
    } catch {
      return false;
    }
  }

  /** False: what is there is not ours. */
  #makeRoot(): boolean {
    mkdirSync(this.#root, { recursive: true, mode: 0o700 });
    if (!this.#isOwnFolder(this.#root)) return false;
    chmodSync(this.#root, 0o700);
    return true;
  }

  #isOwnFolder(path: string): boolean {
    const found = lstatSync(path);
    return found.isDirectory() && (this.#uid === undefined || found.uid === this.#uid);
  }

  #recordPath(id: string): string {
    return `${this.pathOf(id)}.json`;
  }

  #write(id: string, record: WindowRecord): void {
    const path = this.#recordPath(id);
    // SECURITY: a new file, never one that somebody has put there.
    rmSync(`${path}.new`, { force: true });
    try {
      writeFileSync(`${path}.new`, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
      renameSync(`${path}.new`, path);
    } catch (error) {
      rmSync(`${path}.new`, { force: true });
      throw error;
    }
  }

  #read(id: string): WindowRecord | null {
    const path = this.#recordPath(id);
    return existsSync(path) ? readRecord(readFileSync(path, 'utf8')) : null;
  }

  #onDisk<T>(work: () => Result<T>): Result<T> {
    try {
      return work();
    } catch (error) {
      return fail(folderProblem(error));
    }
  }
}

/** What took the place of a folder was put there by somebody else. */
function folderProblem(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'ELOOP') return { kind: 'window-folder-unsafe' };
  const problem = diskProblem(error);
  if (problem) return problem;
  throw error;
}

/** Also a symbolic link that leads nowhere. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
