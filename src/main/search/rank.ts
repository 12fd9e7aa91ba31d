import { place } from './searchable.ts';

// What makes one match better than another. Scores are coarse on purpose: rows that match equally well tie, and ties go to
// the customers this user opens most.

/** How a typed term was found in a word; the larger the better. */
export const manner = { none: 0, nearFront: 1, nearWord: 2, part: 3, prefix: 4, word: 5 } as const;

const places = 8;

const byManner: Readonly<Record<keyof typeof manner, number>> = {
  none: 0,
  nearFront: 42,
  nearWord: 52,
  part: 62,
  prefix: 86,
  word: 100,
};

const byPlace: Readonly<Record<keyof typeof place, number>> = {
  name: 1,
  alias: 0.96,
  domain: 0.9,
  email: 0.84,
  initials: 0.78,
  tag: 0.55,
  joinedDomain: 0.9,
};

/** Initials and tags are typed as they are or not at all: parts and near spellings of them would only add noise. */
const exactPlaces: ReadonlySet<number> = new Set([place.initials, place.tag]);

/** Score of a term by manner and place: `termScores[manner * 8 + place]`; 0 is no match. */
export const termScores = new Uint8Array(6 * places);
for (const [name, how] of Object.entries(manner)) {
  for (const [placeName, at] of Object.entries(place)) {
    const near = how === manner.part || how === manner.nearFront || how === manner.nearWord;
    const score =
      near && exactPlaces.has(at)
        ? 0
        : byManner[name as keyof typeof manner] * byPlace[placeName as keyof typeof place];
    termScores[how * places + at] = Math.round(score);
  }
}

/** The first word of a name says most. */
export const firstWordBonus = 4;
/** Of one hundred: what a pair of terms gains that stands in the row as it was typed. */
export const neighboursBonus = 8;
export const sameOrderBonus = 3;
/** What was typed is the whole name, the whole alias, the whole domain. */
export const wholeTextBonus = 14;
/** What was typed without a space and with other signs between its words ("blue-nor") is there as one: hardly by chance. */
export const asOneWordBonus = 60;
/** A word that already stands for another term counts little for a second one. */
export const sharedWordShare = 0.6;
/** A joining word ("and") that was typed and is there. */
export const joiningWordBonus = 1;

/** From here on a row was found by its name, alias, domain or email, from the front of a word. */
export const strongScore = 66;

/**
 * An id typed whole, its front or its tail: the tail is what a row shows where names are alike. Few letters say little, and
 * letters without digits are more likely a word.
 */
export function idScore(typed: string, idWord: string): number {
  if (typed === idWord) return 112;
  if (!idWord.startsWith(typed) && !idWord.endsWith(typed)) return 0;
  return Math.min(90, 42 + 8 * typed.length) - (/\d/.test(typed) ? 0 : 16);
}

/** Fewer letters than this are not looked for among ids, */
export const shortestIdPart = 3;
/** within words: they would be part of half the dictionary, */
export const shortestPart = 3;
/** one typing error away from a word, */
export const shortestNear = 4;
/** or from the front of one. */
export const shortestNearFront = 5;

/**
 * What a row can score at most in which the last of so many terms is only the front of a word: the terms stand in a row, the
 * first at the front of the name. Names that start with what was typed score as much.
 */
export const mostWithoutLastWord = (terms: number): number =>
  Math.round((byManner.word * (terms - 1) + byManner.prefix + firstWordBonus + neighboursBonus * (terms - 1)) / terms);
