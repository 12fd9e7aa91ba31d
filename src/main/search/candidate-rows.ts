import type { BestRows } from './best-rows.ts';
import type { IndexedRows } from './indexed-rows.ts';
import { mostWithoutLastWord } from './rank.ts';
import type { TypedTerm } from './typed-term.ts';

/** How far a search goes: each step finds everything that the one before it finds. */
export type Reach = 'fronts' | 'parts' | 'near';

/**
 * How many rows one search scores. Several terms narrow each other down. One or two letters match so many rows that only the
 * user's habit can tell which is meant.
 */
const mostScored = { severalTerms: 2_000, severalNear: 1_500, pieces: 400, oneTerm: 1_200, twoLetters: 400 };
/** How many rows one search looks at: it reads their first letters, and scores them if those fit. */
const mostRead = 40_000;
/** Both bounds are for this many accounts, and grow with the square root: for four times as many accounts they double. */
const boundsHoldFor = 100_000;
/** Loose words that are in more rows than this are looked at last. */
const fewForAWord = 50;
/** Rows taken from the list by name if a term matches more rows than can be scored. */
const mostByName = { usually: 800, twoLetters: 150 };

export interface Candidates {
  words: readonly string[];
  terms: readonly TypedTerm[];
  reach: Reach;
  /** The words are pieces of one that was typed. */
  isSplit: boolean;
  /** How many rows were scored before. */
  scored: number;
  /** See `RowFilter`. */
  stretch: number;
}

/** Or one. */
const isTwoLetters = (words: readonly string[]): boolean => words.join('').length <= 2;

function mostScoredFor({ words, reach, isSplit }: Candidates): number {
  if (isTwoLetters(words)) return mostScored.twoLetters;
  if (words.length === 1) return mostScored.oneTerm;
  if (isSplit) return mostScored.pieces;
  return reach === 'fronts' ? mostScored.severalTerms : mostScored.severalNear;
}

/** Of two terms the one that fewer rows match. */
const rarer = (a: TypedTerm, b: TypedTerm): TypedTerm =>
  b.rowCount + b.idRows.length < a.rowCount + a.idRows.length ? b : a;

/** The rows that may match one search, the likeliest first. */
export class CandidateRows {
  readonly #rows: IndexedRows;
  readonly #words: readonly string[];
  readonly #reach: Reach;
  readonly #needed: readonly TypedTerm[];
  readonly #rarest: TypedTerm;
  /** The first letters that a row must have. */
  readonly #letters: number;
  readonly #mostScored: number;
  readonly #mostRead: number;
  readonly #mostByName: number;
  #scored: number;
  #read = 0;
  #isAll = true;

  constructor(rows: IndexedRows, candidates: Candidates) {
    const { words, terms, reach, scored, stretch } = candidates;
    this.#rows = rows;
    this.#words = words;
    this.#reach = reach;
    this.#scored = scored;
    this.#needed = terms.filter((term) => !term.optional);
    // A row need not hold a word of its connection.
    const inRows = this.#needed.filter((term) => term.connections.size === 0);
    this.#rarest = (inRows.length > 0 ? inRows : this.#needed).reduce(rarer);
    this.#letters = this.#neededLetters();
    const effort = Math.max(1, Math.sqrt(rows.size / boundsHoldFor));
    this.#mostScored = effort * mostScoredFor(candidates);
    this.#mostRead = effort * mostRead;
    this.#mostByName = stretch * (isTwoLetters(words) ? mostByName.twoLetters : mostByName.usually);
  }

  /**
   * Calls `offer` with rows until there are no more or the bounds are reached. `offer` returns whether it scored the row.
   * `best` holds the rows that were offered. Returns whether there are no more.
   */
  offerTo(offer: (row: number) => boolean, best: BestRows): boolean {
    const { dictionary } = this.#rows;
    for (const term of this.#needed) {
      for (const row of term.idRows) offer(row);
    }
    if (this.#rarest.rowCount > mostByName.usually) {
      this.#offerByName(offer);
      if (this.#reach === 'fronts') this.#offerRowsOf(dictionary.numberOf(this.#words.at(-1) ?? ''), offer);
      // The rows left hold only the front of the last word, and can score no more than those found.
      if (best.leastScore >= mostWithoutLastWord(this.#needed.length)) return false;
    }
    this.#offerRowsOf(dictionary.numberOf(this.#rarest.text), offer);
    this.#offerRowsOfPrefix(offer);
    this.#offerRowsOfLooseWords(offer);
    if (this.#needed.every((term) => term.connections.size > 0)) this.#offerRowsOfConnections(offer);
    return this.#isAll;
  }

  /** A row without the first letter of a term does not hold it, except in its id, within a word, or misspelt. */
  #neededLetters(): number {
    let letters = 0;
    // All rows of a single term hold it.
    if (this.#reach !== 'fronts' || this.#needed.length === 1) return letters;
    for (const term of this.#needed) {
      if (term.idRows.length === 0 && term.connections.size === 0) letters |= term.firstLetter;
    }
    return letters;
  }

  /** Rows whose name starts with the rarest term. */
  #offerByName(offer: (row: number) => boolean): void {
    const { byName } = this.#rows;
    const { text } = this.#rarest;
    const from = byName.firstWith(text);
    const to = Math.min(byName.endOf(text, from), from + this.#mostByName);
    for (let index = from; index < to; index++) {
      if (offer(byName.numbers[index] ?? 0)) this.#scored++;
    }
  }

  /** Only words of connections were typed: their rows, by name. */
  #offerRowsOfConnections(offer: (row: number) => boolean): void {
    const { byName } = this.#rows;
    for (let index = 0; index < byName.length; index++) {
      if (this.#scored >= mostByName.usually) {
        this.#isAll = false;
        return;
      }
      const row = byName.numbers[index] ?? 0;
      const connection = this.#rows.connectionOf(row);
      const fits = this.#needed.every(({ connections }) => connections.has(connection));
      if (fits && offer(row)) this.#scored++;
    }
  }

  #offerRowsOfPrefix(offer: (row: number) => boolean): void {
    const { numbers } = this.#rows.dictionary.order;
    for (let index = this.#rarest.from; index < this.#rarest.to; index++) this.#offerRowsOf(numbers[index], offer);
  }

  /** Words of few rows first: they say more. */
  #offerRowsOfLooseWords(offer: (row: number) => boolean): void {
    const lists = this.#rows.dictionary.rows;
    for (const word of this.#rarest.looseWords) {
      if (lists.lengthOf(word) <= fewForAWord) this.#offerRowsOf(word, offer);
    }
    for (const word of this.#rarest.looseWords) {
      if (lists.lengthOf(word) > fewForAWord) this.#offerRowsOf(word, offer);
    }
  }

  #offerRowsOf(word: number | undefined, offer: (row: number) => boolean): void {
    if (word === undefined) return;
    const lists = this.#rows.dictionary.rows;
    const start = lists.startOf(word);
    const end = start + lists.lengthOf(word);
    const letters = this.#letters;
    for (let index = start; index < end; index++) {
      if (this.#scored >= this.#mostScored || this.#read >= this.#mostRead) {
        this.#isAll = false;
        return;
      }
      const row = lists.values[index] ?? 0;
      this.#read++;
      const fits = letters === 0 || (this.#rows.firstLetters(row) & letters) === letters;
      if (fits && offer(row)) this.#scored++;
    }
  }
}
