import { expect, test, vi } from 'vitest';
import { AccountIndex } from '../../src/main/accounts/account-index.ts';
import type { Account } from '../../src/shared/account.ts';
import { account } from '../helpers/accounts.ts';

/** An index over a directory that the test changes; `told` are the connections whose rows were said to have changed. */
function indexOver(stored: Account[], ending = new AbortController().signal) {
  const told: string[] = [];
  const opened = new Map<string, number>();
  const usageChanged = vi.fn();
  const index = new AccountIndex({
    accounts: {
      getMany: (ids) => stored.filter(({ accountId }) => ids.includes(accountId)),
      slices: () => [stored],
    },
    frecency: {
      of: (accountId) => opened.get(accountId) ?? 0,
      accountIds: () => [...opened.keys()],
      changed: usageChanged,
    },
    rowsChanged: (connectionId) => void told.push(connectionId),
    ending,
  });
  const found = (text: string): string[] => index.search(text, { limit: 50 }).map(({ accountId }) => accountId);
  return { index, told, opened, usageChanged, found };
}

const many = Array.from({ length: 450 }, (_, n) => account({ remoteId: `${n}`, name: `Number ${n}` }));

test('finds every account of the directory once it is loaded', async () => {
  const { index, found } = indexOver(many);
  expect(found('number 449')).toEqual([]);
  await index.load();
  expect(index.size).toBe(450);
  expect(found('number 449')).toEqual(['c0nnect10n/449']);
});

test('among equal matches the account that is opened more often comes first', async () => {
  const { index, opened, found } = indexOver([account({ remoteId: '1' }), account({ remoteId: '2' })]);
  await index.load();
  expect(found('acme')).toEqual(['c0nnect10n/1', 'c0nnect10n/2']);
  opened.set('c0nnect10n/2', 0.5);
  expect(found('acme')).toEqual(['c0nnect10n/2', 'c0nnect10n/1']);
});

test('a renamed account is found by its new name, and its connection is announced once', async () => {
  const stored = [account({ remoteId: '1' }), account({ remoteId: '2', connectionId: 'other0000' })];
  const { index, told, found } = indexOver(stored);
  await index.load();
  stored[0] = account({ remoteId: '1', name: 'Globex', email: '', domain: '' });
  index.update(['c0nnect10n/1', 'c0nnect10n/unknown']);
  expect(found('globex')).toEqual(['c0nnect10n/1']);
  expect(found('acme')).toEqual(['other0000/2']);
  expect(told).toEqual(['c0nnect10n']);
});

test('many changes are made in slices, with room for other work between them', async () => {
  const { index, found } = indexOver(many);
  const ids = many.map(({ accountId }) => accountId);
  const updated = index.updateInSlices(ids);
  expect(index.size).toBe(200);
  await updated;
  expect(index.size).toBe(450);
  const removed = index.removeInSlices(ids);
  expect(index.size).toBe(250);
  await removed;
  expect(found('number 449')).toEqual([]);
});

test('a long change stops when the program ends', async () => {
  const ending = new AbortController();
  const { index } = indexOver(many, ending.signal);
  const updated = index.updateInSlices(many.map(({ accountId }) => accountId));
  ending.abort();
  await updated;
  expect(index.size).toBe(200);
});

test("a forgotten connection's accounts are no longer found, and usage is read again", async () => {
  const { index, told, usageChanged, found } = indexOver([account({ remoteId: '1' })]);
  await index.load();
  await index.forget('c0nnect10n', ['c0nnect10n/1']);
  expect(found('acme')).toEqual([]);
  expect(usageChanged).toHaveBeenCalledOnce();
  expect(told).toEqual(['c0nnect10n']);
});
