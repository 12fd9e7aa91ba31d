import { BestRows } from './best-rows.ts';
import { CandidateRows, type Reach } from './candidate-rows.ts';
import { joiningWord } from './fold.ts';
import type { IndexedRows } from './indexed-rows.ts';
import type { LiteralText } from './literal-text.ts';
import { LooseWordFinder } from './loose-words.ts';
import { MetRows } from './met-rows.ts';
import { asOneWordBonus, idScore, literalBonus, manner } from './rank.ts';
import { RowScore } from './row-score.ts';
import { TypedTerm } from './typed-term.ts';

/** Terms whose memory is kept for the next search; each takes a byte for every word of the dictionary. */
const keptTerms = 16;
/** Rows looked at because their id starts, or ends, with what was typed. */
const mostById = 400;

export interface FindOptions {
  limit: number;
  /** 0 to 1: how much this user opens the account. It only decides between equally good matches. */
  boost?: (accountId: string) => number;
  /** The accounts with a boost above 0. They are looked at even if a short text matches too many rows to look at all. */
  boosted?: Iterable<string>;
}

export interface Find extends FindOptions {
  /** Null: rows are not compared letter by letter. */
  literal: LiteralText | null;
}

/**
 * Finds the best rows for typed words. It takes the word that the fewest rows hold, reads those rows from the sorted
 * dictionary, and scores them exactly. If a word matches too many rows ("s"), it reads the list of names first. Bounds on what
 * it reads keep a keystroke within a few milliseconds.
 */
export class RowFinder {
  readonly #rows: IndexedRows;
  readonly #looseWords: LooseWordFinder;
  readonly #met = new MetRows();
  /** For each term of a search, the manner in which it stands for each word; all zero between searches. */
  readonly #manners: Uint8Array[] = [];

  constructor(rows: IndexedRows) {
    this.#rows = rows;
    this.#looseWords = new LooseWordFinder(rows.dictionary);
  }

  /**
   * `words` are folded, and the rows must be settled. `asOneWord` holds the rows found for the words joined, if that was
   * tried.
   */
  find(words: readonly string[], reach: Reach, options: Find, asOneWord?: BestRows): BestRows {
    const rows = this.#rows;
    const terms = this.#termsFor(words, reach);
    const score = new RowScore(rows, terms);
    const best = this.#bestRows(options, (row) => score.coverageOf(row));
    this.#met.begin(rows.capacity);
    const offerAtLeast = (row: number, least: number): boolean => {
      if (!this.#met.meet(row)) return false;
      const found = Math.max(score.of(row), least);
      if (found > 0) best.offer(row, found + this.#bonusForMarks(row, found, options, best));
      return true;
    };
    const offer = (row: number): boolean => offerAtLeast(row, 0);

    for (const { row, bonus } of this.#withWholeName(options)) {
      if (this.#met.meet(row)) best.offer(row, score.of(row) + bonus);
    }
    for (const found of asOneWord?.rows ?? []) offerAtLeast(found.row, found.score + asOneWordBonus);
    const typedId = words.join('');
    for (const row of rows.withIdPart(typedId, mostById)) offerAtLeast(row, idScore(typedId, rows.idWord(row)));
    for (const accountId of options.boosted ?? []) {
      const row = rows.numberOf(accountId);
      if (row !== undefined) offer(row);
    }
    new CandidateRows(rows, words, terms, reach).offerTo(offer, best);
    for (const term of terms) term.release();
    this.#manners.splice(keptTerms);
    return best;
  }

  /** Rows whose names are signs or pictures only, with those that were typed. */
  findSigns(literal: LiteralText, options: FindOptions): BestRows {
    const rows = this.#rows;
    const best = this.#bestRows(options, () => 0);
    const end = rows.byName.endOf('\u0000');
    for (let index = 0; index < end; index++) {
      const row = rows.byName.numbers[index] ?? 0;
      const name = rows.name(row);
      if (literal.isIn(name)) best.offer(row, literal.bonusForName(name) || literal.bonusForMarks(name));
    }
    return best;
  }

  /** The same words, one of them split into a word and the front of another: "bluenor" as "blue nor". */
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

  /** Rows whose whole name was typed, however few of those with its words are looked at. */
  *#withWholeName({ literal }: Find): Iterable<{ row: number; bonus: number }> {
    if (!literal) return;
    const { byName } = this.#rows;
    for (let index = byName.firstWith(literal.folded); index < byName.length; index++) {
      const row = byName.numbers[index] ?? 0;
      if (this.#rows.foldedName(row) !== literal.folded) return;
      const bonus = literal.bonusForName(this.#rows.name(row));
      if (bonus > 0) yield { row, bonus };
    }
  }

  /** `score`: the row's without it. Reads all letters of a row, so only of one that may be taken. */
  #bonusForMarks(row: number, score: number, { literal }: Find, best: BestRows): number {
    if (!literal || score + literalBonus.marks <= best.leastScore) return 0;
    return literal.bonusForMarks(this.#rows.texts(row));
  }

  #bestRows({ limit, boost }: FindOptions, coverageOf: (row: number) => number): BestRows {
    return new BestRows(limit, {
      boostOf: (row) => boost?.(this.#rows.accountId(row)) ?? 0,
      coverageOf,
      comesFirst: (a, b) => this.#comesFirst(a, b),
    });
  }

  #comesFirst(a: number, b: number): boolean {
    const nameA = this.#rows.foldedName(a);
    const nameB = this.#rows.foldedName(b);
    if (nameA !== nameB) return nameA < nameB;
    return this.#rows.accountId(a) < this.#rows.accountId(b);
  }
}
