import type { WaitingLink } from '../../shared/contract.ts';
import { fact, type Part } from './sentence-parts.ts';

/** The customer, or the text if no customer of ours is called that. */
const nameOf = ({ name, text }: WaitingLink): string => name ?? `“${text}”`;

export const waitingParts = (waiting: WaitingLink): readonly Part[] => {
  const name = fact(nameOf(waiting));
  return waiting.from === 'clipboard' ? [name, ' from the clipboard waits'] : ['A link for ', name, ' waits'];
};

/** For screen readers, after the line. */
export const waitingKeys = 'Choose Show in the actions, or press Escape to dismiss it.';

/** The palette's entry. */
export const showWaitingWords = (waiting: WaitingLink): string =>
  waiting.from === 'clipboard'
    ? `Show ${nameOf(waiting)} from the clipboard`
    : `Show the waiting link for ${nameOf(waiting)}`;
