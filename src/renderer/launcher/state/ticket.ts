import type { AccountRow } from '../../../shared/account.ts';
import type { FoundInTicket } from '../../../shared/contract.ts';
import { longestSearchText } from '../../../shared/ticket-text.ts';

// A ticket's text in place of a typed one.

/**
 * What was found in an older answer stays in the list, and so does what it was found by. `changed`: rows whose customers are now
 * called otherwise. The text may not name them any more.
 */
export function withOlderEvidence(
  fresh: FoundInTicket,
  older: FoundInTicket | undefined,
  changed: readonly Pick<AccountRow, 'accountId'>[],
): FoundInTicket {
  const kept = Object.entries(older?.evidence ?? {}).filter(
    ([id]) => !changed.some(({ accountId }) => accountId === id),
  );
  return { ...fresh, evidence: { ...Object.fromEntries(kept), ...fresh.evidence } };
}

/** The first line of a ticket's text, as long as the field takes. */
export const firstLineOf = (text: string): string =>
  (text.split('\n')[0] ?? '').slice(0, longestSearchText).toWellFormed().trim();
