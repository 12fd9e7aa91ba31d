import { afterEach, expect, test, vi } from 'vitest';
import { HealthBoard } from '../../src/main/connections/health.ts';
import type { ProfileFailure } from '../../src/main/directory/accounts/profiles.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { ProfileBackfill } from '../../src/main/sync/profile-backfill.ts';
import type { AccountProfile } from '../../src/shared/account.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { connection } from '../helpers/accounts.ts';
import { eventually } from '../helpers/eventually.ts';
import { fakeClients } from '../helpers/fake-clients.ts';

afterEach(() => {
  vi.useRealTimers();
});

const id = 'c0nnect10n';
const idOf = (number: number) => `${id}/${number}`;
const named = ok({ name: 'x', email: '', domain: '' });

/** A hundred accounts without names at a sample connection, whose provider returns what the test says. */
function backfillOf(
  answer: (
    remoteId: string,
    wish: { withEmail: boolean },
  ) => Result<AccountProfile> | Promise<Result<AccountProfile>> = (remoteId) =>
    ok({ name: `Name ${remoteId}`, email: '', domain: '' }),
) {
  const asked: string[] = [];
  const known = new Map<string, AccountProfile>();
  const failed = new Map<string, ProfileFailure>();
  const health = new HealthBoard(() => {});
  const sendgrid = providerOf('sendgrid') as Provider;
  const provider: Provider = {
    ...sendgrid,
    async getProfile(_call, remoteId, wish) {
      asked.push(remoteId);
      await Promise.resolve();
      return answer(remoteId, wish);
    },
    getOwnProfile: async () => ok({ name: 'The Reseller Ltd', email: '', domain: '' }),
  };
  const settings = connection({ sandbox: true });
  const pause = (namesPaused: boolean): void => {
    settings.namesPaused = namesPaused;
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
    clients: fakeClients(provider, settings),
    accounts: {
      storeProfile: (accountId, profile) => {
        if (diskIsFull) throw full;
        known.set(accountId, profile);
      },
      profilesWanted: (_id, limit, _stale, first = []) =>
        [...new Set([...first, ...all])]
          .filter((accountId) => !known.has(accountId) && !failed.has(accountId))
          .slice(0, limit)
          .map((accountId) => ({ accountId, hasEmail: Number(accountId.split('/')[1]) % 2 === 0 })),
      profileProgress: () => ({ known: known.size, blank: 0, failed: failed.size, total: all.length }),
      noteProfileFailure: (accountId, failure) => void failed.set(accountId, failure),
      forgetProfileFailures: () => failed.clear(),
      nextProfileRetryAt: () => null,
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
  return { backfill, asked, known, failed, health, show, crashes, fillDisk, pause };
}

test('reads every profile once, newest first, and shows when it is done', async () => {
  const { backfill, asked, known, health } = backfillOf();
  backfill.start(id);
  await eventually(() => expect(health.of(id).names).toMatchObject({ status: 'done', known: 100, total: 100 }));
  expect(asked).toHaveLength(100);
  expect(new Set(asked).size).toBe(100);
  expect(asked[0]).toBe('100');
  expect(known.get(idOf(1))).toMatchObject({ name: 'Name 1' });
});

test('rows on the screen come first', async () => {
  const { backfill, asked, show, health } = backfillOf();
  show([idOf(3), idOf(2)]);
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
  expect(asked.slice(0, 3)).toEqual(['3', '2', '100']);
});

const about = { provider: 'SendGrid', connectionId: id };

/** Each can be the problem of one account alone. */
const poisons: Problem[] = [
  { kind: 'provider-down', status: 500, ...about },
  { kind: 'wrong-region', ...about },
  { kind: 'plan-required', ...about },
  { kind: 'reply-unreadable', why: 'not-json', ...about },
  { kind: 'reply-unreadable', why: 'shape', ...about },
  { kind: 'reply-unreadable', why: 'redirect', ...about },
  { kind: 'account-gone', ...about },
  { kind: 'request-refused', status: 400, ...about },
  { kind: 'key-not-allowed', ...about },
  { kind: 'key-rejected', ...about },
  { kind: 'timeout', afterSeconds: 15, ...about },
  { kind: 'unreachable', why: 'reset', ...about },
];
const isRefusal = ({ kind }: Problem) => kind === 'key-not-allowed' || kind === 'key-rejected';

test.each(poisons)('an account that replies with $kind $status $why keeps no other from its name', async (poison) => {
  const { backfill, known, failed, health } = backfillOf((remoteId) => (remoteId === '99' ? fail(poison) : named));
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
  expect(known.size).toBe(99);
  expect([...failed]).toEqual([[idOf(99), isRefusal(poison) ? 'refused' : 'failed']]);
  expect(health.of(id)).toMatchObject({ status: 'idle', problem: null, names: { known: 99, failed: 1, total: 100 } });
});

test('up to four in a row with the same problem keep no other from its name, wherever they are', async () => {
  const bad = ['100', '99', '98', '97', '60', '59', '58', '57', '4', '3', '2', '1'];
  const { backfill, known, failed, asked, health } = backfillOf((remoteId) =>
    bad.includes(remoteId) ? fail({ kind: 'plan-required', ...about }) : named,
  );
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
  expect(known.size).toBe(88);
  expect(asked).toHaveLength(100);
  expect([...failed.keys()].sort()).toEqual(bad.map((remoteId) => `${id}/${remoteId}`).sort());
  expect(health.of(id).problem).toBeNull();
});

test('many in a row with the same problem stop it at once if nothing was read before, and come last next time', async () => {
  const { backfill, known, failed, asked, health } = backfillOf((remoteId) =>
    Number(remoteId) > 50 ? fail({ kind: 'plan-required', ...about }) : named,
  );
  backfill.start(id);
  await eventually(() =>
    expect(health.of(id)).toMatchObject({ status: 'attention', problem: { kind: 'plan-required' } }),
  );
  expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: null });
  expect(known.size).toBe(0);
  expect(asked.length).toBeLessThanOrEqual(8);
  expect(new Set(failed.values())).toEqual(new Set(['postponed']));
});

test('many in a row with the same problem are theirs if a profile that was read can still be read', async () => {
  const { backfill, known, failed, asked, health } = backfillOf((remoteId) =>
    Number(remoteId) <= 50 ? fail({ kind: 'plan-required', ...about }) : named,
  );
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
  expect([known.size, failed.size]).toEqual([50, 50]);
  expect(new Set(failed.values())).toEqual(new Set(['failed']));
  expect(health.of(id).problem).toBeNull();
  // Each of the hundred, and one that was read before after every five to eight of those with the problem.
  expect(asked.length).toBeLessThanOrEqual(100 + 10);
});

test('a fault that begins in the middle stops it, and is no customer’s', async () => {
  let down = false;
  const { backfill, known, failed, asked, health } = backfillOf((remoteId) => {
    down ||= remoteId === '50';
    return down ? fail({ kind: 'provider-down', status: 503, ...about }) : named;
  });
  backfill.start(id);
  await eventually(() => expect(health.of(id).names).toMatchObject({ status: 'waiting' }));
  expect(health.of(id).names?.resumesAt).not.toBeNull();
  expect(health.of(id).problem).toBeNull();
  expect(asked.length).toBeLessThanOrEqual(known.size + 9);
  expect(new Set(failed.values())).toEqual(new Set(['postponed']));
  await backfill.stop();
});

test.each<Problem>([
  { kind: 'offline' },
  { kind: 'unreachable', why: 'dns', ...about },
  { kind: 'certificate-untrusted', ...about },
  { kind: 'proxy-refused', ...about },
  { kind: 'temporarily-blocked', ...about },
  { kind: 'ip-not-authorised', ...about },
])('$kind is the connection’s at once, and noted at no customer', async (problem) => {
  const { backfill, asked, failed, health } = backfillOf((remoteId) => (remoteId === '98' ? fail(problem) : named));
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('waiting'));
  expect(asked).toHaveLength(4);
  expect(failed.size).toBe(0);
  await backfill.stop();
});

test('a rate limit is shown as the time at which it goes on, not as a problem of the connection', async () => {
  const retryAt = new Date(Date.now() + 3_600_000).toISOString();
  const { backfill, asked, health } = backfillOf(() => fail({ kind: 'rate-limited', retryAt, provider: 'SendGrid' }));
  backfill.start(id);
  await eventually(() => expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: retryAt }));
  expect(health.of(id).problem).toBeNull();
  expect(asked.length).toBeLessThanOrEqual(4);
  backfill.stop();
});

test('a refused key stops the backfill until the user acts', async () => {
  const { backfill, health, asked } = backfillOf(() => fail({ kind: 'key-rejected', provider: 'SendGrid' }));
  backfill.start(id);
  await eventually(() =>
    expect(health.of(id)).toMatchObject({ status: 'attention', problem: { kind: 'key-rejected' } }),
  );
  // Two rounds: after the first it might be the problem of these four.
  expect(asked).toHaveLength(8);
});

test('a full disk stops the backfill until the user acts, and is not a bug', async () => {
  const { backfill, health, crashes, fillDisk } = backfillOf();
  fillDisk();
  backfill.start(id);
  await eventually(() => expect(health.of(id)).toMatchObject({ problem: { kind: 'disk-full' } }));
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
  await eventually(() => expect(crashes).toEqual([bug]));
  broken = false;
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
});

test('a key that may read no profile is no warning, and is not tried on every customer', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z'), toFake: ['Date'] });
  let allowed = false;
  const { backfill, health, asked, known } = backfillOf(() =>
    allowed ? named : fail({ kind: 'key-not-allowed', ...about }),
  );
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('not-allowed'));
  expect(health.of(id)).toMatchObject({ status: 'idle', problem: null });
  const tried = asked.length;
  expect(tried).toBeLessThanOrEqual(8);
  // The next complete list does not try again at once.
  backfill.start(id);
  expect(health.of(id).names?.status).toBe('not-allowed');
  expect(asked).toHaveLength(tried);
  // After an hour one does.
  allowed = true;
  vi.setSystemTime('2026-11-21T13:01:00Z');
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
  expect(known.size).toBeGreaterThanOrEqual(92);
});

test('the next key asks at once for what the last one could not read', async () => {
  let allowed = false;
  const { backfill, health, known, failed } = backfillOf(() =>
    allowed ? named : fail({ kind: 'key-not-allowed', ...about }),
  );
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('not-allowed'));
  allowed = true;
  backfill.startOver(id);
  expect(failed.size).toBe(0);
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
  expect(known.size).toBe(100);
});

test('another key ends the pass of the last one: nothing that it was refused is noted', async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { backfill, asked, failed } = backfillOf(async () => {
    await held;
    return fail({ kind: 'key-not-allowed', ...about });
  });
  backfill.start(id);
  await eventually(() => expect(asked).toHaveLength(4));
  backfill.startOver(id);
  release();
  await backfill.stop();
  expect(failed.size).toBe(0);
  expect(asked).toHaveLength(4);
});

test('paused, it sends no request, whatever starts it; resumed, it goes on where it was', async () => {
  const { backfill, asked, health, pause } = backfillOf();
  pause(true);
  backfill.pause(id);
  backfill.start(id);
  backfill.wake();
  expect(health.of(id).names?.status).toBe('paused');
  expect(asked).toEqual([]);
  pause(false);
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
  expect(asked).toHaveLength(100);
});

test('a pause from the last run of the program holds', () => {
  const { backfill, asked, health, pause } = backfillOf();
  pause(true);
  backfill.start(id);
  expect(health.of(id).names).toMatchObject({ status: 'paused', total: 100 });
  expect(asked).toEqual([]);
});

test('the email is asked for only if the list has none', async () => {
  const wishes = new Map<string, boolean>();
  const { backfill, health } = backfillOf((remoteId, { withEmail }) => {
    wishes.set(remoteId, withEmail);
    return named;
  });
  backfill.start(id);
  await eventually(() => expect(health.of(id).names?.status).toBe('done'));
  expect([wishes.get('100'), wishes.get('99')]).toEqual([false, true]);
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
  await eventually(() => expect(health.of(id).names).toMatchObject({ status: 'waiting', resumesAt: null }));
});

test('once stop resolves, nothing is requested or stored', async () => {
  let stopping: Promise<void> | null = null;
  const { backfill, asked, known } = backfillOf(() => {
    if (asked.length > 40) stopping ??= backfill.stop();
    return ok({ name: 'x', email: '', domain: '' });
  });
  backfill.start(id);
  await eventually(() => expect(stopping).not.toBeNull());
  await stopping;
  const before = [asked.length, known.size];
  await new Promise((resume) => setTimeout(resume, 20));
  expect([asked.length, known.size]).toEqual(before);
  expect(asked.length).toBeLessThan(50);
});
