import { inKeyOrder, keyAfter, sortKeyOf } from './sort-key.ts';

const inOrder = 1;
const stale = 2;
const waiting = 4;
/** As many numbers wait for a merge, which then takes a few milliseconds, even among a million. */
const mostWaiting = 8_192;
/** A full order that is not settled settles itself when so many times the numbers wait. */
const overfull = 2;
/** A call that moves memory takes longer than to move so few numbers one by one. */
const fewToMove = 40;

/**
 * Numbers of words, or of rows, in the order of their texts, so that all texts with a prefix are side by side. Equal texts are in
 * the order of their numbers. New numbers wait and are merged together before the next look-up: a row costs microseconds, never a
 * rebuild.
 */
export class SortedOrder {
  /** The first `length` numbers are in order. Read them only after `settle`. */
  numbers = new Uint32Array(256);
  length = 0;
  readonly #texts: readonly string[];
  /** For each of `numbers` the key of its text. */
  #keys = new Float64Array(256);
  #states = new Uint8Array(256);
  #waiting: number[] = [];
  #staleCount = 0;

  readonly #patience: number;

  /**
   * `number` is ordered by `texts[number]`. With less `patience` (0 to 1), fewer numbers wait for a merge: orders that get their
   * numbers together need different ones, so that they do not all merge at once.
   */
  constructor(texts: readonly string[], patience = 1) {
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
    const state = this.#states[number] ?? 0;
    if ((state & inOrder) !== 0 && (state & stale) === 0) this.#staleCount++;
    this.#states[number] = (state & inOrder) !== 0 ? inOrder | stale : 0;
  }

  /** Applies what was added and removed since the last look-up. */
  settle(): void {
    if (this.#staleCount > 0) this.#dropStale();
    if (this.#waiting.length > 0) this.#merge();
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
    return this.#texts[number] ?? '';
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

  #merge(): void {
    const added = this.#takeWaiting();
    const addedKeys = new Float64Array(added.length);
    for (let index = 0; index < added.length; index++) addedKeys[index] = sortKeyOf(this.#textOf(added[index] ?? 0));
    const byKey = (a: number, b: number): number => (addedKeys[a] ?? 0) - (addedKeys[b] ?? 0);
    const order = inKeyOrder(addedKeys, (a, b) => byKey(a, b) || this.#compare(added[a] ?? 0, added[b] ?? 0));
    this.#makeRoomFor(this.length + added.length);
    const { numbers } = this;
    const keys = this.#keys;
    // From the end to the front, so that each number moves once, into free space.
    let readEnd = this.length;
    for (let left = order.length - 1; left >= 0; left--) {
      const number = added[order[left] ?? 0] ?? 0;
      const key = addedKeys[order[left] ?? 0] ?? 0;
      const at = this.#placeFor(number, key, readEnd);
      if (readEnd - at > fewToMove) {
        numbers.copyWithin(at + left + 1, at, readEnd);
        keys.copyWithin(at + left + 1, at, readEnd);
        readEnd = at;
      }
      for (; readEnd > at; readEnd--) {
        numbers[readEnd + left] = numbers[readEnd - 1] ?? 0;
        keys[readEnd + left] = keys[readEnd - 1] ?? 0;
      }
      numbers[at + left] = number;
      keys[at + left] = key;
    }
    this.length += added.length;
  }

  /**
   * Where a number belongs among the first `length` numbers. Mostly it is near their end: the search begins there, and its steps
   * double. Texts are read only of those with the same key.
   */
  #placeFor(number: number, key: number, length: number): number {
    const keys = this.#keys;
    let end = length;
    let before = length - 1;
    for (let step = 1; before >= 0 && (keys[before] ?? 0) > key; step *= 2) {
      end = before;
      before -= step;
    }
    end = this.#firstKey(key + 1, Math.max(0, before), end);
    return end > 0 && keys[end - 1] === key ? this.#placeAmongEquals(number, key, end) : end;
  }

  /** The same if there are numbers with the same key, the last of them before `end`. */
  #placeAmongEquals(number: number, key: number, end: number): number {
    const first = this.#firstKey(key, 0, end);
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

  #makeRoomFor(total: number): void {
    if (total <= this.numbers.length) return;
    const size = Math.max(total, Math.ceil(this.numbers.length * 1.5));
    const numbers = new Uint32Array(size);
    numbers.set(this.numbers.subarray(0, this.length));
    this.numbers = numbers;
    const keys = new Float64Array(size);
    keys.set(this.#keys.subarray(0, this.length));
    this.#keys = keys;
  }
}
