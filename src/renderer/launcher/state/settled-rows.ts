import type { AccountRow } from '../../../shared/account.ts';

/**
 * Fresh facts in the order that is on the screen. What is new comes last; what is gone stays until the next keystroke,
 * so that nothing moves under the user's hand.
 */
export function keepOrder(shown: readonly AccountRow[], fresh: readonly AccountRow[]): AccountRow[] {
  const byId = new Map(fresh.map((row) => [row.accountId, row]));
  const kept = shown.map((row) => byId.get(row.accountId) ?? row);
  const ids = new Set(shown.map((row) => row.accountId));
  return [...kept, ...fresh.filter((row) => !ids.has(row.accountId))];
}

/** The named account's row comes first, where it is among them. */
export function putFirst(rows: readonly AccountRow[], accountId: string | null): readonly AccountRow[] {
  const row = rows.find((one) => one.accountId === accountId);
  return row ? [row, ...rows.filter((one) => one !== row)] : rows;
}
