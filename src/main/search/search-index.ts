import type { MatchedField, MatchRange } from '../../shared/account.ts';
import type { BestRows } from './best-rows.ts';
import { IndexedRows } from './indexed-rows.ts';
import { matchedLetters } from './matched-letters.ts';
import { strongScore } from './rank.ts';
import { type FindOptions, RowFinder } from './row-finder.ts';
import { longestWord, type Searchable, searchWordsOf } from './searchable.ts';

export type { Searchable } from './searchable.ts';

/** An account that was found, and where: `ranges` are in UTF-16 units of `text`. */
export interface Hit {
  accountId: string;
  field: MatchedField;
  text: string;
  ranges: readonly MatchRange[];
}

/** More terms than this say nothing more. */
const mostTerms = 8;
/** Where one term finds fewer rows than this, near spellings are tried too; where several terms find none. */
const fewRows = 10;
/** How long `load` works before it lets others work. */
const loadSliceMs = 6;

/**
 * Finds customers by name, alias, email, domain, id and tags as letters are typed: words in any order and from their fronts,
 * initials, parts of words, one typing error a word. Kept up to date row by row; nothing here takes longer than some
 * milliseconds.
 */
export class SearchIndex {
  readonly #rows = new IndexedRows();
  readonly #finder = new RowFinder(this.#rows);
  /** Accounts changed while `load` runs: newer than what `load` still holds. Null when no load runs. */
  #newerThanLoad: Set<string> | null = null;

  get size(): number {
    return this.#rows.size;
  }

  /** Adds an account or replaces what was known of it. */
  put(row: Searchable): void {
    this.#newerThanLoad?.add(row.accountId);
    this.#rows.put(row);
  }

  remove(accountId: string): void {
    this.#newerThanLoad?.add(accountId);
    this.#rows.remove(accountId);
  }

  /**
   * Puts all rows of `slices`, awaiting `pause` every few milliseconds. Search works meanwhile on what is there; what is put
   * or removed meanwhile stands.
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

  /** The best accounts for what was typed, best first; none for a text without letters or digits. The order is always the same. */
  search(text: string, options: FindOptions): Hit[] {
    const typed = searchWordsOf(text).slice(0, mostTerms);
    if (typed.length === 0 || options.limit <= 0) return [];
    this.#rows.settle();
    const { words, best } = this.#findAnyhow(typed, options, this.#asOneWord(text, typed, options));
    return best.rows.map(({ row }) => {
      const searchable = this.#rows.searchable(row);
      return { accountId: searchable.accountId, ...matchedLetters(searchable, words) };
    });
  }

  /** A part of an address, such as "blue-nor": its words stand together, and neither may begin where a word begins. */
  #asOneWord(text: string, typed: readonly string[], options: FindOptions): BestRows | undefined {
    if (typed.length < 2 || /\s/.test(text.trim())) return undefined;
    return this.#finder.find([typed.join('').slice(0, longestWord)], 'parts', options);
  }

  /** From what is typed as it stands to what may have been meant. `words` are those that were found in the end. */
  #findAnyhow(
    typed: readonly string[],
    options: FindOptions,
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
    // A space was left out.
    let found = { words: typed, best: near };
    for (const words of this.#finder.splits(typed)) {
      const best = this.#finder.find(words, 'fronts', options);
      if (best.bestScore > found.best.bestScore) found = { words, best };
    }
    return found;
  }
}
