import { accountIdOf, splitAccountId } from '../../../shared/account.ts';
import type { ImportRecord } from '../../../shared/names.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { allConnectionLists, findConnectionList } from '../accounts/connection-lists.ts';
import type { Database } from '../sqlite/database.ts';
import type { NamesEntry } from './read-entries.ts';

/** The newest imports are kept apart and can be undone; older ones are merged into the layer below them all. */
const mostUndoable = 10;
const mostListed = 20;
const baseLayer = 0;
/** Rows of one transaction: a few milliseconds. */
const rowsAtOnce = 500;
/** Rows of one statement. */
const rowsInStatement = 50;

const fields = ['name', 'email', 'domain', 'aliases', 'tags', 'note'] as const;

const insertOf = (rows: number): string => `
  insert into imported_name (connection, remote_id, layer, ${fields.join(', ')})
  values ${Array.from({ length: rows }, () => `(?, ?, ?, ${fields.map(() => '?').join(', ')})`).join(', ')}`;

const someOfLayer = `select connection, remote_id from imported_name where layer = ?1 limit ${rowsAtOnce}`;
const mergeSome = `
  insert into imported_name (connection, remote_id, layer, ${fields.join(', ')})
  select connection, remote_id, ${baseLayer}, ${fields.join(', ')} from imported_name
    where layer = ?1 and (connection, remote_id) in (${someOfLayer})
  on conflict do update set ${fields.map((field) => `${field} = coalesce(excluded.${field}, ${field})`).join(', ')}`;
const removeSome = `delete from imported_name where layer = ?1 and (connection, remote_id) in (${someOfLayer})`;
const removeSomeGiven = `
  delete from desk_given where layer = ?1 and (connection, remote_id) in
    (select connection, remote_id from desk_given where layer = ?1 limit ${rowsAtOnce})`;

interface StoredImport {
  layer: number;
  import_id: string;
  file_name: string;
  at: string;
  accounts: number;
  state: 'storing' | 'stored' | 'undone' | 'merging';
  is_desk: 0 | 1;
}

/** What names an import. `at`: ISO. */
export interface ImportBegun {
  importId: string;
  fileName: string;
  at: string;
}

const columns = 'i.*, exists (select 1 from desk_import d where d.layer = i.layer) as is_desk';

const toImportRecord = ({ import_id, file_name, at, accounts, state, is_desk }: StoredImport): ImportRecord => ({
  importId: import_id,
  fileName: file_name,
  at,
  accounts,
  undone: state === 'undone',
  isDesk: is_desk === 1,
});

/**
 * Stores imports as layers. An import becomes visible, or is undone, by one small change of its row in `name_import`. Its
 * names are written before that change, or removed after it, in slices: a kill at any point leaves all of them or none.
 */
export class NameImports {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The newest first. */
  list(): ImportRecord[] {
    return this.#database
      .all<StoredImport>(
        `select ${columns} from name_import i where state in ('stored', 'undone') order by layer desc limit ${mostListed}`,
      )
      .map(toImportRecord);
  }

  /** Stores all entries or none. Returns the ids of the accounts whose facts may have changed. */
  async store(
    begun: ImportBegun,
    entries: readonly NamesEntry[],
  ): Promise<{ record: ImportRecord; changed: string[] }> {
    const layer = await this.begin(begun);
    const changed: string[] = [];
    for (let from = 0; from < entries.length; from += rowsAtOnce) {
      changed.push(...this.storeSome(layer, entries.slice(from, from + rowsAtOnce)));
      await yieldToEventLoop();
    }
    const record = await this.complete(layer, changed.length);
    return { record, changed };
  }

  /** Begins an import, and returns its layer. Its names are hidden until `complete`. */
  async begin({ importId, fileName, at }: ImportBegun): Promise<number> {
    const database = this.#database;
    await this.finishInterrupted();
    return database.transaction({ durable: true }, () => {
      database.run(
        `insert into name_import (layer, import_id, file_name, at, accounts, state)
         select coalesce(max(layer), ${baseLayer}) + 1, ?, ?, ?, 0, 'storing' from name_import`,
        importId,
        fileName,
        at,
      );
      return this.find(importId)?.layer ?? baseLayer;
    });
  }

  /** Shows the import. `also`: more work of the same transaction. */
  async complete(layer: number, accounts: number, also = (): void => {}): Promise<ImportRecord> {
    const database = this.#database;
    const record = database.transaction({ durable: true }, () => {
      database.run("update name_import set state = 'stored', accounts = ? where layer = ?", accounts, layer);
      also();
      const stored = database.get<StoredImport>(`select ${columns} from name_import i where layer = ?`, layer);
      if (!stored) throw new Error('complete: the import is missing');
      return toImportRecord(stored);
    });
    await this.#mergeOldest();
    return record;
  }

  /** Null if no such import can be undone. */
  async undo(importId: string): Promise<{ record: ImportRecord; changed: string[] } | null> {
    const stored = this.find(importId);
    if (stored?.state !== 'stored') return null;
    const changed = await this.accountsOf(stored.layer);
    this.#setState(stored.layer, 'undone');
    await this.clear(stored.layer);
    return { record: toImportRecord({ ...stored, state: 'undone' }), changed };
  }

  /** Removes an import that a kill interrupted, and finishes an interrupted undo or merge. */
  async finishInterrupted(): Promise<void> {
    const left = this.#database.all<StoredImport>("select * from name_import where state <> 'stored' order by layer");
    for (const { layer, state } of left) {
      if (state === 'merging') await this.#merge(layer);
      else await this.clear(layer);
      if (state === 'storing') this.dropRecord(layer);
    }
  }

  find(importId: string): StoredImport | undefined {
    return this.#database.get<StoredImport>(`select ${columns} from name_import i where import_id = ?`, importId);
  }

  #setState(layer: number, state: StoredImport['state']): void {
    this.#database.transaction({ durable: true }, () =>
      this.#database.run('update name_import set state = ? where layer = ?', state, layer),
    );
  }

  /** The import is known no longer. Its names must be gone. */
  dropRecord(layer: number): void {
    this.#database.transaction({ durable: true }, () => {
      this.#database.run('delete from desk_import where layer = ?', layer);
      this.#database.run('delete from name_import where layer = ?', layer);
    });
  }

  /**
   * Leaves out accounts whose connection has been removed in the meantime. `listOf`: the number of a connection's list.
   * Returns the ids of the others.
   */
  storeSome(
    layer: number,
    entries: readonly NamesEntry[],
    listOf = (connectionId: string) => findConnectionList(this.#database, connectionId)?.connection,
  ): string[] {
    return this.#database.transaction({ durable: false }, () => {
      const stored: string[] = [];
      const rows: (string | number | null)[][] = [];
      for (const { accountId, name, email, domain, aliases, tags, note } of entries) {
        const parts = splitAccountId(accountId);
        const list = parts && listOf(parts.connectionId);
        if (!list) continue;
        const lists = [aliases, tags].map((texts) => (texts.length > 0 ? JSON.stringify(texts) : null));
        rows.push([list, parts.remoteId, layer, name, email, domain, ...lists, note]);
        stored.push(accountId);
      }
      for (let from = 0; from < rows.length; from += rowsInStatement) {
        const some = rows.slice(from, from + rowsInStatement);
        this.#database.run(insertOf(some.length), ...some.flat());
      }
      return stored;
    });
  }

  /** Ids of the accounts that an import names, but for those that only the user had named where a desk file was made. */
  async accountsOf(layer: number): Promise<string[]> {
    const accountIds: string[] = [];
    for (const { connection, connection_id } of allConnectionLists(this.#database)) {
      for (let after = ''; ; ) {
        const rows = this.#database.all<{ remote_id: string }>(
          `select remote_id from imported_name where layer = ? and connection = ? and remote_id > ?
           order by remote_id limit ${rowsAtOnce * 4}`,
          layer,
          connection,
          after,
        );
        for (const { remote_id } of rows) accountIds.push(accountIdOf(connection_id, remote_id));
        const last = rows.at(-1);
        if (!last) break;
        after = last.remote_id;
        await yieldToEventLoop();
      }
    }
    return accountIds;
  }

  async #mergeOldest(): Promise<void> {
    const stored = this.#database.all<{ layer: number }>(
      `select layer from name_import where state = 'stored' order by layer desc limit -1 offset ${mostUndoable}`,
    );
    for (const { layer } of stored.reverse()) {
      this.#setState(layer, 'merging');
      await this.#merge(layer);
    }
  }

  /** At no step does a visible name change, because the layer lies right above the one it is merged into. */
  async #merge(layer: number): Promise<void> {
    const database = this.#database;
    for (let more = true; more; ) {
      more = database.transaction({ durable: false }, () => {
        database.run(mergeSome, layer);
        return database.run(removeSome, layer) > 0;
      });
      await yieldToEventLoop();
    }
    await this.#repeat(removeSomeGiven, layer);
    this.dropRecord(layer);
  }

  /** Removes the names of an import that is hidden. */
  async clear(layer: number): Promise<void> {
    await this.#repeat(removeSome, layer);
    await this.#repeat(removeSomeGiven, layer);
  }

  async #repeat(sql: string, layer: number): Promise<void> {
    while (this.#database.transaction({ durable: false }, () => this.#database.run(sql, layer)) > 0)
      await yieldToEventLoop();
  }
}
