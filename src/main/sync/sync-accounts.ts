import { accountIdOf, adminConsoleRemoteId } from '../../shared/account.ts';
import type { Connection } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Converse } from '../connections/clients.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';

export interface SyncAccountsDeps {
  converse: Converse;
  accounts: Pick<Accounts, 'beginRun' | 'storePage' | 'completeRun' | 'abandonRun' | 'putAdminConsole'>;
  index: {
    update(accountIds: readonly string[]): void;
    removeInSlices(accountIds: readonly string[]): Promise<void>;
  };
  progress: (connectionId: string, seen: number, total: number | null) => void;
  /** Lets the event loop turn, so that requests go out and keystrokes are answered while pages arrive. */
  pause: () => Promise<void>;
  now: () => number;
}

/**
 * Reads a connection's whole list, page by page, each page one small transaction; it is stored while the next one is on
 * its way. Only a complete list removes what it did not see; a list that fails half-way leaves everything as it was and is
 * taken up again where it ended, or from its beginning where it made no sense. Returns the provider's and the keychain's
 * problems, and sync-cancelled.
 */
export async function syncAccounts(
  deps: SyncAccountsDeps,
  connectionId: string,
  signal: AbortSignal,
): Promise<Result<{ connection: Connection; seen: number }>> {
  const conversation = await deps.converse(connectionId, 'background', signal);
  if (!conversation.ok) return conversation;
  const { provider, connection, call } = conversation.value;
  if (provider.facts.adminConsole) {
    deps.accounts.putAdminConsole(connectionId, provider.facts.adminConsole.name);
    deps.index.update([accountIdOf(connectionId, adminConsoleRemoteId)]);
  }
  const ask = (cursor: string | null) => {
    const answer = provider.listAccounts(call, cursor);
    // Nobody awaits the next page where this one could not be stored.
    answer.catch(() => {});
    return answer;
  };
  const { cursor, seen: seenBefore } = deps.accounts.beginRun(connectionId);
  let seen = seenBefore;
  let coming = ask(cursor);
  for (;;) {
    const page = await coming;
    if (signal.aborted) return fail({ kind: 'sync-cancelled' });
    if (!page.ok) {
      // Taken up where it went in circles, it would go in circles for ever.
      if (page.problem.kind === 'reply-unreadable' && page.problem.why === 'shape')
        deps.accounts.abandonRun(connectionId);
      return page;
    }
    const { accounts, next, total } = page.value;
    if (next !== null) {
      coming = ask(next);
      // The HTTP client looks at its connection again before it sends: two turns. Stored first, this page would hold it up.
      await deps.pause();
      await deps.pause();
    }
    deps.index.update(deps.accounts.storePage(connectionId, accounts, next).changed);
    seen += accounts.length;
    deps.progress(connectionId, seen, total);
    if (next === null) break;
  }
  const { removed } = await deps.accounts.completeRun(connectionId, new Date(deps.now()).toISOString());
  await deps.index.removeInSlices(removed);
  return ok({ connection, seen });
}
