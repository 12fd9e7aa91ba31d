const inOrder = 1;
const stale = 2;
const waiting = 4;
/** Numbers wait until there are this many; merging them takes a few milliseconds. */
const waitingAtLeast = 2_048;
/** In a large order they wait until they are this share of it, because a merge moves the whole order. */
const waitingShare = 1 / 128;

/**
 * Numbers of words, or of rows, in the order of their texts, so that all texts with a prefix are side by side. New numbers wait
 * and are merged together before the next look-up: a row costs microseconds, never a rebuild.
 */
export class SortedOrder {
  /** The first `length` numbers are in order. Read them only after `settle`. */
  numbers = new Uint32Array(256);
  length = 0;
  readonly #texts: readonly string[];
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
    const most = Math.max(waitingAtLeast, this.length * waitingShare) * this.#patience;
    if (this.#waiting.length >= most) this.settle();
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
    return this.#firstThat((text) => text >= prefix, from, to);
  }

  /** The end of the slice of texts that start with `prefix`. Texts from `from` on that are before the slice may be skipped. */
  endOf(prefix: string, from = 0, to = this.length): number {
    return this.#firstThat((text) => text >= prefix && !text.startsWith(prefix), from, to);
  }

  /** Halves the range. Once a text fits, all texts after it must fit too. */
  #firstThat(fits: (text: string) => boolean, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fits(this.#texts[this.numbers[middle] ?? 0] ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #dropStale(): void {
    let kept = 0;
    for (let index = 0; index < this.length; index++) {
      const number = this.numbers[index] ?? 0;
      const state = this.#states[number] ?? 0;
      if ((state & stale) === 0) this.numbers[kept++] = number;
      else this.#states[number] = state & waiting;
    }
    this.length = kept;
    this.#staleCount = 0;
  }

  #merge(): void {
    const texts = this.#texts;
    const textOf = (number: number): string => texts[number] ?? '';
    const added = this.#waiting.filter((number) => {
      const isWaiting = ((this.#states[number] ?? 0) & waiting) !== 0;
      if (isWaiting) this.#states[number] = inOrder;
      return isWaiting;
    });
    this.#waiting = [];
    added.sort((a, b) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : a - b));

    const total = this.length + added.length;
    if (total > this.numbers.length) {
      const larger = new Uint32Array(Math.max(total, Math.ceil(this.numbers.length * 1.5)));
      larger.set(this.numbers.subarray(0, this.length));
      this.numbers = larger;
    }
    // From the end to the front, so that each block moves once, into free space.
    let readEnd = this.length;
    let writeEnd = total;
    for (const number of added.reverse()) {
      const at = this.firstWith(textOf(number), 0, readEnd);
      this.numbers.copyWithin(writeEnd - (readEnd - at), at, readEnd);
      writeEnd -= readEnd - at;
      this.numbers[--writeEnd] = number;
      readEnd = at;
    }
    this.length = total;
  }
}
