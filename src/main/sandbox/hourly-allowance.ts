const hourMs = 3_600_000;

export interface RateLimit {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Milliseconds since the epoch. */
  resetsAtMs: number;
}

/** Counts requests in windows of an hour; the first request after a window opens the next. */
export class HourlyAllowance {
  readonly #limit: number;
  readonly #now: () => number;
  #used = 0;
  #endsAtMs = 0;

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  take(): RateLimit {
    const now = this.#now();
    if (now >= this.#endsAtMs) {
      this.#endsAtMs = now + hourMs;
      this.#used = 0;
    }
    const allowed = this.#used < this.#limit;
    if (allowed) this.#used++;
    return { allowed, limit: this.#limit, remaining: this.#limit - this.#used, resetsAtMs: this.#endsAtMs };
  }
}
