import { describe, expect, test } from 'vitest';
import { brevo } from '../../../src/main/providers/brevo/index.ts';
import { ask, asked, beyondDoubles, reply } from '../../helpers/brevo-call.ts';
import { fixture } from '../../helpers/fixtures.ts';
import { problemIn, valueIn } from '../../helpers/provider-call.ts';
import type { ScriptedReply } from '../../helpers/scripted-server.ts';

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
