import type { Account } from '../../shared/account.ts';
import type { Connection } from '../../shared/connection.ts';
import type { GuardQuestion, Input } from '../../shared/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { KnownConnection, ProviderClient, ProviderClients } from '../connections/clients.ts';
import type { HealthBoard } from '../connections/health.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import type { LoginLink } from '../providers/provider.ts';
import type { Guards } from './guards.ts';

export interface LoginLinkDeps {
  accounts: Pick<Accounts, 'get'>;
  clients: Pick<ProviderClients, 'find' | 'open'>;
  guards: Pick<Guards, 'question'>;
  ledger: Pick<Ledger, 'begin' | 'finish'>;
  health: Pick<HealthBoard, 'noteOutcome'>;
  /** OS user name, recorded in the ledger. */
  who: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

export type LoginLinkRequest = Input<'logIn'>;

/** What is done with the link while it is valid: it is opened in the browser, or put on the clipboard. */
export interface Delivery {
  how: 'open' | 'copy';
  deliver: (link: LoginLink, client: ProviderClient) => Promise<Result<null>>;
}

export type Delivered =
  | { delivered: true; account: Account; connection: Connection; link: LoginLink }
  | ({ delivered: false } & GuardQuestion);

/** A log-in that is allowed, if the guards have no question. */
interface Wanted extends KnownConnection {
  account: Account;
  request: LoginLinkRequest;
}

/**
 * Requests a login link, once, and delivers it. The ledger row is on the disk before the provider is asked, so that no
 * log-in can go unrecorded. Returns the problems of the provider, the keychain and the delivery, `timeout` if the link
 * had already expired on arrival, account-unknown, connection-unknown, target-unknown, reason-needed, admin-email-needed.
 */
export async function obtainLoginLink(
  deps: LoginLinkDeps,
  request: LoginLinkRequest,
  delivery: Delivery,
): Promise<Result<Delivered>> {
  const checked = check(deps, request);
  if (!checked.ok) return checked;
  const { account, connection } = checked.value;
  const question = deps.guards.question(account, connection.provider, request.confirmed, delivery.how);
  if (question) return ok({ delivered: false, ...question });

  // Read the key while the ledger row is being written. SECURITY: send nothing until the row is committed.
  const opening = deps.clients.open(connection.connectionId, 'log-in');
  // If the row cannot be written, nothing awaits this.
  opening.catch(() => {});
  await yieldToEventLoop();
  const rowId = beginRow(deps, checked.value, delivery.how);
  const outcome = await requestAndDeliver(deps, checked.value, opening, delivery);
  if (outcome.ok) deps.ledger.finish(rowId, delivery.how === 'open' ? 'opened' : 'copied', null);
  else deps.ledger.finish(rowId, 'failed', outcome.problem.kind);
  return outcome.ok ? ok({ delivered: true, account, connection, link: outcome.value }) : outcome;
}

function check({ accounts, clients }: LoginLinkDeps, request: LoginLinkRequest): Result<Wanted> {
  const account = accounts.get(request.accountId);
  if (!account) return fail({ kind: 'account-unknown' });
  const { connectionId } = account;
  const known = clients.find(connectionId);
  if (!known) return fail({ kind: 'connection-unknown' });
  const { facts } = known.provider;
  if (request.target !== null && !facts.targets.some(({ id }) => id === request.target)) {
    return fail({ kind: 'target-unknown', provider: facts.shortName });
  }
  if (account.kind === 'admin-console' && !known.connection.adminEmail) {
    return fail({ kind: 'admin-email-needed', connectionId });
  }
  if (known.connection.reasonRequired && !request.reason) return fail({ kind: 'reason-needed', connectionId });
  return ok({ ...known, account, request });
}

const beginRow = (deps: LoginLinkDeps, { account, connection, request }: Wanted, how: Delivery['how']): number =>
  deps.ledger.begin({
    at: new Date(deps.now()).toISOString(),
    who: deps.who,
    accountId: account.accountId,
    accountName: account.name,
    provider: connection.provider,
    connectionLabel: connection.label,
    target: request.target,
    landing: null,
    as: null,
    reason: request.reason,
    how,
  });

async function requestAndDeliver(
  { health, now }: LoginLinkDeps,
  { account, connection, request }: Wanted,
  opening: ReturnType<ProviderClients['open']>,
  { deliver }: Delivery,
): Promise<Result<LoginLink>> {
  const { connectionId } = connection;
  const opened = await opening;
  if (!opened.ok) return opened;
  const { provider, call } = opened.value;
  const askedAt = now();
  const link = await (account.kind === 'admin-console' && provider.makeAdminConsoleLink
    ? provider.makeAdminConsoleLink(call, connection.adminEmail)
    : provider.makeLoginLink(call, account.remoteId, { target: request.target }));
  health.noteOutcome(connectionId, link);
  if (!link.ok) return link;
  // If the machine slept in between, say, an expired link would only lead to the provider's error page.
  const afterMs = now() - askedAt;
  if (askedAt + afterMs >= Date.parse(link.value.expiresAt)) {
    const afterSeconds = Math.round(afterMs / 1000);
    return fail({ kind: 'timeout', afterSeconds, connectionId, provider: provider.facts.shortName });
  }
  const delivered = await deliver(link.value, opened.value);
  return delivered.ok ? link : delivered;
}
