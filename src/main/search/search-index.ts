import type { MatchedField, MatchRange } from '../../shared/account.ts';
import type { BestRows } from './best-rows.ts';
import { IndexedRows } from './indexed-rows.ts';
import { LiteralText } from './literal-text.ts';
import { matchedLetters } from './matched-letters.ts';
import { strongScore } from './rank.ts';
import { type Find, type FindOptions, RowFinder } from './row-finder.ts';
import { longestWord, type Searchable, searchWordsOf } from './searchable.ts';

export type { Searchable } from './searchable.ts';

/** An account that was found, and where: `ranges` are in UTF-16 units of `text`. */
export interface Hit {
  accountId: string;
  field: MatchedField;
  text: string;
  ranges: readonly MatchRange[];
}

/** If one term finds fewer rows than this, near spellings are tried too. Several terms need only one. */
const fewRows = 10;
/** How long `load` works before it lets other work run. */
const loadSliceMs = 6;

/**
 * Finds customers by name, alias, email, domain, id and tags as letters are typed: by the fronts of words in any order, by
 * initials, by parts of words, and with one typing error per word. It is updated row by row. Nothing here takes longer than a
 * few milliseconds.
 */
export class SearchIndex {
  readonly #rows = new IndexedRows();
  readonly #finder = new RowFinder(this.#rows);
  /** Accounts that changed during a `load`: they are newer than what it still has to put. Null if no load runs. */
  #newerThanLoad: Set<string> | null = null;

  get size(): number {
    return this.#rows.size;
  }

  /** Adds an account, or replaces it. */
  put(row: Searchable): void {
    this.#newerThanLoad?.add(row.accountId);
    this.#rows.put(row);
  }

  remove(accountId: string): void {
    this.#newerThanLoad?.add(accountId);
    this.#rows.remove(accountId);
  }

  /**
   * Puts all rows of `slices`, awaiting `pause` every few milliseconds. In the meantime, a search finds what is there already,
   * and accounts that are put or removed stay so.
   */
  async load(slices: Iterable<readonly Searchable[]>, pause: () => Promise<void>): Promise<void> {
    const newer = new Set<string>();
    this.#newerThanLoad = newer;
    let since = performance.now();
    try {
      for (const slice of slices) {
        for (const row of slice) {
          if (!newer.has(row.accountId)) this.#rows.put(row);
          if (performance.now() - since < loadSliceMs) continue;
          await pause();
          since = performance.now();
        }
      }
    } finally {
      this.#newerThanLoad = null;
    }
    this.#rows.settle();
  }

  /**
   * The best accounts for what was typed, best first. A name that was typed whole comes first, and one typed letter by letter,
   * with its capitals, accents and marks, before all others. The order never varies.
   */
  search(text: string, options: FindOptions): Hit[] {
    if (text.trim() === '' || options.limit <= 0) return [];
    // SECURITY: all of it counts, however long: two customers may differ in the last word only.
    const typed = searchWordsOf(text);
    this.#rows.settle();
    const literal = new LiteralText(text);
    const { words, best } =
      typed.length === 0
        ? { words: typed, best: this.#finder.findSigns(literal, options) }
        : this.#findExactThenNear(typed, { ...options, literal }, this.#asOneWord(text, typed, options));
    return best.rows.map(({ row }) => {
      const searchable = this.#rows.searchable(row);
      return { accountId: searchable.accountId, ...matchedLetters(searchable, words) };
    });
  }

  /** Finds a part of an address, such as "blue-nor" or "lue-nor": its words joined must be part of a word. */
  #asOneWord(text: string, typed: readonly string[], options: FindOptions): BestRows | undefined {
    if (typed.length < 2 || /\s/.test(text.trim())) return undefined;
    return this.#finder.find([typed.join('').slice(0, longestWord)], 'parts', { ...options, literal: null });
  }

  /** Tries exact fronts first, then parts, typing errors, and a missing space. `words` are the words that were found. */
  #findExactThenNear(
    typed: readonly string[],
    options: Find,
    asOneWord: BestRows | undefined,
  ): { words: readonly string[]; best: BestRows } {
    const fronts = this.#finder.find(typed, 'fronts', options, asOneWord);
    const strong = fronts.countFrom(strongScore);
    const enough = Math.min(typed.length === 1 ? fewRows : 1, options.limit);
    if (strong >= enough) {
      const more = typed.length === 1 && strong < options.limit;
      return { words: typed, best: more ? this.#finder.find(typed, 'parts', options) : fronts };
    }
    const near = this.#finder.find(typed, 'near', options);
    if (near.rows.length > 0) return { words: typed, best: near };
    // A space may be missing.
    let found = { words: typed, best: near };
    for (const words of this.#finder.splits(typed)) {
      const best = this.#finder.find(words, 'fronts', options);
      if (best.bestScore > found.best.bestScore) found = { words, best };
    }
    return found;
  }
}
