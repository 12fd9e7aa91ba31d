import type { IndexedRows } from './indexed-rows.ts';
import type { LiteralText } from './literal-text.ts';
import { literalFrontBonus, manner, scoreAt, wholeTextBonus } from './rank.ts';
import { addressesOf, type Place, place } from './searchable.ts';

/** Rows looked at because their name, or an address, starts with what was typed; fewer if letters must be compared. */
const mostByFront = {
  oneWord: { names: 800, addresses: 100 },
  severalWords: { names: 200, addresses: 100 },
  /** Their names score the same, and so the first ones are the best. */
  twoLetters: { names: 150, addresses: 100 },
};
/** A shorter text is the front of too many addresses. */
const shortestAddressFront = 3;

/** What a row scores at least, and what it scores more, because one of its texts begins with what was typed. */
export interface Front {
  least: number;
  bonus: number;
}

export const noFront: Front = { least: 0, bonus: 0 };
const frontOfName: Front = { least: scoreAt(manner.prefix, place.name), bonus: 0 };
const frontsOfAddresses: readonly Front[] = Object.values(place)
  .sort((a, b) => a - b)
  .map((at) => ({ least: scoreAt(manner.prefix, at), bonus: 0 }));
const wholeName: Front = { least: frontOfName.least + wholeTextBonus, bonus: 0 };

/**
 * Rows with a text that begins with all that was typed, whatever spaces and signs are between its letters: "tmob" and "t-mob" are
 * the front of T-Mobilia, "vera.n" is that of an email.
 */
export class TypedFronts {
  readonly #rows: IndexedRows;
  readonly #literal: LiteralText;
  /** A single word is the same with and without its signs. */
  readonly #isOneWord: boolean;

  constructor(rows: IndexedRows, literal: LiteralText, words: number) {
    this.#rows = rows;
    this.#literal = literal;
    this.#isOneWord = words === 1;
  }

  /** Calls `use` with rows that have such a text, names first; with some rows twice. `stretch`: see `RowFilter`. */
  each(use: (row: number, front: Front) => void, stretch: number): void {
    const { joined } = this.#literal;
    if (joined === '') return;
    const isShort = joined.length < shortestAddressFront;
    const most = !this.#isOneWord ? mostByFront.severalWords : isShort ? mostByFront.twoLetters : mostByFront.oneWord;
    const { byName, addresses } = this.#rows;
    const from = byName.firstWith(joined);
    const to = Math.min(byName.endOf(joined, from), from + most.names * stretch);
    let front = wholeName;
    for (let index = from; index < to; index++) {
      const row = byName.numbers[index] ?? 0;
      // Whole names come first in their order.
      if (front === wholeName) front = this.#ofName(row);
      use(row, this.#isOneWord ? front : this.of(row));
    }
    if (isShort && this.#isOneWord) return;
    addresses.eachWith(joined, most.addresses * stretch, (row, at) => {
      use(row, this.#isOneWord ? (frontsOfAddresses[at] ?? noFront) : this.of(row));
    });
  }

  of(row: number): Front {
    const { joined } = this.#literal;
    let { least } = joined !== '' && this.#rows.joinedName(row).startsWith(joined) ? this.#ofName(row) : noFront;
    const places: Place[] = [];
    this.#rows.addresses.eachOfRow(row, joined, (_row, at) => {
      places.push(at);
      least = Math.max(least, scoreAt(manner.prefix, at));
    });
    if (least === 0 && !this.#rows.idWord(row).startsWith(joined)) return noFront;
    return { least, bonus: !this.#isOneWord && this.#isLiteral(row, places) ? literalFrontBonus : 0 };
  }

  /** Of a row whose name begins so. */
  #ofName(row: number): Front {
    return this.#rows.joinedName(row).length === this.#literal.joined.length ? wholeName : frontOfName;
  }

  /** Whether the name, an address or the id begins with what was typed, its signs included. */
  #isLiteral(row: number, places: readonly Place[]): boolean {
    const literal = this.#literal;
    if (literal.isFrontOfName(this.#rows.name(row))) return true;
    if (places.length === 0 && !this.#rows.idWord(row).startsWith(literal.joined)) return false;
    const searchable = this.#rows.searchable(row);
    if (literal.isFrontOf(searchable.remoteId)) return true;
    for (const { text, at } of addressesOf(searchable)) {
      if (places.includes(at) && literal.isFrontOf(text)) return true;
    }
    return false;
  }
}
