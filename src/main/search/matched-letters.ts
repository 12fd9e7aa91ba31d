import type { MatchedField, MatchRange } from '../../shared/account.ts';
import { fold, foldWithOrigins, initialsOf, joiningWord, wordsOf } from './fold.ts';
import { nearPrefixLength } from './near-spellings.ts';
import { manner, shortestIdPart, shortestNear, shortestPart } from './rank.ts';
import { idWordOf, type Searchable, textsOf } from './searchable.ts';

/** Where the typed letters are in a row. `ranges` are in UTF-16 units of `text`, in order, and do not touch. */
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

/** The position of `needle` in `text`, preferably not over letters that are marked already; -1 if it is not there. */
function positionOf(text: string, needle: string, marks: number, taken: readonly Slice[]): number {
  const first = text.indexOf(needle);
  for (let at = first; at >= 0; at = text.indexOf(needle, at + 1)) {
    if (taken.every(([from, to]) => at >= to || at + marks <= from)) return at;
  }
  return first;
}

/** The best match of one term in a folded text, or null. */
function find(term: string, folded: string, taken: readonly Slice[]): Found | null {
  const at = (from: number, how: number): Found => ({ how, slices: [[from, from + term.length]] });
  // With spaces around it, a word at an end is found like any other. The space in front does not shift the position of `term`.
  const whole = positionOf(` ${folded} `, ` ${term} `, term.length, taken);
  if (whole >= 0) return at(whole, manner.word);
  const front = positionOf(` ${folded}`, ` ${term}`, term.length, taken);
  if (front >= 0) return at(front, manner.prefix);
  const part = term.length < shortestPart ? -1 : positionOf(folded, term, term.length, taken);
  return part < 0 ? null : at(part, manner.part);
}

/** Marks the first letters of words, as many as were typed. */
function findInitials(term: string, folded: string): Found | null {
  if (term.length < 2 || !initialsOf(wordsOf(folded)).startsWith(term)) return null;
  const slices: Slice[] = [];
  let at = 0;
  let letters = 0;
  for (const word of wordsOf(folded)) {
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    if (letters < term.length && term.startsWith(first, letters) && word !== joiningWord) {
      slices.push([at, at + first.length]);
      letters += first.length;
    }
    at += word.length + 1;
  }
  return { how: manner.part, slices };
}

/** Finds a term that the text has as several words: "fidelserv" in fidel-servicos. */
function findJoined(term: string, folded: string): Found | null {
  if (term.length < shortestNear) return null;
  const unitOf = unitsOfLetters(folded);
  const at = folded.replaceAll(' ', '').indexOf(term);
  if (at < 0) return null;
  return { how: manner.part, slices: [[unitOf[at] ?? 0, (unitOf[at + term.length - 1] ?? 0) + 1]] };
}

/** The position of each letter, without the spaces. */
function unitsOfLetters(folded: string): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < folded.length; unit++) if (folded[unit] !== ' ') units.push(unit);
  return units;
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
      return { how: manner.nearFront, slices };
    }
    at += word.length + 1;
  }
  return null;
}

function toRanges(text: string, slices: readonly Slice[]): MatchRange[] {
  if (slices.length === 0) return [];
  const folded = foldWithOrigins(text);
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

/** An id is one word, whatever is between its letters, and only its ends are searched. Returns how many terms it found. */
function findInId(terms: readonly string[], remoteId: string, slices: Slice[]): number {
  const word = idWordOf(remoteId);
  const endsOf = (part: string): number =>
    part.length < shortestIdPart
      ? -1
      : word.startsWith(part)
        ? 0
        : word.endsWith(part)
          ? word.length - part.length
          : -1;
  const unitOf = unitsOfLetters(fold(remoteId));
  const mark = (part: string): boolean => {
    const at = endsOf(part);
    if (at >= 0) slices.push([unitOf[at] ?? 0, (unitOf[at + part.length - 1] ?? 0) + 1]);
    return at >= 0;
  };
  return mark(terms.join('')) ? terms.length : terms.filter(mark).length;
}

/**
 * The text of a row that shows best why it was found: the one that holds the most terms, and the name if several hold as many.
 * `terms` are folded words.
 */
export function matchedLetters(row: Searchable, terms: readonly string[]): MatchedLetters {
  let best: MatchedLetters = { field: 'name', text: row.name, ranges: [] };
  let bestCount = 0;
  let bestHow = 0;
  // Near spellings are marked only if not all terms match exactly: otherwise a few letters of every other word would be marked.
  for (const finds of [[find], [find, findJoined, findInitials, findNear]]) {
    for (const { field, text } of textsOf(row)) {
      if (text === '') continue;
      let count = 0;
      let how = 0;
      const slices: Slice[] = [];
      if (field === 'id') {
        count = findInId(terms, text, slices);
        how = count * manner.part;
      } else {
        const folded = fold(text);
        for (const term of terms) {
          let found: Found | null = null;
          for (const search of finds) found ??= search(term, folded, slices);
          if (!found) continue;
          count++;
          how += found.how;
          slices.push(...found.slices);
        }
      }
      if (count > bestCount || (count === bestCount && how > bestHow)) {
        best = { field, text, ranges: toRanges(text, slices) };
        bestCount = count;
        bestHow = how;
      }
      if (bestCount === terms.length && bestHow >= terms.length * manner.prefix) return best;
    }
    if (bestCount === terms.length) return best;
  }
  return best;
}
