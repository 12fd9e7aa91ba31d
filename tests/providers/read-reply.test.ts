import { describe, expect, test } from 'vitest';
import { guardAfter, type LoopGuard } from '../../src/main/providers/page-loop.ts';
import { parseJson, readEmail, readIsoTime, readText, readWebsiteDomain } from '../../src/main/providers/read-reply.ts';
import { fc } from '../helpers/any-input.ts';

describe('a text for the screen', () => {
  test.each<[unknown, string]>([
    ['  Acme \n\t GmbH ', 'Acme GmbH'],
    ['株式会社 サンプル', '株式会社 サンプル'],
    ['a\u0000b\u001b[31mc\u2028d', 'a b [31mc d'],
    // Shown right to left, this would read as another name.
    ['\u202emoc.live\u202c', 'moc.live'],
    ['\u2066x\u2069\ufeff', 'x'],
    ['مرحبا', 'مرحبا'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    ['\ud800lonely', '\ufffdlonely'],
    [5, ''],
    [null, ''],
    [{ toString: () => 'x' }, ''],
  ])('%j is %j', (value, text) => {
    expect(readText(value)).toBe(text);
  });

  test('is always one line of limited length, cut between characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.integer({ min: 1, max: 50 }), (value, longest) => {
        const text = readText(value, longest);
        expect([...text].length).toBeLessThanOrEqual(longest);
        expect(text).toBe(text.toWellFormed());
        expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
      }),
      { numRuns: 1_000 },
    );
  });
});

test.each<[unknown, string]>([
  ['ann@example.com', 'ann@example.com'],
  [' ann+tag@sub.example.co.uk ', 'ann+tag@sub.example.co.uk'],
  ['ann', ''],
  ['a b@example.com', ''],
  ['<ann@example.com>', ''],
  [`${'a'.repeat(65)}@example.com`, ''],
  [7, ''],
])('the email in %j is %j', (value, email) => {
  expect(readEmail(value)).toBe(email);
});

test.each<[unknown, string | undefined]>([
  ['2006-01-02T15:04:05Z', '2006-01-02T15:04:05.000Z'],
  ['2006-01-02T15:04:05+02:00', '2006-01-02T13:04:05.000Z'],
  [1622445389, '2021-05-31T07:16:29.000Z'],
  [1622445389123, '2021-05-31T07:16:29.123Z'],
  ['1622445389', '2021-05-31T07:16:29.000Z'],
  ['1622445389123', '2021-05-31T07:16:29.123Z'],
  ['16224', undefined],
  [0, '1970-01-01T00:00:00.000Z'],
  [-5, undefined],
  [1e300, undefined],
  [Number.NaN, undefined],
  ['yesterday', undefined],
  ['', undefined],
  [null, undefined],
])('the time in %j is %j', (value, iso) => {
  expect(readIsoTime(value)).toBe(iso);
});

test('a domain is always a bare host or empty', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary', maxLength: 80 }), fc.domain()), (website) => {
      expect(readWebsiteDomain(website)).toMatch(/^$|^(?!www\.)[a-z0-9.-]+\.[a-z][a-z0-9-]+$/);
    }),
    { numRuns: 2_000 },
  );
});

describe('JSON', () => {
  test('keeps every digit of an integer that a number would round', () => {
    expect(parseJson('{"a":9007199254740993,"b":-9007199254740993,"c":1.5,"d":12,"e":"9007199254740993"}')).toEqual({
      value: { a: '9007199254740993', b: '-9007199254740993', c: 1.5, d: 12, e: '9007199254740993' },
    });
  });

  test('keeps the digits of any int64', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (id) => {
        const parsed = parseJson(`{"id":${id}}`)?.value as { id: unknown };
        expect(String(parsed.id)).toBe(String(id));
      }),
    );
  });

  test.each(['', 'null x', '{', '<html>', '{"a":1,}', 'undefined'])('%j is not JSON', (text) => {
    expect(parseJson(text)).toBeNull();
  });

  test('nested too deeply counts as not JSON', () => {
    expect(parseJson(`${'['.repeat(200_000)}1234567890123456${']'.repeat(200_000)}`)).toBeNull();
  });
});

test('a cycle of pages of any length is detected within four rounds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 }), (lead, circle) => {
      let guard: LoopGuard | null = null;
      let page = 0;
      do {
        const id = page < lead ? `lead ${page}` : `circle ${(page - lead) % circle}`;
        guard = guardAfter(guard, id);
        page += 1;
      } while (guard && page < 1_000);
      expect(page).toBeGreaterThan(lead + circle);
      expect(page).toBeLessThanOrEqual(4 * (lead + circle) + 2);
    }),
  );
});

test('a list without a cycle is never taken for one', () => {
  let guard: LoopGuard | null = null;
  for (let page = 0; page < 5_000; page += 1) {
    guard = guardAfter(guard, `page ${page}`);
    expect(guard).not.toBeNull();
  }
});
