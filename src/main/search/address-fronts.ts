import { NumberLists } from './number-lists.ts';
import { addressesOf, joinedOf, longestWord, type Place, type Searchable } from './searchable.ts';
import { SortedOrder } from './sorted-order.ts';

/** A row and a place in 32 bits. */
const packed = (row: number, at: Place): number => ((row << 3) | at) >>> 0;
const rowIn = (owner: number): number => owner >>> 3;
const placeIn = (owner: number): Place => (owner & 7) as Place;

/**
 * The emails, domains and aliases of all rows, each as one word without its signs, in sorted order: those that start with what
 * was typed are one slice.
 */
export class AddressFronts {
  readonly #texts: string[] = [];
  readonly #order = new SortedOrder(this.#texts, 0.6);
  #owners = new Uint32Array(256);
  /** For each row the numbers of its texts. */
  readonly #textsOfRow = new NumberLists();
  readonly #unused: number[] = [];

  add(row: number, searchable: Searchable): void {
    for (const { text, at } of addressesOf(searchable)) {
      const joined = joinedOf(text).slice(0, longestWord);
      if (joined === '') continue;
      const number = this.#unused.pop() ?? this.#texts.length;
      this.#texts[number] = joined;
      if (number >= this.#owners.length) {
        const larger = new Uint32Array(Math.ceil(this.#owners.length * 1.5) + 1);
        larger.set(this.#owners);
        this.#owners = larger;
      }
      this.#owners[number] = packed(row, at);
      this.#order.add(number);
      this.#textsOfRow.push(row, number);
    }
  }

  remove(row: number): void {
    const start = this.#textsOfRow.startOf(row);
    for (let index = start; index < start + this.#textsOfRow.lengthOf(row); index++) {
      const number = this.#textsOfRow.values[index] ?? 0;
      this.#order.remove(number);
      this.#texts[number] = '';
      this.#unused.push(number);
    }
    this.#textsOfRow.clear(row);
  }

  get isFull(): boolean {
    return this.#order.isFull;
  }

  settle(): void {
    this.#order.settle();
  }

  /** Calls `use` for at most `most` texts that start with `front`. Settle first. */
  eachWith(front: string, most: number, use: (row: number, at: Place) => void): void {
    const from = this.#order.firstWith(front);
    const to = Math.min(this.#order.endOf(front, from), from + most);
    for (let index = from; index < to; index++) {
      const owner = this.#owners[this.#order.numbers[index] ?? 0] ?? 0;
      use(rowIn(owner), placeIn(owner));
    }
  }

  /** The same for the texts of one row. */
  eachOfRow(row: number, front: string, use: (row: number, at: Place) => void): void {
    const start = this.#textsOfRow.startOf(row);
    for (let index = start; index < start + this.#textsOfRow.lengthOf(row); index++) {
      const number = this.#textsOfRow.values[index] ?? 0;
      if (this.#texts[number]?.startsWith(front)) use(row, placeIn(this.#owners[number] ?? 0));
    }
  }
}
