import { BrevoClient, BrevoError } from '@getbrevo/brevo';
import client from '@sendgrid/client';
import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/open-sandbox.ts';
import { customersOf, providerIn } from '../helpers/sandbox-provider.ts';

// The vendors' official SDKs as clients of the pretend providers: what they read without a complaint, with the values that their
// types name, is what the adapters' tests stand on. docs/decisions/0007-no-vendor-sdk.md says why the program uses neither.

async function brevo() {
  const opened = await openSandbox();
  const { origin, key } = providerIn(opened.sandbox, 'brevo');
  const { masterAccount } = new BrevoClient({ apiKey: key, baseUrl: `${origin}/v3`, maxRetries: 0 });
  return { ...opened, origin, masterAccount, customers: await customersOf('brevo', 250) };
}

async function sendgrid() {
  const opened = await openSandbox();
  const { origin, key } = providerIn(opened.sandbox, 'sendgrid');
  client.setApiKey(key);
  client.setDefaultRequest('baseUrl', origin);
  const get = async (url: string, headers: Record<string, string> = {}) => {
    const [response, body] = await client.request({ method: 'GET', url, headers });
    return { status: response.statusCode, body };
  };
  return { ...opened, origin, get, customers: await customersOf('sendgrid', 250) };
}

test('Brevo’s SDK lists and describes the sub-accounts', async () => {
  const { masterAccount, customers } = await brevo();
  const { count, subAccounts = [] } = await masterAccount.getTheListOfAllTheSubAccountsOfTheMasterAccount({
    offset: 0,
    limit: 20,
  });
  expect([count, subAccounts.length]).toEqual([250, 20]);
  const { id, companyName, active, createdAt, groups } = subAccounts[0] ?? {};
  expect({ id: String(id), companyName }).toEqual({ id: customers.at(0).id, companyName: customers.at(0).name });
  expect([typeof active, typeof createdAt, Array.isArray(groups)]).toEqual(['boolean', 'number', true]);

  const details = await masterAccount.getSubAccountDetails({ id: Number(id) });
  expect(details).toMatchObject({ companyName, email: customers.at(0).email, groups: expect.any(Array) });
  expect(details.planInfo?.credits?.emails?.remaining).toEqual(expect.any(Number));
  expect(details.planInfo?.features?.users?.quantity).toEqual(expect.any(Number));
});

test('Brevo’s SDK reads the admin account, its groups and its users', async () => {
  const { masterAccount } = await brevo();
  const master = await masterAccount.getTheDetailsOfRequestedMasterAccount();
  expect(master).toMatchObject({ id: expect.any(Number), companyName: 'Sample Agency', email: expect.any(String) });
  const groups = await masterAccount.getSubAccountGroups();
  const [{ id = '', groupName } = {}] = groups;
  const group = await masterAccount.getAGroupDetails({ id });
  expect(group).toMatchObject({ group: { id, groupName }, users: [{ email: expect.any(String) }] });
  expect(group['sub-accounts']?.[0]?.companyName).toEqual(expect.any(String));
  const { users = [] } = await masterAccount.getCorporateInvitedUsersList({ type: 'active', offset: 1, limit: 100 });
  expect(users[0]).toMatchObject({ email: 'admin@sample-agency.example', is_owner: 'true', status: 'active' });
  const permissions = await masterAccount.getCorporateUserPermission({ email: 'sam@sample-agency.example' });
  expect(permissions).toMatchObject({ status: 'active', feature_access: { manage_sub_organizations: ['none'] } });
});

test('Brevo’s SDK gets tokens of both kinds, and they open what they should', async () => {
  const { masterAccount, customers, origin } = await brevo();
  const customer = customers.at(0);
  const { token } = await masterAccount.generateSsoTokenToAccessSubAccount({
    id: Number(customer.id),
    email: `jo@${customer.domain}`,
    url: 'https://app.brevo.com/senders/list',
  });
  const page = await (await fetch(`${origin}/account/login/sub-account/sso/${token}`)).text();
  expect(page).toContain(`jo@${customer.domain}`);
  const admin = await masterAccount.generateSsoTokenToAccessAdminAccount({ email: 'admin@sample-agency.example' });
  expect((await fetch(`${origin}/account/login/corporate/sso/${admin.token}`)).status).toBe(200);
});

test('Brevo’s SDK throws each documented refusal', async () => {
  const { masterAccount, customers } = await brevo();
  const statusOf = (request: PromiseLike<unknown>): Promise<number | undefined> =>
    Promise.resolve(request).then(
      () => 200,
      (error: unknown) => (error instanceof BrevoError ? error.statusCode : undefined),
    );
  const id = Number(customers.at(0).id);
  expect(await statusOf(masterAccount.generateSsoTokenToAccessSubAccount({ id: 99 }))).toBe(400);
  expect(await statusOf(masterAccount.generateSsoTokenToAccessSubAccount({ id, email: 'jo@elsewhere.example' }))).toBe(
    400,
  );
  const sam = { email: 'sam@sample-agency.example' };
  expect(await statusOf(masterAccount.generateSsoTokenToAccessAdminAccount(sam))).toBe(403);
  expect(await statusOf(masterAccount.getSubAccountDetails({ id: 1_999_999 }))).toBe(404);
});

test('SendGrid’s SDK reads the accounts, and everything about one of them', async () => {
  const { get, customers } = await sendgrid();
  const customer = customers.at(0);
  const list = await get('/v3/partners/accounts?limit=100');
  expect(list.body).toMatchObject({ accounts: { length: 100 }, pages: { last: customers.idAt(99) } });
  const next = await get(`/v3/partners/accounts?limit=100&offset=${customers.idAt(99)}`);
  expect(next.body).toMatchObject({ accounts: [{ id: customers.idAt(100) }, ...Array(99).fill(expect.anything())] });
  const of = `/v3/partners/accounts/${customer.id}`;
  expect((await get(`${of}/state`)).body).toEqual({ state: customer.state });
  expect((await get(`${of}/offerings`)).body).toMatchObject({
    offerings: expect.arrayContaining([expect.objectContaining({ type: 'package' })]),
  });
  expect((await get('/v3/partners/offerings')).body).toMatchObject({
    catalog: expect.arrayContaining([
      expect.objectContaining({ offering: expect.objectContaining({ type: 'package' }) }),
    ]),
  });
  const onBehalf = { 'on-behalf-of': `account-id ${customer.id}` };
  expect((await get('/v3/user/profile', onBehalf)).body).toMatchObject({ company: customer.name });
  expect((await get('/v3/user/email', onBehalf)).body).toEqual({ email: customer.email });
  expect((await get('/v3/user/credits', onBehalf)).body).toMatchObject({ remain: expect.any(Number) });
});

test('SendGrid’s SDK follows the 303 of a log-in and spends its code: the program must not use it for that', async () => {
  const { customers, sandbox } = await sendgrid();
  const url = `/v3/partners/accounts/${customers.idAt(0)}/sso` as const;
  const [response] = await client.request({ method: 'POST', url });
  expect(response.statusCode).toBe(200);
  expect(sandbox.counts()).toMatchObject({ logInRequests: 1, logIns: 1 });
});

test('SendGrid’s SDK throws each documented refusal', async () => {
  const { get, origin } = await sendgrid();
  const refused = async (request: Promise<unknown>) => request.catch((error: { code: number }) => error.code);
  expect(await refused(get('/v3/partners/accounts?limit=101'))).toBe(400);
  expect(await refused(get('/v3/partners/accounts/none/state'))).toBe(404);
  client.setApiKey('SG.wrong.key');
  client.setDefaultRequest('baseUrl', origin);
  expect(await refused(get('/v3/partners/accounts?limit=1'))).toBe(401);
});
