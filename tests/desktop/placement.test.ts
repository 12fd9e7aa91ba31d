import { describe, expect, test } from 'vitest';
import { isReachable, launcherSize, placeLauncher } from '../../src/main/desktop/placement.ts';
import { fc } from '../helpers/any-input.ts';

const wished = { width: 720, height: 480 };

test.each([
  [1366, 920],
  [960, 920],
  [959, 720],
])('in a work area of a width of %i the launcher is %i wide', (available, width) => {
  expect(launcherSize({ x: 0, y: 0, width: available, height: 700 })).toEqual({ width, height: 480 });
});

describe('the place of the launcher', () => {
  test('is centred, a fifth of the way down', () => {
    const place = placeLauncher(wished, { x: 0, y: 0, width: 1920, height: 1040 });
    expect(place).toEqual({ x: 600, y: 208, width: 720, height: 480 });
  });

  test('is on the display to the left and above, where coordinates are negative', () => {
    const place = placeLauncher(wished, { x: -2560, y: -400, width: 2560, height: 1400 });
    expect(place).toEqual({ x: -1640, y: -120, width: 720, height: 480 });
  });

  test('moves up rather than over the lower edge of a low screen', () => {
    const area = { x: 0, y: 25, width: 1280, height: 540 };
    const place = placeLauncher(wished, area);
    expect(place.height).toBe(480);
    expect(place.y).toBe(25 + 52);
  });

  test('shrinks where the work area is smaller than it', () => {
    expect(placeLauncher(wished, { x: 0, y: 0, width: 400, height: 300 })).toEqual({
      x: 8,
      y: 8,
      width: 384,
      height: 284,
    });
  });

  test('stays wholly inside any work area, in whole pixels, at any zoom', () => {
    fc.assert(
      fc.property(
        fc.record({
          x: fc.integer({ min: -20_000, max: 20_000 }),
          y: fc.integer({ min: -20_000, max: 20_000 }),
          width: fc.integer({ min: 1, max: 10_000 }),
          height: fc.integer({ min: 1, max: 10_000 }),
        }),
        fc.constantFrom(1, 1.25, 1.5, 1.75, 2),
        (area, zoom) => {
          const place = placeLauncher({ width: wished.width * zoom, height: wished.height * zoom }, area);
          expect(Object.values(place).every(Number.isInteger)).toBe(true);
          expect(place.x).toBeGreaterThanOrEqual(area.x);
          expect(place.y).toBeGreaterThanOrEqual(area.y);
          expect(place.x + place.width).toBeLessThanOrEqual(area.x + area.width);
          expect(place.y + place.height).toBeLessThanOrEqual(area.y + area.height);
          expect(place.y - area.y).toBeLessThanOrEqual(area.height / 3);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a window that is opened where it last stood', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };

  test('counts as reachable while its title bar can be seen and dragged', () => {
    expect(isReachable({ x: 1700, y: 900, width: 920, height: 660 }, [screen])).toBe(true);
  });

  test('does not when its display is gone', () => {
    expect(isReachable({ x: 2400, y: 100, width: 920, height: 660 }, [screen])).toBe(false);
  });

  test('does not when its title bar is above or below every display', () => {
    expect(isReachable({ x: 100, y: -60, width: 920, height: 660 }, [screen])).toBe(false);
    expect(isReachable({ x: 100, y: 1030, width: 920, height: 660 }, [screen])).toBe(false);
  });
});
