import { randomUUID } from 'node:crypto';
import { splitAccountId } from '../../../shared/account.ts';
import type { ImportRecord, NamesPreview } from '../../../shared/names.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Mutex } from '../../lib/mutex.ts';
import { longest, plainLines, plainText } from '../../lib/plain-text.ts';
import { findConnectionList } from '../accounts/connection-lists.ts';
import type { Database } from '../sqlite/database.ts';
import { namesCsv } from './export.ts';
import { NameImports } from './imports.ts';
import { type ColumnChoice, fitted, guessChoice, previewOf, readEntries } from './read-entries.ts';
import { type NamesTable, readNamesTable } from './read-table.ts';

/** The file that was read last. It is kept in memory until another one is read. */
interface OpenFile {
  importId: string;
  fileName: string;
  table: NamesTable;
}

/** Names, aliases and notes that the user or an import gave to accounts. Methods may throw `DirectoryFault`. */
export class NameBook {
  readonly #database: Database;
  readonly #mutex: Mutex;
  readonly #now: () => number;
  readonly #imports: NameImports;
  #open: OpenFile | null = null;

  /** `mutex`: shared with all work that must not run during an import. */
  constructor(database: Database, mutex: Mutex, now: () => number) {
    this.#database = database;
    this.#mutex = mutex;
    this.#now = now;
    this.#imports = new NameImports(database);
  }

  /** An empty name restores the name that the account had. */
  rename(accountId: string, name: string): void {
    this.#give(accountId, 'name', plainText(name, longest.name));
  }

  /** An empty note restores an imported one, if there is one. */
  note(accountId: string, note: string): void {
    this.#give(accountId, 'note', plainLines(note, longest.note));
  }

  /** The name and the note that the user gave; empty if they gave none. */
  given(accountId: string): { name: string; note: string } {
    const parts = splitAccountId(accountId);
    const list = parts && findConnectionList(this.#database, parts.connectionId);
    const given = list
      ? this.#database.get<{ name: string; note: string }>(
          'select name, note from given_name where connection = ? and remote_id = ?',
          list.connection,
          parts.remoteId,
        )
      : undefined;
    return given ?? { name: '', note: '' };
  }

  /**
   * Reads a names file, or the last one again, and says what an import would do. Stores nothing. Without `choice` it guesses
   * the columns. Returns names-file-unreadable, import-unknown.
   */
  async preview(
    file: { bytes: Uint8Array; fileName: string } | { importId: string },
    choice?: ColumnChoice,
  ): Promise<Result<NamesPreview>> {
    const opened = 'bytes' in file ? await this.#openFile(file) : this.#openedFile(file.importId);
    if (!opened.ok) return opened;
    const { table } = opened.value;
    const chosen = choice ? fitted(choice, table) : await guessChoice(this.#database, table);
    return ok(previewOf(opened.value, chosen, await readEntries(this.#database, table, chosen)));
  }

  /**
   * Stores what a previewed file says: all of it or, after a kill or a failure, nothing. `changed`: ids of the accounts whose
   * facts may have changed. Returns import-unknown, and names-file-unreadable if no column says which account is meant.
   */
  async importNames(
    importId: string,
    choice: ColumnChoice,
  ): Promise<Result<{ record: ImportRecord; changed: string[] }>> {
    const opened = this.#openedFile(importId);
    if (!opened.ok) return opened;
    const { fileName, table } = opened.value;
    const chosen = fitted(choice, table);
    if (!chosen.columns.includes('account')) return fail({ kind: 'names-file-unreadable', why: 'no-id-column' });
    return this.#mutex.take(async () => {
      // The user may press the button again while the first import is being stored.
      if (this.#open?.importId !== importId) return fail({ kind: 'import-unknown' });
      const { entries } = await readEntries(this.#database, table, chosen);
      const at = new Date(this.#now()).toISOString();
      const stored = await this.#imports.store({ importId, fileName, at }, entries);
      if (this.#open?.importId === importId) this.#open = null;
      return ok(stored);
    });
  }

  /** Undoes an import. Later imports and the user's own names stay. Returns import-unknown. */
  undo(importId: string): Promise<Result<{ record: ImportRecord; changed: string[] }>> {
    return this.#mutex.take(async () => {
      const undone = await this.#imports.undo(importId);
      return undone ? ok(undone) : fail({ kind: 'import-unknown' });
    });
  }

  /** Imports that can be undone or were undone, the newest first. */
  imports(): ImportRecord[] {
    return this.#imports.list();
  }

  /** Lines of a CSV file: the headings, then one line per account. Importing the file stores the same names. */
  exportCsv(): Iterable<string> {
    return namesCsv(this.#database, this.#now);
  }

  /** See `Directory.finishInterrupted`. */
  finishInterrupted(): Promise<void> {
    return this.#imports.finishInterrupted();
  }

  async #openFile({ bytes, fileName }: { bytes: Uint8Array; fileName: string }): Promise<Result<OpenFile>> {
    const table = await readNamesTable(bytes);
    if (!table.ok) return table;
    this.#open = { importId: randomUUID(), fileName: plainText(fileName, longest.fileName), table: table.value };
    return ok(this.#open);
  }

  #openedFile(importId: string): Result<OpenFile> {
    return this.#open?.importId === importId ? ok(this.#open) : fail({ kind: 'import-unknown' });
  }

  #give(accountId: string, field: 'name' | 'note', text: string): void {
    const parts = splitAccountId(accountId);
    this.#database.transaction({ durable: true }, () => {
      const list = parts && findConnectionList(this.#database, parts.connectionId);
      if (!list) return;
      const key = [list.connection, parts.remoteId] as const;
      this.#database.run(
        `insert into given_name (connection, remote_id, name, note) values (?, ?, ?, ?)
         on conflict do update set ${field} = excluded.${field}`,
        ...key,
        field === 'name' ? text : '',
        field === 'note' ? text : '',
      );
      const empty = "delete from given_name where connection = ? and remote_id = ? and name = '' and note = ''";
      this.#database.run(empty, ...key);
    });
  }
}
