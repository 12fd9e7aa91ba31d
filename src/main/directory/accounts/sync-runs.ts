import { accountIdOf, adminConsoleRemoteId, type ListedAccount } from '../../../shared/account.ts';
import { mostNamesOfGone } from '../../../shared/gone-customers.ts';
import { longest, plainText } from '../../lib/plain-text.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import type { Database } from '../sqlite/database.ts';
import type { AccountReader } from './account-reader.ts';
import { upsertOf, upsertValues } from './columns.ts';
import { type ConnectionList, createConnectionList, findConnectionList } from './connection-lists.ts';

/** An interrupted run can continue for this long. After that, the positions in the provider's list may have shifted. */
const resumableForMs = 6 * 60 * 60_000;
/** Rows of one statement; SQLite accepts up to 32,766 values. */
const rowsAtOnce = 100;
/** How many rows one transaction checks for accounts to remove: a few milliseconds. */
const removalWindow = 2_000;

/** Any other id would not come back from the file as it went in, and the next sync run could not match it. */
const isStorableId = (remoteId: string): boolean =>
  remoteId !== '' && remoteId !== adminConsoleRemoteId && remoteId === plainText(remoteId, longest.remoteId);

/**
 * Sync runs: each reads a provider's list, page by page. A page is stored at once. Only a run that reaches the end of the list
 * removes the accounts it did not see. A run that was killed continues where it stopped.
 */
export class SyncRuns {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #reader: AccountReader;

  constructor(database: Database, now: () => number, reader: AccountReader) {
    this.#database = database;
    this.#now = now;
    this.#reader = reader;
  }

  /** Starts a run, or continues one that stopped in the last six hours. `seen`: how many accounts it has seen so far. */
  begin(connectionId: string): { cursor: string | null; seen: number } {
    return this.#database.transaction({ durable: true }, () => {
      const { connection, pass_open, cursor, seen, page_stored_at } = createConnectionList(
        this.#database,
        connectionId,
      );
      const age = this.#now() - Date.parse(page_stored_at ?? '');
      // Negative: the clock was ahead then, and the age is unknown.
      const isResumable = age >= 0 && age < resumableForMs;
      if (pass_open === 1 && cursor !== null && isResumable) return { cursor, seen };
      this.#database.run(
        'update listing set pass = pass + 1, pass_open = 1, cursor = null, seen = 0 where connection = ?',
        connection,
      );
      return { cursor: null, seen: 0 };
    });
  }

  /** Stores one page in one small transaction. `changed`: ids of the accounts that are new or changed. */
  storePage(
    connectionId: string,
    accounts: readonly ListedAccount[],
    nextCursor: string | null,
  ): { changed: string[] } {
    const listed = [...new Map(accounts.map((account) => [account.remoteId, account])).values()].filter(
      ({ remoteId }) => isStorableId(remoteId),
    );
    const database = this.#database;
    const stored = database.transaction({ durable: false }, () => {
      const list = findConnectionList(database, connectionId);
      if (list?.pass_open !== 1) throw new Error('storePage: no sync run is open');
      const { connection, pass } = list;
      const changed: { remote_id: string; is_new: number }[] = [];
      for (let from = 0; from < listed.length; from += rowsAtOnce) {
        const rows = listed.slice(from, from + rowsAtOnce);
        changed.push(
          ...database.all<(typeof changed)[number]>(upsertOf(rows.length), connection, ...rows.flatMap(upsertValues)),
        );
      }
      const newlySeen = database.run(
        'update account set pass = ?1 where connection = ?2 and pass <> ?1 and remote_id in (select value from json_each(?3))',
        pass,
        connection,
        JSON.stringify(listed.map(({ remoteId }) => remoteId)),
      );
      database.run(
        `update listing set cursor = ?, page_stored_at = ?, seen = seen + ?, accounts = accounts + ? where connection = ?`,
        nextCursor,
        new Date(this.#now()).toISOString(),
        newlySeen,
        changed.filter(({ is_new }) => is_new === 1).length,
        connection,
      );
      return changed;
    });
    return { changed: stored.map(({ remote_id }) => accountIdOf(connectionId, remote_id)) };
  }

  /**
   * Ends a run that has read the whole list, at `at` (ISO): removes, slice by slice, the accounts that it did not see. After a
   * kill, the next run does the rest. `names`: what some of the removed ones were called.
   */
  async complete(connectionId: string, at: string): Promise<{ removed: string[]; names: string[] }> {
    const database = this.#database;
    const list = findConnectionList(database, connectionId);
    if (list?.pass_open !== 1) throw new Error('completeRun: no sync run is open');
    const { connection, pass } = list;
    const removed: string[] = [];
    const names: string[] = [];
    // Nearly always the run has seen all accounts, and none needs to be checked.
    for (let after: string | null = list.seen < list.accounts ? '' : null; after !== null; ) {
      after = this.#removeUnseen(list, after, { removed, names });
      await yieldToEventLoop();
    }
    database.transaction({ durable: true }, () =>
      database.run(
        'update listing set pass_open = 0, cursor = null, last_synced_at = ? where connection = ? and pass = ?',
        at,
        connection,
        pass,
      ),
    );
    return { removed: removed.map((remoteId) => accountIdOf(connectionId, remoteId)), names };
  }

  /** Abandons the run: what it stored stays, nothing is removed, and the next run starts at the first page. */
  abandon(connectionId: string): void {
    this.#database.transaction({ durable: true }, () =>
      this.#database.run('update listing set pass_open = 0, cursor = null where connection_id = ?', connectionId),
    );
  }

  /** Removes the unseen accounts of one window of ids. Returns the last id of the window, or null at the end. */
  #removeUnseen(
    { connection, connection_id, pass }: ConnectionList,
    after: string,
    { removed, names }: { removed: string[]; names: string[] },
  ): string | null {
    const database = this.#database;
    return database.transaction({ durable: false }, () => {
      const window = database.get<{ last: string | null }>(
        `select max(remote_id) as last from
           (select remote_id from account where connection = ? and remote_id > ? order by remote_id limit ${removalWindow})`,
        connection,
        after,
      );
      const last = window?.last ?? null;
      if (last === null) return null;
      const unseen = `connection = ? and remote_id > ? and remote_id <= ? and pass <> ? and kind = 'customer'`;
      const first = database.all<{ remote_id: string }>(
        `select remote_id from account where ${unseen} order by remote_id limit ?`,
        ...[connection, after, last, pass, mostNamesOfGone - names.length],
      );
      const ids = first.map(({ remote_id }) => accountIdOf(connection_id, remote_id));
      names.push(...this.#reader.many(ids).map(({ name }) => name));
      const gone = database.all<{ remote_id: string; had_profile: number }>(
        `delete from account where ${unseen} returning remote_id, profile_at is not null as had_profile`,
        ...[connection, after, last, pass],
      );
      database.run(
        'update listing set accounts = accounts - ?, profiles = profiles - ? where connection = ?',
        gone.length,
        gone.filter(({ had_profile }) => had_profile === 1).length,
        connection,
      );
      for (const { remote_id } of gone) removed.push(remote_id);
      return last;
    });
  }
}
