import { retryAfterMs } from './retry.ts';
import type { HttpHeaders, HttpReply, Priority } from './types.ts';

/** What a provider's rate headers say. */
export interface RateLimit {
  /** Requests allowed in a whole period; null if the reply does not say. */
  limit: number | null;
  remaining: number;
  /** Until the period ends. */
  resetsInMs: number;
}

/** Reads the provider's rate headers; null if there are none. `nowMs` is this machine's clock. */
export type ParseRateLimitHeaders = (headers: HttpHeaders, nowMs: number) => RateLimit | null;

export interface RateBudgetDeps {
  /** Until a reply says more: `Provider.defaultBudgetPerHour`; null for no limit (sample customers). */
  defaultPerHour: number | null;
  parseRateLimitHeaders?: ParseRateLimitHeaders | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Permission to send one request. Call `settle` once: with the reply, or with null if none came. */
export type Permit =
  | { granted: true; settle: (reply: Pick<HttpReply, 'status' | 'headers'> | null) => void }
  | { granted: false; retryAt: string };

interface Period {
  limit: number;
  remaining: number;
  /** Milliseconds since 1970; then the period is full again. */
  endsAt: number;
  /** True if the numbers are the provider's; false if they are our own caution. */
  isFromProvider: boolean;
  /** Requests sent and not answered yet. */
  underWay: number;
}

const hourMs = 3_600_000;
/** After a 429 that does not say when to come back. */
const restMs = 60_000;
/** Kept free for each higher priority: a tenth of the limit, at most this many requests. */
const largestReserve = 20;

/**
 * How many requests a connection may still send, per rate limit of the provider. Background work stops first, then what a
 * person looks at, so that a log-in always finds some left. Learns from every reply. Never waits: a refused request learns
 * when to come back.
 */
export class RateBudget {
  readonly #perHour: number;
  readonly #parseRateLimitHeaders: ParseRateLimitHeaders | undefined;
  readonly #now: () => number;
  readonly #periods = new Map<string, Period>();

  constructor({ defaultPerHour, parseRateLimitHeaders, now = Date.now }: RateBudgetDeps) {
    this.#perHour = defaultPerHour ?? Number.POSITIVE_INFINITY;
    this.#parseRateLimitHeaders = parseRateLimitHeaders;
    this.#now = now;
  }

  /** Asks to send one request. `limitName` as in `HttpRequest.rateLimitName`. */
  take(priority: Priority, limitName = ''): Permit {
    const period = this.#period(limitName);
    if (isHeldBack(period, priority)) return { granted: false, retryAt: isoOf(period.endsAt) };
    period.remaining -= 1;
    period.underWay += 1;
    return {
      granted: true,
      settle: (reply) => {
        const current = this.#period(limitName);
        current.underWay = Math.max(0, current.underWay - 1);
        if (reply) this.#learn(current, reply);
      },
    };
  }

  /** ISO time at which this rate limit is full again. */
  retryAt(limitName = ''): string {
    return isoOf(this.#period(limitName).endsAt);
  }

  #period(limitName: string): Period {
    const nowMs = this.#now();
    const known = this.#periods.get(limitName);
    // No period is longer than an hour: if this one is, the clock was set back.
    if (known && known.endsAt > nowMs && known.endsAt <= nowMs + hourMs) return known;
    const limit = known?.limit ?? this.#perHour;
    const period: Period = {
      limit,
      remaining: limit,
      endsAt: nowMs + hourMs,
      isFromProvider: false,
      underWay: known?.underWay ?? 0,
    };
    this.#periods.set(limitName, period);
    return period;
  }

  #learn(period: Period, { status, headers }: Pick<HttpReply, 'status' | 'headers'>): void {
    const nowMs = this.#now();
    const rateLimit = this.#parseRateLimitHeaders?.(headers, nowMs) ?? null;
    if (rateLimit) {
      period.limit = Math.max(1, rateLimit.limit ?? (period.isFromProvider ? period.limit : rateLimit.remaining));
      // The provider has not counted what is still on its way.
      period.remaining = Math.min(rateLimit.remaining, period.limit) - period.underWay;
      period.endsAt = nowMs + atMostAnHour(rateLimit.resetsInMs);
      period.isFromProvider = true;
    }
    if (status !== 429) return;
    const resetsInMs = rateLimit && rateLimit.remaining <= 0 ? rateLimit.resetsInMs : null;
    const afterMs = retryAfterMs(headers, nowMs) ?? resetsInMs;
    period.remaining = 0;
    period.endsAt = nowMs + Math.max(1_000, atMostAnHour(afterMs ?? restMs));
    period.isFromProvider = afterMs !== null;
  }
}

function isHeldBack(period: Period, priority: Priority): boolean {
  // Only the provider's own numbers may refuse a log-in, never our caution.
  if (priority === 'log-in') return period.isFromProvider && period.remaining <= 0;
  const reserve = Math.min(largestReserve, Math.floor(period.limit / 10));
  return period.remaining <= (priority === 'foreground' ? reserve : 2 * reserve);
}

/** Neither vendor has a longer period; a value in other units must not hold work back for years. */
const atMostAnHour = (ms: number): number => Math.min(hourMs, Math.max(0, ms));

const isoOf = (ms: number): string => new Date(ms).toISOString();
