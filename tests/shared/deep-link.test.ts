import { describe, expect, test } from 'vitest';
import { type DeepLinkFault, openLink, parseDeepLink, readDeepLink } from '../../src/shared/deep-link.ts';
import { fc } from '../helpers/any-input.ts';
import { triesBadInputs } from '../helpers/figures.ts';

describe('a deep link', () => {
  test('names a customer by id', () => {
    expect(parseDeepLink('latchkey://open?provider=sendgrid&account=ag5_x-1')).toEqual({
      provider: 'sendgrid',
      by: 'id',
      value: 'ag5_x-1',
      connection: null,
      page: null,
      as: null,
    });
    expect(parseDeepLink('latchkey://open/?account=9007199254740993&provider=brevo')).toEqual({
      provider: 'brevo',
      by: 'id',
      value: '9007199254740993',
      connection: null,
      page: null,
      as: null,
    });
  });

  test('names a customer by email or by domain, in upper or lower case', () => {
    expect(parseDeepLink('latchkey://open?provider=brevo&email=Ann%2Bops%40Acme.Example')).toEqual({
      provider: 'brevo',
      by: 'email',
      value: 'ann+ops@acme.example',
      connection: null,
      page: null,
      as: null,
    });
    expect(parseDeepLink('LATCHKEY://open?provider=brevo&domain=ACME.co.uk')).toEqual({
      provider: 'brevo',
      by: 'domain',
      value: 'acme.co.uk',
      connection: null,
      page: null,
      as: null,
    });
  });

  test('names a page and a user beside the customer, in any order', () => {
    const link = 'latchkey://open?as=Jo%40Acme.example&page=https%3A%2F%2Fapp.brevo.com%2F&account=1&provider=brevo';
    const named = { provider: 'brevo', by: 'id', value: '1' };
    expect(parseDeepLink(link)).toEqual({
      ...named,
      connection: null,
      page: 'https://app.brevo.com/',
      as: 'jo@acme.example',
    });
  });

  test.each([
    'latchkey://open?provider=brevo&page=https%3A%2F%2Fapp.brevo.com%2F',
    'latchkey://open?provider=brevo&account=1&as=jo',
    'latchkey://open?provider=brevo&account=1&as=',
    'latchkey://open?provider=brevo&account=1&as=jo%40acme.example&as=ann%40acme.example',
    'latchkey://open?provider=brevo&account=1&page=a&page=b',
    'latchkey://open?provider=brevo&account=1&email=jo%40acme.example',
    'latchkey://open?account=1&as=jo%40acme.example',
  ])('is refused: %s', (link) => {
    expect(parseDeepLink(link)).toBeNull();
  });

  test.each<[string, DeepLinkFault]>([
    ['latchkey://log-in?provider=brevo&account=1', 'form'],
    ['latchkey://open?provider=brevo&account=1#x', 'form'],
    [`latchkey://open?provider=brevo&account=1&connection=${'a'.repeat(600)}`, 'too-long'],
    ['latchkey://open?provider=brevo&account=1&target=senders', 'unknown-part'],
    ['latchkey://open?provider=brevo&account=1&account=2', 'part-twice'],
    ['latchkey://open?account=1', 'no-provider'],
    ['latchkey://open?provider=&account=1', 'no-provider'],
    ['latchkey://open?provider=Brevo%20&account=1', 'unknown-provider'],
    ['latchkey://open?provider=brevo', 'no-customer'],
    ['latchkey://open?provider=brevo&page=https%3A%2F%2Fapp.brevo.com%2F', 'no-customer'],
    ['latchkey://open?as=jo%40acme.example', 'only-user'],
    ['latchkey://open?provider=brevo&as=jo%40acme.example', 'only-user'],
    ['latchkey://open?provider=brevo&account=1&domain=acme.example', 'several-customers'],
    ['latchkey://open?provider=brevo&account=a%20b', 'customer'],
    ['latchkey://open?provider=brevo&email=ann', 'customer'],
    ['latchkey://open?provider=brevo&account=1&as=jo', 'user'],
    ['latchkey://open?provider=brevo&account=1&connection=', 'connection'],
    ['latchkey://find?text=', 'no-text'],
    ['latchkey://find?text=%20', 'no-text'],
    [`latchkey://find?text=${'a'.repeat(101)}`, 'text-too-long'],
    [`latchkey://find?text=${'a'.repeat(1_000)}`, 'text-too-long'],
    ['latchkey://find?text=acme%0A', 'unseen'],
    ['latchkey://find?text=%FFacme', 'unseen'],
    ['latchkey://find?text=acme&account=1', 'unknown-part'],
  ])('says which rule it breaks: %s', (link, fault) => {
    expect(readDeepLink(link)).toBe(fault);
  });

  test.each([
    ['latchkey://find?text=hargreaves', 'hargreaves'],
    ['latchkey://find/?text=Hargreaves%20Travel', 'Hargreaves Travel'],
    ['latchkey://find?text=Noel+%26+Fils', 'Noel & Fils'],
    ['LATCHKEY://FIND?text=%20vera%40hargreaves.example%20', 'vera@hargreaves.example'],
    ['latchkey://find?text=100%', '100%'],
    [`latchkey://find?text=${encodeURIComponent('東'.repeat(100))}`, '東'.repeat(100)],
    [`latchkey://find?text=${encodeURIComponent('👩\u200d🚀')}`, '👩\u200d🚀'],
  ])('brings a text to search for: %s', (link, text) => {
    expect(parseDeepLink(link)).toEqual({ text });
  });

  test.each([
    'latchkey://find',
    'latchkey://find?',
    'latchkey://find?text=',
    'latchkey://find?text=%20%20',
    'latchkey://find?text=+',
    'latchkey://find?name=acme',
    'latchkey://find?text=acme&text=globex',
    'latchkey://find?text=acme&provider=brevo',
    'latchkey://find?provider=brevo&account=1',
    'latchkey://open?text=acme',
    'latchkey://find/now?text=acme',
    'latchkey://find:80?text=acme',
    'latchkey://user@find?text=acme',
    'latchkey://find?text=acme#x',
    'latchkey://find?text=acme corp',
    'latchkey://find?text=acme\n',
    'latchkey:find?text=acme',
    'https://find?text=acme',
    // What a reader cannot see, and what is no text.
    'latchkey://find?text=acme%0acorp',
    'latchkey://find?text=acme%00',
    'latchkey://find?text=acme%09corp',
    'latchkey://find?text=acme%E2%80%AEproc',
    'latchkey://find?text=ac%C2%ADme',
    'latchkey://find?text=%E3%85%A4',
    'latchkey://find?text=%E2%80%A8acme%E2%80%A8corp',
    'latchkey://find?text=acme%FF',
    `latchkey://find?text=${'a'.repeat(101)}`,
    `latchkey://find?text=${'%20'.repeat(400)}a`,
  ])('brings no text, and is refused: %j', (link) => {
    expect(parseDeepLink(link)).toBeNull();
  });

  test.each([
    '',
    'latchkey:',
    'latchkey://open',
    'latchkey://open?',
    'latchkey:open?provider=brevo&account=1',
    'latchkey:///open?provider=brevo&account=1',
    'latchkey://open?provider=brevo',
    'latchkey://open?account=1',
    'latchkey://login?provider=brevo&account=1',
    'latchkey://open/now?provider=brevo&account=1',
    'latchkey://open/../x?provider=brevo&account=1',
    'latchkey://open:80?provider=brevo&account=1',
    'latchkey://user@open?provider=brevo&account=1',
    'latchkey://open?provider=brevo&account=1#x',
    'latchkey://open?provider=brevo&account=1&target=senders',
    'latchkey://open?provider=brevo&account=1&account=2',
    'latchkey://open?provider=brevo&provider=sendgrid',
    'latchkey://open?provider=brevo&account=1&email=a%40b.example',
    'latchkey://open?provider=Brevo&account=1',
    'latchkey://open?provider=brevo&account=',
    'latchkey://open?provider=brevo&account=1%2F2',
    'latchkey://open?provider=brevo&account=1%002',
    'latchkey://open?provider=brevo&account=%2e%2e',
    'latchkey://open?provider=brevo&account=-1',
    'latchkey://open?provider=brevo&account=a b',
    'latchkey://open?provider=brevo&account=a+b',
    `latchkey://open?provider=brevo&account=${'1'.repeat(65)}`,
    `latchkey://open?provider=brevo&account=1${'&'.repeat(600)}`,
    'latchkey://open?provider=brevo&email=ann',
    'latchkey://open?provider=brevo&email=%40acme.example',
    'latchkey://open?provider=brevo&email=ann%40acme',
    'latchkey://open?provider=brevo&email=a%40b%40acme.example',
    'latchkey://open?provider=brevo&email=ann%20x%40acme.example',
    'latchkey://open?provider=brevo&domain=acme',
    'latchkey://open?provider=brevo&domain=https%3A%2F%2Facme.example',
    'latchkey://open?provider=brevo&domain=-acme.example',
    'latchkey://open?provider=brevo&domain=acme..example',
    'latchkey://open?provider=brevo&domain=acme.example.',
    'latchkey://open?provider=brevo&domain=acme.example%0a',
    'latchkey://open?provider=brevo\n&account=1',
    ' latchkey://open?provider=brevo&account=1',
    'https://open?provider=brevo&account=1',
    'http://evil.example/latchkey://open?provider=brevo&account=1',
    'javascript:alert(1)',
  ])('is refused: %j', (link) => {
    expect(parseDeepLink(link)).toBeNull();
  });

  test('refuses 5,000 hostile links', triesBadInputs(5_000), () => {
    // A valid link, broken in one place.
    const wrong = fc.constantFrom(
      '\n',
      '\t',
      ' ',
      '\0',
      '#',
      '@',
      ':',
      '/',
      '\\',
      '%00',
      '%2f',
      '%0a',
      '%20',
      '<script>',
      '"',
      "'",
      ';',
      '&x=1',
      '&account=2',
      '..',
      '\u202e',
      'é',
      '--',
      '|',
    );
    const place = fc.constantFrom('latchkey', '://', 'open', '?provider=', 'brevo', '&account=', '17');
    const hostile = fc.oneof(
      fc
        .tuple(place, wrong)
        .map(([after, sign]) => 'latchkey://open?provider=brevo&account=17'.replace(after, `${after}${sign}`)),
      fc.tuple(fc.webUrl(), fc.string()).map(([url, tail]) => `${url}${tail}`),
      fc.string().map((text) => `latchkey://open?provider=brevo&account=!${text}`),
      fc
        .tuple(fc.string(), fc.string())
        .map(
          ([name, value]) => `latchkey://open?provider=brevo&x${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
        ),
      fc.string(),
    );
    let tried = 0;
    fc.assert(
      fc.property(hostile, (link) => {
        // `--` after the id and a second slash after `open` still make a valid link.
        fc.pre(!/^latchkey:\/\/open\/?\?provider=brevo&account=17-*$/.test(link));
        tried += 1;
        expect(parseDeepLink(link)).toBeNull();
      }),
      { numRuns: 5_000 },
    );
    expect(tried).toBe(5_000);
  });

  test('that brings a text brings only what can be seen: 5,000 hostile links', triesBadInputs(5_000), () => {
    const unseen = [
      '\n',
      '\t',
      '\0',
      '\u202e',
      '\u2066',
      '\u00ad',
      '\u2028',
      '\u3164',
      '\ufeff',
      '\ue000',
      '\u{e0041}',
    ];
    const inside = fc
      .tuple(fc.string({ maxLength: 20 }), fc.constantFrom(...unseen), fc.string({ maxLength: 20 }))
      .map(([before, sign, after]) => `latchkey://find?text=${encodeURIComponent(`a${before}${sign}${after}a`)}`);
    const place = fc.constantFrom('latchkey', '://', 'find', '?', 'text', 'acme');
    const wrong = fc.constantFrom(
      '\n',
      ' ',
      '\0',
      '#',
      '&x=1',
      '&text=2',
      '&provider=brevo',
      '\u202e',
      'é',
      '%00',
      '%0a',
    );
    const broken = fc
      .tuple(place, wrong)
      .map(([after, sign]) => 'latchkey://find?text=acme'.replace(after, `${after}${sign}`));
    const tooLong = fc
      .string({ minLength: 101, maxLength: 400, unit: fc.constantFrom('a', 'é', '東', '%', '+', '&') })
      .map((text) => `latchkey://find?text=a${encodeURIComponent(text)}a`);
    const smuggled = fc
      .tuple(fc.string(), fc.string())
      .map(([name, value]) => `latchkey://find?text=acme&${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    fc.assert(
      fc.property(fc.oneof(inside, broken, tooLong, smuggled), (link) => {
        expect(parseDeepLink(link)).toBeNull();
      }),
      { numRuns: 5_000 },
    );
  });

  test('that brings a text brings it unchanged, whatever visible text it is', () => {
    const visible = fc
      .string({ minLength: 1, maxLength: 100, unit: 'grapheme' })
      .filter(
        (text) =>
          text.trim() === text &&
          text.length <= 100 &&
          !/\p{C}|\p{Zl}|\p{Zp}|[\ufffd\u115f\u1160\u2800\u3164\uffa0]/u.test(text),
      );
    fc.assert(
      fc.property(visible, (text) => {
        expect(parseDeepLink(`latchkey://find?text=${encodeURIComponent(text)}`)).toEqual({ text });
      }),
    );
  });
});

test.each([
  ['sendgrid', 'sg05d37f0d99b330687dd1917fbd45f176'],
  ['brevo', '9007201493319681'],
  ['brevo', 'admin-console'],
])('the link that is copied for %s %s is read as that account', (provider, value) => {
  expect(parseDeepLink(openLink(provider, value, null))).toMatchObject({ provider, by: 'id', value });
});
