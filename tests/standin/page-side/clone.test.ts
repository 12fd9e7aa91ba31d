import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromText, toText } from './clone.ts';

const copied = (value: unknown): unknown => fromText(toText(value));

test('copies what the structured clone algorithm copies, alike', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: false,
  });
  fc.assert(
    fc.property(anything, (value) => {
      expect(copied(value)).toEqual(structuredClone(value));
    }),
    { numRuns: 2_000 },
  );
});

test('keeps one object one object, and circles circles', () => {
  const shared = { name: 'shared' };
  const circle: Record<string, unknown> = { first: shared, second: shared };
  circle['self'] = circle;
  const copy = copied(circle) as typeof circle;
  expect(copy['self']).toBe(copy);
  expect(copy['first']).toBe(copy['second']);
  expect(copy['first']).not.toBe(shared);
});

test('keeps the kind of an error, and drops what it carried besides', () => {
  const copy = copied(Object.assign(new TypeError('no'), { key: 'secret' })) as TypeError;
  expect(copy).toBeInstanceOf(TypeError);
  expect(copy.message).toBe('no');
  expect('key' in copy).toBe(false);
});

test('leaves prototypes behind', () => {
  class Account {
    readonly id = 1;
  }
  expect(Object.getPrototypeOf(copied(new Account()))).toBe(Object.prototype);
});

test('a property called __proto__ is a property', () => {
  const copy = copied(JSON.parse('{"__proto__":{"polluted":true}}')) as object;
  expect(Object.hasOwn(copy, '__proto__')).toBe(true);
  expect('polluted' in copy).toBe(false);
});

test.each([
  ['a function', () => {}],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve()],
  ['a weak map', new WeakMap()],
])('refuses %s, however deep', (_what, value) => {
  expect(() => toText({ deep: [value] })).toThrow('An object could not be cloned.');
});

test('hands functions and promises to whoever carries them across', () => {
  const text = toText({ run: () => {} }, (part) => (typeof part === 'function' ? ['function', 7] : undefined));
  expect(fromText(text, (kind, id) => `${kind} ${id}`)).toEqual({ run: 'function 7' });
});
