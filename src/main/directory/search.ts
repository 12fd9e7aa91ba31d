import type { MatchedField, MatchRange } from '../../shared/account.ts';
import { BestRows } from './best-rows.ts';
import { joiningWord } from './fold.ts';
import { IndexedRows } from './indexed-rows.ts';
import { LooseWordFinder } from './loose-words.ts';
import { matchedLetters } from './matched-letters.ts';
import { idScore, manner, mostElsewhere, strongScore } from './rank.ts';
import { RowScore } from './row-score.ts';
import { type Searchable, searchWordsOf } from './searchable.ts';
import { TypedTerm } from './typed-term.ts';

export type { Searchable } from './searchable.ts';

/** An account that was found, and where: `ranges` are in UTF-16 units of `text`. */
export interface Hit {
  accountId: string;
  field: MatchedField;
  text: string;
  ranges: readonly MatchRange[];
}

export interface SearchOptions {
  limit: number;
  /** 0 to 1, the larger the more this user opens the account. Decides between equally good matches only. */
  boost?: (accountId: string) => number;
  /** The accounts with a boost above 0: they are looked at even where a short text matches too many to look at all. */
  boosted?: Iterable<string>;
}

/** More terms than this say nothing more. */
const mostTerms = 8;
/**
 * How many rows one search scores: several terms narrow each other down, one or two letters find so much that only habit can
 * tell which is meant.
 */
const mostScored = { severalTerms: 6_000, oneTerm: 2_000, twoLetters: 1_000 };
/** How many rows one search reads the first letters of. */
const mostRead = 40_000;
/** Words that stand for a term loosely and are in more rows than this are looked at last. */
const fewForAWord = 50;
/** Rows taken from the list by name where a term stands for more rows than can be scored. */
const mostByName = 1_000;
const mostById = 400;
/** Where one term finds fewer rows than this, near spellings are tried too; where several terms find none. */
const fewRows = 10;
/** How long `load` works before it lets others work. */
const loadSliceMs = 6;

/** How far a search goes: each step finds all that the one before it finds. */
type Reach = 'fronts' | 'parts' | 'near';

/**
 * Finds customers by name, alias, email, domain, id and tags as letters are typed: words in any order and from their fronts,
 * initials, parts of words, one typing error a word. Kept up to date row by row.
 *
 * A search picks the term that fewest rows hold, reads those rows from the sorted dictionary, and scores them exactly. What
 * stands for too many rows ("s") is answered from the list of names first. Nothing here is slower than a few milliseconds.
 */
export class SearchIndex {
  readonly #rows = new IndexedRows();
  readonly #looseWords = new LooseWordFinder(this.#rows.dictionary);
  /** Accounts changed while `load` runs: newer than what `load` still holds. Null when no load runs. */
  #newerThanLoad: Set<string> | null = null;
  /** Per term of a search, the manner in which it stands for each word; all zero between searches. */
  readonly #manners: Uint8Array[] = [];
  /** The search that met a row last, so that no row is scored twice. */
  #metIn = new Uint32Array(256);
  #searchNumber = 0;

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
    for (const slice of slices) {
      for (const row of slice) {
        if (!newer.has(row.accountId)) this.#rows.put(row);
        if (performance.now() - since < loadSliceMs) continue;
        await pause();
        since = performance.now();
      }
    }
    this.#rows.settle();
    if (this.#newerThanLoad === newer) this.#newerThanLoad = null;
  }

  /** The best accounts for what was typed, best first; none for a text without letters or digits. The order is always the same. */
  search(text: string, options: SearchOptions): Hit[] {
    const words = searchWordsOf(text).slice(0, mostTerms);
    if (words.length === 0 || options.limit <= 0) return [];
    this.#rows.settle();
    let best = this.#find(words, 'fronts', options);
    const strong = best.countFrom(strongScore);
    if (strong < Math.min(words.length === 1 ? fewRows : 1, options.limit)) {
      best = this.#find(words, 'near', options);
    } else if (words.length === 1 && strong < options.limit) {
      best = this.#find(words, 'parts', options);
    }
    return best.rows.map(({ row }) => {
      const searchable = this.#rows.searchable(row);
      return { accountId: searchable.accountId, ...matchedLetters(searchable, words) };
    });
  }

  #find(words: readonly string[], reach: Reach, options: SearchOptions): BestRows {
    const rows = this.#rows;
    const { boost } = options;
    const terms = this.#termsFor(words, reach);
    const score = new RowScore(rows, terms);
    const best = new BestRows(options.limit, {
      boostOf: (row) => boost?.(rows.accountId(row)) ?? 0,
      coverageOf: (row) => score.coverageOf(row),
      comesFirst: (a, b) => this.#comesFirst(a, b),
    });
    const round = this.#beginRound();
    const meet = (row: number): boolean => {
      if (this.#metIn[row] === round) return false;
      this.#metIn[row] = round;
      return true;
    };

    const typedId = words.join('');
    for (const row of rows.withIdPart(typedId, mostById)) {
      if (!meet(row)) continue;
      best.offer(row, Math.max(score.of(row), idScore(typedId, rows.idWord(row))));
    }
    const offer = (row: number): boolean => {
      if (!meet(row)) return false;
      const found = score.of(row);
      if (found > 0) best.offer(row, found);
      return true;
    };
    for (const accountId of options.boosted ?? []) {
      const row = rows.numberOf(accountId);
      if (row !== undefined) offer(row);
    }
    this.#offerRows(words, terms, reach, offer, best);
    for (const term of terms) term.release();
    return best;
  }

  /** Offers the rows that may match, the likeliest first, until there are no more or enough were scored. */
  #offerRows(
    words: readonly string[],
    terms: TypedTerm[],
    reach: Reach,
    offer: (row: number) => boolean,
    best: BestRows,
  ): void {
    const { dictionary, byName } = this.#rows;
    const needed = terms.filter((term) => !term.optional);
    const rarest = needed.reduce((a, b) => (b.rowCount + b.idRows.length < a.rowCount + a.idRows.length ? b : a));

    const most = this.#mostScoredFor(words, reach);
    let scored = 0;
    if (rarest.rowCount > mostByName) {
      for (const front of new Set([words.join(' '), rarest.text])) {
        const from = byName.firstWith(front);
        const to = Math.min(byName.endOf(front, from), from + mostByName);
        for (let index = from; index < to; index++) if (offer(byName.numbers[index] ?? 0)) scored++;
      }
    }
    for (const row of rarest.idRows) if (offer(row)) scored++;

    // A row without the first letter of a term cannot hold it, unless in its id, within a word, or mistyped.
    let letters = 0;
    if (reach === 'fronts') for (const term of needed) if (term.idRows.length === 0) letters |= term.firstLetter;
    const lists = dictionary.rows;
    let read = 0;
    const offerRowsOf = (word: number): void => {
      const start = lists.startOf(word);
      const end = start + lists.lengthOf(word);
      for (let index = start; index < end && scored < most && read < mostRead; index++) {
        const row = lists.values[index] ?? 0;
        read++;
        if ((this.#rows.firstLetters(row) & letters) === letters && offer(row)) scored++;
      }
    };
    const itself = dictionary.numberOf(rarest.text);
    if (itself !== undefined) offerRowsOf(itself);
    if (needed.length === 1 && best.leastScore > mostElsewhere) return;
    const { numbers } = dictionary.order;
    for (let index = rarest.from; index < rarest.to; index++) offerRowsOf(numbers[index] ?? 0);
    for (const word of rarest.looseWords) if (lists.lengthOf(word) <= fewForAWord) offerRowsOf(word);
    for (const word of rarest.looseWords) if (lists.lengthOf(word) > fewForAWord) offerRowsOf(word);
  }

  #mostScoredFor(words: readonly string[], reach: Reach): number {
    if (words.join('').length < 3) return mostScored.twoLetters;
    return words.length > 1 && reach === 'fronts' ? mostScored.severalTerms : mostScored.oneTerm;
  }

  #termsFor(words: readonly string[], reach: Reach): TypedTerm[] {
    const { dictionary } = this.#rows;
    const allJoin = words.every((word) => word === joiningWord);
    return words.map((word, index) => {
      let manners = this.#manners[index];
      if (!manners || manners.length < dictionary.capacity) {
        manners = new Uint8Array(Math.ceil(dictionary.capacity * 1.2));
        this.#manners[index] = manners;
      }
      const term = new TypedTerm(
        {
          text: word,
          optional: word === joiningWord && !allJoin,
          idRows: words.length > 1 && /\d/.test(word) ? this.#rows.withIdPart(word, mostById) : [],
        },
        dictionary,
        manners,
      );
      if (reach !== 'fronts') {
        term.addLoose(this.#looseWords.partsOf(word), manner.part);
      }
      if (reach === 'near') {
        const { whole, fronts } = this.#looseWords.nearTo(word);
        term.addLoose(whole, manner.nearWord);
        term.addLoose(fronts, manner.nearFront);
      }
      return term;
    });
  }

  #beginRound(): number {
    if (this.#metIn.length < this.#rows.capacity) this.#metIn = new Uint32Array(Math.ceil(this.#rows.capacity * 1.2));
    this.#searchNumber = (this.#searchNumber + 1) >>> 0;
    if (this.#searchNumber === 0) {
      this.#metIn.fill(0);
      this.#searchNumber = 1;
    }
    return this.#searchNumber;
  }

  #comesFirst(a: number, b: number): boolean {
    const nameA = this.#rows.foldedName(a);
    const nameB = this.#rows.foldedName(b);
    if (nameA !== nameB) return nameA < nameB;
    return this.#rows.accountId(a) < this.#rows.accountId(b);
  }
}
