import { inKeyOrder, keyAfter, sortKeyOf } from './sort-key.ts';
import type { TextList } from './text-list.ts';

const inOrder = 1;
const stale = 2;
const waiting = 4;
/** As many numbers wait for a merge, which then takes a few milliseconds, even among a million. */
const mostWaiting = 8_192;
/** A step of a merge moves as many numbers. To find the place of a new one takes as long as to move so many. */
const workOfAStep = 2 ** 18;
const workOfPlacing = 2 ** 7;
/** If nobody settles a full order, it settles itself when so many times the numbers wait. */
const overfull = 2;

/** New numbers on their way into the order, from its end to its front. */
interface Merge {
  added: Uint32Array;
  addedKeys: Float64Array;
  /** How many of `added` have no place yet, and how many of the numbers in order have not been moved. */
  left: number;
  readEnd: number;
  /** Where all of them will be: the arrays of the order, or larger ones. */
  numbers: Uint32Array<ArrayBuffer>;
  keys: Float64Array<ArrayBuffer>;
}

/**
 * Numbers of words, or of rows, in the order of their texts, so that all texts with a prefix are side by side. Equal texts are in
 * the order of their numbers. New numbers wait and are merged together before the next look-up: a row costs microseconds, never a
 * rebuild.
 */
export class SortedOrder {
  /** The first `length` numbers are in order. Read them only after `settle`. */
  numbers = new Uint32Array(256);
  length = 0;
  readonly #texts: TextList;
  /** For each of `numbers` the key of its text. */
  #keys = new Float64Array(256);
  #states = new Uint8Array(256);
  #waiting: number[] = [];
  #staleCount = 0;
  #merge: Merge | null = null;

  readonly #patience: number;

  /**
   * `number` is ordered by its text. With less `patience` (0 to 1), fewer numbers wait for a merge: orders that get their
   * numbers together need different ones, so that they do not all merge at once.
   */
  constructor(texts: TextList, patience = 1) {
    this.#texts = texts;
    this.#patience = patience;
  }

  /** The text of `number` must not change while it is in the order. */
  add(number: number): void {
    if (number >= this.#states.length) {
      const larger = new Uint8Array(Math.max(number + 1, Math.ceil(this.#states.length * 1.5)));
      larger.set(this.#states);
      this.#states = larger;
    }
    this.#states[number] = (this.#states[number] ?? 0) | waiting;
    this.#waiting.push(number);
    if (this.#waiting.length >= overfull * mostWaiting * this.#patience) this.settle();
  }

  /** Whether it is time for `settle`, even if nothing is looked up. */
  get isFull(): boolean {
    return this.#waiting.length >= mostWaiting * this.#patience;
  }

  /** After this, `number` may be added again with another text. */
  remove(number: number): void {
    // A merge that has begun reads the texts of its numbers.
    this.#goOnMerging(Infinity);
    const state = this.#states[number] ?? 0;
    if ((state & inOrder) !== 0 && (state & stale) === 0) this.#staleCount++;
    this.#states[number] = (state & inOrder) !== 0 ? inOrder | stale : 0;
  }

  /** Applies what was added and removed since the last look-up. */
  settle(): void {
    this.#goOnMerging(Infinity);
    if (this.#staleCount > 0) this.#dropStale();
    if (this.#waiting.length > 0) this.#beginMerge();
    this.#goOnMerging(Infinity);
  }

  /** A part of `settle` that takes a few milliseconds. Returns whether there is no more to do. */
  settleStep(): boolean {
    if (this.#merge) this.#goOnMerging(workOfAStep);
    else {
      if (this.#staleCount > 0) this.#dropStale();
      this.#beginMerge();
    }
    return this.#merge === null;
  }

  /** The index of the first text that is not before `prefix`, between `from` and `to`. */
  firstWith(prefix: string, from = 0, to = this.length): number {
    const key = sortKeyOf(prefix);
    const first = this.#firstKey(key, from, to);
    if (keyAfter(prefix) > 0) return first;
    return this.#firstThat((number) => this.#textOf(number) >= prefix, first, this.#firstKey(key + 1, first, to));
  }

  /** The end of the slice of texts that start with `prefix`. Texts from `from` on that are before the slice may be skipped. */
  endOf(prefix: string, from = 0, to = this.length): number {
    const after = keyAfter(prefix);
    if (after > 0) return this.#firstKey(after, from, to);
    const key = sortKeyOf(prefix);
    const first = this.#firstKey(key, from, to);
    const isAfter = (text: string): boolean => text >= prefix && !text.startsWith(prefix);
    return this.#firstThat((number) => isAfter(this.#textOf(number)), first, this.#firstKey(key + 1, first, to));
  }

  #textOf(number: number): string {
    return this.#texts.get(number);
  }

  /** The index of the first key that is not smaller, between `from` and `to`. */
  #firstKey(key: number, from: number, to: number): number {
    const keys = this.#keys;
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? 0) >= key) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Halves the range. Once a number fits, all numbers after it must fit too. */
  #firstThat(fits: (number: number) => boolean, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fits(this.numbers[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #dropStale(): void {
    let kept = 0;
    for (let index = 0; index < this.length; index++) {
      const number = this.numbers[index] ?? 0;
      const state = this.#states[number] ?? 0;
      if ((state & stale) !== 0) {
        this.#states[number] = state & waiting;
        continue;
      }
      this.numbers[kept] = number;
      this.#keys[kept++] = this.#keys[index] ?? 0;
    }
    this.length = kept;
    this.#staleCount = 0;
  }

  /** Sorts the numbers that wait. They are merged with the others after it. */
  #beginMerge(): void {
    const waiting = this.#takeWaiting();
    if (waiting.length === 0) return;
    const unsorted = new Float64Array(waiting.length);
    for (const [index, number] of waiting.entries()) unsorted[index] = sortKeyOf(this.#textOf(number));
    const byKey = (a: number, b: number): number => (unsorted[a] ?? 0) - (unsorted[b] ?? 0);
    const order = inKeyOrder(unsorted, (a, b) => byKey(a, b) || this.#compare(waiting[a] ?? 0, waiting[b] ?? 0));
    const added = order.map((index) => waiting[index] ?? 0);
    const addedKeys = unsorted.map((_, at) => unsorted[order[at] ?? 0] ?? 0);
    const total = this.length + added.length;
    const isEnough = total <= this.numbers.length;
    const size = Math.max(total, Math.ceil(this.numbers.length * 1.5));
    this.#merge = {
      added,
      addedKeys,
      left: added.length,
      readEnd: this.length,
      numbers: isEnough ? this.numbers : new Uint32Array(size),
      keys: isEnough ? this.#keys : new Float64Array(size),
    };
  }

  /** From the end to the front, so that each number moves once, into free space. */
  #goOnMerging(most: number): void {
    const merge = this.#merge;
    if (!merge) return;
    const { added, addedKeys, numbers, keys } = merge;
    let { left, readEnd } = merge;
    for (let work = 0; left > 0 && work < most; work += workOfPlacing) {
      left--;
      const number = added[left] ?? 0;
      const key = addedKeys[left] ?? 0;
      const at = this.#placeFor(number, key, readEnd);
      work += readEnd - at;
      for (; readEnd > at; readEnd--) {
        numbers[readEnd + left] = this.numbers[readEnd - 1] ?? 0;
        keys[readEnd + left] = this.#keys[readEnd - 1] ?? 0;
      }
      numbers[at + left] = number;
      keys[at + left] = key;
    }
    merge.left = left;
    merge.readEnd = readEnd;
    if (left > 0) return;
    if (numbers !== this.numbers) {
      numbers.set(this.numbers.subarray(0, readEnd));
      keys.set(this.#keys.subarray(0, readEnd));
      this.numbers = numbers;
      this.#keys = keys;
    }
    this.length += added.length;
    this.#merge = null;
  }

  /** Where a number belongs among the first `length` numbers. Texts are read only of those with the same key. */
  #placeFor(number: number, key: number, length: number): number {
    const first = this.#firstKey(key, 0, length);
    const end = this.#firstKey(key + 1, first, length);
    return this.#firstThat((other) => this.#compare(number, other) < 0, first, end);
  }

  /** The numbers that wait, without those that were removed. They wait no longer. */
  #takeWaiting(): number[] {
    const added = this.#waiting.filter((number) => {
      const isWaiting = ((this.#states[number] ?? 0) & waiting) !== 0;
      if (isWaiting) this.#states[number] = inOrder;
      return isWaiting;
    });
    this.#waiting = [];
    return added;
  }

  /** Negative if `a` comes before `b`. */
  #compare(a: number, b: number): number {
    const textA = this.#textOf(a);
    const textB = this.#textOf(b);
    return textA < textB ? -1 : textA > textB ? 1 : a - b;
  }
}
