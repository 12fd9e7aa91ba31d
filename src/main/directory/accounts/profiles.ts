import { type AccountProfile, accountIdOf, splitAccountId } from '../../../shared/account.ts';
import { longest, plainText } from '../../lib/plain-text.ts';
import type { Database } from '../sqlite/database.ts';
import { findConnectionList } from './connection-lists.ts';

/** Profiles: names that the provider's list does not give, asked for one by one. Each is stored with the time of the answer. */
export class Profiles {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** `none`: the provider was asked and has no profile. Does nothing if the account is gone by now. `at`: ISO. */
  store(accountId: string, profile: AccountProfile | 'none', at: string): void {
    const parts = splitAccountId(accountId);
    const { name, email, domain } = profile === 'none' ? { name: '', email: '', domain: '' } : profile;
    this.#database.transaction({ durable: false }, () => {
      const list = parts && findConnectionList(this.#database, parts.connectionId);
      if (!list) return;
      const key = [list.connection, parts.remoteId] as const;
      const known = this.#database.get<{ profile_at: string | null }>(
        "select profile_at from account where connection = ? and remote_id = ? and kind = 'customer'",
        ...key,
      );
      if (!known) return;
      this.#database.run(
        `update account set profile_at = ?, profile_name = ?, profile_email = ?, profile_domain = ?
         where connection = ? and remote_id = ?`,
        at,
        plainText(name, longest.name),
        plainText(email, longest.email),
        plainText(domain, longest.domain).toLowerCase(),
        ...key,
      );
      if (known.profile_at !== null) return;
      this.#database.run('update listing set profiles = profiles + 1 where connection = ?', list.connection);
    });
  }

  /**
   * At most `limit` accounts whose profile was never asked for, or last before `staleBefore` (ISO): first those of `first`,
   * then the newest accounts, then the oldest profiles. A profile of a time later than now is of an unknown age, so it is stale.
   */
  wanted(connectionId: string, limit: number, staleBefore: string, first: readonly string[]): string[] {
    const list = findConnectionList(this.#database, connectionId);
    if (!list) return [];
    const { connection } = list;
    const now = new Date(this.#now()).toISOString();
    const isWanted = "kind = 'customer' and (profile_at is null or profile_at < ? or profile_at > ?)";
    const pick = (sql: string, ...values: (string | number)[]): string[] =>
      this.#database
        .all<{ remote_id: string }>(sql, connection, ...values)
        .map(({ remote_id }) => accountIdOf(connectionId, remote_id));
    const firstIds = first.flatMap((accountId) => {
      const parts = splitAccountId(accountId);
      return parts?.connectionId === connectionId ? [parts.remoteId] : [];
    });
    const amongFirst = new Set(
      pick(
        `select remote_id from account where connection = ? and ${isWanted} and remote_id in (select value from json_each(?))`,
        staleBefore,
        now,
        JSON.stringify(firstIds),
      ),
    );
    const wanted = new Set(first.filter((accountId) => amongFirst.has(accountId)));
    const neverAsked = `select remote_id from account where connection = ? and profile_at is null and kind = 'customer'
      order by created_at desc, remote_id desc limit ?`;
    for (const accountId of pick(neverAsked, limit)) wanted.add(accountId);
    if (wanted.size < limit) {
      const stale = `select remote_id from account
        where connection = ? and profile_at is not null and (profile_at < ? or profile_at > ?) order by profile_at limit ?`;
      for (const accountId of pick(stale, staleBefore, now, limit)) wanted.add(accountId);
    }
    return [...wanted].slice(0, limit);
  }

  progress(connectionId: string): { known: number; total: number } {
    const list = findConnectionList(this.#database, connectionId);
    return { known: list?.profiles ?? 0, total: list?.accounts ?? 0 };
  }
}
