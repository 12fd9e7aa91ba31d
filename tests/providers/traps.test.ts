import { expect, test } from 'vitest';
import { brevo } from '../../src/main/providers/brevo/index.ts';
import { providers } from '../../src/main/providers/registry.ts';
import { sendgrid } from '../../src/main/providers/sendgrid/index.ts';
import { replyOf } from '../helpers/fixtures.ts';
import { callTo, canaryKey, problemIn, serve, valueIn } from '../helpers/provider-call.ts';

// Each of these went wrong in an official SDK, with a plain fetch, or against a mock of the official specification.

test('the 303 of a SendGrid log-in is not followed: that would spend the one-time code', async () => {
  const login = await serve(() => ({ body: '<html>You are in. The code is spent.</html>' }));
  const api = await serve(() => ({ status: 303, headers: { location: `${login.origin}/login?code=once` } }));
  const call = callTo(sendgrid, api, { endpoint: { apiOrigin: api.origin, linkOrigins: [login.origin] } });
  expect(valueIn(await sendgrid.makeLoginLink(call, 'sg1', { target: null })).url).toBe(
    `${login.origin}/login?code=once`,
  );
  expect(login.requests).toEqual([]);
});

test.each(providers)('a redirect of the API sends the key of $facts.name to no other server', async (provider) => {
  const second = await serve(() => ({ body: {} }));
  const api = await serve(() => ({ status: 307, headers: { location: second.origin } }));
  for (const run of [
    () => provider.checkKey(callTo(provider, api)),
    () => provider.listAccounts(callTo(provider, api), null),
    () => provider.getDetails(callTo(provider, api), '1'),
  ]) {
    expect(problemIn(await run())).toEqual({ kind: 'reply-unreadable', why: 'redirect' });
  }
  const logIn = problemIn(await provider.makeLoginLink(callTo(provider, api), '1', { target: null }));
  expect(['reply-unreadable', 'link-missing']).toContain(logIn['kind']);
  expect(second.requests).toEqual([]);
});

test.each([408, 409, 425, 429, 500, 502, 503, 504])(
  'a request for a token that gets a %i is not repeated',
  async (status) => {
    const api = await serve(() => ({ status, headers: { 'retry-after': '0' } }));
    expect((await brevo.makeLoginLink(callTo(brevo, api), '1', { target: null })).ok).toBe(false);
    expect(api.count('POST')).toBe(1);
  },
);

test('an int64 id comes in and goes out with every digit', async () => {
  const id = '9007199254740993';
  const api = await serve(({ method }) =>
    method === 'POST'
      ? replyOf('brevo', 'sso-token')
      : { headers: { 'content-type': 'application/json' }, body: `{"count":1,"subAccounts":[{"id":${id}}]}` },
  );
  const { accounts } = valueIn(await brevo.listAccounts(callTo(brevo, api), null));
  valueIn(await brevo.makeLoginLink(callTo(brevo, api), accounts[0]?.remoteId ?? '', { target: null }));
  expect(api.requests[1]?.body).toBe(`{"id":${id}}`);
});

test("groups without anything in them, as in Brevo's own example, are no tags", async () => {
  const groups = [{}, null, { name: '' }, { name: 'name here' }, { groupName: 'groupName there' }, 'text', 5];
  const api = await serve(() => ({
    body: { count: 1, subAccounts: [{ id: 1, groups }], 'sub-accounts': [{ id: 2 }] },
  }));
  const { accounts } = valueIn(await brevo.listAccounts(callTo(brevo, api), null));
  expect(accounts).toEqual([{ remoteId: '1', tags: ['name here', 'groupName there'] }]);
});

test('a mock that repeats one page for ever and omits the Location gives a list and a clear problem', async () => {
  const api = await serve(({ method }) => (method === 'POST' ? { status: 303 } : replyOf('sendgrid', 'accounts')));
  let cursor: string | null = null;
  do {
    cursor = valueIn(await sendgrid.listAccounts(callTo(sendgrid, api), cursor)).next;
  } while (cursor !== null && api.requests.length < 10);
  expect(api.requests).toHaveLength(2);
  expect(problemIn(await sendgrid.makeLoginLink(callTo(sendgrid, api), 'sg1', { target: null }))).toEqual({
    kind: 'link-missing',
  });
});

test('a key with a line break is never given to Node, which would print it in its error', async () => {
  const api = await serve(() => ({ body: {} }));
  for (const provider of providers) {
    const result = await provider.checkKey(callTo(provider, api, { key: `${canaryKey}\nx-more: 1` }));
    expect(result).toMatchObject({ ok: false, problem: { kind: 'key-malformed', why: 'characters' } });
    expect(JSON.stringify(result)).not.toContain('canary');
  }
  expect(api.requests).toEqual([]);
});
