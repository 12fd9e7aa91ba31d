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
  /** Requests sent so far for previews. */
  previews: number;
}

/** What a 429 asks for. */
interface Rest {
  /** Milliseconds since 1970. */
  until: number;
  /** How many 429s came in a row, each after the rest of the one before. */
  inARow: number;
}

const hourMs = 3_600_000;
/** After a 429 that does not say when to come back. */
const restMs = 60_000;
/** The rest after the n-th 429 in a row is at least 2^n times as long, whatever the 429 says. */
const shortestRestMs = 15_000;
/** Kept free for each higher priority: a tenth of the limit, at most this many requests. */
const largestReserve = 20;
/** Previews get this share of the limit: the user did not ask for them, and lists need the rest. */
const previewShare = 1 / 5;

/**
 * How many requests a connection may still send, per rate limit of the provider. Background work and previews stop
 * first, then what a person looks at. Learns from every reply. Never waits: a refused request learns when to come back.
 *
 * A log-in goes out whatever the replies to other requests said: the provider may count them elsewhere, and a log-in that it refuses
 * costs nothing. Only a 429 to a log-in makes the next log-in wait.
 */
export class RateBudget {
  readonly #perHour: number;
  readonly #parseRateLimitHeaders: ParseRateLimitHeaders | undefined;
  readonly #now: () => number;
  readonly #periods = new Map<string, Period>();
  /** Those of log-ins and of other requests have nothing to do with each other. */
  readonly #rests = { 'log-in': new Map<string, Rest>(), other: new Map<string, Rest>() };

  constructor({ defaultPerHour, parseRateLimitHeaders, now = Date.now }: RateBudgetDeps) {
    this.#perHour = defaultPerHour ?? Number.POSITIVE_INFINITY;
    this.#parseRateLimitHeaders = parseRateLimitHeaders;
    this.#now = now;
  }

  /** Asks to send one request. `limitName` as in `HttpRequest.rateLimitName`. */
  take(priority: Priority, limitName = ''): Permit {
    const heldUntil = this.#heldUntil(priority, limitName);
    if (heldUntil !== null) return { granted: false, retryAt: isoOf(heldUntil) };
    const period = this.#period(limitName);
    const rests = this.#restsOf(priority);
    const rest = rests.get(limitName);
    period.remaining -= 1;
    period.underWay += 1;
    if (priority === 'preview') period.previews += 1;
    return {
      granted: true,
      settle: (reply) => {
        const current = this.#period(limitName);
        current.underWay = Math.max(0, current.underWay - 1);
        if (!reply) return;
        const rateLimit = this.#parseRateLimitHeaders?.(reply.headers, this.#now()) ?? null;
        if (rateLimit) this.#learn(current, rateLimit);
        if (reply.status === 429) rests.set(limitName, this.#restAfter(rest, rests.get(limitName), reply, rateLimit));
        // A reply to a request from before the rest says nothing about it.
        else if (rests.get(limitName) === rest) rests.delete(limitName);
      },
    };
  }

  /** ISO time at which a request may go out again. */
  retryAt(priority: Priority, limitName = ''): string {
    return isoOf(this.#heldUntil(priority, limitName) ?? this.#now());
  }

  /** Milliseconds since 1970; null if a request may go out now. */
  #heldUntil(priority: Priority, limitName: string): number | null {
    const period = this.#period(limitName);
    const nowMs = this.#now();
    const rest = this.#restsOf(priority).get(limitName);
    // No rest is longer than an hour: if this one is, the clock was set back.
    const isResting = rest !== undefined && rest.until > nowMs && rest.until <= nowMs + hourMs;
    const until = Math.max(isResting ? rest.until : 0, isHeldBack(period, priority) ? period.endsAt : 0);
    return until > 0 ? until : null;
  }

  #restsOf(priority: Priority): Map<string, Rest> {
    return this.#rests[priority === 'log-in' ? 'log-in' : 'other'];
  }

  /** `before`: the rest that was over when the refused request went out. `current`: the one there is now. */
  #restAfter(
    before: Rest | undefined,
    current: Rest | undefined,
    { headers }: Pick<HttpReply, 'headers'>,
    rateLimit: RateLimit | null,
  ): Rest {
    const nowMs = this.#now();
    const resetsInMs = rateLimit && rateLimit.remaining <= 0 ? rateLimit.resetsInMs : null;
    const requestedMs = retryAfterMs(headers, nowMs) ?? resetsInMs ?? restMs;
    // Of requests that went out together, the first 429 counts.
    const isCounted = current !== before;
    const inARow = isCounted && current ? current.inARow : (before?.inARow ?? 0) + 1;
    const until = nowMs + atMostAnHour(Math.max(requestedMs, shortestRestMs * 2 ** inARow));
    return { inARow, until: isCounted && current ? Math.max(current.until, until) : until };
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
      previews: 0,
    };
    this.#periods.set(limitName, period);
    return period;
  }

  #learn(period: Period, { limit, remaining, resetsInMs }: RateLimit): void {
    period.limit = Math.max(1, limit ?? (period.isFromProvider ? period.limit : remaining));
    // The provider has not counted what is still on its way.
    period.remaining = Math.min(remaining, period.limit) - period.underWay;
    period.endsAt = this.#now() + atMostAnHour(resetsInMs);
    period.isFromProvider = true;
  }
}

function isHeldBack(period: Period, priority: Priority): boolean {
  if (priority === 'log-in') return false;
  if (priority === 'preview' && period.previews >= Math.floor(period.limit * previewShare)) return true;
  const reserve = Math.min(largestReserve, Math.floor(period.limit / 10));
  return period.remaining <= (priority === 'foreground' ? reserve : 2 * reserve);
}

/** Neither vendor has a longer period; a value in other units must not hold work back for years. */
const atMostAnHour = (ms: number): number => Math.min(hourMs, Math.max(0, ms));

const isoOf = (ms: number): string => new Date(ms).toISOString();
