import { type Filterable, readSearchText } from './search-filters.ts';
import { longestSearchText, ticketTextOf } from './ticket-text.ts';

/** Longer than a search text: the query and the fragment of a page are dropped. */
const longestPasted = 2_200;

/**
 * The search text that was pasted or is on the clipboard, if it says where a log-in leads: one line with the address of a page
 * of a provider, or with `as:`, as it would be typed. Pages are as `readPage` returns them. Null if it says no such thing, if
 * the rest of it is a ticket's text, or if it is too long for the field with a space after it. SECURITY: read as a ticket's text, it would log in
 * elsewhere, or as another user, than it says.
 */
export function pastedSearchText(pasted: string, filterable: Filterable): string | null {
  const text = pasted.trim();
  if (text.length > longestPasted || /[\r\n]/.test(text)) return null;
  const { filters, unfinishedUsers, words } = readSearchText(text, filterable);
  const pages = filters.filter((filter) => filter.kind === 'page');
  const saysWhere = pages.length > 0 || unfinishedUsers.length > 0 || filters.some(({ kind }) => kind === 'user');
  if (!saysWhere || ticketTextOf(words) !== null) return null;
  const searched = pages.reduceRight((all, { from, to, page }) => all.slice(0, from) + page + all.slice(to), text);
  return searched.length < longestSearchText ? searched : null;
}

/** The text as a `latchkey://` link; null if it is none. Whether it can be read is not said. */
export const pastedLink = (pasted: string): string | null => /^latchkey:\/\/\S+$/i.exec(pasted.trim())?.[0] ?? null;
