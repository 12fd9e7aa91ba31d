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
  readonly #text: string;
  /** Null: each letter has the same place in the text. */
  readonly #foldAgain: ((text: string) => FoldedText) | null;
  #words: readonly string[] | null = null;
  #joined: string | null = null;
  #initials: readonly string[] | null = null;
  #origins: FoldedText | null = null;

  constructor(text: string, folded: string, foldAgain: ((text: string) => FoldedText) | null) {
    this.#text = text;
    this.folded = folded;
    this.#foldAgain = foldAgain;
  }

  get isInPlace(): boolean {
    return this.#foldAgain === null;
  }

  get words(): readonly string[] {
    this.#words ??= wordsOf(this.folded);
    return this.#words;
  }

  /** All initials, and those that are said. */
  get initials(): readonly string[] {
    this.#initials ??= [initialsOf(this.words), spokenInitialsOf(this.words)];
    return this.#initials;
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

  /** Where slices of `folded` are in the text. */
  rangesOf(slices: readonly Slice[]): readonly MatchRange[] {
    if (slices.length === 0 || !this.#foldAgain) return slices;
    this.#origins ??= this.#foldAgain(this.#text);
    const { starts, ends } = this.#origins;
    return slices.map(([from, to]) => [starts[from] ?? 0, ends[to - 1] ?? 0]);
  }
}

/** The foldings of a text: plain, and with its umlauts written out, if it has any. */
type Foldings = readonly [plain: Folding, spelledOut?: Folding];

function foldingsOf(text: string): Foldings {
  const inPlace = foldInPlace(text);
  if (inPlace !== null) return [new Folding(text, inPlace, null)];
  const spelledOut = foldSpelledOut(text);
  const plain = new Folding(text, fold(text), foldWithOrigins);
  return spelledOut === '' ? [plain] : [plain, new Folding(text, spelledOut, foldSpelledOutWithOrigins)];
}

/** A text of a row, folded when it is looked at. */
class ReadText {
  readonly field: MatchedField;
  readonly text: string;
  #foldings: Foldings | null = null;

  constructor(field: MatchedField, text: string) {
    this.field = field;
    this.text = text;
  }

  get foldings(): Foldings {
    this.#foldings ??= foldingsOf(this.text);
    return this.#foldings;
  }
}

/** The texts of a row, each folded once. From one keystroke to the next, mostly the same rows are shown. */
export class ReadTexts {
  readonly #row: Searchable;
  readonly #texts: ReadText[];
  #isAllRead = false;

  constructor(row: Searchable) {
    this.#row = row;
    this.#texts = row.name === '' ? [] : [new ReadText('name', row.name)];
  }

  /** Undefined if there are no more. Mostly only the first, the name, is looked at. */
  at(index: number): ReadText | undefined {
    if (index >= this.#texts.length && !this.#isAllRead) {
      this.#isAllRead = true;
      for (const { field, text } of textsOf(this.#row)) {
        if (field !== 'name' && text !== '') this.#texts.push(new ReadText(field, text));
      }
    }
    return this.#texts[index];
  }
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
function findInitials(term: string, { words, initials }: Folding): Found | null {
  if (term.length < 2 || !initials.some((each) => each.startsWith(term))) return null;
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

/** What was found in one text of a row: in its plain folding, with its umlauts written out, and of its pictures. */
class FoundInText {
  count = 0;
  how = 0;
  readonly #in: ReadText;
  /** In the plain folding, and in the one with umlauts written out. */
  readonly #slices: readonly [plain: Slice[], spelledOut: Slice[]] = [[], []];
  readonly #pictures: MatchRange[] = [];

  constructor(text: ReadText) {
    this.#in = text;
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
    const at = this.#in.text.indexOf(picture);
    if (at < 0) return;
    this.#pictures.push([at, at + picture.length]);
    this.count++;
    this.how += manner.word;
  }

  /** If the text begins with all terms, but has them in other words. */
  addJoined(terms: readonly string[]): void {
    const joined = findJoined(joinWords(terms), this.#in.foldings[0]);
    if (joined?.slices[0]?.[0] !== 0) return;
    this.#slices[0].splice(0, Infinity, ...joined.slices);
    this.count = terms.length;
    this.how = terms.length * manner.part;
  }

  addId(terms: readonly string[]): void {
    this.count = findInId(terms, this.#in.text, this.#slices[0]);
    this.how = this.count * manner.part;
  }

  get shown(): MatchedLetters {
    const { field, text } = this.#in;
    return { field, text, ranges: this.#ranges };
  }

  get #ranges(): readonly MatchRange[] {
    const [plain, spelledOut] = this.#in.foldings;
    const [slices, slicesSpelledOut] = this.#slices;
    // Mostly one word was typed, and there is nothing to sort or to merge.
    const isOne = slices.length === 1 && slicesSpelledOut.length + this.#pictures.length === 0;
    if (isOne && plain.isInPlace) return slices;
    return merged([...plain.rangesOf(slices), ...(spelledOut?.rangesOf(slicesSpelledOut) ?? []), ...this.#pictures]);
  }

  #take(search: FindTerm, term: string): boolean {
    const [plain, spelledOut] = this.#in.foldings;
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

/**
 * The text of a row that shows best why it was found: the one that holds the most terms, and the name if several hold as many.
 * `terms` are folded words; `spellings` has other ones for some.
 */
export function matchedLetters(
  texts: ReadTexts,
  terms: readonly string[],
  spellings: ReadonlyMap<string, string>,
): MatchedLetters {
  const [first = ''] = terms;
  const name = texts.at(0);
  // Mostly one word was typed, and the name has it.
  if (name?.field === 'name' && terms.length === 1 && !isPicture(first)) {
    const [plain] = name.foldings;
    const found = find(first, plain, []);
    if (found && found.how >= manner.prefix) {
      return { field: name.field, text: name.text, ranges: plain.rangesOf(found.slices) };
    }
  }
  let best: FoundInText | null = null;
  // Near spellings are marked only if not all terms match exactly: otherwise a few letters of every other word would be marked.
  for (const finds of [exactFinds, looseFinds]) {
    for (let nth = 0, text = texts.at(0); text; text = texts.at(++nth)) {
      const found = new FoundInText(text);
      if (text.field === 'id') found.addId(terms);
      else {
        for (const term of terms) {
          if (isPicture(term)) found.addPicture(term);
          else found.add(term, spellings.get(term), finds);
        }
        if (finds === looseFinds && found.count < terms.length) found.addJoined(terms);
      }
      if (!best || found.isBetterThan(best)) best = found;
      if (best.count === terms.length && best.how >= terms.length * manner.prefix) return best.shown;
    }
    if (best?.count === terms.length) break;
  }
  return best?.shown ?? { field: 'name', text: '', ranges: [] };
}

/** Where a filter for an id or a group found a row: at the ends of its id, or else in a tag. */
export function matchedIdOrTag(row: Searchable, text: string): MatchedLetters {
  const { remoteId } = row;
  const inId: Slice[] = [];
  findInId([idWordOf(text)], remoteId, inId, 1);
  if (inId.length > 0) {
    const read = new ReadText('id', remoteId);
    return { field: 'id', text: remoteId, ranges: read.foldings[0].rangesOf(inId) };
  }
  const words = wordsOf(fold(text));
  const tags = row.tags.map((tag) => {
    const found = new FoundInText(new ReadText('tag', tag));
    for (const word of words) found.add(word, undefined, exactFinds);
    return found;
  });
  const found = tags.find(({ count }) => count === words.length);
  return found?.shown ?? { field: 'name', text: row.name, ranges: [] };
}
