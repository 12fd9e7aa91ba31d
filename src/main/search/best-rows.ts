/** A row that was found. Rows are ordered by score, then by the user's habit, then by how much of their text was typed. */
export interface FoundRow {
  row: number;
  score: number;
  boost: number;
  coverage: number;
}

export interface BestRowsDeps {
  /** 0 to 1. */
  boostOf: (row: number) => number;
  /** -1 to 1. It is called right after the row is scored. */
  coverageOf: (row: number) => number;
  /** Orders rows that are otherwise equal, so that the order never depends on chance. */
  comesFirst: (a: number, b: number) => boolean;
  /** A console is found, and is no customer. */
  isCustomer: (row: number) => boolean;
}

/** The best of the rows offered so far, in order, at most `limit` of them. */
export class BestRows {
  readonly rows: FoundRow[] = [];
  /** How many customers were offered, and whether all that match were. */
  count = 0;
  isAll = true;
  readonly #limit: number;
  readonly #deps: BestRowsDeps;

  constructor(limit: number, deps: BestRowsDeps) {
    this.#limit = limit;
    this.#deps = deps;
  }

  /** 0 if there is no row. */
  get bestScore(): number {
    return this.rows[0]?.score ?? 0;
  }

  /** The score that a row needs to be taken: that of the last row if there are `limit` rows, else 0. */
  get leastScore(): number {
    return this.rows.length < this.#limit ? 0 : (this.rows[this.rows.length - 1]?.score ?? 0);
  }

  /** Offer each row only once. */
  offer(row: number, score: number): void {
    if (this.#deps.isCustomer(row)) this.count++;
    const last = this.rows.length < this.#limit ? undefined : this.rows[this.rows.length - 1];
    if (last && score < last.score) return;
    const boost = this.#deps.boostOf(row);
    const coverage = this.#deps.coverageOf(row);
    if (last && !this.#isBefore(last, row, score, boost, coverage)) return;
    this.#insert({ row, score, boost, coverage });
  }

  /** Adds to the score of a row; to `least` if it is not among the best. */
  raise(row: number, bonus: number, least: number): void {
    const at = this.rows.findIndex((found) => found.row === row);
    const [found] = at < 0 ? [] : this.rows.splice(at, 1);
    // A full list may have had it.
    if (!found && this.rows.length < this.#limit && this.#deps.isCustomer(row)) this.count++;
    const { boost, coverage, score } = found ?? { boost: this.#deps.boostOf(row), coverage: 0, score: least };
    this.#insert({ row, score: score + bonus, boost, coverage });
  }

  /** How many rows have at least this score. */
  countFrom(score: number): number {
    return this.rows.filter((found) => found.score >= score).length;
  }

  #insert(added: FoundRow): void {
    const { row, score, boost, coverage } = added;
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.rows[middle];
      if (other && this.#isBefore(other, row, score, boost, coverage)) high = middle;
      else low = middle + 1;
    }
    this.rows.splice(low, 0, added);
    if (this.rows.length > this.#limit) this.rows.pop();
  }

  /** Whether the offered row comes before `other`. */
  #isBefore(other: FoundRow, row: number, score: number, boost: number, coverage: number): boolean {
    if (score !== other.score) return score > other.score;
    if (boost !== other.boost) return boost > other.boost;
    if (coverage !== other.coverage) return coverage > other.coverage;
    return this.#deps.comesFirst(row, other.row);
  }
}
