import type { RequestHour } from '../providers/pretend-provider.ts';

const hourMs = 3_600_000;

/** Counts requests by the hour. The first request after an hour has ended begins the next one. */
export class HourlyLimit {
  readonly #limit: number;
  readonly #now: () => number;
  #used = 0;
  #endsAtMs = 0;

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** The hour as it is with one more request, which is not counted yet. */
  withOneMore(): RequestHour {
    const nowMs = this.#now();
    const isOver = nowMs >= this.#endsAtMs;
    const used = isOver ? 0 : this.#used;
    const isAllowed = used < this.#limit;
    return {
      isAllowed,
      limit: this.#limit,
      remaining: this.#limit - used - (isAllowed ? 1 : 0),
      resetsAtMs: isOver ? nowMs + hourMs : this.#endsAtMs,
    };
  }

  count({ limit, remaining, resetsAtMs }: RequestHour): void {
    this.#used = limit - remaining;
    this.#endsAtMs = resetsAtMs;
  }
}
