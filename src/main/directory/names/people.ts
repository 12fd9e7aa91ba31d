import { areMostly } from './mostly.ts';
import { familyNames, firstNames, titles } from './name-words.ts';

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\s-]/gu, '');

const setOf = (words: string): ReadonlySet<string> => new Set(folded(words).split(' '));

const known = setOf(firstNames);
const inFront = setOf(titles);
const familyName = new RegExp(`^(?:${familyNames.replaceAll(' ', '|')})`, 'u');

/** A first name and a family name, in any order, and perhaps a title. A sign or a digit is no part of it. */
const ofWords = /^[\p{L}\p{M}\s.,'’-]+$/u;

function isPerson(text: string): boolean {
  const name = text.normalize('NFC').trim();
  const joined = name.replace(/\s/g, '');
  const family = familyName.exec(joined)?.[0];
  // A family name of one character has a first name of two, or of one. That of a company is longer.
  if (family) return joined.length > family.length && joined.length <= 2 * family.length + 1;
  if (!ofWords.test(name)) return false;
  const words = folded(name)
    .split(/[\s-]+/)
    .filter((word) => word && !inFront.has(word));
  return words.length >= 2 && words.length <= 4 && words.some((word) => known.has(word));
}

/** Not every first name is known, and some companies are called after people. */
const shareOfPeople = 0.4;

/** Whether the texts are mostly people's names. */
export const arePeople = (texts: readonly string[]): boolean => areMostly(texts, isPerson, shareOfPeople);

const ofOneWord = /^[\p{L}\p{M}'’.-]+$/u;
const isOneWord = (text: string): boolean => ofOneWord.test(text);
const isFirstName = (text: string): boolean =>
  isOneWord(text) &&
  folded(text)
    .split('-')
    .some((word) => known.has(word));

/** Almost all: a company of one word is rare. */
const shareOfOneWord = 0.8;
export const areOfOneWord = (texts: readonly string[]): boolean => areMostly(texts, isOneWord, shareOfOneWord);

/** Whether the texts are mostly first names, without family names. */
export const areFirstNames = (texts: readonly string[]): boolean =>
  areOfOneWord(texts) && areMostly(texts, isFirstName, shareOfPeople);

const userName = /^(?=.*\p{Ll})[\p{Ll}\d]+(?:[._-][\p{Ll}\d]+)*$/u;
const isUserName = (text: string): boolean => userName.test(text);

/** `anna.weber`, `weber_a`, `a.weber`. */
function isUserNameOfPerson(text: string): boolean {
  const words = folded(text.replace(/[\d._]+/g, '-'))
    .split('-')
    .filter(Boolean);
  return isUserName(text) && words.length > 1 && words.some((word) => word.length === 1 || known.has(word));
}

const shareOfUserNames = 0.8;

/** Whether the texts are mostly user names, and whether those of people. */
export function areUserNames(texts: readonly string[]): 'of-people' | 'of-any' | null {
  if (!areMostly(texts, isUserName, shareOfUserNames)) return null;
  return areMostly(texts, isUserNameOfPerson, shareOfPeople) ? 'of-people' : 'of-any';
}
