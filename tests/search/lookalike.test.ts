import { describe, expect, test } from 'vitest';
import { glance, looksAlike } from '../../src/main/search/lookalike.ts';

describe('names that are easily confused', () => {
  test.each([
    ['Acme', 'ACME'],
    ['Acme Inc.', 'Acme GmbH'],
    ['Café Zürich', 'Cafe Zurich'],
    ['Smith & Sons', 'Smith and Sons'],
    ['Globex', 'Globexx'],
    ['Northwind', 'Northwnid'],
    ['Blue River 1', 'Blue River 2'],
  ])('%s and %s', (name, other) => {
    expect(looksAlike(name, other)).toBe(true);
    expect(looksAlike(other, name)).toBe(true);
  });

  test.each([
    ['Acme', 'Globex'],
    ['Ford', 'Fork'],
    ['Northwind Traders', 'Northwind Bakery'],
    ['Acme Berlin', 'Acme Bern'],
  ])('but not %s and %s', (name, other) => {
    expect(looksAlike(name, other)).toBe(false);
  });

  test('a name that is only a legal form is still a name', () => {
    expect(glance('Group')).toBe('group');
    expect(looksAlike('Group', 'Holding')).toBe(false);
  });
});
