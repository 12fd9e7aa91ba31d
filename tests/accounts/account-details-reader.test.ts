import { expect, test } from 'vitest';
import { AccountDetailsReader } from '../../src/main/accounts/account-details-reader.ts';
import { sendgrid } from '../../src/main/providers/sendgrid/index.ts';
import type { AccountDetails } from '../../src/shared/account.ts';
import { ok } from '../../src/shared/result.ts';
import { account } from '../helpers/accounts.ts';
import { fakeClients } from '../helpers/fake-clients.ts';

const details: AccountDetails = {
  state: null,
  email: null,
  companyName: null,
  plan: null,
  groups: [],
  credits: [],
  offerings: [],
};

test.each([
  ['an email', { email: 'ops@acme.example' }],
  ['a state', { state: 'suspended' as const }],
])('%s that was not known is stored, can be searched for, and is stored once', async (_, said) => {
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
    clients: fakeClients({ ...sendgrid, getDetails: async () => ok({ ...details, ...said }) }),
    index: { update: (accountIds) => void indexed.push(...accountIds) },
    now: () => now,
  });
  await reader.read(known.accountId);
  now += 61_000;
  await reader.read(known.accountId);
  expect(stored).toEqual([{ accountId: known.accountId, state: null, email: null, ...said }]);
  expect(indexed).toEqual([known.accountId]);
});

test('details are kept for a minute, and not until a date that only a wrong clock showed', async () => {
  let asked = 0;
  let now = Date.parse('2027-11-26T10:00:00.000Z');
  const known = account();
  const reader = new AccountDetailsReader({
    accounts: { get: () => known, storeDetails: () => {} },
    clients: fakeClients({ ...sendgrid, getDetails: async () => ok({ ...details, plan: `plan ${++asked}` }) }),
    index: { update: () => {} },
    now: () => now,
  });
  const plan = async () => {
    const read = await reader.read(known.accountId);
    return read.ok && read.value.plan;
  };
  expect(await plan()).toBe('plan 1');
  now += 59_000;
  expect(await plan()).toBe('plan 1');
  now += 2_000;
  expect(await plan()).toBe('plan 2');
  now = Date.parse('2026-11-26T10:00:00.000Z');
  expect(await plan()).toBe('plan 3');
});
