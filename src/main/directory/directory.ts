import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { Mutex } from '../lib/mutex.ts';
import { Accounts } from './accounts/accounts.ts';
import { Forgetting } from './forgetting.ts';
import { Ledger } from './ledger/ledger.ts';
import { NameBook } from './names/name-book.ts';
import { type Database, openDatabase } from './sqlite/database.ts';

/** Accounts, name book and ledger of one user, in one SQLite file. Methods may throw `DirectoryFault`. */
export class Directory {
  readonly accounts: Accounts;
  readonly names: NameBook;
  readonly ledger: Ledger;
  readonly #database: Database;
  readonly #forgetting: Forgetting;
  readonly #mutex = new Mutex();

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.accounts = new Accounts(database, now);
    this.names = new NameBook(database, this.#mutex, now);
    this.ledger = new Ledger(database, now);
    this.#forgetting = new Forgetting(database, this.ledger);
  }

  /**
   * Removes everything that names a connection's customers from the files: accounts, pins, names, notes, and the names and
   * reasons in the ledger. Returns the ids of the removed accounts. After a kill, the next start does the rest.
   */
  forgetConnection(connectionId: string): Promise<string[]> {
    return this.#mutex.take(() => this.#forgetting.forget(connectionId));
  }

  /** Call it once after opening. Finishes, in slices, what a kill interrupted, and checks the ledger's chain. */
  finishInterrupted(): Promise<void> {
    return this.#mutex.take(async () => {
      await this.#forgetting.finishInterrupted();
      await this.names.finishInterrupted();
      await this.ledger.checkInSlices();
    });
  }

  close(): void {
    this.#database.close();
  }
}

/**
 * Opens the directory in `folder`, or creates it. `problem` is directory-set-aside if a damaged file was set aside and a new
 * one created. Returns directory-newer, directory-busy, disk-full, disk-read-only.
 */
export function openDirectory({
  folder,
  now = Date.now,
}: {
  folder: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}): Result<{ directory: Directory; problem: Problem | null }> {
  const opened = openDatabase({ folder, now });
  if (!opened.ok) return opened;
  const { database, problem } = opened.value;
  return ok({ directory: new Directory(database, now), problem });
}
