import type { Dictionary } from './dictionary.ts';
import type { IndexedRows } from './indexed-rows.ts';
import { firstLetterBit, reversed } from './indexed-rows.ts';
import { manner, shortestIdPart } from './rank.ts';

/** Shorter terms would be parts of, and near to, half the dictionary. */
const shortestPart = 3;
const shortestNear = 4;
/** Bounds on how many words a term may stand for beyond its own prefix. */
const mostPartWords = 20_000;
const mostNearWords = 3_000;

/** One word that was typed, and the words of the dictionary that it may stand for. */
export class TypedTerm {
  readonly text: string;
  /** A joining word among others need not be in the row. */
  readonly optional: boolean;
  /** For each word of the dictionary, in what manner this term stands for it. */
  readonly manners: Uint8Array;
  /** The words with a manner, in the order in which they were found. */
  readonly words: number[] = [];
  /** How many rows hold one of the words, at most; a row with two of them counts twice. */
  rowCount = 0;
  /** Rows whose id starts or ends with the term. */
  readonly idRows: number[] = [];
  readonly firstLetter: number;
  readonly #dictionary: Dictionary;

  /** `manners` must be all zero, and is given back so by `release`. */
  constructor(text: string, optional: boolean, dictionary: Dictionary, manners: Uint8Array) {
    this.text = text;
    this.optional = optional;
    this.manners = manners;
    this.firstLetter = firstLetterBit(text);
    this.#dictionary = dictionary;
    const { from, to } = dictionary.prefix(text);
    const { numbers } = dictionary.order;
    for (let index = from; index < to; index++) this.#take(numbers[index] ?? 0, manner.prefix);
    const itself = dictionary.numberOf(text);
    if (itself !== undefined) this.manners[itself] = manner.word;
  }

  /** Words that hold the term other than at their front. */
  addParts(): void {
    if (this.text.length < shortestPart) return;
    this.#dictionary.eachWith(this.text, mostPartWords, (word) => this.#take(word, manner.part));
  }

  /** Words one typing error away. */
  addNear(): void {
    if (this.text.length < shortestNear) return;
    const { numbers } = this.#dictionary.order;
    let budget = mostNearWords;
    for (const { from, to, length } of this.#dictionary.near(this.text)) {
      for (let index = from; index < to && budget > 0; index++, budget--) {
        const word = numbers[index] ?? 0;
        const isWhole = this.#dictionary.wordOf(word).length === length;
        this.#take(word, isWhole ? manner.nearWord : manner.nearPrefix);
      }
    }
  }

  /** Rows whose id has the term at one of its ends, `most` for each end. */
  addIds(rows: IndexedRows, most: number): void {
    if (!/\d/.test(this.text)) return;
    this.idRows.push(...rowsByIdPart(rows, this.text, most));
  }

  /** Makes `manners` all zero again. */
  release(): void {
    for (const word of this.words) this.manners[word] = manner.none;
  }

  #take(word: number, how: number): void {
    const before = this.manners[word] ?? 0;
    if (how <= before) return;
    this.manners[word] = how;
    if (before !== manner.none) return;
    this.words.push(word);
    this.rowCount += this.#dictionary.rows.lengthOf(word);
  }
}

/** Rows whose id starts or ends with `part`; `most` of each, none for parts too short to say anything. */
export function rowsByIdPart(rows: IndexedRows, part: string, most: number): number[] {
  if (part.length < shortestIdPart) return [];
  const found: number[] = [];
  for (const [order, text] of [
    [rows.byId, part],
    [rows.byIdTail, reversed(part)],
  ] as const) {
    const from = order.firstWith(text);
    const to = Math.min(order.endOf(text, from), from + most);
    for (let index = from; index < to; index++) found.push(order.numbers[index] ?? 0);
  }
  return found;
}
