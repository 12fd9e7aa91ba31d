const pageBits = 13;
const inPage = 2 ** pageBits - 1;

/**
 * Texts by number, in pages. A JavaScript array of a million texts copies them all when it grows, and nothing else runs until it
 * is done.
 */
export class TextList {
  readonly #pages: string[][] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Empty if there is none. */
  get(number: number): string {
    return this.#pages[number >>> pageBits]?.[number & inPage] ?? '';
  }

  /** `number` is that of a text which is there, or the next one. */
  set(number: number, text: string): void {
    const at = number & inPage;
    let page = this.#pages[number >>> pageBits];
    if (!page) {
      page = [];
      this.#pages.push(page);
    }
    page[at] = text;
    if (number >= this.#length) this.#length = number + 1;
  }
}
