import type { FoundInTicket } from '../../../shared/contract.ts';
import { longestSearchText } from '../../../shared/ticket-text.ts';

// A ticket's text in place of a typed one.

/** What was found in an older answer stays in the list, and so does what it was found by. */
export const withOlderEvidence = (fresh: FoundInTicket, older: FoundInTicket | undefined): FoundInTicket => ({
  ...fresh,
  evidence: { ...older?.evidence, ...fresh.evidence },
});

/** The first line of a ticket's text, as long as the field takes. */
export const firstLineOf = (text: string): string =>
  (text.split('\n')[0] ?? '').slice(0, longestSearchText).toWellFormed().trim();
