import { retryAfterMs } from './retry.ts';
import type { HttpHeaders, HttpReply, Priority } from './types.ts';

/** How many requests a provider says are left. */
export interface RateLimit {
  /** In one whole period; null where the reply does not say. */
  limit: number | null;
  remaining: number;
  /** Until the period ends. */
  resetsInMs: number;
}

/** Reads the provider's rate headers; null where there are none. `nowMs` is this machine's clock. */
export type ParseRateLimitHeaders = (headers: HttpHeaders, nowMs: number) => RateLimit | null;

export interface RateBudgetDeps {
  /** Until a reply has told better: `Provider.defaultBudgetPerHour`; null for no limit (sample customers). */
  defaultPerHour: number | null;
  parseRateLimitHeaders?: ParseRateLimitHeaders | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Leave to send one request. `settle` is called once: with the reply, or null where none came. */
export type Turn =
  | { taken: true; settle: (reply: Pick<HttpReply, 'status' | 'headers'> | null) => void }
  | { taken: false; retryAt: string };

interface Period {
  limit: number;
  remaining: number;
  /** Milliseconds since 1970; then the period is full again. */
  endsAt: number;
  /** The provider said so; otherwise it is our own caution. */
  told: boolean;
  /** Sent, not answered. */
  underWay: number;
}

const hourMs = 3_600_000;
/** After a 429 that does not say when to come back. */
const restMs = 60_000;
/** What is kept for those who come first: a tenth of the limit each, at most this many requests. */
const largestReserve = 20;

const priorities: readonly Priority[] = ['background', 'foreground', 'log-in'];

/**
 * How many requests a connection may still send. Background work stops first, then what a person looks at, so that a
 * log-in always finds some left. Learns from every reply; nothing waits here: who is refused is told when to return.
 */
export class RateBudget {
  readonly #perHour: number;
  readonly #readAllowance: ParseRateLimitHeaders | undefined;
  readonly #now: () => number;
  readonly #periods = new Map<string, Period>();
  readonly #listeners = new Set<() => void>();
  /** Nothing holds anything back. */
  #lastTold = priorities.map(() => '').join();

  constructor({ defaultPerHour, parseRateLimitHeaders, now = Date.now }: RateBudgetDeps) {
    this.#perHour = defaultPerHour ?? Number.POSITIVE_INFINITY;
    this.#readAllowance = parseRateLimitHeaders;
    this.#now = now;
  }

  /** One request's turn, against the allowance it counts to. */
  take(priority: Priority, allowance = ''): Turn {
    const period = this.#period(allowance);
    if (this.#isHeldBack(period, priority)) return { taken: false, retryAt: isoOf(period.endsAt) };
    period.remaining -= 1;
    period.underWay += 1;
    this.#tell();
    return {
      taken: true,
      settle: (reply) => {
        const current = this.#period(allowance);
        current.underWay = Math.max(0, current.underWay - 1);
        if (reply) this.#learn(current, reply);
        this.#tell();
      },
    };
  }

  /** ISO time at which this allowance is full again. */
  retryAt(allowance = ''): string {
    return isoOf(this.#period(allowance).endsAt);
  }

  /** ISO time at which work of this urgency goes on, or null while nothing holds it back. */
  resumesAt(priority: Priority): string | null {
    const ends = [...this.#periods.keys()]
      .map((allowance) => this.#period(allowance))
      .filter((period) => this.#isHeldBack(period, priority))
      .map((period) => period.endsAt);
    return ends.length > 0 ? isoOf(Math.max(...ends)) : null;
  }

  /** Calls back whenever an answer of `resumesAt` may have changed through a request or a reply. Answers how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #period(allowance: string): Period {
    const nowMs = this.#now();
    const known = this.#periods.get(allowance);
    if (known && known.endsAt > nowMs) return known;
    const limit = known?.limit ?? this.#perHour;
    const period = { limit, remaining: limit, endsAt: nowMs + hourMs, told: false, underWay: known?.underWay ?? 0 };
    this.#periods.set(allowance, period);
    return period;
  }

  #isHeldBack(period: Period, priority: Priority): boolean {
    // Our own caution never stands between a person and a log-in; only the provider's word does.
    if (priority === 'log-in') return period.told && period.remaining <= 0;
    const reserve = Math.min(largestReserve, Math.floor(period.limit / 10));
    return period.remaining <= (priority === 'foreground' ? reserve : 2 * reserve);
  }

  #learn(period: Period, { status, headers }: Pick<HttpReply, 'status' | 'headers'>): void {
    const nowMs = this.#now();
    const told = this.#readAllowance?.(headers, nowMs) ?? null;
    if (told) {
      period.limit = Math.max(1, told.limit ?? (period.told ? period.limit : told.remaining));
      // What is on its way is not in the provider's count yet.
      period.remaining = Math.min(told.remaining, period.limit) - period.underWay;
      period.endsAt = nowMs + atMostAnHour(told.resetsInMs);
      period.told = true;
    }
    if (status !== 429) return;
    const afterMs = retryAfterMs(headers, nowMs) ?? (told && told.remaining <= 0 ? told.resetsInMs : null);
    period.remaining = 0;
    period.endsAt = nowMs + Math.max(1_000, atMostAnHour(afterMs ?? restMs));
    period.told = afterMs !== null;
  }

  #tell(): void {
    const answers = priorities.map((priority) => this.resumesAt(priority)).join();
    if (answers === this.#lastTold) return;
    this.#lastTold = answers;
    for (const listener of this.#listeners) listener();
  }
}

/** No period of either vendor is longer; a value in other units must not hold work back for years. */
const atMostAnHour = (ms: number): number => Math.min(hourMs, Math.max(0, ms));

const isoOf = (ms: number): string => new Date(ms).toISOString();
