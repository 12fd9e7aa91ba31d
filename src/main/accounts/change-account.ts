import { randomUUID } from 'node:crypto';
import type { AccountChange, Undone } from '../../shared/change.ts';
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

/** The change that was made, or null if nothing was to be changed. */
type Changed = Result<AccountChange | null>;

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
  const { name } = account;
  const before = accounts.pinnedAt(accountId);
  if (pinned === (before !== null)) return ok(null);
  accounts.pin(accountId, pinned);
  const after = accounts.pinnedAt(accountId);
  index.update([accountId]);
  const change: AccountChange = { changeId: randomUUID(), accountId, name, kind: pinned ? 'pin' : 'unpin' };
  const undo = (): Result<Undone> => {
    if (accounts.pinnedAt(accountId) !== after) return fail({ kind: 'changed-since' });
    // Where it was in the order of pins.
    accounts.pin(accountId, before !== null, before);
    index.update([accountId]);
    return ok({ name: nameNow(deps, accountId, name) });
  };
  return ok(changes.note(change, undo));
}

function changeGiven(deps: ChangeAccountDeps, accountId: string, field: 'name' | 'note', text: string): Changed {
  const { accounts, changes, directory, index } = deps;
  const account = accounts.get(accountId);
  if (!account) return fail({ kind: 'account-unknown' });
  const { names } = directory;
  const { name } = account;
  const give = (given: string): void => {
    if (field === 'name') names.rename(accountId, given);
    else names.note(accountId, given);
    index.update([accountId]);
  };
  const before = names.given(accountId)[field];
  give(text);
  const after = names.given(accountId)[field];
  if (before === after) return ok(null);
  const of = { changeId: randomUUID(), accountId, name };
  const change: AccountChange =
    field === 'name'
      ? { ...of, kind: 'rename', newName: nameNow(deps, accountId, after) }
      : { ...of, kind: 'note', removed: after === '' };
  const undo = (): Result<Undone> => {
    if (names.given(accountId)[field] !== after) return fail({ kind: 'changed-since' });
    give(before);
    return ok({ name: nameNow(deps, accountId, name) });
  };
  return ok(changes.note(change, undo));
}

/** `otherwise`: for an account that its provider no longer lists. */
const nameNow = ({ accounts }: ChangeAccountDeps, accountId: string, otherwise: string): string =>
  accounts.get(accountId)?.name ?? otherwise;
