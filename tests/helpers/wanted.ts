import type { Wanted } from '../../src/main/log-in/check-request.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import type { Account } from '../../src/shared/account.ts';
import type { Connection } from '../../src/shared/connection.ts';
import type { LogInRequest } from '../../src/shared/log-in.ts';
import { connection as anyConnection } from './accounts.ts';

/** What main is asked for by Enter on the first row, if this account is in it. */
export const wish = ({ accountId }: Pick<Account, 'accountId'>, change: Partial<LogInRequest> = {}): LogInRequest => ({
  accountId,
  target: null,
  reason: '',
  confirmed: [],
  chosen: 'text',
  ...change,
});

/** The same by Shift+Enter on a row that was chosen by hand. */
export const windowWish = (account: Pick<Account, 'accountId'>): LogInRequest =>
  wish(account, { chosen: 'row', opensIn: 'window' });

/** A log-in that may begin: Enter on the first row, unless the test says otherwise. */
export function wanted(
  account: Account,
  request: Partial<LogInRequest> = {},
  connection: Partial<Connection> = {},
): Wanted {
  const known = anyConnection({ connectionId: account.connectionId, ...connection });
  const provider = providerOf(known.provider);
  if (!provider) throw new Error(`no provider is called ${known.provider}`);
  return {
    account,
    connection: known,
    provider,
    opensIn: request.opensIn ?? known.opensIn,
    request: wish(account, request),
  };
}
