import { describe, expect, test } from 'vitest';
import { plainLines, plainText } from '../../src/main/lib/plain-text.ts';

describe('one line of text', () => {
  test.each<[string, string]>([
    ['Acme Corp', 'Acme Corp'],
    ['  Acme \n\t GmbH ', 'Acme GmbH'],
    ['two  spaces', 'two spaces'],
    ['株式会社\u3000サンプル', '株式会社 サンプル'],
    ['a\u0000b\u001b[31mc\u2028d', 'a b [31mc d'],
    ['\u202emoc.live\u202c', 'moc.live'],
    ['Ac\u200fme\ufeff', 'Acme'],
    ['\ud800lonely', '\ufffdlonely'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    [' \u0000 ', ''],
  ])('%j becomes %j', (text, line) => {
    expect(plainText(text, 40)).toBe(line);
  });

  test('is cut between characters, without a space at its end', () => {
    expect(plainText('abc👩', 4)).toBe('abc');
    expect(plainText('abc👩', 5)).toBe('abc👩');
    expect(plainText('abc def', 4)).toBe('abc');
  });
});

test('a text of several lines keeps its line breaks, and is cut as a whole', () => {
  expect(plainLines(' first \r\nsec\u0007ond\r\n\nlast\n', 40)).toBe('first\nsec ond\n\nlast');
  expect(plainLines('first\nsecond', 8)).toBe('first\nse');
});
