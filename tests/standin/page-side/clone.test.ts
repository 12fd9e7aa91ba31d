import { expect, test } from 'vitest';
import { fc } from '../../helpers/any-input.ts';
import { fromText, toText } from './clone.ts';

const copied = (value: unknown): unknown => fromText(toText(value));

test('copies the same values as the structured clone algorithm', () => {
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

test('keeps shared references and circular references', () => {
  const shared = { name: 'shared' };
  const circle: Record<string, unknown> = { first: shared, second: shared };
  circle['self'] = circle;
  const copy = copied(circle) as typeof circle;
  expect(copy['self']).toBe(copy);
  expect(copy['first']).toBe(copy['second']);
  expect(copy['first']).not.toBe(shared);
});

test('keeps the class of an error, and drops its other properties', () => {
  const copy = copied(Object.assign(new TypeError('no'), { key: 'secret' })) as TypeError;
  expect(copy).toBeInstanceOf(TypeError);
  expect(copy.message).toBe('no');
  expect('key' in copy).toBe(false);
});

test('drops prototypes', () => {
  class Account {
    readonly id = 1;
  }
  expect(Object.getPrototypeOf(copied(new Account()))).toBe(Object.prototype);
});

test('keeps a property called __proto__ as a property', () => {
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

test('passes functions and promises to `crossing`', () => {
  const text = toText({ run: () => {} }, (part) => (typeof part === 'function' ? ['function', 7] : undefined));
  expect(fromText(text, (kind, id) => `${kind} ${id}`)).toEqual({ run: 'function 7' });
});
