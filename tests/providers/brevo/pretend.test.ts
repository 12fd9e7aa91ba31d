import { describe, expect, test } from 'vitest';
import { brevo as adapter } from '../../../src/main/providers/brevo/index.ts';
import { troubledKeys } from '../../../src/main/providers/brevo/pretend.ts';
import { callToSandbox, openSandbox } from '../../helpers/open-sandbox.ts';
import { providerIn } from '../../helpers/sandbox-provider.ts';

/** The ids as written: JSON.parse would round the large ones. */
const idsIn = (text: string): string[] => [...text.matchAll(/\{"id":(\d+),/g)].map((match) => match[1] ?? '');

describe('the pretend Brevo', () => {
  test('lists every sub-account once, 50 to a page, with the documented fields', async () => {
    const { brevo } = await openSandbox({ accountsPerProvider: 5_000 });
    const ids = new Set<string>();
    for (let offset = 0; offset <= 5_000; offset += 50) {
      const text = await (await brevo(`/v3/corporate/subAccount?offset=${offset}&limit=50`)).text();
      for (const id of idsIn(text)) ids.add(id);
      const page = JSON.parse(text) as { count: number; subAccounts: unknown[] };
      expect(page.count).toBe(5_000);
      expect(page.subAccounts).toHaveLength(offset < 5_000 ? 50 : 0);
    }
    expect(ids.size).toBe(5_000);
    expect([...ids].filter((id) => !Number.isSafeInteger(Number(id))).length).toBeGreaterThan(10);
    const page = await (await brevo('/v3/corporate/subAccount?offset=0&limit=50')).json();
    const { subAccounts } = page as { subAccounts: { companyName: string; createdAt: number; groups: object[] }[] };
    expect(subAccounts[0]).toMatchObject({ companyName: 'Acme Events', active: true });
    expect(new Date((subAccounts[0]?.createdAt ?? 0) * 1000).getUTCFullYear()).toBe(2019);
    // With id and name; an empty object, as in the vendor's own example; and none at all.
    const groups = subAccounts.map((account) => account.groups);
    expect(groups).toContainEqual([{ id: expect.stringMatching(/^[0-9a-f]{24}$/), name: expect.any(String) }]);
    expect(groups).toContainEqual([{}]);
    expect(groups).toContainEqual([]);
  });

  test.each([
    ['limit=50', 'missing_parameter'],
    ['offset=0', 'missing_parameter'],
    ['offset=first&limit=50', 'invalid_parameter'],
    ['offset=0&limit=-1', 'invalid_parameter'],
    ['offset=0&limit=51', 'out_of_range'],
    ['offset=0&limit=0', 'out_of_range'],
  ])('refuses a list for %s', async (query, code) => {
    const { brevo } = await openSandbox();
    const reply = await brevo(`/v3/corporate/subAccount?${query}`);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ code, message: expect.any(String) });
  });

  test('returns details, groups and the master account', async () => {
    const { brevo } = await openSandbox();
    const [id] = idsIn(await (await brevo('/v3/corporate/subAccount?offset=1&limit=1')).text());
    expect(await (await brevo(`/v3/corporate/subAccount/${id}`)).json()).toMatchObject({
      companyName: 'Acme Éditions',
      email: expect.stringContaining('@acme-editions.example'),
      planInfo: { planType: expect.any(String), credits: { emails: { quantity: expect.any(Number) } } },
    });
    const groups = (await (await brevo('/v3/corporate/groups')).json()) as { id: string; groupName: string }[];
    expect(groups).toContainEqual({ id: expect.stringMatching(/^[0-9a-f]{24}$/), groupName: 'Retail' });
    expect(await (await brevo('/v3/corporate/masterAccount')).json()).toMatchObject({ companyName: 'Sample Agency' });
    expect((await brevo('/v3/corporate/subAccount/1')).status).toBe(404);
    expect((await brevo('/v3/corporate/subAccount/first')).status).toBe(400);
  });

  test('reads an int64 to the digit: the neighbour to which a number would round is unknown', async () => {
    const { brevo } = await openSandbox();
    const [id = ''] = idsIn(await (await brevo('/v3/corporate/subAccount?offset=1&limit=1')).text());
    expect(Number.isSafeInteger(Number(id))).toBe(false);
    const rounded = String(BigInt(id) - 1n);
    expect(Number(id) === Number(rounded) || Number(id) === Number(String(BigInt(id) + 1n))).toBe(true);
    expect((await brevo('/v3/corporate/subAccount/ssoToken', `{"id":${id}}`)).status).toBe(200);
    const refused = await brevo('/v3/corporate/subAccount/ssoToken', `{"id":${rounded}}`);
    // The page of this call lists 400 and 403 only.
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'invalid_parameter' });
  });

  test('knows the users of a sub-account, and no others', async () => {
    const { brevo } = await openSandbox();
    const [id] = idsIn(await (await brevo('/v3/corporate/subAccount?offset=0&limit=1')).text());
    const refused = await brevo('/v3/corporate/subAccount/ssoToken', `{"id":${id},"email":"ann@elsewhere.example"}`);
    expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'invalid_parameter' }]);
  });

  test('lists the admins by page and state, with what each may do', async () => {
    const { brevo } = await openSandbox();
    const emails = async (query: string): Promise<string[]> => {
      const { users } = (await (await brevo(`/v3/corporate/invited/users${query}`)).json()) as {
        users: { email: string }[];
      };
      return users.map(({ email }) => email.replace('@sample-agency.example', ''));
    };
    expect(await emails('')).toEqual(['admin', 'sam', 'ines']);
    expect(await emails('?type=active')).toEqual(['admin', 'sam']);
    expect(await emails('?type=active&offset=2&limit=1')).toEqual(['sam']);
    expect(await emails('?type=pending&offset=2&limit=1')).toEqual([]);
    expect((await brevo('/v3/corporate/invited/users?limit=101')).status).toBe(400);
    expect((await brevo('/v3/corporate/invited/users?offset=1')).status).toBe(400);
    const sam = await brevo('/v3/corporate/user/sam%40sample-agency.example/permissions');
    expect(await sam.json()).toMatchObject({
      status: 'active',
      feature_access: { manage_sub_organizations: ['none'] },
    });
    expect((await brevo('/v3/corporate/user/nobody%40x.example/permissions')).status).toBe(404);
    expect((await brevo('/v3/corporate/user/sam%40sample-agency.example')).status).toBe(404);
  });

  test('opens the console for an active admin who may manage sub-accounts', async () => {
    const { brevo } = await openSandbox();
    const statusFor = async (name: string): Promise<number> =>
      (await brevo('/v3/corporate/ssoToken', { email: `${name}@sample-agency.example` })).status;
    expect([await statusFor('admin'), await statusFor('sam'), await statusFor('ines')]).toEqual([200, 403, 403]);
  });

  test('says which sub-accounts are in a group, and who looks after it', async () => {
    const { brevo } = await openSandbox();
    const [group] = (await (await brevo('/v3/corporate/groups')).json()) as { id: string; groupName: string }[];
    const details = (await (await brevo(`/v3/corporate/group/${group?.id}`)).json()) as Record<string, unknown[]>;
    expect(details).toMatchObject({ group, users: [{ email: 'admin@sample-agency.example' }] });
    expect(details['sub-accounts']?.length).toBeGreaterThan(0);
    expect((await brevo('/v3/corporate/group/none')).status).toBe(404);
  });

  test('makes a token for each of the eight targets, an email, and a page at Brevo', async () => {
    const { brevo } = await openSandbox();
    const [id] = idsIn(await (await brevo('/v3/corporate/subAccount?offset=0&limit=1')).text());
    const targets = ['automation', 'email_campaign', 'contacts', 'landing_pages', 'email_transactional', 'senders'];
    for (const target of [...targets, 'sms_campaign', 'sms_transactional']) {
      const reply = await brevo('/v3/corporate/subAccount/ssoToken', `{"id":${id},"target":"${target}"}`);
      expect(await reply.json()).toEqual({ token: expect.stringMatching(/^[\w-]{40,}$/) });
    }
    const full = `{"id":${id},"email":"ann@acme-events.example","url":"https://app.brevo.com/contact/list"}`;
    expect((await brevo('/v3/corporate/subAccount/ssoToken', full)).status).toBe(200);
  });

  test.each([
    ['not json', 'bad_request'],
    ['[]', 'bad_request'],
    ['{}', 'missing_parameter'],
    ['{"id":"1000000"}', 'invalid_parameter'],
    ['{"id":1000000,"target":"moon"}', 'invalid_parameter'],
    ['{"id":1000000,"target":"toString"}', 'invalid_parameter'],
    ['{"id":1000000,"email":"nobody"}', 'invalid_parameter'],
    ['{"id":1000000,"url":"http://app.brevo.com/"}', 'invalid_parameter'],
    ['{"id":1000000,"url":"https://brevo.com.evil.example/"}', 'invalid_parameter'],
  ])('refuses a token for %s', async (body, code) => {
    const { brevo } = await openSandbox();
    const reply = await brevo('/v3/corporate/subAccount/ssoToken', body);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ code });
  });

  test('makes a token for the admin console, for a named user', async () => {
    const { brevo } = await openSandbox();
    expect((await brevo('/v3/corporate/ssoToken', { email: 'admin@sample-agency.example' })).status).toBe(200);
    expect(await (await brevo('/v3/corporate/ssoToken', {})).json()).toMatchObject({ code: 'missing_parameter' });
    expect(await (await brevo('/v3/corporate/ssoToken', { email: 'ann' })).json()).toMatchObject({
      code: 'invalid_parameter',
    });
  });

  test('distinguishes no key, a wrong one, an unknown address, a read-only key, and no admin account', async () => {
    const { sandbox, brevo } = await openSandbox();
    const list = '/v3/corporate/subAccount?offset=0&limit=1';
    const none = await fetch(providerIn(sandbox, 'brevo').origin + list);
    expect(none.status).toBe(401);
    expect(await none.json()).toEqual({ code: 'unauthorized', message: 'authentication not found in headers' });
    const wrong = await brevo(list, undefined, 'xkeysib-wrong');
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ code: 'unauthorized', message: 'Key not found' });
    const address = await brevo(list, undefined, troubledKeys.otherAddress);
    expect(address.status).toBe(401);
    expect(await address.json()).toMatchObject({
      code: 'unauthorized',
      message: expect.stringMatching(/unrecognised IP address .*app\.brevo\.com\/security\/authorised_ips/),
    });
    expect((await brevo(list, undefined, troubledKeys.notAdmin)).status).toBe(403);
    expect((await brevo(list, undefined, troubledKeys.readOnly)).status).toBe(200);
    const token = await brevo('/v3/corporate/ssoToken', { email: 'a@b.example' }, troubledKeys.readOnly);
    expect(token.status).toBe(403);
    expect(await token.json()).toMatchObject({ code: 'permission_denied' });
  });

  test('counts requests by the hour and gives the reset in seconds left', async () => {
    const { brevo, passSeconds } = await openSandbox({ requestsPerHour: { brevo: 2 } });
    await brevo('/v3/corporate/groups');
    passSeconds(600);
    const second = await brevo('/v3/corporate/groups');
    expect(second.headers.get('x-sib-ratelimit-limit')).toBe('2');
    expect(second.headers.get('x-sib-ratelimit-remaining')).toBe('0');
    expect(second.headers.get('x-sib-ratelimit-reset')).toBe('3000');
    const refused = await brevo('/v3/corporate/groups');
    expect(refused.status).toBe(429);
    expect(await refused.json()).toEqual({ message: expect.any(String) });
    passSeconds(3000);
    expect((await brevo('/v3/corporate/groups')).status).toBe(200);
  });
});

describe('the adapter in the sandbox', () => {
  test.each([
    ['of no admin account', troubledKeys.notAdmin, 'key-not-reseller'],
    ['from another address', troubledKeys.otherAddress, 'ip-not-authorised'],
    ['that is unknown', 'xkeysib-wrong', 'key-rejected'],
  ])('reports what is wrong with a key %s', async (_, key, kind) => {
    const { sandbox } = await openSandbox({ now: Date.now });
    const call = callToSandbox(adapter, sandbox, key);
    expect(await adapter.checkKey(call)).toMatchObject({ ok: false, problem: { kind } });
  });

  test('reads lists with a read-only key, and is refused a login', async () => {
    const { sandbox } = await openSandbox({ now: Date.now });
    const call = callToSandbox(adapter, sandbox, troubledKeys.readOnly);
    const list = await adapter.listAccounts(call, null);
    const id = list.ok ? (list.value.accounts[0]?.remoteId ?? '') : '';
    const refused = { ok: false, problem: { kind: 'key-not-allowed' } };
    expect(await adapter.makeLoginLink(call, id, { target: null })).toMatchObject(refused);
  });
});
