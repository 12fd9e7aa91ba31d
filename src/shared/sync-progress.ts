import type { ConnectionHealth } from './connection.ts';
import { countOf, wholeNumber } from './format.ts';

/**
 * How far a running sync is: `100 of 5,000 accounts`, `100 of about 5,012 accounts` if only the last complete list says how
 * many there are, or `100 accounts so far`. Null until it has seen one.
 */
export function syncProgress(health: ConnectionHealth, noun: 'account' | 'customer'): string | null {
  const { accountCount, lastSyncedAt, progress } = health;
  if (!progress || progress.seen === 0) return null;
  const { seen, total } = progress;
  // Customers may be added while the list is read.
  if (total !== null) return `${wholeNumber(seen)} of ${countOf(Math.max(seen, total), noun)}`;
  return lastSyncedAt !== null && accountCount > seen
    ? `${wholeNumber(seen)} of about ${countOf(accountCount, noun)}`
    : `${countOf(seen, noun)} so far`;
}
