import type { Dictionary } from './dictionary.ts';
import { firstLetterBit } from './indexed-rows.ts';
import { manner } from './rank.ts';

/** One word that was typed, and the words of the dictionary that it may stand for. */
export class TypedTerm {
  readonly text: string;
  /** A joining word among others need not be in the row. */
  readonly optional: boolean;
  /** For each word of the dictionary, in what manner this term stands for it. */
  readonly manners: Uint8Array;
  /** The slice of the dictionary's order that starts with the term. */
  readonly from: number;
  readonly to: number;
  /** Words beyond that slice with a manner, in the order in which they were found. */
  readonly looseWords: number[] = [];
  /** How many rows hold one of the words, at most; a row with two of them counts twice. */
  rowCount = 0;
  /** Rows whose id has the term at one of its ends. */
  readonly idRows: readonly number[];
  readonly firstLetter: number;
  readonly #dictionary: Dictionary;

  /** `manners` must be all zero, and is given back so by `release`. */
  constructor(
    { text, optional, idRows }: Pick<TypedTerm, 'text' | 'optional' | 'idRows'>,
    dictionary: Dictionary,
    manners: Uint8Array,
  ) {
    this.text = text;
    this.optional = optional;
    this.idRows = idRows;
    this.manners = manners;
    this.firstLetter = firstLetterBit(text);
    this.#dictionary = dictionary;
    const { from, to } = dictionary.prefix(text);
    this.from = from;
    this.to = to;
    const { numbers } = dictionary.order;
    const { rows } = dictionary;
    let rowCount = 0;
    for (let index = from; index < to; index++) {
      const word = numbers[index] ?? 0;
      manners[word] = manner.prefix;
      rowCount += rows.lengthOf(word);
    }
    this.rowCount = rowCount;
    const itself = dictionary.numberOf(text);
    if (itself !== undefined) manners[itself] = manner.word;
  }

  /** Lets the term stand for more words; those it stands for already in a better manner stay so. */
  addLoose(words: readonly number[], how: number): void {
    for (const word of words) {
      const before = this.manners[word] ?? 0;
      if (how <= before) continue;
      this.manners[word] = how;
      if (before !== manner.none) continue;
      this.looseWords.push(word);
      this.rowCount += this.#dictionary.rows.lengthOf(word);
    }
  }

  /** Makes `manners` all zero again. */
  release(): void {
    const { numbers } = this.#dictionary.order;
    for (let index = this.from; index < this.to; index++) this.manners[numbers[index] ?? 0] = manner.none;
    for (const word of this.looseWords) this.manners[word] = manner.none;
  }
}
