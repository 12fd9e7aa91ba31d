import type { WaitingLink } from '../../shared/contract.ts';
import { isTicketText } from '../../shared/ticket-text.ts';
import { fact, type Part } from './sentence-parts.ts';
import { sizeOfText } from './ticket-words.ts';

/** The customer, or the text if no customer of ours is called that. */
const nameOf = ({ name, text }: WaitingLink): string => name ?? `“${text}”`;

/** A ticket's text is too long to be shown. */
const sizeOf = ({ text }: WaitingLink): string | null =>
  text !== null && isTicketText(text) ? `text of ${sizeOfText(text)}` : null;

export function waitingParts(waiting: WaitingLink): readonly Part[] {
  const size = sizeOf(waiting);
  if (size !== null) return [`A ${size} from the clipboard waits`];
  const name = fact(nameOf(waiting));
  switch (waiting.from) {
    case 'clipboard':
      return [name, ' from the clipboard waits'];
    case 'deep-link':
      return ['A link for ', name, ' waits'];
    case 'reminder':
      return ['You can log in to ', name, ' again'];
  }
}

/** For screen readers, after the line. */
export const waitingKeys = 'Choose Show in the actions, or press Escape to dismiss it.';

/** The palette's entry. */
export function showWaitingWords(waiting: WaitingLink): string {
  const size = sizeOf(waiting);
  if (size !== null) return `Show the ${size} from the clipboard`;
  switch (waiting.from) {
    case 'clipboard':
      return `Show ${nameOf(waiting)} from the clipboard`;
    case 'deep-link':
      return `Show the waiting link for ${nameOf(waiting)}`;
    case 'reminder':
      return `Show ${nameOf(waiting)}, to log in again`;
  }
}
