const smallestBlock = 1;

/**
 * Many short lists of numbers in one typed array. A hundred thousand JavaScript arrays would take ten times the memory, and
 * every garbage collection would visit them. Each list has a block that doubles when it is full; free blocks are used again.
 */
export class NumberLists {
  /** The numbers of a list are `values[startOf(list)]` onwards. `push` may replace the array: read it again after it. */
  values = new Uint32Array(1_024);
  #used = 0;
  #starts = new Uint32Array(256);
  #lengths = new Uint32Array(256);
  /** The class of each list's block: 0 is no block, otherwise it holds `2 ** (class - 1)` numbers. */
  #classes = new Uint8Array(256);
  readonly #freeBlocks: number[][] = [];

  startOf(list: number): number {
    return this.#starts[list] ?? 0;
  }

  lengthOf(list: number): number {
    return this.#lengths[list] ?? 0;
  }

  /** The number that was pushed last, if none was removed since. */
  lastOf(list: number): number | undefined {
    const length = this.lengthOf(list);
    return length === 0 ? undefined : this.values[this.startOf(list) + length - 1];
  }

  push(list: number, value: number): void {
    this.#makeRoomFor(list);
    const length = this.#lengths[list] ?? 0;
    const blockClass = this.#classes[list] ?? 0;
    if (blockClass === 0 || length === smallestBlock << (blockClass - 1)) this.#moveToLargerBlock(list, length);
    this.values[(this.#starts[list] ?? 0) + length] = value;
    this.#lengths[list] = length + 1;
  }

  /** Pushes several numbers to a list that has none. Its block is large enough at once. */
  fill(list: number, numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    this.#makeRoomFor(list);
    // The smallest class whose block holds them all.
    const blockClass = 33 - Math.clz32(numbers.length - 1);
    const start = this.#allocate(blockClass);
    this.values.set(numbers, start);
    this.#starts[list] = start;
    this.#lengths[list] = numbers.length;
    this.#classes[list] = blockClass;
  }

  /** Removes one `value`; the last one takes its place. */
  remove(list: number, value: number): void {
    const length = this.lengthOf(list);
    if (length === 0) return;
    const start = this.startOf(list);
    const at = this.values.indexOf(value, start);
    if (at < 0 || at >= start + length) return;
    this.values[at] = this.values[start + length - 1] ?? 0;
    this.#lengths[list] = length - 1;
    if (length === 1) this.clear(list);
  }

  clear(list: number): void {
    const blockClass = this.#classes[list] ?? 0;
    if (blockClass === 0) return;
    this.#free(blockClass, this.#starts[list] ?? 0);
    this.#classes[list] = 0;
    this.#lengths[list] = 0;
  }

  #moveToLargerBlock(list: number, length: number): void {
    const oldClass = this.#classes[list] ?? 0;
    const oldStart = this.#starts[list] ?? 0;
    const start = this.#allocate(oldClass + 1);
    this.values.copyWithin(start, oldStart, oldStart + length);
    if (oldClass > 0) this.#free(oldClass, oldStart);
    this.#starts[list] = start;
    this.#classes[list] = oldClass + 1;
  }

  #allocate(blockClass: number): number {
    const free = this.#freeBlocks[blockClass]?.pop();
    if (free !== undefined) return free;
    const start = this.#used;
    this.#used += smallestBlock << (blockClass - 1);
    if (this.#used > this.values.length) {
      const larger = new Uint32Array(Math.max(this.#used, Math.ceil(this.values.length * 1.5)));
      larger.set(this.values);
      this.values = larger;
    }
    return start;
  }

  #free(blockClass: number, start: number): void {
    let blocks = this.#freeBlocks[blockClass];
    if (!blocks) {
      blocks = [];
      this.#freeBlocks[blockClass] = blocks;
    }
    blocks.push(start);
  }

  #makeRoomFor(list: number): void {
    if (list < this.#starts.length) return;
    const size = Math.max(list + 1, Math.ceil(this.#starts.length * 1.5));
    const grow = (old: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const larger = new Uint32Array(size);
      larger.set(old);
      return larger;
    };
    this.#starts = grow(this.#starts);
    this.#lengths = grow(this.#lengths);
    const classes = new Uint8Array(size);
    classes.set(this.#classes);
    this.#classes = classes;
  }
}
