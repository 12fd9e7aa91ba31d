import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { sendgrid as adapter } from '../../../src/main/providers/sendgrid/index.ts';
import { brokenProfiles, troubledKeys } from '../../../src/main/providers/sendgrid/pretend.ts';
import { callToSandbox, openSandbox } from '../../helpers/open-sandbox.ts';
import { customersOf, providerIn } from '../../helpers/sandbox-provider.ts';

interface Page {
  accounts: { id: string; created_at: string; email?: string }[];
  pages: { last?: string };
}

describe('the pretend SendGrid', () => {
  test('lists every account once, 100 to a page, by the last id received', async () => {
    const { sendgrid } = await openSandbox({ accountsPerProvider: 5_000 });
    const ids = new Set<string>();
    let last = '';
    for (let pages = 0; ; pages++) {
      const reply = await sendgrid(`/v3/partners/accounts?limit=100${last && `&offset=${last}`}`);
      const page = (await reply.json()) as Page;
      for (const account of page.accounts) ids.add(account.id);
      if (page.accounts.length === 0) {
        expect(pages).toBe(50);
        break;
      }
      expect(page.pages.last).toBe(page.accounts.at(-1)?.id);
      last = page.pages.last ?? '';
    }
    expect(ids.size).toBe(5_000);
  });

  test('returns ten accounts if there is no limit, with the documented fields and no names', async () => {
    const { sendgrid } = await openSandbox();
    const page = (await (await sendgrid('/v3/partners/accounts')).json()) as Page;
    expect(page.accounts).toHaveLength(10);
    for (const account of page.accounts) {
      expect(account.id).toMatch(/^sg[0-9a-f]{32}$/);
      expect(account.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(Object.keys(account)).not.toContain('name');
    }
    expect(page.accounts.filter((account) => account.email === undefined)).toHaveLength(1);
  });

  test.each(['0', '101', 'all', '-1'])('refuses a limit of %s', async (limit) => {
    const { sendgrid } = await openSandbox();
    const reply = await sendgrid(`/v3/partners/accounts?limit=${limit}`);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ errors: [{ field: 'limit', error_id: '10-40002' }] });
  });

  test('refuses an offset that is not the id of an account', async () => {
    const { sendgrid } = await openSandbox();
    expect((await sendgrid('/v3/partners/accounts?offset=20')).status).toBe(400);
    expect((await sendgrid(`/v3/partners/accounts?offset=sg${'0'.repeat(32)}`)).status).toBe(400);
  });

  test('replies 401 to a wrong key, 403 to one of no reseller, 404 to a wrong path', async () => {
    const { sendgrid } = await openSandbox();
    const wrong = await sendgrid('/v3/partners/accounts', { headers: { authorization: 'Bearer SG.wrong' } });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({
      errors: [{ message: 'Failed to authenticate user', field: '', error_id: '10-40100' }],
    });
    const notReseller = { authorization: `Bearer ${troubledKeys.notReseller}` };
    const forbidden = await sendgrid('/v3/partners/accounts', { headers: notReseller });
    expect(forbidden.status).toBe(403);
    expect(await forbidden.json()).toMatchObject({ errors: [{ error_id: '10-40300' }] });
    const missing = await sendgrid('/v3/partners/nothing');
    expect(missing.status).toBe(404);
    expect(await missing.json()).toEqual({
      errors: [{ message: 'No such endpoint', field: '', error_id: '10-40400' }],
    });
  });

  test('replies 406 if Accept is missing', async () => {
    const { sandbox } = await openSandbox();
    const { statusCode } = await request(`${providerIn(sandbox, 'sendgrid').origin}/v3/partners/accounts`, {
      headers: { authorization: `Bearer ${providerIn(sandbox, 'sendgrid').key}` },
    });
    expect(statusCode).toBe(406);
  });

  test('returns state and offerings of an account, and 404 for an unknown one', async () => {
    const { sendgrid } = await openSandbox();
    const { accounts } = (await (await sendgrid('/v3/partners/accounts?limit=100')).json()) as Page;
    const states = new Set<string>();
    for (const { id } of accounts) {
      const { state } = (await (await sendgrid(`/v3/partners/accounts/${id}/state`)).json()) as { state: string };
      states.add(state);
    }
    for (const state of states)
      expect(['activated', 'deactivated', 'suspended', 'banned', 'indeterminate']).toContain(state);
    expect(states.size).toBeGreaterThan(1);
    const offerings = await sendgrid(`/v3/partners/accounts/${accounts[0]?.id}/offerings`);
    expect(await offerings.json()).toEqual({
      offerings: expect.arrayContaining([
        { name: expect.stringMatching(/^org\.ei\./), type: 'package', quantity: 1 },
        { name: expect.any(String), type: 'addon', quantity: expect.any(Number) },
      ]),
    });
    expect((await sendgrid(`/v3/partners/accounts/sg${'0'.repeat(32)}/state`)).status).toBe(404);
  });

  test('returns profile and email on behalf of an account only', async () => {
    const { sendgrid } = await openSandbox();
    const { accounts } = (await (await sendgrid('/v3/partners/accounts')).json()) as Page;
    const onBehalf = { headers: { 'on-behalf-of': `account-id ${accounts[0]?.id}` } };
    expect(await (await sendgrid('/v3/user/profile', onBehalf)).json()).toMatchObject({ company: 'Acme Corp' });
    expect(await (await sendgrid('/v3/user/email', onBehalf)).json()).toEqual({ email: accounts[0]?.email });
    expect(await (await sendgrid('/v3/user/profile')).json()).toMatchObject({ company: 'Sample Reseller' });
    const unknown = { headers: { 'on-behalf-of': `account-id sg${'0'.repeat(32)}` } };
    expect((await sendgrid('/v3/user/profile', unknown)).status).toBe(404);
  });

  test('returns the own profile and email for every customer, to a key that ignores on whose behalf it acts', async () => {
    const { sendgrid } = await openSandbox();
    const authorization = `Bearer ${troubledKeys.ignoresOnBehalfOf}`;
    const list = await sendgrid('/v3/partners/accounts', { headers: { authorization } });
    const { accounts } = (await list.json()) as Page;
    expect(accounts).toHaveLength(10);
    const headers = { authorization, 'on-behalf-of': `account-id ${accounts[0]?.id}` };
    for (const path of ['/v3/user/profile', '/v3/user/email'])
      expect(await (await sendgrid(path, { headers })).json()).toEqual(await (await sendgrid(path)).json());
  });

  test('refuses every profile, the own one included, to a key that may only read the list', async () => {
    const { sendgrid } = await openSandbox();
    const authorization = `Bearer ${troubledKeys.readsNoProfiles}`;
    const list = await sendgrid('/v3/partners/accounts', { headers: { authorization } });
    expect(list.status).toBe(200);
    const { accounts } = (await list.json()) as Page;
    for (const account of [undefined, accounts[0]?.id]) {
      const headers = { authorization, ...(account && { 'on-behalf-of': `account-id ${account}` }) };
      expect((await sendgrid('/v3/user/profile', { headers })).status).toBe(403);
    }
  });

  test('has a key for which some profiles are broken, each in its own way', async () => {
    const { sendgrid } = await openSandbox({ accountsPerProvider: 50 });
    const customers = await customersOf('sendgrid', 50);
    const statuses: number[] = [];
    for (let at = 0; at < 50; at++) {
      const onBehalfOf = `account-id ${customers.idAt(at)}`;
      const headers = { authorization: `Bearer ${troubledKeys.someProfilesBroken}`, 'on-behalf-of': onBehalfOf };
      const { status } = await sendgrid('/v3/user/profile', { headers });
      if (at in brokenProfiles) statuses.push(status);
      else expect(status).toBe(200);
    }
    expect(statuses).toEqual([500, 451, 402, 200]);
  });

  test('counts requests by the hour and gives the reset in epoch seconds', async () => {
    const { sendgrid, passSeconds, nowSeconds } = await openSandbox({ requestsPerHour: { sendgrid: 2 } });
    const first = await sendgrid('/v3/partners/accounts?limit=1');
    expect(first.headers.get('x-ratelimit-limit')).toBe('2');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(first.headers.get('x-ratelimit-reset')).toBe(String(nowSeconds() + 3600));
    await sendgrid('/v3/partners/accounts?limit=1');
    const refused = await sendgrid('/v3/partners/accounts?limit=1');
    expect(refused.status).toBe(429);
    expect(await refused.json()).toEqual({ errors: [{ field: null, message: 'too many requests' }] });
    passSeconds(3600);
    expect((await sendgrid('/v3/partners/accounts?limit=1')).status).toBe(200);
  });
});

test.each([
  ['of no reseller', troubledKeys.notReseller, 'key-not-reseller'],
  ['that is unknown', 'SG.wrong.key', 'key-rejected'],
])('the adapter in the sandbox reports what is wrong with a key %s', async (_, key, kind) => {
  const { sandbox } = await openSandbox({ now: Date.now });
  const call = callToSandbox(adapter, sandbox, key);
  expect(await adapter.checkKey(call)).toMatchObject({ ok: false, problem: { kind } });
});
