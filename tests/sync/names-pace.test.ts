import { expect, test } from 'vitest';
import { NamesPace } from '../../src/main/sync/names-pace.ts';

const start = Date.parse('2026-11-27T09:00:00.000Z');
const second = 1_000;
const minute = 60 * second;

test('is unknown until some names have come, and then says how long the others take', () => {
  const pace = new NamesPace();
  expect(pace.minutesLeft(start, 3_000)).toBeNull();
  expect(pace.minutesLeft(start + second, 2_994)).toBeNull();
  expect(pace.minutesLeft(start + 10 * second, 2_940)).toBe(8);
  expect(pace.minutesLeft(start + 470 * second, 180)).toBe(1);
});

test('counts the time for which the provider’s limit held it back', () => {
  const pace = new NamesPace();
  let left = 3_000;
  let said: number | null = null;
  // 80 names in ten seconds, then nothing until the minute is over.
  for (let at = start; at < start + 6 * minute; at += minute) {
    pace.minutesLeft(at, left);
    left -= 80;
    said = pace.minutesLeft(at + 10 * second, left);
  }
  expect(left).toBe(2_520);
  expect(said).toBeGreaterThan(24);
  expect(said).toBeLessThan(36);
});

test('follows a pace that changes', () => {
  const pace = new NamesPace();
  let [at, left] = [start, 10_000];
  const fiveMinutes = (namesASecond: number): number => {
    let said = 0;
    for (let passed = 0; passed < 5 * minute; passed += second) {
      at += second;
      left -= namesASecond;
      said = pace.minutesLeft(at, left) ?? 0;
    }
    return said;
  };
  expect(fiveMinutes(6)).toBe(Math.round(8_200 / 6 / 60));
  expect(fiveMinutes(1)).toBe(Math.round(7_900 / 60));
});

test('begins anew if the clock was set back or customers were added', () => {
  const pace = new NamesPace();
  pace.minutesLeft(start, 100);
  pace.minutesLeft(start + minute, 40);
  expect(pace.minutesLeft(start - minute, 30)).toBeNull();
  expect(pace.minutesLeft(start, 20)).toBe(2);
  expect(pace.minutesLeft(start + minute, 500)).toBeNull();
});

test('is unknown while no name comes', () => {
  const pace = new NamesPace();
  pace.minutesLeft(start, 100);
  expect(pace.minutesLeft(start + minute, 100)).toBeNull();
});
