import type { Handlers } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import { isTicketText } from '../../../shared/ticket-text.ts';
import { noteAccount, pinAccount, renameAccount } from '../../accounts/change-account.ts';
import { findInText } from '../../accounts/find-in-text.ts';
import { latchkeyLinkTo } from '../../accounts/latchkey-link.ts';
import { withOthers } from '../../accounts/other-rows.ts';
import { searchAccounts } from '../../accounts/search-accounts.ts';
import type { Program } from '../compose.ts';

/** As many as fit into the pane beside what else it says. */
const previewedLogIns = 3;

/** Finding customers, logging in as them, and what the user writes down about them. */
export function accountHandlers(program: Program) {
  const { accounts, changes, desktop, door, events, ledger, reminders, settings, use, visibleRows } = program;
  return {
    searchAccounts({ text, typed, shown = [] }) {
      if (typed) use.noteTyped();
      const found = isTicketText(text) ? findInText(program, text) : searchAccounts(program, text);
      const answer = withOthers(program, found, shown);
      visibleRows.set([...answer.rows, ...(answer.others ?? [])]);
      return ok(answer);
    },
    logIn: (request) => door.run(request, 'open'),
    copyLoginLink: (request) => door.run(request, 'copy'),
    cancelLogIn: () => ok(door.cancel()),
    remindOfLogIn: ({ accountId, at }) => reminders.set(accountId, at),
    openDirectly({ accountId }) {
      if (!accounts.get(accountId)) return fail({ kind: 'account-unknown' });
      door.openDirectly(accountId);
      return ok(null);
    },
    showPastedLink: ({ link }) => door.showPastedLink(link),
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
    readNames: ({ accountIds }) =>
      ok(accounts.getMany(accountIds).map(({ accountId, name, email }) => ({ accountId, name, email }))),
    getPreview: ({ accountId }) =>
      accounts.get(accountId)
        ? ok({ logIns: ledger.lastLogIns(accountId, previewedLogIns), details: program.details.kept(accountId) })
        : fail({ kind: 'account-unknown' }),
    getAccountDetails: ({ accountId, again = false }) => program.details.read(accountId, again),
    async copyAccountField({ accountId, field }) {
      const account = accounts.get(accountId);
      if (!account) return fail({ kind: 'account-unknown' });
      const connection = settings.connection(account.connectionId);
      const { remoteId, email, name } = account;
      const texts: Record<typeof field, string> = {
        id: remoteId,
        email,
        link: latchkeyLinkTo(program, account),
        text: [name, connection?.label, remoteId].filter(Boolean).join(' · '),
      };
      await desktop.clipboard.writeText(texts[field]);
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
