import { isDeepStrictEqual } from 'node:util';
import type { Account, KeptDetails } from '../../shared/account.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ProviderClients } from '../connections/clients.ts';
import { withOtherRegion } from '../connections/other-region.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import { singleFlight } from '../lib/single-flight.ts';
import type { AccountIndex } from './account-index.ts';

export interface AccountDetailsReaderDeps {
  accounts: Pick<Accounts, 'get' | 'storeDetails'>;
  clients: Pick<ProviderClients, 'find' | 'open'>;
  index: Pick<AccountIndex, 'update'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** As long as the directory takes a state for known. */
const keptMs = 24 * 3_600_000;
const mostKept = 2_000;

/** State, plan and credits of one account: for the highlighted row only, because rate budgets are small. */
export class AccountDetailsReader {
  readonly #deps: AccountDetailsReaderDeps;
  readonly #join = singleFlight<Result<KeptDetails>>();
  /** The one that was asked for last is the last. */
  readonly #kept = new Map<string, KeptDetails>();

  constructor(deps: AccountDetailsReaderDeps) {
    this.#deps = deps;
  }

  /** What the provider said within a day, since the program started; null if it was not asked. */
  kept(accountId: string): KeptDetails | null {
    const kept = this.#kept.get(accountId);
    // The age is negative if the clock was set back.
    return kept && Math.abs(this.#deps.now() - Date.parse(kept.askedAt)) < keptMs ? kept : null;
  }

  /**
   * Asks the provider, unless its details are kept. `again`: asks it all the same. Returns account-unknown and the problems of
   * `ProviderClients.open` and the provider.
   */
  async read(accountId: string, again: boolean): Promise<Result<KeptDetails>> {
    const account = this.#deps.accounts.get(accountId);
    if (account?.kind !== 'customer') return fail({ kind: 'account-unknown' });
    const kept = again ? null : this.kept(accountId);
    return kept ? ok(kept) : this.#join(accountId, () => this.#request(account));
  }

  async #request(account: Account): Promise<Result<KeptDetails>> {
    const { accountId, connectionId, remoteId } = account;
    const { accounts, clients, index, now } = this.#deps;
    // A state is asked about before the log-in; what the list has already is only looked at.
    const needsState = clients.find(connectionId)?.provider.facts.statesNeedDetails ?? false;
    const client = await clients.open(connectionId, needsState ? 'foreground' : 'preview');
    if (!client.ok) return client;
    const details = await client.value.provider.getDetails(client.value.call, remoteId);
    if (!details.ok) return fail(withOtherRegion(details.problem, client.value));
    const askedAt = new Date(now()).toISOString();
    accounts.storeDetails(accountId, details.value, askedAt);
    // Rows that stay the same need not be drawn again.
    if (!isDeepStrictEqual(accounts.get(accountId), account)) index.update([accountId]);
    return ok(this.#keep(accountId, { ...details.value, askedAt }));
  }

  #keep(accountId: string, details: KeptDetails): KeptDetails {
    this.#kept.delete(accountId);
    this.#kept.set(accountId, details);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return details;
  }
}
