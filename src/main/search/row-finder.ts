import { BestRows } from './best-rows.ts';
import { joiningWord } from './fold.ts';
import type { IndexedRows } from './indexed-rows.ts';
import { LooseWordFinder } from './loose-words.ts';
import { asOneWordBonus, idScore, manner, mostWithoutLastWord } from './rank.ts';
import { RowScore } from './row-score.ts';
import { TypedTerm } from './typed-term.ts';

/**
 * How many rows one search scores: several terms narrow each other down, one or two letters find so much that only habit can
 * tell which is meant.
 */
const mostScored = { severalTerms: 6_000, oneTerm: 1_200, twoLetters: 1_000 };
/** How many rows one search reads the first letters of. */
const mostRead = 40_000;
/** With this many accounts; with four times as many, twice as much. */
const boundsHoldFor = 100_000;
/** Words that stand for a term loosely and are in more rows than this are looked at last. */
const fewForAWord = 50;
/** Rows taken from the list by name where a term stands for more rows than can be scored. */
const mostByName = 800;
const mostById = 400;

/** How far a search goes: each step finds all that the one before it finds. */
export type Reach = 'fronts' | 'parts' | 'near';

export interface FindOptions {
  limit: number;
  /** 0 to 1, the larger the more this user opens the account. Decides between equally good matches only. */
  boost?: (accountId: string) => number;
  /** The accounts with a boost above 0: they are looked at even where a short text matches too many to look at all. */
  boosted?: Iterable<string>;
}

/**
 * Finds the best rows for typed words. Picks the word that fewest rows hold, reads those rows from the sorted dictionary, and
 * scores them exactly. What stands for too many rows ("s") is answered from the list of names first. Bounds on what is read
 * keep a keystroke within a few milliseconds.
 */
export class RowFinder {
  readonly #rows: IndexedRows;
  readonly #looseWords: LooseWordFinder;
  /** Per term of a search, the manner in which it stands for each word; all zero between searches. */
  readonly #manners: Uint8Array[] = [];
  /** The search that met a row last, so that no row is scored twice. */
  #metIn = new Uint32Array(256);
  #searchNumber = 0;

  constructor(rows: IndexedRows) {
    this.#rows = rows;
    this.#looseWords = new LooseWordFinder(rows.dictionary);
  }

  /** `words` are folded; the rows must be settled. `asOneWord`: what was found for the words joined, if that was tried. */
  find(words: readonly string[], reach: Reach, options: FindOptions, asOneWord?: BestRows): BestRows {
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

    for (const { row, score: found } of asOneWord?.rows ?? []) {
      if (meet(row)) best.offer(row, Math.max(score.of(row), found + asOneWordBonus));
    }
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

  /** The same words with one of them taken apart into a word and the front of another: "bluenor" as "blue nor". */
  *splits(words: readonly string[]): Iterable<readonly string[]> {
    const { dictionary } = this.#rows;
    for (const [index, word] of words.entries()) {
      for (let at = 2; at <= word.length - 2; at++) {
        const front = word.slice(0, at);
        if (dictionary.numberOf(front) === undefined) continue;
        const { from, to } = dictionary.prefix(word.slice(at));
        if (from < to) yield words.toSpliced(index, 1, front, word.slice(at));
      }
    }
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

    const effort = Math.max(1, Math.sqrt(this.#rows.size / boundsHoldFor));
    const toScore = effort * mostScoredFor(words, reach);
    const toRead = effort * mostRead;
    let scored = 0;
    // A row without the first letter of a term cannot hold it, unless in its id, within a word, or mistyped.
    let letters = 0;
    if (reach === 'fronts') for (const term of needed) if (term.idRows.length === 0) letters |= term.firstLetter;
    const lists = dictionary.rows;
    let read = 0;
    const offerRowsOf = (word: number | undefined): void => {
      if (word === undefined) return;
      const start = lists.startOf(word);
      const end = start + lists.lengthOf(word);
      for (let index = start; index < end && scored < toScore && read < toRead; index++) {
        const row = lists.values[index] ?? 0;
        read++;
        if ((this.#rows.firstLetters(row) & letters) === letters && offer(row)) scored++;
      }
    };

    for (const term of needed) for (const row of term.idRows) offer(row);
    if (rarest.rowCount > mostByName) {
      for (const front of new Set([words.join(' '), rarest.text])) {
        const from = byName.firstWith(front);
        const to = Math.min(byName.endOf(front, from), from + mostByName);
        for (let index = from; index < to; index++) if (offer(byName.numbers[index] ?? 0)) scored++;
      }
      if (reach === 'fronts') offerRowsOf(dictionary.numberOf(words.at(-1) ?? ''));
      if (best.leastScore >= mostWithoutLastWord(needed.length)) return;
    }
    offerRowsOf(dictionary.numberOf(rarest.text));
    const { numbers } = dictionary.order;
    for (let index = rarest.from; index < rarest.to; index++) offerRowsOf(numbers[index]);
    for (const word of rarest.looseWords) if (lists.lengthOf(word) <= fewForAWord) offerRowsOf(word);
    for (const word of rarest.looseWords) if (lists.lengthOf(word) > fewForAWord) offerRowsOf(word);
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

function mostScoredFor(words: readonly string[], reach: Reach): number {
  if (words.join('').length < 3) return mostScored.twoLetters;
  return words.length > 1 && reach === 'fronts' ? mostScored.severalTerms : mostScored.oneTerm;
}
