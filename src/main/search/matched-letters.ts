import type { MatchedField, MatchRange } from '../../shared/account.ts';
import {
  type FoldedText,
  fold,
  foldInPlace,
  foldSpelledOut,
  foldSpelledOutWithOrigins,
  foldWithOrigins,
  initialsOf,
  joiningWord,
  spokenInitialsOf,
  wordsOf,
} from './fold.ts';
import { nearPrefixLength } from './near-spellings.ts';
import { manner, shortestIdPart, shortestNear, shortestNearAmongOthers, shortestPart } from './rank.ts';
import { idWordOf, isPicture, joinWords, type Searchable, textsOf } from './searchable.ts';

/** Where the typed letters are in a row. `ranges` are in UTF-16 units of `text`, in order, and do not touch. */
export interface MatchedLetters {
  field: MatchedField;
  text: string;
  ranges: readonly MatchRange[];
}

/** A slice of a folded text. */
type Slice = readonly [from: number, to: number];

/** One folding of a text. */
class Folding {
  readonly folded: string;
  /** Each letter has the same place in the text. */
  readonly isInPlace: boolean;
  #words: readonly string[] | null = null;
  #joined: string | null = null;

  constructor(folded: string, isInPlace = false) {
    this.folded = folded;
    this.isInPlace = isInPlace;
  }

  get words(): readonly string[] {
    this.#words ??= wordsOf(this.folded);
    return this.#words;
  }

  /** The letters without spaces and joining words. */
  get joined(): string {
    this.#joined ??= joinWords(this.words);
    return this.#joined;
  }

  /** The position in `folded` of each letter of `joined`. */
  unitsOfJoined(): number[] {
    const leavesOut = this.words.some((word) => word !== joiningWord);
    const units: number[] = [];
    let at = 0;
    for (const word of this.words) {
      if (!leavesOut || word !== joiningWord) for (let unit = 0; unit < word.length; unit++) units.push(at + unit);
      at += word.length + 1;
    }
    return units;
  }
}

/** The foldings of a text: plain, and with its umlauts written out, if it has any. */
type Foldings = readonly [plain: Folding, spelledOut?: Folding];

function foldingsOf(text: string): Foldings {
  const inPlace = foldInPlace(text);
  if (inPlace !== null) return [new Folding(inPlace, true)];
  const spelledOut = foldSpelledOut(text);
  const plain = new Folding(fold(text));
  return spelledOut === '' ? [plain] : [plain, new Folding(spelledOut)];
}

/** `taken`: what was found in the text before. */
type FindTerm = (term: string, folding: Folding, taken: readonly Slice[]) => Found | null;

interface Found {
  how: number;
  slices: Slice[];
}

/** The best match of one term in a folded text, preferably not over letters that are marked already; or null. */
function find(term: string, { folded }: Folding, taken: readonly Slice[]): Found | null {
  let best = -1;
  let bestHow: number = manner.none;
  let isBestFree = false;
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
    const to = at + term.length;
    const isFront = at === 0 || folded[at - 1] === ' ';
    const isWhole = isFront && (to === folded.length || folded[to] === ' ');
    const how = isWhole ? manner.word : isFront ? manner.prefix : manner.part;
    if (how === manner.part && term.length < shortestPart) continue;
    const isFree = taken.every(([from, end]) => at >= end || to <= from);
    if (how < bestHow || (how === bestHow && (isBestFree || !isFree))) continue;
    best = at;
    bestHow = how;
    isBestFree = isFree;
  }
  return best < 0 ? null : { how: bestHow, slices: [[best, best + term.length]] };
}

/** Marks the first letters of words, as many as were typed. */
function findInitials(term: string, { words }: Folding): Found | null {
  const areInitials = initialsOf(words).startsWith(term) || spokenInitialsOf(words).startsWith(term);
  if (term.length < 2 || !areInitials) return null;
  const slices: Slice[] = [];
  let at = 0;
  let letters = 0;
  for (const word of words) {
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    if (letters < term.length && term.startsWith(first, letters) && word !== joiningWord) {
      slices.push([at, at + first.length]);
      letters += first.length;
    }
    at += word.length + 1;
  }
  return { how: manner.part, slices };
}

/** Finds a term that the text has as several words: "fidelserv" in fidel-servicos, "tmo" at the front of T-Mobilia. */
function findJoined(term: string, folding: Folding): Found | null {
  const at = folding.joined.indexOf(term);
  if (at < 0 || (at > 0 && term.length < shortestNear)) return null;
  const unitOf = folding.unitsOfJoined();
  return { how: manner.part, slices: [[unitOf[at] ?? 0, (unitOf[at + term.length - 1] ?? 0) + 1]] };
}

/** Marks the letters before and after the typing error. */
function findNear(term: string, { words }: Folding): Found | null {
  if (term.length < shortestNearAmongOthers) return null;
  let at = 0;
  for (const word of words) {
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

const exactFinds: readonly FindTerm[] = [find];
const looseFinds: readonly FindTerm[] = [find, findJoined, findInitials, findNear];

/** The position of each letter, without the spaces. */
function unitsOfLetters(folded: string): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < folded.length; unit++) if (folded[unit] !== ' ') units.push(unit);
  return units;
}

/** Sorts ranges, and makes one of those that touch. */
function merged(ranges: readonly MatchRange[]): MatchRange[] {
  const apart: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = apart[apart.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) apart.push([start, end]);
  }
  return apart;
}

function toRanges(slices: readonly Slice[], text: string, foldAgain: (text: string) => FoldedText): MatchRange[] {
  if (slices.length === 0) return [];
  const { starts, ends } = foldAgain(text);
  return slices.map(([from, to]) => [starts[from] ?? 0, ends[to - 1] ?? 0]);
}

/** What was found in one text of a row: in its plain folding, with its umlauts written out, and of its pictures. */
class FoundInText {
  count = 0;
  how = 0;
  readonly text: string;
  readonly #foldings: Foldings;
  /** In the plain folding, and in the one with umlauts written out. */
  readonly #slices: readonly [plain: Slice[], spelledOut: Slice[]] = [[], []];
  readonly #pictures: MatchRange[] = [];

  constructor(text: string, foldings: Foldings = foldingsOf(text)) {
    this.text = text;
    this.#foldings = foldings;
  }

  isBetterThan(other: FoundInText): boolean {
    return this.count > other.count || (this.count === other.count && this.how > other.how);
  }

  /** Looks for a term by one of `finds`, the first that finds it in a spelling of its own or of the text. */
  add(term: string, otherSpelling: string | undefined, finds: readonly FindTerm[]): void {
    for (const search of finds) {
      if (this.#take(search, term)) return;
      if (otherSpelling !== undefined && this.#take(search, otherSpelling)) return;
    }
  }

  addPicture(picture: string): void {
    const at = this.text.indexOf(picture);
    if (at < 0) return;
    this.#pictures.push([at, at + picture.length]);
    this.count++;
    this.how += manner.word;
  }

  /** If the text begins with all terms, but has them in other words. */
  addJoined(terms: readonly string[]): void {
    const joined = findJoined(joinWords(terms), this.#foldings[0]);
    if (joined?.slices[0]?.[0] !== 0) return;
    this.#slices[0].splice(0, Infinity, ...joined.slices);
    this.count = terms.length;
    this.how = terms.length * manner.part;
  }

  addId(terms: readonly string[]): void {
    this.count = findInId(terms, this.text, this.#slices[0]);
    this.how = this.count * manner.part;
  }

  get ranges(): readonly MatchRange[] {
    const [plain] = this.#foldings;
    const [slices, spelledOut] = this.#slices;
    // Mostly one word was typed, and there is nothing to sort or to merge.
    if (plain.isInPlace && slices.length === 1 && spelledOut.length + this.#pictures.length === 0) return slices;
    return merged([
      ...(plain.isInPlace ? slices : toRanges(slices, this.text, foldWithOrigins)),
      ...toRanges(spelledOut, this.text, foldSpelledOutWithOrigins),
      ...this.#pictures,
    ]);
  }

  #take(search: FindTerm, term: string): boolean {
    const [plain, spelledOut] = this.#foldings;
    return (
      this.#note(search(term, plain, this.#slices[0]), 0) ||
      (spelledOut !== undefined && this.#note(search(term, spelledOut, this.#slices[1]), 1))
    );
  }

  #note(found: Found | null, spelling: 0 | 1): boolean {
    if (!found) return false;
    this.#slices[spelling].push(...found.slices);
    this.count++;
    this.how += found.how;
    return true;
  }
}

/** An id is one word, whatever is between its letters, and only its ends are searched. Returns how many terms it found. */
function findInId(terms: readonly string[], remoteId: string, slices: Slice[], shortest = shortestIdPart): number {
  const word = idWordOf(remoteId);
  const endsOf = (part: string): number =>
    part.length < shortest ? -1 : word.startsWith(part) ? 0 : word.endsWith(part) ? word.length - part.length : -1;
  const unitOf = unitsOfLetters(fold(remoteId));
  const mark = (part: string): boolean => {
    const at = endsOf(part);
    if (at >= 0) slices.push([unitOf[at] ?? 0, (unitOf[at + part.length - 1] ?? 0) + 1]);
    return at >= 0;
  };
  return mark(terms.join('')) ? terms.length : terms.filter(mark).length;
}

const shown = ({ field, found }: { field: MatchedField; found: FoundInText }): MatchedLetters => ({
  field,
  text: found.text,
  ranges: found.ranges,
});

/**
 * The text of a row that shows best why it was found: the one that holds the most terms, and the name if several hold as many.
 * `terms` are folded words; `spellings` has other ones for some.
 */
export function matchedLetters(
  row: Searchable,
  terms: readonly string[],
  spellings: ReadonlyMap<string, string>,
): MatchedLetters {
  let best: { field: MatchedField; found: FoundInText } | null = null;
  const foldings: Foldings[] = [];
  // Near spellings are marked only if not all terms match exactly: otherwise a few letters of every other word would be marked.
  for (const finds of [exactFinds, looseFinds]) {
    let nth = 0;
    for (const { field, text } of textsOf(row)) {
      if (text === '') continue;
      foldings[nth] ??= foldingsOf(text);
      const found = new FoundInText(text, foldings[nth++]);
      if (field === 'id') found.addId(terms);
      else {
        for (const term of terms) {
          if (isPicture(term)) found.addPicture(term);
          else found.add(term, spellings.get(term), finds);
        }
        if (finds === looseFinds && found.count < terms.length) found.addJoined(terms);
      }
      if (!best || found.isBetterThan(best.found)) best = { field, found };
      if (best.found.count === terms.length && best.found.how >= terms.length * manner.prefix) return shown(best);
    }
    if (best?.found.count === terms.length) break;
  }
  return best ? shown(best) : { field: 'name', text: row.name, ranges: [] };
}

/** Where a filter for an id or a group found a row: at the ends of its id, or else in a tag. */
export function matchedIdOrTag(row: Searchable, text: string): MatchedLetters {
  const inId: Slice[] = [];
  findInId([idWordOf(text)], row.remoteId, inId, 1);
  if (inId.length > 0) {
    return { field: 'id', text: row.remoteId, ranges: toRanges(inId, row.remoteId, foldWithOrigins) };
  }
  const words = wordsOf(fold(text));
  const tags = row.tags.map((tag) => {
    const found = new FoundInText(tag);
    for (const word of words) found.add(word, undefined, exactFinds);
    return found;
  });
  const found = tags.find(({ count }) => count === words.length);
  return found ? shown({ field: 'tag', found }) : { field: 'name', text: row.name, ranges: [] };
}
