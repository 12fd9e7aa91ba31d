import { expect, test } from 'vitest';
import { inputOf } from './input-gate.ts';

test('reports a key as Electron does', () => {
  expect(inputOf({ type: 'rawKeyDown', key: 'Q', code: 'KeyQ', modifiers: 2 | 8 })).toMatchObject({
    type: 'keyDown',
    key: 'Q',
    code: 'KeyQ',
    control: true,
    shift: true,
    alt: false,
    meta: false,
  });
});

test('does not report the character that a key produces', () => {
  expect(inputOf({ type: 'char', text: 'q' })).toBeNull();
});
