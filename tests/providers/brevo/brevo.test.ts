import { describe, expect, test } from 'vitest';
import { RateBudget } from '../../../src/main/http/rate-budget.ts';
import { brevo } from '../../../src/main/providers/brevo/index.ts';
import type { AccountPage, ProviderCall } from '../../../src/main/providers/provider.ts';
import { fixture, replyOf } from '../../helpers/fixtures.ts';
import { callTo, canaryKey, problemIn, serve, valueIn } from '../../helpers/provider-call.ts';
import type { Script, ScriptedReply, ScriptedServer, SeenRequest } from '../../helpers/scripted-server.ts';

const reply = (name: string): ScriptedReply => replyOf('brevo', name);
const beyondDoubles = '9007199254740993';

async function ask(
  script: Script,
  more: Partial<ProviderCall> = {},
): Promise<{ server: ScriptedServer; call: ProviderCall }> {
  const server = await serve(script);
  return { server, call: callTo(brevo, server, more) };
}

const pathOf = ({ url }: SeenRequest): string => url.replace('/v3/corporate/', '').replace(/\?.*/, '');
const asked = (server: ScriptedServer): string[] => server.requests.map(({ method, url }) => `${method} ${url}`);

describe('the key', () => {
  test('is checked with the smallest page; the master account suggests a label and an email', async () => {
    const { server, call } = await ask((request) =>
      reply(pathOf(request) === 'subAccount' ? 'sub-accounts' : 'master-account'),
    );
    expect(valueIn(await brevo.checkKey(call))).toEqual({
      accountTotal: 3,
      accountName: 'Example Agency',
      adminEmail: 'owner@agency.example',
    });
    expect(asked(server)).toEqual(['GET /v3/corporate/subAccount?offset=0&limit=1', 'GET /v3/corporate/masterAccount']);
    for (const { headers } of server.requests) {
      expect(headers).toMatchObject({ 'api-key': canaryKey, accept: 'application/json' });
      expect(headers.authorization).toBeUndefined();
    }
  });

  test('is good even if the master account cannot be read', async () => {
    const { call } = await ask((request) =>
      reply(pathOf(request) === 'subAccount' ? 'sub-accounts-empty' : 'error-403-permission'),
    );
    expect(valueIn(await brevo.checkKey(call))).toEqual({ accountTotal: 0 });
  });

  test('that is bad costs one request', async () => {
    const { server, call } = await ask(() => reply('error-401-key'));
    expect(problemIn(await brevo.checkKey(call))).toEqual({ kind: 'key-rejected' });
    expect(server.requests).toHaveLength(1);
  });
});

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

/** Brevo's reply for these rows. */
function pageOf(
  rows: readonly { id: number }[],
  { url }: SeenRequest,
): { count: number; subAccounts: readonly { id: number }[] } {
  const query = new URL(url, 'http://x').searchParams;
  const offset = Number(query.get('offset'));
  return { count: rows.length, subAccounts: rows.slice(offset, offset + Number(query.get('limit'))) };
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

describe('a list that changes while it is read', () => {
  const idsOf = (accounts: AccountPage['accounts']): Set<string> => new Set(accounts.map(({ remoteId }) => remoteId));
  const listOf = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));

  test('is read whole in few requests if nothing changes', async () => {
    const { server, call } = await ask((request) => ({ body: pageOf(listOf(5_000), request) }));
    expect(idsOf(await readAll(call)).size).toBe(5_000);
    expect(server.requests).toHaveLength(103);
  });

  test('loses no account if others before it are removed', async () => {
    const rows = listOf(200);
    const { call } = await ask((request) => ({ body: pageOf(rows, request) }));
    const accounts = await readAll(call, (pages) => {
      if (pages === 2) rows.splice(0, 10);
    });
    for (const { id } of rows) expect(idsOf(accounts)).toContain(String(id));
  });

  test('loses no account if so many are removed that the next page is empty', async () => {
    const rows = listOf(51);
    const { call } = await ask((request) => ({ body: { ...pageOf(rows, request), count: 60 } }));
    const accounts = await readAll(call, (pages) => {
      if (pages === 1) rows.splice(0, 2);
    });
    expect(idsOf(accounts)).toContain('51');
  });

  test('loses no account if others are added before it', async () => {
    const rows = listOf(200);
    const { call } = await ask((request) => ({ body: pageOf(rows, request) }));
    const accounts = await readAll(call, (pages) => {
      if (pages === 2) rows.unshift({ id: 901 }, { id: 902 });
    });
    for (const { id } of rows.filter((row) => row.id < 900)) expect(idsOf(accounts)).toContain(String(id));
  });

  test.each([1, 3, 7, 12, 20])('loses no account if %s others leave it after every page', async (leaving) => {
    const rows = listOf(500);
    const { server, call } = await ask((request) => ({ body: pageOf(rows, request) }));
    const accounts = await readAll(call, () => rows.splice(0, leaving));
    for (const { id } of rows) expect(idsOf(accounts)).toContain(String(id));
    expect(server.requests.length).toBeLessThan(40);
  });

  test('is a problem if its pages do not meet, so that no account is removed because of it', async () => {
    const rows = listOf(5_000);
    const { server, call } = await ask((request) => ({ body: pageOf(rows, request) }));
    let cursor: string | null = null;
    for (;;) {
      const result = await brevo.listAccounts(call, cursor);
      rows.splice(0, 60);
      if (!result.ok) {
        expect(problemIn(result)).toEqual({ kind: 'reply-unreadable', why: 'shape' });
        break;
      }
      cursor = result.value.next;
      expect(cursor).not.toBeNull();
    }
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
    const { server, call } = await ask(() => ({ body: { count: 5_000, subAccounts: listOf(50) } }));
    let cursor: string | null = null;
    for (;;) {
      const result = await brevo.listAccounts(call, cursor);
      if (!result.ok) {
        expect(problemIn(result)).toEqual({ kind: 'reply-unreadable', why: 'shape' });
        break;
      }
      cursor = result.value.next;
      expect(cursor).not.toBeNull();
    }
    expect(server.requests.length).toBeLessThan(5);
  });
});

describe('the count of a list', () => {
  const idsOf = (accounts: AccountPage['accounts']): string[] => accounts.map(({ remoteId }) => remoteId);
  const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
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
      for (const { url } of server.requests)
        expect(Number(new URL(url, 'http://x').searchParams.get('offset'))).toBeLessThan(rows);
    }
  });

  test('a short list that repeats whatever was asked ends', async () => {
    const { call } = await ask(() => reply('sub-accounts'));
    expect(new Set(idsOf(await readAll(call))).size).toBe(3);
  });
});

describe('a page of a list', () => {
  const rows = Array.from({ length: 70 }, (_, index) => ({ id: index + 1 }));
  const limitOf = ({ url }: SeenRequest): number => Number(new URL(url, 'http://x').searchParams.get('limit'));
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

describe('a login link', () => {
  const link = (landing: Parameters<typeof brevo.makeLoginLink>[2], answer = reply('sso-token')) =>
    ask(() => answer, { priority: 'log-in' }).then(async ({ server, call }) => ({
      server,
      result: await brevo.makeLoginLink(call, beyondDoubles, landing),
    }));

  test('has the token in the documented address, and is valid for 15 days', async () => {
    const before = Date.now();
    const { server, result } = await link({ target: null });
    const { url, expiresAt } = valueIn(result);
    const { token } = JSON.parse(fixture('brevo', 'sso-token').body) as { token: string };
    expect(url).toBe(`https://account-app.brevo.com/account/login/sub-account/sso/${token}`);
    expect(Date.parse(expiresAt) - before).toBeGreaterThanOrEqual(15 * 24 * 3_600_000);
    expect(asked(server)).toEqual(['POST /v3/corporate/subAccount/ssoToken']);
  });

  test('may have the token in plain base64', async () => {
    const { result } = await link({ target: null }, { body: { token: 'aB3+dE6gH9==' } });
    expect(valueIn(result).url).toBe('https://account-app.brevo.com/account/login/sub-account/sso/aB3+dE6gH9==');
  });

  test('is requested with the id as a bare number, with every digit', async () => {
    const { server } = await link({ target: null });
    expect(server.requests[0]?.body).toBe('{"id":9007199254740993}');
    expect(server.requests[0]?.headers['content-type']).toBe('application/json');
  });

  test.each(brevo.facts.targets.map(({ id }) => id))('lands on %s', async (target) => {
    const { server, result } = await link({ target });
    valueIn(result);
    expect(server.requests[0]?.body).toBe(`{"id":9007199254740993,"target":"${target}"}`);
  });

  test('lands as a user of the customer, on a page of Brevo', async () => {
    const url = 'https://app.brevo.com/camp/message/1';
    const { server, result } = await link({ target: null, email: 'ann@customer.example', url });
    valueIn(result);
    expect(server.requests[0]?.body).toBe(`{"id":9007199254740993,"email":"ann@customer.example","url":"${url}"}`);
  });

  test.each([
    [{ target: null, email: 'ann@customer.example' }, 'user'],
    [{ target: 'contacts', email: 'ann@customer.example' }, 'user'],
    [{ target: null, url: 'https://app.brevo.com/senders' }, 'page'],
    [{ target: null, email: 'ann@customer.example', url: 'https://app.brevo.com/senders' }, 'both'],
  ])('that is refused with %j says what may be the reason', async (landing, what) => {
    const { server, result } = await link(landing, reply('error-400'));
    expect(problemIn(result)).toEqual({ kind: 'landing-refused', status: 400, what });
    expect(server.requests).toHaveLength(1);
  });

  test('as a user, for which Brevo has no such thing, may be about the user', async () => {
    const { result } = await link({ target: null, email: 'ann@customer.example' }, reply('error-404'));
    expect(problemIn(result)).toEqual({ kind: 'landing-refused', status: 404, what: 'user-or-account' });
    expect(problemIn((await link({ target: null }, reply('error-404'))).result)).toEqual({ kind: 'account-gone' });
  });

  test('that is refused for another reason says that reason', async () => {
    const landing = { target: null, url: 'https://app.brevo.com/senders' };
    const gone = await link(landing, { status: 400, body: { code: 'document_not_found', message: 'gone' } });
    expect(problemIn(gone.result)).toEqual({ kind: 'account-gone' });
    const plain = await link({ target: 'contacts' }, reply('error-400'));
    expect(problemIn(plain.result)).toEqual({ kind: 'request-refused', status: 400 });
  });

  test.each([
    { target: 'nowhere' },
    { target: 'contacts', url: 'https://app.brevo.com/' },
    { target: null, url: 'https://app.brevo.com/senders?token=1' },
    { target: null, url: 'https://account-app.brevo.com/account/login' },
    { target: null, url: 'http://app.brevo.com/' },
    { target: null, url: 'https://evil.example/' },
    { target: null, url: 'https://brevo.com.evil.example/' },
    { target: null, url: 'https://evilbrevo.com/' },
    { target: null, url: 'https://app.brevo.com:8443/' },
    { target: null, url: 'https://a@app.brevo.com/' },
    { target: null, url: 'https://app.brevo.com/\n' },
    { target: null, url: 'https://app.brevo.com\\@evil.example/' },
    { target: null, url: 'javascript:alert(1)' },
    { target: null, url: '' },
  ])('does not land on %j', async (landing) => {
    const { server, result } = await link(landing);
    expect(problemIn(result)).toEqual({ kind: 'target-unknown' });
    expect(server.requests).toEqual([]);
  });

  test.each(['', 'ann', 'ann@', 'a b@c.example', 'a@b","id":1,"x":"'])('is not made for the user %j', async (email) => {
    const { server, result } = await link({ target: null, email });
    expect(problemIn(result)).toEqual({ kind: 'input-invalid', request: 'logIn' });
    expect(server.requests).toEqual([]);
  });

  test.each(['0', '-1', '1.5', '1e3', '1,"id":2', '', '..', '9223372036854775808', 'admin-console'])(
    'is not asked for with the id %j',
    async (id) => {
      const { server, call } = await ask(() => reply('sso-token'));
      expect(problemIn(await brevo.makeLoginLink(call, id, { target: null }))).toEqual({ kind: 'account-gone' });
      expect(server.requests).toEqual([]);
    },
  );

  test.each<[string, ScriptedReply, Record<string, unknown>]>([
    ['no token', { body: {} }, { kind: 'link-missing' }],
    ['a null token', { body: { token: null } }, { kind: 'link-missing' }],
    ['an empty token', { body: { token: '' } }, { kind: 'link-missing' }],
    ['no object', { body: [] }, { kind: 'link-missing' }],
    ['a number', { body: { token: 12345678 } }, { kind: 'link-refused' }],
    ['a short token', { body: { token: 'abc' } }, { kind: 'link-refused' }],
    ['a token that is a path', { body: { token: '../../../logout' } }, { kind: 'link-refused' }],
    ['a token of dots', { body: { token: '..' } }, { kind: 'link-refused' }],
    ['a token with a query', { body: { token: 'abcdefgh?redirect=https://evil.example' } }, { kind: 'link-refused' }],
    ['a token with a host', { body: { token: '@evil.example/abcdefgh' } }, { kind: 'link-refused' }],
    ['a token with a line break', { body: { token: 'abcdefgh\r\nx' } }, { kind: 'link-refused' }],
    ['a token as long as a book', { body: { token: 'a'.repeat(5_000) } }, { kind: 'link-refused' }],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://account-app.brevo.com/' } },
      { kind: 'reply-unreadable', why: 'redirect' },
    ],
    [
      'a page of a public network',
      { body: '<!doctype html><title>Wi-Fi</title>' },
      { kind: 'reply-unreadable', why: 'not-json' },
    ],
    ['nothing at all', { status: 200 }, { kind: 'link-missing' }],
    ['204', { status: 204 }, { kind: 'link-missing' }],
    ['a token with a slash', { body: { token: 'abcdefgh/ijklmnop=' } }, { kind: 'link-refused' }],
    ['a token with a percent sign', { body: { token: 'abcdefgh%2f' } }, { kind: 'link-refused' }],
  ])('is not made from %s, and requested once', async (_, answer, problem) => {
    const { server, result } = await link({ target: null }, answer);
    expect(problemIn(result)).toEqual(problem);
    expect(server.count('POST')).toBe(1);
    expect(JSON.stringify(result)).not.toMatch(/evil|logout|abc/);
  });
});

describe("the admin's console", () => {
  test('opens with a token of its own, for the given email', async () => {
    const { server, call } = await ask(() => reply('admin-sso-token'), { priority: 'log-in' });
    const result = await brevo.makeAdminConsoleLink?.(call, 'owner@agency.example');
    const { token } = JSON.parse(fixture('brevo', 'admin-sso-token').body) as { token: string };
    expect(result).toMatchObject({
      ok: true,
      value: { url: `https://account-app.brevo.com/account/login/corporate/sso/${token}` },
    });
    expect(server.requests).toMatchObject([
      { method: 'POST', url: '/v3/corporate/ssoToken', body: '{"email":"owner@agency.example"}' },
    ]);
  });

  test('is a problem of the key if the account is not an admin account', async () => {
    const { call } = await ask(() => reply('error-403-admin'));
    expect(await brevo.makeAdminConsoleLink?.(call, 'owner@agency.example')).toMatchObject({
      ok: false,
      problem: { kind: 'key-not-reseller' },
    });
  });

  test('needs an email', async () => {
    const { server, call } = await ask(() => reply('admin-sso-token'));
    expect(await brevo.makeAdminConsoleLink?.(call, '')).toMatchObject({
      ok: false,
      problem: { kind: 'input-invalid' },
    });
    expect(server.requests).toEqual([]);
  });
});

describe('details', () => {
  const details = async (name: string) => {
    const { server, call } = await ask(() => reply(name));
    const result = await brevo.getDetails(call, beyondDoubles);
    expect(asked(server)).toEqual([`GET /v3/corporate/subAccount/${beyondDoubles}`]);
    return result;
  };

  test('are plan, credits, features, groups and email, as in the example', async () => {
    expect(valueIn(await details('sub-account'))).toEqual({
      state: null,
      email: 'someone@example.com',
      companyName: 'API-Sub-26thOct21-4',
      plan: 'paid',
      groups: ['My group 1'],
      credits: [
        { name: 'emails', remaining: 1955, quantity: 2000 },
        { name: 'sms', remaining: 1234, quantity: null },
      ],
      offerings: [
        { name: 'inbox', type: 'feature', quantity: 20 },
        { name: 'landingPage', type: 'feature', quantity: 25 },
        { name: 'users', type: 'feature', quantity: 30 },
      ],
    });
  });

  test('are the same at the specified level; without a limit there is no number', async () => {
    expect(valueIn(await details('sub-account-as-specified'))).toMatchObject({
      email: null,
      plan: 'free',
      credits: [
        { name: 'emails', remaining: null, quantity: null },
        { name: 'sms', remaining: 12.5, quantity: 100 },
        { name: 'wpSubscribers', remaining: null, quantity: 5 },
      ],
      offerings: [{ name: 'users', type: 'feature', quantity: 3 }],
    });
  });

  test('may all be missing', async () => {
    const { call } = await ask(() => ({ body: {} }));
    expect(valueIn(await brevo.getDetails(call, '1'))).toEqual({
      state: null,
      email: null,
      companyName: null,
      plan: null,
      groups: [],
      credits: [],
      offerings: [],
    });
  });
});

describe.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  // name, problem for the list, problem for one sub-account
  ['error-400', { kind: 'request-refused', status: 400 }, { kind: 'request-refused', status: 400 }],
  ['error-400-missing', { kind: 'request-refused', status: 400 }, { kind: 'request-refused', status: 400 }],
  [
    'error-400-range',
    { kind: 'request-refused', status: 400, why: 'out-of-range' },
    { kind: 'request-refused', status: 400, why: 'out-of-range' },
  ],
  ['error-400-method', { kind: 'request-refused', status: 400 }, { kind: 'request-refused', status: 400 }],
  ['error-401', { kind: 'key-rejected' }, { kind: 'key-rejected' }],
  ['error-401-key', { kind: 'key-rejected' }, { kind: 'key-rejected' }],
  ['error-401-ip', { kind: 'ip-not-authorised' }, { kind: 'ip-not-authorised' }],
  ['error-402', { kind: 'plan-required' }, { kind: 'plan-required' }],
  ['error-403-admin', { kind: 'key-not-reseller' }, { kind: 'key-not-reseller' }],
  ['error-403-permission', { kind: 'key-not-allowed' }, { kind: 'key-not-allowed' }],
  ['error-403-validation', { kind: 'account-not-active' }, { kind: 'account-not-active' }],
  ['error-404', { kind: 'request-refused', status: 404 }, { kind: 'account-gone' }],
  ['error-406', { kind: 'request-refused', status: 406 }, { kind: 'request-refused', status: 406 }],
  ['error-500', { kind: 'provider-down', status: 500 }, { kind: 'provider-down', status: 500 }],
  ['error-502', { kind: 'provider-down', status: 502 }, { kind: 'provider-down', status: 502 }],
  ['error-503', { kind: 'provider-down', status: 503 }, { kind: 'provider-down', status: 503 }],
  ['error-504', { kind: 'provider-down', status: 504 }, { kind: 'provider-down', status: 504 }],
])('%s', (name, ofList, ofAccount) => {
  test('means different things for the list and for one sub-account, and the POST is sent once', async () => {
    const { server, call } = await ask(() => reply(name));
    const { status } = fixture('brevo', name);
    const isRefused = ofList['kind'] === 'request-refused' && (status === 400 || status === 404);
    const ofKey = isRefused ? { kind: 'connect-refused', status, why: 'key' } : ofList;
    expect(problemIn(await brevo.checkKey(call))).toEqual(ofKey);
    expect(problemIn(await brevo.listAccounts(call, null))).toEqual(ofList);
    expect(problemIn(await brevo.getDetails(call, '1'))).toEqual(ofAccount);
    expect(problemIn(await brevo.makeLoginLink(call, '1', { target: null }))).toEqual(ofAccount);
    expect(server.count('POST')).toBe(1);
  });
});

test('a read-only key lists accounts, and is refused the rest', async () => {
  const { call } = await ask(({ method }) => reply(method === 'POST' ? 'error-403-permission' : 'sub-accounts'));
  expect(valueIn(await brevo.listAccounts(call, null)).accounts).toHaveLength(3);
  expect(problemIn(await brevo.makeLoginLink(call, '1', { target: null }))).toEqual({ kind: 'key-not-allowed' });
});

test('429 becomes the time to try again; a log-in is asked for all the same, and waits only after its own', async () => {
  const now = Date.parse('2026-11-21T13:40:00Z');
  const server = await serve(() => reply('error-429'));
  const budget = new RateBudget({
    defaultPerHour: 100,
    parseRateLimitHeaders: brevo.parseRateLimitHeaders,
    now: () => now,
  });
  const call = callTo(brevo, server, { deps: { budget } });
  const expected = { kind: 'rate-limited', retryAt: '2026-11-21T14:05:00.000Z' };
  const logIn = () => brevo.makeLoginLink({ ...call, priority: 'log-in' }, '1', { target: null });
  expect(problemIn(await brevo.listAccounts(call, null))).toEqual(expected);
  expect(problemIn(await brevo.listAccounts(call, null))).toEqual(expected);
  expect(server.requests).toHaveLength(1);
  expect(problemIn(await logIn())).toEqual(expected);
  expect(server.count('POST')).toBe(1);
  expect(problemIn(await logIn())).toEqual(expected);
  expect(server.count('POST')).toBe(1);
});

describe('a refusal that is not about the key', () => {
  // Brevo's error codes; the words of an account that is not activated are those of its support pages.
  test.each<[string, ScriptedReply, Record<string, unknown>]>([
    [
      'an account that is not activated',
      {
        status: 403,
        body: { code: 'permission_denied', message: 'Your account is not activated yet. Please contact support' },
      },
      { kind: 'account-not-active' },
    ],
    [
      'an account that is validated',
      { status: 400, body: { code: 'account_under_validation', message: 'Your account is under validation.' } },
      { kind: 'account-not-active' },
    ],
    ['a word of an edge', { status: 403, body: 'error code: 1010' }, { kind: 'intermediary-refused', status: 403 }],
    ['HTML', { status: 401, body: '<html>Blocked</html>' }, { kind: 'intermediary-refused', status: 401 }],
  ])('is %s', async (_, answer, problem) => {
    const { call } = await ask(() => answer);
    expect(problemIn(await brevo.checkKey(call))).toEqual(problem);
    expect(problemIn(await brevo.makeLoginLink(call, '1', { target: null }))).toEqual(problem);
  });
});

describe('the users of the admin account', () => {
  const users = [
    { email: 'ann@agency.example', is_owner: 'false', status: 'active', groups: {}, feature_access: {} },
    { email: 'no email', is_owner: 'false', status: 'active', groups: {}, feature_access: {} },
    { email: 'owner@agency.example', is_owner: 'true', status: 'active', groups: {}, feature_access: {} },
  ];

  test('are listed by email, the owner first, in one request', async () => {
    const { server, call } = await ask(() => ({ body: { users } }));
    expect(await brevo.listAdminUsers?.(call)).toEqual({
      ok: true,
      value: ['owner@agency.example', 'ann@agency.example'],
    });
    expect(asked(server)).toEqual(['GET /v3/corporate/invited/users?type=active&offset=1&limit=100']);
  });

  test.each([
    ['unknown', reply('error-404')],
    ['not-active', { body: { email: 'a@b.example', status: 'pending', feature_access: {}, groups: [] } }],
    ['may-not-manage', { body: { email: 'a@b.example', status: 'active', feature_access: {}, groups: [] } }],
    [
      'may-not-manage',
      { body: { status: 'active', feature_access: { manage_sub_organizations: ['none'] }, groups: [] } },
    ],
    [null, { body: { status: 'active', feature_access: { manage_sub_organizations: ['all'] }, groups: [] } }],
    [null, { body: [] }],
    [null, reply('error-403-permission')],
    [null, reply('error-500')],
  ] as const)('explain a refusal: %s', async (why, answer) => {
    const { server, call } = await ask(() => answer, { priority: 'log-in' });
    const problem = await brevo.whyRefused?.(call, 'a+b@agency.example');
    expect(problem).toEqual(why && expect.objectContaining({ kind: 'admin-refused', why }));
    expect(asked(server)).toEqual(['GET /v3/corporate/user/a%2Bb%40agency.example/permissions']);
  });
});
