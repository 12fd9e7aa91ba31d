import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HealthBoard } from '../../src/main/connections/health.ts';
import { SyncScheduler } from '../../src/main/sync/sync-scheduler.ts';
import type { GoneCustomers } from '../../src/shared/gone-customers.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { connection } from '../helpers/accounts.ts';

const id = 'c0nnect10n';
const minuteMs = 60_000;
const gone: GoneCustomers = { connectionId: id, count: 1, names: ['Acme'] };

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A scheduler whose runs return `answers`, one after another, and then the last one again. */
function schedulerOf(answers: Result<{ gone: GoneCustomers }>[], lastSyncedAt: string | null = null) {
  const runs: number[] = [];
  const waiting: (() => void)[] = [];
  const crashes: unknown[] = [];
  let connections = [connection()];
  let synced = lastSyncedAt;
  let held = false;
  const health = new HealthBoard(() => {});
  let bug: Error | null = null;
  const syncs = new SyncScheduler({
    settings: {
      settings: defaultSettings,
      get connections() {
        return connections;
      },
    },
    accounts: { lastSyncedAt: () => synced, count: () => 7 },
    async run(_id, signal) {
      runs.push(Date.now());
      if (bug) throw bug;
      if (held) await new Promise<void>((resolve) => waiting.push(resolve));
      if (signal.aborted) return fail({ kind: 'sync-cancelled' });
      const answer = answers[Math.min(runs.length, answers.length) - 1] ?? ok({ gone });
      if (answer.ok) synced = new Date().toISOString();
      return answer;
    },
    completed: () => {},
    health,
    crashed: (error) => crashes.push(error),
    now: Date.now,
    random: () => 0.5,
  });
  return {
    syncs,
    runs,
    health,
    crashes,
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      for (const resolve of waiting.splice(0)) resolve();
    },
    removeConnection: () => {
      connections = [];
    },
    breakDown: (error: Error) => {
      bug = error;
    },
  };
}

test('a second request joins the sync that runs', async () => {
  const { syncs, runs, hold, release } = schedulerOf([ok({ gone })]);
  hold();
  const both = [syncs.sync(id), syncs.sync(id)];
  release();
  expect(await Promise.all(both)).toEqual([ok(gone), ok(gone)]);
  expect(runs).toHaveLength(1);
});

test('a list that was never read is read at once, and again after an interval', async () => {
  const { syncs, runs } = schedulerOf([ok({ gone })]);
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(59 * minuteMs);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(2);
});

test('a fresh list is not read again at a restart before it is due', async () => {
  const { syncs, runs } = schedulerOf([ok({ gone })], '2026-11-21T11:30:00Z');
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(29 * minuteMs);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('a rate limit is shown as the time at which work goes on, and it goes on then', async () => {
  const retryAt = '2026-11-21T12:20:00.000Z';
  const limited: Problem = { kind: 'rate-limited', retryAt, provider: 'Brevo' };
  const { syncs, runs, health } = schedulerOf([fail(limited), ok({ gone })]);
  await syncs.sync(id);
  expect(health.of(id)).toMatchObject({ status: 'waiting', resumesAt: retryAt });
  await vi.advanceTimersByTimeAsync(19 * minuteMs);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(2);
  expect(health.of(id)).toMatchObject({ status: 'idle', problem: null, resumesAt: null, accountCount: 7 });
});

test('a problem that passes by itself is retried soon, then less and less often', async () => {
  const { syncs, runs } = schedulerOf([fail({ kind: 'timeout', afterSeconds: 15, provider: 'Brevo' })]);
  await syncs.sync(id);
  await vi.advanceTimersByTimeAsync(1.5 * minuteMs);
  expect(runs).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1 * minuteMs);
  expect(runs).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1 * minuteMs);
  expect(runs).toHaveLength(3);
});

test('a refused key needs the user, and is not tried again and again', async () => {
  const { syncs, runs, health } = schedulerOf([fail({ kind: 'key-rejected', provider: 'Brevo' })]);
  await syncs.sync(id);
  expect(health.of(id)).toMatchObject({ status: 'attention', problem: { kind: 'key-rejected' } });
  await vi.advanceTimersByTimeAsync(50 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('a cancelled sync leaves the connection idle', async () => {
  const { syncs, health, hold, release } = schedulerOf([ok({ gone })]);
  hold();
  const running = syncs.sync(id);
  expect(health.of(id).status).toBe('syncing');
  syncs.cancel(id);
  release();
  expect(await running).toEqual(fail({ kind: 'sync-cancelled' }));
  expect(health.of(id)).toMatchObject({ status: 'idle', problem: null, progress: null });
});

test('after waking, an overdue sync runs within half a minute, but not immediately', async () => {
  const { syncs, runs } = schedulerOf([ok({ gone })], '2026-11-21T02:00:00Z');
  syncs.wake();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(27_000);
  expect(runs).toHaveLength(1);
});

test('a removed connection is never synced again, and its running sync has ended when forget resolves', async () => {
  const { syncs, runs, hold, release, removeConnection } = schedulerOf([ok({ gone })]);
  hold();
  const running = syncs.sync(id);
  const forgotten = syncs.forget(id);
  release();
  await forgotten;
  expect(await running).toEqual(fail({ kind: 'sync-cancelled' }));
  removeConnection();
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(300 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('nothing runs after stop', async () => {
  const { syncs, runs } = schedulerOf([ok({ gone })]);
  syncs.schedule();
  syncs.stop();
  await vi.advanceTimersByTimeAsync(300 * minuteMs);
  expect(runs).toHaveLength(0);
});

test('after a bug in a run the connection is idle and the schedule goes on', async () => {
  const { syncs, runs, health, crashes, breakDown } = schedulerOf([ok({ gone })]);
  const bug = new Error('a bug');
  breakDown(bug);
  await expect(syncs.sync(id)).rejects.toBe(bug);
  expect(health.of(id)).toMatchObject({ status: 'idle', progress: null });
  await vi.advanceTimersByTimeAsync(70 * minuteMs);
  expect(runs).toHaveLength(2);
  expect(crashes).toEqual([bug]);
});

test('waiting for a rate limit survives a change of settings and a short sleep', async () => {
  const limited: Problem = { kind: 'rate-limited', retryAt: '2026-11-21T12:20:00.000Z', provider: 'Brevo' };
  const { syncs, runs } = schedulerOf([fail(limited), ok({ gone })]);
  await syncs.sync(id);
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(10 * minuteMs);
  syncs.wake();
  await vi.advanceTimersByTimeAsync(9 * minuteMs);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(2);
});

test('a refused key is not tried again because a setting was changed', async () => {
  const { syncs, runs } = schedulerOf([fail({ kind: 'key-rejected', provider: 'Brevo' })]);
  await syncs.sync(id);
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(50 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('a sync that failed offline is retried soon after waking, however often it had failed', async () => {
  const { syncs, runs } = schedulerOf(
    Array.from({ length: 6 }, () => fail({ kind: 'offline' })),
    '2026-11-21T11:59:00Z',
  );
  for (let failure = 0; failure < 6; failure++) await syncs.sync(id);
  syncs.wake();
  await vi.advanceTimersByTimeAsync(31_000);
  expect(runs).toHaveLength(7);
});

test('a clock that was set back delays the next sync by an interval at most', async () => {
  const { syncs, runs } = schedulerOf([ok({ gone })], '2031-01-01T00:00:00Z');
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(59 * minuteMs);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('stop resolves when the run has ended', async () => {
  const { syncs, hold, release, health } = schedulerOf([ok({ gone })]);
  hold();
  const running = syncs.sync(id);
  let stopped = false;
  const stopping = syncs.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(stopped).toBe(false);
  release();
  await stopping;
  expect(await running).toEqual(fail({ kind: 'sync-cancelled' }));
  expect(health.of(id).status).toBe('idle');
});
