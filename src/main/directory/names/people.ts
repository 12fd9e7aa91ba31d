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
export function arePeople(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text.trim());
  return filled.length > 0 && filled.filter(isPerson).length >= filled.length * shareOfPeople;
}
