import type { SearchAnswer } from '../../shared/contract.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { AccountIndex } from './account-index.ts';
import { countConnected, countCustomers, isConnected, mostRows, rowOf } from './search-accounts.ts';
import { tellApart } from './tell-apart.ts';

export interface FindInTextDeps {
  accounts: Pick<Accounts, 'getMany' | 'count'>;
  index: Pick<AccountIndex, 'findInText'>;
  settings: Pick<SettingsFile, 'connection' | 'connections'>;
}

/**
 * At most 50 rows for the customers that a ticket's text names, the strongest evidence first. SECURITY: the text is read here
 * and nowhere kept; no log and no problem has a part of it.
 */
export function findInText(deps: FindInTextDeps, text: string): SearchAnswer {
  const { found, isAll } = deps.index.findInText(text);
  const accounts = new Map(
    deps.accounts.getMany(found.map(({ accountId }) => accountId)).map((one) => [one.accountId, one]),
  );
  const known = found.filter(({ accountId }) => {
    const account = accounts.get(accountId);
    return account && isConnected(deps, account);
  });
  const shown = known.slice(0, mostRows);
  const rows = shown.flatMap(({ accountId }) => {
    const account = accounts.get(accountId);
    return account ? [rowOf(account, null)] : [];
  });
  const evidence = Object.fromEntries(shown.map((one) => [one.accountId, one.evidence]));
  const matches = { count: countCustomers(known.flatMap(({ accountId }) => accounts.get(accountId) ?? [])), isAll };
  const total = countConnected(deps);
  return { text, rows: tellApart(rows), target: null, total, matches, ticket: { evidence, isAll } };
}
