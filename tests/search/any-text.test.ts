import { expect, test } from 'vitest';
import { fold } from '../../src/main/search/fold.ts';
import { type Hit, SearchIndex } from '../../src/main/search/search-index.ts';
import { fc } from '../helpers/any-input.ts';
import { searchable } from '../helpers/searchables.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'blue north& ß12.-é\u0301\ud83d\ude00北\u0000\u0001'), maxLength: 30 }),
);

function expectSound({ text, ranges }: Hit): void {
  let before = -1;
  for (const [from, to] of ranges) {
    // Ranges that touch must be one range.
    expect(from).toBeGreaterThan(before);
    expect(to).toBeGreaterThan(from);
    expect(to).toBeLessThanOrEqual(text.length);
    for (const edge of [from, to]) {
      const splitsPair = /[\ud800-\udbff]/.test(text.charAt(edge - 1)) && /[\udc00-\udfff]/.test(text.charAt(edge));
      expect(splitsPair).toBe(false);
    }
    before = to;
  }
}

test('any text can be a name and can be typed: nothing throws, and the marks are within the text', () => {
  const index = new SearchIndex();
  let row = 0;
  fc.assert(
    fc.property(anyText, anyText, (name, typed) => {
      row = (row + 1) % 500;
      index.put(
        searchable(`id-${row}-${name.slice(0, 8)}`, {
          name,
          aliases: [typed],
          email: name,
          domain: typed,
          tags: [name],
        }),
      );
      for (const text of [typed, name, `${typed} ${name}`.slice(0, 200)]) {
        const hits = index.search(text, { limit: 10 });
        for (const hit of hits) expectSound(hit);
        if (fold(name) !== '' && text === name && hits.length < 10) expect(hits.length).toBeGreaterThan(0);
      }
      if (index.size > 500) index.remove(`main/id-${row}-${name.slice(0, 8)}`);
    }),
    { numRuns: 3_400 },
  );
}, 120_000);

test('what is marked is what was typed', () => {
  const word = fc.constantFrom('Blue', 'Nörth', 'Coffee', 'SØN', 'Łódź', 'a1', 'Té', 'O’Brien', 'x-ray');
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), (words, at, cut) => {
      const index = new SearchIndex();
      index.put(searchable('77', { name: words.join(' ') }));
      const chosen = fold(words[at % words.length] ?? '').split(' ')[0] ?? '';
      const typed = chosen.slice(0, 1 + (cut % chosen.length));
      const [hit] = index.search(typed, { limit: 1 });
      expect(hit?.field).toBe('name');
      expect(hit?.ranges.map(([from, to]) => fold(hit.text.slice(from, to)))).toEqual([typed]);
    }),
    { numRuns: 1_000 },
  );
});
