import type { Account } from '../../shared/account.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import { longest, plainText } from '../lib/plain-text.ts';

export interface FamiliarDeps {
  accounts: Pick<Accounts, 'isRenamedSince'>;
  ledger: Pick<Ledger, 'lastReadOf'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

const dayMs = 24 * 60 * 60_000;

/**
 * Whether the user knows a customer beside these lookalikes: it was opened within a day, and all of them are called as they
 * were then. A person knows names, not ids.
 */
export function isFamiliar(
  { accounts, ledger, now }: FamiliarDeps,
  { accountId, lastLogInAt, name }: Account,
  lookalikes: readonly Pick<Account, 'accountId'>[],
): boolean {
  if (lastLogInAt === null || now() - Date.parse(lastLogInAt) >= dayMs) return false;
  const read = ledger.lastReadOf(accountId);
  if (read?.name !== plainText(name, longest.name)) return false;
  return !lookalikes.some((other) => accounts.isRenamedSince(other.accountId, read.rowId));
}
