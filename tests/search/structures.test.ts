import { expect, test } from 'vitest';
import { Dictionary } from '../../src/main/search/dictionary.ts';
import { LooseWordFinder } from '../../src/main/search/loose-words.ts';
import { nearPrefixLength } from '../../src/main/search/near-spellings.ts';
import { NumberLists } from '../../src/main/search/number-lists.ts';
import { SortedOrder } from '../../src/main/search/sorted-order.ts';
import { fc } from '../helpers/any-input.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcé'), minLength: 1, maxLength: 7 });

/** All texts that are one edit away, made in the slow way. */
function edits(text: string, letters: readonly string[]): Set<string> {
  const made = new Set<string>();
  for (let at = 0; at <= text.length; at++) {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    for (const letter of letters) {
      made.add(head + letter + tail);
      if (tail) made.add(head + letter + tail.slice(1));
    }
    if (tail) made.add(head + tail.slice(1));
    if (tail.length > 1) made.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
  }
  return made;
}

test('many lists in one array hold what was pushed and not removed', () => {
  const step = fc.record({ list: fc.nat(20), value: fc.nat(50), remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const lists = new NumberLists();
      const model = new Map<number, number[]>();
      for (const { list, value, remove } of steps) {
        const known = model.get(list) ?? [];
        model.set(list, known);
        if (!remove) {
          lists.push(list, value);
          known.push(value);
        } else if (known.includes(value)) {
          lists.remove(list, value);
          known.splice(known.indexOf(value), 1);
        }
      }
      for (const [list, known] of model) {
        const start = lists.startOf(list);
        const held = Array.from(lists.values.subarray(start, start + lists.lengthOf(list)));
        expect(held.sort()).toEqual(known.sort());
      }
    }),
  );
});

test('a sorted order stays sorted after any additions and removals, even if numbers are used again for other texts', () => {
  const step = fc.record({ number: fc.nat(12), text: word, settle: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), word, (steps, prefix) => {
      const texts: string[] = [];
      const order = new SortedOrder(texts);
      const held = new Set<number>();
      for (const { number, text, settle } of steps) {
        if (held.delete(number)) order.remove(number);
        else {
          texts[number] = text;
          order.add(number);
          held.add(number);
        }
        if (settle) order.settle();
      }
      order.settle();
      const shown = Array.from(order.numbers.subarray(0, order.length), (number) => texts[number] ?? '');
      expect(shown).toEqual([...held].map((number) => texts[number] ?? '').sort((a, b) => (a < b ? -1 : 1)));
      const from = order.firstWith(prefix);
      const slice = shown.slice(from, order.endOf(prefix, from));
      expect(slice).toEqual(shown.filter((text) => text.startsWith(prefix)));
    }),
  );
});

test('near spellings are exactly the words that start with the typed letters after one edit', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 1, maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'abcé'), minLength: 5, maxLength: 7 }),
      (words, typed) => {
        const dictionary = new Dictionary();
        for (const each of words) dictionary.add(each, 0);
        dictionary.order.settle();
        const { whole, fronts } = new LooseWordFinder(dictionary).nearTo(typed, false);
        const found = new Set([...whole, ...fronts].map((number) => dictionary.wordOf(number)));
        const made = [...edits(typed, ['a', 'b', 'c', 'é'])];
        for (const each of words) {
          const isNear = made.some((edited) => each.startsWith(edited));
          expect(found.has(each), `${each} for ${typed}`).toBe(isNear);
          if (!each.startsWith(typed)) expect(nearPrefixLength(typed, each) > 0, `${each} for ${typed}`).toBe(isNear);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('parts of words are found anywhere but at the front, even after words were removed', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 2, maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'abc'), minLength: 3, maxLength: 4 }),
      (words, part) => {
        const dictionary = new Dictionary();
        const numbers = words.map((each) => dictionary.add(each, 7));
        const kept = words.filter((_each, index) => index % 2 === 0);
        for (const [index, number] of numbers.entries()) if (index % 2 === 1) dictionary.remove(number, 7);
        const found = new LooseWordFinder(dictionary).partsOf(part).map((number) => dictionary.wordOf(number));
        expect([...new Set(found)].sort()).toEqual(kept.filter((each) => each.indexOf(part, 1) > 0).sort());
      },
    ),
  );
});
