import type { MatchCount, MatchedField, MatchRange } from '../../shared/account.ts';
import type { BestRows, FoundRow } from './best-rows.ts';
import { foldSpelledOut, wordsOf } from './fold.ts';
import { IndexedRows } from './indexed-rows.ts';
import { LiteralText } from './literal-text.ts';
import { matchedIdOrTag, matchedLetters } from './matched-letters.ts';
import { asOneWordBonus, exactBonus, strongScore, wholeScore } from './rank.ts';
import { type Condition, RowFilter } from './row-filter.ts';
import { type Find, type FindOptions, RowFinder } from './row-finder.ts';
import { longestWord, picturesIn, type Searchable, searchWordsOf } from './searchable.ts';
import { ShownRows } from './shown-rows.ts';
import { findInText } from './ticket-finder.ts';
import { TypedAddresses } from './typed-addresses.ts';

export type { Condition } from './row-filter.ts';
export type { Searchable } from './searchable.ts';

/**
 * How an account fits a text. `whole`: the text is the whole of its name, an alias, its email, domain or id, perhaps beside words of its
 * connection and groups. `near`: nothing that was found has all words, except with a typing error or within other words.
 */
type Fit = 'whole' | 'words' | 'near';

/** An account that was found, and where: `ranges` are in UTF-16 units of `text`. */
export interface Hit {
  accountId: string;
  fit: Fit;
  field: MatchedField;
  text: string;
  ranges: readonly MatchRange[];
}

export interface SearchOptions extends Omit<FindOptions, 'connections' | 'filter'> {
  /** For each connection its label, provider and region in one text. */
  connections?: ReadonlyMap<string, string>;
  /** Only accounts that fulfil all of these are found. Without a text, they are listed by name. */
  conditions?: readonly Condition[];
  /** Gets how many customers match, of whom only the best are returned. */
  counted?: (matches: MatchCount) => void;
}

/** If one term finds fewer rows than this, near spellings are tried too. Several terms need only one. */
const fewRows = 10;
/** Rows that initials have at the end of a full list, and the longest text for which they are kept. */
const keptForInitials = 5;
const mostLettersWithInitials = 3;
/** How long `load` works before it lets other work run. */
const loadSliceMs = 5;

/**
 * Finds customers by name, alias, email, domain, id and tags as letters are typed: by the fronts of words in any order, by
 * initials, by parts of words, and with one typing error per word, but for emails, hosts and ids. It is updated row by row. Nothing here takes longer than a
 * few milliseconds.
 */
export class SearchIndex {
  readonly #rows = new IndexedRows();
  readonly #finder = new RowFinder(this.#rows);
  readonly #shown = new ShownRows(this.#rows);
  /** Accounts that changed during a `load`: they are newer than what it still has to put. Null if no load runs. */
  #newerThanLoad: Set<string> | null = null;
  #lastFilter: { key: string; filter: RowFilter } | null = null;

  get size(): number {
    return this.#rows.size;
  }

  /** The connections that accounts have or had. */
  get connectionIds(): readonly string[] {
    return this.#rows.connectionIds;
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
          await this.#rows.settleInSteps(pause, 'full');
          await pause();
          since = performance.now();
        }
      }
    } finally {
      this.#newerThanLoad = null;
    }
    await this.#rows.settleInSteps(pause, 'all');
  }

  /**
   * The best accounts for what was typed, best first. A name that was typed whole comes first, and one typed letter by letter,
   * with its capitals, accents and marks, before all others. The order never varies.
   */
  search(text: string, options: SearchOptions): Hit[] {
    const { conditions = [], limit } = options;
    if (limit <= 0) return [];
    if (text.trim() === '') return conditions.length > 0 ? this.#list(conditions, options) : [];
    // SECURITY: all of it counts, however long: two customers may differ in the last word only.
    const words = searchWordsOf(text);
    const typed = [...words, ...picturesIn(text)];
    this.#rows.settle();
    const literal = new LiteralText(text);
    const connections = foldedWords(options.connections);
    const filter = this.#filterFor(conditions);
    const typedAddresses = new TypedAddresses(text);
    const addresses = typedAddresses.isEmpty ? null : typedAddresses;
    const find: Find = { ...options, addresses, connections, filter, literal, spellings: spellingsOf(text, words) };
    const {
      words: found,
      best,
      isNear,
    } = typed.length === 0
      ? { words: typed, best: this.#finder.findSigns(literal, find), isNear: false }
      : this.#findExactThenNear(typed, { ...find, known: this.#asOneWord(text, words, find) });
    if (words.length > 0) this.#finder.raiseWhole(best, text, find);
    options.counted?.({ count: best.count, isAll: best.isAll });
    return this.#withInitials(typed, best.rows, find).map(({ row, score }): Hit => {
      const fit = score >= wholeScore.all ? 'whole' : isNear ? 'near' : 'words';
      const texts = this.#shown.textsOf(row);
      const letters = matchedLetters(texts, typed, find.spellings);
      const { field, text, ranges } =
        letters.ranges.length > 0 ? letters : matchedLetters(texts, found, find.spellings);
      return { accountId: this.#rows.accountId(row), fit, field, text, ranges };
    });
  }

  /** Accounts whose whole name was typed, letter by letter, but for capitals and kinds of marks. */
  named(text: string): Hit[] {
    this.#rows.settle();
    return this.#finder.named(new LiteralText(text)).map((row) => {
      const { accountId, name } = this.#rows.searchable(row);
      return { accountId, fit: 'whole', field: 'name', text: name, ranges: [[0, name.length]] };
    });
  }

  /** Those of these accounts that fulfil all conditions, in their order. */
  admitted(accountIds: readonly string[], conditions: readonly Condition[]): Hit[] {
    this.#rows.settle();
    const filter = this.#filterFor(conditions);
    return accountIds.flatMap((accountId) => {
      const row = this.#rows.numberOf(accountId);
      const isAdmitted = row !== undefined && (!filter || filter.admits(row));
      return isAdmitted ? [this.#hitOf(this.#rows.searchable(row), conditions)] : [];
    });
  }

  /** Why a row is listed: only an id is worth showing. */
  #hitOf(row: Searchable, conditions: readonly Condition[]): Hit {
    const byId = conditions.find((condition) => condition.of === 'id');
    const { accountId, name } = row;
    return byId
      ? { accountId, fit: 'words', ...matchedIdOrTag(row, byId.text) }
      : { accountId, fit: 'words', field: 'name', text: name, ranges: [] };
  }

  #list(conditions: readonly Condition[], { limit, counted }: SearchOptions): Hit[] {
    this.#rows.settle();
    const filter = this.#filterFor(conditions);
    if (!filter) return [];
    counted?.({ count: filter.customers, isAll: true });
    return this.#finder.list(filter, limit).map((row) => this.#hitOf(this.#rows.searchable(row), conditions));
  }

  /** The rows must be settled. From one keystroke to the next, conditions rarely change. */
  #filterFor(conditions: readonly Condition[]): RowFilter | null {
    if (conditions.length === 0) return null;
    const key = JSON.stringify([this.#rows.changes, conditions.map(keyOf)]);
    if (this.#lastFilter?.key !== key) this.#lastFilter = { key, filter: new RowFilter(this.#rows, conditions) };
    return this.#lastFilter.filter;
  }

  /** The customers that a ticket's text names. See `findInText`. */
  findInText(text: string): ReturnType<typeof findInText> {
    this.#rows.settle();
    return findInText(this.#rows, text);
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
  #findExactThenNear(
    typed: readonly string[],
    options: Find,
  ): { words: readonly string[]; best: BestRows; isNear: boolean } {
    const fronts = this.#finder.find(typed, 'fronts', options);
    const strong = fronts.countFrom(strongScore);
    const enough = Math.min(typed.length === 1 ? fewRows : 1, options.limit);
    const isAllAddress = typed.every((word) => options.addresses?.hasWord(word));
    if (strong >= enough || isAllAddress) {
      const more = typed.length === 1 && strong < options.limit;
      return { words: typed, best: more ? this.#finder.find(typed, 'parts', options) : fronts, isNear: false };
    }
    const exact = fronts.rows.map(({ row, score }) => ({ row, score: score + exactBonus }));
    const known = [...exact, ...(options.known ?? [])];
    const isNear = exact.length === 0;
    let found = { words: typed, isNear, best: this.#finder.find(typed, 'near', { ...options, known }) };
    if (found.best.bestScore >= strongScore) return found;
    // A space may be missing, or there is one too many.
    for (const words of [...this.#finder.splits(typed), ...this.#finder.joins(typed)]) {
      const best = this.#finder.find(words, 'fronts', { ...options, known: found.best.rows, isSplit: true });
      if (best.bestScore > found.best.bestScore) found = { words, isNear, best };
    }
    return found;
  }
}

/** What distinguishes a condition from others, for JSON. */
const keyOf = (condition: Condition): unknown =>
  condition.of === 'customers'
    ? condition.of
    : condition.of === 'connection'
      ? [...condition.connectionIds]
      : condition.of === 'id'
        ? condition.text
        : [condition.facts, condition.created, condition.accountIds];

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
