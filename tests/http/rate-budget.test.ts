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
  /** Sends as many as it may, each answered with these headers; tells how many. */
  const spend = (priority: Priority, most: number, headers: HttpHeaders = {}): number => {
    let sent = 0;
    for (; sent < most; sent += 1) {
      const turn = budget.take(priority);
      if (!turn.taken) break;
      turn.settle({ status: 200, headers });
    }
    return sent;
  };
  return { budget, clock, spend };
}

const brevoHeaders = (limit: number, remaining: number, reset: number): HttpHeaders => ({
  'x-sib-ratelimit-limit': [String(limit)],
  'x-sib-ratelimit-remaining': [String(remaining)],
  'x-sib-ratelimit-reset': [String(reset)],
});

describe('before the provider has told anything', () => {
  test("Brevo's documented hundred an hour: background stops at 80, a person's reading at 90, a log-in never", () => {
    const { budget, spend } = budgetWith({ defaultPerHour: brevo.defaultBudgetPerHour });
    expect(spend('background', 200)).toBe(80);
    expect(spend('foreground', 200)).toBe(10);
    expect(spend('log-in', 200)).toBe(200);
    expect(budget.resumesAt('log-in')).toBeNull();
  });

  test('tells when work goes on, and then it does', () => {
    const { budget, clock, spend } = budgetWith();
    spend('background', 200);
    expect(budget.resumesAt('background')).toBe('2026-11-21T14:05:00.000Z');
    expect(budget.resumesAt('foreground')).toBeNull();
    expect(budget.take('background')).toEqual({ taken: false, retryAt: '2026-11-21T14:05:00.000Z' });
    clock.ms += 3_600_000;
    expect(budget.resumesAt('background')).toBeNull();
    expect(spend('background', 200)).toBe(80);
  });

  test('no limit is known for sample customers', () => {
    const { spend } = budgetWith({ defaultPerHour: null });
    expect(spend('background', 5_000)).toBe(5_000);
  });
});

describe('what replies tell', () => {
  const { parseRateLimitHeaders } = brevo;

  test('beats the default: a plan with 600 an hour, with 20 kept for each who comes first', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    expect(spend('background', 1, brevoHeaders(600, 599, 1_800))).toBe(1);
    expect(spend('background', 1_000)).toBe(559);
    expect(budget.resumesAt('background')).toBe('2026-11-21T13:35:00.000Z');
  });

  test('counts what others spend of the same key', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    spend('background', 1, brevoHeaders(100, 12, 60));
    expect(budget.take('background').taken).toBe(false);
    expect(budget.take('foreground').taken).toBe(true);
  });

  test('nothing left: even a log-in is told when to come back, for the provider would refuse it', () => {
    const { budget, clock, spend } = budgetWith({ parseRateLimitHeaders });
    spend('log-in', 1, brevoHeaders(100, 0, 120));
    expect(budget.take('log-in')).toEqual({ taken: false, retryAt: '2026-11-21T13:07:00.000Z' });
    clock.ms += 120_000;
    expect(budget.take('log-in').taken).toBe(true);
  });

  test('does not count what is still on its way; that is taken off', () => {
    const { budget } = budgetWith({ parseRateLimitHeaders });
    const turns = Array.from({ length: 5 }, () => budget.take('background'));
    const [first] = turns;
    if (first?.taken) first.settle({ status: 200, headers: brevoHeaders(100, 24, 600) });
    // 24 left by their count, four more on their way: 20 is what background keeps its hands off.
    expect(budget.take('background').taken).toBe(false);
  });

  test('a request that never got an answer is counted as spent', () => {
    const { budget, spend } = budgetWith();
    const turn = budget.take('background');
    if (turn.taken) turn.settle(null);
    expect(spend('background', 200)).toBe(79);
    expect(budget.resumesAt('background')).not.toBeNull();
  });

  test('in nonsense is left aside', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    for (const headers of [
      { 'x-sib-ratelimit-remaining': ['none'], 'x-sib-ratelimit-reset': ['12'] },
      { 'x-sib-ratelimit-remaining': ['-5'], 'x-sib-ratelimit-reset': ['12'] },
      { 'x-sib-ratelimit-remaining': ['5'] },
      { 'x-sib-ratelimit-remaining': [], 'x-sib-ratelimit-reset': [] },
    ]) {
      spend('foreground', 1, headers);
    }
    expect(budget.resumesAt('foreground')).toBeNull();
    expect(budget.resumesAt('background')).toBeNull();
  });

  test('in other units than documented holds work back for an hour at most', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    spend('background', 1, brevoHeaders(100, 0, 1_795_266_300));
    expect(budget.resumesAt('background')).toBe('2026-11-21T14:05:00.000Z');
  });
});

describe("SendGrid's epoch seconds", () => {
  const { parseRateLimitHeaders } = sendgrid;
  const headers = (date: string | null): HttpHeaders => ({
    'x-ratelimit-limit': ['600'],
    'x-ratelimit-remaining': ['0'],
    'x-ratelimit-reset': [String(start / 1000 + 60)],
    ...(date ? { date: [date] } : {}),
  });

  test('are read by their clock, so that a wrong one here does no harm', () => {
    const wrong = start - 7 * 3_600_000;
    const { budget } = budgetWith({ parseRateLimitHeaders, now: () => wrong });
    const turn = budget.take('background');
    if (turn.taken) turn.settle({ status: 200, headers: headers(new Date(start).toUTCString()) });
    expect(budget.resumesAt('background')).toBe(new Date(wrong + 60_000).toISOString());
  });

  test('are read by ours where the reply has no date', () => {
    const { budget, spend } = budgetWith({ parseRateLimitHeaders });
    spend('background', 1, headers(null));
    expect(budget.resumesAt('background')).toBe('2026-11-21T13:06:00.000Z');
  });

  test('hold for one endpoint: used up profiles do not stop a log-in', () => {
    const { budget } = budgetWith({ parseRateLimitHeaders });
    const turn = budget.take('background', 'profile');
    if (turn.taken) turn.settle({ status: 200, headers: headers(null) });
    expect(budget.take('background', 'profile').taken).toBe(false);
    expect(budget.take('background', 'accounts').taken).toBe(true);
    expect(budget.take('log-in', 'sso').taken).toBe(true);
  });
});

describe('a 429', () => {
  const refuse = (budget: RateBudget, headers: HttpHeaders): void => {
    const turn = budget.take('background');
    if (turn.taken) turn.settle({ status: 429, headers });
  };

  test('with Retry-After stops everything until then', () => {
    const { budget } = budgetWith();
    refuse(budget, { 'retry-after': ['90'] });
    for (const priority of ['background', 'foreground', 'log-in'] as const) {
      expect(budget.resumesAt(priority)).toBe('2026-11-21T13:06:30.000Z');
    }
  });

  test('with rate headers stops everything until the period ends', () => {
    const { budget } = budgetWith({ parseRateLimitHeaders: brevo.parseRateLimitHeaders });
    refuse(budget, brevoHeaders(100, 0, 1_200));
    expect(budget.resumesAt('log-in')).toBe('2026-11-21T13:25:00.000Z');
  });

  test('that says nothing rests all but log-ins for a minute', () => {
    const { budget } = budgetWith();
    refuse(budget, {});
    expect(budget.resumesAt('foreground')).toBe('2026-11-21T13:06:00.000Z');
    expect(budget.resumesAt('log-in')).toBeNull();
    expect(budget.retryAt()).toBe('2026-11-21T13:06:00.000Z');
  });
});

test('tells its listeners when an answer changes, and only then', () => {
  const { budget, spend } = budgetWith();
  const heard: (string | null)[] = [];
  const stop = budget.onChange(() => heard.push(budget.resumesAt('background')));
  spend('background', 79);
  expect(heard).toEqual([]);
  spend('background', 1);
  expect(heard).toEqual(['2026-11-21T14:05:00.000Z']);
  stop();
  spend('foreground', 10);
  expect(heard).toHaveLength(1);
});

test('a first list of 5,000 at Brevo fits into two periods, with log-ins going through all the while', () => {
  const { budget, clock, spend } = budgetWith({ defaultPerHour: brevo.defaultBudgetPerHour });
  const pages = 102;
  let read = 0;
  let hours = 0;
  while (read < pages) {
    read += spend('background', pages - read);
    expect(budget.take('log-in').taken).toBe(true);
    if (read < pages) {
      clock.ms = Date.parse(budget.resumesAt('background') ?? '');
      hours += 1;
    }
  }
  expect(hours).toBe(1);
});
