import type { Account, MatchedField } from '../../shared/account.ts';
import { fold, foldSpelledOut, initialsOf, joiningWord, spokenInitialsOf, wordsOf } from './fold.ts';
import type { FilterFacts } from './row-facts.ts';

/** The facts of an account that can be searched. Most accounts have no note. */
export type Searchable = Pick<Account, 'accountId' | 'name' | 'aliases' | 'email' | 'domain' | 'remoteId' | 'tags'> &
  Partial<Pick<Account, 'note'> & FilterFacts>;

/** In which text of a row a word is. Three bits, because rows store it with the number of the word. */
export const place = { name: 0, initials: 1, alias: 2, domain: 3, email: 4, tag: 5, joinedDomain: 6, note: 7 } as const;
export type Place = (typeof place)[keyof typeof place];

/** `position` is counted from 0 within its place. Words after the last position that fits have that position. */
export type UsePlacedWord = (word: string, at: Place, position: number) => void;

/** Longer words are cut, in rows and in typed text. The dictionary keeps their lengths in a byte. */
export const longestWord = 255;
/** It fits in five bits. */
export const lastPosition = 31;
/** The most words of a row that can be searched, besides those of its name. Ordinary rows have a dozen. */
const mostWords = 160;

const noWords: readonly string[] = [];

/** The words of a text, folded and cut. */
export const searchWordsOf = (text: string): string[] => cutLongWords(wordsOf(fold(text)));

const cutLongWords = (words: string[]): string[] =>
  words.some((word) => word.length > longestWord) ? words.map((word) => word.slice(0, longestWord)) : words;

const picture = /(?![©®™])(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})/gu;

/** Few texts hold one of these, and to look for them is fast. */
const mayBePicture = /[\u203c-\u3299\ud83c-\ud83e]/;

/** The pictures in a text, each a word, whatever their skin colour. Folding drops them. */
export const picturesIn = (text: string): readonly string[] =>
  (mayBePicture.test(text) && text.match(picture)) || noWords;

export const isPicture = (word: string): boolean => mayBePicture.test(word) && word.search(picture) === 0;

/** `www.` says nothing about the customer. */
export const withoutWww = (domain: string): string => (/^www\./i.test(domain) ? domain.slice(4) : domain);

/** `bluenorth` of `blue-north.com`, so that a part across the hyphen is found too. Empty if there is no hyphen. */
function joinedLabelOf(domain: string): string {
  const label = domain.slice(0, domain.indexOf('.') + 1 || domain.length);
  return label.includes('-') ? fold(label).replaceAll(' ', '').slice(0, longestWord) : '';
}

/** Calls `use` with each word of a row that can be searched, except its id. `foldedName` is its name, folded. */
export function eachWordOf(row: Searchable, foldedName: string, use: UsePlacedWord): void {
  const { note = '' } = row;
  let left = mostWords;
  const putWords = (text: string, words: readonly string[], at: Place, from = 0): number => {
    const spelledOut = foldSpelledOut(text);
    const otherWords = spelledOut === '' ? noWords : wordsOf(spelledOut);
    let position = from;
    for (let index = 0; index < words.length && left > 0; index++, left--) {
      const word = words[index] ?? '';
      const where = Math.min(position++, lastPosition);
      use(word, at, where);
      // The other spelling is at the same position, right after the word.
      const other = otherWords[index]?.slice(0, longestWord);
      if (other !== undefined && other !== word) use(other, at, where);
    }
    return position;
  };
  const put = (text: string, at: Place, from = 0): number =>
    text === '' ? from : putWords(text, searchWordsOf(text), at, from);

  const nameWords = cutLongWords(wordsOf(foldedName));
  left += nameWords.length;
  putWords(row.name, nameWords, place.name);
  putInitials(initialsOf(nameWords), use);
  putInitials(spokenInitialsOf(nameWords), use);
  // Two positions between texts, so that the end of one and the start of the next are not neighbours.
  let position = 0;
  for (const alias of row.aliases) position = put(alias, place.alias, position) + 2;
  put(withoutWww(row.domain), place.domain);
  const at = row.email.lastIndexOf('@');
  const host = at < 0 ? '' : row.email.slice(at + 1).toLowerCase();
  const isOfDomain = row.domain !== '' && host === row.domain.toLowerCase();
  put(isOfDomain ? row.email.slice(0, at) : row.email, place.email);
  const joined = joinedLabelOf(withoutWww(row.domain || host));
  if (joined !== '') use(joined, place.joinedDomain, 0);
  position = 0;
  for (const tag of row.tags) position = put(tag, place.tag, position) + 2;
  position = put(note, place.note);
  position = putPictures(row.name, position, use);
  for (const alias of row.aliases) position = putPictures(alias, position, use);
  for (const tag of row.tags) position = putPictures(tag, position, use);
  putPictures(note, position, use);
}

function putInitials(initials: string, use: UsePlacedWord): void {
  if (initials !== '') use(initials.slice(0, longestWord), place.initials, 0);
}

/** Pictures follow the words of the note. Returns the position after them. */
function putPictures(text: string, from: number, use: UsePlacedWord): number {
  let position = from;
  for (const word of picturesIn(text)) use(word, place.note, Math.min(position++, lastPosition));
  return position;
}

/** Texts of a row that are typed from their front, signs and all, with the place of each. Its name is not among them. */
export function addressesOf(row: Searchable): { text: string; at: Place }[] {
  const addresses: { text: string; at: Place }[] = [];
  for (const text of row.aliases) addresses.push({ text, at: place.alias });
  if (row.domain !== '') addresses.push({ text: withoutWww(row.domain), at: place.domain });
  if (row.email !== '') addresses.push({ text: row.email, at: place.email });
  return addresses;
}

/** A text as one word, without its spaces and signs, and without the "and" that they stand for. */
export const joinedOf = (text: string): string => joinFolded(fold(text));

/** The same for a text that is folded already. */
export const joinFolded = (folded: string): string =>
  folded.includes(joiningWord) ? joinWords(wordsOf(folded)) : folded.replaceAll(' ', '');

export const joinWords = (words: readonly string[]): string => {
  const joined = words.filter((word) => word !== joiningWord).join('');
  return joined === '' ? words.join('') : joined;
};

/** An id is searched as one word, whatever is between its letters and digits. */
export const idWordOf = (remoteId: string): string => fold(remoteId).replaceAll(' ', '');

/** The texts of a row, in the order in which they are looked at for a match. */
export function* textsOf(row: Searchable): Iterable<{ field: MatchedField; text: string }> {
  yield { field: 'name', text: row.name };
  for (const text of row.aliases) yield { field: 'alias', text };
  yield { field: 'domain', text: row.domain };
  yield { field: 'email', text: row.email };
  yield { field: 'id', text: row.remoteId };
  for (const text of row.tags) yield { field: 'tag', text };
  yield { field: 'note', text: row.note ?? '' };
}
