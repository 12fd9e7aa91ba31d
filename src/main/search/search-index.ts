import type { MatchedField, MatchRange } from '../../shared/account.ts';
import type { BestRows, FoundRow } from './best-rows.ts';
import { foldSpelledOut, wordsOf } from './fold.ts';
import { IndexedRows } from './indexed-rows.ts';
import { LiteralText } from './literal-text.ts';
import { matchedLetters } from './matched-letters.ts';
import { asOneWordBonus, exactBonus, strongScore } from './rank.ts';
import { type Find, type FindOptions, RowFinder } from './row-finder.ts';
import { longestWord, picturesIn, type Searchable, searchWordsOf } from './searchable.ts';

export type { Searchable } from './searchable.ts';

/** An account that was found, and where: `ranges` are in UTF-16 units of `text`. */
export interface Hit {
  accountId: string;
  field: MatchedField;
  text: string;
  ranges: readonly MatchRange[];
}

export interface SearchOptions extends Omit<FindOptions, 'connections'> {
  /** For each connection its label, provider and region in one text. */
  connections?: ReadonlyMap<string, string>;
}

/** If one term finds fewer rows than this, near spellings are tried too. Several terms need only one. */
const fewRows = 10;
/** Rows that initials have at the end of a full list, and the longest text for which they are kept. */
const keptForInitials = 5;
const mostLettersWithInitials = 3;
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
    await this.#rows.settleInSteps(pause);
  }

  /**
   * The best accounts for what was typed, best first. A name that was typed whole comes first, and one typed letter by letter,
   * with its capitals, accents and marks, before all others. The order never varies.
   */
  search(text: string, options: SearchOptions): Hit[] {
    if (text.trim() === '' || options.limit <= 0) return [];
    // SECURITY: all of it counts, however long: two customers may differ in the last word only.
    const words = searchWordsOf(text);
    const typed = [...words, ...picturesIn(text)];
    this.#rows.settle();
    const literal = new LiteralText(text);
    const connections = foldedWords(options.connections);
    const find: Find = { ...options, connections, literal, spellings: spellingsOf(text, words) };
    const { words: found, best } =
      typed.length === 0
        ? { words: typed, best: this.#finder.findSigns(literal, find) }
        : this.#findExactThenNear(typed, { ...find, known: this.#asOneWord(text, words, find) });
    return this.#withInitials(typed, best.rows, find).map(({ row }) => {
      const searchable = this.#rows.searchable(row);
      const letters = matchedLetters(searchable, typed, find.spellings);
      const shown = letters.ranges.length > 0 ? letters : matchedLetters(searchable, found, find.spellings);
      return { accountId: searchable.accountId, ...shown };
    });
  }

  /** Two or three letters begin so many words that rows with these initials would not be among the best: a few of them are last. */
  #withInitials(typed: readonly string[], rows: readonly FoundRow[], options: Find): readonly FoundRow[] {
    const [word = ''] = typed;
    const isFull = typed.length === 1 && rows.length === options.limit;
    if (!isFull || word.length > mostLettersWithInitials || options.limit < 2 * keptForInitials) return rows;
    const found = this.#finder.withInitials(word, { ...options, limit: keptForInitials }).rows;
    const missing = found.filter(({ row }) => !rows.some((other) => other.row === row));
    return [...rows.slice(0, rows.length - missing.length), ...missing];
  }

  /** Finds a part of an address, such as "blue-nor" or "lue-nor": its words joined must be part of a word. */
  #asOneWord(text: string, words: readonly string[], options: Find): NonNullable<Find['known']> {
    if (words.length < 2 || /\s/.test(text.trim())) return [];
    const joined = words.join('').slice(0, longestWord);
    const { rows } = this.#finder.find([joined], 'parts', { ...options, literal: null });
    return rows.map(({ row, score }) => ({ row, score: score + asOneWordBonus }));
  }

  /** Tries exact fronts first, then parts, typing errors, and a missing space. `words` are the words that were found. */
  #findExactThenNear(typed: readonly string[], options: Find): { words: readonly string[]; best: BestRows } {
    const fronts = this.#finder.find(typed, 'fronts', options);
    const strong = fronts.countFrom(strongScore);
    const enough = Math.min(typed.length === 1 ? fewRows : 1, options.limit);
    if (strong >= enough) {
      const more = typed.length === 1 && strong < options.limit;
      return { words: typed, best: more ? this.#finder.find(typed, 'parts', options) : fronts };
    }
    const exact = fronts.rows.map(({ row, score }) => ({ row, score: score + exactBonus }));
    const known = [...exact, ...(options.known ?? [])];
    let found = { words: typed, best: this.#finder.find(typed, 'near', { ...options, known }) };
    if (found.best.bestScore >= strongScore) return found;
    // A space may be missing, or there is one too many.
    for (const words of [...this.#finder.splits(typed), ...this.#finder.joins(typed)]) {
      const best = this.#finder.find(words, 'fronts', { ...options, known: found.best.rows, isSplit: true });
      if (best.bestScore > found.best.bestScore) found = { words, best };
    }
    return found;
  }
}

const foldedWords = (texts: SearchOptions['connections']): NonNullable<Find['connections']> =>
  new Map(Array.from(texts ?? [], ([connectionId, text]) => [connectionId, searchWordsOf(text)]));

/** The words with umlauts, each with its other spelling. */
function spellingsOf(text: string, words: readonly string[]): ReadonlyMap<string, string> {
  const spelledOut = wordsOf(foldSpelledOut(text));
  const spellings = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    const other = spelledOut[index];
    if (other !== undefined && other !== word) spellings.set(word, other.slice(0, longestWord));
  }
  return spellings;
}
