/** A row that was found; `score` first, then the user's own habit, then how much of the text was typed. */
interface FoundRow {
  row: number;
  score: number;
  boost: number;
  coverage: number;
}

export interface BestRowsDeps {
  /** 0 to 1. */
  boostOf: (row: number) => number;
  /** 0 to 1; asked for right after the row was scored. */
  coverageOf: (row: number) => number;
  /** Decides between rows that are otherwise equal, so that the order never depends on chance. */
  comesFirst: (a: number, b: number) => boolean;
}

/** The best rows offered so far, in order, `limit` of them at most. */
export class BestRows {
  readonly rows: FoundRow[] = [];
  readonly #limit: number;
  readonly #deps: BestRowsDeps;

  constructor(limit: number, deps: BestRowsDeps) {
    this.#limit = limit;
    this.#deps = deps;
  }

  /** 0 where there is none. */
  get bestScore(): number {
    return this.rows[0]?.score ?? 0;
  }

  /** The score of the last row once there are enough, else 0: rows below it are not taken. */
  get leastScore(): number {
    return this.rows.length < this.#limit ? 0 : (this.rows[this.rows.length - 1]?.score ?? 0);
  }

  /** Each row must be offered once only. */
  offer(row: number, score: number): void {
    const last = this.rows.length < this.#limit ? undefined : this.rows[this.rows.length - 1];
    if (last && score < last.score) return;
    const boost = this.#deps.boostOf(row);
    const coverage = this.#deps.coverageOf(row);
    if (last && !this.#isBefore(last, row, score, boost, coverage)) return;
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.rows[middle];
      if (other && this.#isBefore(other, row, score, boost, coverage)) high = middle;
      else low = middle + 1;
    }
    this.rows.splice(low, 0, { row, score, boost, coverage });
    if (this.rows.length > this.#limit) this.rows.pop();
  }

  /** How many rows have at least this score. */
  countFrom(score: number): number {
    return this.rows.filter((found) => found.score >= score).length;
  }

  /** Whether the row that is offered stands before `other`. */
  #isBefore(other: FoundRow, row: number, score: number, boost: number, coverage: number): boolean {
    if (score !== other.score) return score > other.score;
    if (boost !== other.boost) return boost > other.boost;
    if (coverage !== other.coverage) return coverage > other.coverage;
    return this.#deps.comesFirst(row, other.row);
  }
}
