import { place } from './searchable.ts';

// The score of a row, as `RowScore` adds it up:
//
//   score of a term = byManner * byPlace of its best word in the row (at most 100), + firstWordBonus
//   score of a row  = mean over the terms that must be there, + the other bonuses
//
// Scores are rounded on purpose: rows that match about equally well tie, and a tie goes to the customer that this user opens
// most.

/** How a typed term was found in a word; the larger, the better. */
export const manner = { none: 0, nearFront: 1, nearWord: 2, part: 3, prefix: 4, word: 5 } as const;

/** A place fits in three bits. */
const places = 8;

/** What a term scores if it is found in a name. */
const byManner: Readonly<Record<keyof typeof manner, number>> = {
  none: 0,
  nearFront: 42,
  nearWord: 52,
  part: 66,
  prefix: 86,
  word: 100,
};

/** How much of that it scores in each place. */
const byPlace: Readonly<Record<keyof typeof place, number>> = {
  name: 1,
  alias: 1,
  domain: 0.9,
  email: 0.84,
  initials: 0.87,
  tag: 0.55,
  joinedDomain: 0.9,
  note: 0.6,
};

/** A part or a near spelling of an alias: it has fewer words than a name, and so is more likely met by chance. */
const looseAliasShare = 0.95;

/** People type initials, tags and notes as they are: parts and near spellings of them would only add noise. */
const exactPlaces: ReadonlySet<number> = new Set([place.initials, place.tag, place.note]);

/** The score of a term, without bonus: `termScores[manner * 8 + place]`. 0 is no match. */
const termScores = new Uint8Array(6 * places);
for (const [name, how] of Object.entries(manner)) {
  for (const [placeName, at] of Object.entries(place)) {
    const isLoose = how === manner.part || how === manner.nearFront || how === manner.nearWord;
    const share = isLoose && at === place.alias ? looseAliasShare : byPlace[placeName as keyof typeof place];
    const score = isLoose && exactPlaces.has(at) ? 0 : byManner[name as keyof typeof manner] * share;
    termScores[how * places + at] = Math.round(score);
  }
}

/** What a term scores that is found so in a place, without bonus. */
export const scoreAt = (how: number, at: number): number => termScores[how * places + at] ?? 0;

/** Added to the score of a term that is found in the first word of a name or alias, which says most. */
export const firstWordBonus = 4;
/** What the score of a word depends on, besides the word. */
export interface WordScoring {
  /** Or one, of all terms together. */
  isTwoLetters: boolean;
  /** See `RowScoreOptions`. */
  isSplit: boolean;
}

/** The index of a score in `wordScoresFor`. */
export const wordScoreAt = (how: number, at: number, position: number): number =>
  (how << 4) | (at << 1) | (position === 0 ? 1 : 0);

function wordScore(how: number, at: number, isFirst: boolean, scoring: WordScoring): number {
  const isFirstWord = isFirst && (at === place.name || at === place.alias);
  if (scoring.isSplit && at === place.initials) return 0;
  // Two letters are the front of a first word, before they are a short word somewhere else.
  const counted = how === manner.word && !isFirstWord && scoring.isTwoLetters ? manner.prefix : how;
  const score = scoreAt(counted, at);
  return score > 0 && isFirstWord ? score + firstWordBonus : score;
}

const knownScores = new Map<number, Uint8Array>();

/** What a term scores that is found in a word of a row, by `wordScoreAt`. 0 is no match. */
export function wordScoresFor(scoring: WordScoring): Uint8Array {
  const key = (scoring.isTwoLetters ? 1 : 0) | (scoring.isSplit ? 2 : 0);
  const known = knownScores.get(key);
  if (known) return known;
  const scores = new Uint8Array(6 * places * 2);
  for (const how of Object.values(manner)) {
    for (const at of Object.values(place)) {
      scores[wordScoreAt(how, at, 0)] = wordScore(how, at, true, scoring);
      scores[wordScoreAt(how, at, 1)] = wordScore(how, at, false, scoring);
    }
  }
  knownScores.set(key, scores);
  return scores;
}
/**
 * The score of a term is multiplied by this if its only word in the row already stands for another term: two terms want two
 * words.
 */
export const sharedWordShare = 0.6;

/**
 * Added to the score of a row, divided by the number of terms, for each pair of terms that are neighbours in it too, at most
 * one word between them.
 */
export const neighboursBonus = 8;
/** The score of a row is multiplied by this if words that were typed in one go are not neighbours in it. */
export const apartShare = 0.5;
/** The same for each pair that is farther apart in the row, but in the typed order. */
export const sameOrderBonus = 3;
/** What a term scores that is only in the words of the row's connection: its label, provider and region. */
export const connectionScore = 52;
/** Added to the score of a row for a joining word ("and") that was typed and is there. */
export const joiningWordBonus = 1;
/** Added to the score of a row if what was typed is the whole name, alias or domain. */
export const wholeTextBonus = 14;
/** Added to the score of a row that holds all words from their fronts, if parts and near spellings are looked for too. */
export const exactBonus = 20;
/** Added to the score of a row that holds "blue-nor" as one text, if that was typed without a space: hardly by chance. */
export const asOneWordBonus = 60;

/**
 * Added to the score of a row if one of its texts begins with all that was typed, letter for letter, for a text of several
 * words: that beats every match by pieces, whole words included.
 */
export const literalFrontBonus = 70;

/**
 * Added to the score of a row for what folding drops. Two customers may differ only in that, so a name that was typed whole
 * comes before anything else: letter by letter, but for how its accents are written, or but for capitals and the kind of its
 * marks. Half a point, for typed accents and marks that are somewhere in the row, only decides between rows that tie.
 */
export const literalBonus = { wholeName: 1_002, composedName: 1_001, plainName: 1_000, marks: 0.5 } as const;

/**
 * Added to the score of a row of which a whole text was typed: its name, an alias, its email, its domain or its id. `all`: beside
 * it, only words of the row's connection and groups were typed. Nothing else that a row can have comes before that. Among
 * such rows, a row whose texts are all that was typed is first, then one whose text was typed as it is written, by its
 * degree, then one whose words have nothing between them. `reordered`: the same with the words of a text in another
 * order. That is less than a text that begins with all that was typed. `besideOthers`: other words were typed too. Then it only
 * decides between rows that tie.
 */
export const wholeScore = {
  all: 400,
  nothingBeside: 3_200,
  literally: 800,
  unbroken: 400,
  reordered: 40,
  besideOthers: 1,
} as const;

/** A row of this score or more was found by its name, alias, domain or email, from the front of a word. */
export const strongScore = 68;

/**
 * What a text scores as the id of a row: 112 as the whole of it, as its front or its tail 42 and 8 for each letter, at most
 * 90. (A row shows the tail of its id if another has nearly the same name.) Without a digit it scores 16 less, because it is
 * more likely a word.
 */
export function idScore(typed: string, idWord: string): number {
  if (typed === idWord) return 112;
  if (!idWord.startsWith(typed) && !idWord.endsWith(typed)) return 0;
  return Math.min(90, 42 + 8 * typed.length) - (/\d/.test(typed) ? 0 : 16);
}

/** The shortest text that is looked for at the ends of ids. */
export const shortestIdPart = 3;
/** The shortest text that is looked for within words; a shorter one is part of half the dictionary. */
export const shortestPart = 3;
/** The shortest text that is compared with whole words for one typing error. */
export const shortestNear = 4;
/** The same for a word among others, which narrow it down. */
export const shortestNearAmongOthers = 3;

/**
 * The most that a row can score if it holds only the front of the last of `terms` terms: the others are words of its name,
 * side by side, from the first word on. A row whose name starts with what was typed scores this much.
 */
export const mostWithoutLastWord = (terms: number): number =>
  Math.round((byManner.word * (terms - 1) + byManner.prefix + firstWordBonus + neighboursBonus * (terms - 1)) / terms);
