/** The pace is measured over this long at least, and twice as long at most. */
const windowMs = 2 * 60_000;
const shortestMs = 2_000;

interface Mark {
  /** Milliseconds since 1970. */
  at: number;
  left: number;
}

/** How fast names come, pauses included, and so how long the others will take. */
export class NamesPace {
  #older: Mark | null = null;
  #newer: Mark | null = null;

  /** Minutes until none is left, at least one; null while the pace is unknown. `now` in ms, `left`: how many names are missing. */
  minutesLeft(now: number, left: number): number | null {
    const mark = { at: now, left };
    // The clock was set back, or there are new customers.
    if (!this.#older || !this.#newer || now < this.#newer.at || left > this.#newer.left) {
      this.#older = mark;
      this.#newer = mark;
      return null;
    }
    if (now - this.#newer.at >= windowMs) {
      this.#older = this.#newer;
      this.#newer = mark;
    }
    const { at, left: before } = this.#older;
    if (now - at < shortestMs || before === left) return null;
    return Math.max(1, Math.round((left * (now - at)) / (before - left) / 60_000));
  }
}
