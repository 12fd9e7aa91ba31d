import { describe, expect, test } from 'vitest';
import { plainLines, plainText } from '../../src/main/lib/plain-text.ts';
import { withoutEntities } from '../../src/shared/entities.ts';

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
    // Not drawn: they would make two names that look the same.
    ['North\u200bwind', 'Northwind'],
    ['Ac\u2060me\u00ad Co\u034frp', 'Acme Corp'],
    ['Acme\u3164', 'Acme'],
    ['Ac\u200dme\u200c', 'Acme'],
    ['Acme\u{e0041}\u{e0042}', 'Acme'],
    ['Acme\ufe0f\ufff9', 'Acme'],
    ['Shop 1\ufe0f', 'Shop 1'],
    ['\u2800\u200b\u3164\uffa0', ''],
    ['Acme\u2800Corp', 'Acme Corp'],
    // Not drawn, but they change how their neighbours are drawn.
    ['نمونه\u200cها', 'نمونه\u200cها'],
    ['क्\u200dष', 'क्\u200dष'],
    ['❤\ufe0f\u200d🔥', '❤\ufe0f\u200d🔥'],
    ['1\ufe0f\u20e3 Shop', '1\ufe0f\u20e3 Shop'],
    ['葛\u{e0100}城', '葛\u{e0100}城'],
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

test.each<[string, string]>([
  ['Smith &amp; Sons', 'Smith & Sons'],
  ['O&#39;Hara &quot;Pub&quot;', 'O\'Hara "Pub"'],
  ['Caf&#xE9; &#12354;', 'Café あ'],
  ['A &AMP; B', 'A & B'],
  // Once: what is left is the name.
  ['&amp;amp;', '&amp;'],
  ['&lt;b&gt;', '<b>'],
  // No entities.
  ['AT&T; R&D', 'AT&T; R&D'],
  ['&copy; &#; &#x; &#x110000; &#9999999;', '&copy; &#; &#x; &#x110000; &#9999999;'],
])('%j is the name %j, as a form on the web wrote it', (written, name) => {
  expect(withoutEntities(written)).toBe(name);
});

test('an entity brings nothing into a name that is not drawn', () => {
  expect(plainText(withoutEntities('Ac&#8238;me&#0;&#xAD; &#xD800;Corp'), 200)).toBe('Acme \ufffdCorp');
});
