import type { AccountRow } from '../../../shared/account.ts';

/**
 * Fresh rows in the order that is on the screen. New rows come last, and removed rows stay until the next keystroke or the
 * end of a sync that the user asked for, so that nothing moves under the user's hand.
 */
export function keepOrder(shown: readonly AccountRow[], fresh: readonly AccountRow[]): AccountRow[] {
  const byId = new Map(fresh.map((row) => [row.accountId, row]));
  const kept = shown.map((row) => byId.get(row.accountId) ?? row);
  const ids = new Set(shown.map((row) => row.accountId));
  return [...kept, ...fresh.filter((row) => !ids.has(row.accountId))];
}

/** Moves the row of this account to the front, if it is among them. */
export function putFirst(rows: readonly AccountRow[], accountId: string | null): readonly AccountRow[] {
  const row = rows.find((one) => one.accountId === accountId);
  return row ? [row, ...rows.filter((one) => one !== row)] : rows;
}
