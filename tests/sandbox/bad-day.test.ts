import { expect, test } from 'vitest';
import { providers } from '../../src/main/providers/registry.ts';
import { type ReplyDay, replyDays } from '../../src/main/sandbox/bad-day.ts';
import { callToSandbox, openSandbox } from '../helpers/open-sandbox.ts';
import { customersOf, providerIn } from '../helpers/sandbox-provider.ts';

// On a bad day of its provider, no log-in is made, each problem says what it is, and afterwards all is well again.

const kinds: Readonly<Record<ReplyDay, Readonly<Record<string, string>>>> = {
  402: { sendgrid: 'plan-required', brevo: 'plan-required' },
  403: { sendgrid: 'key-not-allowed', brevo: 'account-not-active' },
  429: { sendgrid: 'rate-limited', brevo: 'rate-limited' },
  451: { sendgrid: 'wrong-region', brevo: 'key-not-allowed' },
  500: { sendgrid: 'provider-down', brevo: 'provider-down' },
  502: { sendgrid: 'provider-down', brevo: 'provider-down' },
  503: { sendgrid: 'provider-down', brevo: 'provider-down' },
  504: { sendgrid: 'provider-down', brevo: 'provider-down' },
  blocked: { sendgrid: 'temporarily-blocked', brevo: 'rate-limited' },
  hotel: { sendgrid: 'reply-unreadable', brevo: 'reply-unreadable' },
  filter: { sendgrid: 'intermediary-refused', brevo: 'intermediary-refused' },
  empty: { sendgrid: 'link-missing', brevo: 'link-missing' },
  compressed: { sendgrid: 'link-missing', brevo: 'reply-unreadable' },
};

const cases = providers.flatMap((provider) =>
  replyDays.map((day) => ({ provider, name: provider.facts.provider, day })),
);

test.each(cases)('$name on a day of “$day”', async ({ provider, name, day }) => {
  const { sandbox } = await openSandbox({ now: Date.now });
  const call = callToSandbox(provider, sandbox);
  const id = (await customersOf(name, 250)).idAt(0);
  sandbox.haveBadDay(name, day);
  const refused = await provider.makeLoginLink(call, id, { target: null });
  expect(refused).toMatchObject({ ok: false, problem: { kind: kinds[day][name] } });
  expect((await provider.listAccounts(call, null)).ok).toBe(false);
  sandbox.haveBadDay(name, null);
  // After a 429, a client lets the next log-in wait.
  expect((await provider.makeLoginLink(callToSandbox(provider, sandbox), id, { target: null })).ok).toBe(true);
});

test('a bad day with an end is over by itself', async () => {
  const opened = await openSandbox();
  const status = async (): Promise<number> => (await opened.sendgrid('/v3/partners/accounts')).status;
  opened.sandbox.haveBadDay('sendgrid', 'blocked', 60);
  opened.passSeconds(59);
  expect(await status()).toBe(403);
  expect((await opened.brevo('/v3/corporate/groups')).status).toBe(200);
  opened.passSeconds(1);
  expect(await status()).toBe(200);
});

test.each([
  ['count-half', 125],
  ['count-double', 500],
  ['count-missing', undefined],
] as const)('on a day of “%s” Brevo counts %s of 250 customers, and lists all', async (day, count) => {
  const { sandbox, brevo } = await openSandbox();
  sandbox.haveBadDay('brevo', day);
  const page = async (offset: number) =>
    (await (await brevo(`/v3/corporate/subAccount?offset=${offset}&limit=50`)).json()) as {
      count?: number;
      subAccounts: unknown[];
    };
  expect((await page(0)).count).toBe(count);
  expect((await page(200)).subAccounts).toHaveLength(50);
});

test('customers leave and join at the beginning of a list, after each page of it', async () => {
  const { sandbox, brevo } = await openSandbox();
  const first = await customersOf('brevo', 250);
  const page = async (): Promise<string[]> => {
    const text = await (await brevo('/v3/corporate/subAccount?offset=0&limit=5')).text();
    return [...text.matchAll(/"id":(\d+),"companyName"/g)].map(([, id]) => id ?? '');
  };
  sandbox.haveBadDay('brevo', 'customers-leave');
  expect(await page()).toEqual([0, 1, 2, 3, 4].map(first.idAt));
  expect(await page()).toEqual([3, 4, 5, 6, 7].map(first.idAt));
  sandbox.haveBadDay('brevo', 'customers-join');
  const [third] = await page();
  expect(third).toBe(first.idAt(6));
  const fourth = await page();
  expect(fourth.slice(3)).toEqual([6, 7].map(first.idAt));
  // They are real: they can be opened, and were not there before.
  const [newest = ''] = fourth;
  expect(first.indexOf(newest)).toBe(-1);
  expect((await brevo('/v3/corporate/subAccount/ssoToken', `{"id":${newest}}`)).status).toBe(200);
  // The change stays when the day is over.
  sandbox.haveBadDay('brevo', null);
  const after = await page();
  expect(await page()).toEqual(after);
});

test('each endpoint has an hour of its own', async () => {
  const { sandbox, brevo } = await openSandbox({ requestsPerHour: { brevo: 2 } });
  const list = '/v3/corporate/subAccount?offset=0&limit=1';
  expect([(await brevo(list)).status, (await brevo(list)).status, (await brevo(list)).status]).toEqual([200, 200, 429]);
  expect((await brevo('/v3/corporate/masterAccount')).status).toBe(200);
  expect(providerIn(sandbox, 'brevo').name).toBe('Brevo');
});
