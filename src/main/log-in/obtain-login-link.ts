import type { Account } from '../../shared/account.ts';
import type { Connection } from '../../shared/connection.ts';
import type { Input } from '../../shared/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Conversation, Converse } from '../connections/clients.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import type { LoginLink, Provider } from '../providers/provider.ts';
import type { GuardQuestion, Guards } from './guards.ts';

export interface LoginLinkDeps {
  account: (accountId: string) => Account | null;
  connection: (connectionId: string) => Connection | undefined;
  provider: (provider: string) => Provider | undefined;
  guards: Guards;
  ledger: Pick<Ledger, 'begin' | 'finish'>;
  converse: Converse;
  /** The operating system's name of whoever sits here. */
  who: string;
  now: () => number;
  /** Ends when the program does. */
  ending: AbortSignal;
  /** The provider answered well, or with a problem that concerns the whole connection. */
  noteOutcome: (connectionId: string, outcome: Result<unknown>) => void;
}

export type LoginLinkRequest = Input<'logIn'>;

/** What is done with the link while it is good: opened in the browser, or put on the clipboard. */
export interface Delivery {
  how: 'open' | 'copy';
  deliver: (link: LoginLink, endpoint: Conversation['call']['endpoint'], account: Account) => Promise<Result<null>>;
}

export type Delivered =
  | { delivered: true; account: Account; connection: Connection; link: LoginLink }
  | ({ delivered: false } & GuardQuestion);

/**
 * Asks the provider for a login link, once, and delivers it. The ledger row stands on the disk before the provider is
 * asked, so that a log-in can never go unrecorded. Returns the provider's, the keychain's and the delivery's problems,
 * timeout where the link was over when it came, account-unknown, connection-unknown, target-unknown, reason-needed and admin-email-needed.
 */
export async function obtainLoginLink(
  deps: LoginLinkDeps,
  request: LoginLinkRequest,
  { how, deliver }: Delivery,
): Promise<Result<Delivered>> {
  const account = deps.account(request.accountId);
  if (!account) return fail({ kind: 'account-unknown' });
  const { connectionId } = account;
  const connection = deps.connection(connectionId);
  const provider = connection && deps.provider(connection.provider);
  if (!connection || !provider) return fail({ kind: 'connection-unknown' });
  const { shortName } = provider.facts;
  const { target } = request;
  if (target !== null && !provider.facts.targets.some(({ id }) => id === target)) {
    return fail({ kind: 'target-unknown', provider: shortName });
  }
  const isConsole = account.kind === 'admin-console';
  if (isConsole && !connection.adminEmail) return fail({ kind: 'admin-email-needed', connectionId });
  if (connection.reasonRequired && !request.reason) return fail({ kind: 'reason-needed', connectionId });
  const question = deps.guards.question(account, connection.provider, request.confirmed, how);
  if (question) return ok({ delivered: false, ...question });

  const linkFrom = ({ provider, call }: Conversation): Promise<Result<LoginLink>> =>
    isConsole && provider.makeAdminConsoleLink
      ? provider.makeAdminConsoleLink(call, connection.adminEmail)
      : provider.makeLoginLink(call, account.remoteId, { target });

  const askAndDeliver = async (conversing: ReturnType<Converse>): Promise<Result<LoginLink>> => {
    const conversation = await conversing;
    if (!conversation.ok) return conversation;
    const askedAt = deps.now();
    const link = await linkFrom(conversation.value);
    deps.noteOutcome(connectionId, link);
    if (!link.ok) return link;
    // The machine slept meanwhile, say: a link that is over would only lead to the provider's error page.
    const afterMs = deps.now() - askedAt;
    if (askedAt + afterMs >= Date.parse(link.value.expiresAt)) {
      const afterSeconds = Math.round(afterMs / 1000);
      return fail({ kind: 'timeout', afterSeconds, connectionId, provider: shortName });
    }
    const delivered = await deliver(link.value, conversation.value.call.endpoint, account);
    return delivered.ok ? link : delivered;
  };

  // The key is fetched while the disk takes the row. SECURITY: nothing is sent with it before the row stands.
  const conversing = deps.converse(connectionId, 'log-in', deps.ending);
  // Nobody awaits it where the row cannot be written.
  conversing.catch(() => {});
  await yieldToEventLoop();
  const rowId = deps.ledger.begin({
    at: new Date(deps.now()).toISOString(),
    who: deps.who,
    accountId: account.accountId,
    accountName: account.name,
    provider: connection.provider,
    connectionLabel: connection.label,
    target,
    reason: request.reason,
    how,
  });
  const outcome = await askAndDeliver(conversing);
  if (outcome.ok) deps.ledger.finish(rowId, how === 'open' ? 'opened' : 'copied', null);
  else deps.ledger.finish(rowId, 'failed', outcome.problem.kind);
  return outcome.ok ? ok({ delivered: true, account, connection, link: outcome.value }) : outcome;
}
