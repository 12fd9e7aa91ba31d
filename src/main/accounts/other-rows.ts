import type { SearchAnswer } from '../../shared/contract.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { isConnected, rowOf } from './search-accounts.ts';
import { tellApart } from './tell-apart.ts';

export interface OtherRowsDeps {
  accounts: Pick<Accounts, 'getMany'>;
  settings: Pick<SettingsFile, 'connection'>;
}

/**
 * The answer with the customers who are on the screen although it has not found them. SECURITY: their rows say what they are called
 * now, and what differs from the others: a user may press Enter on any of them.
 */
export function withOthers(deps: OtherRowsDeps, answer: SearchAnswer, shown: readonly string[]): SearchAnswer {
  const found = new Set(answer.rows.map(({ accountId }) => accountId));
  const others = deps.accounts
    .getMany(shown.filter((accountId) => !found.has(accountId)))
    .filter((account) => isConnected(deps, account))
    .map((account) => rowOf(account, null));
  if (others.length === 0) return answer;
  const all = tellApart([...answer.rows, ...others]);
  return { ...answer, rows: all.slice(0, answer.rows.length), others: all.slice(answer.rows.length) };
}
