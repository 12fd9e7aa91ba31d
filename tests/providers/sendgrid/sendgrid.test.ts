import { describe, expect, test } from 'vitest';
import { RateBudget } from '../../../src/main/http/rate-budget.ts';
import type { ProviderCall } from '../../../src/main/providers/provider.ts';
import { sendgrid } from '../../../src/main/providers/sendgrid/index.ts';
import { fixture, replyOf } from '../../helpers/fixtures.ts';
import { callTo, canaryKey, problemIn, scriptedCall, serve, valueIn } from '../../helpers/provider-call.ts';
import type { Script, ScriptedReply } from '../../helpers/scripted-server.ts';

const accountId = 'sg2a2bcd3ef4ab5c67d8efab91c01de2fa';
const reply = (name: string): ScriptedReply => replyOf('sendgrid', name);
const ask = (script: Script, more?: Partial<ProviderCall>) => scriptedCall(sendgrid, script, more);

describe('the key', () => {
  test('is checked with one request, in the header that SendGrid documents', async () => {
    const { server, call } = await ask(() => reply('accounts'));
    expect(valueIn(await sendgrid.checkKey(call))).toEqual({ accountTotal: null });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /v3/partners/accounts?limit=1']);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${canaryKey}`,
      accept: 'application/json',
    });
  });

  test('of a reseller without accounts has a total of 0', async () => {
    const { call } = await ask(() => reply('accounts-empty'));
    expect(valueIn(await sendgrid.checkKey(call))).toEqual({ accountTotal: 0 });
  });

  test('of the EU goes to the EU', () => {
    expect(sendgrid.endpoints['eu']?.apiOrigin).toBe('https://api.eu.sendgrid.com');
    expect(sendgrid.endpoints['global']?.apiOrigin).toBe('https://api.sendgrid.com');
  });
});

describe('the list', () => {
  test('has ids, emails and dates of creation', async () => {
    const { server, call } = await ask(() => reply('accounts'));
    const page = valueIn(await sendgrid.listAccounts(call, null));
    expect(page).toMatchObject({
      accounts: [
        { remoteId: accountId, email: 'test@test.com', createdAt: '2006-01-02T15:04:05.000Z' },
        {
          remoteId: 'sg2a2bcd3ef4ab5c67d8efab91c01de2fb',
          email: 'testing@test.com',
          createdAt: '2006-01-02T15:04:05.000Z',
        },
      ],
      total: null,
    });
    expect(server.requests[0]?.url).toBe('/v3/partners/accounts?limit=100');
  });

  test('may have nothing but ids and dates', async () => {
    const { call } = await ask(() => reply('accounts-bare'));
    const { accounts } = valueIn(await sendgrid.listAccounts(call, null));
    expect(accounts).toEqual([{ remoteId: accountId, createdAt: '2022-01-02T15:04:05.000Z' }]);
  });

  test('continues after the last id received, even after a restart', async () => {
    const { server, call } = await ask(() => reply('accounts'));
    const { next } = valueIn(await sendgrid.listAccounts(call, null));
    const afterRestart = callTo(sendgrid, server);
    await sendgrid.listAccounts(afterRestart, next);
    expect(server.requests[1]?.url).toBe('/v3/partners/accounts?limit=100&offset=sg2a2bcd3ef4ab5c67d8efab91c01de2fb');
  });

  test('ends with a page that ends where the one before did', async () => {
    const { server, call } = await ask(() => reply('accounts'));
    const first = valueIn(await sendgrid.listAccounts(call, null));
    expect(valueIn(await sendgrid.listAccounts(call, first.next)).next).toBeNull();
    expect(server.requests).toHaveLength(2);
  });

  test('ends with an empty page, also one written as null', async () => {
    for (const body of [{ accounts: [], pages: {} }, { accounts: null }]) {
      const { call } = await ask(() => ({ body }));
      expect(valueIn(await sendgrid.listAccounts(call, null))).toEqual({ accounts: [], next: null, total: null });
    }
  });

  test('may have its ids without quotation marks, however long', async () => {
    const [whole, beyondNumbers] = ['4711', '9007199254740993'];
    const text = `{"accounts":[{"id":${whole}},{"id":${beyondNumbers}},{"id":1.5},{"id":true}]}`;
    const { accounts, next } = valueIn(
      await sendgrid.listAccounts(callTo(sendgrid, await serve(() => ({ body: text }))), null),
    );
    expect(accounts).toEqual([{ remoteId: whole }, { remoteId: beyondNumbers }]);
    expect(next).toContain(beyondNumbers);
  });

  test('that repeats three pages in a cycle is a problem, so that no account is removed because of it', async () => {
    const names = ['a', 'b', 'c'];
    let asked = 0;
    const { call } = await ask(() => {
      const id = names[asked % 3];
      asked += 1;
      return { body: { accounts: [{ id, created_at: '2026-01-01T00:00:00Z' }] } };
    });
    let cursor: string | null = null;
    for (let page = 0; page < 20; page += 1) {
      const result = await sendgrid.listAccounts(call, cursor);
      if (!result.ok) {
        expect(problemIn(result)).toEqual({ kind: 'reply-unreadable', why: 'shape' });
        expect(asked).toBeLessThan(10);
        return;
      }
      cursor = result.value.next;
    }
    throw new Error('went round twenty times');
  });

  test('omits what is not an account, and keeps the rest', async () => {
    const accounts = [
      null,
      7,
      {},
      { id: 0 },
      { id: '' },
      { id: '..' },
      { id: 'a b' },
      { id: 'ä' },
      { id: 'fine', created_at: 'soon' },
    ];
    const { call } = await ask(() => ({ body: { accounts } }));
    expect(valueIn(await sendgrid.listAccounts(call, null)).accounts).toEqual([{ remoteId: 'fine' }]);
  });

  test.each([
    ['an object without a list', {}],
    ['a list of something else', { results: [] }],
    ['an array', []],
    ['a text', '"hello"'],
    ['accounts that are no list', { accounts: { 0: {} } }],
    ['accounts none of which has an id', { accounts: [{}] }],
  ])('that is %s is not an empty list', async (_, body) => {
    const { call } = await ask(() => ({ body }));
    expect(problemIn(await sendgrid.listAccounts(call, null))).toEqual({ kind: 'reply-unreadable', why: 'shape' });
  });
});

describe('a login link', () => {
  test('is the Location of the 303, valid for 60 s', async () => {
    const { server, call } = await ask(() => reply('sso'), { priority: 'log-in' });
    const before = Date.now();
    const link = valueIn(await sendgrid.makeLoginLink(call, accountId, { target: null }));
    expect(link.url).toBe(fixture('sendgrid', 'sso').headers?.['Location']);
    const expires = Date.parse(link.expiresAt);
    expect(expires).toBeGreaterThanOrEqual(before + 60_000);
    expect(expires).toBeLessThanOrEqual(Date.now() + 60_000);
    expect(server.requests).toMatchObject([
      { method: 'POST', url: `/v3/partners/accounts/${accountId}/sso`, body: '' },
    ]);
  });

  test.each<[string, ScriptedReply, Record<string, unknown>]>([
    ['200 instead of 303', { status: 200, body: {} }, { kind: 'link-missing' }],
    [
      '200 with a Location',
      { status: 200, headers: { location: 'https://app.sendgrid.com/' } },
      { kind: 'link-missing' },
    ],
    ['204', { status: 204 }, { kind: 'link-missing' }],
    ['no Location', { status: 303 }, { kind: 'link-missing' }],
    ['an empty Location', { status: 303, headers: { location: '' } }, { kind: 'link-missing' }],
    [
      'two Locations',
      { status: 303, headers: { location: ['https://app.sendgrid.com/a', 'https://app.sendgrid.com/b'] } },
      { kind: 'link-missing' },
    ],
    [
      'the same Location twice',
      { status: 303, headers: { location: ['https://app.sendgrid.com/a', 'https://app.sendgrid.com/a'] } },
      { kind: 'link-missing' },
    ],
    [
      'a foreign Location',
      { status: 303, headers: { location: 'https://evil.example/login' } },
      { kind: 'link-refused' },
    ],
    ['http', { status: 303, headers: { location: 'http://app.sendgrid.com/login' } }, { kind: 'link-refused' }],
    [
      'a user name',
      { status: 303, headers: { location: 'https://app.sendgrid.com@evil.example/' } },
      { kind: 'link-refused' },
    ],
    ['a port', { status: 303, headers: { location: 'https://app.sendgrid.com:8443/' } }, { kind: 'link-refused' }],
    [
      'the API itself',
      { status: 303, headers: { location: 'https://api.sendgrid.com/login' } },
      { kind: 'link-refused' },
    ],
    [
      'an EU host that is not documented',
      { status: 303, headers: { location: 'https://app.eu.sendgrid.com/login' } },
      { kind: 'link-refused' },
    ],
    ['a relative path', { status: 303, headers: { location: '/login' } }, { kind: 'link-refused' }],
    [
      'another redirect',
      { status: 302, headers: { location: 'https://app.sendgrid.com/login' } },
      { kind: 'link-missing' },
    ],
    [
      'a permanent redirect',
      { status: 308, headers: { location: 'https://app.sendgrid.com/login' } },
      { kind: 'link-missing' },
    ],
    [
      'a page of a public network',
      { status: 200, body: '<html>Welcome to our Wi-Fi</html>' },
      { kind: 'reply-unreadable', why: 'not-json' },
    ],
  ])('is not made from %s', async (_, answer, problem) => {
    const { server, call } = await ask(() => answer, { priority: 'log-in' });
    const result = await sendgrid.makeLoginLink(call, accountId, { target: null });
    expect(problemIn(result)).toEqual(problem);
    expect(server.count('POST')).toBe(1);
    // The refused link must not be part of the problem.
    expect(JSON.stringify(result)).not.toMatch(/https?:|evil/);
  });

  test.each([
    ['white space around it', ' \thttps://app.sendgrid.com/login?code=aB1%2f \t'],
    ['the default port', 'https://app.sendgrid.com:443/login?code=aB1%2f'],
    ['another case of scheme and host', 'HTTPS://App.SendGrid.COM/login?code=aB1%2f'],
    ['all of these', ' HTTPS://APP.sendgrid.com:443/login?code=aB1%2f'],
  ])('is the same with %s', async (_, location) => {
    const { call } = await ask(() => ({ status: 303, headers: { location } }), { priority: 'log-in' });
    const { url } = valueIn(await sendgrid.makeLoginLink(call, accountId, { target: null }));
    expect(url).toBe('https://app.sendgrid.com/login?code=aB1%2f');
  });

  test.each([
    'https://app.sendgrid.com:443@evil.example/',
    'https://APP.sendgrid.com:443.evil.example/',
    'https://user@APP.sendgrid.com/',
    'https://APP.sendgrid.com:4430/',
    'https://APP.sendgrid.com:443:443/',
    'HTTP://app.sendgrid.com/',
    'http://app.sendgrid.com:443/',
    'https:\\\\app.sendgrid.com/',
    'https://app.sendgrid.com\\@evil.example/',
    'https://app.sendgrid.com:443\\@evil.example/',
    'https://app.sendgrid.com./login',
    'https://app.sendgrid.com /login',
    "https://app.sendgrid.com/login?code={a}|'",
    `https://app.sendgrid.com/${'a'.repeat(2_081)}`,
  ])('is refused at %s, whatever is made of its form', async (location) => {
    const { call } = await ask(() => ({ status: 303, headers: { location } }), { priority: 'log-in' });
    const problem = problemIn(await sendgrid.makeLoginLink(call, accountId, { target: null }));
    expect(problem).toEqual({ kind: 'link-refused' });
  });

  test('lands on the start page only', async () => {
    const { server, call } = await ask(() => reply('sso'));
    expect(problemIn(await sendgrid.makeLoginLink(call, accountId, { target: 'senders' }))).toEqual({
      kind: 'target-unknown',
    });
    expect(server.requests).toEqual([]);
  });

  test.each(['..', '.', '', 'a b', 'a\nb', 'ä'])(
    'is not requested with an id that would change the path: %j',
    async (id) => {
      const { server, call } = await ask(() => reply('sso'));
      expect(problemIn(await sendgrid.makeLoginLink(call, id, { target: null }))).toEqual({ kind: 'account-gone' });
      expect(server.requests).toEqual([]);
    },
  );

  test('is requested below the account, whatever characters its id has', async () => {
    const { server, call } = await ask(() => reply('sso'));
    await sendgrid.makeLoginLink(call, 'a/../b?c#d%2e', { target: null });
    expect(server.requests[0]?.url).toBe('/v3/partners/accounts/a%2F..%2Fb%3Fc%23d%252e/sso');
  });
});

describe('details', () => {
  const all: Script = ({ url }) => {
    if (url === '/v3/user/credits') return reply('credits');
    if (url === '/v3/partners/offerings') return reply('catalogue');
    return reply(url.endsWith('/state') ? 'state' : 'offerings');
  };

  test('are state, plan, credits and offerings, the package first', async () => {
    const { server, call } = await ask(all);
    const first = valueIn(await sendgrid.getDetails(call, accountId));
    expect(first).toEqual({
      state: 'activated',
      email: null,
      companyName: null,
      plan: 'free (10,000 emails a month)',
      groups: [],
      credits: [{ name: 'emails', remaining: 200, quantity: 200 }],
      offerings: [
        { name: 'org.ei.free.v1', type: 'package', quantity: 1 },
        { name: 'org.mc.advanced.10k.v1', type: 'addon', quantity: 3 },
        { name: 'org.ease.v1', type: 'addon', quantity: null },
      ],
    });
    const asked = [
      `/v3/partners/accounts/${accountId}/offerings`,
      `/v3/partners/accounts/${accountId}/state`,
      '/v3/user/credits',
    ];
    expect(server.requests.map(({ url }) => url).sort()).toEqual([...asked, '/v3/partners/offerings'].sort());
    const credits = server.requests.find(({ url }) => url === '/v3/user/credits');
    expect(credits?.headers['on-behalf-of']).toBe(`account-id ${accountId}`);
    // The catalogue is the same for every account of the reseller.
    expect(valueIn(await sendgrid.getDetails(call, accountId))).toEqual(first);
    expect(
      server.requests
        .slice(4)
        .map(({ url }) => url)
        .sort(),
    ).toEqual(asked);
  });

  test('do without credits and without the catalogue', async () => {
    const { call } = await ask((request, count) =>
      request.url.includes('credits') || request.url === '/v3/partners/offerings'
        ? reply('error-403')
        : all(request, count),
    );
    expect(valueIn(await sendgrid.getDetails(call, accountId))).toMatchObject({
      state: 'activated',
      plan: 'free',
      credits: [],
    });
  });

  test.each(['activated', 'deactivated', 'suspended', 'banned', 'indeterminate'])(
    'know the state %s',
    async (state) => {
      const { call } = await ask(({ url }) => ({ body: url.endsWith('/state') ? { state } : {} }));
      expect(valueIn(await sendgrid.getDetails(call, accountId)).state).toBe(state);
    },
  );

  test('do without an unknown state, and without one of the two replies', async () => {
    const strange = await ask(({ url }) =>
      url.endsWith('/state') ? { body: { state: 'asleep' } } : reply('error-403'),
    );
    expect(valueIn(await sendgrid.getDetails(strange.call, accountId))).toMatchObject({ state: null, offerings: [] });
    const half = await ask(({ url }) => reply(url.endsWith('/state') ? 'error-404' : 'offerings'));
    expect(valueIn(await sendgrid.getDetails(half.call, accountId)).offerings).toHaveLength(3);
  });

  test('are a problem if both requests fail', async () => {
    const { call } = await ask(() => reply('error-404'));
    expect(problemIn(await sendgrid.getDetails(call, accountId))).toEqual({ kind: 'account-gone' });
  });
});

describe('a profile', () => {
  const profileOf =
    (profile: ScriptedReply, email: ScriptedReply = reply('email')): Script =>
    ({ url }) =>
      url === '/v3/user/profile' ? profile : email;
  const getProfile = async (script: Script) => {
    const { server, call } = await ask(script, { priority: 'background' });
    return { server, result: await sendgrid.getProfile?.(call, accountId, { withEmail: true }) };
  };

  test('is requested on behalf of the account, and has company, email and domain', async () => {
    const { server, result } = await getProfile(profileOf(reply('profile')));
    expect(result).toEqual({
      ok: true,
      value: { name: 'SendGrid', email: 'test@example.com', domain: 'sendgrid.com' },
    });
    expect(server.requests.map(({ url }) => url)).toEqual(['/v3/user/profile', '/v3/user/email']);
    for (const { headers } of server.requests) expect(headers['on-behalf-of']).toBe(`account-id ${accountId}`);
  });

  test('of a person without a company is named after the person', async () => {
    for (const [person, name] of [
      [{ first_name: 'Ada', last_name: 'Lovelace' }, 'Ada Lovelace'],
      [{ first_name: ' Ada ', last_name: '' }, 'Ada'],
      [{ company: '   ', last_name: 'Lovelace' }, 'Lovelace'],
    ] as const) {
      const { result } = await getProfile(profileOf({ body: person }));
      expect(result).toMatchObject({ ok: true, value: { name } });
    }
  });

  test('of the key itself is requested without the header for a customer', async () => {
    const { server, call } = await ask(profileOf(reply('profile')), { priority: 'background' });
    expect(await sendgrid.getOwnProfile?.(call)).toEqual({
      ok: true,
      value: { name: 'SendGrid', email: 'test@example.com', domain: 'sendgrid.com' },
    });
    expect(server.requests.map(({ url }) => url)).toEqual(['/v3/user/profile', '/v3/user/email']);
    for (const { headers } of server.requests) expect(headers).not.toHaveProperty('on-behalf-of');
  });

  test('that is empty has empty facts', async () => {
    const { result } = await getProfile(profileOf(reply('profile-blank'), { body: { email: '' } }));
    expect(result).toEqual({ ok: true, value: { name: '', email: '', domain: '' } });
  });

  test.each([
    ['http://www.sendgrid.com', 'sendgrid.com'],
    ['Example.CO.uk/about', 'example.co.uk'],
    ['https://user@shop.example.com:8443/x?y', 'shop.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['localhost', ''],
    ['10.0.0.1', ''],
    ['coming soon', ''],
    ['javascript:alert(1)', ''],
    [null, ''],
  ])('of the website %j has the domain %j', async (website, domain) => {
    const { result } = await getProfile(profileOf({ body: { company: 'x', website } }));
    expect(result).toMatchObject({ ok: true, value: { domain } });
  });

  test('without permission to read the email still has a name', async () => {
    const { result } = await getProfile(profileOf(reply('profile'), reply('error-403')));
    expect(result).toMatchObject({ ok: true, value: { name: 'SendGrid', email: '' } });
  });

  test('does not become one without email because the email could not be read this time', async () => {
    for (const name of ['error-500', 'error-429', 'error-401']) {
      const { result } = await getProfile(profileOf(reply('profile'), reply(name)));
      expect(result).toMatchObject({ ok: false });
    }
  });
});

describe.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  // name, problem for the list, problem for one account
  ['error-400', { kind: 'request-refused', status: 400 }, { kind: 'request-refused', status: 400 }],
  ['error-401', { kind: 'key-rejected' }, { kind: 'key-rejected' }],
  ['error-402', { kind: 'plan-required' }, { kind: 'plan-required' }],
  ['error-403', { kind: 'key-not-reseller' }, { kind: 'key-not-allowed' }],
  ['error-403-blocked', { kind: 'temporarily-blocked' }, { kind: 'temporarily-blocked' }],
  ['error-404', { kind: 'request-refused', status: 404 }, { kind: 'account-gone', orNoSso: true }],
  ['error-406', { kind: 'request-refused', status: 406 }, { kind: 'request-refused', status: 406 }],
  ['error-451', { kind: 'wrong-region' }, { kind: 'wrong-region' }],
  ['error-500', { kind: 'provider-down', status: 500 }, { kind: 'provider-down', status: 500 }],
  ['error-502', { kind: 'provider-down', status: 502 }, { kind: 'provider-down', status: 502 }],
  ['error-503', { kind: 'provider-down', status: 503 }, { kind: 'provider-down', status: 503 }],
  ['error-504', { kind: 'provider-down', status: 504 }, { kind: 'provider-down', status: 504 }],
])('%s', (name, ofList, ofAccount) => {
  test('means different things for the list and for one account, and the POST is sent once', async () => {
    const { server, call } = await ask(() => reply(name));
    const { status } = fixture('sendgrid', name);
    const ofKey = status === 400 || status === 404 ? { kind: 'connect-refused', status, why: 'key-or-region' } : ofList;
    expect(problemIn(await sendgrid.checkKey(call))).toEqual(ofKey);
    expect(problemIn(await sendgrid.listAccounts(call, null))).toEqual(ofList);
    expect(problemIn(await sendgrid.makeLoginLink(call, accountId, { target: null }))).toEqual(ofAccount);
    expect(server.count('POST')).toBe(1);
  });

  test('means the same without a body, unless only the body says it', async () => {
    const { status } = fixture('sendgrid', name);
    const { call } = await ask(() => ({ status }));
    const problem = problemIn(await sendgrid.makeLoginLink(call, accountId, { target: null }));
    // A 403 without SendGrid's words comes from something in front of it.
    expect(problem).toEqual(status === 403 ? { kind: 'intermediary-refused', status } : ofAccount);
  });
});

test('a documented error_id counts for more than the message', async () => {
  const { call } = await ask(() => ({
    status: 403,
    body: { errors: [{ message: 'Too many bad requests. Temporary block', field: null, error_id: '10-40300' }] },
  }));
  expect(problemIn(await sendgrid.checkKey(call))).toEqual({ kind: 'key-not-reseller' });
});

test('429 becomes the time to try again, by the clock of SendGrid', async () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const { headers = {}, body } = fixture('sendgrid', 'error-429');
  const halfAMinuteBefore = new Date((Number(headers['X-RateLimit-Reset']) - 30) * 1000).toUTCString();
  const server = await serve(() => ({ status: 429, headers: { ...headers, date: halfAMinuteBefore }, body }));
  const budget = new RateBudget({
    defaultPerHour: null,
    parseRateLimitHeaders: sendgrid.parseRateLimitHeaders,
    now: () => now,
  });
  const problem = problemIn(await sendgrid.checkKey(callTo(sendgrid, server, { deps: { budget } })));
  expect(problem).toEqual({ kind: 'rate-limited', retryAt: '2026-11-21T12:00:30.000Z' });
});

describe('a refusal that is not about the key', () => {
  const refusal = (status: number, message: string) => () => ({ status, body: { errors: [{ field: null, message }] } });
  const bothCalls = async (script: () => ScriptedReply) => {
    const { call } = await ask(script, { priority: 'log-in' });
    return [
      problemIn(await sendgrid.checkKey(call)),
      problemIn(await sendgrid.makeLoginLink(call, accountId, { target: null })),
    ];
  };

  // Words of sendgrid-csharp issues 427 and 1177, sendgrid/docs 5464 and 5045; sendgrid-nodejs 1032, sendgrid-python 242.
  test.each([
    [403, 'Your IP address is not whitelisted. See http://example.invalid/ipam for more details.', 'ip-not-authorised'],
    [403, 'Your IP address is not allowlisted.', 'ip-not-authorised'],
    [403, 'access attempt from non-whitelisted IP', 'ip-not-authorised'],
    [403, 'access forbidden', 'access-forbidden'],
    [403, 'You are not authorized to access SendGrid, please contact Support.', 'account-not-active'],
    [401, 'Maximum credits exceeded', 'plan-required'],
    [401, 'The provided authorization grant is invalid, expired, or revoked', 'key-rejected'],
  ])('%s “%s” is %s', async (status, message, kind) => {
    expect(await bothCalls(refusal(status, message))).toEqual([{ kind }, { kind }]);
  });

  test.each([
    ['no body', { status: 403 }],
    ['a word of an edge', { status: 403, body: 'error code: 1010' }],
    ['JSON of another kind', { status: 403, body: { message: 'Forbidden' } }],
    ['HTML', { status: 403, body: '<html>Blocked</html>' }],
  ])('403 with %s comes from something in front of SendGrid', async (_, answer) => {
    const refused = { kind: 'intermediary-refused', status: 403 };
    expect(await bothCalls(() => answer)).toEqual([refused, refused]);
  });

  test('a profile that may not be read is the permission of the key', async () => {
    const { call } = await ask(refusal(403, 'access forbidden'));
    const profile = await sendgrid.getProfile?.(call, accountId, { withEmail: true });
    expect(profile).toMatchObject({ problem: { kind: 'key-not-allowed' } });
  });
});
