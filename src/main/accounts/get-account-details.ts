import type { Account, AccountDetails, AccountState } from '../../shared/account.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Converse } from '../connections/clients.ts';
import { singleFlight } from '../lib/single-flight.ts';

export interface GetAccountDetailsDeps {
  account: (accountId: string) => Account | null;
  converse: Converse;
  storeState: (accountId: string, state: AccountState) => void;
  ending: AbortSignal;
  now: () => number;
}

const freshMs = 60_000;
const mostKept = 200;

/**
 * State, plan and credits of one account, for the highlighted row only: rate budgets are small. An answer serves for a
 * minute. Returns account-unknown and the provider's and the keychain's problems.
 */
export function getAccountDetailsWith(
  deps: GetAccountDetailsDeps,
): (accountId: string) => Promise<Result<AccountDetails>> {
  const join = singleFlight<Result<AccountDetails>>();
  const kept = new Map<string, { at: number; answer: Result<AccountDetails> }>();

  const ask = async (account: Account): Promise<Result<AccountDetails>> => {
    const conversation = await deps.converse(account.connectionId, 'foreground', deps.ending);
    if (!conversation.ok) return conversation;
    const answer = await conversation.value.provider.getDetails(conversation.value.call, account.remoteId);
    if (!answer.ok) return answer;
    if (answer.value.state) deps.storeState(account.accountId, answer.value.state);
    if (kept.size >= mostKept) kept.clear();
    kept.set(account.accountId, { at: deps.now(), answer });
    return answer;
  };

  return async (accountId) => {
    const account = deps.account(accountId);
    if (account?.kind !== 'customer') return fail({ kind: 'account-unknown' });
    const known = kept.get(accountId);
    if (known && deps.now() - known.at < freshMs) return known.answer;
    return join(accountId, () => ask(account));
  };
}
