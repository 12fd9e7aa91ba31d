import { describe, expect, test } from 'vitest';
import { AccountIndex } from '../../src/main/accounts/account-index.ts';
import { searchAccounts } from '../../src/main/accounts/search-accounts.ts';
import { providerOf, providers } from '../../src/main/providers/registry.ts';
import type { Account } from '../../src/shared/account.ts';
import { defaultSettings, type SavedPage } from '../../src/shared/settings.ts';
import { account, connection } from '../helpers/accounts.ts';

const connections = [
  connection({ connectionId: 'north000', provider: 'brevo', label: 'North' }),
  connection({ connectionId: 'west0000', provider: 'brevo', label: 'West' }),
  connection({ connectionId: 'us000000', provider: 'sendgrid', label: 'SendGrid (US)' }),
];

/** A search over these accounts. Those in `opened` were opened before, the latest first. */
async function searchOver(
  stored: readonly Account[],
  opened: readonly string[] = [],
  savedPages: readonly SavedPage[] = [],
) {
  const getMany = (ids: readonly string[]) =>
    ids.flatMap((id) => stored.find(({ accountId }) => accountId === id) ?? []);
  const frecency = { of: () => 0, accountIds: () => opened, changed: () => undefined };
  const index = new AccountIndex({
    accounts: { getMany, slices: () => [[...stored]] },
    frecency,
    rowsChanged: () => undefined,
    ending: new AbortController().signal,
  });
  await index.load();
  const answer = (text: string) =>
    searchAccounts(
      {
        accounts: {
          getMany,
          pinned: () => stored.filter(({ pinned }) => pinned),
          recent: () => getMany(opened),
          count: (id) => stored.filter(({ connectionId }) => connectionId === id).length,
          slices: () => [[...stored]],
        },
        directory: { names: { hasNames: () => false } },
        index,
        settings: {
          connections,
          settings: { ...defaultSettings, savedPages: [...savedPages] },
          connection: (id) => connections.find(({ connectionId }) => connectionId === id),
        },
        providers,
        providerOf,
        frecency,
        now: () => Date.parse('2026-11-27T08:00:00.000Z'),
      },
      text,
    );
  return { answer, ids: (text: string) => answer(text).rows.map(({ accountId }) => accountId) };
}

const silent = { email: '', domain: '' };
const smiths = [
  account({ ...silent, connectionId: 'north000', remoteId: '101', name: 'Smith Ltd', state: 'activated' }),
  account({ ...silent, connectionId: 'west0000', remoteId: '201', name: 'Smith Ltd', state: 'inactive' }),
  account({
    ...silent,
    connectionId: 'us000000',
    remoteId: '301',
    name: 'Smith Inc',
    createdAt: '2026-11-20T00:00:00.000Z',
  }),
  account({ connectionId: 'us000000', remoteId: '302', name: 'Acme', email: 'vera@north.example', pinned: true }),
];

test.each([
  ['smith @north', ['north000/101']],
  ['@west smith', ['west0000/201']],
  ['brevo:smith', ['north000/101', 'west0000/201']],
  ['smith sendgrid:', ['us000000/301']],
  ['smith is:inactive', ['west0000/201']],
  ['smith #101', ['north000/101']],
  ['is:new', ['us000000/301']],
  ['is:pinned', ['us000000/302']],
  ['acme @north', []],
  ['brevo: is:pinned', []],
  ['sendgrid: @north', []],
  ['vera@north', ['us000000/302']],
  ['@north.example', ['us000000/302']],
])('%j finds exactly these', async (text, ids) => {
  const search = await searchOver(smiths);
  expect(search.ids(text)).toEqual(ids);
});

test('a filter alone lists pinned customers, then recent ones, then the others by name', async () => {
  const of = (remoteId: string, name: string, facts: Partial<Account> = {}) =>
    account({ connectionId: 'north000', remoteId, name, ...facts });
  const search = await searchOver(
    [
      of('1', 'Zwirn', { pinned: true }),
      of('2', 'Bolt'),
      of('3', 'Young'),
      of('4', 'Acme'),
      account({ connectionId: 'west0000', remoteId: '5', name: 'Alone', pinned: true }),
    ],
    ['north000/3', 'west0000/5'],
  );
  expect(search.ids('@north')).toEqual(['north000/1', 'north000/3', 'north000/4', 'north000/2']);
  expect(search.ids('is:recent')).toEqual(['west0000/5', 'north000/3']);
});

test('the sign of a filter that is being typed changes nothing yet', async () => {
  const search = await searchOver(smiths);
  expect(search.ids('smith @')).toEqual(search.ids('smith'));
  expect(search.ids('smith is:')).toEqual(search.ids('smith'));
  expect(search.ids('@')).toEqual(search.ids(''));
});

test('a filter stands aside for the place to land', async () => {
  const search = await searchOver(smiths);
  const answer = search.answer('smith senders @north');
  expect(answer.target).toBe('senders');
  expect(answer.rows.map(({ accountId }) => accountId)).toEqual(['north000/101']);
});

test('a whole name that looks like a filter puts its customer first', async () => {
  const names = ['#1 Cochran', 'is:pinned', '@north', 'brevo: Demo', '@'];
  const search = await searchOver([
    ...smiths,
    ...names.map((name, n) => account({ connectionId: 'west0000', remoteId: `9${n}`, name })),
    account({ connectionId: 'north000', remoteId: '801', name: 'Cochran' }),
  ]);
  for (const [n, name] of names.entries()) expect(search.ids(name)[0]).toBe(`west0000/9${n}`);
  expect(search.ids('@north').slice(1)).toEqual(['north000/801', 'north000/101']);
});

test('quotation marks make a filter text', async () => {
  const search = await searchOver([
    account({ connectionId: 'west0000', remoteId: '77', name: '#1 Cochran' }),
    account({ connectionId: 'north000', remoteId: '801', name: 'Cochran' }),
  ]);
  expect(search.ids('#1 coch')).toEqual(['north000/801']);
  expect(search.ids('"#1 coch"')).toEqual(['west0000/77']);
});

test('a row that was found by its id shows where', async () => {
  const search = await searchOver(smiths);
  expect(search.answer('#01').rows.map(({ match }) => match)).toEqual([
    { field: 'id', text: '301', ranges: [[1, 3]] },
    { field: 'id', text: '101', ranges: [[1, 3]] },
    { field: 'id', text: '201', ranges: [[1, 3]] },
  ]);
});

test('how many match is counted, also beyond the rows that are returned', async () => {
  const many = Array.from({ length: 212 }, (_, at) =>
    account({ ...silent, connectionId: 'north000', remoteId: `${1000 + at}`, name: `Smith ${at}` }),
  );
  const { answer } = await searchOver([
    ...many,
    account({ ...silent, connectionId: 'west0000', remoteId: '9', name: 'Jones' }),
  ]);
  expect(answer('smith')).toMatchObject({ total: 213, matches: { count: 212, isAll: true } });
  expect(answer('smith').rows).toHaveLength(50);
  expect(answer('smith 17')).toMatchObject({ matches: { count: answer('smith 17').rows.length, isAll: true } });
  expect(answer('@north')).toMatchObject({ matches: { count: 212, isAll: true } });
  expect(answer('xqzv')).toMatchObject({ rows: [], matches: { count: 0 } });
  expect(answer('').matches).toBeUndefined();
});

test('a count is not claimed to be whole if not all were looked at', async () => {
  const many = Array.from({ length: 4_000 }, (_, at) =>
    account({ ...silent, connectionId: 'north000', remoteId: `${1000 + at}`, name: `Travel ${at} Smith` }),
  );
  const { matches } = (await searchOver(many)).answer('smith');
  expect(matches?.isAll).toBe(false);
  expect(matches?.count).toBeLessThanOrEqual(4_000);
});

test('the name of a saved page after a customer leads there, as a target’s verb does', async () => {
  const page = 'https://app.brevo.com/senders/ip';
  const search = await searchOver(smiths, [], [{ provider: 'brevo', name: 'Dedicated  IP', page }]);
  for (const text of ['smith ltd dedicated ip', 'smith ltd Dedicated', 'smith ltd ded']) {
    const answer = search.answer(text);
    expect([answer.page, answer.target]).toEqual([page, null]);
    expect(answer.rows.map(({ name }) => name)).toEqual(['Smith Ltd', 'Smith Ltd']);
  }
  expect(search.answer('smith ltd senders')).toMatchObject({ target: 'senders' });
  expect(search.answer('smith ltd')).not.toHaveProperty('page');
  expect(search.answer('smith ltd de')).not.toHaveProperty('page');
});

test('the front of two saved pages’ names leads to neither of them, and a whole name to its own', async () => {
  const at = (name: string) => ({ provider: 'brevo', name, page: `https://app.brevo.com/${name.toLowerCase()}` });
  const search = await searchOver(smiths, [], [at('Deliverability'), at('Delivery'), at('Sending')]);
  expect(search.answer('smith ltd deliv').rows).toEqual([]);
  expect(search.answer('smith ltd deliverab').page).toBe('https://app.brevo.com/deliverability');
  expect(search.answer('smith ltd delivery').page).toBe('https://app.brevo.com/delivery');
  // The provider has a place of its own that begins so.
  expect(search.answer('smith ltd sen').rows).toEqual([]);
  expect(search.answer('smith ltd senders')).toMatchObject({ target: 'senders' });
});

describe('the word of a place after a whole text of a customer', () => {
  const shop = { ...silent, connectionId: 'north000', remoteId: '1', name: 'Alpha Shop', email: 'mail@store.com' };
  const page = 'https://app.brevo.com/senders/ip';
  const searchBeside = (others: readonly Partial<Account>[]) =>
    searchOver(
      [
        account(shop),
        ...others.map((facts, at) =>
          account({ ...silent, connectionId: 'north000', remoteId: `2${at}`, email: 'mail@store.com.au', ...facts }),
        ),
      ],
      others.map((_, at) => `north000/2${at}`),
      [{ provider: 'brevo', name: 'Dedicated IP', page }],
    );

  test.each([
    ['alpha shop senders', { name: 'Alpha Shop Sanders' }],
    ['alpha shop senders', { name: 'Alpha Shop Senders Berlin' }],
    ['alpha shop senders', { name: 'Alpha Shop Berlin', note: 'asks for senders' }],
    ['alpha shop sen', { name: 'Alpha Shop Ben' }],
    ['alpha shop brevo senders', { name: 'Alpha Shop Berlin' }],
    ['north alpha shop senders', { name: 'Alpha Shop Sanders' }],
    ['mail@store.com senders', { name: 'Senders' }],
    ['1 senders', { name: '1 Sanders' }],
  ])('leads there, and puts no other customer first: %s', async (text, other) => {
    const answer = (await searchBeside([other])).answer(text);
    expect(answer).toMatchObject({ target: 'senders' });
    expect(answer.rows[0]).toMatchObject({ name: 'Alpha Shop' });
  });

  test('the name of a saved page does so too', async () => {
    const { answer } = await searchBeside([{ name: 'Alpha Shop Dedicated IP Berlin' }]);
    expect(answer('alpha shop dedicated ip')).toMatchObject({ page, rows: [{ name: 'Alpha Shop' }, {}] });
  });

  test.each([
    ['alpha shop senders', { name: 'Alpha Shop Senders' }],
    ['alpha shop senders', { name: 'Alpha Shop', remoteId: '20', tags: ['Senders'] }],
    ['alpha shop sen', { name: 'Alpha Shop Sennen' }],
    ['alpha senders', { name: 'Alpha Senders Berlin' }],
  ])('leads nowhere if it is of another customer: %s', async (text, other) => {
    const answer = (await searchBeside([other])).answer(text);
    expect(answer.target).toBe(null);
    expect(answer.rows[0]).toMatchObject(other);
  });

  test('leads nowhere if it is a word of the same customer', async () => {
    const search = await searchOver([account({ ...shop, note: 'asks for senders' })]);
    expect(search.answer('alpha shop senders')).toMatchObject({ target: null, rows: [{ name: 'Alpha Shop' }] });
  });
});

test('a page or a user finds no console, which takes neither, however it is pinned', async () => {
  const console = account({
    ...silent,
    connectionId: 'north000',
    remoteId: 'admin-console',
    name: 'Brevo admin console',
    kind: 'admin-console',
    pinned: true,
  });
  const { answer } = await searchOver([console, ...smiths]);
  const names = (text: string) => answer(text).rows.map(({ name, connectionId }) => `${name} ${connectionId}`);
  const brevo = ['Smith Ltd north000', 'Smith Ltd west0000'];
  for (const landing of ['https://app.brevo.com/senders/list', 'as:jo@acme.example']) {
    expect(names(landing)).toEqual(brevo);
    expect(answer(landing).matches).toEqual({ count: 2, isAll: true });
    expect(names(`console ${landing}`)).toEqual([]);
  }
  expect(names('brevo:')).toEqual(['Brevo admin console north000', ...brevo]);
  expect(names('console')).toEqual(['Brevo admin console north000']);
  // It is listed, and is no customer.
  expect(answer('brevo:').matches).toEqual({ count: 2, isAll: true });
  expect(answer('brevo').rows).toHaveLength(3);
  expect(answer('brevo').matches).toEqual({ count: 2, isAll: true });
  for (const only of ['console', 'is:console']) {
    expect(answer(only).rows).toHaveLength(1);
    expect(answer(only).matches).toEqual({ count: 0, isAll: true });
  }
});

test('customers of a connection that the settings have lost take no place in the list', async () => {
  const lost = Array.from({ length: 80 }, (_, at) =>
    account({ ...silent, connectionId: 'lost0000', remoteId: `${at}`, name: 'Harbour Bakery' }),
  );
  const kept = account({ ...silent, connectionId: 'west0000', remoteId: '9', name: 'Harbour Bakery' });
  const { answer, ids } = await searchOver([...lost, kept]);
  for (const text of ['harbour', 'harbour bakery', 'brevo: harbour', 'bakery harb']) {
    expect(ids(text), text).toEqual([kept.accountId]);
    expect(answer(text).matches, text).toEqual({ count: 1, isAll: true });
  }
});
