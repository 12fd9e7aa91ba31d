import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HealthBoard } from '../../src/main/connections/health.ts';
import { SyncScheduler } from '../../src/main/sync/sync-scheduler.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { connection } from '../helpers/accounts.ts';

const id = 'c0nnect10n';
const minuteMs = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A runner over a list that answers what the test says, run by run; the last answer stays. */
function runner(answers: Result<{ seen: number }>[], lastSyncedAt: string | null = null) {
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
      const answer = answers[Math.min(runs.length, answers.length) - 1] ?? ok({ seen: 0 });
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
  const { syncs, runs, hold, release } = runner([ok({ seen: 1 })]);
  hold();
  const both = [syncs.sync(id), syncs.sync(id)];
  release();
  expect(await Promise.all(both)).toEqual([ok(null), ok(null)]);
  expect(runs).toHaveLength(1);
});

test('a list never read is read at once, and again when an interval has passed', async () => {
  const { syncs, runs } = runner([ok({ seen: 1 })]);
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(59 * minuteMs);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(2);
});

test('a fresh list is not read again at a restart before it is due', async () => {
  const { syncs, runs } = runner([ok({ seen: 1 })], '2026-11-21T11:30:00Z');
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(29 * minuteMs);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('a rate limit is shown as the time at which work goes on, and it goes on then by itself', async () => {
  const retryAt = '2026-11-21T12:20:00.000Z';
  const limited: Problem = { kind: 'rate-limited', retryAt, provider: 'Brevo' };
  const { syncs, runs, health } = runner([fail(limited), ok({ seen: 9 })]);
  await syncs.sync(id);
  expect(health.of(id)).toMatchObject({ status: 'waiting', resumesAt: retryAt });
  await vi.advanceTimersByTimeAsync(19 * minuteMs);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(2);
  expect(health.of(id)).toMatchObject({ status: 'idle', problem: null, resumesAt: null, accountCount: 7 });
});

test('what passes by itself is tried again soon, then less and less often', async () => {
  const { syncs, runs } = runner([fail({ kind: 'timeout', afterSeconds: 15, provider: 'Brevo' })]);
  await syncs.sync(id);
  await vi.advanceTimersByTimeAsync(1.5 * minuteMs);
  expect(runs).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1 * minuteMs);
  expect(runs).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1 * minuteMs);
  expect(runs).toHaveLength(3);
});

test('a refused key wants the user, and is not asked again and again', async () => {
  const { syncs, runs, health } = runner([fail({ kind: 'key-rejected', provider: 'Brevo' })]);
  await syncs.sync(id);
  expect(health.of(id)).toMatchObject({ status: 'attention', problem: { kind: 'key-rejected' } });
  await vi.advanceTimersByTimeAsync(50 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('a cancelled sync leaves the connection idle', async () => {
  const { syncs, health, hold, release } = runner([ok({ seen: 1 })]);
  hold();
  const running = syncs.sync(id);
  expect(health.of(id).status).toBe('syncing');
  syncs.cancel(id);
  release();
  expect(await running).toEqual(fail({ kind: 'sync-cancelled' }));
  expect(health.of(id)).toMatchObject({ status: 'idle', problem: null, progress: null });
});

test('waking from sleep syncs what is overdue within half a minute, not at the very moment', async () => {
  const { syncs, runs } = runner([ok({ seen: 1 })], '2026-11-21T02:00:00Z');
  syncs.wake();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(27_000);
  expect(runs).toHaveLength(1);
});

test('a removed connection is never synced again, and its running sync has ended when removal goes on', async () => {
  const { syncs, runs, hold, release, removeConnection } = runner([ok({ seen: 1 })]);
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

test('nothing runs after the end', async () => {
  const { syncs, runs } = runner([ok({ seen: 1 })]);
  syncs.schedule();
  syncs.stop();
  await vi.advanceTimersByTimeAsync(300 * minuteMs);
  expect(runs).toHaveLength(0);
});

test('a bug in a run does not leave the connection syncing for ever, nor the schedule dead', async () => {
  const { syncs, runs, health, crashes, breakDown } = runner([ok({ seen: 1 })]);
  const bug = new Error('a bug');
  breakDown(bug);
  await expect(syncs.sync(id)).rejects.toBe(bug);
  expect(health.of(id)).toMatchObject({ status: 'idle', progress: null });
  await vi.advanceTimersByTimeAsync(70 * minuteMs);
  expect(runs).toHaveLength(2);
  expect(crashes).toEqual([bug]);
});

test('a wait for the provider outlives a change of settings and a short sleep', async () => {
  const limited: Problem = { kind: 'rate-limited', retryAt: '2026-11-21T12:20:00.000Z', provider: 'Brevo' };
  const { syncs, runs } = runner([fail(limited), ok({ seen: 9 })]);
  await syncs.sync(id);
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(10 * minuteMs);
  syncs.wake();
  await vi.advanceTimersByTimeAsync(9 * minuteMs);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(2);
});

test('a refused key is not asked again because some setting was changed', async () => {
  const { syncs, runs } = runner([fail({ kind: 'key-rejected', provider: 'Brevo' })]);
  await syncs.sync(id);
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(50 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('what failed while the network was away is tried soon after waking, however long it had failed', async () => {
  const { syncs, runs } = runner(
    Array.from({ length: 6 }, () => fail({ kind: 'offline' })),
    '2026-11-21T11:59:00Z',
  );
  for (let failure = 0; failure < 6; failure++) await syncs.sync(id);
  syncs.wake();
  await vi.advanceTimersByTimeAsync(31_000);
  expect(runs).toHaveLength(7);
});

test('a clock that was put back does not put off the next sync for longer than an interval', async () => {
  const { syncs, runs } = runner([ok({ seen: 1 })], '2031-01-01T00:00:00Z');
  syncs.schedule();
  await vi.advanceTimersByTimeAsync(59 * minuteMs);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(2 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('told to stop, it says when the run has ended', async () => {
  const { syncs, hold, release, health } = runner([ok({ seen: 1 })]);
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
