import {
  type Account,
  type AccountDetails,
  type AccountProfile,
  accountIdOf,
  adminConsoleRemoteId,
  type ListedAccount,
  splitAccountId,
} from '../../../shared/account.ts';
import { longest, mostInList, plainText } from '../../lib/plain-text.ts';
import type { Database } from '../sqlite/database.ts';
import { AccountReader, visibleLayers } from './account-reader.ts';
import { allConnectionLists, createConnectionList, findConnectionList } from './connection-lists.ts';
import { findExactIds } from './exact-matches.ts';
import { type ProfileFailure, type ProfileProgress, Profiles, type WantedProfile } from './profiles.ts';
import { SyncRuns } from './sync-runs.ts';

/** How many log-ins to look back for recent accounts: years of one person's work, and still read in a moment. */
const recentDepth = 5_000;
const recentAtOnce = 50;
/** How many accounts an exact text may match. */
const mostExact = 50;

const listedIds = `select remote_id from account where connection = ?1 and kind = 'customer'`;
/** Of customers to whom the user or a file gave something. */
const givenIds = `
  select remote_id from given_name where connection = ?1
  union select remote_id from pin where connection = ?1 and remote_id <> '${adminConsoleRemoteId}'
  union select remote_id from imported_name where connection = ?1 and ${visibleLayers}`;

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
    this.#reader = new AccountReader(database, now);
    this.#runs = new SyncRuns(database, now, this.#reader);
    this.#profiles = new Profiles(database, now);
  }

  /** Starts a sync run of a connection, or continues an interrupted one. `seen`: how many accounts it has seen so far. */
  beginRun(connectionId: string): { cursor: string | null; seen: number } {
    return this.#runs.begin(connectionId);
  }

  /** Stores one page, in one small transaction. `changed`: ids of the accounts that are new or changed. */
  storePage(
    connectionId: string,
    accounts: readonly ListedAccount[],
    nextCursor: string | null,
  ): { changed: string[] } {
    return this.#runs.storePage(connectionId, accounts, nextCursor);
  }

  /**
   * Ends a run that reached the end of the list, at `at` (ISO). Removes the accounts it did not see, in slices. `names`: what
   * some of these were called.
   */
  completeRun(connectionId: string, at: string): Promise<{ removed: string[]; names: string[] }> {
    return this.#runs.complete(connectionId, at);
  }

  /** How many customers the run that is open has not seen yet. */
  countUnseen(connectionId: string): number {
    const list = findConnectionList(this.#database, connectionId);
    return list ? list.accounts - list.seen : 0;
  }

  /** Abandons the run: the next one starts at the first page. */
  abandonRun(connectionId: string): void {
    this.#runs.abandon(connectionId);
  }

  /** ISO time at which a run last reached the end of the list, or null. */
  lastSyncedAt(connectionId: string): string | null {
    return findConnectionList(this.#database, connectionId)?.last_synced_at ?? null;
  }

  /** How many customers one connection has, or all of them; admin consoles are not counted. */
  count(connectionId?: string): number {
    if (connectionId !== undefined) return findConnectionList(this.#database, connectionId)?.accounts ?? 0;
    const sum = 'select coalesce(sum(accounts), 0) as accounts from listing where forgotten is null';
    return this.#database.get<{ accounts: number }>(sum)?.accounts ?? 0;
  }

  /** Ids of the connections that have a list, oldest first: also of those that the settings have lost. */
  connectionIds(): string[] {
    return allConnectionLists(this.#database).map(({ connection_id }) => connection_id);
  }

  /** Remembers a connection before its key is stored, so that the key can be found again whatever happens next. */
  noteConnection(connectionId: string): void {
    this.#database.transaction({ durable: true }, () => createConnectionList(this.#database, connectionId));
  }

  /** Takes back `noteConnection`: the connection was not made. */
  dropConnection(connectionId: string): void {
    this.#database.transaction({ durable: true }, () =>
      this.#database.run(
        `delete from listing where connection_id = ?1 and forgotten is null
           and not exists (select 1 from account a where a.connection = listing.connection)`,
        connectionId,
      ),
    );
  }

  get(accountId: string): Account | null {
    return this.#reader.many([accountId])[0] ?? null;
  }

  /** In the order of `accountIds`, without unknown ones. */
  getMany(accountIds: readonly string[]): Account[] {
    return this.#reader.many(accountIds);
  }

  /** All accounts, `size` at a time. Between two slices anything may be read and written. */
  slices(size: number): Iterable<Account[]> {
    return this.#reader.slices(size);
  }

  /**
   * Some customers who are known of a connection, and how many there are: those of its list or, if that has none, those to whom
   * the user or a file gave something. They need not be in any list.
   */
  someKnown(connectionId: string, limit: number): { count: number; isListed: boolean; remoteIds: string[] } {
    const list = findConnectionList(this.#database, connectionId);
    const isListed = (list?.accounts ?? 0) > 0;
    const known = isListed ? listedIds : givenIds;
    const connection = list?.connection ?? null;
    const some = this.#database.all<{ remote_id: string }>(
      `select remote_id from (${known}) order by remote_id limit ?2`,
      connection,
      limit,
    );
    const counted = this.#database.get<{ count: number }>(`select count(*) as count from (${givenIds})`, connection);
    const count = isListed ? (list?.accounts ?? 0) : (counted?.count ?? 0);
    return { count, isListed, remoteIds: some.map(({ remote_id }) => remote_id) };
  }

  /** Whether one of these is among those whom `someKnown` counts. */
  knowsAny(connectionId: string, remoteIds: readonly string[]): boolean {
    const list = findConnectionList(this.#database, connectionId);
    const known = (list?.accounts ?? 0) > 0 ? listedIds : givenIds;
    const found = this.#database.get(
      `select 1 from (${known}) where remote_id in (select value from json_each(?2)) limit 1`,
      list?.connection ?? null,
      JSON.stringify(remoteIds),
    );
    return found !== undefined;
  }

  /** Names of some customers of a connection. */
  examplesOf(connectionId: string, limit: number): string[] {
    const list = findConnectionList(this.#database, connectionId);
    const some = this.#database.all<{ remote_id: string }>(
      "select remote_id from account where connection = ? and kind = 'customer' order by remote_id limit ?",
      list?.connection ?? null,
      limit,
    );
    return this.getMany(some.map(({ remote_id }) => accountIdOf(connectionId, remote_id))).map(({ name }) => name);
  }

  /**
   * A pin outlives its account: an account that comes back has its old pin. `at`: ISO time, its place in the order of pins.
   */
  pin(accountId: string, pinned: boolean, at: string | null = null): void {
    const parts = splitAccountId(accountId);
    this.#database.transaction({ durable: true }, () => {
      const list = parts && findConnectionList(this.#database, parts.connectionId);
      if (!list) return;
      if (pinned) this.#putPin(list.connection, parts.remoteId, at);
      else
        this.#database.run('delete from pin where connection = ? and remote_id = ?', list.connection, parts.remoteId);
    });
  }

  /** ISO time at which the account was pinned, or null. */
  pinnedAt(accountId: string): string | null {
    const parts = splitAccountId(accountId);
    const list = parts && findConnectionList(this.#database, parts.connectionId);
    const pin = list
      ? this.#database.get<{ pinned_at: string }>(
          'select pinned_at from pin where connection = ? and remote_id = ?',
          list.connection,
          parts.remoteId,
        )
      : undefined;
    return pin?.pinned_at ?? null;
  }

  /** Pinned accounts, in the order in which they were pinned. */
  pinned(limit: number): Account[] {
    const pins = this.#database.all<{ connection_id: string; remote_id: string }>(
      `select l.connection_id, p.remote_id from pin p join listing l using (connection)
       join account a using (connection, remote_id)
       where l.forgotten is null order by p.pinned_at, p.connection, p.remote_id limit ?`,
      limit,
    );
    return this.getMany(pins.map(({ connection_id, remote_id }) => accountIdOf(connection_id, remote_id)));
  }

  /** Accounts opened or copied from this machine, in the order of the ledger's rows, the latest first. */
  recent(limit: number): Account[] {
    const recent = new Map<string, Account>();
    let before = Number.MAX_SAFE_INTEGER;
    for (let depth = 0; depth < recentDepth && recent.size < limit; depth += recentAtOnce) {
      const events = this.#database.all<{ row_id: number; connection_id: string; remote_id: string }>(
        `select row_id, connection_id, remote_id from ledger_event indexed by ledger_opened_row
         where row_id < ? and outcome in ('opened', 'copied') order by row_id desc limit ?`,
        before,
        recentAtOnce,
      );
      const ids = events.map(({ connection_id, remote_id }) => accountIdOf(connection_id, remote_id));
      for (const account of this.getMany([...new Set(ids)])) {
        if (!recent.has(account.accountId)) recent.set(account.accountId, account);
      }
      before = events.at(-1)?.row_id ?? 0;
      if (events.length < recentAtOnce) break;
    }
    return [...recent.values()].slice(0, limit);
  }

  /** Whether a name of this account appeared, changed or went away since this row of the ledger was begun. */
  isRenamedSince(accountId: string, rowId: number): boolean {
    const parts = splitAccountId(accountId);
    const found = this.#database.get(
      `select 1 from listing l join renamed r using (connection)
         where l.connection_id = ?1 and r.remote_id = ?2 and r.event >= ?3
       union all
       select 1 from listing l join renaming_import r using (connection)
         where l.connection_id = ?1 and r.remote_id = ?2 and r.event >= ?3`,
      parts?.connectionId ?? '',
      parts?.remoteId ?? '',
      rowId,
    );
    return found !== undefined;
  }

  /** Stores what the provider said of one account alone: its list may not say. Null: it did not say, and what is known stays. */
  storeDetails(accountId: string, details: AccountDetails, at: string): void {
    const { state, email, companyName, plan, groups } = details;
    const parts = splitAccountId(accountId);
    const tags = [...groups, ...(plan === null ? [] : [plan])];
    this.#database.transaction({ durable: false }, () => {
      const list = parts && findConnectionList(this.#database, parts.connectionId);
      if (!list) return;
      this.#database.run(
        `update account set details_at = ?, details_state = ?, details_email = coalesce(?, details_email),
           details_name = coalesce(?, details_name), details_tags = ?
         where connection = ? and remote_id = ?`,
        at,
        state,
        email === null ? null : plainText(email, longest.email),
        companyName === null ? null : plainText(companyName, longest.name),
        JSON.stringify(tags.slice(0, mostInList).map((tag) => plainText(tag, longest.tag))),
        list.connection,
        parts.remoteId,
      );
    });
  }

  /** Empty facts are blank in the profile. `at`: ISO. */
  storeProfile(accountId: string, profile: AccountProfile, at: string): void {
    this.#profiles.store(accountId, profile, at);
  }

  /** The profile could not be read: it is asked for again later, less often each time. */
  noteProfileFailure(accountId: string, failure: ProfileFailure): void {
    this.#profiles.fail(accountId, failure);
  }

  /** All profiles that could not be read may be asked for again now. */
  forgetProfileFailures(connectionId: string): void {
    this.#profiles.forgetFailures(connectionId);
  }

  /** Accounts whose profile is missing or older than `staleBefore`: those of `first`, the newest ones, the oldest profiles. */
  profilesWanted(
    connectionId: string,
    limit: number,
    staleBefore: string,
    first: readonly string[] = [],
  ): WantedProfile[] {
    return this.#profiles.wanted(connectionId, limit, staleBefore, first);
  }

  /** ISO time at which the next profile that could not be read is asked for again; null if there is none. */
  nextProfileRetryAt(connectionId: string): string | null {
    return this.#profiles.nextRetryAt(connectionId);
  }

  profileProgress(connectionId: string): ProfileProgress {
    return this.#profiles.progress(connectionId);
  }

  /** Accounts whose id is exactly `text`, then those whose email or domain is, in any case. */
  findExact(text: string): Account[] {
    return this.getMany(findExactIds(this.#database, text, mostExact));
  }

  /** Stores the reseller's own console as an account: pinned when it first appears, and removed by no sync run. */
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

  #putPin(connection: number, remoteId: string, at: string | null = null): void {
    this.#database.run(
      'insert into pin (connection, remote_id, pinned_at) values (?, ?, ?) on conflict do nothing',
      connection,
      remoteId,
      at ?? this.#afterLastPin(),
    );
  }

  /** Now, as ISO time, or a little after the last pin if the clock was ahead when that was made. */
  #afterLastPin(): string {
    const { last } = this.#database.get<{ last: string | null }>('select max(pinned_at) as last from pin') ?? {};
    return new Date(Math.max(this.#now(), Date.parse(last ?? '') + 1 || 0)).toISOString();
  }
}
