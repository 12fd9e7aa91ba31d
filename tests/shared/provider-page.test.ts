import { describe, expect, test } from 'vitest';
import { brevo } from '../../src/main/providers/brevo/index.ts';
import { type PageHosts, pageWords, readPage } from '../../src/shared/provider-page.ts';
import { fc } from '../helpers/any-input.ts';

const hosts: PageHosts = { within: 'brevo.com', except: ['account-app.brevo.com'] };

test.each([
  ['https://app.brevo.com', 'https://app.brevo.com/'],
  ['https://app.brevo.com/', 'https://app.brevo.com/'],
  ['https://brevo.com/pricing', 'https://brevo.com/pricing'],
  ['HTTPS://App.Brevo.COM/Senders/List', 'https://app.brevo.com/Senders/List'],
  [
    'https://app.brevo.com/contact/list/id/7?token=abc&next=https://evil.example',
    'https://app.brevo.com/contact/list/id/7',
  ],
  ['https://app.brevo.com/senders/domain/list#/x', 'https://app.brevo.com/senders/domain/list'],
  ['https://app.brevo.com?x=1', 'https://app.brevo.com/'],
  ['https://app.brevo.com/a%20b', 'https://app.brevo.com/a%20b'],
])('a page of the provider, without what can hold a token: %s', (text, page) => {
  expect(readPage(text, hosts)).toBe(page);
});

const hostile = [
  'http://app.brevo.com/',
  'javascript:alert(1)',
  'https://brevo.com.evil.example/',
  'https://evilbrevo.com/',
  'https://app.brevo.com@evil.example/',
  'https://app.brevo.com:443@evil.example/',
  'https://user:pw@app.brevo.com/',
  'https://app.brevo.com:8443/',
  'https://app.brevo.com:443/',
  'https://app.brevo.com./',
  'https://app.brevo.com\\@evil.example/',
  'https:\\\\app.brevo.com/',
  'https:/app.brevo.com/',
  'https:app.brevo.com/',
  'https://app.brevo.com/../x',
  'https://app.brevo.com/a/./b',
  'https://app.brevo.com/a/%2e%2e/b',
  'https://app.brevo.com/%2f%2fevil.example',
  'https://app.brevo.com//evil.example/',
  'https://app.brevo.com/redirect/https://evil.example/',
  'https://app.brevo.com/a%5cb',
  'https://app.brevo.com/a%0d%0aSet-Cookie',
  'https://app.brevo.com/a%252f',
  'https://app.brevo.com/a%zz',
  'https://app.brevo.com/a b',
  'https://app.brevo.com/a\nb',
  'https://app.brevo.com/a\tb',
  ' https://app.brevo.com/',
  'https://аpp.brevo.com/',
  'https://app。brevo.com/',
  'https://app.brevo.com/ä',
  'https://[::1]/',
  'https://127.0.0.1/',
  'https://account-app.brevo.com/account/login/sub-account/sso/0123456789abcdef',
  'https://ACCOUNT-APP.brevo.com/',
  `https://app.brevo.com/${'a'.repeat(200)}`,
  'brevo.com',
  '',
];

test.each(hostile)('no page: %j', (text) => {
  expect(readPage(text, hosts)).toBeNull();
});

test('a provider without pages has none', () => {
  expect(readPage('https://app.brevo.com/', null)).toBeNull();
});

describe('whatever the text is', () => {
  const partOfAddress = fc.constantFrom(
    'https://',
    'HTTPS://',
    'http://',
    '//',
    '/',
    '\\',
    '@',
    ':',
    ':443',
    '?',
    '#',
    '.',
    '..',
    '%2f',
    '%5C',
    '%00',
    ' ',
    '\n',
    '\t',
    'app.brevo.com',
    'brevo.com',
    'account-app.brevo.com',
    'evil.example',
    'a',
    'ä',
    'xn--80ak6aa92e',
    '[::1]',
    '127.0.0.1',
    ';',
    '=',
  ); // prettier-ignore
  const address = fc.oneof(
    fc.array(partOfAddress, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.array(partOfAddress, { maxLength: 8 }).map((parts) => `https://app.brevo.com${parts.join('')}`),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string(),
  );

  test('a page is https at a host of the provider, and every parser reads it so', () => {
    fc.assert(
      fc.property(address, (text) => {
        const page = readPage(text, hosts);
        if (page === null) return;
        const url = new URL(page);
        expect(url.href).toBe(page);
        expect(url.protocol).toBe('https:');
        expect(url.host).toMatch(/^([a-z0-9-]+\.)*brevo\.com$/);
        expect(url.host).not.toBe('account-app.brevo.com');
        expect([url.username, url.password, url.port, url.search, url.hash]).toEqual(['', '', '', '', '']);
        expect(page.slice('https://'.length)).not.toContain('//');
        expect(decodeURIComponent(url.pathname)).not.toMatch(/[\\\p{Cc}]|\/\.{1,2}(\/|$)/u);
        expect(page.length).toBeLessThanOrEqual(160);
        // What was read is read as the same page again.
        expect(readPage(page, hosts)).toBe(page);
      }),
      { numRuns: 3_000 },
    );
  });
});

test('Brevo’s pages are its own, and none is at the host of its login links', () => {
  const { pages } = brevo.facts;
  expect(readPage('https://app.brevo.com/senders/list', pages)).toBe('https://app.brevo.com/senders/list');
  for (const { linkOrigins } of Object.values(brevo.endpoints))
    for (const origin of linkOrigins) expect(readPage(`${origin}/account/login`, pages)).toBeNull();
});

test('the screen shows host and path', () => {
  expect(pageWords('https://app.brevo.com/')).toBe('app.brevo.com');
  expect(pageWords('https://app.brevo.com/senders/list')).toBe('app.brevo.com/senders/list');
});
