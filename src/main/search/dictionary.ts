import { NearSpeller } from './near-spellings.ts';
import { NumberLists } from './number-lists.ts';
import { NumbersByText } from './numbers-by-text.ts';
import { SortedOrder } from './sorted-order.ts';

/** The number of the trigram's list, one of 32,768. Two trigrams may share a list, so words found in it must be compared. */
const trigramAt = (word: string, index: number): number =>
  Math.imul(
    word.charCodeAt(index) * 961 + word.charCodeAt(index + 1) * 31 + word.charCodeAt(index + 2),
    2_654_435_761,
  ) >>> 17;

/**
 * Every folded word of all rows, each once, with the rows that hold it. A word keeps its number while a row holds it. The words
 * are sorted, so that those with a prefix are one slice, and listed by trigram, so that a part is found without reading all
 * words.
 */
export class Dictionary {
  readonly #words: string[] = [];
  readonly #numbers = new NumbersByText(this.#words);
  readonly order = new SortedOrder(this.#words);
  readonly nearSpeller = new NearSpeller(this.order, this.#words);
  /** The lengths of the words, apart from them: scoring needs the lengths of many words and the letters of few. */
  #lengths = new Uint8Array(256);
  readonly #unused: number[] = [];
  readonly #rows = new NumberLists();
  readonly #trigrams = new NumberLists();

  /** How often a word was added or removed: what was found in the dictionary is valid until it changes. */
  changes = 0;

  /** Larger than the number of any word. */
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

  /** Notes that `row` holds `word`. Add all words of a row before those of the next. Returns the word's number. */
  add(word: string, row: number): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#unused.pop() ?? this.#words.length;
      this.changes++;
      this.#numbers.add(word, number);
      this.#words[number] = word;
      this.#noteLength(number, word.length);
      this.order.add(number);
      this.#eachTrigram(word, (trigram) => this.#trigrams.push(trigram, number ?? 0));
    }
    // A row may have a word twice.
    if (this.#rows.lastOf(number) !== row) this.#rows.push(number, row);
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

  /** The slice of `order` with the words that start with `prefix`. */
  prefix(prefix: string): { from: number; to: number } {
    const from = this.order.firstWith(prefix);
    return { from, to: this.order.endOf(prefix, from) };
  }

  /**
   * Words that hold `part` (three letters or more) anywhere but at their front; some words come twice. If `among` is given, it
   * must contain all of them. `isAll` is false if a bound was reached.
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

  /** Leaves out the trigram at the front: that is a prefix. A trigram that a word holds twice comes twice. */
  #eachTrigram(word: string, use: (trigram: number) => void): void {
    for (let index = 1; index + 3 <= word.length; index++) use(trigramAt(word, index));
  }
}
