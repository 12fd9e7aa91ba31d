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

/** A hundred accounts without names at a sample connection, and a provider that answers as the test says. */
function namesPass(
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
  };
  let shown: string[] = [];
  const show = (accountIds: string[]): void => {
    shown = accountIds;
  };
  const all = Array.from({ length: 100 }, (_, at) => idOf(100 - at));
  const runner = new ProfileBackfill({
    clients: fakeClients(provider, connection({ sandbox: true })),
    accounts: {
      storeProfile: (accountId, profile) => void known.set(accountId, profile),
      profilesWanted: (_id, limit, _stale, first = []) =>
        [...new Set([...first, ...all])].filter((accountId) => !known.has(accountId)).slice(0, limit),
      profileProgress: () => ({ known: known.size, total: all.length }),
    },
    index: { update: () => {} },
    health,
    visibleRows: { accountIds: () => shown },
    problemOfFault: (error) => {
      throw error;
    },
    crashed: (error) => {
      throw error;
    },
    now: Date.now,
    random: () => 0.5,
  });
  return { runner, asked, known, health, show };
}

test('asks for every name once, newest first, and says when it is done', async () => {
  const { runner, asked, known, health } = namesPass();
  runner.start(id);
  await vi.waitFor(() => expect(health.of(id).names).toMatchObject({ status: 'done', known: 100, total: 100 }));
  expect(asked).toHaveLength(100);
  expect(new Set(asked).size).toBe(100);
  expect(asked[0]).toBe('100');
  expect(known.get(idOf(1))).toMatchObject({ name: 'Name 1' });
});

test('rows on the screen come first', async () => {
  const { runner, asked, show, health } = namesPass();
  show([idOf(3), idOf(2)]);
  runner.start(id);
  await vi.waitFor(() => expect(health.of(id).names?.status).toBe('done'));
  expect(asked.slice(0, 3)).toEqual(['3', '2', '100']);
});

test('a customer who is gone, or whose profile may not be read, does not stop the others', async () => {
  const kinds: Record<string, Problem> = {
    '99': { kind: 'account-gone', provider: 'SendGrid' },
    '98': { kind: 'request-refused', status: 400, provider: 'SendGrid' },
  };
  const { runner, known, health } = namesPass((remoteId) => {
    const problem = kinds[remoteId];
    return problem ? fail(problem) : ok({ name: 'x', email: '', domain: '' });
  });
  runner.start(id);
  await vi.waitFor(() => expect(health.of(id).names?.status).toBe('done'));
  expect([known.get(idOf(99)), known.get(idOf(98)), known.size]).toEqual(['none', 'none', 100]);
});

test('a rate limit is a time at which it goes on, not a failure of the connection', async () => {
  const retryAt = new Date(Date.now() + 3_600_000).toISOString();
  const { runner, asked, health } = namesPass(() => fail({ kind: 'rate-limited', retryAt, provider: 'SendGrid' }));
  runner.start(id);
  await vi.waitFor(() => expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: retryAt }));
  expect(health.of(id).problem).toBeNull();
  expect(asked.length).toBeLessThanOrEqual(4);
  runner.stop();
});

test('a refused key stops the pass and wants the user', async () => {
  const { runner, health, asked } = namesPass(() => fail({ kind: 'key-rejected', provider: 'SendGrid' }));
  runner.start(id);
  await vi.waitFor(() =>
    expect(health.of(id)).toMatchObject({ status: 'attention', problem: { kind: 'key-rejected' } }),
  );
  expect(asked.length).toBeLessThanOrEqual(4);
});

test('a key that may read no profile at all is not tried on every customer', async () => {
  const { runner, health, asked } = namesPass(() => fail({ kind: 'key-not-allowed', provider: 'SendGrid' }));
  runner.start(id);
  await vi.waitFor(() => expect(health.of(id)).toMatchObject({ problem: { kind: 'key-not-allowed' } }));
  expect(asked.length).toBeLessThanOrEqual(12);
});

test('paused, it asks nothing; resumed, it goes on where it was', async () => {
  const { runner, asked, health } = namesPass();
  runner.pause(id, true);
  runner.start(id);
  expect(health.of(id).names?.status).toBe('paused');
  expect(asked).toEqual([]);
  runner.pause(id, false);
  await vi.waitFor(() => expect(health.of(id).names?.status).toBe('done'));
  expect(asked).toHaveLength(100);
});

test('after a night asleep it goes on by itself, whatever its timer still says', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') });
  const retryAt = '2026-11-21T13:00:00.000Z';
  let limited = true;
  const { runner, health, known } = namesPass(() =>
    limited ? fail({ kind: 'rate-limited', retryAt, provider: 'SendGrid' }) : ok({ name: 'x', email: '', domain: '' }),
  );
  runner.start(id);
  await vi.advanceTimersByTimeAsync(0);
  expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: retryAt });
  limited = false;
  vi.setSystemTime('2026-11-22T07:00:00Z');
  runner.wake();
  await vi.advanceTimersByTimeAsync(31_000);
  expect(health.of(id).names?.status).toBe('done');
  expect(known.size).toBe(100);
});

test('what the user has to see to is given no time at which it goes on', async () => {
  const { runner, health } = namesPass(() => fail({ kind: 'key-rejected', provider: 'SendGrid' }));
  runner.start(id);
  await vi.waitFor(() => expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: null }));
});

test('told to stop, it says when it has: nothing is asked or stored after that', async () => {
  let stopping: Promise<void> | null = null;
  const { runner, asked, known } = namesPass(() => {
    if (asked.length > 40) stopping ??= runner.stop();
    return ok({ name: 'x', email: '', domain: '' });
  });
  runner.start(id);
  await vi.waitFor(() => expect(stopping).not.toBeNull());
  await stopping;
  const before = [asked.length, known.size];
  await new Promise((resume) => setTimeout(resume, 20));
  expect([asked.length, known.size]).toEqual(before);
  expect(asked.length).toBeLessThan(50);
});
