import { type AccountProfile, accountIdOf, splitAccountId } from '../../../shared/account.ts';
import { withoutEntities } from '../../../shared/entities.ts';
import { longest, plainText } from '../../lib/plain-text.ts';
import type { Database } from '../sqlite/database.ts';
import { type ConnectionList, findConnectionList } from './connection-lists.ts';

/** An account whose profile is to be read. */
export interface WantedProfile {
  accountId: string;
  /** The provider's list gives its email, so the profile's is not needed. */
  hasEmail: boolean;
}

/** How far the names of a connection are. Customers that are in no count have not been asked for yet. */
export interface ProfileProgress {
  /** Customers whose name is known. */
  known: number;
  /** Customers whose profile holds no name. */
  blank: number;
  /** Customers whose profile could not be read, and never before. It is asked for again later. */
  failed: number;
  /** All customers. */
  total: number;
}

/**
 * Why a profile could not be read. `postponed`: the problem was not this account's, so that it only goes behind the accounts
 * that were never asked for.
 */
export type ProfileFailure = 'failed' | 'refused' | 'postponed';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** When a profile is asked for again: after the first failure, the second, and so on. */
const retryAfterMs = [hourMs, dayMs, 7 * dayMs, 30 * dayMs];
const longestRetryMs = 30 * dayMs;

/** Profiles: names that the provider's list does not give, asked for one by one. Each is stored with the time of the answer. */
export class Profiles {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Empty facts are blank in the profile. Does nothing if the account is gone by now. `at`: ISO. */
  store(accountId: string, { name, email, domain }: AccountProfile, at: string): void {
    this.#change(accountId, ({ connection }, remoteId) => {
      const wasRead = this.#database.get<{ profile_at: string | null }>(
        'select profile_at from account where connection = ? and remote_id = ?',
        connection,
        remoteId,
      );
      this.#database.run(
        `update account set profile_at = ?, profile_name = ?, profile_email = ?, profile_domain = ?,
           profile_failures = 0, profile_retry_at = null
         where connection = ? and remote_id = ?`,
        at,
        plainText(withoutEntities(name), longest.name),
        plainText(email, longest.email),
        plainText(domain, longest.domain).toLowerCase(),
        connection,
        remoteId,
      );
      if (wasRead?.profile_at === null)
        this.#database.run('update listing set profiles = profiles + 1 where connection = ?', connection);
    });
  }

  /** The profile could not be read. What an earlier one gave stays. Does nothing if the account is gone by now. */
  fail(accountId: string, failure: ProfileFailure): void {
    this.#change(accountId, ({ connection }, remoteId) => {
      const { failures } = this.#database.get<{ failures: number }>(
        'select profile_failures as failures from account where connection = ? and remote_id = ?',
        connection,
        remoteId,
      ) ?? { failures: 0 };
      const againMs = retryAfterMs[failures] ?? longestRetryMs;
      const inMs = failure === 'postponed' ? 0 : failure === 'refused' ? Math.max(dayMs, againMs) : againMs;
      this.#database.run(
        'update account set profile_failures = ?, profile_retry_at = ? where connection = ? and remote_id = ?',
        failure === 'postponed' ? failures : failures + 1,
        new Date(this.#now() + inMs).toISOString(),
        connection,
        remoteId,
      );
    });
  }

  /** Another key may read what this one could not: all failures are over. */
  forgetFailures(connectionId: string): void {
    this.#database.transaction({ durable: false }, () => {
      const list = findConnectionList(this.#database, connectionId);
      if (!list) return;
      this.#database.run(
        `update account set profile_failures = 0, profile_retry_at = null
         where connection = ? and profile_retry_at is not null`,
        list.connection,
      );
    });
  }

  /**
   * At most `limit` accounts whose profile was never read, or last before `staleBefore` (ISO), and is not waiting after a
   * failure: first those of `first`, then the newest that were never asked for, then those that failed, then the oldest
   * profiles. A profile of a time later than now is of an unknown age, so it is stale.
   */
  wanted(connectionId: string, limit: number, staleBefore: string, first: readonly string[]): WantedProfile[] {
    const list = findConnectionList(this.#database, connectionId);
    if (!list) return [];
    const nowMs = this.#now();
    const now = new Date(nowMs).toISOString();
    // A retry later than the longest wait was planned by a clock that was ahead.
    const latestRetry = new Date(nowMs + longestRetryMs).toISOString();
    const isStale = '(profile_at < ?2 or profile_at > ?3)';
    const isDue = '(profile_retry_at <= ?3 or profile_retry_at > ?4)';
    const pick = (which: string, last: number | string): WantedProfile[] =>
      this.#database
        .all<{ remote_id: string; has_email: number }>(
          `select remote_id, coalesce(email, '') <> '' as has_email from account
           where connection = ?1 and kind = 'customer' and ${which}`,
          list.connection,
          staleBefore,
          now,
          latestRetry,
          last,
        )
        .map(({ remote_id, has_email }) => ({
          accountId: accountIdOf(connectionId, remote_id),
          hasEmail: has_email === 1,
        }));
    const firstIds = first.flatMap((accountId) => {
      const parts = splitAccountId(accountId);
      return parts?.connectionId === connectionId ? [parts.remoteId] : [];
    });
    const amongFirst = pick(
      `(profile_at is null or ${isStale}) and (profile_retry_at is null or ${isDue})
         and remote_id in (select value from json_each(?5))`,
      JSON.stringify(firstIds),
    );
    const byId = new Map(amongFirst.map((wanted) => [wanted.accountId, wanted]));
    const wanted = new Map(
      first.flatMap((accountId) => byId.get(accountId) ?? []).map((each) => [each.accountId, each]),
    );
    for (const which of [
      'profile_at is null and profile_retry_at is null order by created_at desc, remote_id desc limit ?5',
      `profile_retry_at is not null and ${isDue} order by profile_retry_at limit ?5`,
      `profile_at is not null and ${isStale} and profile_retry_at is null order by profile_at limit ?5`,
    ]) {
      if (wanted.size >= limit) break;
      for (const each of pick(which, limit)) wanted.set(each.accountId, each);
    }
    return [...wanted.values()].slice(0, limit);
  }

  /** ISO time at which the next profile that could not be read is asked for again; null if there is none. */
  nextRetryAt(connectionId: string): string | null {
    const list = findConnectionList(this.#database, connectionId);
    if (!list) return null;
    const next = this.#database.get<{ at: string | null }>(
      'select min(profile_retry_at) as at from account where connection = ? and profile_retry_at is not null',
      list.connection,
    );
    return next?.at ?? null;
  }

  progress(connectionId: string): ProfileProgress {
    const list = findConnectionList(this.#database, connectionId);
    if (!list) return { known: 0, blank: 0, failed: 0, total: 0 };
    const count = (which: string): number =>
      this.#database.get<{ count: number }>(
        `select count(*) as count from account where connection = ? and ${which}`,
        list.connection,
      )?.count ?? 0;
    const blank = count("profile_name = '' and name is null");
    const failed = count('profile_retry_at is not null and profile_at is null');
    return { known: list.profiles - blank, blank, failed, total: list.accounts };
  }

  #change(accountId: string, change: (list: ConnectionList, remoteId: string) => void): void {
    const parts = splitAccountId(accountId);
    this.#database.transaction({ durable: false }, () => {
      const list = parts && findConnectionList(this.#database, parts.connectionId);
      const isCustomer =
        list &&
        this.#database.get(
          "select 1 from account where connection = ? and remote_id = ? and kind = 'customer'",
          list.connection,
          parts.remoteId,
        );
      if (isCustomer) change(list, parts.remoteId);
    });
  }
}
