import { describe, expect, test } from 'vitest';
import { openableLink } from '../../src/shared/login-link.ts';
import { fc } from '../helpers/any-input.ts';
import { triesBadInputs } from '../helpers/figures.ts';

const origins = ['https://app.sendgrid.com', 'https://account-app.brevo.com'];
const good = 'https://app.sendgrid.com/login/sso?code=a1B2-c3_d4~e5.f6%20&next=/guide@home#top';

describe('a login link is handed to the browser', () => {
  test.each([
    good,
    'https://app.sendgrid.com/',
    'https://account-app.brevo.com/account/login/sub-account/sso/eyJ0.a-b_c~d',
    `https://app.sendgrid.com/${'a'.repeat(2_081 - 25)}`,
  ])('unchanged: %s', (link) => {
    expect(openableLink(link, origins)).toBe(link);
  });

  test('with a slash after a bare host', () => {
    expect(openableLink('https://app.sendgrid.com?code=1', origins)).toBe('https://app.sendgrid.com/?code=1');
    expect(openableLink('https://app.sendgrid.com', origins)).toBe('https://app.sendgrid.com/');
  });

  test('of the sample customers, on a port of this machine', () => {
    const link = 'http://127.0.0.1:4010/login?code=abc';
    expect(openableLink(link, ['http://127.0.0.1:4010'])).toBe(link);
    expect(openableLink('http://127.0.0.1:4011/login?code=abc', ['http://127.0.0.1:4010'])).toBeNull();
    expect(openableLink('http://127.0.0.1/login?code=abc', ['http://127.0.0.1:4010'])).toBeNull();
  });
});

describe('a link is refused', { tags: ['opening-exact'] }, () => {
  test.each([
    ['another host', 'https://evil.example/login?code=1'],
    ['a host that begins alike', 'https://app.sendgrid.com.evil.example/'],
    ['a host that ends alike', 'https://xapp.sendgrid.com/'],
    ['a sibling host', 'https://api.sendgrid.com/'],
    ['the parent host', 'https://sendgrid.com/'],
    ['http', 'http://app.sendgrid.com/'],
    ['the default port', 'https://app.sendgrid.com:443/'],
    ['another port', 'https://app.sendgrid.com:8443/'],
    ['an empty port', 'https://app.sendgrid.com:/'],
    ['a user name', 'https://user@app.sendgrid.com/'],
    ['a user name that looks like the host', 'https://app.sendgrid.com@evil.example/'],
    ['an empty user name', 'https://@app.sendgrid.com/'],
    ['a user name and password', 'https://a:b@app.sendgrid.com/'],
    ['a backslash for a slash', 'https:\\\\app.sendgrid.com\\'],
    ['a backslash before the path', 'https://app.sendgrid.com\\@evil.example/'],
    ['one slash', 'https:/app.sendgrid.com/'],
    ['three slashes', 'https:///app.sendgrid.com/'],
    ['no scheme', '//app.sendgrid.com/'],
    ['a relative path', '/login?code=1'],
    ['capitals', 'HTTPS://APP.SENDGRID.COM/'],
    ['a trailing dot', 'https://app.sendgrid.com./'],
    ['a percent-encoded host', 'https://app%2esendgrid.com/'],
    ['a full-width dot', 'https://app．sendgrid.com/'],
    ['a Cyrillic a', 'https://аpp.sendgrid.com/'],
    ['punycode of a look-alike', 'https://xn--pp-8cd.sendgrid.com/'],
    ['a soft hyphen', 'https://app.send­grid.com/'],
    ['a zero-width space', 'https://app.sendgrid.com​/'],
    ['a tab inside', 'https://app.send\tgrid.com/'],
    ['a line break inside', 'https://app.sendgrid.com/\r\nlogin'],
    ['a leading space', ' https://app.sendgrid.com/'],
    ['a trailing line break', 'https://app.sendgrid.com/login?code=1\n'],
    ['a null character', 'https://app.sendgrid.com/\u0000'],
    ['a space in the path', 'https://app.sendgrid.com/a b'],
    ['a quotation mark, which ends an argument on Windows', 'https://app.sendgrid.com/" --proxy-server=evil'],
    ['a path that climbs', 'https://app.sendgrid.com/a/../b'],
    ['an encoded path that climbs', 'https://app.sendgrid.com/a/%2e%2e/b'],
    ['a letter outside ASCII', 'https://app.sendgrid.com/é'],
    ['javascript', 'javascript:alert(1)//https://app.sendgrid.com/'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:text/html,https://app.sendgrid.com/'],
    ['blob', 'blob:https://app.sendgrid.com/1'],
    ['a custom scheme', 'ms-msdt:/id'],
    ['view-source', 'view-source:https://app.sendgrid.com/'],
    ['nothing', ''],
    ['one letter more than Windows takes', `https://app.sendgrid.com/${'a'.repeat(2_082 - 25)}`],
  ])('%s', (_, link) => {
    expect(openableLink(link, origins)).toBeNull();
  });

  test('even if the list of origins itself is careless', () => {
    const careless = [
      'http://app.sendgrid.com',
      'https://app.sendgrid.com:8443',
      'null',
      'file://',
      'http://10.0.0.1:80',
    ];
    for (const link of [
      'http://app.sendgrid.com/',
      'https://app.sendgrid.com:8443/',
      'file:///',
      'http://10.0.0.1:80/',
    ]) {
      expect(openableLink(link, careless)).toBeNull();
    }
  });
});

/** Parts of attacks, joined in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'https',
      'http',
      'javascript',
      'file',
      'HTTPS',
      ':',
      '://',
      ':/',
      '//',
      '/',
      '\\',
      '@',
      '.',
      '..',
      '%2e',
      '%40',
    ],
    ...[
      'app.sendgrid.com',
      'account-app.brevo.com',
      'evil.example',
      'sendgrid.com',
      'app',
      'com',
      ':443',
      ':80',
      '?',
      '#',
    ],
    ...[
      '\t',
      '\n',
      '\r',
      ' ',
      '\u0000',
      '．',
      '。',
      'а',
      '\u200b',
      '\u202e',
      '\u00ad',
      'xn--',
      '[::1]',
      '127.0.0.1',
      '"',
      "'",
    ],
    ...['https://app.sendgrid.com', 'https://app.sendgrid.com/', 'https://account-app.brevo.com/account/login'],
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const hostile = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.tuple(fc.nat({ max: good.length }), piece).map(([at, inserted]) => good.slice(0, at) + inserted + good.slice(at)),
  fc.tuple(piece, piece).map(([before, after]) => `${before}https://app.sendgrid.com${after}`),
);

/** Told without the WHATWG parser: what stands between `://` and the next `/`, `?` or `#`, and nothing but plain ASCII. */
const isPlainlyOurs = (link: string): boolean =>
  /^https:\/\/(app\.sendgrid\.com|account-app\.brevo\.com)([/?#][!-~]*)?$/.test(link) && !/[\\"<>^`{|}]/.test(link);

describe.each([
  ['a fixed seed', 20261121],
  ['a random seed', Date.now() % 2 ** 31],
])('10,000 hostile links, %s', (_, seed) => {
  test(
    `only what is plainly ours is opened, exactly as it is written (seed ${seed})`,
    triesBadInputs(5_000, 'opening-hostile'),
    () => {
      let refused = 0;
      fc.assert(
        fc.property(hostile, (link) => {
          const opened = openableLink(link, origins);
          if (opened === null) {
            refused += 1;
            return;
          }
          expect(isPlainlyOurs(link)).toBe(true);
          expect(opened.replace(/^(https:\/\/[^/]+)\//, '$1')).toBe(link.replace(/^(https:\/\/[^/?#]+)\//, '$1'));
          expect(origins).toContain(new URL(opened).origin);
        }),
        { numRuns: 10_000, seed },
      );
      // Otherwise these would not be hostile links.
      expect(refused).toBeGreaterThan(5_000);
    },
  );
});
