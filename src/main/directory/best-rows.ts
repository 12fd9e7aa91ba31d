/** A row that was found; `score` first, then the user's own habit, then how much of the text was typed. */
interface FoundRow {
  row: number;
  score: number;
  boost: number;
  coverage: number;
}

/** The best rows offered so far, in order, `limit` of them at most. */
export class BestRows {
  readonly rows: FoundRow[] = [];
  readonly #limit: number;
  readonly #boostOf: (row: number) => number;
  readonly #comesFirst: (a: number, b: number) => boolean;

  /** `comesFirst` decides between rows that are otherwise equal, so that the order never depends on chance. */
  constructor(limit: number, boostOf: (row: number) => number, comesFirst: (a: number, b: number) => boolean) {
    this.#limit = limit;
    this.#boostOf = boostOf;
    this.#comesFirst = comesFirst;
  }

  /** Each row must be offered once only. */
  offer(row: number, score: number, coverage: number): void {
    const isFull = this.rows.length >= this.#limit;
    const last = this.rows[this.rows.length - 1];
    if (isFull && last && score < last.score) return;
    const found: FoundRow = { row, score, boost: this.#boostOf(row), coverage };
    if (isFull && last && !this.#isBetter(found, last)) return;
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.rows[middle];
      if (other && this.#isBetter(other, found)) low = middle + 1;
      else high = middle;
    }
    this.rows.splice(low, 0, found);
    if (this.rows.length > this.#limit) this.rows.pop();
  }

  /** How many rows have at least this score. */
  countFrom(score: number): number {
    return this.rows.filter((found) => found.score >= score).length;
  }

  #isBetter(a: FoundRow, b: FoundRow): boolean {
    if (a.score !== b.score) return a.score > b.score;
    if (a.boost !== b.boost) return a.boost > b.boost;
    if (a.coverage !== b.coverage) return a.coverage > b.coverage;
    return this.#comesFirst(a.row, b.row);
  }
}
