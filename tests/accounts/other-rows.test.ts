import { expect, test } from 'vitest';
import { withOthers } from '../../src/main/accounts/other-rows.ts';
import { rowOf } from '../../src/main/accounts/search-accounts.ts';
import type { Account } from '../../src/shared/account.ts';
import { account, connection } from '../helpers/accounts.ts';

const { connectionId } = account();
const called = (remoteId: string, name: string): Account =>
  account({ accountId: `${connectionId}/${remoteId}`, remoteId, name });

/** The answer has found the first of these; all are on the screen. */
function shown(found: Account, others: readonly Account[], gone: readonly string[] = []) {
  const deps = {
    accounts: { getMany: (ids: readonly string[]) => others.filter(({ accountId }) => ids.includes(accountId)) },
    settings: { connection: (id: string) => (id === connectionId ? connection({ connectionId }) : undefined) },
  };
  const answer = { text: 'acme', rows: [rowOf(found, null)], target: null, total: 9 };
  return withOthers(deps, answer, [found.accountId, ...others.map(({ accountId }) => accountId), ...gone]);
}

test('customers on the screen who are not found come as they are now, without those who are gone', () => {
  const { others, rows } = shown(called('1', 'Acme'), [called('2', 'Umbra')], [`${connectionId}/3`]);
  expect(rows.map(({ name }) => name)).toEqual(['Acme']);
  expect(others?.map(({ name }) => name)).toEqual(['Umbra']);
});

test('they show what differs from those who are found', () => {
  const { others, rows } = shown(called('700001', 'Acme'), [called('700002', 'Acme')]);
  expect([...rows, ...(others ?? [])].every(({ idTail }) => idTail !== null)).toBe(true);
});

test('one of a connection that the settings have lost is left out', () => {
  const lost = { ...called('2', 'Umbra'), connectionId: 'lost' };
  expect(shown(called('1', 'Acme'), [lost]).others).toBe(undefined);
});
