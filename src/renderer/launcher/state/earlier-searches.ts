import type { AppState } from '../../../shared/contract.ts';
import { isTicketText } from '../../../shared/ticket-text.ts';
import { type Change, given, inOrder, noChange, set } from './change.ts';

// Texts that the user searched for before, the newest first. They name customers: they are kept in this window only, and end with
// the program, or with a connection whose customers are forgotten.

const mostEarlier = 10;

/** The text in the field was good for something: a log-in was asked for with it, or the launcher hid with it. */
export const noteSearch: Change = given(({ earlier, naming, search }) => {
  const text = search.text.trim();
  if (text === '' || naming !== null || isTicketText(search.text)) return noChange;
  return set({ earlier: [text, ...earlier.filter((one) => one !== text)].slice(0, mostEarlier) });
});

/** SECURITY: who forgets a connection forgets what its customers were searched by. Nothing says which texts these are. */
export const forgetSearches = (hasGone: boolean): Change =>
  hasGone ? inOrder(set({ earlier: [] }), closeSearches) : noChange;

/** Whether a connection was removed. */
export const hasLost = (before: AppState | null, after: AppState): boolean =>
  before?.connections.some((one) => !after.connections.some(({ connectionId }) => connectionId === one.connectionId)) ??
  false;

const closeSearches: Change = given(({ palette }) => (palette === 'searches' ? set({ palette: null }) : noChange));
