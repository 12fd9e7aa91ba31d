import { expect, test } from 'vitest';
import { Frecency } from '../../src/main/accounts/frecency.ts';
import type { Usage } from '../../src/main/directory/ledger/reader.ts';

const now = Date.parse('2026-11-26T10:00:00.000Z');
const dayMs = 24 * 60 * 60_000;
const daysAgo = (days: number): string => new Date(now - days * dayMs).toISOString();

const frecencyOf = (usage: Record<string, Usage>): Frecency =>
  new Frecency({ usage: () => new Map(Object.entries(usage)) }, () => now);

test('more and later openings count more, and half as much after two weeks', () => {
  const frecency = frecencyOf({
    often: { count: 20, lastAt: daysAgo(0) },
    once: { count: 1, lastAt: daysAgo(0) },
    before: { count: 20, lastAt: daysAgo(14) },
  });
  expect(frecency.of('often')).toBeGreaterThan(frecency.of('once'));
  expect(frecency.of('before')).toBeCloseTo(frecency.of('often') / 2);
  expect(frecency.of('never')).toBe(0);
});

test('a time later than now is no time', () => {
  const frecency = frecencyOf({
    ahead: { count: 20, lastAt: daysAgo(-365) },
    unknown: { count: 20, lastAt: null },
    once: { count: 1, lastAt: daysAgo(60) },
  });
  expect(frecency.of('ahead')).toBe(0);
  expect(frecency.of('unknown')).toBe(0);
  expect(frecency.of('once')).toBeGreaterThan(0);
  expect([...frecency.accountIds()]).toEqual(['ahead', 'unknown', 'once']);
});

test('after the clock was put right, the times before it count again', () => {
  const ahead = now + 365 * dayMs;
  let clock = ahead;
  const times = [daysAgo(1), new Date(ahead).toISOString()];
  const usage = () => {
    const lastAt = times.findLast((at) => Date.parse(at) <= clock) ?? null;
    return new Map([['a', { count: 2, lastAt }]]);
  };
  const frecency = new Frecency({ usage }, () => clock);
  expect(frecency.of('a')).toBeGreaterThan(0);
  clock = now;
  expect(frecency.of('a')).toBeGreaterThan(0);
});
