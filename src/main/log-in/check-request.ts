import { type Account, splitAccountId } from '../../shared/account.ts';
import { isEmail } from '../../shared/email.ts';
import type { LogInHow, LogInRequest } from '../../shared/log-in.ts';
import type { OpensIn } from '../../shared/own-windows.ts';
import type { Problem } from '../../shared/problems.ts';
import { readPage } from '../../shared/provider-page.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { KnownConnection, ProviderClients } from '../connections/clients.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';

export interface CheckRequestDeps {
  accounts: Pick<Accounts, 'get'>;
  clients: Pick<ProviderClients, 'find'>;
}

/** A log-in that may begin. */
export interface Wanted extends KnownConnection {
  account: Account;
  request: LogInRequest;
  opensIn: OpensIn;
}

/** Returns account-unknown, connection-unknown, target-unknown, admin-email-needed, reason-needed. */
export function checkRequest(
  { accounts, clients }: CheckRequestDeps,
  request: LogInRequest,
  how: LogInHow,
): Result<Wanted> {
  const account = accounts.get(request.accountId);
  if (!account) return fail(unknownAccount(clients, request.accountId));
  const { connectionId } = account;
  const known = clients.find(connectionId);
  if (!known) return fail({ kind: 'connection-unknown' });
  const { facts } = known.provider;
  if (request.target !== null && !facts.targets.some(({ id }) => id === request.target)) {
    return fail({ kind: 'target-unknown', provider: facts.shortName });
  }
  const { page, as } = request;
  const takesPage = page === undefined || (account.kind === 'customer' && readPage(page, facts.pages) === page);
  const takesUser = as === undefined || (account.kind === 'customer' && facts.takesUser && isEmail(as));
  // SECURITY: never the customer's account on another page, or as another user, than was asked for.
  if (!takesPage || !takesUser || (page !== undefined && request.target !== null)) {
    return fail({ kind: 'target-unknown', provider: facts.shortName });
  }
  if (account.kind === 'admin-console' && !known.connection.adminEmail) {
    return fail({ kind: 'admin-email-needed', connectionId });
  }
  if (known.connection.reasonRequired && !request.reason) return fail({ kind: 'reason-needed', connectionId });
  const opensIn = how === 'copy' ? 'browser' : (request.opensIn ?? known.connection.opensIn);
  return ok({ ...known, account, request, opensIn });
}

/** A row may be on the screen that the last complete list did not have any more. */
function unknownAccount(clients: CheckRequestDeps['clients'], accountId: string): Problem {
  const parts = splitAccountId(accountId);
  const known = parts && clients.find(parts.connectionId);
  if (!known) return { kind: 'account-unknown' };
  const { connection, provider } = known;
  return { kind: 'account-unknown', connectionId: connection.connectionId, provider: provider.facts.shortName };
}
