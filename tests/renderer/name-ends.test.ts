import { expect, test } from 'vitest';
import { nameEnds } from '../../src/renderer/launcher/name-ends.ts';
import { fc } from '../helpers/any-input.ts';

// Which letters of a long name are kept when it is cut: those that no other name of the list has at that place.

const partsOf = (...names: readonly string[]): string[] => {
  const ends = nameEnds(names);
  return names.map((name) => `${name.slice(0, ends.get(name))}|${ends.has(name) ? name.slice(ends.get(name)) : ''}`);
};

test('two names that differ in their last word keep that word', () => {
  expect(partsOf('The Law Offices of John A. Example East', 'The Law Offices of John A. Example West')).toEqual([
    'The Law Offices of John A. Example| East',
    'The Law Offices of John A. Example| West',
  ]);
});

test('what differs in the middle is kept, with what follows', () => {
  expect(
    partsOf('Contoso Holdings of the North, Berlin office', 'Contoso Holdings of the South, Berlin office'),
  ).toEqual(['Contoso Holdings of the| North, Berlin office', 'Contoso Holdings of the| South, Berlin office']);
});

test('of several differences the first is kept if there is room for the rest, else the last', () => {
  expect(partsOf('Contoso Holding Berlin 1', 'Contoso Holding Berlin 2', 'Contoso Holding Munich 1')).toEqual([
    'Contoso Holding| Berlin 1',
    'Contoso Holding| Berlin 2',
    'Contoso Holding| Munich 1',
  ]);
  const long = 'Contoso Holding International Marketing and Sales';
  expect(partsOf(`${long} Berlin`, `${long} Munich`, 'Contoso Holding Group')).toEqual([
    `${long}| Berlin`,
    `${long}| Munich`,
    'Contoso Holding| Group',
  ]);
});

test('names that begin differently, or that no other begins like, are left alone', () => {
  expect(partsOf('Acme East', 'Acme West', 'Globex Shipping of the North')).toEqual([
    'Acme East|',
    'Acme West|',
    'Globex Shipping of the North|',
  ]);
  expect(partsOf('Contoso Holding Group', 'Contoso Holding Group')).toEqual([
    'Contoso Holding Group|',
    'Contoso Holding Group|',
  ]);
});

test('a name without spaces is divided where it differs, never within a letter', () => {
  expect(partsOf('株式会社東日本旅客鉄道広域サービス', '株式会社東日本旅客鉄道広域システム')).toEqual([
    '株式会社東日本旅客鉄道広域|サービス',
    '株式会社東日本旅客鉄道広域|システム',
  ]);
  const word = 'Donaudampfschifffahrtsgesellschaft';
  expect(partsOf(`${word}e\u0301`, `${word}e\u0300`)).toEqual([`${word}|e\u0301`, `${word}|e\u0300`]);
  expect(partsOf(`${word}👩‍🔧`, `${word}👩‍🔬`)).toEqual([`${word}|👩‍🔧`, `${word}|👩‍🔬`]);
});

test('whatever the names are, the parts together are the name, and each part is text of whole letters', () => {
  const name = fc
    .array(fc.constantFrom('Contoso', 'Holding', 'Berlin', ' ', '  ', '東', 'e\u0301', '👩‍🔧', '\u{1F600}', 'ab'), {
      maxLength: 14,
    })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      for (const [one, at] of nameEnds(names)) {
        expect(names).toContain(one);
        expect(at).toBeGreaterThan(0);
        expect(at).toBeLessThan(one.length);
        expect(one.slice(0, at).isWellFormed() && one.slice(at).isWellFormed()).toBe(true);
      }
    }),
  );
});
