import { expect, test } from 'vitest';
import { drawnRange, everything, partsOf, placesOf, wholeLines } from '../../src/renderer/launcher/drawn-lines.ts';
import { fc } from '../helpers/any-input.ts';

const heights = fc.array(fc.integer({ min: 16, max: 120 }), { maxLength: 300 });
const look = fc.record({ top: fc.integer({ min: 0, max: 12_000 }), height: fc.integer({ min: 0, max: 900 }) });

test('places are where each line begins, and where the last one ends', () => {
  expect(placesOf([24, 40, 40])).toEqual([0, 24, 64, 104]);
  expect(placesOf([])).toEqual([0]);
});

test('draws every line that can be seen, however high the lines are', () => {
  fc.assert(
    fc.property(heights, look, (all, { top, height }) => {
      const places = placesOf(all);
      const { from, to } = drawnRange(places, { top, height });
      all.forEach((_, line) => {
        const [begin = 0, end = 0] = places.slice(line, line + 2);
        if (begin < top + height && end > top) expect(line >= from && line < to).toBe(true);
      });
    }),
  );
});

test('draws little more than what can be seen', () => {
  fc.assert(
    fc.property(heights, look, (all, { top, height }) => {
      const { from, to } = drawnRange(placesOf(all), { top, height });
      // 16 px is the lowest line, and 240 px are drawn above and below.
      expect(to - from).toBeLessThanOrEqual((height + 2 * 240) / 16 + 2);
    }),
  );
  expect(drawnRange(placesOf(Array.from({ length: 50 }, () => 40)), { top: 0, height: 383 })).toEqual({
    from: 0,
    to: 11,
  });
});

test('draws everything until the list was measured', () => {
  expect(drawnRange(placesOf([40, 40, 40]), everything)).toEqual({ from: 0, to: 3 });
});

test('the parts of a list are as high as all its lines, and in their order', () => {
  fc.assert(
    fc.property(heights, fc.func(fc.boolean()), (all, isDrawn) => {
      const places = placesOf(all);
      const parts = partsOf(0, all.length, places, isDrawn);
      const high = parts.reduce((sum, part) => sum + (part.line === null ? part.room : (all[part.line] ?? 0)), 0);
      expect(high).toBe(places.at(-1));
      const drawn = parts.flatMap(({ line }) => (line === null ? [] : [line]));
      expect(drawn).toEqual(all.flatMap((_, line) => (isDrawn(line) ? [line] : [])));
    }),
  );
});

test.each([
  [0, 120, 0, 2],
  [8, 120, 0, 2],
  [9, 120, 1, 2],
  [40, 80, 1, 2],
  [40, 111, 1, 2],
  [40, 112, 1, 3],
])('scrolled by %i px, of a height of %i px, lines %i to %i are whole', (top, height, first, last) => {
  expect(wholeLines(placesOf([40, 40, 40, 40]), { top, height })).toEqual({ first, last });
});

test('a short list leaves room for more whole lines', () => {
  expect(wholeLines(placesOf([40, 40]), { top: 0, height: 383 })).toEqual({ first: 0, last: 8 });
  expect(wholeLines(placesOf([]), { top: 0, height: 383 })).toEqual({ first: 0, last: 8 });
  expect(wholeLines(placesOf([24, 40]), { top: 0, height: 383 })).toEqual({ first: 0, last: 9 });
});
