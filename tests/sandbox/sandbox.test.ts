import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { describe, expect, test } from 'vitest';
import { loadPretendProviders } from '../../src/main/providers/registry.ts';
import { landingPages } from '../../src/main/sandbox/landing-page.ts';
import { sampleCustomers } from '../../src/main/sandbox/sample-customers.ts';
import { startSandbox } from '../../src/main/sandbox/sandbox.ts';
import { openSandbox } from '../helpers/open-sandbox.ts';
import { customersOf, providerIn } from '../helpers/sandbox-provider.ts';

type Opened = Awaited<ReturnType<typeof openSandbox>>;

async function sendgridLink({ sendgrid }: Opened): Promise<string> {
  const list = await (await sendgrid('/v3/partners/accounts?limit=1')).json();
  const id = (list as { accounts: [{ id: string }] }).accounts[0].id;
  const reply = await sendgrid(`/v3/partners/accounts/${id}/sso`, { method: 'POST' });
  expect(reply.status).toBe(303);
  expect(await reply.text()).toBe('');
  return reply.headers.get('location') ?? '';
}

async function brevoLink({ sandbox, brevo }: Opened, more = ''): Promise<string> {
  const list = await (await brevo('/v3/corporate/subAccount?offset=0&limit=1')).text();
  const id = /"id":(\d+)/.exec(list)?.[1];
  const reply = await brevo('/v3/corporate/subAccount/ssoToken', `{"id":${id}${more}}`);
  const { token } = (await reply.json()) as { token: string };
  return `${providerIn(sandbox, 'brevo').origin}/account/login/sub-account/sso/${token}`;
}

/** The status of a request under this host name; fetch sends no other name than the URL's. */
const statusUnder = (host: string, { sandbox }: Opened): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = {
      host,
      accept: 'application/json',
      authorization: `Bearer ${providerIn(sandbox, 'sendgrid').key}`,
    };
    get(`${providerIn(sandbox, 'sendgrid').origin}/v3/partners/accounts?limit=1`, { headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    }).on('error', reject);
  });

test('the sandbox refuses requests under another host name, as a rebound website sends them', async () => {
  const opened = await openSandbox();
  const { host, port } = new URL(providerIn(opened.sandbox, 'sendgrid').origin);
  expect(await statusUnder(host, opened)).toBe(200);
  expect(await statusUnder(`evil.example:${port}`, opened)).toBe(421);
  expect(await statusUnder('127.0.0.1', opened)).toBe(421);
  expect(opened.sandbox.counts().requests).toBe(1);
});

test('the sandbox refuses a key that was revoked, until it accepts it again', async () => {
  const { sandbox, brevo } = await openSandbox();
  const list = async (): Promise<number> => (await brevo('/v3/corporate/subAccount?offset=0&limit=1')).status;
  expect(await list()).toBe(200);
  sandbox.acceptOnly('brevo', 'xkeysib-another');
  expect(await list()).toBe(401);
  sandbox.acceptOnly('brevo', providerIn(sandbox, 'brevo').key);
  expect(await list()).toBe(200);
});

describe('a login link of the sandbox', () => {
  test('opens SendGrid once, names the customer and the time it took, and is refused the second time', async () => {
    const opened = await openSandbox();
    const link = await sendgridLink(opened);
    expect(new URL(link).origin).toBe(providerIn(opened.sandbox, 'sendgrid').origin);
    opened.passSeconds(59);
    const page = await fetch(link);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Sample customer — nothing here is real');
    expect(html).toContain('Acme Corp');
    expect(html).toContain('59.0 s');
    const again = await fetch(link);
    expect(again.status).toBe(410);
    expect(await again.text()).toContain('already used');
    expect(opened.sandbox.counts()).toEqual({ requests: 2, logInRequests: 1, logIns: 1 });
  });

  test('of SendGrid is refused after 60 s', async () => {
    const opened = await openSandbox();
    const link = await sendgridLink(opened);
    opened.passSeconds(61);
    const page = await fetch(link);
    expect(page.status).toBe(410);
    expect(await page.text()).toContain('expired');
    expect(opened.sandbox.counts().logIns).toBe(0);
  });

  test('of Brevo works for 15 days, more than once, and says where it lands', async () => {
    const opened = await openSandbox();
    const link = await brevoLink(opened, ',"target":"senders"');
    opened.passSeconds(15 * 86_400);
    const html = await (await fetch(link)).text();
    expect(html).toContain('Acme Events');
    expect(html).toContain('Senders');
    expect((await fetch(link)).status).toBe(200);
    const late = await brevoLink(opened);
    opened.passSeconds(15 * 86_400 + 1);
    expect((await fetch(late)).status).toBe(410);
  });

  test('of the Brevo admin console opens under its own address', async () => {
    const { sandbox, brevo } = await openSandbox();
    const reply = await brevo('/v3/corporate/ssoToken', { email: 'admin@sample-agency.example' });
    const { token } = (await reply.json()) as { token: string };
    const html = await (
      await fetch(`${providerIn(sandbox, 'brevo').origin}/account/login/corporate/sso/${token}`)
    ).text();
    expect(html).toContain('admin console');
    expect(html).toContain('admin@sample-agency.example');
  });

  test('is not spent by a HEAD request', async () => {
    const opened = await openSandbox();
    const link = await sendgridLink(opened);
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(405);
    expect((await fetch(link)).status).toBe(200);
  });

  test('that was never issued is refused', async () => {
    const { sandbox } = await openSandbox();
    expect((await fetch(`${providerIn(sandbox, 'sendgrid').origin}/sso?code=guess`)).status).toBe(404);
    expect((await fetch(`${providerIn(sandbox, 'brevo').origin}/account/login/sub-account/sso/guess`)).status).toBe(
      404,
    );
  });
});

describe('the landing page', () => {
  test('shows a hostile name as text, and its policy allows nothing but its own style', () => {
    const visit = {
      name: '<script>alert(1)</script>"\'',
      id: '1',
      facts: [],
      landing: '<b>',
    };
    const accent = { light: '#1a63d8', dark: '#6ea8ff' };
    const { body = '', headers = {} } = landingPages('Brevo', accent).welcome(visit, 5);
    expect(body).not.toContain('<script');
    expect(body).not.toContain('<b>');
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}';`);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});

describe('the sandbox', () => {
  test('keeps its keys and customers over a restart', async () => {
    const first = await openSandbox();
    const accounts = await (await first.sendgrid('/v3/partners/accounts')).text();
    await first.sandbox.close();
    const second = await openSandbox();
    expect(providerIn(second.sandbox, 'sendgrid').key).toBe(providerIn(first.sandbox, 'sendgrid').key);
    expect(providerIn(second.sandbox, 'brevo').key).toBe(providerIn(first.sandbox, 'brevo').key);
    expect(await (await second.sendgrid('/v3/partners/accounts')).text()).toBe(accounts);
  });

  test('has keys of the vendors’ form that say what they are', async () => {
    const { sandbox } = await openSandbox();
    expect(providerIn(sandbox, 'sendgrid').key).toMatch(/^SG\.sandbox[\w-]{15}\.[\w-]{43}$/);
    expect(providerIn(sandbox, 'brevo').key).toMatch(/^xkeysib-[0-9a-f]{64}-sandbox\w{9}$/);
  });

  test('listens on this machine only, at the given ports', async () => {
    // Below the ports that the system assigns by itself, and different in parallel runs.
    const port = 20_000 + 2 * (process.pid % 5_000);
    const { sandbox } = await openSandbox({ port });
    expect(providerIn(sandbox, 'sendgrid').origin).toBe(`http://127.0.0.1:${port}`);
    expect(providerIn(sandbox, 'brevo').origin).toBe(`http://127.0.0.1:${port + 1}`);
    await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('has one region, unless it is given customers in a second one', async () => {
    const one = await openSandbox();
    const { origin, origins } = providerIn(one.sandbox, 'sendgrid');
    expect(origins).toEqual({ global: origin, eu: origin });
    const port = 31_000 + 3 * (process.pid % 500);
    const { sandbox } = await openSandbox({ accountsInSecondRegion: 4, port });
    expect(providerIn(sandbox, 'sendgrid').origins).toEqual({
      global: `http://127.0.0.1:${port}`,
      eu: `http://127.0.0.1:${port + 1}`,
    });
    expect(providerIn(sandbox, 'brevo').origins).toEqual({ global: `http://127.0.0.1:${port + 2}` });
  });

  test('takes one key in both regions, and replies 451 about a customer of the other one', async () => {
    const { sandbox } = await openSandbox({ accountsPerProvider: 10, accountsInSecondRegion: 4 });
    const { key, origins } = providerIn(sandbox, 'sendgrid');
    const at = (region: string, path: string, init: RequestInit = {}) =>
      fetch(`${origins[region]}/v3${path}`, {
        redirect: 'manual',
        ...init,
        headers: { authorization: `Bearer ${key}`, ...init.headers },
      });
    const idsAt = async (region: string): Promise<string[]> => {
      const list = (await (await at(region, '/partners/accounts?limit=100')).json()) as { accounts: { id: string }[] };
      return list.accounts.map(({ id }) => id);
    };
    const [global, eu] = [await idsAt('global'), await idsAt('eu')];
    expect([global.length, eu.length]).toEqual([10, 4]);
    // One has moved: both lists have it.
    expect(global.filter((id) => eu.includes(id))).toEqual([global.at(-1)]);
    const logInAt = async (region: string, id = '') =>
      (await at(region, `/partners/accounts/${id}/sso`, { method: 'POST' })).status;
    for (const id of eu) expect([await logInAt('global', id), await logInAt('eu', id)]).toEqual([451, 303]);
    for (const id of global.slice(0, -1))
      expect([await logInAt('global', id), await logInAt('eu', id)]).toEqual([303, 451]);
    const headers = { 'on-behalf-of': `account-id ${eu[1]}` };
    expect((await at('global', '/user/profile', { headers })).status).toBe(451);
    expect((await at('eu', '/user/profile', { headers })).status).toBe(200);
    // An id that no customer has is in neither region.
    const unknown = (await customersOf('sendgrid', 1_000)).idAt(500);
    expect([await logInAt('global', unknown), await logInAt('eu', unknown)]).toEqual([404, 404]);
    // A login link works where it was made.
    const link = (await at('eu', `/partners/accounts/${eu[0]}/sso`, { method: 'POST' })).headers.get('location') ?? '';
    expect(new URL(link).origin).toBe(origins['eu']);
    expect((await fetch(link)).status).toBe(200);
  });

  test('closes at once, even with a slow reply pending', async () => {
    const { sandbox, sendgrid } = await openSandbox({ replyDelayMs: 3_600_000 });
    const waiting = expect(sendgrid('/v3/partners/accounts')).rejects.toThrow();
    while (sandbox.counts().requests === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await sandbox.close();
    await waiting;
  });
});

describe.each(await loadPretendProviders())('sample customers of $facts.name', ({ pretend }) => {
  test('are believable: many names, some doubled, a few empty', () => {
    const customers = sampleCustomers(pretend.samples, 5_000);
    const all = Array.from({ length: 5_000 }, (_, index) => customers.at(index));
    const names = all.map((customer) => customer.name);
    const distinct = new Set(names).size;
    expect(distinct).toBeGreaterThan(4_500);
    expect(distinct).toBeLessThan(4_950);
    const empty = names.filter((name) => name === '').length;
    expect(empty).toBeGreaterThan(3);
    expect(empty).toBeLessThan(50);
    expect(names.some((name) => name.includes('&'))).toBe(true);
    expect(names.filter((name) => /[^\p{ASCII}]/u.test(name)).length).toBeGreaterThan(1_000);
    for (const { email, domain } of all) {
      // RFC 2606: such a domain can never be registered.
      expect(domain).toMatch(/^[a-z0-9][a-z0-9-]*\.example$/);
      expect(email).toMatch(/^[a-z0-9-]+@/);
    }
  });

  test('are found by their ids, and by no other', () => {
    const customers = sampleCustomers(pretend.samples, 1_000_000);
    for (let index = 0; index < 1_000_000; index += 9_973) expect(customers.indexOf(customers.idAt(index))).toBe(index);
    expect(customers.indexOf(sampleCustomers(pretend.samples, 2_000_000).idAt(1_500_000))).toBe(-1);
    for (const id of ['', '1', 'sg', `sg${'f'.repeat(32)}`, '9'.repeat(17), '9'.repeat(30)])
      expect(customers.indexOf(id)).toBe(-1);
  });
});
