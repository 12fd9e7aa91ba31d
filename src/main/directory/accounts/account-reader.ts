import { type Account, splitAccountId } from '../../../shared/account.ts';
import type { Database } from '../sqlite/database.ts';
import { type AccountRecord, selectList } from './columns.ts';
import { allConnectionLists, findConnectionList } from './connection-lists.ts';
import {
  type AccountRows,
  type BookEntry,
  bookEntry,
  describeAccount,
  type GivenName,
  type ImportedName,
} from './describe-account.ts';

type OfAccount<T> = T & { remote_id: string };

/** SQL condition: the layers of the name book that are visible. Older imports are merged into layer 0. */
export const visibleLayers = `(layer = 0 or layer in (select layer from name_import where state in ('stored', 'merging')))`;

const importedColumns = 'remote_id, name, email, domain, aliases, tags, note';

/** A state that was said of one account, not by a list: it may have changed since. */
const stateLastsMs = 24 * 60 * 60_000;

/** SQL condition: which accounts of a connection, either some ids or all ids between two. */
const someIds = 'remote_id in (select value from json_each(?2))';
const between = 'remote_id > ?2 and remote_id <= ?3';

const selectAccounts = (which: string): string =>
  `select ${selectList} from account a join listing l using (connection)
   where a.connection = ?1 and a.${which} order by a.remote_id`;
const selectGiven = (which: string): string =>
  `select remote_id, name, note from given_name where connection = ?1 and ${which}`;
const selectImported = (which: string): string =>
  `select ${importedColumns} from imported_name where connection = ?1 and ${which} and ${visibleLayers}
   order by remote_id, layer desc`;

/** Reads accounts with all their facts: those of the provider, the profile, the name book, the pins and the ledger. */
export class AccountReader {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** In the order of `accountIds`, without unknown ones. */
  many(accountIds: readonly string[]): Account[] {
    const remoteIds = new Map<string, string[]>();
    for (const accountId of accountIds) {
      const parts = splitAccountId(accountId);
      if (!parts) continue;
      const ofConnection = remoteIds.get(parts.connectionId);
      if (ofConnection) ofConnection.push(parts.remoteId);
      else remoteIds.set(parts.connectionId, [parts.remoteId]);
    }
    const found = new Map<string, Account>();
    for (const [connectionId, ids] of remoteIds) {
      const list = findConnectionList(this.#database, connectionId);
      if (!list) continue;
      for (const rows of this.#read(someIds, list.connection, JSON.stringify(ids))) {
        const account = describeAccount(rows);
        found.set(account.accountId, account);
      }
    }
    return accountIds.flatMap((accountId) => found.get(accountId) ?? []);
  }

  /** All accounts, `size` at a time. A change made between two slices may be missing from the later ones. */
  *slices(size: number): Generator<Account[]> {
    for (const rows of this.#slicesOfRows(size)) yield rows.map(describeAccount);
  }

  /** The same, each with what the name book alone says. */
  *slicesWithBook(size: number): Generator<{ account: Account; book: BookEntry }[]> {
    for (const rows of this.#slicesOfRows(size)) {
      yield rows.map((row) => ({ account: describeAccount(row), book: bookEntry(row) }));
    }
  }

  *#slicesOfRows(size: number): Generator<AccountRows[]> {
    for (const { connection } of allConnectionLists(this.#database)) {
      for (let after = ''; ; ) {
        const last = this.#lastOfSlice(connection, after, size);
        if (last === null) break;
        yield this.#read(between, connection, after, last);
        after = last;
      }
    }
  }

  #lastOfSlice(connection: number, after: string, size: number): string | null {
    const row = this.#database.get<{ last: string | null }>(
      `select max(remote_id) as last from
         (select remote_id from account where connection = ? and remote_id > ? order by remote_id limit ?)`,
      connection,
      after,
      size,
    );
    return row?.last ?? null;
  }

  #read(which: string, connection: number, ...values: string[]): AccountRows[] {
    const database = this.#database;
    const records = database.all<AccountRecord>(selectAccounts(which), connection, ...values);
    const given = new Map(
      database.all<OfAccount<GivenName>>(selectGiven(which), connection, ...values).map((row) => [row.remote_id, row]),
    );
    const imported = Map.groupBy(
      database.all<OfAccount<ImportedName>>(selectImported(which), connection, ...values),
      (row) => row.remote_id,
    );
    const now = new Date(this.#now()).toISOString();
    // A time later than now is no time: the clock was ahead then.
    const isKnown = ({ lastLogInAt }: AccountRecord): boolean => lastLogInAt === null || lastLogInAt <= now;
    const dayAgo = new Date(this.#now() - stateLastsMs).toISOString();
    const isFresh = ({ detailsAt }: AccountRecord): boolean =>
      detailsAt !== null && detailsAt > dayAgo && detailsAt <= now;
    const timely = (record: AccountRecord): AccountRecord => ({
      ...record,
      lastLogInAt: isKnown(record) ? record.lastLogInAt : null,
      detailsState: isFresh(record) ? record.detailsState : null,
    });
    return records.map((record) => ({
      record: isKnown(record) && (record.detailsState === null || isFresh(record)) ? record : timely(record),
      given: given.get(record.remoteId) ?? null,
      imported: imported.get(record.remoteId) ?? [],
    }));
  }
}
