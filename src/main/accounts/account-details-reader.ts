import type { Account, AccountDetails } from '../../shared/account.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { ProviderClients } from '../connections/clients.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import { singleFlight } from '../lib/single-flight.ts';
import type { AccountIndex } from './account-index.ts';

export interface AccountDetailsReaderDeps {
  accounts: Pick<Accounts, 'get' | 'storeDetails'>;
  clients: Pick<ProviderClients, 'open'>;
  index: Pick<AccountIndex, 'update'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

const freshMs = 60_000;
const mostKept = 200;

/** State, plan and credits of one account: for the highlighted row only, because rate budgets are small. */
export class AccountDetailsReader {
  readonly #deps: AccountDetailsReaderDeps;
  readonly #join = singleFlight<Result<AccountDetails>>();
  readonly #kept = new Map<string, { at: number; details: Result<AccountDetails> }>();

  constructor(deps: AccountDetailsReaderDeps) {
    this.#deps = deps;
  }

  /** Details are kept for a minute. Returns account-unknown and the problems of `ProviderClients.open` and the provider. */
  async read(accountId: string): Promise<Result<AccountDetails>> {
    const account = this.#deps.accounts.get(accountId);
    if (account?.kind !== 'customer') return fail({ kind: 'account-unknown' });
    const kept = this.#kept.get(accountId);
    // The age is negative if the clock was set back.
    if (kept && Math.abs(this.#deps.now() - kept.at) < freshMs) return kept.details;
    return this.#join(accountId, () => this.#request(account));
  }

  async #request({ accountId, connectionId, remoteId, state, email }: Account): Promise<Result<AccountDetails>> {
    const { accounts, clients, index, now } = this.#deps;
    const client = await clients.open(connectionId, 'foreground');
    if (!client.ok) return client;
    const details = await client.value.provider.getDetails(client.value.call, remoteId);
    if (!details.ok) return details;
    const said = details.value;
    if ((said.state && said.state !== state) || (said.email && said.email !== email)) {
      accounts.storeDetails(accountId, said);
      index.update([accountId]);
    }
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(accountId, { at: now(), details });
    return details;
  }
}
