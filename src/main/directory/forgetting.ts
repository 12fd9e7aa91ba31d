import { accountIdOf } from '../../shared/account.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import { createConnectionList } from './accounts/connection-lists.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Database } from './sqlite/database.ts';

/** Rows removed in one transaction: a few milliseconds, with the overwriting of what they held. */
const rowsAtOnce = 500;

const wipeTable = (table: string): string =>
  `delete from ${table} where connection = ?1 and remote_id in
     (select remote_id from ${table} where connection = ?1 order by remote_id limit ${rowsAtOnce})`;
const wipeAccounts = `${wipeTable('account')} returning remote_id`;
// To remove names notes them in `renamed`: it is the last one.
const wipedTables = ['pin', 'given_name', 'imported_name', 'desk_given', 'renamed'].map(wipeTable);
const wipeWords = `delete from ledger_words where row_id in
  (select w.row_id from ledger_words w
     join ledger_event f on f.seq = ?1 and w.connection_id = f.connection_id and w.row_id < f.seq limit ${rowsAtOnce})`;

/** Removes everything that names a connection's customers from the database's files, so that no byte of it is left. */
export class Forgetting {
  readonly #database: Database;
  readonly #ledger: Ledger;

  constructor(database: Database, ledger: Ledger) {
    this.#database = database;
    this.#ledger = ledger;
  }

  /** From its first step on, the connection's accounts are no longer found. Returns their ids. */
  async forget(connectionId: string): Promise<string[]> {
    let forgotten = { connection: 0, seq: 0 };
    this.#ledger.noteForgotten(connectionId, (seq) => {
      const { connection } = createConnectionList(this.#database, connectionId);
      this.#database.run(
        "update listing set connection_id = 'forgotten ' || connection, forgotten = ? where connection = ?",
        seq,
        connection,
      );
      forgotten = { connection, seq };
    });
    const removed = await this.#wipe(forgotten.connection, forgotten.seq);
    return removed.map((remoteId) => accountIdOf(connectionId, remoteId));
  }

  /** Finishes what a kill interrupted. */
  async finishInterrupted(): Promise<void> {
    const left = this.#database.all<{ connection: number; forgotten: number }>(
      'select connection, forgotten from listing where forgotten is not null',
    );
    for (const { connection, forgotten } of left) await this.#wipe(connection, forgotten);
  }

  async #wipe(connection: number, seq: number): Promise<string[]> {
    const database = this.#database;
    const removed: string[] = [];
    for (let more = true; more; ) {
      const gone = database.transaction({ durable: false }, () =>
        database.all<{ remote_id: string }>(wipeAccounts, connection),
      );
      for (const { remote_id } of gone) removed.push(remote_id);
      more = gone.length > 0;
      await yieldToEventLoop();
    }
    for (const sql of wipedTables) await this.#repeat(sql, connection);
    await this.#repeat(wipeWords, seq);
    database.transaction({ durable: false }, () =>
      database.run(
        `delete from name_import where state = 'stored'
           and not exists (select 1 from imported_name i where i.layer = name_import.layer)
           and not exists (select 1 from desk_import d where d.layer = name_import.layer)`,
      ),
    );
    // SECURITY: SQLite's log still holds pages with names. Only without them is the connection forgotten.
    database.truncateLog();
    database.transaction({ durable: true }, () => database.run('delete from listing where connection = ?', connection));
    return removed;
  }

  async #repeat(sql: string, value: number): Promise<void> {
    while (this.#database.transaction({ durable: false }, () => this.#database.run(sql, value)) > 0)
      await yieldToEventLoop();
  }
}
