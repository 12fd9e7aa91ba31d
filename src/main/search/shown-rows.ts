import type { IndexedRows } from './indexed-rows.ts';
import { ReadTexts } from './matched-letters.ts';

/** The rows of about a dozen keystrokes. A power of two. */
const mostRemembered = 512;

interface Shown {
  row: number;
  packed: string;
  texts: ReadTexts;
}

/** The texts of the rows that were shown last. */
export class ShownRows {
  readonly #rows: IndexedRows;
  /** Each row has one place, and others have the same. */
  readonly #shown: (Shown | undefined)[] = new Array<undefined>(mostRemembered).fill(undefined);

  constructor(rows: IndexedRows) {
    this.#rows = rows;
  }

  textsOf(row: number): ReadTexts {
    const at = row & (mostRemembered - 1);
    const packed = this.#rows.texts(row);
    const known = this.#shown[at];
    // The row may have got other texts since.
    if (known?.row === row && known.packed === packed) return known.texts;
    const texts = new ReadTexts(this.#rows.searchable(row));
    this.#shown[at] = { row, packed, texts };
    return texts;
  }
}
