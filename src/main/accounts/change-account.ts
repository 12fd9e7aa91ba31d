import type { Account } from '../../shared/account.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { NameBook } from '../directory/names/name-book.ts';
import type { AccountIndex } from './account-index.ts';
import type { Changes } from './changes.ts';

export interface ChangeAccountDeps {
  accounts: Pick<Accounts, 'get' | 'pin' | 'pinnedAt'>;
  directory: { readonly names: Pick<NameBook, 'given' | 'note' | 'rename'> };
  index: Pick<AccountIndex, 'update'>;
  changes: Pick<Changes, 'note'>;
}

type Changed = Result<{ changeId: string }>;

/** Empty: back to the name it had. Returns account-unknown. */
export const renameAccount = (deps: ChangeAccountDeps, accountId: string, name: string): Changed =>
  changeGiven(deps, accountId, 'name', name);

/** Empty: back to an imported note, or none. Returns account-unknown. */
export const noteAccount = (deps: ChangeAccountDeps, accountId: string, note: string): Changed =>
  changeGiven(deps, accountId, 'note', note);

/** Returns account-unknown. */
export function pinAccount(deps: ChangeAccountDeps, accountId: string, pinned: boolean): Changed {
  const { accounts, changes, index } = deps;
  const account = accounts.get(accountId);
  if (!account) return fail({ kind: 'account-unknown' });
  const before = accounts.pinnedAt(accountId);
  accounts.pin(accountId, pinned);
  const after = accounts.pinnedAt(accountId);
  index.update([accountId]);
  return noted(changes, account, pinned ? 'pin' : 'unpin', () => {
    if (accounts.pinnedAt(accountId) !== after) return fail({ kind: 'changed-since' });
    // Where it was in the order of pins.
    accounts.pin(accountId, before !== null, before);
    index.update([accountId]);
    return ok(null);
  });
}

function changeGiven(deps: ChangeAccountDeps, accountId: string, field: 'name' | 'note', text: string): Changed {
  const { accounts, changes, directory, index } = deps;
  const account = accounts.get(accountId);
  if (!account) return fail({ kind: 'account-unknown' });
  const { names } = directory;
  const give = (given: string): void => {
    if (field === 'name') names.rename(accountId, given);
    else names.note(accountId, given);
    index.update([accountId]);
  };
  const before = names.given(accountId)[field];
  give(text);
  const after = names.given(accountId)[field];
  return noted(changes, account, field === 'name' ? 'rename' : 'note', () => {
    if (names.given(accountId)[field] !== after) return fail({ kind: 'changed-since' });
    give(before);
    return ok(null);
  });
}

const noted = (
  changes: Pick<Changes, 'note'>,
  { name }: Account,
  kind: Parameters<Changes['note']>[0],
  undo: Parameters<Changes['note']>[2],
): Changed => ok({ changeId: changes.note(kind, name, undo) });
