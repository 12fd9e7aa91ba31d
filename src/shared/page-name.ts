/** The most words of a name that are looked for at the end of a search text. */
export const mostPageNameWords = 4;
/** Of a place's name, so many letters lead there. */
export const fewestPlaceLetters = 3;

/** The name of a saved page as it is typed: in lower case, with single spaces. */
export const typedPageName = (name: string): string => name.toLowerCase().trim().replace(/\s+/g, ' ');

/** Why a name, typed after a customer's, would not lead to its page. */
export type PageNameFault = 'too-short' | 'too-many-words' | 'filter' | 'place';

/** Signs by which a search text has filters. */
const filterSign = /[@#:"“”„]/u;

/** `verbs`: of all places at the page's provider, which are not the user's. Null: the name is fine. */
export function pageNameFault(name: string, verbs: readonly string[]): PageNameFault | null {
  const typed = typedPageName(name);
  if (filterSign.test(typed)) return 'filter';
  if (typed.length < fewestPlaceLetters) return 'too-short';
  if (typed.split(' ').length > mostPageNameWords) return 'too-many-words';
  return verbs.includes(typed) ? 'place' : null;
}
