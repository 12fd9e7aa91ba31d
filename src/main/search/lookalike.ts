import { fold, foldSpelledOut, joiningWord, wordsOf } from './fold.ts';
import { withoutLegalForms } from './legal-forms.ts';

/**
 * Letters of other scripts that are drawn like a Latin one, in capitals or small, as `fold` leaves them. Only for this
 * comparison: a search must go on telling them apart. A part of Unicode TR39's confusables, which as a whole would make
 * ordinary Latin words equal.
 */
const drawnAlike: Readonly<Record<string, string>> = {
  // Cyrillic
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  // Greek
  α: 'a',
  β: 'b',
  ε: 'e',
  ζ: 'z',
  η: 'h',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'n',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'y',
  χ: 'x',
};
const othersLetter = new RegExp(`[${Object.keys(drawnAlike).join('')}]`, 'gu');
const hasLetter = /\p{L}/u;
const isHan = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** How a word looks to a hurried reader. */
function glanceOfWord(word: string): string {
  const latin = word.replace(othersLetter, (letter) => drawnAlike[letter] ?? letter);
  // A digit between letters is read as the letter it resembles; a number stays a number.
  const letters = hasLetter.test(latin) ? latin.replaceAll('0', 'o').replaceAll('1', 'l') : latin;
  return letters.replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** "A/S" and "S. A." are abbreviations like "S.A.": single letters with a mark between them. */
const letterMarkLetter = /(?<![\p{L}\p{N}])(\p{L})(?:\/|\.\s)(?=\p{L}(?![\p{L}\p{N}]))/gu;

/** A text with each such abbreviation as one word, for folding. */
export const withJoinedLetters = (text: string): string => text.replace(letterMarkLetter, '$1.');

/** A name as it is read in haste: no case, accents or punctuation. */
export interface Glance {
  name: string;
  /** Without its legal forms: most readers skip them. */
  core: string;
  /** How many words the legal forms have. */
  formWords: number;
  /** The core with its umlauts written out: "mueller" for Müller. */
  spelledOut: string;
  /** The core with one sign for a capital I, a small l and a one, which many typefaces draw alike. */
  drawn: string;
}

/** "And" in the languages of most names, as `fold` leaves it; `&` is folded to the English one. */
const ands: ReadonlySet<string> = new Set(
  'et und y e og och en i a ja ve es ir si oraz и та і й και u'.split(' ').map(fold),
);

/** "Noel et Fils" is read as "Noël & Fils". Only between two words: elsewhere a letter is an initial. */
const withOneAnd = (words: readonly string[]): readonly string[] =>
  words.map((word, at) => (at > 0 && at < words.length - 1 && ands.has(word) ? joiningWord : word));

/** "Foo & Baz" and "Foo Baz" are read alike. */
function withoutAnd(words: readonly string[]): readonly string[] {
  const kept = words.filter((word) => word !== joiningWord);
  return kept.length > 0 ? kept : words;
}

/** Letters that fold to themselves, and that names do not have. */
const oneStroke = '\u01c0';
const strokes = /[Il1]/g;

const foldedWords = (marked: string, folded: (text: string) => string = fold): readonly string[] =>
  withOneAnd(wordsOf(folded(marked)));

const coreOf = (words: readonly string[]): string => readInHaste(withoutAnd(withoutLegalForms(words)));

export function glance(name: string): Glance {
  const marked = withJoinedLetters(name).replaceAll('+', ' & ');
  const words = foldedWords(marked);
  const forms = withoutLegalForms(words);
  const core = coreOf(words);
  return {
    name: readInHaste(words),
    core,
    formWords: words.length - forms.length,
    spelledOut: foldSpelledOut(marked) === '' ? core : coreOf(foldedWords(marked, foldSpelledOut)),
    drawn: drawnCoreOf(marked, words, withoutAnd(forms)),
  };
}

/** The core as it is drawn. Legal forms are known by their letters, so their places are taken from the folded words. */
function drawnCoreOf(marked: string, words: readonly string[], core: readonly string[]): string {
  const drawn = wordsOf(fold(marked.replace(strokes, oneStroke)));
  if (drawn.length !== words.length) return '';
  let next = 0;
  const kept = drawn.filter((_word, at) => words[at] === core[next] && ++next > 0);
  return readInHaste(kept);
}

/** Scripts without spaces have none to read. */
const readInHaste = (words: readonly string[]): string =>
  words
    .map((word) => (isHan.test(word) ? word : ` ${glanceOfWord(word)} `))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether two names are easily mistaken for each other: equal at a glance, one letter (or one swap) apart, or cut alike. */
export const looksAlike = (name: string, other: string): boolean => alikeAtAGlance(glance(name), glance(other));

/** `looksAlike` for two results of `glance`. */
export function alikeAtAGlance(a: Glance, b: Glance): boolean {
  if (isAlmost(a.core, b.core) || isCutAlike(a.name, b.name)) return true;
  if (a.spelledOut === b.spelledOut || (a.drawn !== '' && a.drawn === b.drawn)) return true;
  // "Acme Corp" and "Acme Corq": the letter that differs makes a legal form of one, and not of the other.
  return a.formWords !== b.formWords && isAlmost(a.name, b.name);
}

/** Of a longer name, a row of a narrow window shows no more than this. */
const shownLetters = 32;

/** Only the ends of two long names differ, and both are cut off. */
const isCutAlike = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) > shownLetters && a.slice(0, shownLetters) === b.slice(0, shownLetters);

/** Short texts differ visibly by one letter; in longer ones only the ends of a word are really read. */
const isAlmost = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 5 && isOneEditApart(a, b));

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const restOfA = a.slice(start, a.length - end);
  const restOfB = b.slice(start, b.length - end);
  if (restOfA.length <= 1 && restOfB.length <= 1) return true;
  return restOfA.length === 2 && restOfB.length === 2 && restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0];
}
