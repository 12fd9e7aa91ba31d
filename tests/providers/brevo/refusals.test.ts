import { describe, expect, test } from 'vitest';
import { RateBudget } from '../../../src/main/http/rate-budget.ts';
import { brevo } from '../../../src/main/providers/brevo/index.ts';
import { ask, reply } from '../../helpers/brevo-call.ts';
import { fixture } from '../../helpers/fixtures.ts';
import { callTo, problemIn, serve, valueIn } from '../../helpers/provider-call.ts';
import type { ScriptedReply } from '../../helpers/scripted-server.ts';

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
