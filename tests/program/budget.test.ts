import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeDesktop } from '../fakes/fake-desktop.ts';
import { MemoryKeychain } from '../fakes/memory-keychain.ts';
import { connect, environmentOf, get, healthOf, logIn, openSandbox, tempFolder } from './program-at-scale.ts';

// The program's clock and timers go at their own pace, and jump when told: no hour is waited for. The network is real.

vi.setConfig({ testTimeout: 90_000 });

let keychain: MemoryKeychain;
let running: FakeDesktop[] = [];

beforeEach(() => {
  keychain = new MemoryKeychain();
  vi.useFakeTimers({
    now: Date.parse('2026-11-21T12:00:00Z'),
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
    shouldAdvanceTime: true,
  });
});
afterEach(async () => {
  for (const desktop of running.splice(0)) await desktop.quit();
  vi.useRealTimers();
});

async function launch(folder: string, environment: Record<string, string>): Promise<FakeDesktop> {
  const desktop = await FakeDesktop.start({ folder, fork: () => keychain.fork(), environment });
  running.push(desktop);
  return desktop;
}

/** Jumps to just before an ISO time; what is planned for it then happens by itself. */
async function passTimeUntil(iso: string): Promise<void> {
  await vi.advanceTimersByTimeAsync(Date.parse(iso) - Date.now() - 200);
}

const waiting = (desktop: FakeDesktop, connectionId: string) =>
  vi.waitFor(
    async () => {
      const health = await healthOf(desktop, connectionId);
      expect(health.status).toBe('waiting');
      return health;
    },
    { timeout: 30_000, interval: 20 },
  );

test('a first list of 5,000 accounts is read across the hourly reset of a Brevo key, and no log-in fails meanwhile', async () => {
  const folder = tempFolder();
  const accounts = 5_000;
  const perHour = 100;
  const sandbox = await openSandbox({
    accountsPerProvider: accounts,
    requestsPerHour: { brevo: perHour },
    now: () => Date.now(),
  });
  const desktop = await launch(folder, environmentOf(sandbox));
  const connectionId = await connect(desktop, 'brevo', sandbox.brevo.key);

  const health = await waiting(desktop, connectionId);
  expect(health).toMatchObject({ problem: { kind: 'rate-limited' }, progress: null, lastSyncedAt: null });
  expect(Date.parse(health.resumesAt ?? '') - Date.now()).toBeGreaterThan(30 * 60_000);
  expect(health.accountCount).toBeGreaterThan(2_500);
  expect(health.accountCount).toBeLessThan(accounts);
  // A tenth is left for those who look something up, and a tenth for log-ins.
  const asked = sandbox.counts().requests;
  expect(asked).toBeLessThanOrEqual(perHour * 0.8 + 1);

  const { rows } = await get(desktop, 'searchAccounts', { text: 'a' });
  const customers = rows.filter(({ kind }) => kind === 'customer').slice(0, 5);
  for (const { remoteId } of customers) {
    expect(await logIn(desktop, remoteId)).toMatchObject({ ok: true, value: { opened: true } });
  }
  expect(desktop.opened).toHaveLength(5);
  // The user still sees why the list is not whole, and when it goes on.
  expect(await healthOf(desktop, connectionId)).toEqual(health);
  // Nor does asking for it by hand use up what log-ins need.
  expect(await desktop.ask('syncAccounts', { connectionId })).toMatchObject({ problem: { kind: 'rate-limited' } });
  expect(sandbox.counts().requests).toBe(asked + 5);

  await passTimeUntil(health.resumesAt ?? '');
  expect(sandbox.counts().requests).toBe(asked + 5);
  await vi.waitFor(
    async () =>
      expect(await healthOf(desktop, connectionId)).toMatchObject({
        status: 'idle',
        problem: null,
        resumesAt: null,
        accountCount: accounts,
        lastSyncedAt: expect.any(String),
      }),
    { timeout: 30_000, interval: 20 },
  );
  expect((await get(desktop, 'searchAccounts', { text: 'acme' })).total).toBe(accounts);
  // Every page once, and the five log-ins; connecting asked twice.
  expect(sandbox.counts()).toMatchObject({ requests: Math.ceil(accounts / 49) + 5 + 2, logInRequests: 5 });
  const ledger = await get(desktop, 'searchLedger', { text: '', beforeRowId: null });
  expect(ledger.rows.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'opened'));
});

test('a program restarted in an hour that is used up learns it from one reply, and goes on after the reset', async () => {
  const folder = tempFolder();
  const accounts = 2_000;
  const sandbox = await openSandbox({
    accountsPerProvider: accounts,
    requestsPerHour: { brevo: 30 },
    now: () => Date.now(),
  });
  const first = await launch(folder, environmentOf(sandbox));
  const connectionId = await connect(first, 'brevo', sandbox.brevo.key);
  const before = await waiting(first, connectionId);
  const asked = sandbox.counts().requests;
  await first.quit();
  running = [];

  const second = await launch(folder, environmentOf(sandbox));
  const health = await waiting(second, connectionId);
  expect(sandbox.counts().requests).toBeLessThanOrEqual(asked + 2);
  expect(health.accountCount).toBeGreaterThanOrEqual(before.accountCount);
  expect(await logIn(second, 'acme')).toMatchObject({ ok: true, value: { opened: true } });

  await passTimeUntil(health.resumesAt ?? '');
  await vi.waitFor(
    async () => expect(await healthOf(second, connectionId)).toMatchObject({ status: 'idle', accountCount: accounts }),
    { timeout: 30_000, interval: 20 },
  );
});
