import {
  type Account,
  type AccountProfile,
  type AccountState,
  accountIdOf,
  adminConsoleRemoteId,
  type ListedAccount,
  splitAccountId,
} from '../../../shared/account.ts';
import { longest, plainText } from '../../lib/plain-text.ts';
import type { Database } from '../sqlite/database.ts';
import { AccountReader } from './account-reader.ts';
import { createConnectionList, findConnectionList } from './connection-lists.ts';
import { findExactIds } from './exact-matches.ts';
import { Profiles } from './profiles.ts';
import { SyncRuns } from './sync-runs.ts';

/** Log-ins looked back at for recent accounts: years of one person's work, and still read in a moment. */
const recentDepth = 5_000;
const recentAtOnce = 50;
const mostExact = 50;

/** The accounts of all connections. Every method may throw `DirectoryFault`. */
export class Accounts {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #runs: SyncRuns;
  readonly #profiles: Profiles;
  readonly #reader: AccountReader;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#runs = new SyncRuns(database, now);
    this.#profiles = new Profiles(database);
    this.#reader = new AccountReader(database, now);
  }

  /** Starts reading a connection's list, or goes on where a reading was interrupted. `seen`: accounts met so far. */
  beginRun(connectionId: string): { cursor: string | null; seen: number } {
    return this.#runs.begin(connectionId);
  }

  /** Stores one page, in one small transaction. `changed`: ids of the accounts that are new or altered. */
  storePage(
    connectionId: string,
    accounts: readonly ListedAccount[],
    nextCursor: string | null,
  ): { changed: string[] } {
    return this.#runs.storePage(connectionId, accounts, nextCursor);
  }

  /** Ends a reading that reached the list's end, at `at` (ISO); removes the accounts it did not see, in slices. */
  completeRun(connectionId: string, at: string): Promise<{ removed: string[] }> {
    return this.#runs.complete(connectionId, at);
  }

  /** The next reading starts at the first page. */
  abandonRun(connectionId: string): void {
    this.#runs.abandon(connectionId);
  }

  /** ISO time of the last list that was read to its end, or null. */
  lastSyncedAt(connectionId: string): string | null {
    return findConnectionList(this.#database, connectionId)?.last_synced_at ?? null;
  }

  /** Customers of one connection or of all; admin consoles are not counted. */
  count(connectionId?: string): number {
    if (connectionId !== undefined) return findConnectionList(this.#database, connectionId)?.accounts ?? 0;
    const sum = 'select coalesce(sum(accounts), 0) as accounts from listing where forgotten is null';
    return this.#database.get<{ accounts: number }>(sum)?.accounts ?? 0;
  }

  get(accountId: string): Account | null {
    return this.#reader.many([accountId])[0] ?? null;
  }

  /** In the order asked for; unknown ones are left out. */
  getMany(accountIds: readonly string[]): Account[] {
    return this.#reader.many(accountIds);
  }

  /** All accounts, `size` at a time. Between two slices anything else may be read and written. */
  slices(size: number): Iterable<Account[]> {
    return this.#reader.slices(size);
  }

  /** A pin outlives its account: one that comes back is pinned where it was. */
  pin(accountId: string, pinned: boolean): void {
    const parts = splitAccountId(accountId);
    this.#database.transaction({ durable: true }, () => {
      const list = parts && findConnectionList(this.#database, parts.connectionId);
      if (!list) return;
      if (pinned) this.#putPin(list.connection, parts.remoteId);
      else
        this.#database.run('delete from pin where connection = ? and remote_id = ?', list.connection, parts.remoteId);
    });
  }

  /** In the order in which they were pinned. */
  pinned(limit: number): Account[] {
    const pins = this.#database.all<{ connection_id: string; remote_id: string }>(
      `select l.connection_id, p.remote_id from pin p join listing l using (connection)
       join account a using (connection, remote_id)
       where l.forgotten is null order by p.pinned_at, p.connection, p.remote_id limit ?`,
      limit,
    );
    return this.getMany(pins.map(({ connection_id, remote_id }) => accountIdOf(connection_id, remote_id)));
  }

  /** Accounts opened or copied from this machine, the last one first. */
  recent(limit: number): Account[] {
    const recent = new Map<string, Account>();
    let before = Number.MAX_SAFE_INTEGER;
    for (let depth = 0; depth < recentDepth && recent.size < limit; depth += recentAtOnce) {
      const events = this.#database.all<{ seq: number; connection_id: string; remote_id: string }>(
        `select seq, connection_id, remote_id from ledger_event not indexed
         where seq < ? and outcome in ('opened', 'copied') order by seq desc limit ?`,
        before,
        recentAtOnce,
      );
      const ids = events.map(({ connection_id, remote_id }) => accountIdOf(connection_id, remote_id));
      for (const account of this.getMany([...new Set(ids)])) {
        if (!recent.has(account.accountId)) recent.set(account.accountId, account);
      }
      before = events.at(-1)?.seq ?? 0;
      if (events.length < recentAtOnce) break;
    }
    return [...recent.values()].slice(0, limit);
  }

  /** What the provider answered for one account; the list may not tell it. */
  storeState(accountId: string, state: AccountState | null): void {
    const parts = splitAccountId(accountId);
    this.#database.transaction({ durable: false }, () => {
      const list = parts && findConnectionList(this.#database, parts.connectionId);
      if (!list) return;
      const sql = 'update account set state = ? where connection = ? and remote_id = ?';
      this.#database.run(sql, state, list.connection, parts.remoteId);
    });
  }

  /** `none`: the provider was asked and has none. `at`: ISO. */
  storeProfile(accountId: string, profile: AccountProfile | 'none', at: string): void {
    this.#profiles.store(accountId, profile, at);
  }

  /** Accounts whose profile should be asked for: those of `first`, the newest ones, then answers before `staleBefore`. */
  profilesWanted(connectionId: string, limit: number, staleBefore: string, first: readonly string[] = []): string[] {
    return this.#profiles.wanted(connectionId, limit, staleBefore, first);
  }

  /** How many accounts' profiles have been asked for, of how many. */
  profileProgress(connectionId: string): { known: number; total: number } {
    return this.#profiles.progress(connectionId);
  }

  /** Accounts whose id, email or domain is exactly `text`, in any case; those found by id first. */
  findExact(text: string): Account[] {
    return this.getMany(findExactIds(this.#database, text, mostExact));
  }

  /** The reseller's own console, as a row among its accounts: pinned when it first appears, removed by no pass. */
  putAdminConsole(connectionId: string, name: string): void {
    this.#database.transaction({ durable: true }, () => {
      const { connection } = createConnectionList(this.#database, connectionId);
      const isNew = this.#database.run(
        `insert into account (connection, remote_id, kind, pass) values (?, ?, 'admin-console', 0) on conflict do nothing`,
        connection,
        adminConsoleRemoteId,
      );
      if (isNew) this.#putPin(connection, adminConsoleRemoteId);
      this.#database.run(
        'update account set name = ? where connection = ? and remote_id = ?',
        plainText(name, longest.name),
        connection,
        adminConsoleRemoteId,
      );
    });
  }

  #putPin(connection: number, remoteId: string): void {
    this.#database.run(
      'insert into pin (connection, remote_id, pinned_at) values (?, ?, ?) on conflict do nothing',
      connection,
      remoteId,
      new Date(this.#now()).toISOString(),
    );
  }
}
