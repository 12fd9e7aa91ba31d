import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDeepLink } from '../../src/shared/deep-link.ts';
import { triesBadInputs } from '../helpers/figures.ts';

describe('a deep link', () => {
  test('names a customer by id', () => {
    expect(parseDeepLink('latchkey://open?provider=sendgrid&account=ag5_x-1')).toEqual({
      provider: 'sendgrid',
      by: 'id',
      value: 'ag5_x-1',
    });
    expect(parseDeepLink('latchkey://open/?account=9007199254740993&provider=brevo')).toEqual({
      provider: 'brevo',
      by: 'id',
      value: '9007199254740993',
    });
  });

  test('names a customer by email or by domain, in upper or lower case', () => {
    expect(parseDeepLink('latchkey://open?provider=brevo&email=Ann%2Bops%40Acme.Example')).toEqual({
      provider: 'brevo',
      by: 'email',
      value: 'ann+ops@acme.example',
    });
    expect(parseDeepLink('LATCHKEY://open?provider=brevo&domain=ACME.co.uk')).toEqual({
      provider: 'brevo',
      by: 'domain',
      value: 'acme.co.uk',
    });
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
});
