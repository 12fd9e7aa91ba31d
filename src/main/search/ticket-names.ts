import { ticketEvidence } from '../../shared/ticket-text.ts';
import { fold, foldSpelledOut, joiningWord, wordsOf } from './fold.ts';
import { type IndexedRows, placeIn, positionIn, wordIn } from './indexed-rows.ts';
import { withoutLegalForms, wordsOfLegalForms } from './legal-forms.ts';
import { withJoinedLetters } from './lookalike.ts';
import { NamesByThemselves } from './names-by-themselves.ts';
import { longestWord, place, type Searchable } from './searchable.ts';
import { addressesIn, outsideAddresses, WordsInOrder } from './words-in-order.ts';

/** How a name is in a text. See `Evidence`. */
export interface NameInText {
  by: 'name' | 'longer-name' | 'short-name' | 'part' | 'word';
  /** The name or alias, as it is written. */
  text: string;
}

/** Names that are compared with the text. Of an ordinary page some dozen are. */
const mostCompared = 5_000;
/** A name of fewer letters is in every other text. */
const shortestWord = 3;
/** Two words or more, but shorter than this together, are as common as one word. */
const shortestName = 4;

const notInText = 0;
const inText = 1;
/** A word that a name may have although the text has not. */
const mayBeLeftOut = 2;

const lettersOfAscii = [...'abcdefghijklmnopqrstuvwxyz'];

const withoutAnd = (words: readonly string[]): readonly string[] => words.filter((word) => word !== joiningWord);

/** Finds the customers whose names, or other names, are in a text, with or without their legal forms. */
export class TicketNames {
  readonly #rows: IndexedRows;
  /** The text as it is written, and with its umlauts written out if it has any. */
  readonly #texts: readonly WordsInOrder[];
  /** The same without its addresses. */
  readonly #sentences: readonly WordsInOrder[];
  readonly #byThemselves: readonly NamesByThemselves[];
  readonly #addresses: ReadonlySet<string>;
  readonly #marks: Uint8Array;
  readonly #found: number[] = [];

  /** `isCut`: the text goes on where it ends. */
  constructor(rows: IndexedRows, { text, isCut }: { text: string; isCut: boolean }) {
    this.#rows = rows;
    const marked = withJoinedLetters(text);
    const folds =
      foldSpelledOut(marked) === '' ? [fold] : [fold, (piece: string) => foldSpelledOut(piece) || fold(piece)];
    this.#texts = folds.map((folded) => new WordsInOrder([marked], folded));
    const outside = outsideAddresses(marked);
    this.#sentences = folds.map(
      (folded) =>
        new WordsInOrder(
          outside.map(({ said }) => said),
          folded,
        ),
    );
    this.#byThemselves = folds.map((folded) => new NamesByThemselves(outside, folded, isCut));
    this.#addresses = new Set(addressesIn(marked));
    this.#marks = new Uint8Array(rows.dictionary.capacity);
    for (const word of [joiningWord, ...wordsOfLegalForms, ...lettersOfAscii]) this.#mark(word, mayBeLeftOut);
    for (const words of this.#texts) for (const word of words.distinct()) this.#mark(word, inText);
    // Names are in the dictionary without joined letters.
    for (const word of new Set(wordsOf(fold(text)))) this.#mark(word, inText);
  }

  /** Calls `use` once for each row that is found. Returns whether all were looked at. */
  each(use: (row: Searchable, name: NameInText) => void): boolean {
    const { dictionary, capacity } = this.#rows;
    const isSeen = new Uint8Array(capacity);
    let left = mostCompared;
    for (const word of this.#found) {
      const { rows } = dictionary;
      const start = rows.startOf(word);
      for (let index = start; index < start + rows.lengthOf(word); index++) {
        const row = rows.values[index] ?? 0;
        if (isSeen[row] === 1) continue;
        isSeen[row] = 1;
        if (!this.#mayBeNamed(row)) continue;
        if (left-- <= 0) return false;
        const searchable = this.#rows.searchable(row);
        const name = this.#nameOf(searchable);
        if (name) use(searchable, name);
      }
    }
    return true;
  }

  #mark(word: string, mark: number): void {
    const number = this.#rows.dictionary.numberOf(word.slice(0, longestWord));
    if (number === undefined || this.#marks[number] !== notInText) return;
    this.#marks[number] = mark;
    if (mark === inText) this.#found.push(number);
  }

  /** Whether the text has each word of the row's name, or one of another name. A fast look, before the texts are compared. */
  #mayBeNamed(row: number): boolean {
    const { words } = this.#rows;
    const start = words.startOf(row);
    let position = -1;
    let isWhole = true;
    let isThere = true;
    for (let index = start; index < start + words.lengthOf(row); index++) {
      const packed = words.values[index] ?? 0;
      const mark = this.#marks[wordIn(packed)] ?? notInText;
      const at = placeIn(packed);
      if (at === place.alias && mark === inText) return true;
      if (at !== place.name) continue;
      // A word with an umlaut has two spellings at one position.
      if (positionIn(packed) !== position) {
        isWhole &&= isThere;
        position = positionIn(packed);
        isThere = false;
      }
      isThere ||= mark !== notInText;
    }
    return isWhole && isThere;
  }

  #nameOf({ name, aliases }: Searchable): NameInText | null {
    let best: NameInText | null = null;
    for (const text of [name, ...aliases]) {
      const by = this.#howIsIn(text);
      if (by && (best === null || strengthOf(by) < strengthOf(best.by))) best = { by, text };
    }
    return best;
  }

  #howIsIn(name: string): NameInText['by'] | null {
    const marked = withJoinedLetters(name);
    const addresses = addressesIn(marked);
    // A name can be an address itself, such as "shop.example".
    const isItself = addresses.length > 0 && addresses.every((address) => this.#addresses.has(address));
    const said = isItself ? this.#texts : this.#sentences;
    const ways: NameInText['by'][] = [];
    for (const words of [fold(marked), foldSpelledOut(marked)].filter(Boolean).map(wordsOf)) {
      const whole = withoutAnd(words);
      const core = withoutAnd(withoutLegalForms(words));
      if (holds(said, whole)) ways.push(isOneWord(whole) ? 'word' : isItself ? 'name' : this.#byItself(marked));
      if (core.length < whole.length && holds(said, core)) ways.push(isOneWord(core) ? 'word' : 'short-name');
      for (const part of [whole, core]) if (holds(this.#texts, part)) ways.push(isOneWord(part) ? 'word' : 'part');
    }
    return ways.sort((a, b) => strengthOf(a) - strengthOf(b))[0] ?? null;
  }

  #byItself(name: string): 'name' | 'longer-name' {
    return this.#byThemselves.some((names) => names.has(name)) ? 'name' : 'longer-name';
  }
}

const strengthOf = (by: NameInText['by']): number => ticketEvidence.indexOf(by);

const holds = (texts: readonly WordsInOrder[], words: readonly string[]): boolean =>
  words.join('').length >= shortestWord && texts.some((text) => text.holds(words));

const isOneWord = (words: readonly string[]): boolean => words.length < 2 || words.join('').length < shortestName;
