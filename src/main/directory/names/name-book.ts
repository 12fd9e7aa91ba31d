import { randomUUID } from 'node:crypto';
import { splitAccountId } from '../../../shared/account.ts';
import type { ImportRecord, NamesEncoding, NamesPreview } from '../../../shared/names.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Mutex } from '../../lib/mutex.ts';
import { longest, plainLines, plainText } from '../../lib/plain-text.ts';
import { AccountReader } from '../accounts/account-reader.ts';
import { findConnectionList } from '../accounts/connection-lists.ts';
import type { Database } from '../sqlite/database.ts';
import { type ColumnChoice, fitted, type PartOfChoice } from './column-choice.ts';
import { namesCsv } from './export.ts';
import { NameImports } from './imports.ts';
import { readEntries } from './read-entries.ts';
import { type NamesTable, readNamesTable } from './read-table.ts';

/** A file to read. `languages`: the system's, as BCP 47 tags, for guessing the encoding. */
export interface NamesFile {
  bytes: Uint8Array;
  fileName: string;
  languages?: readonly string[];
}

/** How a file is read. */
export interface NamesChoice extends ColumnChoice {
  encoding: NamesEncoding;
}

/** The file that was read last. It is kept in memory until another one is read. */
interface OpenFile {
  importId: string;
  fileName: string;
  bytes: Uint8Array;
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

  /** Whether the user, or a file, has given any name. */
  hasNames(): boolean {
    const found = this.#database.get<{ found: 0 | 1 }>(
      `select exists (select 1 from given_name where name <> '')
         or exists (select 1 from imported_name where name <> '') as found`,
    );
    return found?.found === 1;
  }

  /** Reads a names file and says what an import would do. Stores nothing. Returns names-file-unreadable. */
  async preview({ bytes, fileName, languages = [] }: NamesFile): Promise<Result<NamesPreview>> {
    const table = await readNamesTable(bytes, { languages });
    if (!table.ok) return table;
    const name = plainText(fileName, longest.fileName);
    this.#open = { importId: randomUUID(), fileName: name, bytes, table: table.value };
    return ok(await this.#previewOf(this.#open, {}));
  }

  /**
   * Says what an import of the previewed file would do if it is read as chosen; what was not chosen is guessed. Returns
   * names-file-unreadable, import-unknown.
   */
  async previewAgain(
    importId: string,
    { encoding, ...choice }: Pick<NamesChoice, 'encoding'> & PartOfChoice,
  ): Promise<Result<NamesPreview>> {
    const opened = await this.#openedAs(importId, encoding);
    return opened.ok ? ok(await this.#previewOf(opened.value, choice)) : opened;
  }

  /**
   * Stores what a previewed file says: all of it or, after a kill or a failure, nothing. `changed`: ids of the accounts whose
   * facts may have changed. Returns import-unknown, and names-file-unreadable if no column says which account is meant.
   */
  importNames(
    importId: string,
    { encoding, ...choice }: NamesChoice,
  ): Promise<Result<{ record: ImportRecord; changed: string[] }>> {
    return this.#mutex.take(async () => {
      // Not before: the user may press the button again while the first import is being stored.
      const opened = await this.#openedAs(importId, encoding);
      if (!opened.ok) return opened;
      const { fileName, table } = opened.value;
      const chosen = fitted(choice, table);
      if (!chosen.columns.includes('account')) return fail({ kind: 'names-file-unreadable', why: 'no-id-column' });
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

  async #previewOf(file: OpenFile, choice: PartOfChoice): Promise<NamesPreview> {
    // Not at the start of the program: their lists of words take some milliseconds to prepare.
    const [{ guessChoice }, { firstChanges, previewOf }] = await Promise.all([
      import('./guess-choice.ts'),
      import('./preview.ts'),
    ]);
    const reader = new AccountReader(this.#database, this.#now);
    const chosen = await guessChoice(this.#database, reader, file.table, choice);
    const reading = await readEntries(this.#database, file.table, chosen);
    const changes = await firstChanges(reader, reading.entries);
    return previewOf(file, chosen, reading, changes);
  }

  /** The file that was read last, read again if it is not in this encoding. */
  async #openedAs(importId: string, encoding: NamesEncoding): Promise<Result<OpenFile>> {
    const opened = this.#open;
    if (opened?.importId !== importId) return fail({ kind: 'import-unknown' });
    if (opened.table.encoding === encoding) return ok(opened);
    const table = await readNamesTable(opened.bytes, { encoding });
    if (!table.ok) return table;
    const again = { ...opened, table: table.value };
    if (this.#open?.importId === importId) this.#open = again;
    return ok(again);
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
