import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AccountPage, Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { syncAccounts } from '../../src/main/sync/sync-accounts.ts';
import { ok, type Result } from '../../src/shared/result.ts';
import { fakeClients } from '../helpers/fake-clients.ts';
import { tempDirectory } from '../helpers/temp-directory.ts';

const id = 'c0nnect10n';
const noSignal = new AbortController().signal;

/** A list of `pages` pages with one account each. */
function listOf(pages: number, answer: (page: number) => Promise<Result<AccountPage>> | undefined = () => undefined) {
  const events: string[] = [];
  const provider: Provider = {
    ...(providerOf('sendgrid') as Provider),
    async listAccounts(_call, cursor) {
      const page = Number(cursor ?? 0);
      events.push(`asked for ${page}`);
      const special = answer(page);
      if (special) return special;
      await setImmediate();
      const next = page + 1 < pages ? String(page + 1) : null;
      return ok({ accounts: [{ remoteId: `${page}` }], next, total: null });
    },
  };
  const { accounts } = tempDirectory();
  const deps = {
    clients: fakeClients(provider),
    accounts: {
      beginRun: (of: string) => accounts.beginRun(of),
      storePage(...[of, listed, next]: Parameters<typeof accounts.storePage>) {
        events.push(`stored ${listed[0]?.remoteId}`);
        return accounts.storePage(of, listed, next);
      },
      completeRun: (of: string, at: string) => accounts.completeRun(of, at),
      abandonRun: (of: string) => accounts.abandonRun(of),
      putAdminConsole: () => {},
      count: (of: string) => accounts.count(of),
    },
    index: { update: () => {}, removeInSlices: async () => {} },
    health: { note: () => {} },
    now: Date.now,
  };
  return { deps, events, accounts };
}

test('stores a page while the next one is on its way', async () => {
  const { deps, events, accounts } = listOf(3);
  expect(await syncAccounts(deps, id, noSignal)).toMatchObject({ ok: true, value: { seen: 3 } });
  expect(events).toEqual(['asked for 0', 'asked for 1', 'stored 0', 'asked for 2', 'stored 1', 'stored 2']);
  expect(accounts.count(id)).toBe(3);
});

test('a page that cannot be stored ends the sync, whatever happens to the next one', async () => {
  const { deps, accounts } = listOf(3, (page) => (page === 1 ? Promise.reject(new Error('a bug')) : undefined));
  const full = new Error('the disk is full');
  const broken = {
    ...deps,
    accounts: {
      ...deps.accounts,
      storePage: () => {
        throw full;
      },
    },
  };
  await expect(syncAccounts(broken, id, noSignal)).rejects.toBe(full);
  await setImmediate();
  // The error of the next page is not lost: the next sync awaits that page, and meets it again.
  await expect(syncAccounts(deps, id, noSignal)).rejects.toThrow('a bug');
  expect(accounts.lastSyncedAt(id)).toBeNull();
});
