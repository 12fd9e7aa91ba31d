/** More than a hand asks for: something else presses the keys. Each log-in is a row of the ledger and a request that counts. */
const most = 30;
const withinMs = 60_000;

/** How many log-ins may begin within a minute. */
export class LogInLimit {
  #begunAt: readonly number[] = [];

  /** Whether one more may begin; if so, it counts from now on. `now`: milliseconds since 1970. */
  admits(now: number): boolean {
    // A time later than now was read from a clock that was ahead.
    this.#begunAt = this.#begunAt.filter((at) => at <= now && now - at < withinMs);
    if (this.#begunAt.length >= most) return false;
    this.#begunAt = [...this.#begunAt, now];
    return true;
  }
}
