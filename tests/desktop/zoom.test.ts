import { describe, expect, test } from 'vitest';
import { zoomAfterKey } from '../../src/main/desktop/zoom.ts';

const press = (key: string, change: Partial<Parameters<typeof zoomAfterKey>[0]> = {}) =>
  ({ type: 'keyDown', key, control: true, meta: false, alt: false, ...change }) as const;

describe('zoom by keyboard', () => {
  test('goes in steps from 100 to 200 %, and no further', () => {
    let zoom = 1;
    const seen: number[] = [];
    for (let times = 0; times < 6; times += 1) {
      zoom = zoomAfterKey(press('+'), zoom) ?? Number.NaN;
      seen.push(zoom);
    }
    expect(seen).toEqual([1.25, 1.5, 1.75, 2, 2, 2]);
    expect(zoomAfterKey(press('-'), 1.25)).toBe(1);
    expect(zoomAfterKey(press('-'), 1)).toBe(1);
    expect(zoomAfterKey(press('0'), 1.75)).toBe(1);
  });

  test('starts from the nearest step if Chromium kept another factor', () => {
    expect(zoomAfterKey(press('='), 1.2)).toBe(1.5);
    expect(zoomAfterKey(press('-'), 0.5)).toBe(1);
  });

  test('leaves all other keys to the page', () => {
    expect(zoomAfterKey(press('a'), 1)).toBeNull();
    expect(zoomAfterKey(press('+', { control: false }), 1)).toBeNull();
    expect(zoomAfterKey(press('0', { alt: true }), 1)).toBeNull();
    expect(zoomAfterKey(press('0', { type: 'keyUp' }), 1)).toBeNull();
    expect(zoomAfterKey(press('+', { control: false, meta: true }), 1)).toBe(1.25);
  });
});
