import { foldSpelledOut } from './fold.ts';
import { NumberLists } from './number-lists.ts';
import { addressesOf, joinedOf, joinFolded, longestWord, type Place, place, type Searchable } from './searchable.ts';
import { SortedOrder } from './sorted-order.ts';
import type { TextOrder } from './text-order.ts';

/** A row and a place in 32 bits. */
const packed = (row: number, at: Place): number => ((row << 3) | at) >>> 0;
const rowIn = (owner: number): number => owner >>> 3;
const placeIn = (owner: number): Place => (owner & 7) as Place;

/**
 * The emails, domains and aliases of all rows, each as one word without its signs, in sorted order: those that start with what
 * was typed are one slice. Names and aliases with umlauts are also there with them written out.
 */
export class AddressFronts implements TextOrder {
  readonly #texts: string[] = [];
  readonly order = new SortedOrder(this.#texts, 0.6);
  #owners = new Uint32Array(256);
  /** For each row the numbers of its texts. */
  readonly #textsOfRow = new NumberLists();
  readonly #unused: number[] = [];

  add(row: number, searchable: Searchable): void {
    this.#addText(row, place.name, joinFolded(foldSpelledOut(searchable.name)));
    for (const { text, at } of addressesOf(searchable)) {
      this.#addText(row, at, joinedOf(text));
      this.#addText(row, at, joinFolded(foldSpelledOut(text)));
    }
  }

  #addText(row: number, at: Place, joined: string): void {
    if (joined === '') return;
    const number = this.#unused.pop() ?? this.#texts.length;
    this.#texts[number] = joined.slice(0, longestWord);
    if (number >= this.#owners.length) {
      const larger = new Uint32Array(Math.ceil(this.#owners.length * 1.5) + 1);
      larger.set(this.#owners);
      this.#owners = larger;
    }
    this.#owners[number] = packed(row, at);
    this.order.add(number);
    this.#textsOfRow.push(row, number);
  }

  remove(row: number): void {
    this.#eachText(row, (number) => {
      this.order.remove(number);
      this.#texts[number] = '';
      this.#unused.push(number);
    });
    this.#textsOfRow.clear(row);
  }

  textAt(index: number): string {
    return this.#texts[this.order.numbers[index] ?? 0] ?? '';
  }

  rowAt(index: number): number {
    return rowIn(this.#ownerAt(index));
  }

  isNameAt(index: number): boolean {
    return placeIn(this.#ownerAt(index)) === place.name;
  }

  has(row: number, text: string): boolean {
    let has = false;
    this.#eachText(row, (number) => {
      if (this.#texts[number] === text) has = true;
    });
    return has;
  }

  get isFull(): boolean {
    return this.order.isFull;
  }

  settle(): void {
    this.order.settle();
  }

  /** Calls `use` for at most `most` texts that start with `front`. Settle first. */
  eachWith(front: string, most: number, use: (row: number, at: Place) => void): void {
    const from = this.order.firstWith(front);
    const to = Math.min(this.order.endOf(front, from), from + most);
    for (let index = from; index < to; index++) {
      const owner = this.#ownerAt(index);
      use(rowIn(owner), placeIn(owner));
    }
  }

  /** The same for the texts of one row. */
  eachOfRow(row: number, front: string, use: (row: number, at: Place) => void): void {
    this.#eachText(row, (number) => {
      if (this.#texts[number]?.startsWith(front)) use(row, placeIn(this.#owners[number] ?? 0));
    });
  }

  #ownerAt(index: number): number {
    return this.#owners[this.order.numbers[index] ?? 0] ?? 0;
  }

  #eachText(row: number, use: (number: number) => void): void {
    const start = this.#textsOfRow.startOf(row);
    const end = start + this.#textsOfRow.lengthOf(row);
    for (let index = start; index < end; index++) use(this.#textsOfRow.values[index] ?? 0);
  }
}
