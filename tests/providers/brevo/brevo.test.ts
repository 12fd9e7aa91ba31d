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
      next: null,
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
    const url = 'https://app.brevo.com/camp/message/1?x=y';
    const { server, result } = await link({ target: 'contacts', email: 'ann@customer.example', url });
    valueIn(result);
    expect(server.requests[0]?.body).toBe(
      `{"id":9007199254740993,"email":"ann@customer.example","target":"contacts","url":"${url}"}`,
    );
  });

  test.each([
    { target: 'nowhere' },
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
    ['nothing at all', { status: 200 }, { kind: 'reply-unreadable', why: 'not-json' }],
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
  ['error-400-range', { kind: 'request-refused', status: 400 }, { kind: 'request-refused', status: 400 }],
  ['error-400-method', { kind: 'request-refused', status: 400 }, { kind: 'request-refused', status: 400 }],
  ['error-401', { kind: 'key-rejected' }, { kind: 'key-rejected' }],
  ['error-401-key', { kind: 'key-rejected' }, { kind: 'key-rejected' }],
  ['error-401-ip', { kind: 'ip-not-authorised' }, { kind: 'ip-not-authorised' }],
  ['error-402', { kind: 'plan-required' }, { kind: 'plan-required' }],
  ['error-403-admin', { kind: 'key-not-reseller' }, { kind: 'key-not-reseller' }],
  ['error-403-permission', { kind: 'key-not-allowed' }, { kind: 'key-not-allowed' }],
  ['error-403-validation', { kind: 'request-refused', status: 403 }, { kind: 'request-refused', status: 403 }],
  ['error-404', { kind: 'request-refused', status: 404 }, { kind: 'account-gone' }],
  ['error-406', { kind: 'request-refused', status: 406 }, { kind: 'request-refused', status: 406 }],
  ['error-500', { kind: 'provider-down', status: 500 }, { kind: 'provider-down', status: 500 }],
  ['error-502', { kind: 'provider-down', status: 502 }, { kind: 'provider-down', status: 502 }],
  ['error-503', { kind: 'provider-down', status: 503 }, { kind: 'provider-down', status: 503 }],
  ['error-504', { kind: 'provider-down', status: 504 }, { kind: 'provider-down', status: 504 }],
])('%s', (name, ofList, ofAccount) => {
  test('means different things for the list and for one sub-account, and the POST is sent once', async () => {
    const { server, call } = await ask(() => reply(name));
    expect(problemIn(await brevo.checkKey(call))).toEqual(ofList);
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

test('429 becomes the time to try again', async () => {
  const now = Date.parse('2026-11-21T13:40:00Z');
  const server = await serve(() => reply('error-429'));
  const budget = new RateBudget({
    defaultPerHour: 100,
    parseRateLimitHeaders: brevo.parseRateLimitHeaders,
    now: () => now,
  });
  const call = callTo(brevo, server, { deps: { budget } });
  const expected = { kind: 'rate-limited', retryAt: '2026-11-21T14:05:00.000Z' };
  expect(problemIn(await brevo.listAccounts(call, null))).toEqual(expected);
  expect(problemIn(await brevo.makeLoginLink({ ...call, priority: 'log-in' }, '1', { target: null }))).toEqual(
    expected,
  );
  expect(server.requests).toHaveLength(1);
});
