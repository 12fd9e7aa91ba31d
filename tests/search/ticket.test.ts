import { describe, expect, test } from 'vitest';
import { SearchIndex } from '../../src/main/search/search-index.ts';
import type { Searchable } from '../../src/main/search/searchable.ts';
import { splitText } from '../../src/main/search/ticket-addresses.ts';
import { domainsOf, ticketPieces } from '../../src/main/search/ticket-pieces.ts';
import { longestTicketText, ticketTextOf } from '../../src/shared/ticket-text.ts';
import { fc } from '../helpers/any-input.ts';
import { searchable } from '../helpers/searchables.ts';

function indexOf(rows: readonly Searchable[]): SearchIndex {
  const index = new SearchIndex();
  for (const row of rows) index.put(row);
  return index;
}

/** `700123 by email vera@hargreaves.example` for each customer that is found, in order. */
const found = (rows: readonly Searchable[], text: string): string[] =>
  indexOf(rows)
    .findInText(text)
    .found.map(({ accountId, evidence: { by, text: of } }) => `${accountId.slice('main/'.length)} by ${by} ${of}`);

const hargreaves = searchable('700123', {
  name: 'Hargreaves Travel Ltd',
  email: 'vera@hargreaves.example',
  domain: 'hargreaves.example',
});
const nordwind = searchable('sg2002x', {
  name: 'Nordwind GmbH',
  email: 'post8@nordwind.example',
  domain: 'nordwind.example',
});
const both = [hargreaves, nordwind];

describe('a customer is found in a text', () => {
  test.each([
    ['by an id', 'My account id is 700123, thanks', '700123 by id 700123'],
    ['by an id in brackets', 'Ticket (#700123)', '700123 by id 700123'],
    ['by an id of a link', 'see https://app.example/accounts/700123?tab=1', '700123 by id 700123'],
    ['by an id in italics', 'the account _700123_ is down', '700123 by id 700123'],
    ['by an id in capitals', 'ID: SG2002X', 'sg2002x by id sg2002x'],
    ['by an email', 'From: Vera <Vera@Hargreaves.example>', '700123 by email vera@hargreaves.example'],
    ['by a link to an email', 'mailto:vera@hargreaves.example?subject=x', '700123 by email vera@hargreaves.example'],
    ['by the end of a sentence', 'Write to vera@hargreaves.example.', '700123 by email vera@hargreaves.example'],
    ['by the domain of another email', 'I am jon@hargreaves.example', '700123 by domain hargreaves.example'],
    ['by a host', 'look at https://www.hargreaves.example/shop', '700123 by domain hargreaves.example'],
    ['by a host below the domain', 'mail.eu.hargreaves.example is slow', '700123 by domain hargreaves.example'],
    ['by the whole name', 'we are Hargreaves Travel Ltd.', '700123 by name Hargreaves Travel Ltd'],
    ['by a name across two lines', 'we are Hargreaves\nTravel Ltd.', '700123 by name Hargreaves Travel Ltd'],
    ['by the name without its legal form', 'Vera from HARGREAVES TRAVEL', '700123 by short-name Hargreaves Travel Ltd'],
    ['by a name of one word', 'nordwind cannot send', 'sg2002x by word Nordwind GmbH'],
  ])('%s', (_, text, expected) => {
    expect(found(both, text)).toEqual([expected]);
  });

  test.each([
    ['another legal form in front', 'ООО Ромашка Плюс', 'пишет Ромашка Плюс, добрый день'],
    ['a legal form with a stroke', 'Havn Fisk A/S', 'hilsen fra Havn Fisk A/S'],
    ['a legal form in the middle', 'Acme Holding Europe', 'this is Acme Europe calling'],
    ['an ampersand', 'Noel & Daughters', 'from Noel and Daughters'],
    ['an umlaut that is written out', 'Bäckerei Müller', 'die Baeckerei Mueller schreibt'],
    ['an umlaut that is not', 'Baeckerei Mueller', 'die Bäckerei Müller schreibt'],
    ['accents', 'Café Zürich', 'le cafe zurich vous écrit'],
    ['letters without spaces', '東京都千代田区商店会連合会北', 'お世話になります。東京都千代田区商店会連合会北です。'],
    ['dots', 'Exemplar Sur S.A.', 'de Exemplar Sur SA, hola'],
  ])('by a name with %s', (_, name, text) => {
    expect(found([searchable('x1', { name })], text)).toHaveLength(1);
  });

  test('by another name of it', () => {
    const renamed = searchable('x1', { name: 'The one in Berlin', aliases: ['Old One', 'Hargreaves Travel'] });
    expect(found([renamed], 'Vera from Hargreaves Travel')).toEqual(['x1 by name Hargreaves Travel']);
  });
});

describe('a name that may be a part of a longer one is found as such', () => {
  const labs = searchable('x1', { name: 'Norvia Labs' });

  test.each([
    'I work for Norvia Labs Berlin GmbH',
    'NORVIA LABS BERLIN',
    'norvia labs berlin cannot send',
    'Blue Norvia Labs cannot send',
    'from Norvia Labs GmbH, Berlin',
    'from Norvia Labs & Partners',
    'from Norvia Labs und Partner',
    'from Norvia Labs-Berlin',
    'from Norvia Labs 2 in Berlin',
    'we are 東Norvia Labs',
    'Norvia Labs Berlin is new; I am from Norvia Labs.',
    'from Norvia Labs, Inc. in Berlin',
    'from Norvia Labs, S.A.',
    'from Norvia Labs (GmbH)',
    'from Norvia Labs (Berlin) GmbH',
    'from Norvia Labs – Berlin GmbH',
    'from Norvia Labs | International GmbH',
    'from Norvia Labs d.o.o.',
    'from Norvia Labs sp. z o.o.',
    'from Norvia Labs® International',
    'from Norvia Labs of America',
    'from Norvia Labs de los Andes',
    'from Norvia Labs in Germany GmbH',
    'les Amis de Norvia Labs',
    'пишет ООО «Norvia Labs»',
    'from Norvia Labs Shop.example',
    'from Norvia Labs AG/SA',
    'Hello, we are writing on behalf of our client the company Norvia Labs\nInternational and cannot send.',
    'Hello, we are writing on behalf of our good old client, the Blue\nNorvia Labs, and cannot send.',
    '> Hello, we are writing on behalf of our client Norvia Labs\n> International and cannot send.',
    'from Norvia Labs &\nPartners',
    'Vera Neumann\nNorvia Labs\nInternational GmbH & Co. KG\nMain Street 5',
  ])('%s', (text) => {
    expect(found([labs], text)).toEqual(['x1 by longer-name Norvia Labs']);
  });

  test.each([
    'Norvia Labs',
    'norvia labs',
    'I am Vera from Norvia Labs. We cannot send',
    'Norvia Labs, Berlin',
    'Norvia Labs (Berlin)',
    'Norvia Labs – Berlin',
    'Vera Neumann\nNorvia Labs\nMain Street 5',
    'customer: norvia labs; please look',
    'we at Norvia Labs cannot send',
    'Norvia Labs’s account',
    'Norvia Labs as discussed',
    'Company: Norvia Labs\nCountry: Germany',
    'Norvia Labs info@other.example',
    'We cannot send. Norvia Labs waits. Acme GmbH too',
    'Hello, we are writing on behalf of our client the company Norvia Labs\nand cannot send.',
    'Hello, we are writing on behalf of our client the company Norvia Labs\n\nInternational calls',
  ])('but not in %j', (text) => {
    expect(found([labs], text)).toEqual(['x1 by name Norvia Labs']);
  });

  test('nor is a Japanese name with a particle after it', () => {
    const shops = searchable('x1', { name: '東京都千代田区商店会連合会' });
    expect(found([shops], '東京都千代田区商店会連合会です。')).toEqual([`x1 by name ${shops.name}`]);
    expect(found([shops], 'みずほ東京都千代田区商店会連合会です。')).toEqual([`x1 by longer-name ${shops.name}`]);
    expect(found([shops], '東京都千代田区商店会連合会北です。')).toEqual([`x1 by longer-name ${shops.name}`]);
  });
});

describe('a customer is not found', () => {
  test.each([
    ['by a part of its id', 'id 70012 or 1700123 or 7001234'],
    ['by a part of its email', 'a.vera@hargreaves.examples, vera@hargreaves'],
    ['by another email that ends alike', 'xhargreaves.example and hargreaves.example.test'],
    ['by the words of its name in another order', 'Travel with Ltd to Hargreaves'],
    ['by half of its name', 'Mr Hargreaves will call'],
    ['in an empty text', '\n'],
    ['by its legal form', 'a Ltd or a GmbH'],
  ])('%s', (_, text) => {
    expect(found(both, text)).toEqual([]);
  });

  test('by words of its note, tags or address', () => {
    const row = searchable('x1', {
      name: 'Quiet Bay',
      tags: ['gold member'],
      note: 'Ask for Kunz',
      domain: 'a-b.example',
    });
    expect(found([row], 'gold member, ask for Kunz, a b example')).toEqual([]);
  });
});

describe('a name that is a part of an address may be another customer’s', () => {
  const norvia = searchable('n1111', { name: 'Norvia Labs GmbH' });
  const globex = searchable('g1111', { name: 'Globex Shipping' });
  const cafe = searchable('c1111', { name: 'Café Zürich', domain: 'cafe-zurich.example' });
  const initrode = searchable('i1111', { name: 'Initrode Software', domain: 'initrode-software.example' });
  const rows = [norvia, globex, cafe, initrode];

  test.each([
    ['From: Eve <billing@norvia-labs.attacker.example>', 'n1111 by part Norvia Labs GmbH'],
    ['norvia-labs@attacker.example', 'n1111 by part Norvia Labs GmbH'],
    ['https://attacker.example/globex-shipping/invoice.pdf', 'g1111 by part Globex Shipping'],
    ['https://attacker.example/?q=(globex-shipping)', 'g1111 by part Globex Shipping'],
    ['see globex_shipping_export.csv', 'g1111 by part Globex Shipping'],
    ['open C:\\Globex-Shipping', 'g1111 by part Globex Shipping'],
    ['billing@globex shipping', 'g1111 by part Globex Shipping'],
    ['look at initrode.software', 'i1111 by part Initrode Software'],
    ['cafe-zurich.example.evil.example', 'c1111 by part Café Zürich'],
    ['www.cafe-zurich.example', 'c1111 by domain cafe-zurich.example'],
    ['who@initrode-software.example', 'i1111 by domain initrode-software.example'],
    ['Globex Shipping, https://attacker.example/globex-shipping', 'g1111 by name Globex Shipping'],
    ['Globex Shipping (jon@other.example)', 'g1111 by name Globex Shipping'],
  ])('%s', (text, expected) => {
    expect(found(rows, text)).toEqual([expected]);
  });

  test.each(['notcafe-zurich.example', 'xglobex-shipping.example'])('%s is no customer’s', (text) => {
    expect(found(rows, text)).toEqual([]);
  });

  test('unless the name is the address', () => {
    const shop = searchable('s1111', { name: 'globex-shop.example' });
    expect(found([shop], 'globex-shop.example is down')).toEqual(['s1111 by name globex-shop.example']);
    expect(found([shop], 'globex-shop.example.evil.example')).toEqual(['s1111 by part globex-shop.example']);
  });

  test('and it stays beside a stronger one, but does not hide a name of one word', () => {
    const all = [...both, ...rows];
    const address = 'https://attacker.example/globex-shipping';
    expect(found(all, `700123 ${address}`)).toEqual(['700123 by id 700123', 'g1111 by part Globex Shipping']);
    expect(found(all, `Nordwind ${address}`)).toEqual([
      'g1111 by part Globex Shipping',
      'sg2002x by word Nordwind GmbH',
    ]);
  });
});

describe('an address that is in another one is somebody else’s', () => {
  const email = '700123 by part vera@hargreaves.example';
  const domain = '700123 by part hargreaves.example';

  test.each([
    ['the user of a link', 'see https://vera@hargreaves.example:pw@evil.test/login', email],
    ['the user of a link, encoded', 'https://vera%40hargreaves.example@evil.test/x please', email],
    ['a link without a host', 'https://vera%40hargreaves.example/x', email],
    ['a search of a link', 'https://evil.test/?user=vera%40hargreaves.example', email],
    ['a search of a link, plain', 'https://evil.test/?user=vera@hargreaves.example&x=1', email],
    ['another email in a search', 'https://evil.test/?user=jon%40hargreaves.example', domain],
    ['a host in a search', 'see https://evil.test/?u=hargreaves.example ok', domain],
    ['a link in a link', 'https://evil.test/?u=https://www.hargreaves.example/', domain],
    ['a path behind a number', 'http://[::1]/hargreaves.example hello', domain],
    ['a path without a scheme', 'evil.test/hargreaves.example', domain],
    ['a path behind a port', 'evil.test:443/hargreaves.example', domain],
    ['a mark behind a host', 'evil.test#hargreaves.example', domain],
    ['a path of a file', 'C:\\shops\\hargreaves.example', domain],
    ['a link to an email with another one', 'mailto:jon@evil.test?cc=vera@hargreaves.example', email],
    ['a quoted name of an email', 'mail: "vera@hargreaves.example"@evil.test please', email],
    ['a quoted name with more in it', '"Vera, vera@hargreaves.example x"@evil.test', email],
    ['an email in angle brackets', '<vera@hargreaves.example>@evil.test', email],
    ['an email before another host', 'vera@hargreaves.example@evil.test', email],
    ['an email before a colon', 'vera@hargreaves.example:pw@evil.test', email],
    ['a link in one without a scheme', 'evil.test/?u=https://www.hargreaves.example/', domain],
    ['a host in front of a quoted name', "https://hargreaves.example'+'@evil.test/", domain],
    ['an email behind a quoted name in a path', "evil.test/('@vera@hargreaves.example", email],
    ['a link behind a mark', 'see www.evil.test#https://hargreaves.example.', domain],
    ['an email in a link in one without a scheme', 'evil.test/x://vera@hargreaves.example', email],
    ['a host before the sign of an email', 'hargreaves.example=vera@evil.test', domain],
    ['a host in a forwarded email', 'Return-Path: SRS0=ab1c=XY=hargreaves.example=jon@evil.test', domain],
    ['a host and a sign that no email has there', "hargreaves.example'@evil.test", domain],
    ['a host before much of an email', `hargreaves.example=${'x'.repeat(70)}@evil.test`, domain],
  ])('%s', (_, text, expected) => {
    expect(found(both, text)).toEqual([expected]);
  });

  test.each([
    'https://www.hargreaves.example/contact',
    'https://www.hargreaves.example:8443/contact?x=1#y',
    'https://jon:pw@hargreaves.example/',
    'see https://hargreaves.example, please',
    '(https://hargreaves.example)',
    '[our shop](https://hargreaves.example).',
    'hargreaves.example/contact',
    'Domain:hargreaves.example',
    'Website/URL:https://hargreaves.example',
    '_hargreaves.example_',
    '_dmarc.hargreaves.example',
  ])('but the host of %j is its own', (text) => {
    expect(found(both, text)).toEqual(['700123 by domain hargreaves.example']);
  });

  test.each([
    'email: **vera@hargreaves.example**',
    'email: {vera@hargreaves.example}',
    '"vera@hargreaves.example"',
    '>vera@hargreaves.example',
    'vera@hargreaves.example <vera@hargreaves.example>',
    'jon@evil.test;vera@hargreaves.example',
    "Vera's mail is 'vera@hargreaves.example', @evil.test",
    'mailto:vera@hargreaves.example?subject=x',
    'vera@hargreaves.example, https://evil.test/?user=vera%40hargreaves.example',
  ])('and so is the email of %j', (text) => {
    expect(found(both, text)).toEqual(['700123 by email vera@hargreaves.example']);
  });

  test('whatever signs are around it in a link', () => {
    const sign = fc.constantFrom(
      ...["'", '.', '-', '+', 'a', '=', '&', '*', '~', '!', '%40', ':', '://', '@', '(', ')', '|', '\u200b', 'ä'],
    );
    const signs = fc.array(sign, { maxLength: 4 }).map((some) => some.join(''));
    const front = fc.constantFrom('https://evil.test/', 'HTTP://evil.test:80/?u=', 'evil.test/', 'www.evil.test#');
    const address = fc.constantFrom('vera@hargreaves.example', 'hargreaves.example');
    fc.assert(
      fc.property(front, signs, address, signs, (link, before, inner, after) => {
        expect(found(both, `see ${link}${before}${inner}${after} now`).join()).not.toMatch(/by (?:email|domain)/);
      }),
    );
  });

  test('a host with more in its first word is another one', () => {
    expect(found(both, 'export_hargreaves.example')).toEqual([]);
  });
});

describe('a part of a longer email is another email', () => {
  const neill = searchable('n7000', { name: 'Neill Consulting', email: 'neill@bigmail.example', domain: '' });

  test.each([...`'’ʼ\`´&=*{|}!#$%^~+/?`])('with %s in it', (sign) => {
    expect(found([neill], `Pat, o${sign}neill@bigmail.example, cannot send`)).not.toEqual([
      'n7000 by email neill@bigmail.example',
    ]);
  });

  test.each([
    'o&#39;neill@bigmail.example',
    'o\u200b’neill@bigmail.example',
    '"pat o".neill@bigmail.example',
    '"pat"neill@bigmail.example',
    "'neill@bigmail.example",
    '=neill@bigmail.example',
    'neill@bigmail.example%2Eattacker.example',
    'neill@bigmail.example。attacker.example',
    'neill@bigmail.example_attacker',
  ])('%s', (text) => {
    expect(found([neill], `Please help. ${text} and more`)).toEqual(['n7000 by part neill@bigmail.example']);
  });

  test.each([
    'neill@bigmail.example.attacker.example',
    'neill@bigmail.example\u200b.attacker.example',
    'neill@bigmail.example=\n.attacker.example',
    'neill@bigmail.example\u0301',
    `${'a'.repeat(60)}neill@bigmail.example`,
  ])('%j holds none', (text) => {
    expect(found([neill], `Please help. ${text} and more`)).toEqual([]);
  });

  test('and is found itself', () => {
    const other = searchable('n8000', { name: 'Pat', email: "o'neill@bigmail.example" });
    expect(found([neill, other], "o'neill@bigmail.example")).toEqual([
      "n8000 by email o'neill@bigmail.example",
      'n7000 by part neill@bigmail.example',
    ]);
  });
});

describe('the name of another address can be written by everybody', () => {
  test.each([
    'From: "vera@hargreaves.example" <bob@attacker.example>',
    'From: vera@hargreaves.example <bob@attacker.example>',
    'From: "vera@hargreaves.example, Vera" <bob@attacker.example>',
    "From: 'vera@hargreaves.example' <bob@attacker.example>",
    'From: "vera@hargreaves.example"\n <bob@attacker.example>',
    'vera@hargreaves.example<mailto:bob@attacker.example>',
    'vera@hargreaves.example <https://attacker.example/>',
    '[vera@hargreaves.example](mailto:bob@attacker.example)',
    '<a href="mailto:bob@attacker.example">vera@hargreaves.example</a>',
    'bob@attacker.example (vera@hargreaves.example)',
  ])('%j', (text) => {
    expect(found(both, text)).toEqual(['700123 by part vera@hargreaves.example']);
  });

  test.each([
    'Vera Neumann (vera@hargreaves.example)',
    'vera@hargreaves.example, Bob <bob@attacker.example>',
    'To: "Bob" <bob@attacker.example>, vera@hargreaves.example',
  ])('but not another one beside it: %s', (text) => {
    expect(found(both, text)).toEqual(['700123 by email vera@hargreaves.example']);
  });
});

describe('an id in a longer word or number is a part of it', () => {
  test.each([
    'Tel. 030-700123',
    'Tel. 030/700123',
    'Tel.: 700123',
    'Fax +49 30 700123-99',
    'call (030) 700123',
    'call +700123',
    'we paid 700123,50 EUR',
    'we paid 700123.50',
    'we paid 1,700123',
    'we paid EUR 700123',
    'we paid 700123 €',
    'we paid $700123',
    '700123-4f89-11d3-9a0c',
    '4f89-700123',
    '4f89-\u2060700123',
    'invoice INV-700123',
    'account_700123 is down',
    'see 700123.pdf',
    'see 700123.attacker.example',
    'up by 700123%',
    'ß700123',
    '700123-\n99',
    '30\u2013700123',
  ])('%j', (text) => {
    expect(found(both, `Hello, ${text}`)).toEqual(['700123 by longer-id 700123']);
  });

  test.each([
    'our id: 700123.',
    'Kundennr.700123',
    'id=700123&x=1',
    '(700123)',
    '#700123, 2 users',
    '**700123**',
    'see https://app.example/v3/7/700123/9',
    '账号700123无法发送',
    'ids 700122, 700123, 700124',
    '700123/ok',
  ])('but not in %j', (text) => {
    expect(found(both, `Hello, ${text}`)).toEqual(['700123 by id 700123']);
  });

  test.each([`${'x'.repeat(200)}700123`, `${'1'.repeat(300)}700123`])('nor at the end of a long one', (text) => {
    expect(found(both, text)).toEqual([]);
  });
});

describe('a text that is cut', () => {
  const labs = searchable('700001', { name: 'Norvia Labs', email: 'info@norvia.example', domain: 'norvia.example' });
  const cutAfter = (end: string): string =>
    ticketTextOf(
      `${'lorem ipsum '.repeat(2_000).slice(0, longestTicketText - end.length - 1)} ${end}`.concat('2 more'),
    ) ?? '';

  test.each([
    ['an id', 'id 700001', []],
    ['an email', 'of info@norvia.example', []],
    ['a host', 'of norvia.example', []],
    ['a name', 'of Norvia Labs ', ['700001 by longer-name Norvia Labs']],
    ['a name with a sign', 'of Norvia Labs, ', ['700001 by longer-name Norvia Labs']],
  ])('has no whole %s at its end', (_, end, expected) => {
    expect(found([labs], cutAfter(end))).toEqual(expected);
  });

  test('never says that it was read as a whole', () => {
    const { found: all, isAll } = indexOf([labs]).findInText(`700001 ${'lorem ipsum '.repeat(2_000)}`.slice(0, 20_001));
    expect(all).toHaveLength(1);
    expect(isAll).toBe(false);
  });

  test('nor does one with too many addresses', () => {
    const many = Array.from({ length: 2_100 }, (_, at) => `a@${at}.b`).join(' ');
    expect(many.length).toBeLessThan(longestTicketText);
    expect(indexOf([labs]).findInText(`700001 ${many}\n`).isAll).toBe(false);
  });
});

describe('a domain that may be a mail provider’s', () => {
  const bob = 'From: Bob <bob@DOMAIN>\nhello';
  const domains =
    'vodafone.de a1.net online.no telia.com xtra.co.nz freemail.hu ukr.net i.ua sapo.pt mail.dk azet.sk sunrise.ch ' +
    'docomo.ne.jp ezweb.ne.jp unknown-isp.example';

  test.each(domains.split(' '))('%s is no customer’s own', (domain) => {
    for (const name of ['Free Kunde', `kunde@${domain}`]) {
      const one = searchable('x1', { name, email: `kunde@${domain}`, domain });
      expect(found([one], bob.replace('DOMAIN', domain))).toEqual([`x1 by shared-domain ${domain}`]);
    }
  });

  test.each([
    ['Sunrise Yoga', 'sunrise.ch'],
    ['Vodafone Kunde', 'vodafone.de'],
    ['Online Shop', 'mail.online.no'],
  ])('if it is known, even if a customer is called %s', (name, domain) => {
    const one = searchable('x1', { name, domain });
    expect(found([one], bob.replace('DOMAIN', domain))).toEqual([`x1 by shared-domain ${domain}`]);
  });

  test.each([
    ['Hargreaves Travel Ltd', 'hargreaves.example'],
    ['Hargreaves Travel Ltd', 'hargreaves-travel.example'],
    ['Hargreaves Travel Ltd', 'hargreaves-travel-berlin.co.uk'],
    ['Müller & Söhne GmbH', 'mueller-soehne.example'],
    ['IBM', 'mail.ibm.example'],
  ])('but %s has its own, %s', (name, domain) => {
    const one = searchable('x1', { name, domain });
    expect(found([one], bob.replace('DOMAIN', domain))).toEqual([`x1 by domain ${domain}`]);
  });

  test.each([
    ['Hargreaves Travel Ltd', 'travel.example'],
    ['Hargreaves Travel Ltd', 'harg.example'],
    ['Ab Cd', 'abcdefgh.example'],
  ])('and %s may not have %s', (name, domain) => {
    const one = searchable('x1', { name, domain });
    expect(found([one], bob.replace('DOMAIN', domain))).toEqual([`x1 by shared-domain ${domain}`]);
  });
});

describe('an ending after a name does not hide it', () => {
  test.each([
    ['Globex Shipping', "Globex Shipping's account"],
    ['Globex Shipping', 'Globex Shipping’s account'],
    ['Globex Shipping', "GLOBEX SHIPPING'S ACCOUNT"],
    ['Norvia Labs', "Norvia Labs' account"],
    ["Noel's Gallery", "Noel's Gallery's account"],
    ["Noel's Gallery", 'from Noel’s Gallery'],
    ['Umber & Ochre Gallery', 'Umber &amp; Ochre Gallery'],
  ])('%s in %s', (name, text) => {
    expect(found([searchable('x1', { name })], text)).toEqual([`x1 by name ${name}`]);
  });

  test('but only after it', () => {
    expect(found([searchable('x1', { name: 'Noel Gallery' })], 'Noel’s Gallery')).toEqual([]);
  });
});

test('the strongest evidence comes first, and counts for the row', () => {
  const rows = [
    searchable('a1111', { name: 'Zebra Tours' }),
    searchable('b2222', { name: 'Blue North', email: 'hi@blue.example', domain: 'blue.example' }),
    searchable('c3333', { name: 'Green South', domain: 'green.example' }),
    searchable('d4444', { name: 'Red West GmbH' }),
  ];
  const text = 'Red West, Zebra Tours, www.green.example, Blue North <hi@blue.example>, 1111 d4444';
  expect(found(rows, text)).toEqual([
    'd4444 by id d4444',
    'b2222 by email hi@blue.example',
    'a1111 by name Zebra Tours',
    'c3333 by domain green.example',
  ]);
});

test('rows of equal evidence are in the order of their names, however often each is in the text', () => {
  const rows = ['Zebra Tours', 'Blue North', 'Nordwind GmbH', 'Nordwind AG'].map((name, at) =>
    searchable(`x${at}`, { name }),
  );
  expect(found(rows, 'Zebra Tours; Zebra Tours; Nordwind GmbH; Blue North')).toEqual([
    'x1 by name Blue North',
    'x2 by name Nordwind GmbH',
    'x0 by name Zebra Tours',
  ]);
});

test('customers that are called the same are all found', () => {
  const rows = ['x1', 'x2', 'x3'].map((id) => searchable(id, { name: 'Hargreaves Travel' }));
  expect(found(rows, 'Vera from Hargreaves Travel')).toHaveLength(3);
});

test('the domain of an email that a customer has finds no other customers', () => {
  const other = searchable('sg1', { name: 'Other', email: 'jon@hargreaves.example', domain: 'hargreaves.example' });
  const text = 'from vera@hargreaves.example';
  expect(found([hargreaves, other], text)).toEqual(['700123 by email vera@hargreaves.example']);
  expect(found([hargreaves, other], `${text} www.hargreaves.example`)).toHaveLength(2);
});

test('a name of one word counts only if nothing else is found', () => {
  const rows = [...both, searchable('x1', { name: 'Monday' })];
  expect(found(rows, 'since Monday')).toEqual(['x1 by word Monday']);
  expect(found(rows, 'since Monday, 700123')).toEqual(['700123 by id 700123']);
});

test('what changed or was removed is found as it is now', () => {
  const index = indexOf(both);
  index.put({ ...hargreaves, name: 'Hargreaves Voyages', email: 'v@voyages.example', domain: 'voyages.example' });
  index.remove(nordwind.accountId);
  const all = (text: string): number => index.findInText(text).found.length;
  expect([all('Hargreaves Travel vera@hargreaves.example'), all('Nordwind GmbH sg2002x')]).toEqual([0, 0]);
  expect([all('Hargreaves Voyages'), all('v@voyages.example')]).toEqual([1, 1]);
});

describe('hostile texts', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '@',
      '.',
      '-',
      '_',
      '..',
      'www.',
      '%40',
      '://',
      'mailto:',
      '\0',
      '\u202e',
      '(株)',
      'S. A. ',
      '&',
      ' ',
    ),
    fc.constantFrom('700123', 'vera', 'hargreaves', 'travel', 'ltd', 'nordwind', 'gmbh', '.example'),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const hostile = fc.array(piece, { maxLength: 400, size: 'max' }).map((pieces) => pieces.join(''));

  test('find only customers whose facts are in them', () => {
    const index = indexOf(both);
    fc.assert(
      fc.property(hostile, (text) => {
        const lower = text
          .toLowerCase()
          .replaceAll('%40', '@')
          .replace(/\p{Cf}/gu, '');
        for (const { accountId, evidence } of index.findInText(text).found) {
          const row = both.find((one) => one.accountId === accountId);
          const fact = {
            id: row?.remoteId,
            'longer-id': row?.remoteId,
            email: row?.email,
            domain: row?.domain,
            'shared-domain': row?.domain,
          }[evidence.by as 'id'];
          if (fact === undefined)
            expect(lower.normalize('NFKD')).toContain(row === hargreaves ? 'hargreaves' : 'nordwind');
          else expect(lower).toContain(fact);
        }
      }),
      { numRuns: 500 },
    );
  });

  const names = Array.from({ length: 2_000 }, (_one, at) => searchable(`h${at}`, { name: `Hargreaves ${at}` }));
  const index = indexOf([...both, ...names]);

  test.each([
    ['at signs', '@'],
    ['dots', '.'],
    ['addresses without a space', 'a@'],
    ['letters', 'a'],
    ['labels', 'a.'],
    ['hyphens', '-'],
    ['one name again and again', 'Hargreaves Travel '],
    ['beginnings of a name', 'hargreaves '],
    ['single letters with marks', 'S. A. '],
    ['legal forms in parentheses', '(株)'],
    ['combining marks', 'e\u0301\u0301'],
    ['digits', '7'],
  ])('of %s are read in time that grows with their length', (_, repeated) => {
    const text = repeated.repeat(longestTicketText).slice(0, longestTicketText);
    // Each time takes some hundredths of a second. If it grew faster than the text, all together would take minutes. Only
    // this process counts: others may keep the machine busy.
    const before = process.cpuUsage();
    for (let times = 0; times < 10; times++) expect(index.findInText(text).isAll).toBe(true);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6, 'seconds of processor time').toBeLessThan(15);
  });
});

test.each(['-', '.', 'a', '1'])('a host of %s that is none is read once', (sign) => {
  const text = `http://a:${sign.repeat(300_000)}% http://${sign.repeat(300_000)}%`;
  const before = process.cpuUsage();
  expect(splitText(text).said.trim()).toBe('');
  const { user, system } = process.cpuUsage(before);
  // It takes some milliseconds. If each sign were a reason to read all others again, it would take minutes.
  expect((user + system) / 1e6, 'seconds of processor time').toBeLessThan(5);
});

test('pieces are bounded, distinct and without what is around them', () => {
  const { emails, hosts, ids } = ticketPieces(
    'A@B.example, a@b.example; <x@y.test> www.c.example/x?i=12345#12345 ab1 abcd',
  );
  expect(emails).toEqual(['a@b.example', 'x@y.test']);
  expect(hosts).toEqual(['c.example']);
  expect(ids.ids).toEqual(['12345']);
  const many = ticketPieces(Array.from({ length: 5_000 }, (_, at) => `i${at}000`).join(' '));
  expect(many.ids.ids).toHaveLength(2_000);
  expect(many.isAll).toBe(false);
  expect(domainsOf('WWW.mail.acme.co.uk.')).toEqual(['mail.acme.co.uk', 'acme.co.uk', 'co.uk']);
});
