import { describe, expect, test } from 'vitest';
import { fold, joiningWord, wordsOf } from '../../src/main/search/fold.ts';
import { SearchIndex } from '../../src/main/search/search-index.ts';
import { joinedOf, type Searchable } from '../../src/main/search/searchable.ts';
import { fc } from '../helpers/any-input.ts';
import { searchable } from '../helpers/searchables.ts';

const connections = new Map([
  ['north', 'North Brevo'],
  ['south', 'South East SendGrid EU'],
]);

type Facts = Partial<Searchable> & { connectionId?: string };

/** Searches among these customers. The user opens all but the wanted one daily. Returns the place of the first in the list. */
function firstOf(customers: readonly Facts[], typed: string, wanted = 0): number | undefined {
  const index = new SearchIndex();
  const ids = customers.map(({ connectionId = 'north' }, at) => `${connectionId}/${at}`);
  for (const [at, { connectionId: _, ...facts }] of customers.entries()) {
    index.put(searchable(`x${at}q`, { ...facts, accountId: ids[at] ?? '' }));
  }
  const boost = (accountId: string): number => (accountId === ids[wanted] ? 0 : 0.9);
  const [hit] = index.search(typed, { limit: 50, boost, boosted: ids, connections });
  return hit && ids.indexOf(hit.accountId);
}

describe('a customer whose whole text was typed is before one whose text goes on, however often that one was opened', () => {
  test.each<[string, Facts, Facts]>([
    ['mail@store.com', { email: 'mail@store.com' }, { email: 'mail@store.com.au' }],
    ['mail@shop.co', { email: 'mail@shop.co' }, { email: 'mail@shop.co.uk' }],
    [
      'mail@store.com',
      { email: 'mail@store.com', domain: 'store.com' },
      { email: 'mail@store.com.au', domain: 'store.com.au' },
    ],
    ['MAIL@store.com', { email: 'mail@store.com' }, { email: 'mail@store.com.au' }],
    ['<mail@store.com>', { email: 'mail@store.com' }, { email: 'mail@store.com.au' }],
    [
      'mail@store.com',
      { email: 'mail@store.com' },
      { name: 'Mail', email: 'mail@store.com.au', domain: 'store.com.au' },
    ],
    ['mail@store.com', { email: 'mail@store.com', domain: 'store.com' }, { email: 'mail@store.com.au' }],
    ['mail@store.com', { email: 'mail@store.com' }, { email: 'mail@store.com.au', note: 'not mail@store.com' }],
    ['mail@store.com brevo', { email: 'mail@store.com' }, { email: 'mail@store.com.au' }],
    ['north mail@store.com', { email: 'mail@store.com' }, { email: 'mail@store.com.au' }],
    [
      'gold mail@store.com',
      { email: 'mail@store.com', tags: ['Gold'] },
      { email: 'mail@store.com.au', tags: ['Gold'] },
    ],
    ['store.com', { domain: 'store.com' }, { domain: 'store.com.au' }],
    ['www.store.com', { domain: 'store.com' }, { domain: 'store.com.au' }],
    ['store.com brevo', { domain: 'store.com' }, { domain: 'store.com.au' }],
    ['blue-north.com', { domain: 'blue-north.com' }, { domain: 'blue-north.com.au' }],
    ['store.com', { domain: 'store.com' }, { name: 'Store.com Ltd' }],
    ['7000', { remoteId: '7000' }, { name: '7000 Islands' }],
    ['70', { remoteId: '70' }, { name: '70 Islands' }],
    ['700-001 north', { remoteId: '700-001' }, { remoteId: '700-0012' }],
    ['kestrel', { aliases: ['Kestrel', 'Blue North'] }, { name: 'Kestrel Berlin' }],
    ['kestrel', { aliases: [' ', 'Kestrel'] }, { name: 'Kestrel Berlin' }],
    ['kestrel north', { aliases: ['Kestrel', 'Blue'] }, { name: 'Kestrel Berlin' }],
  ])('%s', (typed, whole, longer) => {
    expect(firstOf([whole, longer], typed)).toBe(0);
    expect(firstOf([longer, whole], typed, 1)).toBe(1);
  });

  test.each([
    'alpha shop brevo',
    'alpha shop north',
    'brevo alpha shop',
    'north brevo alpha shop',
    'alpha brevo shop',
    'shop alpha brevo',
    'brevo shop north alpha',
    'alphashop brevo',
    'brevo alphashop',
    'alpha-shop brevo',
    'alpha shop gold',
    'gold alpha shop',
    'alpha shop gold partner',
    'partner alpha shop brevo gold',
    'alpha shop mail@store.com',
    'mail@store.com alpha shop north',
    'alpha shop x0q',
    'alpha shop nor',
    'alpha shop go',
  ])('%s', (typed) => {
    const shop: Facts = { name: 'Alpha Shop', tags: ['Gold Partner'], email: 'mail@store.com' };
    const berlin: Facts = { ...shop, name: 'Alpha Shop Berlin' };
    expect(firstOf([shop, berlin], typed)).toBe(0);
  });

  test.each([
    ['mueller north', 'Müller', 'Müller Berlin'],
    ['müller north', 'Mueller', 'Mueller Berlin'],
    ['gruess goett north', 'Grüß Gött', 'Grüß Gött Berlin'],
    ['smith and sons north', 'Smith & Sons', 'Smith & Sons Berlin'],
    ['smith sons north', 'Smith & Sons', 'Smith & Sons Berlin'],
    ['exemplar s.a. north', 'Exemplar S.A.', 'Exemplar S.A. Berlin'],
    ['東西 north', '東西', '東西南北'],
    ['smile 😀 north', 'Smile 😀', 'Smile 😀 Berlin'],
    ['and north', 'And', 'And Berlin'],
  ])('%s', (typed, name, longer) => {
    expect(firstOf([{ name }, { name: longer }], typed)).toBe(0);
  });

  test('of names that differ in signs or capitals, the one that was typed beside a word of the connection', () => {
    for (const [typed, name, other] of [
      ['exemplar sa north', 'Exemplar SA', 'Exemplar S.A.'],
      ['exemplar s.a. north', 'Exemplar S.A.', 'Exemplar SA'],
      ['brevo blue-north', 'Blue-North', 'Blue North'],
      ['brevo blue north', 'Blue North', 'Blue-North'],
      ['ACME brevo', 'ACME', 'Acme'],
      ['Acme brevo', 'Acme', 'ACME'],
      ['alpha shop brevo', 'Alpha Shop', 'Shop Alpha'],
    ] as const) {
      expect(firstOf([{ name }, { name: other }], typed), typed).toBe(0);
    }
  });
});

describe('a text that is more of another customer', () => {
  test.each<[string, Facts, Facts]>([
    ['alpha shop north', { name: 'Alpha Shop North' }, { name: 'Alpha Shop' }],
    ['alpha shop gold', { name: 'Alpha Shop Gold' }, { name: 'Alpha Shop', tags: ['Gold'] }],
    ['alpha shop nor', { name: 'Alpha Shop Norden' }, { name: 'Alpha Shop' }],
    ['alpha shop b', { name: 'Alpha Shop Berlin' }, { name: 'Alpha Shop' }],
    ['alpha shop south', { name: 'Alpha Shop Berlin', connectionId: 'south' }, { name: 'Alpha Shop' }],
  ])('%s: puts that one first', (typed, wanted, other) => {
    expect(firstOf([wanted, other], typed)).toBe(0);
  });
});

test('a whole name beside a word of its connection is found among thousands that begin with it', () => {
  const index = new SearchIndex();
  const at = (number: number): string => `north/${number}`;
  for (let number = 0; number < 6_000; number++) {
    const name = number === 3_000 ? 'Alpha Shop' : `Alpha ${number % 2 ? 'Aaa' : 'Shop'} ${number.toString(36)}`;
    index.put(searchable(`${number}`, { name, accountId: at(number) }));
  }
  const boost = (accountId: string): number => (accountId === at(3_000) ? 0 : 0.9);
  for (const typed of ['alpha shop brevo', 'brevo shop alpha', 'alphashop north']) {
    const [hit] = index.search(typed, { limit: 9, boost, boosted: [at(2), at(4)], connections });
    expect(hit?.accountId, typed).toBe(at(3_000));
  }
});

test('of many with one whole text, the one that the user opens is first', () => {
  const index = new SearchIndex();
  for (let number = 0; number < 500; number++) {
    index.put(searchable(`x${number}q`, { email: 'mail@store.com', accountId: `north/${number}` }));
  }
  const boost = (accountId: string): number => (accountId === 'north/499' ? 1 : 0);
  for (const typed of ['mail@store.com', 'mail@store.com brevo']) {
    const [hit] = index.search(typed, { limit: 9, boost, boosted: ['north/499'], connections });
    expect(hit?.accountId).toBe('north/499');
  }
});

test('what is found beside the whole text is found as before', () => {
  const index = new SearchIndex();
  for (const name of ['Alpha Shop', 'Alpha Shop Berlin']) {
    index.put(searchable(name, { name, accountId: `north/${name}` }));
  }
  let count = 0;
  const counted = (matches: { count: number }): void => {
    count = matches.count;
  };
  for (const typed of ['alpha shop brevo', 'alphashop brevo', 'shop brevo alpha']) {
    expect(index.search(typed, { limit: 9, connections, counted }), typed).toHaveLength(2);
    expect(count).toBe(2);
  }
});

// Few words, so that most customers have words in common.
const word = fc.constantFrom(
  'alpha',
  'shop',
  'berlin',
  'north',
  'brevo',
  'gold',
  'store',
  'mail',
  'al',
  'müller',
  '東',
  '&',
);
const someWords = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(' '));
const host = fc
  .tuple(fc.constantFrom('store', 'shop', 'alpha', 'north-shop'), fc.constantFrom('com', 'com.au', 'co', 'co.uk'))
  .map((parts) => parts.join('.'));
const customer = fc.record({
  name: someWords(4),
  aliases: fc.array(someWords(2), { maxLength: 2 }),
  domain: fc.option(host, { nil: '' }),
  email: fc.option(
    fc.tuple(fc.constantFrom('mail', 'shop', 'north'), host).map((parts) => parts.join('@')),
    { nil: '' },
  ),
  remoteId: fc.constantFrom('7', '70', '7000', '70001', '700012', 'alpha', 'gold7'),
  tags: fc.array(someWords(2), { maxLength: 2 }),
  note: fc.option(someWords(3), { nil: '' }),
  connectionId: fc.constantFrom(...connections.keys()),
});
type Customer = typeof customer extends fc.Arbitrary<infer T> ? T : never;

const textsOf = ({ name, aliases, domain, email, remoteId }: Customer): string[] =>
  [name, ...aliases, domain, email, remoteId].filter((text) => fold(text) !== '');
const wordsBeside = ({ tags, connectionId }: Customer): string[] =>
  [...tags, connections.get(connectionId) ?? ''].flatMap((text) => wordsOf(fold(text)));

/** The words that are left when some of them, one after the other in any order, are this text. */
function leftWithout(words: readonly string[], joined: string): string[][] {
  if (joined === '') return [[...words]];
  return words.flatMap((each, at) => {
    const next = joined.startsWith(each) ? joined.slice(each.length) : null;
    return next === null ? [] : leftWithout(words.toSpliced(at, 1), next);
  });
}

/** Whether words are the whole of some texts of a customer, and words of its connection and its groups. */
function areWhollyOf(of: Customer, words: readonly string[], texts = textsOf(of), hasText = false): boolean {
  const beside = wordsBeside(of);
  if (hasText && words.every((each) => each === joiningWord || beside.includes(each))) return true;
  return texts.some((text, at) =>
    leftWithout(words, joinedOf(text)).some((left) => areWhollyOf(of, left, texts.toSpliced(at, 1), true)),
  );
}

/** A whole text of a customer, with words of its connection and groups around and within it. */
const typedFor = (of: Customer) =>
  fc
    .tuple(
      fc.constantFrom(...textsOf(of)),
      fc.shuffledSubarray(wordsBeside(of), { maxLength: 2 }),
      fc.constantFrom('beside', 'within', 'joined' as const),
      fc.infiniteStream(fc.nat(99)),
    )
    .map(([text, beside, how, places]) => {
      const parts =
        how === 'within' && !/[@.]/.test(text) ? text.split(' ') : [how === 'joined' ? joinedOrAddress(text) : text];
      for (const each of beside) parts.splice((places.next().value ?? 0) % (parts.length + 1), 0, each);
      return parts.join(' ');
    });
const joinedOrAddress = (text: string): string => (/[@.]/.test(text) ? text : text.replaceAll(/[ &]/g, '') || text);

test('a text that is wholly one customer’s puts no other customer first, unless it is wholly that one’s too', () => {
  const stories = fc
    .array(customer, { minLength: 2, maxLength: 6 })
    .chain((customers) => fc.tuple(fc.constant(customers), typedFor(customers[0] as Customer)));
  fc.assert(
    fc.property(stories, ([customers, typed]) => {
      const first = customers[firstOf(customers, typed) ?? -1];
      expect(first, typed).toBeDefined();
      if (!first) return;
      const words = wordsOf(fold(typed));
      expect(areWhollyOf(first, words), `${typed}: ${JSON.stringify(first)}`).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
