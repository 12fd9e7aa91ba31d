import { describe, expect, test } from 'vitest';
import { fold, foldInPlace, foldSpelledOut, foldWithOrigins, initialsOf, wordsOf } from '../../src/main/search/fold.ts';
import { fc } from '../helpers/any-input.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."aZ 9.&-'ßé\u0301İﬁ北😀\ud800,"), maxLength: 40 }),
);

describe('folding', () => {
  test.each([
    ['Blue North Coffee', 'blue north coffee'],
    ['  Smith &  Sons, Ltd. ', 'smith and sons ltd'],
    ['H&M', 'h and m'],
    ['Straße Ærø Łódź Đakovo Þing Œuvre', 'strasse aero lodz dakovo thing oeuvre'],
    ['ÀÉÎÕÜ ñ ç ž İ ı', 'aeiou n c z i i'],
    ['e\u0301te\u0301', 'ete'],
    ["O'Brien’s", 'obriens'],
    ['S.p.A. and e.on U.S.A', 'spa and e on usa'],
    ['jane.doe@acme-corp.co.uk', 'jane doe acme corp co uk'],
    ['Acme™ Ｗide ＆ № 5', 'acme wide and no 5'],
    ['北方咖啡', '北 方 咖 啡'],
    ['😀', ''],
    ['', ''],
  ])('%j is %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('is single-spaced lower case without end spaces, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        expect(folded).not.toMatch(/^ | $| {2}|[A-Z]/);
        expect(folded).toBe(foldWithOrigins(text).text);
      }),
      { numRuns: 3_000 },
    );
  });

  test('of a folded text is itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 3_000 },
    );
  });

  test('knows the origin of each letter, never inside a surrogate pair', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: folded, starts, ends } = foldWithOrigins(text);
        expect(starts).toHaveLength(folded.length);
        expect(ends).toHaveLength(folded.length);
        let before = 0;
        for (let unit = 0; unit < folded.length; unit++) {
          const [start = -1, end = -1] = [starts[unit], ends[unit]];
          if (folded[unit] === ' ') continue;
          expect(start).toBeGreaterThanOrEqual(before);
          before = start;
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end).isWellFormed() || !text.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('leaves each letter where it is, if it says so', () => {
    const plainText = fc.string({ unit: fc.constantFrom(...'aZ 9.@-_İK'), maxLength: 20 });
    let inPlace = 0;
    fc.assert(
      fc.property(fc.oneof(plainText, anyText), (text) => {
        const inPlaceText = foldInPlace(text);
        if (inPlaceText === null) return;
        inPlace++;
        const { text: folded, starts, ends } = foldWithOrigins(text);
        expect(inPlaceText).toBe(folded);
        expect(foldSpelledOut(text)).toBe('');
        expect(folded).toHaveLength(text.length);
        for (let unit = 0; unit < folded.length; unit++) {
          if (folded[unit] !== ' ') expect([starts[unit], ends[unit]]).toEqual([unit, unit + 1]);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(inPlace).toBeGreaterThan(100);
  });
});

test('initials leave out "and", and one word has none', () => {
  const initials = (name: string): string => initialsOf(wordsOf(fold(name)));
  expect(initials('Blue North Coffee')).toBe('bnc');
  expect(initials('Marks & Spencer')).toBe('ms');
  expect(initials('Acme')).toBe('');
  expect(initials('Acme &')).toBe('');
});
