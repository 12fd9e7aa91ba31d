import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttle } from '../../src/main/lib/throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function counted() {
  let count = 0;
  const work = throttle(150, () => {
    count += 1;
  });
  return { ...work, count: () => count };
}

test('runs at once, and once more at the end if it was called in between', () => {
  const { run, count } = counted();
  run();
  expect(count()).toBe(1);
  run();
  run();
  expect(count()).toBe(1);
  vi.advanceTimersByTime(150);
  expect(count()).toBe(2);
  vi.advanceTimersByTime(1_000);
  expect(count()).toBe(2);
});

test('does nothing once it is stopped, whether called before or after', () => {
  const { run, stop, count } = counted();
  run();
  run();
  stop();
  run();
  vi.advanceTimersByTime(1_000);
  run();
  expect(count()).toBe(1);
  const idle = counted();
  idle.stop();
  idle.run();
  vi.advanceTimersByTime(1_000);
  expect(idle.count()).toBe(0);
});
