import type { Handlers } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import { noteAccount, pinAccount, renameAccount } from '../../accounts/change-account.ts';
import { searchAccounts } from '../../accounts/search-accounts.ts';
import type { Program } from '../compose.ts';

/** Finding customers, logging in as them, and what the user writes down about them. */
export function accountHandlers(program: Program) {
  const { accounts, changes, desktop, door, events, use, visibleRows } = program;
  return {
    searchAccounts({ text, typed }) {
      if (typed) use.noteTyped();
      const answer = searchAccounts(program, text);
      visibleRows.set(answer.rows);
      return ok(answer);
    },
    logIn: (request) => door.run(request, 'open'),
    copyLoginLink: (request) => door.run(request, 'copy'),
    cancelLogIn: () => ok(door.cancel()),
    noteTyped() {
      use.noteTyped();
      return ok(null);
    },
    noteHand() {
      use.noteHand();
      return ok(null);
    },
    noteQuestion({ open }) {
      use.noteQuestion(open);
      return ok(null);
    },
    getAccountDetails: ({ accountId }) => program.details.read(accountId),
    async copyAccountField({ accountId, field }) {
      const account = accounts.get(accountId);
      if (!account) return fail({ kind: 'account-unknown' });
      await desktop.clipboard.writeText(field === 'id' ? account.remoteId : account.email);
      return ok(null);
    },
    renameAccount({ accountId, name }) {
      const renamed = renameAccount(program, accountId, name);
      events.emit('favourites');
      return renamed;
    },
    noteAccount: ({ accountId, note }) => noteAccount(program, accountId, note),
    pinAccount({ accountId, pinned }) {
      const changed = pinAccount(program, accountId, pinned);
      events.emit('favourites');
      return changed;
    },
    async undoChange({ changeId }) {
      const undone = await changes.undo(changeId);
      events.emit('favourites');
      return undone;
    },
  } satisfies Partial<Handlers>;
}
