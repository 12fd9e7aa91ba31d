import type { Dictionary } from './dictionary.ts';
import { firstLetterBit } from './indexed-rows.ts';
import { manner } from './rank.ts';

/** One typed word, and the words of the dictionary that it may stand for. */
export class TypedTerm {
  readonly text: string;
  /** True for a joining word or `www.` among other words: a row need not hold it. */
  readonly optional: boolean;
  /** For each word of the dictionary, the manner in which this term stands for it. */
  readonly manners: Uint8Array;
  /** The slice of the dictionary's order with the words that start with the term. */
  readonly from: number;
  readonly to: number;
  /** Words outside of that slice that the term stands for, in the order in which they were found. */
  readonly looseWords: number[] = [];
  /** Whether it is a whole word. */
  isWord = false;
  /** How many rows hold one of these words, at most: a row with two of them counts twice. */
  rowCount = 0;
  /** Rows whose id starts or ends with the term. */
  readonly idRows: readonly number[];
  /** The numbers of the connections whose words start with the term. */
  readonly connections: ReadonlySet<number>;
  readonly firstLetter: number;
  readonly #dictionary: Dictionary;

  /** `manners` must be all zero; `release` makes it so again. */
  constructor(
    { text, optional, idRows, connections }: Pick<TypedTerm, 'text' | 'optional' | 'idRows' | 'connections'>,
    dictionary: Dictionary,
    manners: Uint8Array,
  ) {
    this.text = text;
    this.optional = optional;
    this.idRows = idRows;
    this.connections = connections;
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
    if (itself !== undefined) {
      manners[itself] = manner.word;
      this.isWord = true;
    }
  }

  /** Adds another spelling of the term, as good as the typed one. */
  addSpelling(text: string): void {
    const { order } = this.#dictionary;
    const { from, to } = this.#dictionary.prefix(text);
    const itself = this.#dictionary.numberOf(text);
    if (itself !== undefined) this.addLoose([itself], manner.word);
    this.addLoose(Array.from(order.numbers.subarray(from, to)), manner.prefix);
  }

  /** Adds words that the term stands for. A word keeps a better manner that it has already. */
  addLoose(words: readonly number[], how: number): void {
    for (const word of words) {
      const before = this.manners[word] ?? 0;
      if (how <= before) continue;
      this.manners[word] = how;
      if (how === manner.word) this.isWord = true;
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
