import type { Account, AccountRow, AccountState } from '../../shared/account.ts';
import type { Connection } from '../../shared/connection.ts';
import type { GuardKind } from '../../shared/contract.ts';
import { looksAlike } from '../search/lookalike.ts';

/** What a guard asks before a likely slip; the user answers by sending the request again with it confirmed. */
export interface GuardQuestion {
  ask: GuardKind;
  otherName: string | null;
  minutesAgo: number | null;
  state: AccountState | null;
}

export interface GuardDeps {
  connections: () => readonly Connection[];
  /** The last customer opened at a connection since a time (ISO), or null. */
  lastOpened: (connectionId: string, sinceIso: string) => { accountId: string; accountName: string; at: string } | null;
  /** The rows that the launcher shows now. */
  shownRows: () => readonly AccountRow[];
  now: () => number;
}

const sessionMs = 30 * 60_000;
const familiarMs = 24 * 60 * 60_000;
const mayFail: ReadonlySet<AccountState> = new Set(['deactivated', 'suspended', 'banned', 'inactive']);

/**
 * Guards against the three likely slips. "Never a nag": one who went on past `recently-opened` at a provider is not
 * asked again there until half an hour has passed without a question, and a row opened within a day is no stranger.
 */
export class Guards {
  readonly #deps: GuardDeps;
  /** Provider -> when the user last went on past the question (ms). */
  readonly #toldAt = new Map<string, number>();

  constructor(deps: GuardDeps) {
    this.#deps = deps;
  }

  /**
   * The first question not yet confirmed, or null where nothing speaks against going on. A link that is copied is for a
   * private window, where it replaces no session.
   */
  question(
    account: Account,
    provider: string,
    confirmed: readonly GuardKind[],
    how: 'open' | 'copy',
  ): GuardQuestion | null {
    const now = this.#deps.now();
    if (confirmed.includes('recently-opened')) this.#toldAt.set(provider, now);
    const open = (kind: GuardKind): boolean => !confirmed.includes(kind);

    if (open('state') && account.state && mayFail.has(account.state)) {
      return { ask: 'state', otherName: null, minutesAgo: null, state: account.state };
    }
    if (open('lookalike') && !this.#isFamiliar(account, now)) {
      const other = this.#deps
        .shownRows()
        .find((row) => !this.#isSameCustomer(row, account, provider) && looksAlike(row.name, account.name));
      if (other) return { ask: 'lookalike', otherName: other.name, minutesAgo: null, state: null };
    }
    const told = now - (this.#toldAt.get(provider) ?? Number.NEGATIVE_INFINITY) <= sessionMs;
    if (how === 'open' && open('recently-opened') && !told) {
      const before = this.#lastOpenedAtProvider(provider, now);
      if (before && before.accountId !== account.accountId) {
        const minutesAgo = Math.max(0, Math.round((now - Date.parse(before.at)) / 60_000));
        return { ask: 'recently-opened', otherName: before.accountName, minutesAgo, state: null };
      }
    }
    return null;
  }

  /** The row itself, or the same customer seen through another key of the provider. */
  #isSameCustomer(row: AccountRow, account: Account, provider: string): boolean {
    if (row.remoteId !== account.remoteId) return false;
    return this.#deps
      .connections()
      .some((each) => each.connectionId === row.connectionId && each.provider === provider);
  }

  #isFamiliar(account: Account, now: number): boolean {
    return account.lastLogInAt !== null && now - Date.parse(account.lastLogInAt) < familiarMs;
  }

  /** Sessions are per provider, not per connection: the browser holds one for each site. */
  #lastOpenedAtProvider(provider: string, now: number): { accountId: string; accountName: string; at: string } | null {
    const since = new Date(now - sessionMs).toISOString();
    return (
      this.#deps
        .connections()
        .filter((connection) => connection.provider === provider)
        .flatMap((connection) => this.#deps.lastOpened(connection.connectionId, since) ?? [])
        .sort((a, b) => b.at.localeCompare(a.at))[0] ?? null
    );
  }
}
