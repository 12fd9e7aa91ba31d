import { describe, expect, test } from 'vitest';
import { brevo } from '../../../src/main/providers/brevo/index.ts';
import type { AccountPage, ProviderCall } from '../../../src/main/providers/provider.ts';
import { ask, asked, beyondDoubles, pathOf, reply } from '../../helpers/brevo-call.ts';
import { problemIn, valueIn } from '../../helpers/provider-call.ts';
import type { Script, SeenRequest } from '../../helpers/scripted-server.ts';

const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
const queryOf = ({ url }: SeenRequest): URLSearchParams => new URL(url, 'http://x').searchParams;
const offsetOf = (request: SeenRequest): number => Number(queryOf(request).get('offset'));
const limitOf = (request: SeenRequest): number => Number(queryOf(request).get('limit'));

/** Brevo's reply for these rows. */
function pageOf(
  rows: readonly { id: number }[],
  request: SeenRequest,
): { count: number; subAccounts: readonly { id: number }[] } {
  const offset = offsetOf(request);
  return { count: rows.length, subAccounts: rows.slice(offset, offset + limitOf(request)) };
}

/** Reads the whole list, each page with a new call, as after a restart. */
async function readAll(
  call: ProviderCall,
  onPage: (pages: number) => void = () => undefined,
): Promise<AccountPage['accounts']> {
  const accounts: AccountPage['accounts'][number][] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page: AccountPage = valueIn(await brevo.listAccounts(call, cursor));
    accounts.push(...page.accounts);
    cursor = page.next;
    pages += 1;
    onPage(pages);
  } while (cursor !== null && pages < 300);
  return accounts;
}

/** The problem that ends the list; a list that is read to its end fails the test. */
async function readUntilProblem(
  call: ProviderCall,
  onPage: () => void = () => undefined,
): Promise<Record<string, unknown>> {
  let cursor: string | null = null;
  for (;;) {
    const page = await brevo.listAccounts(call, cursor);
    onPage();
    if (!page.ok) return problemIn(page);
    cursor = page.value.next;
    expect(cursor).not.toBeNull();
  }
}

describe('the list', () => {
  test('has names, states, groups and dates; no id is rounded', async () => {
    const { server, call } = await ask(() => reply('sub-accounts'));
    expect(valueIn(await brevo.listAccounts(call, null))).toEqual({
      accounts: [
        {
          remoteId: '3232323',
          name: 'Test Sub-account',
          state: 'activated',
          tags: [],
          createdAt: '2021-05-31T07:16:29.000Z',
        },
        {
          remoteId: beyondDoubles,
          name: 'Žofie & Søn',
          state: 'inactive',
          tags: ['My group 1', 'North'],
          createdAt: '2021-05-31T07:16:30.000Z',
        },
        { remoteId: '9223372036854775807', state: 'activated', tags: [], createdAt: '2021-05-31T07:16:31.000Z' },
      ],
      next: expect.any(String),
      total: 3,
    });
    expect(asked(server)).toEqual(['GET /v3/corporate/subAccount?offset=0&limit=50']);
  });

  test('may be empty, and then the reply has no list', async () => {
    const { call } = await ask(() => reply('sub-accounts-empty'));
    expect(valueIn(await brevo.listAccounts(call, null))).toEqual({ accounts: [], next: null, total: 0 });
  });

  test('requests the names of groups once in a sync run, and only if an id has no name', async () => {
    const row = (id: number) => ({
      id,
      companyName: `c${id}`,
      groups: [{ id: 'a5b192a709d6ed67ef8fd922' }, { id: 'unknown' }, {}],
    });
    const rows = Array.from({ length: 60 }, (_, index) => row(index + 1));
    const { server, call } = await ask((request) =>
      pathOf(request) === 'groups' ? reply('groups') : { body: pageOf(rows, request) },
    );
    const accounts = await readAll(call);
    expect(new Set(accounts.flatMap(({ tags }) => tags))).toEqual(new Set(['My group 2']));
    expect(server.requests.filter((request) => pathOf(request) === 'groups')).toHaveLength(1);
    await readAll(call);
    expect(server.requests.filter((request) => pathOf(request) === 'groups')).toHaveLength(2);
  });

  test('does without the names of groups if they cannot be read', async () => {
    const { call } = await ask((request) =>
      pathOf(request) === 'groups'
        ? reply('error-403-permission')
        : { body: { count: 1, subAccounts: [{ id: 1, groups: [{ id: 'x' }] }] } },
    );
    expect(valueIn(await brevo.listAccounts(call, null)).accounts).toEqual([{ remoteId: '1', tags: [] }]);
  });

  test('omits what is not an account, and keeps the rest', async () => {
    const ids = [null, '', 0, -1, 1.5, '12a', '9223372036854775808', true, [], { id: 1 }, '42', 43];
    const { call } = await ask(() => ({
      body: { count: 12, subAccounts: [...ids.map((id) => ({ id })), null, 7, 'x'] },
    }));
    const { accounts } = valueIn(await brevo.listAccounts(call, null));
    expect(accounts.map(({ remoteId }) => remoteId)).toEqual(['42', '43']);
  });

  test.each([
    ['an object without a list', {}],
    ['a count without a list', { count: 5 }],
    ['an array', []],
    ['null', 'null'],
    ['a list that is none', { count: 5, subAccounts: {} }],
  ])('that is %s is not an empty list', async (_, body) => {
    const { call } = await ask(() => ({ body }));
    expect(problemIn(await brevo.listAccounts(call, null))).toEqual({ kind: 'reply-unreadable', why: 'shape' });
  });
});

describe('a list that changes while it is read', () => {
  const idsOf = (accounts: AccountPage['accounts']): Set<string> => new Set(accounts.map(({ remoteId }) => remoteId));

  test('is read whole in few requests if nothing changes', async () => {
    const { server, call } = await ask((request) => ({ body: pageOf(rowsOf(5_000), request) }));
    expect(idsOf(await readAll(call)).size).toBe(5_000);
    expect(server.requests).toHaveLength(103);
  });

  test('loses no account if others before it are removed', async () => {
    const rows = rowsOf(200);
    const { call } = await ask((request) => ({ body: pageOf(rows, request) }));
    const accounts = await readAll(call, (pages) => {
      if (pages === 2) rows.splice(0, 10);
    });
    for (const { id } of rows) expect(idsOf(accounts)).toContain(String(id));
  });

  test('loses no account if so many are removed that the next page is empty', async () => {
    const rows = rowsOf(51);
    const { call } = await ask((request) => ({ body: { ...pageOf(rows, request), count: 60 } }));
    const accounts = await readAll(call, (pages) => {
      if (pages === 1) rows.splice(0, 2);
    });
    expect(idsOf(accounts)).toContain('51');
  });

  test('loses no account if others are added before it', async () => {
    const rows = rowsOf(200);
    const { call } = await ask((request) => ({ body: pageOf(rows, request) }));
    const accounts = await readAll(call, (pages) => {
      if (pages === 2) rows.unshift({ id: 901 }, { id: 902 });
    });
    for (const { id } of rows.filter((row) => row.id < 900)) expect(idsOf(accounts)).toContain(String(id));
  });

  test.each([1, 3, 7, 12, 20])('loses no account if %s others leave it after every page', async (leaving) => {
    const rows = rowsOf(500);
    const { server, call } = await ask((request) => ({ body: pageOf(rows, request) }));
    const accounts = await readAll(call, () => rows.splice(0, leaving));
    for (const { id } of rows) expect(idsOf(accounts)).toContain(String(id));
    expect(server.requests.length).toBeLessThan(40);
  });

  test('is a problem if its pages do not meet, so that no account is removed because of it', async () => {
    const rows = rowsOf(5_000);
    const { server, call } = await ask((request) => ({ body: pageOf(rows, request) }));
    const problem = await readUntilProblem(call, () => rows.splice(0, 60));
    expect(problem).toEqual({ kind: 'reply-unreadable', why: 'shape' });
    expect(server.requests.length).toBeLessThan(60);
  });

  test('ends even if it changes all the time', async () => {
    let shift = 0;
    const { server, call } = await ask((request) => {
      shift += 7;
      return {
        body: pageOf(
          Array.from({ length: 500 }, (_, index) => ({ id: ((index + shift) % 500) + 1 })),
          request,
        ),
      };
    });
    await readAll(call);
    expect(server.requests.length).toBeLessThan(60);
  });

  test('is a problem if one page repeats, so that no account is removed because of it', async () => {
    const { server, call } = await ask(() => ({ body: { count: 5_000, subAccounts: rowsOf(50) } }));
    expect(await readUntilProblem(call)).toEqual({ kind: 'reply-unreadable', why: 'shape' });
    expect(server.requests.length).toBeLessThan(5);
  });
});

describe('the count of a list', () => {
  const idsOf = (accounts: AccountPage['accounts']): string[] => accounts.map(({ remoteId }) => remoteId);
  const counting = (rows: ReturnType<typeof rowsOf>, count: unknown, mostRows = 50): Script => {
    return (request) => {
      const { subAccounts } = pageOf(rows, request);
      return { body: { count, subAccounts: subAccounts.slice(0, mostRows) } };
    };
  };

  test.each([50, 1, 0, 49, 99, 120])('%s never ends a list of 120', async (count) => {
    const { call } = await ask(counting(rowsOf(120), count));
    expect(new Set(idsOf(await readAll(call))).size).toBe(120);
  });

  test.each([20, 40, 0])('%s never ends a list of 120, if Brevo sends no more than 20 at once', async (count) => {
    const { call } = await ask(counting(rowsOf(120), count, 20));
    expect(new Set(idsOf(await readAll(call))).size).toBe(120);
  });

  test.each([
    [0, 5, 1],
    [1, 1, 2],
    [1, 5, 2],
    [3, 3, 2],
    [3, 5, 2],
    [50, 50, 2],
    [50, 99, 2],
    [120, 120, 3],
    [120, undefined, 4],
  ])('a list of %s with the count %s ends after %s pages', async (rows, count, pages) => {
    const { server, call } = await ask(counting(rowsOf(rows), count));
    expect(idsOf(await readAll(call)).at(-1)).toBe(rows === 0 ? undefined : String(rows));
    expect(server.requests).toHaveLength(pages);
  });

  test('is not asked for beyond the end: Brevo may refuse such an offset', async () => {
    for (const rows of [1, 2, 49, 50, 51, 99, 100]) {
      const { server, call } = await ask(counting(rowsOf(rows), rows));
      await readAll(call);
      for (const request of server.requests) expect(offsetOf(request)).toBeLessThan(rows);
    }
  });

  test('a short list that repeats whatever was asked ends', async () => {
    const { call } = await ask(() => reply('sub-accounts'));
    expect(new Set(idsOf(await readAll(call))).size).toBe(3);
  });
});

describe('a page of a list', () => {
  const rows = rowsOf(70);
  const upTo =
    (most: number): Script =>
    (request) =>
      limitOf(request) > most ? reply('error-400-range') : { body: pageOf(rows, request) };

  test.each([
    [50, [50, 50]],
    [20, [50, 20, 20, 20, 20]],
    [10, [50, 20, 10, 10, 10, 10, 10, 10, 10, 10]],
  ])('has %s rows if Brevo allows no more, which is learned once', async (most, limits) => {
    const { server, call } = await ask(upTo(most));
    expect(new Set((await readAll(call)).map(({ remoteId }) => remoteId)).size).toBe(70);
    expect(server.requests.map(limitOf)).toEqual(limits);
  });

  test('is refused if no size is allowed, and then the largest is tried again next time', async () => {
    const { server, call } = await ask(upTo(5));
    const refused = { kind: 'request-refused', status: 400, why: 'out-of-range' };
    expect(problemIn(await brevo.listAccounts(call, null))).toEqual(refused);
    expect(problemIn(await brevo.listAccounts(call, null))).toEqual(refused);
    expect(server.requests.map(limitOf)).toEqual([50, 20, 10, 50, 20, 10]);
  });

  test('is not made smaller for another refusal', async () => {
    const { server, call } = await ask(() => reply('error-400'));
    problemIn(await brevo.listAccounts(call, null));
    expect(server.requests.map(limitOf)).toEqual([50]);
  });
});
