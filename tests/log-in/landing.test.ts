import { describe, expect, test } from 'vitest';
import { checkRequest } from '../../src/main/log-in/check-request.ts';
import { LogIns } from '../../src/main/log-in/log-ins.ts';
import { obtainLoginLink } from '../../src/main/log-in/obtain-login-link.ts';
import type { Landing, Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { requests } from '../../src/shared/contract.ts';
import type { LogInRequest } from '../../src/shared/log-in.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { account, connection } from '../helpers/accounts.ts';
import { directOpener } from '../helpers/direct-opener.ts';
import { fakeClients } from '../helpers/fake-clients.ts';
import { logInsDeps } from '../helpers/log-ins-deps.ts';
import { wish } from '../helpers/wanted.ts';

// A log-in that names a page of the provider, or the user of the customer's account.

const page = 'https://app.brevo.com/senders/list';
const as = 'jo@acme.example';
const customer = account();
const wishFor = (change: Partial<LogInRequest> = {}): LogInRequest => wish(customer, change);

describe('is checked', () => {
  const check = (change: Partial<LogInRequest>, kind: 'brevo' | 'sendgrid' = 'brevo', wanted = customer) => {
    const provider = providerOf(kind) as Provider;
    const ofConnection = connection({ provider: kind, adminEmail: 'ann@agency.example' });
    const clients = { find: () => ({ connection: ofConnection, provider }) };
    const checked = checkRequest({ accounts: { get: () => wanted }, clients }, wishFor(change), 'open');
    return checked.ok || checked;
  };
  const refused = (provider: string) => fail({ kind: 'target-unknown', provider });

  test('a page and a user of a customer at Brevo may be named', () => {
    expect(check({ page, as })).toBe(true);
    expect(check({ target: 'contacts', as })).toBe(true);
  });

  test.each([
    { page: 'https://evil.example/' },
    { page: `${page}?token=1` },
    { page: '' },
    { page, target: 'contacts' },
    { as: 'jo' },
    { as: '' },
    { as: 'jo@acme.example\n' },
  ])('%j is refused', (change) => {
    expect(check(change)).toEqual(refused('Brevo'));
  });

  test('the console has neither, nor has SendGrid', () => {
    const admin = account({ kind: 'admin-console' });
    expect([check({ page }, 'brevo', admin), check({ as }, 'brevo', admin)]).toEqual([
      refused('Brevo'),
      refused('Brevo'),
    ]);
    expect([check({ page }, 'sendgrid'), check({ as }, 'sendgrid')]).toEqual([
      refused('SendGrid'),
      refused('SendGrid'),
    ]);
  });

  test('no window can ask for a target and a page', () => {
    expect(requests.logIn.input.safeParse(wishFor({ page, as })).success).toBe(true);
    expect(requests.logIn.input.safeParse(wishFor({ page, target: 'contacts' })).success).toBe(false);
  });
});

test('is what the provider is asked for and what the ledger keeps, and each is a wish of its own', async () => {
  const asked: Landing[] = [];
  const provider: Provider = {
    ...(providerOf('brevo') as Provider),
    makeLoginLink: async (_call, _id, landing) => {
      asked.push(landing);
      await new Promise((resolve) => setImmediate(resolve));
      return ok({ url: 'https://app.sendgrid.com/in', expiresAt: new Date(Date.now() + 60_000).toISOString() });
    },
  };
  const rows: unknown[] = [];
  const logIns = new LogIns(
    logInsDeps({
      accounts: { get: () => customer },
      clients: fakeClients(provider, connection({ provider: 'brevo' })),
      ledger: { begin: ({ target, landing, as }) => rows.push({ target, landing, as }), finish: () => {} },
      opener: directOpener(async () => ok(null)),
    }),
  );
  const opened = { ok: true, value: { result: 'opened' } };
  expect(await logIns.run(wishFor({ page, as }), 'open')).toMatchObject(opened);
  expect(await logIns.run(wishFor({ target: 'contacts' }), 'open')).toMatchObject(opened);
  expect(asked).toEqual([{ target: null, url: page, email: as }, { target: 'contacts' }]);
  expect(rows).toEqual([
    { target: null, landing: page, as },
    { target: 'contacts', landing: null, as: null },
  ]);

  // SECURITY: a second press for another user must not join the log-in of the first.
  const first = logIns.run(wishFor({ as }), 'open');
  const second = logIns.run(wishFor({ as: 'ann@acme.example' }), 'open');
  expect(await first).toEqual(ok({ result: 'superseded', by: customer.name }));
  expect(await second).toMatchObject(opened);
  expect(asked.at(-1)).toEqual({ target: null, email: 'ann@acme.example' });
  const third = logIns.run(wishFor({ page }), 'open');
  const fourth = logIns.run(wishFor({ page: 'https://app.brevo.com/' }), 'open');
  expect(await third).toMatchObject({ value: { result: 'superseded' } });
  expect(await fourth).toMatchObject(opened);
});

const console = account({ accountId: 'c0nnect10n/@admin', kind: 'admin-console', name: 'Brevo admin console' });

test.each([
  ['key-not-allowed', console, 'ann@agency.example', true],
  ['key-not-reseller', console, 'ann@agency.example', true],
  ['key-not-allowed', console, '', false],
  ['provider-down', console, 'ann@agency.example', false],
  // No admin's email is in a customer's log-in, so that the refusal is not about the admin.
  ['key-not-allowed', customer, 'ann@agency.example', false],
  ['key-not-reseller', customer, 'ann@agency.example', false],
] as const)(
  'a refusal (%s) is explained if it may be about the admin: %#',
  async (kind, opened, adminEmail, isExplained) => {
    const about = { provider: 'Brevo', connectionId: 'c0nnect10n' };
    const refusal: Problem = kind === 'provider-down' ? { kind, status: 500, ...about } : { kind, ...about };
    const why: Problem = { kind: 'admin-refused', why: 'may-not-manage', ...about };
    const askedAbout: string[] = [];
    const provider: Provider = {
      ...(providerOf('brevo') as Provider),
      makeLoginLink: async () => fail(refusal),
      makeAdminConsoleLink: async () => fail(refusal),
      whyRefused: async (_call, email) => {
        askedAbout.push(email);
        return why;
      },
    };
    const ofConnection = connection({ provider: 'brevo', suggestedAdminEmail: adminEmail });
    const opening = fakeClients(provider, ofConnection).open('c0nnect10n', 'log-in');
    const wanted = {
      account: opened,
      connection: ofConnection,
      provider,
      request: wishFor(),
      opensIn: 'browser',
    } as const;
    const outcome = await obtainLoginLink({ health: { noteOutcome: () => {} }, now: Date.now }, wanted, opening);
    expect(outcome).toEqual(fail(isExplained ? why : refusal));
    expect(askedAbout).toEqual(isExplained ? [adminEmail] : []);
  },
);
