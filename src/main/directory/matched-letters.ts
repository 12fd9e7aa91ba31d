import type { MatchedField, MatchRange } from '../../shared/account.ts';
import { type FoldedText, foldWithOrigins, initialsOf, wordsOf } from './fold.ts';
import { nearPrefixLength } from './near-spellings.ts';
import { manner } from './rank.ts';
import { idWordOf, type Searchable, textsOf } from './searchable.ts';

/** Where in a row the typed letters stand; `ranges` are in UTF-16 units of `text`, in order, apart from each other. */
export interface MatchedLetters {
  field: MatchedField;
  text: string;
  ranges: readonly MatchRange[];
}

/** A slice of a folded text. */
type Slice = readonly [from: number, to: number];

interface Found {
  how: number;
  slices: Slice[];
}

const shortestPart = 3;
const shortestNear = 4;

/** Where `needle` stands in `text`, if it can be not over letters that are marked already; -1 for nowhere. */
function placeOf(text: string, needle: string, marks: number, taken: readonly Slice[]): number {
  const first = text.indexOf(needle);
  for (let at = first; at >= 0; at = text.indexOf(needle, at + 1)) {
    if (taken.every(([from, to]) => at >= to || at + marks <= from)) return at;
  }
  return first;
}

/** The best place of one term in a folded text, or null. */
function find(term: string, folded: string, taken: readonly Slice[]): Found | null {
  const at = (from: number, how: number): Found => ({ how, slices: [[from, from + term.length]] });
  // With a space before and after, a word at an end is found like any other; the one before shifts nothing.
  const whole = placeOf(` ${folded} `, ` ${term} `, term.length, taken);
  if (whole >= 0) return at(whole, manner.word);
  const front = placeOf(` ${folded}`, ` ${term}`, term.length, taken);
  if (front >= 0) return at(front, manner.prefix);
  const part = term.length < shortestPart ? -1 : placeOf(folded, term, term.length, taken);
  return part < 0 ? null : at(part, manner.part);
}

/** Marks the first letters of the words, as many as were typed. */
function findInitials(term: string, folded: string): Found | null {
  if (term.length < 2 || !initialsOf(wordsOf(folded)).startsWith(term)) return null;
  const slices: Slice[] = [];
  let at = 0;
  let letters = 0;
  for (const word of wordsOf(folded)) {
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    if (letters < term.length && term.startsWith(first, letters) && word !== 'and') {
      slices.push([at, at + first.length]);
      letters += first.length;
    }
    at += word.length + 1;
  }
  return { how: manner.part, slices };
}

/** Marks the letters before and after the typing error. */
function findNear(term: string, folded: string): Found | null {
  if (term.length < shortestNear) return null;
  let at = 0;
  for (const word of wordsOf(folded)) {
    const length = nearPrefixLength(term, word);
    if (length > 0) {
      const shown = word.slice(0, length);
      let head = 0;
      while (head < shown.length && head < term.length && shown[head] === term[head]) head++;
      let tail = 0;
      const most = Math.min(shown.length, term.length) - head;
      while (tail < most && shown[shown.length - 1 - tail] === term[term.length - 1 - tail]) tail++;
      const slices: Slice[] = [];
      if (head > 0) slices.push([at, at + head]);
      if (tail > 0) slices.push([at + length - tail, at + length]);
      return { how: manner.nearPrefix, slices };
    }
    at += word.length + 1;
  }
  return null;
}

function toRanges(folded: FoldedText, slices: readonly Slice[]): MatchRange[] {
  const ranges: [number, number][] = [];
  for (const [from, to] of [...slices].sort((a, b) => a[0] - b[0])) {
    const start = folded.starts[from] ?? 0;
    const end = folded.ends[to - 1] ?? start;
    const last = ranges[ranges.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) ranges.push([start, end]);
  }
  return ranges;
}

/** Ids are one word, whatever stands between their letters; only their ends are searched. */
function findInId(terms: readonly string[], remoteId: string): { found: number; ranges: MatchRange[] } {
  const folded = foldWithOrigins(remoteId);
  const letters: number[] = [];
  for (let unit = 0; unit < folded.text.length; unit++) if (folded.text[unit] !== ' ') letters.push(unit);
  const word = idWordOf(remoteId);
  const slices: Slice[] = [];
  let found = 0;
  for (const [term, count] of [[terms.join(''), terms.length] as const, ...terms.map((term) => [term, 1] as const)]) {
    if (term.length < 3 || found >= terms.length) continue;
    const at = word.startsWith(term) ? 0 : word.endsWith(term) ? word.length - term.length : -1;
    if (at < 0) continue;
    found += count;
    slices.push([letters[at] ?? 0, (letters[at + term.length - 1] ?? 0) + 1]);
  }
  return { found: Math.min(found, terms.length), ranges: toRanges(folded, slices) };
}

/**
 * The text of a row that shows best why it was found: the one with most of the typed words, the name where several have them.
 * `terms` are folded words.
 */
export function matchedLetters(row: Searchable, terms: readonly string[]): MatchedLetters {
  let best: MatchedLetters = { field: 'name', text: row.name, ranges: [] };
  let bestCount = 0;
  let bestHow = 0;
  // Near spellings only where nothing matches to the letter: otherwise every other word would light up a little.
  for (const finds of [[find], [find, findInitials, findNear]]) {
    for (const { field, text } of textsOf(row)) {
      if (text === '') continue;
      let count = 0;
      let how = 0;
      let ranges: MatchRange[] = [];
      if (field === 'id') {
        ({ found: count, ranges } = findInId(terms, text));
        how = count * manner.part;
      } else {
        const folded = foldWithOrigins(text);
        const slices: Slice[] = [];
        for (const term of terms) {
          let found: Found | null = null;
          for (const search of finds) found ??= search(term, folded.text, slices);
          if (!found) continue;
          count++;
          how += found.how;
          slices.push(...found.slices);
        }
        if (count > 0) ranges = toRanges(folded, slices);
      }
      if (count > bestCount || (count === bestCount && how > bestHow)) {
        best = { field, text, ranges };
        bestCount = count;
        bestHow = how;
      }
      if (bestCount === terms.length && bestHow >= terms.length * manner.prefix) return best;
    }
    if (bestCount === terms.length) return best;
  }
  return best;
}
