import type { Account, AccountRow, AccountState } from '../../shared/account.ts';
import type { GuardKind, GuardQuestion } from '../../shared/contract.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import type { LastOpened } from '../directory/ledger/reader.ts';
import { looksAlike } from '../search/lookalike.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface GuardDeps {
  settings: Pick<SettingsFile, 'connections'>;
  ledger: Pick<Ledger, 'lastOpened'>;
  /** The rows that the launcher shows now. */
  shownRows: () => readonly AccountRow[];
  /** Milliseconds since 1970. */
  now: () => number;
}

const sessionMs = 30 * 60_000;
const familiarMs = 24 * 60 * 60_000;
const mayFail: ReadonlySet<AccountState> = new Set(['deactivated', 'suspended', 'banned', 'inactive']);

/**
 * Guards against the three likely slips, without nagging: after a yes to `recently-opened` at a provider the question is
 * not asked there for half an hour, and an account opened within a day is not compared with lookalikes.
 */
export class Guards {
  readonly #deps: GuardDeps;
  /** Provider -> when the user last confirmed `recently-opened` there (ms). */
  readonly #confirmedAt = new Map<string, number>();

  constructor(deps: GuardDeps) {
    this.#deps = deps;
  }

  /**
   * The first question not yet confirmed, or null if there is none. A copied link is meant for a private window, where it
   * replaces no session.
   */
  question(
    account: Account,
    provider: string,
    confirmed: readonly GuardKind[],
    how: 'open' | 'copy',
  ): GuardQuestion | null {
    const now = this.#deps.now();
    if (confirmed.includes('recently-opened')) this.#confirmedAt.set(provider, now);
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
    const isConfirmed = now - (this.#confirmedAt.get(provider) ?? Number.NEGATIVE_INFINITY) <= sessionMs;
    if (how === 'open' && open('recently-opened') && !isConfirmed) {
      const before = this.#lastOpenedAtProvider(provider, now);
      if (before && before.accountId !== account.accountId) {
        const minutesAgo = before.at === null ? null : Math.round((now - Date.parse(before.at)) / 60_000);
        return { ask: 'recently-opened', otherName: before.accountName, minutesAgo, state: null };
      }
    }
    return null;
  }

  /** The row is the account itself, or the same customer through another key of the provider. */
  #isSameCustomer(row: AccountRow, account: Account, provider: string): boolean {
    if (row.remoteId !== account.remoteId) return false;
    return this.#deps.settings.connections.some(
      (each) => each.connectionId === row.connectionId && each.provider === provider,
    );
  }

  #isFamiliar(account: Account, now: number): boolean {
    return account.lastLogInAt !== null && now - Date.parse(account.lastLogInAt) < familiarMs;
  }

  /** Sessions are per provider, not per connection: the browser holds one for each site. */
  #lastOpenedAtProvider(provider: string, now: number): LastOpened | null {
    const { settings, ledger } = this.#deps;
    const ofProvider = settings.connections.filter((connection) => connection.provider === provider);
    const last = ledger.lastOpened(ofProvider.map(({ connectionId }) => connectionId));
    if (!last) return null;
    // A session of unknown age is asked about: better one question too many than a session replaced silently.
    return last.at === null || now - Date.parse(last.at) <= sessionMs ? last : null;
  }
}
