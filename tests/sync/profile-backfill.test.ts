import { afterEach, expect, test, vi } from 'vitest';
import { HealthBoard } from '../../src/main/connections/health.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { ProfileBackfill } from '../../src/main/sync/profile-backfill.ts';
import type { AccountProfile } from '../../src/shared/account.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { connection } from '../helpers/accounts.ts';
import { fakeClients } from '../helpers/fake-clients.ts';

afterEach(() => {
  vi.useRealTimers();
});

const id = 'c0nnect10n';
const idOf = (number: number) => `${id}/${number}`;

/** A hundred accounts without names at a sample connection, whose provider returns what the test says. */
function backfillOf(
  answer: (remoteId: string) => Result<AccountProfile> = (remoteId) =>
    ok({ name: `Name ${remoteId}`, email: '', domain: '' }),
) {
  const asked: string[] = [];
  const known = new Map<string, AccountProfile | 'none'>();
  const health = new HealthBoard(() => {});
  const sendgrid = providerOf('sendgrid') as Provider;
  const provider: Provider = {
    ...sendgrid,
    async getProfile(_call, remoteId) {
      asked.push(remoteId);
      await Promise.resolve();
      return answer(remoteId);
    },
    getOwnProfile: async () => ok({ name: 'The Reseller Ltd', email: '', domain: '' }),
  };
  const full = new Error('the disk is full');
  let diskIsFull = false;
  const crashes: unknown[] = [];
  let shown: string[] = [];
  const show = (accountIds: string[]): void => {
    shown = accountIds;
  };
  const all = Array.from({ length: 100 }, (_, at) => idOf(100 - at));
  const backfill = new ProfileBackfill({
    clients: fakeClients(provider, connection({ sandbox: true })),
    accounts: {
      storeProfile: (accountId, profile) => {
        if (diskIsFull) throw full;
        known.set(accountId, profile);
      },
      profilesWanted: (_id, limit, _stale, first = []) =>
        [...new Set([...first, ...all])].filter((accountId) => !known.has(accountId)).slice(0, limit),
      profileProgress: () => ({ known: known.size, total: all.length }),
    },
    index: { update: () => {} },
    health,
    visibleRows: { accountIds: () => shown },
    problemOfFault: (error) => {
      if (error === full) return { kind: 'disk-full' };
      throw error;
    },
    crashed: (error) => void crashes.push(error),
    now: Date.now,
    random: () => 0.5,
  });
  const fillDisk = (): void => {
    diskIsFull = true;
  };
  return { backfill, asked, known, health, show, crashes, fillDisk };
}

test('reads every profile once, newest first, and shows when it is done', async () => {
  const { backfill, asked, known, health } = backfillOf();
  backfill.start(id);
  await vi.waitFor(() => expect(health.of(id).names).toMatchObject({ status: 'done', known: 100, total: 100 }));
  expect(asked).toHaveLength(100);
  expect(new Set(asked).size).toBe(100);
  expect(asked[0]).toBe('100');
  expect(known.get(idOf(1))).toMatchObject({ name: 'Name 1' });
});

test('rows on the screen come first', async () => {
  const { backfill, asked, show, health } = backfillOf();
  show([idOf(3), idOf(2)]);
  backfill.start(id);
  await vi.waitFor(() => expect(health.of(id).names?.status).toBe('done'));
  expect(asked.slice(0, 3)).toEqual(['3', '2', '100']);
});

test('a customer who is gone, or whose profile may not be read, does not stop the others', async () => {
  const kinds: Record<string, Problem> = {
    '99': { kind: 'account-gone', provider: 'SendGrid' },
    '98': { kind: 'request-refused', status: 400, provider: 'SendGrid' },
  };
  const { backfill, known, health } = backfillOf((remoteId) => {
    const problem = kinds[remoteId];
    return problem ? fail(problem) : ok({ name: 'x', email: '', domain: '' });
  });
  backfill.start(id);
  await vi.waitFor(() => expect(health.of(id).names?.status).toBe('done'));
  expect([known.get(idOf(99)), known.get(idOf(98)), known.size]).toEqual(['none', 'none', 100]);
});

test('a rate limit is shown as the time at which it goes on, not as a problem of the connection', async () => {
  const retryAt = new Date(Date.now() + 3_600_000).toISOString();
  const { backfill, asked, health } = backfillOf(() => fail({ kind: 'rate-limited', retryAt, provider: 'SendGrid' }));
  backfill.start(id);
  await vi.waitFor(() => expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: retryAt }));
  expect(health.of(id).problem).toBeNull();
  expect(asked.length).toBeLessThanOrEqual(4);
  backfill.stop();
});

test('a refused key stops the backfill until the user acts', async () => {
  const { backfill, health, asked } = backfillOf(() => fail({ kind: 'key-rejected', provider: 'SendGrid' }));
  backfill.start(id);
  await vi.waitFor(() =>
    expect(health.of(id)).toMatchObject({ status: 'attention', problem: { kind: 'key-rejected' } }),
  );
  expect(asked.length).toBeLessThanOrEqual(4);
});

test('a full disk stops the backfill until the user acts, and is not a bug', async () => {
  const { backfill, health, crashes, fillDisk } = backfillOf();
  fillDisk();
  backfill.start(id);
  await vi.waitFor(() => expect(health.of(id)).toMatchObject({ problem: { kind: 'disk-full' } }));
  expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: null, known: 0 });
  expect(crashes).toEqual([]);
});

test('a bug is reported, and does not stop the next start', async () => {
  const bug = new Error('a bug');
  let broken = true;
  const { backfill, health, crashes } = backfillOf(() => {
    if (broken) throw bug;
    return ok({ name: 'x', email: '', domain: '' });
  });
  backfill.start(id);
  await vi.waitFor(() => expect(crashes).toEqual([bug]));
  broken = false;
  backfill.start(id);
  await vi.waitFor(() => expect(health.of(id).names?.status).toBe('done'));
});

test('a key that may read no profile is not tried on every customer', async () => {
  const { backfill, health, asked } = backfillOf(() => fail({ kind: 'key-not-allowed', provider: 'SendGrid' }));
  backfill.start(id);
  await vi.waitFor(() => expect(health.of(id)).toMatchObject({ problem: { kind: 'key-not-allowed' } }));
  expect(asked.length).toBeLessThanOrEqual(12);
});

test('paused, it sends no request; resumed, it goes on where it was', async () => {
  const { backfill, asked, health } = backfillOf();
  backfill.pause(id, true);
  backfill.start(id);
  expect(health.of(id).names?.status).toBe('paused');
  expect(asked).toEqual([]);
  backfill.pause(id, false);
  await vi.waitFor(() => expect(health.of(id).names?.status).toBe('done'));
  expect(asked).toHaveLength(100);
});

test('after the machine slept it goes on soon, whenever its timer would fire', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') });
  const retryAt = '2026-11-21T13:00:00.000Z';
  let limited = true;
  const { backfill, health, known } = backfillOf(() =>
    limited ? fail({ kind: 'rate-limited', retryAt, provider: 'SendGrid' }) : ok({ name: 'x', email: '', domain: '' }),
  );
  backfill.start(id);
  await vi.advanceTimersByTimeAsync(0);
  expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: retryAt });
  limited = false;
  vi.setSystemTime('2026-11-22T07:00:00Z');
  backfill.wake();
  await vi.advanceTimersByTimeAsync(31_000);
  expect(health.of(id).names?.status).toBe('done');
  expect(known.size).toBe(100);
});

test('a problem that needs the user shows no time at which it goes on', async () => {
  const { backfill, health } = backfillOf(() => fail({ kind: 'key-rejected', provider: 'SendGrid' }));
  backfill.start(id);
  await vi.waitFor(() => expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: null }));
});

test('once stop resolves, nothing is requested or stored', async () => {
  let stopping: Promise<void> | null = null;
  const { backfill, asked, known } = backfillOf(() => {
    if (asked.length > 40) stopping ??= backfill.stop();
    return ok({ name: 'x', email: '', domain: '' });
  });
  backfill.start(id);
  await vi.waitFor(() => expect(stopping).not.toBeNull());
  await stopping;
  const before = [asked.length, known.size];
  await new Promise((resume) => setTimeout(resume, 20));
  expect([asked.length, known.size]).toEqual(before);
  expect(asked.length).toBeLessThan(50);
});
