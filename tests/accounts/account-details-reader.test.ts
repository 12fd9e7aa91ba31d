import { expect, test } from 'vitest';
import { AccountDetailsReader } from '../../src/main/accounts/account-details-reader.ts';
import { brevo } from '../../src/main/providers/brevo/index.ts';
import { sendgrid } from '../../src/main/providers/sendgrid/index.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { account, noDetails } from '../helpers/accounts.ts';
import { fakeClients } from '../helpers/fake-clients.ts';

test.each([
  ['an email', { email: 'ops@acme.example' }],
  ['a state', { state: 'suspended' as const }],
])('%s that was not known is stored, with the time of each reply, and the row is drawn anew once', async (_, said) => {
  const stored: unknown[] = [];
  const indexed: string[] = [];
  let now = 0;
  let known = account({ email: '', state: null });
  const reader = new AccountDetailsReader({
    accounts: {
      get: () => known,
      storeDetails: (accountId, { state, email }) => {
        stored.push({ accountId, state, email });
        known = { ...known, ...said };
      },
    },
    clients: fakeClients({ ...sendgrid, getDetails: async () => ok({ ...noDetails, ...said }) }),
    index: { update: (accountIds) => void indexed.push(...accountIds) },
    now: () => now,
  });
  await reader.read(known.accountId, false);
  now += 61_000;
  await reader.read(known.accountId, true);
  const once = { accountId: known.accountId, state: null, email: null, ...said };
  expect(stored).toEqual([once, once]);
  expect(indexed).toEqual([known.accountId]);
});

test('details are kept for a day, and not until a date that only a wrong clock showed', async () => {
  let asked = 0;
  let now = Date.parse('2027-11-26T10:00:00.000Z');
  const known = account();
  const reader = new AccountDetailsReader({
    accounts: { get: () => known, storeDetails: () => {} },
    clients: fakeClients({ ...sendgrid, getDetails: async () => ok({ ...noDetails, plan: `plan ${++asked}` }) }),
    index: { update: () => {} },
    now: () => now,
  });
  const plan = async (again = false) => {
    const read = await reader.read(known.accountId, again);
    return read.ok && read.value.plan;
  };
  expect(reader.kept(known.accountId)).toBeNull();
  expect(await plan()).toBe('plan 1');
  now += 24 * 3_600_000 - 1_000;
  expect(await plan()).toBe('plan 1');
  expect(reader.kept(known.accountId)).toMatchObject({ plan: 'plan 1', askedAt: '2027-11-26T10:00:00.000Z' });
  now += 2_000;
  expect(reader.kept(known.accountId)).toBeNull();
  expect(await plan()).toBe('plan 2');
  expect(await plan(true)).toBe('plan 3');
  now = Date.parse('2026-11-26T10:00:00.000Z');
  expect(await plan()).toBe('plan 4');
});

test.each([
  ['a state, about which Latchkey asks before the log-in', sendgrid, 'foreground'],
  ['what is only looked at', brevo, 'preview'],
])('%s is asked for in its turn', async (_, provider, priority) => {
  const asked: string[] = [];
  const known = account();
  const getDetails: typeof provider.getDetails = async (call) => {
    asked.push(call.priority);
    return ok(noDetails);
  };
  const reader = new AccountDetailsReader({
    accounts: { get: () => known, storeDetails: () => {} },
    clients: fakeClients({ ...provider, getDetails }),
    index: { update: () => {} },
    now: () => 0,
  });
  await reader.read(known.accountId, false);
  expect(asked).toEqual([priority]);
});

test('one account in another region offers that one for the key, as a log-in does', async () => {
  const reader = new AccountDetailsReader({
    accounts: { get: () => account(), storeDetails: () => {} },
    clients: fakeClients({ ...sendgrid, getDetails: async () => fail({ kind: 'wrong-region', provider: 'SendGrid' }) }),
    index: { update: () => {} },
    now: () => 0,
  });
  expect(await reader.read(account().accountId, false)).toEqual(
    fail({ kind: 'wrong-region', provider: 'SendGrid', otherRegion: 'European Union' }),
  );
});
