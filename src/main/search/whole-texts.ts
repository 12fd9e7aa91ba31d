import { fold, foldSpelledOut, joiningWord, wordsOf } from './fold.ts';
import { type IndexedRows, placeIn, wordIn } from './indexed-rows.ts';
import type { LiteralText } from './literal-text.ts';
import { wholeScore } from './rank.ts';
import { addressesOf, joinFolded, longestWord, picturesIn, place, withoutWww } from './searchable.ts';
import type { TextOrder } from './text-order.ts';

/** In a text of more pieces, none is looked for: it is longer than any name with the words of its connection. */
const mostPieces = 30;
/** So many pieces are tried in any order only. With more, they are tried in the typed order first. */
const fewPieces = 5;
/** How many sequences of pieces are looked up. Only those that some text begins with are followed. */
const mostTried = 200;
/** Rows that are read of those with one and the same text. */
const mostOfOne = 50;
/** Ways in which pieces are texts of one row. */
const mostTogether = 40;
const unknownNumber = -1;

const betweenPieces = /[\s,;:/|\\、，：；]+/u;

/** A piece of what was typed, without a space or another sign that ends a word. */
interface Piece {
  /** Its folded words. */
  words: readonly string[];
  /** Its words as one, in each of its spellings. */
  spellings: readonly string[];
  /** A row need not hold it. */
  isOptional: boolean;
}

/** A text in one of the sorted orders. A name may be in two of them. */
interface WholeText {
  of: TextOrder;
  number: number;
  isName: boolean;
}

const isSame =
  (text: WholeText) =>
  (other: WholeText): boolean =>
    text.isName ? other.isName : other.of === text.of && other.number === text.number;

/** Pieces that are the whole of one or several texts of a row. */
interface Whole {
  /** One bit for each piece. */
  pieces: number;
  texts: readonly WholeText[];
  /** Each text has its pieces in the typed order. */
  isInOrder: boolean;
  /** And nothing between them. */
  isUnbroken: boolean;
}

/** Pieces one after the other, as one text. */
interface Path {
  text: string;
  slices: Slice[];
  pieces: number;
  /** The last of them, or the one before the first. */
  last: number;
  isInOrder: boolean;
  isUnbroken: boolean;
}

/** The part of a sorted order in which the texts are that begin with what was looked up. They are its first. */
interface Slice {
  of: TextOrder;
  from: number;
  to: number;
}

export interface WholeTextsOptions {
  literal: LiteralText;
  /** For each connection its folded words. */
  connections: ReadonlyMap<string, readonly string[]>;
  /** Rows that were found in another way. They are looked at even if too many others have the same text. */
  found: readonly { row: number }[];
}

/** A row of which a whole text was typed. */
export interface WholeRow {
  row: number;
  /** What it scores more. */
  bonus: number;
  /** Nothing else was typed, except words of the row's connection and groups. */
  isAll: boolean;
}

/**
 * Finds the rows of which a whole text was typed: a name, an alias, an email, a domain or an id, alone or beside other words, in
 * any order. SECURITY: they are looked up whatever else was found, because a customer whose name goes on, and who is opened
 * often, must not be before the one whose whole name was typed.
 */
export class WholeTexts {
  readonly #rows: IndexedRows;
  readonly #options: WholeTextsOptions;
  readonly #pieces: readonly Piece[];
  readonly #typed: string;
  readonly #whole = new Map<number, Whole[]>();
  #left = mostTried;

  constructor(rows: IndexedRows, typed: string, options: WholeTextsOptions) {
    this.#rows = rows;
    this.#options = options;
    this.#pieces = piecesOf(typed);
    this.#typed = typed;
  }

  find(): WholeRow[] {
    const count = this.#pieces.length;
    if (count > mostPieces) return [];
    const slices = this.#rows.wholeTexts.map((of): Slice => ({ of, from: 0, to: of.order.length }));
    const nothing: Path = { text: '', slices, pieces: 0, last: -1, isInOrder: true, isUnbroken: true };
    if (count > fewPieces) for (let first = 0; first < count; first++) this.#addInOrder(first, nothing);
    this.#add(nothing);
    return Array.from(this.#whole, ([row, whole]) => {
      const bonus = Math.max(...whole.map((one) => this.#scoreOf(row, one)));
      return { row, bonus, isAll: bonus > wholeScore.besideOthers };
    });
  }

  /** The texts that are pieces from `first` on. */
  #addInOrder(first: number, nothing: Path): void {
    let path = nothing;
    for (let next = first; next < this.#pieces.length && path.slices.length > 0; next++) {
      const [spelling = ''] = this.#pieces[next]?.spellings ?? [];
      path = this.#follow(path, next, spelling);
    }
  }

  /** The texts that go on from a path with any piece that is not in it. */
  #add(path: Path): void {
    for (const [next, { spellings }] of this.#pieces.entries()) {
      if ((path.pieces & (1 << next)) !== 0) continue;
      for (const spelling of spellings) {
        const longer = this.#follow(path, next, spelling);
        if (longer.slices.length > 0) this.#add(longer);
      }
    }
  }

  /** One piece more; and notes the rows of which that is a whole text. */
  #follow(path: Path, next: number, spelling: string): Path {
    const text = path.text + spelling;
    const longer: Path = {
      text,
      slices: [],
      pieces: path.pieces | (1 << next),
      last: next,
      isInOrder: path.isInOrder && next > path.last,
      isUnbroken: path.isUnbroken && (path.last < 0 || next === path.last + 1),
    };
    // Longer texts are cut in some orders.
    if (this.#left-- <= 0 || text.length >= longestWord) return longer;
    for (const { of, from, to } of path.slices) {
      const first = of.order.firstWith(text, from, to);
      if (first === to || !of.textAt(first).startsWith(text)) continue;
      const slice = { of, from: first, to };
      this.#note(slice, longer);
      longer.slices.push(slice);
    }
    return longer;
  }

  #note({ of, from, to }: Slice, path: Path): void {
    const isWhole = (index: number): boolean => index < to && of.textAt(index) === path.text;
    const end = from + mostOfOne;
    const isName = of.isNameAt(from);
    for (let index = from; index < end && isWhole(index); index++) {
      this.#noteText(of.rowAt(index), path, { of, number: of.order.numbers[index] ?? 0, isName: of.isNameAt(index) });
    }
    if (!isWhole(end)) return;
    for (const { row } of this.#options.found) {
      if (of.has(row, path.text)) this.#noteText(row, path, { of, number: unknownNumber, isName });
    }
  }

  #noteText(row: number, { pieces, isInOrder, isUnbroken }: Path, text: WholeText): void {
    const known = this.#whole.get(row) ?? [];
    if (known.length >= mostTogether) return;
    const apart = known.filter((other) => (other.pieces & pieces) === 0 && !other.texts.some(isSame(text)));
    const together = apart.map((other) => ({
      pieces: other.pieces | pieces,
      texts: [...other.texts, text],
      isInOrder: other.isInOrder && isInOrder,
      isUnbroken: other.isUnbroken && isUnbroken,
    }));
    this.#whole.set(row, [...known, { pieces, texts: [text], isInOrder, isUnbroken }, ...together]);
  }

  #scoreOf(row: number, { pieces, texts, isInOrder, isUnbroken }: Whole): number {
    const beside = this.#pieces.filter(({ isOptional }, nth) => !isOptional && (pieces & (1 << nth)) === 0);
    if (!this.#areOfConnectionOrTags(row, beside) || !this.#hasPictures(row)) return wholeScore.besideOthers;
    if (!isInOrder) return wholeScore.reordered;
    return (
      wholeScore.all +
      (beside.length === 0 ? wholeScore.nothingBeside : 0) +
      wholeScore.literally * this.#literally(row, texts) +
      (isUnbroken ? wholeScore.unbroken : 0)
    );
  }

  #areOfConnectionOrTags(row: number, pieces: readonly Piece[]): boolean {
    if (pieces.length === 0) return true;
    const { connectionIds } = this.#rows;
    const connection = this.#options.connections.get(connectionIds[this.#rows.connectionOf(row)] ?? '') ?? [];
    return pieces.every(({ words }) =>
      words.every((word) => connection.includes(word) || word === joiningWord || this.#hasTag(row, word)),
    );
  }

  #hasTag(row: number, word: string): boolean {
    const { words, dictionary } = this.#rows;
    const number = dictionary.numberOf(word);
    if (number === undefined) return false;
    const start = words.startOf(row);
    const of = words.values.subarray(start, start + words.lengthOf(row));
    return of.some((packed) => placeIn(packed) === place.tag && wordIn(packed) === number);
  }

  #hasPictures(row: number): boolean {
    return picturesIn(this.#typed).every((picture) => this.#rows.texts(row).includes(picture));
  }

  /** How far a whole text of a row was typed as it is written, 0 to 3. Its name counts more than the others. */
  #literally(row: number, texts: readonly WholeText[]): number {
    const { literal } = this.#options;
    const searchable = this.#rows.searchable(row);
    if (texts.some(({ isName }) => isName)) return 1 + literal.holds(searchable.name);
    for (const { text } of addressesOf(searchable)) if (literal.holds(text) > 0) return 1;
    return 0;
  }
}

function piecesOf(typed: string): Piece[] {
  const pieces: Piece[] = [];
  for (const written of typed.split(betweenPieces)) {
    const host = withoutWww(written);
    const folded = fold(host);
    if (folded === '') continue;
    const words = wordsOf(folded);
    const spellings = [joinFolded(folded)];
    if (host !== written) spellings.push(joinFolded(fold(written)));
    const spelledOut = foldSpelledOut(host);
    if (spelledOut !== '') spellings.push(joinFolded(spelledOut));
    pieces.push({ words, spellings, isOptional: words.every((word) => word === joiningWord) });
  }
  return pieces;
}
