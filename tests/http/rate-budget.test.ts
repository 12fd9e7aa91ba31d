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

  test('previews get a fifth of the hundred, and the others theirs', () => {
    const { budget, clock, spend } = budgetWith();
    expect(spend('preview', 200)).toBe(20);
    expect(budget.take('preview')).toEqual(refusedUntil('2026-11-21T14:05:00.000Z'));
    expect(spend('background', 200)).toBe(60);
    expect(spend('foreground', 200)).toBe(10);
    clock.ms += 3_600_000;
    expect(spend('background', 75)).toBe(75);
    // What background work has left.
    expect(spend('preview', 200)).toBe(5);
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

  test('say what a fifth of the limit is', () => {
    const { spend } = budgetWith({ parseRateLimitHeaders });
    expect(spend('preview', 1, brevoHeaders(600, 599, 1_800))).toBe(1);
    expect(spend('preview', 1_000)).toBe(119);
  });

  test('include what others spend with the same key', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    spend('background', 1, brevoHeaders(100, 12, 60));
    expect(budget.take('background').granted).toBe(false);
    expect(budget.take('foreground').granted).toBe(true);
  });

  test('with nothing left stop all but log-ins: the provider may count those elsewhere', () => {
    const { budget, clock, spend } = budgetWith({ parseRateLimitHeaders });
    spend('foreground', 1, brevoHeaders(100, 0, 120));
    expect(budget.take('foreground')).toEqual(refusedUntil('2026-11-21T13:07:00.000Z'));
    expect(spend('log-in', 5, brevoHeaders(100, 0, 120))).toBe(5);
    clock.ms += 120_000;
    expect(budget.take('foreground').granted).toBe(true);
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
  const refuse = (budget: RateBudget, headers: HttpHeaders = {}, priority: Priority = 'background'): void => {
    const permit = budget.take(priority);
    if (permit.granted) permit.settle({ status: 429, headers });
  };

  test('to other requests stops those, and no log-in', () => {
    const { budget } = budgetWith();
    refuse(budget, { 'retry-after': ['90'] });
    for (const priority of ['background', 'foreground'] as const)
      expect(budget.take(priority)).toEqual(refusedUntil('2026-11-21T13:06:30.000Z'));
    expect(budget.take('log-in').granted).toBe(true);
  });

  test('to a log-in makes the next log-in wait, and nothing else', () => {
    const { budget } = budgetWith();
    refuse(budget, { 'retry-after': ['90'] }, 'log-in');
    expect(budget.take('log-in')).toEqual(refusedUntil('2026-11-21T13:06:30.000Z'));
    expect(budget.retryAt('log-in')).toBe('2026-11-21T13:06:30.000Z');
    expect(budget.take('background').granted).toBe(true);
  });

  test('with rate headers rests until the period ends', () => {
    const { budget } = budgetWith({ parseRateLimitHeaders: brevo.parseRateLimitHeaders });
    refuse(budget, brevoHeaders(100, 0, 1_200));
    expect(budget.take('foreground')).toEqual(refusedUntil('2026-11-21T13:25:00.000Z'));
  });

  test('without either rests for a minute', () => {
    const { budget } = budgetWith();
    refuse(budget);
    expect(budget.take('foreground')).toEqual(refusedUntil('2026-11-21T13:06:00.000Z'));
    expect(budget.retryAt('foreground')).toBe('2026-11-21T13:06:00.000Z');
  });

  describe.each(['background', 'log-in'] as const)('to each request in a row (%s)', (priority) => {
    test.each<[string, HttpHeaders]>([
      ['Retry-After 0', { 'retry-after': ['0'] }],
      ['a negative Retry-After', { 'retry-after': ['-5'] }],
      ['a fraction', { 'retry-after': ['1.5'] }],
      ['a date in the past', { 'retry-after': ['Thu, 01 Jan 1970 00:00:00 GMT'] }],
      ['a word', { 'retry-after': ['soon'] }],
      ['an hour that is written as 1', brevoHeaders(100, 0, 1)],
      ['requests that are said to be left', brevoHeaders(100, 99, 1)],
      ['nothing', {}],
    ])('is no storm with %s: seven requests in an hour, and then one an hour', (_, headers) => {
      const { budget, clock } = budgetWith({ parseRateLimitHeaders: brevo.parseRateLimitHeaders });
      const sentAt: number[] = [];
      while (clock.ms < start + 24 * 3_600_000) {
        const permit = budget.take(priority);
        if (permit.granted) {
          sentAt.push(clock.ms);
          permit.settle({ status: 429, headers });
        }
        const next = Date.parse(budget.retryAt(priority));
        expect(next).toBeGreaterThan(clock.ms);
        clock.ms = next;
      }
      expect(sentAt.filter((ms) => ms < start + 3_600_000).length).toBeLessThanOrEqual(7);
      const rests = sentAt.slice(1).map((ms, index) => ms - (sentAt[index] ?? 0));
      for (const [index, rest] of rests.entries())
        expect(rest).toBeGreaterThanOrEqual(Math.min(3_600_000, 15_000 * 2 ** (index + 1)));
      expect(Math.max(...rests)).toBe(3_600_000);
    });
  });

  test('is believed if it asks for more than that, up to an hour', () => {
    const { budget } = budgetWith();
    refuse(budget, { 'retry-after': ['Sat, 21 Nov 2026 13:45:00 GMT'] });
    expect(budget.retryAt('background')).toBe('2026-11-21T13:45:00.000Z');
    const { budget: other } = budgetWith();
    refuse(other, { 'retry-after': ['86400'] });
    expect(other.retryAt('background')).toBe('2026-11-21T14:05:00.000Z');
  });

  test('to several requests that were under way together counts once', () => {
    const { budget } = budgetWith();
    const permits = Array.from({ length: 4 }, () => budget.take('background'));
    for (const permit of permits) if (permit.granted) permit.settle({ status: 429, headers: { 'retry-after': ['0'] } });
    expect(budget.retryAt('background')).toBe('2026-11-21T13:05:30.000Z');
  });

  test('is not over because an older request gets its reply', () => {
    const { budget } = budgetWith();
    const older = budget.take('background');
    refuse(budget);
    if (older.granted) older.settle({ status: 200, headers: {} });
    expect(budget.take('background').granted).toBe(false);
  });

  test('after a reply that was none begins anew', () => {
    const { budget, clock, spend } = budgetWith();
    for (const _ of [1, 2, 3]) {
      refuse(budget, { 'retry-after': ['0'] });
      clock.ms = Date.parse(budget.retryAt('background'));
    }
    expect(spend('background', 1)).toBe(1);
    refuse(budget, { 'retry-after': ['0'] });
    expect(Date.parse(budget.retryAt('background')) - clock.ms).toBe(30_000);
  });

  test('holds nothing back for longer after the clock was set back', () => {
    const { budget, clock } = budgetWith();
    refuse(budget, { 'retry-after': ['60'] });
    clock.ms -= 24 * 3_600_000;
    expect(budget.take('background').granted).toBe(true);
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
      clock.ms = Date.parse(budget.retryAt('background'));
      hours += 1;
    }
  }
  expect(hours).toBe(1);
});
