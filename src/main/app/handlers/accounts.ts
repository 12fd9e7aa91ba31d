import type { Handlers } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import { searchAccounts } from '../../accounts/search-accounts.ts';
import type { Program } from '../compose.ts';

/** Finding customers, logging in as them, and what the user writes down about them. */
export function accountHandlers(program: Program) {
  const { accounts, desktop, directory, door, events, index, visibleRows } = program;
  return {
    searchAccounts({ text }) {
      const answer = searchAccounts(program, text);
      visibleRows.set(answer.rows);
      return ok(answer);
    },
    logIn: (request) => door.open(request),
    copyLoginLink: (request) => door.copyLink(request),
    getAccountDetails: ({ accountId }) => program.details.read(accountId),
    async copyAccountField({ accountId, field }) {
      const account = accounts.get(accountId);
      if (!account) return fail({ kind: 'account-unknown' });
      await desktop.clipboard.writeText(field === 'id' ? account.remoteId : account.email);
      return ok(null);
    },
    renameAccount({ accountId, name }) {
      if (!accounts.get(accountId)) return fail({ kind: 'account-unknown' });
      directory.names.rename(accountId, name);
      index.update([accountId]);
      events.emit('favourites');
      return ok(null);
    },
    noteAccount({ accountId, note }) {
      if (!accounts.get(accountId)) return fail({ kind: 'account-unknown' });
      directory.names.note(accountId, note);
      index.update([accountId]);
      return ok(null);
    },
    pinAccount({ accountId, pinned }) {
      if (!accounts.get(accountId)) return fail({ kind: 'account-unknown' });
      accounts.pin(accountId, pinned);
      index.update([accountId]);
      events.emit('favourites');
      return ok(null);
    },
  } satisfies Partial<Handlers>;
}
