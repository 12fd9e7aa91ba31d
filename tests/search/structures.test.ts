import { describe, expect, test } from 'vitest';
import { Dictionary } from '../../src/main/search/dictionary.ts';
import { LooseWordFinder } from '../../src/main/search/loose-words.ts';
import { nearPrefixLength } from '../../src/main/search/near-spellings.ts';
import { NumberLists } from '../../src/main/search/number-lists.ts';
import { NumbersByText } from '../../src/main/search/numbers-by-text.ts';
import { keyAfter, sortKeyOf } from '../../src/main/search/sort-key.ts';
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
  const step = fc.record({ list: fc.nat(20), value: fc.nat(50), remove: fc.boolean(), fill: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const lists = new NumberLists();
      const model = new Map<number, number[]>();
      for (const { list, value, remove, fill } of steps) {
        const known = model.get(list) ?? [];
        model.set(list, known);
        if (fill) {
          const values = Array.from({ length: value % 20 }, (_, at) => at);
          lists.clear(list);
          lists.fill(list, values);
          known.splice(0, known.length, ...values);
          expect(lists.lastOf(list)).toBe(values.at(-1));
        } else if (!remove) {
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

test('texts have their numbers, whatever was added and deleted, and however many there are', () => {
  // Many more than fit before it grows, and texts that share slots.
  const step = fc.record({ text: fc.nat(600).map((number) => number.toString(7)), isAdded: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 1_500, size: 'max' }), (steps) => {
      const texts: string[] = [];
      const numbers = new NumbersByText(texts);
      const model = new Map<string, number>();
      for (const { text, isAdded } of steps) {
        if (!isAdded) {
          numbers.delete(text);
          model.delete(text);
        } else if (!model.has(text)) {
          numbers.add(text, texts.length);
          model.set(text, texts.length);
          texts.push(text);
        }
        expect(numbers.get(text)).toBe(model.get(text));
      }
      for (let number = 0; number <= 600; number++) {
        expect(numbers.get(number.toString(7))).toBe(model.get(number.toString(7)));
      }
    }),
    { numRuns: 40 },
  );
});

test('a sorted order stays sorted after any additions and removals, even if numbers are used again for other texts', () => {
  // Longer than a sort key, and often with the same front, or the same.
  const text = fc.tuple(fc.constantFrom('', 'abcabcab', '猫猫', 'nordwind'), word).map(([head, tail]) => head + tail);
  const step = fc.record({ number: fc.nat(12), text, settle: fc.boolean() });
  const part = fc.oneof(word, text);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), part, (steps, prefix) => {
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
      const numbers = Array.from(order.numbers.subarray(0, order.length));
      const textOf = (number: number): string => texts[number] ?? '';
      expect(numbers).toEqual(
        [...held].sort((a, b) => (textOf(a) === textOf(b) ? a - b : textOf(a) < textOf(b) ? -1 : 1)),
      );
      const shown = numbers.map(textOf);
      const from = order.firstWith(prefix);
      const slice = shown.slice(from, order.endOf(prefix, from));
      expect(slice).toEqual(shown.filter((text) => text.startsWith(prefix)));
    }),
  );
});

test('a sorted order is full before a merge takes long, and merges by itself if it is not settled', () => {
  const texts = Array.from({ length: 20_000 }, (_, number) => ((number * 7_919) % 20_000).toString(36));
  const order = new SortedOrder(texts);
  let number = 0;
  while (!order.isFull) order.add(number++);
  expect(number).toBeLessThan(10_000);
  expect(order.length).toBe(0);
  while (order.isFull) order.add(number++);
  expect(number).toBeLessThan(texts.length);
  expect(order.length).toBe(number);
  const shown = Array.from(order.numbers.subarray(0, number), (each) => texts[each]);
  expect(shown).toEqual(texts.slice(0, number).sort());
});

describe('the sort key of a text', () => {
  /** Texts that often share a front, with units at the borders of each range, and halves of surrogate pairs. */
  const unit = fc.constantFrom(...'//0189::aabyz{{', '\u0000', 'é', '猫', '\ud83d', '\uffff');
  const text = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''));

  test('never puts a text before one that it comes after', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        if (sortKeyOf(a) < sortKeyOf(b)) expect(a < b).toBe(true);
        if (sortKeyOf(a) === sortKeyOf(b) && keyAfter(a) > 0 && a.length === b.length) expect(a).toBe(b);
      }),
      { numRuns: 3_000 },
    );
  });

  test('tells by numbers alone which texts start with a front, if it holds all of it', () => {
    fc.assert(
      fc.property(text, text, fc.nat(6), (any, tail, cut) => {
        const front = any.slice(0, cut);
        fc.pre(keyAfter(front) > 0);
        for (const other of [any, tail, front + tail]) {
          const isWithin = sortKeyOf(other) >= sortKeyOf(front) && sortKeyOf(other) < keyAfter(front);
          expect(isWithin, `${other} from ${front}`).toBe(other.startsWith(front));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('holds nine letters, or two of another script', () => {
    for (const front of ['', 'a', 'abcdefghi', '12345', '猫猫']) expect(keyAfter(front), front).toBeGreaterThan(0);
    for (const front of ['abcdefghij', '猫猫猫', 'abcdef猫']) expect(keyAfter(front), front).toBe(0);
  });
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
