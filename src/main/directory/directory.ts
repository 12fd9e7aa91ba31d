import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { Mutex } from '../lib/mutex.ts';
import { Accounts } from './accounts/accounts.ts';
import { DeskImports } from './desk/desk-imports.ts';
import { Forgetting } from './forgetting.ts';
import { Ledger } from './ledger/ledger.ts';
import { NameBook } from './names/name-book.ts';
import { type Database, DirectoryFault, openDatabase } from './sqlite/database.ts';

/** Accounts, name book and ledger of one user, in one SQLite file. Methods may throw `DirectoryFault`. */
export class Directory {
  readonly accounts: Accounts;
  readonly names: NameBook;
  readonly desk: DeskImports;
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
    this.desk = new DeskImports(database, this.#mutex, now, this.#forgetting);
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
 * one created, and ledger-mismatch if the ledger does not have the end that was recorded for it. Returns directory-newer,
 * directory-busy, disk-full, disk-read-only.
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
  const directory = new Directory(database, now);
  return ok({ directory, problem: problem ?? problemOfEnd(directory.ledger) });
}

/** A fault of the database here is that of the next call as well, which reports it. */
function problemOfEnd(ledger: Ledger): Problem | null {
  try {
    return ledger.fitsRecordedEnd() ? null : { kind: 'ledger-mismatch' };
  } catch (error) {
    if (error instanceof DirectoryFault) return error.problem;
    throw error;
  }
}
