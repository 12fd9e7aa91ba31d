import { expect, test } from 'vitest';
import { fragmentOf, placeOf } from '../../src/shared/settings-sections.ts';

test.each([
  { section: 'history' },
  { section: 'connections', connection: { connectionId: 'brevo0001', replaceKey: true } },
  { section: 'connections', connection: { connectionId: 'brevo0001', replaceKey: false } },
] as const)('a place is read from its fragment as it was: %o', (place) => {
  expect(placeOf(fragmentOf(place))).toEqual(place);
});

test.each(['', 'nothing', '/brevo0001'])('%j names no place', (fragment) => {
  expect(placeOf(fragment)).toBeNull();
});
