import { describe, expect, test } from 'vitest';
import { SearchIndex } from '../../src/main/search/search-index.ts';
import { searchable } from '../helpers/searchables.ts';

const index = new SearchIndex();
const names = ['Acme Events', 'Tea Shop', 'Corner Shop ☕', 'Hearts ♥', '👩‍👩‍👧', '***', 'Berlin 🇩🇪'];
for (const name of names) index.put(searchable(name, { name, email: `office@${names.indexOf(name)}.example` }));
index.put(searchable('Noted', { name: 'Noted', note: 'likes 🍕' }));

/** All of them were opened lately. */
const boosted = [...names, 'Noted'].map((name) => `main/${name}`);
const found = (typed: string): string[] =>
  index.search(typed, { limit: 50, boost: () => 1, boosted }).map(({ accountId }) => accountId.slice('main/'.length));

describe('a picture or a sign finds only customers who have it, whichever was opened lately', () => {
  test.each([
    ['🙂', []],
    ['🎉🎉', []],
    ['☎', []],
    ['✓', []],
    ['™', []],
    ['?!', []],
    ['…', []],
    ['🇩🇰', []],
    ['♥', ['Hearts ♥']],
    ['🍕', ['Noted']],
    ['☕', ['Corner Shop ☕']],
    ['🇩🇪', ['Berlin 🇩🇪']],
    ['👩‍👩‍👧', ['👩‍👩‍👧']],
    ['***', ['***']],
  ])('%s', (typed, wanted) => {
    expect(found(typed)).toEqual(wanted);
  });
});

describe('a picture beside a word counts', () => {
  test.each([
    ['☕ shop', ['Corner Shop ☕']],
    ['shop ☕', ['Corner Shop ☕']],
    ['acme 🎉', []],
    ['acme ♥', []],
    ['noted 🍕', ['Noted']],
  ])('%s', (typed, wanted) => {
    expect(found(typed)).toEqual(wanted);
  });
});
