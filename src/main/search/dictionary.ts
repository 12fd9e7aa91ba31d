import { NearSpeller } from './near-spellings.ts';
import { NumberLists } from './number-lists.ts';
import { SortedOrder } from './sorted-order.ts';

/** One of 32,768 lists. Two trigrams may share one: what is found is compared with the word itself. */
const trigramAt = (word: string, index: number): number =>
  Math.imul(
    word.charCodeAt(index) * 961 + word.charCodeAt(index + 1) * 31 + word.charCodeAt(index + 2),
    2_654_435_761,
  ) >>> 17;

/**
 * Every folded word that any row holds, once, with the rows that hold it. Words have numbers that stay while a row holds them.
 * Sorted, so that a prefix is one slice; with lists by trigram, so that a part of a word is found without reading all words.
 */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  readonly order = new SortedOrder(this.#words);
  readonly nearSpeller = new NearSpeller(this.order, this.#words);
  /** Beside the words, because scoring needs the lengths of many and the letters of few. */
  #lengths = new Uint8Array(256);
  readonly #unused: number[] = [];
  readonly #rows = new NumberLists();
  readonly #trigrams = new NumberLists();

  /** Counts words that came and went: what was found in the dictionary holds until it changes. */
  changes = 0;

  /** All numbers of words are smaller. */
  get capacity(): number {
    return this.#words.length;
  }

  wordOf(word: number): string {
    return this.#words[word] ?? '';
  }

  lengthOf(word: number): number {
    return this.#lengths[word] ?? 0;
  }

  numberOf(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  /** The rows that hold a word: `lists.values` from `lists.startOf(word)`, `lists.lengthOf(word)` of them. */
  get rows(): NumberLists {
    return this.#rows;
  }

  /** Notes that `row` holds `word`; once for each row. */
  add(word: string, row: number): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#unused.pop() ?? this.#words.length;
      this.changes++;
      this.#numbers.set(word, number);
      this.#words[number] = word;
      this.#noteLength(number, word.length);
      this.order.add(number);
      this.#eachTrigram(word, (trigram) => this.#trigrams.push(trigram, number ?? 0));
    }
    this.#rows.push(number, row);
    return number;
  }

  remove(number: number, row: number): void {
    this.#rows.remove(number, row);
    if (this.#rows.lengthOf(number) > 0) return;
    this.changes++;
    const word = this.wordOf(number);
    this.#eachTrigram(word, (trigram) => this.#trigrams.remove(trigram, number));
    this.order.remove(number);
    this.#numbers.delete(word);
    this.#unused.push(number);
  }

  /** The slice of `order` whose words start with `prefix`. */
  prefix(prefix: string): { from: number; to: number } {
    const from = this.order.firstWith(prefix);
    return { from, to: this.order.endOf(prefix, from) };
  }

  /**
   * Words that hold `part` (three letters or more) other than at their front, some of them twice. `among`, where given, are all words that may.
   * `isAll` is false where a bound was met.
   */
  wordsWith(
    part: string,
    { mostRead, mostFound, among }: { mostRead: number; mostFound: number; among?: readonly number[] | undefined },
  ): { words: readonly number[]; isAll: boolean } {
    const words = this.#words;
    const holds = (word: number): boolean => (words[word] ?? '').indexOf(part, 1) > 0;
    if (among) return { words: among.filter(holds), isAll: true };
    const lists = this.#trigrams;
    let rarest = trigramAt(part, 0);
    for (let index = 1; index + 3 <= part.length; index++) {
      const trigram = trigramAt(part, index);
      if (lists.lengthOf(trigram) < lists.lengthOf(rarest)) rarest = trigram;
    }
    const found: number[] = [];
    const { values } = lists;
    const start = lists.startOf(rarest);
    const count = lists.lengthOf(rarest);
    const end = start + Math.min(mostRead, count);
    for (let index = start; index < end && found.length < mostFound; index++) {
      const word = values[index] ?? 0;
      if (holds(word)) found.push(word);
    }
    return { words: found, isAll: count <= mostRead && found.length < mostFound };
  }

  #noteLength(number: number, length: number): void {
    if (number >= this.#lengths.length) {
      const larger = new Uint8Array(Math.ceil(this.#lengths.length * 1.5) + 1);
      larger.set(this.#lengths);
      this.#lengths = larger;
    }
    this.#lengths[number] = length;
  }

  /** Those at the front are left out: there a part is a prefix. One that a word holds twice comes twice. */
  #eachTrigram(word: string, use: (trigram: number) => void): void {
    for (let index = 1; index + 3 <= word.length; index++) use(trigramAt(word, index));
  }
}
