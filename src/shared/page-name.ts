/** The most words of a name that are looked for at the end of a search text. */
export const mostPageNameWords = 4;
/** Of a place's name, so many letters lead there. */
export const fewestPlaceLetters = 3;

/** The name of a saved page as it is typed: in lower case, with single spaces. */
export const typedPageName = (name: string): string => name.toLowerCase().trim().replace(/\s+/g, ' ');

/** Why a name, typed after a customer's, would not lead to its page. */
export type PageNameFault = 'too-short' | 'too-many-words' | 'filter' | 'place' | 'connection';

/** Signs by which a search text has filters. */
const filterSign = /[@#:"“”„]/u;

/** As a search reads a text: without accents and signs. */
const searchWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * `places`: names and verbs of all places at the page's provider, which are not the user's. `connections`: for each connection, the text by which
 * a search finds its customers. Null: the name is fine.
 */
export function pageNameFault(
  name: string,
  places: readonly string[],
  connections: readonly string[],
): PageNameFault | null {
  const typed = typedPageName(name);
  if (filterSign.test(typed)) return 'filter';
  const words = searchWords(typed);
  if (words.join('').length < fewestPlaceLetters) return 'too-short';
  if (typed.split(' ').length > mostPageNameWords) return 'too-many-words';
  if (places.some((place) => typedPageName(place) === typed)) return 'place';
  // All customers of such a connection have these words, so that they would never be taken for the page.
  const isFoundBy = (text: string): boolean => {
    const known = searchWords(text);
    return words.every((word) => known.some((one) => one.startsWith(word)));
  };
  return connections.some(isFoundBy) ? 'connection' : null;
}
