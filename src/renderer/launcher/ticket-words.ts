import type { AccountRow } from '../../shared/account.ts';
import { countOf } from '../../shared/format.ts';
import type { Evidence } from '../../shared/ticket-text.ts';

// The words about a ticket's text and what was found in it.

/** `1,204 characters` */
export const sizeOfText = (text: string): string => countOf(text.trim().length, 'character');

type EvidenceRow = Pick<AccountRow, 'domain' | 'email' | 'name'>;

/** What a row was found by: each row says it, so that the user can judge. */
export function evidenceWords({ by, text }: Evidence, { domain, email, name }: EvidenceRow): string {
  // The row does not show its other names.
  const called = text === name ? '' : ` “${text}”`;
  switch (by) {
    case 'id':
    case 'email':
    case 'domain':
      return `by the ${by} ${text}`;
    case 'shared-domain':
      return `by the domain ${text}, maybe a mail provider’s`;
    case 'longer-id':
      return `by the id ${text} in a longer word or number`;
    case 'name':
      return `by the name${called}`;
    case 'short-name':
      return `by the name${called} without its legal form`;
    case 'longer-name':
      return `by the name${called}, maybe a part of a longer one`;
    case 'part':
      if (called && (text === email || text === domain)) {
        return `by the ${text === email ? 'email' : 'domain'} ${text} within another address`;
      }
      return `by the name${called} in an address`;
    case 'word':
      return `by a name of one word${called}`;
  }
}
