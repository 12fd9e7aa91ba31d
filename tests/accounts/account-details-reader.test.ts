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

test('details are kept for a minute, and not until a date that only a wrong clock showed', async () => {
  let asked = 0;
  let now = Date.parse('2027-11-26T10:00:00.000Z');
  const known = account();
  const reader = new AccountDetailsReader({
    accounts: { get: () => known, storeState: () => {} },
    clients: fakeClients({ ...sendgrid, getDetails: async () => ok({ ...details, plan: `plan ${++asked}` }) }),
    index: { rowsChanged: () => {} },
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
