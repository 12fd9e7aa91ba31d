const smallestBlock = 1;
const pageBits = 14;
const pageSize = 2 ** pageBits;
const inPage = pageSize - 1;

/**
 * Many short lists of numbers in typed arrays. A hundred thousand JavaScript arrays would take ten times the memory, and every
 * garbage collection would visit them. Each list has a block that doubles when it is full; free blocks are used again. The blocks
 * are in pages, because a single array of many megabytes copies all of them when it grows.
 */
export class NumberLists {
  readonly #pages: Uint32Array<ArrayBuffer>[] = [];
  /** The next position that no block has had yet. */
  #used = 0;
  #starts = new Uint32Array(256);
  #lengths = new Uint32Array(256);
  /** The class of each list's block: 0 is no block, otherwise it holds `2 ** (class - 1)` numbers. */
  #classes = new Uint8Array(256);
  readonly #freeBlocks: number[][] = [];

  /** The numbers of a list are `at(startOf(list))` onwards. */
  startOf(list: number): number {
    return this.#starts[list] ?? 0;
  }

  lengthOf(list: number): number {
    return this.#lengths[list] ?? 0;
  }

  at(position: number): number {
    return this.#pages[position >>> pageBits]?.[position & inPage] ?? 0;
  }

  /** The page with the numbers of a list, from `offsetOf(list)` on. Only of a list that is shorter than a page. */
  pageOf(list: number): Uint32Array<ArrayBuffer> {
    return this.#pages[this.startOf(list) >>> pageBits] ?? noPage;
  }

  offsetOf(list: number): number {
    return this.startOf(list) & inPage;
  }

  /** The number that was pushed last, if none was removed since. */
  lastOf(list: number): number | undefined {
    const length = this.lengthOf(list);
    return length === 0 ? undefined : this.at(this.startOf(list) + length - 1);
  }

  push(list: number, value: number): void {
    this.#makeRoomFor(list);
    const length = this.#lengths[list] ?? 0;
    const blockClass = this.#classes[list] ?? 0;
    if (blockClass === 0 || length === smallestBlock << (blockClass - 1)) this.#moveToLargerBlock(list, length);
    this.#set((this.#starts[list] ?? 0) + length, value);
    this.#lengths[list] = length + 1;
  }

  /** Pushes several numbers to a list that has none. Its block is large enough at once. */
  fill(list: number, numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    this.#makeRoomFor(list);
    // The smallest class whose block holds them all.
    const blockClass = 33 - Math.clz32(numbers.length - 1);
    const start = this.#allocate(blockClass);
    for (let index = 0; index < numbers.length; index++) this.#set(start + index, numbers[index] ?? 0);
    this.#starts[list] = start;
    this.#lengths[list] = numbers.length;
    this.#classes[list] = blockClass;
  }

  /** Removes one `value`; the last one takes its place. */
  remove(list: number, value: number): void {
    const end = this.startOf(list) + this.lengthOf(list);
    const at = this.#firstWith(value, this.startOf(list), end);
    if (at >= end) return;
    this.#set(at, this.at(end - 1));
    this.#lengths[list] = this.lengthOf(list) - 1;
    if (this.lengthOf(list) === 0) this.clear(list);
  }

  clear(list: number): void {
    const blockClass = this.#classes[list] ?? 0;
    if (blockClass === 0) return;
    this.#free(blockClass, this.#starts[list] ?? 0);
    this.#classes[list] = 0;
    this.#lengths[list] = 0;
  }

  /** `end` or more if none of the numbers is `value`. */
  #firstWith(value: number, start: number, end: number): number {
    for (let from = start; from < end; from += pageSize - (from & inPage)) {
      const at = this.#pages[from >>> pageBits]?.indexOf(value, from & inPage) ?? -1;
      if (at >= 0) return from - (from & inPage) + at;
    }
    return end;
  }

  #set(position: number, value: number): void {
    const page = this.#pages[position >>> pageBits];
    if (page) page[position & inPage] = value;
  }

  #moveToLargerBlock(list: number, length: number): void {
    const oldClass = this.#classes[list] ?? 0;
    const oldStart = this.#starts[list] ?? 0;
    const start = this.#allocate(oldClass + 1);
    for (let index = 0; index < length; index++) this.#set(start + index, this.at(oldStart + index));
    if (oldClass > 0) this.#free(oldClass, oldStart);
    this.#starts[list] = start;
    this.#classes[list] = oldClass + 1;
  }

  /** Where a block is. A block that is smaller than a page is in one; a larger one is in several that follow each other. */
  #allocate(blockClass: number): number {
    const free = this.#freeBlocks[blockClass]?.pop();
    if (free !== undefined) return free;
    const size = smallestBlock << (blockClass - 1);
    const left = this.#pages.length * pageSize - this.#used;
    // What is left of the page stays unused.
    if (size > left) this.#used += left;
    const start = this.#used;
    this.#used += size;
    while (this.#used > this.#pages.length * pageSize) this.#pages.push(new Uint32Array(pageSize));
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

const noPage = new Uint32Array(0);
