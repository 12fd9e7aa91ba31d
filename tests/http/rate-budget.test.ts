import { describe, expect, test } from 'vitest';
import { RateBudget, type RateBudgetDeps } from '../../src/main/http/rate-budget.ts';
import type { HttpHeaders, Priority } from '../../src/main/http/types.ts';
import { brevo } from '../../src/main/providers/brevo/index.ts';
import { sendgrid } from '../../src/main/providers/sendgrid/index.ts';

const start = Date.parse('2026-11-21T13:05:00Z');

/** A budget whose clock is set by hand. */
function budgetWith(deps: Partial<RateBudgetDeps> = {}) {
  const clock = { ms: start };
  const budget = new RateBudget({ defaultPerHour: 100, now: () => clock.ms, ...deps });
  /** Sends as many as it may, each answered with these headers; returns how many. */
  const spend = (priority: Priority, most: number, headers: HttpHeaders = {}): number => {
    let sent = 0;
    for (; sent < most; sent += 1) {
      const permit = budget.take(priority);
      if (!permit.granted) break;
      permit.settle({ status: 200, headers });
    }
    return sent;
  };
  return { budget, clock, spend };
}

/** What a request learns that is refused until this time. */
const refusedUntil = (retryAt: string) => ({ granted: false, retryAt });

const brevoHeaders = (limit: number, remaining: number, reset: number): HttpHeaders => ({
  'x-sib-ratelimit-limit': [String(limit)],
  'x-sib-ratelimit-remaining': [String(remaining)],
  'x-sib-ratelimit-reset': [String(reset)],
});

describe('before any reply has said more', () => {
  test("Brevo's documented hundred an hour: background stops at 80, a person's reading at 90, a log-in never", () => {
    const { spend } = budgetWith({ defaultPerHour: brevo.defaultBudgetPerHour });
    expect(spend('background', 200)).toBe(80);
    expect(spend('foreground', 200)).toBe(10);
    expect(spend('log-in', 200)).toBe(200);
  });

  test('says when work may go on, and then it may', () => {
    const { budget, clock, spend } = budgetWith();
    spend('background', 200);
    expect(budget.take('background')).toEqual(refusedUntil('2026-11-21T14:05:00.000Z'));
    expect(budget.take('foreground').granted).toBe(true);
    clock.ms += 3_600_000 - 1;
    expect(budget.take('background').granted).toBe(false);
    clock.ms += 1;
    // The request that is still on its way does not count against the new hour.
    expect(spend('background', 200)).toBe(80);
  });

  test('no limit is known for sample customers', () => {
    const { spend } = budgetWith({ defaultPerHour: null });
    expect(spend('background', 5_000)).toBe(5_000);
  });
});

describe('the rate headers of a reply', () => {
  const { parseRateLimitHeaders } = brevo;

  test('replace the default: a plan with 600 an hour, of which 20 are kept for each higher priority', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    expect(spend('background', 1, brevoHeaders(600, 599, 1_800))).toBe(1);
    expect(spend('background', 1_000)).toBe(559);
    expect(budget.take('background')).toEqual(refusedUntil('2026-11-21T13:35:00.000Z'));
  });

  test('include what others spend with the same key', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    spend('background', 1, brevoHeaders(100, 12, 60));
    expect(budget.take('background').granted).toBe(false);
    expect(budget.take('foreground').granted).toBe(true);
  });

  test('with nothing left refuse even a log-in, for the provider would refuse it too', () => {
    const { budget, clock, spend } = budgetWith({ parseRateLimitHeaders });
    spend('log-in', 1, brevoHeaders(100, 0, 120));
    expect(budget.take('log-in')).toEqual(refusedUntil('2026-11-21T13:07:00.000Z'));
    clock.ms += 120_000;
    expect(budget.take('log-in').granted).toBe(true);
  });

  test('do not include what is still on its way; that is subtracted', () => {
    const { budget } = budgetWith({ parseRateLimitHeaders });
    const permits = Array.from({ length: 5 }, () => budget.take('background'));
    const [first] = permits;
    if (first?.granted) first.settle({ status: 200, headers: brevoHeaders(100, 24, 600) });
    // The provider counts 24 left, and four more are on their way: background work leaves 20 alone.
    expect(budget.take('background').granted).toBe(false);
  });

  test('are ignored if they make no sense', () => {
    const { spend } = budgetWith({ parseRateLimitHeaders });
    const nonsense: HttpHeaders[] = [
      { 'x-sib-ratelimit-remaining': ['none'], 'x-sib-ratelimit-reset': ['12'] },
      { 'x-sib-ratelimit-remaining': ['-5'], 'x-sib-ratelimit-reset': ['12'] },
      { 'x-sib-ratelimit-remaining': ['5'] },
      { 'x-sib-ratelimit-remaining': [], 'x-sib-ratelimit-reset': [] },
    ];
    for (const headers of nonsense) expect(spend('foreground', 1, headers)).toBe(1);
    expect(spend('background', 200)).toBe(80 - nonsense.length);
  });

  test('in other units than documented hold work back for an hour at most', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    spend('background', 1, brevoHeaders(100, 0, 1_795_266_300));
    expect(budget.take('background')).toEqual(refusedUntil('2026-11-21T14:05:00.000Z'));
  });
});

test('a clock that is set back holds nothing back until the date that it showed', () => {
  const { budget, clock, spend } = budgetWith();
  clock.ms = start + 365 * 24 * 3_600_000;
  expect(spend('background', 200)).toBe(80);
  clock.ms = start;
  expect(spend('background', 200)).toBe(80);
  expect(budget.take('background')).toEqual(refusedUntil('2026-11-21T14:05:00.000Z'));
});

test('a request that got no reply is counted as spent', () => {
  const { budget, spend } = budgetWith();
  const permit = budget.take('background');
  if (permit.granted) permit.settle(null);
  expect(spend('background', 200)).toBe(79);
});

describe("SendGrid's epoch seconds", () => {
  const { parseRateLimitHeaders } = sendgrid;
  const headers = (date: string | null): HttpHeaders => ({
    'x-ratelimit-limit': ['600'],
    'x-ratelimit-remaining': ['0'],
    'x-ratelimit-reset': [String(start / 1000 + 60)],
    ...(date ? { date: [date] } : {}),
  });

  test("are read by SendGrid's clock, so that a wrong one here does no harm", () => {
    const wrong = start - 7 * 3_600_000;
    const { budget } = budgetWith({ parseRateLimitHeaders, now: () => wrong });
    const permit = budget.take('background');
    if (permit.granted) permit.settle({ status: 200, headers: headers(new Date(start).toUTCString()) });
    expect(budget.take('background')).toEqual(refusedUntil(new Date(wrong + 60_000).toISOString()));
  });

  test('are read by our clock if the reply has no date', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    spend('background', 1, headers(null));
    expect(budget.take('background')).toEqual(refusedUntil('2026-11-21T13:06:00.000Z'));
  });

  test('hold for one endpoint: used up profiles do not stop a log-in', () => {
    const { budget } = budgetWith({ parseRateLimitHeaders });
    const permit = budget.take('background', 'profile');
    if (permit.granted) permit.settle({ status: 200, headers: headers(null) });
    expect(budget.take('background', 'profile').granted).toBe(false);
    expect(budget.take('background', 'accounts').granted).toBe(true);
    expect(budget.take('log-in', 'sso').granted).toBe(true);
  });
});

describe('a 429', () => {
  const refuse = (budget: RateBudget, headers: HttpHeaders): void => {
    const permit = budget.take('background');
    if (permit.granted) permit.settle({ status: 429, headers });
  };

  test('with Retry-After stops everything until then', () => {
    const { budget } = budgetWith();
    refuse(budget, { 'retry-after': ['90'] });
    for (const priority of ['background', 'foreground', 'log-in'] as const) {
      expect(budget.take(priority)).toEqual(refusedUntil('2026-11-21T13:06:30.000Z'));
    }
  });

  test('with rate headers stops everything until the period ends', () => {
    const { budget } = budgetWith({ parseRateLimitHeaders: brevo.parseRateLimitHeaders });
    refuse(budget, brevoHeaders(100, 0, 1_200));
    expect(budget.take('log-in')).toEqual(refusedUntil('2026-11-21T13:25:00.000Z'));
  });

  test('without either rests all but log-ins for a minute', () => {
    const { budget } = budgetWith();
    refuse(budget, {});
    expect(budget.take('foreground')).toEqual(refusedUntil('2026-11-21T13:06:00.000Z'));
    expect(budget.take('log-in').granted).toBe(true);
    expect(budget.retryAt()).toBe('2026-11-21T13:06:00.000Z');
  });
});

test('a first list of 5,000 at Brevo fits into two periods, with log-ins going through all the while', () => {
  const { budget, clock, spend } = budgetWith({ defaultPerHour: brevo.defaultBudgetPerHour });
  const pages = 102;
  let read = 0;
  let hours = 0;
  while (read < pages) {
    read += spend('background', pages - read);
    expect(budget.take('log-in').granted).toBe(true);
    if (read < pages) {
      clock.ms = Date.parse(budget.retryAt());
      hours += 1;
    }
  }
  expect(hours).toBe(1);
});
