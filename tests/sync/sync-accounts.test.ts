import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { AccountPage, Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { ShortLists, shortForMs } from '../../src/main/sync/short-lists.ts';
import { syncAccounts } from '../../src/main/sync/sync-accounts.ts';
import { accountIdOf } from '../../src/shared/account.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { eventually } from '../helpers/eventually.ts';
import { fakeClients } from '../helpers/fake-clients.ts';
import { tempDirectory } from '../helpers/temp-directory.ts';

const id = 'c0nnect10n';
const noSignal = new AbortController().signal;

/** A list of `pages` pages with one account each. */
function listOf(pages: number, answer: (page: number) => Promise<Result<AccountPage>> | undefined = () => undefined) {
  const events: string[] = [];
  const unfindable: string[] = [];
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
  const clock = { now: Date.parse('2026-03-02T14:05:00.000Z') };
  const shortLists = new ShortLists(() => clock.now);
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
      countUnseen: (of: string) => accounts.countUnseen(of),
    },
    index: {
      update: () => {},
      removeInSlices: async (gone: readonly string[]) => void unfindable.push(...gone),
    },
    health: { note: () => {} },
    shortLists,
    now: Date.now,
  };
  return { deps, events, accounts, unfindable, clock, shortLists };
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

test('a customer who is no longer in the list is neither kept nor found', async () => {
  let pages = 2;
  const list = listOf(2, (page) =>
    Promise.resolve(ok({ accounts: [{ remoteId: `${page}` }], next: page + 1 < pages ? '1' : null, total: null })),
  );
  expect(await syncAccounts(list.deps, id, noSignal)).toMatchObject({ value: { seen: 2 } });
  pages = 1;
  expect(await syncAccounts(list.deps, id, noSignal)).toEqual(
    ok({ seen: 1, gone: { connectionId: id, count: 1, names: ['1'] } }),
  );
  expect(list.unfindable).toEqual([accountIdOf(id, '1')]);
  expect(list.accounts.get(accountIdOf(id, '1'))).toBeNull();
});

test('a sync that is cancelled while it waits for the last page removes no customer', async () => {
  let last: PromiseWithResolvers<Result<AccountPage>> | null = null;
  const list = listOf(2, (page) => (page === 1 ? last?.promise : undefined));
  expect(await syncAccounts(list.deps, id, noSignal)).toMatchObject({ value: { seen: 2 } });
  const cancelled = new AbortController();
  last = Promise.withResolvers();
  const syncing = syncAccounts(list.deps, id, cancelled.signal);
  await eventually(() => expect(list.events.at(-1)).toBe('stored 0'));
  cancelled.abort();
  // An empty page, as from a reply that was on its way.
  last.resolve(ok({ accounts: [], next: null, total: null }));
  expect(await syncing).toEqual(fail({ kind: 'sync-cancelled' }));
  expect(list.unfindable).toEqual([]);
  expect(list.accounts.count(id)).toBe(2);
});

describe('a list that comes back empty', () => {
  /** Two customers, then as many empty replies as are given, then the customers again. */
  async function emptied(times: number) {
    let left = 0;
    const list = listOf(2, () =>
      left-- > 0 ? Promise.resolve(ok({ accounts: [], next: null, total: 0 })) : undefined,
    );
    expect(await syncAccounts(list.deps, id, noSignal)).toMatchObject({ value: { seen: 2 } });
    list.events.length = 0;
    left = times;
    return { ...list, sync: () => syncAccounts(list.deps, id, noSignal) };
  }
  const kept = (list: Awaited<ReturnType<typeof emptied>>): void => {
    expect(list.unfindable).toEqual([]);
    expect(list.accounts.count(id)).toBe(2);
  };

  test('is asked for once more before it counts', async () => {
    const list = await emptied(1);
    expect(await list.sync()).toMatchObject(ok({ seen: 2 }));
    expect(list.events.filter((event) => event === 'asked for 0')).toHaveLength(2);
    kept(list);
  });

  test('twice keeps the customers, and says until when', async () => {
    const list = await emptied(4);
    const problem = { kind: 'list-short', listed: 0, customers: 2, retryAt: '2026-03-02T14:15:00.000Z' };
    expect(await list.sync()).toMatchObject({ ok: false, problem });
    list.clock.now += shortForMs - 1;
    // Looking more often does not make it more certain.
    expect(await list.sync()).toMatchObject({ ok: false, problem });
    kept(list);
    expect(await list.sync()).toMatchObject(ok({ seen: 2 }));
  });

  test('is believed if it is still empty some minutes later', async () => {
    const list = await emptied(9);
    expect(await list.sync()).toMatchObject({ ok: false });
    list.clock.now += shortForMs;
    expect(await list.sync()).toMatchObject(ok({ seen: 0 }));
    expect(list.unfindable).toHaveLength(2);
    expect(list.accounts.count(id)).toBe(0);
  });

  test('between good ones, or before the clock was set back, begins to count anew', async () => {
    const list = await emptied(2);
    expect(await list.sync()).toMatchObject({ ok: false });
    expect(await list.sync()).toMatchObject(ok({ seen: 2 }));
    list.clock.now += 2 * shortForMs;
    expect(list.shortLists.note(id, 2)).toBe(list.clock.now + shortForMs);
    list.clock.now -= shortForMs;
    expect(list.shortLists.note(id, 2)).toBe(list.clock.now + shortForMs);
  });

  test('of another key or another region is believed at once', async () => {
    const list = await emptied(9);
    list.shortLists.expectOther(id);
    expect(await list.sync()).toMatchObject(ok({ seen: 0 }));
    expect(list.accounts.count(id)).toBe(0);
  });

  test('at the first sync is the list of a reseller without customers', async () => {
    const list = listOf(1, () => Promise.resolve(ok({ accounts: [], next: null, total: 0 })));
    expect(await syncAccounts(list.deps, id, noSignal)).toMatchObject(ok({ seen: 0 }));
    expect(list.events.filter((event) => event.startsWith('asked'))).toEqual(['asked for 0']);
    expect(list.accounts.lastSyncedAt(id)).not.toBeNull();
  });
});

describe('a list that lost most of its customers', () => {
  /** A list of `before` customers that is read once, and then has only the first `after` of them. */
  async function shortened(before: number, after: number) {
    let left = before;
    const list = listOf(1, () =>
      Promise.resolve(
        ok({
          accounts: Array.from({ length: left }, (_, at) => ({ remoteId: `${at}` })),
          next: null,
          total: left,
        }),
      ),
    );
    expect(await syncAccounts(list.deps, id, noSignal)).toMatchObject(ok({ seen: before }));
    list.events.length = 0;
    left = after;
    return { ...list, become: (count: number) => (left = count), sync: () => syncAccounts(list.deps, id, noSignal) };
  }

  test('is asked for once more, and keeps them all until it is as short some minutes later', async () => {
    const list = await shortened(300, 1);
    const problem = { kind: 'list-short', listed: 1, customers: 300, retryAt: '2026-03-02T14:15:00.000Z' };
    expect(await list.sync()).toMatchObject({ ok: false, problem });
    expect(list.events.filter((event) => event === 'asked for 0')).toHaveLength(2);
    expect(list.unfindable).toEqual([]);
    expect(list.accounts.count(id)).toBe(300);
    list.clock.now += shortForMs;
    expect(await list.sync()).toMatchObject(ok({ seen: 1 }));
    expect(list.unfindable).toHaveLength(299);
    expect(list.accounts.count(id)).toBe(1);
  });

  test('that was believed vouches for no shorter one', async () => {
    const list = await shortened(300, 100);
    expect(await list.sync()).toMatchObject({ problem: { kind: 'list-short', listed: 100 } });
    list.clock.now += shortForMs;
    expect(await list.sync()).toMatchObject(ok({ seen: 100 }));
    list.become(0);
    list.clock.now += shortForMs;
    expect(await list.sync()).toMatchObject({ problem: { kind: 'list-short', listed: 0, customers: 100 } });
    expect(list.accounts.count(id)).toBe(100);
  });

  test('of another key does not vouch for the next one', async () => {
    const list = await shortened(300, 100);
    list.shortLists.expectOther(id);
    expect(await list.sync()).toMatchObject(ok({ seen: 100 }));
    list.become(0);
    expect(await list.sync()).toMatchObject({ problem: { kind: 'list-short', listed: 0, customers: 100 } });
  });

  test('of other customers than before is one too', async () => {
    const list = await shortened(40, 40);
    const others = Array.from({ length: 40 }, (_, at) => ({ remoteId: `other ${at}` }));
    const deps = {
      ...list.deps,
      clients: fakeClients({
        ...(providerOf('sendgrid') as Provider),
        listAccounts: () => Promise.resolve(ok({ accounts: others, next: null, total: 40 })),
      }),
    };
    const problem = { kind: 'list-short', listed: 40, customers: 80, retryAt: '2026-03-02T14:15:00.000Z' };
    expect(await syncAccounts(deps, id, noSignal)).toMatchObject({ problem });
    // That they are in the list by then does not make up for those who are not.
    expect(await syncAccounts(deps, id, noSignal)).toMatchObject({ problem });
    expect(list.unfindable).toEqual([]);
    list.clock.now += shortForMs;
    expect(await syncAccounts(deps, id, noSignal)).toMatchObject(ok({ seen: 40 }));
    expect(list.unfindable).toHaveLength(40);
  });

  test('is none if a few customers made room for others', async () => {
    const list = await shortened(2, 0);
    const others = [{ remoteId: 'other' }];
    const listAccounts = () => Promise.resolve(ok({ accounts: others, next: null, total: 1 }));
    const clients = fakeClients({ ...(providerOf('sendgrid') as Provider), listAccounts });
    expect(await syncAccounts({ ...list.deps, clients }, id, noSignal)).toMatchObject(ok({ seen: 1 }));
    expect(list.unfindable).toHaveLength(2);
  });

  test('after it grew is not one if it lost no more than half', async () => {
    const list = await shortened(10, 30);
    expect(await list.sync()).toMatchObject(ok({ seen: 30 }));
    list.become(15);
    expect(await list.sync()).toMatchObject(ok({ seen: 15 }));
  });

  test('and then has them again, is believed at once', async () => {
    const list = await shortened(300, 1);
    expect(await list.sync()).toMatchObject({ ok: false });
    list.become(300);
    expect(await list.sync()).toMatchObject(ok({ seen: 300 }));
    list.become(280);
    expect(await list.sync()).toMatchObject(ok({ seen: 280 }));
    expect(list.accounts.count(id)).toBe(280);
  });

  test.each([
    [300, 149],
    [21, 1],
    [20, 8],
    [12, 5],
    [8, 3],
  ])('may also be a short one: of %i customers it has %i', async (before, after) => {
    const list = await shortened(before, after);
    expect(await list.sync()).toMatchObject({ problem: { kind: 'list-short', listed: after, customers: before } });
    expect(list.accounts.count(id)).toBe(before);
  });

  test.each([
    ['no more than half', 300, 150],
    ['no more than half of a few', 10, 5],
    ['fewer than five', 5, 1],
  ])('is not one if it lost %s', async (_, before, after) => {
    const list = await shortened(before, after);
    expect(await list.sync()).toMatchObject(ok({ seen: after }));
    expect(list.accounts.count(id)).toBe(after);
  });
});

describe('a place in the list that the provider no longer knows', () => {
  const refused = (status: number) =>
    Promise.resolve(fail({ kind: 'request-refused' as const, status, provider: 'SendGrid' }));

  /** Page 2 fails once, so that the next sync goes on there; from then on it is refused with this status. */
  async function interrupted(status: number, times = Number.POSITIVE_INFINITY) {
    let asked = 0;
    const list = listOf(4, (page) => {
      if (page !== 2) return undefined;
      asked += 1;
      if (asked === 1)
        return Promise.resolve(fail({ kind: 'provider-down' as const, status: 503, provider: 'SendGrid' }));
      return asked <= 1 + times ? refused(status) : undefined;
    });
    expect(await syncAccounts(list.deps, id, noSignal)).toMatchObject({ problem: { kind: 'provider-down' } });
    list.events.length = 0;
    return list;
  }
  const pagesAsked = (events: readonly string[]) => events.filter((event) => event.startsWith('asked'));

  test.each([400, 404])('begins again at the first page, in the same sync (%s)', async (status) => {
    const { deps, events, accounts } = await interrupted(status, 1);
    expect(await syncAccounts(deps, id, noSignal)).toMatchObject({ ok: true, value: { seen: 4 } });
    expect(pagesAsked(events)).toEqual(['asked for 2', ...[0, 1, 2, 3].map((page) => `asked for ${page}`)]);
    expect(accounts.count(id)).toBe(4);
  });

  test('begins again once; after that the next sync does', async () => {
    const { deps, events, accounts } = await interrupted(400);
    expect(await syncAccounts(deps, id, noSignal)).toMatchObject({ problem: { kind: 'request-refused' } });
    expect(pagesAsked(events)).toEqual(['asked for 2', 'asked for 0', 'asked for 1', 'asked for 2']);
    expect(accounts.beginRun(id).cursor).toBeNull();
    // Nothing is removed because of it.
    expect(accounts.count(id)).toBe(2);
  });

  test.each([401, 403, 406])('is not what another refusal means (%s)', async (status) => {
    const { deps, events } = await interrupted(status);
    expect(await syncAccounts(deps, id, noSignal)).toMatchObject({ problem: { status } });
    expect(pagesAsked(events)).toEqual(['asked for 2']);
  });

  test('is not what a refusal of the first page means', async () => {
    const { deps, events } = listOf(2, () => refused(400));
    expect(await syncAccounts(deps, id, noSignal)).toMatchObject({ problem: { status: 400 } });
    expect(pagesAsked(events)).toEqual(['asked for 0']);
  });
});
