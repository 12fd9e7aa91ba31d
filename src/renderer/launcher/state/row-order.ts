import { type AccountRow, mostShownRows } from '../../../shared/account.ts';

/**
 * Fresh rows in the order that is on the screen. New rows come last, and removed rows stay until the next keystroke or the
 * end of a sync that the user asked for, so that nothing moves under the user's hand. `others`: of the rows on the screen, those that
 * the text does not find any more, as they are now.
 */
export function keepOrder(
  shown: readonly AccountRow[],
  fresh: readonly AccountRow[],
  others: readonly AccountRow[] = [],
): AccountRow[] {
  const byId = new Map([...others, ...fresh].map((row) => [row.accountId, row]));
  const kept = shown.map((row) => byId.get(row.accountId) ?? row);
  const ids = new Set(shown.map((row) => row.accountId));
  const added = fresh.filter((row) => !ids.has(row.accountId));
  return [...kept, ...added.slice(0, Math.max(0, mostShownRows - kept.length))];
}

/** Moves the row of this account to the front, if it is among them. */
export function putFirst(rows: readonly AccountRow[], accountId: string | null): readonly AccountRow[] {
  const row = rows.find((one) => one.accountId === accountId);
  return row ? [row, ...rows.filter((one) => one !== row)] : rows;
}
