import { type Account, adminConsoleRemoteId, splitAccountId } from '../../shared/account.ts';
import type { LogInHow } from '../../shared/log-in.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import type { LastOpened } from '../directory/ledger/reader.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Wanted } from './check-request.ts';

export interface SessionsDeps {
  settings: Pick<SettingsFile, 'connection' | 'connections'>;
  ledger: Pick<Ledger, 'lastOpened'>;
  accounts: Pick<Accounts, 'get'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Whom a provider's session in the browser belongs to: the customer, and the user of the customer's account. */
export type Session = Pick<LastOpened, 'accountId' | 'accountName' | 'as' | 'at' | 'how'>;

/**
 * Whose session the browser holds at each provider: that of the customer opened last. Sessions are per provider, not per
 * connection. A copied link counts as well, because all private windows of a browser share one cookie jar.
 */
export class Sessions {
  readonly #deps: SessionsDeps;
  /** Provider -> the last log-in of this run. It counts from the hand-over, long before the ledger has its outcome. */
  readonly #begun = new Map<string, Session>();

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
  }

  /** The customer's address goes to the browser, or to the clipboard. Returns what takes that back if it did not arrive. */
  begin({ account, connection: { provider }, request }: Wanted, how: LogInHow): () => void {
    const before = this.#begun.get(provider);
    const at = new Date(this.#deps.now()).toISOString();
    const { accountId, name: accountName } = account;
    const session: Session = { accountId, accountName, as: request.as ?? null, at, how };
    this.#begun.set(provider, session);
    return () => {
      if (this.#begun.get(provider) !== session) return;
      if (before) this.#begun.set(provider, before);
      else this.#begun.delete(provider);
    };
  }

  /**
   * Null if nothing is known of it. `at` is null if the clock was wrong then. With the customer's present name: it may have
   * changed since.
   */
  last(provider: string): Session | null {
    const session = this.#last(provider);
    if (!session) return null;
    return { ...session, accountName: this.#deps.accounts.get(session.accountId)?.name ?? session.accountName };
  }

  #last(provider: string): Session | null {
    const { settings, ledger, now } = this.#deps;
    const begun = this.#begun.get(provider);
    // A removed connection took its customers' names with it.
    const isKnown = begun && settings.connection(splitAccountId(begun.accountId)?.connectionId ?? '');
    const ofProvider = settings.connections.filter((connection) => connection.provider === provider);
    const written = ledger.lastOpened(ofProvider.map(({ connectionId }) => connectionId));
    if (!begun || !isKnown) return written;
    // Only the ledger can see that the clock was behind.
    const isWrong = written?.accountId === begun.accountId && written.at === null;
    const isLater = begun.at !== null && Date.parse(begun.at) > now();
    return isWrong || isLater ? { ...begun, at: null } : begun;
  }
}

/** Whether the log-in leaves the browser with the session that it has: the same customer's, as the same user. */
export const isSameSession = (session: Session, { account, connection: { provider }, request }: Wanted): boolean =>
  customerKey(session, provider) === customerKey(account, provider) && session.as === (request.as ?? null);

/** Equal for the accounts of one customer at a provider, perhaps through two connections. */
export function customerKey({ accountId }: Pick<Account, 'accountId'>, provider: string): string {
  const remoteId = splitAccountId(accountId)?.remoteId;
  // Each connection has a console of its own, under the same id.
  return `${provider} ${remoteId === adminConsoleRemoteId ? accountId : remoteId}`;
}
