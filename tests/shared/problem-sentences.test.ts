import { expect, test } from 'vitest';
import { sentenceFor } from '../../src/shared/problem-sentences.ts';

test('a sentence with a time has it on the clock of the locale', () => {
  const retryAt = new Date('2026-03-02T14:05:00').toISOString();
  const nextIn = (locale: string) => sentenceFor({ kind: 'rate-limited', provider: 'Brevo', retryAt }, locale).next;
  expect(nextIn('en-GB')).toBe('Try again at 14:05');
  expect(nextIn('en-US')).toMatch(/^Try again at 2:05\sPM$/);
});
