import { accountIdOf, adminConsoleRemoteId } from '../../shared/account.ts';
import type { GoneCustomers } from '../../shared/gone-customers.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ProviderClients } from '../connections/clients.ts';
import type { HealthBoard } from '../connections/health.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import { isShort, type ShortLists } from './short-lists.ts';

export interface SyncAccountsDeps {
  clients: Pick<ProviderClients, 'open'>;
  accounts: Pick<
    Accounts,
    'beginRun' | 'storePage' | 'completeRun' | 'abandonRun' | 'putAdminConsole' | 'count' | 'countUnseen'
  >;
  index: {
    update(accountIds: readonly string[]): void;
    removeInSlices(accountIds: readonly string[]): Promise<void>;
  };
  health: Pick<HealthBoard, 'note'>;
  shortLists: Pick<ShortLists, 'before' | 'note' | 'forget'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Reads a connection's whole list. Each page is stored in a small transaction of its own while the next one is on its
 * way. Only a complete list removes the accounts that it did not contain. After a failure everything stays, and the next
 * sync goes on at the same page, or at the first page if the list made no sense. If the provider no longer knows the place
 * where to go on, because that account was deleted, say, the list is read again from its first page: once. So is a list that
 * lacks most customers that there were; if it does again, they stay until it did so for some minutes. Returns
 * sync-cancelled, list-short, and the problems of `ProviderClients.open` and the provider.
 */
export async function syncAccounts(
  deps: SyncAccountsDeps,
  connectionId: string,
  signal: AbortSignal,
): Promise<Result<{ seen: number; gone: GoneCustomers }>> {
  const client = await deps.clients.open(connectionId, 'background', signal);
  if (!client.ok) return client;
  const { provider, call } = client.value;
  if (provider.facts.adminConsole) {
    deps.accounts.putAdminConsole(connectionId, provider.facts.adminConsole.name);
    deps.index.update([accountIdOf(connectionId, adminConsoleRemoteId)]);
  }
  const requestPage = (cursor: string | null) => {
    const page = provider.listAccounts(call, cursor);
    // If this page cannot be stored, nothing awaits the next one.
    page.catch(() => {});
    return page;
  };
  let { cursor, seen } = deps.accounts.beginRun(connectionId);
  let coming = requestPage(cursor);
  const beginAgain = (): void => {
    deps.accounts.abandonRun(connectionId);
    ({ cursor, seen } = deps.accounts.beginRun(connectionId));
    coming = requestPage(cursor);
  };
  let hasLookedAgain = false;
  let added = 0;
  for (let hasBegunAgain = false; ; ) {
    const page = await coming;
    if (signal.aborted) return fail({ kind: 'sync-cancelled' });
    if (!page.ok) {
      const isDeadEnd = cursor !== null && refusesCursor(page.problem);
      // Resumed at this cursor, the list would be refused, or go in circles, for ever.
      if (isDeadEnd || (page.problem.kind === 'reply-unreadable' && page.problem.why === 'shape'))
        deps.accounts.abandonRun(connectionId);
      if (!isDeadEnd || hasBegunAgain) return page;
      hasBegunAgain = true;
      beginAgain();
      continue;
    }
    const { accounts, next, total } = page.value;
    if (next !== null) {
      coming = requestPage(next);
      // undici sends after two turns of the event loop: the next request must be on the wire before this page is stored.
      await yieldToEventLoop();
      await yieldToEventLoop();
    }
    const known = deps.accounts.count(connectionId);
    deps.index.update(deps.accounts.storePage(connectionId, accounts, next).changed);
    added += deps.accounts.count(connectionId) - known;
    seen += accounts.length;
    deps.health.note(connectionId, {
      progress: { seen, total },
      accountCount: deps.accounts.count(connectionId),
    });
    if (next !== null) {
      cursor = next;
      continue;
    }
    const customers = deps.accounts.count(connectionId);
    const lost = deps.accounts.countUnseen(connectionId);
    const before = deps.shortLists.before(connectionId) ?? customers - added;
    if (!isShort(lost, customers, before)) {
      deps.shortLists.forget(connectionId);
      break;
    }
    // SECURITY: one reply must not empty the directory, nor all but empty it.
    if (hasLookedAgain) {
      const lookAgainAt = deps.shortLists.note(connectionId, before);
      if (lookAgainAt === null) break;
      deps.accounts.abandonRun(connectionId);
      return fail({
        kind: 'list-short',
        listed: customers - lost,
        customers,
        retryAt: new Date(lookAgainAt).toISOString(),
        ...call.http.about,
      });
    }
    hasLookedAgain = true;
    beginAgain();
  }
  const { removed, names } = await deps.accounts.completeRun(connectionId, new Date(deps.now()).toISOString());
  await deps.index.removeInSlices(removed);
  return ok({ seen, gone: { connectionId, count: removed.length, names } });
}

/** The provider no longer has the place in its list that a cursor names. */
const refusesCursor = (problem: Problem): boolean =>
  problem.kind === 'request-refused' && (problem.status === 400 || problem.status === 404);
