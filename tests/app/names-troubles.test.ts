import { expect, test, vi } from 'vitest';
import { brokenProfiles, troubledKeys } from '../../src/main/providers/sendgrid/pretend.ts';
import { eventually } from '../helpers/eventually.ts';
import type { FakeDesktop } from '../helpers/fake-desktop.ts';
import {
  connect,
  get,
  healthOf,
  launcher,
  logIn,
  movableClock,
  openSandbox,
  programAt,
  tempFolder,
  unlimited,
  untilHealth,
} from '../helpers/program-at-scale.ts';
import { asRealProviders, customersOf, providerIn } from '../helpers/sandbox-provider.ts';

vi.setConfig({ testTimeout: 120_000 });

const names = (wanted: Record<string, unknown>) => ({ names: expect.objectContaining(wanted) });
const rowsOf = async (desktop: FakeDesktop, text: string) =>
  (await get(desktop, 'searchAccounts', { text, typed: false })).rows;

/** Lets the pauses between requests pass at once until the names have this status. */
async function passUntilNames(
  desktop: FakeDesktop,
  connectionId: string,
  clock: ReturnType<typeof movableClock>,
  status: string,
): Promise<void> {
  for (let round = 0; (await healthOf(desktop, connectionId)).names?.status !== status; round++) {
    if (round > 20_000) throw new Error(`the names are never ${status}`);
    await clock.pass(100);
  }
}

test('of 3,000 customers four have profiles that cannot be read, each in its own way: all others get their names', async () => {
  const clock = movableClock();
  const accounts = 3_000;
  const sandbox = await openSandbox({ accountsPerProvider: accounts, requestsPerHour: unlimited });
  const { launch, quit } = launcher(tempFolder(), asRealProviders(sandbox));
  const desktop = await launch();
  await get(desktop, 'changeSettings', { syncEveryMinutes: 1_440 });
  const connectionId = await connect(desktop, 'sendgrid', troubledKeys.someProfilesBroken);
  await untilHealth(desktop, connectionId, names({ total: accounts }));
  const [begunAt, before] = [Date.now(), sandbox.counts().requests];
  await passUntilNames(desktop, connectionId, clock, 'done');

  const broken = Object.keys(brokenProfiles).length;
  const health = await healthOf(desktop, connectionId);
  expect(health).toMatchObject({ status: 'idle', problem: null });
  const { known, blank, failed, total } = health.names ?? {};
  expect([failed, total]).toEqual([broken, accounts]);
  expect((known ?? 0) + (blank ?? 0)).toBe(accounts - broken);
  const customers = await customersOf('sendgrid', accounts);
  for (let at = 0; at < accounts; at += 1) {
    const { id, name } = customers.at(at);
    if (at % 97 !== 0 && !(at in brokenProfiles)) continue;
    const row = (await rowsOf(desktop, id)).find(({ remoteId }) => remoteId === id);
    if (at in brokenProfiles) expect(row).toMatchObject({ nameSource: 'none' });
    else if (row?.nameSource !== 'none') expect(row).toMatchObject({ name, nameSource: 'profile' });
  }
  // The own profile; each name once, with the email of each eighth; two more tries for the 500.
  const requests = sandbox.counts().requests - before;
  expect(requests).toBeLessThanOrEqual(2 + accounts + Math.ceil(accounts / 8) + 2);
  // Four at a time, ten a second at most.
  const seconds = (Date.now() - begunAt) / 1000;
  expect(seconds).toBeGreaterThan(accounts / 10 - 5);

  // An hour later only those four are asked for again.
  const again = 2 + broken + 2;
  const asked = sandbox.counts().requests;
  for (let minute = 0; minute < 62; minute++) await clock.pass(60_000);
  await eventually(async () => {
    await clock.pass(1_000);
    expect(sandbox.counts().requests - asked).toBe(again);
  });
  await passUntilNames(desktop, connectionId, clock, 'done');

  // The next time is a day later, also after a restart.
  await quit();
  const later = await launch();
  await passUntilNames(later, connectionId, clock, 'done');
  expect(sandbox.counts().requests - asked).toBe(again);
  expect(await healthOf(later, connectionId)).toMatchObject({ problem: null, ...names({ known, blank, failed }) });
});

test('a key that may not read profiles is no warning; the next key reads them all', async () => {
  const options = { accountsPerProvider: 24, key: troubledKeys.readsNoProfiles };
  const { sandbox, launch, quit, desktop, connectionId } = await programAt('sendgrid', options);
  const health = await untilHealth(desktop, connectionId, names({ status: 'not-allowed', known: 0, total: 24 }));
  expect(health).toMatchObject({ status: 'idle', problem: null });
  const requests = sandbox.counts().requests;
  await get(desktop, 'syncAccounts', { connectionId });
  // The list and its empty last page.
  expect(sandbox.counts().requests - requests).toBe(2);
  expect(await healthOf(desktop, connectionId)).toMatchObject({ status: 'idle', ...names({ status: 'not-allowed' }) });
  const first = (await customersOf('sendgrid', 24)).at(0);
  expect(await logIn(desktop, first.id)).toMatchObject({ ok: true, value: { result: 'opened' } });

  await quit();
  const again = await launch();
  await untilHealth(again, connectionId, names({ status: 'not-allowed' }));
  await get(again, 'replaceKey', { connectionId, key: providerIn(sandbox, 'sendgrid').key });
  await untilHealth(again, connectionId, { status: 'idle', problem: null, ...names({ status: 'done', failed: 0 }) });
  expect(await rowsOf(again, 'Acme Corp')).toMatchObject([{ remoteId: first.id, nameSource: 'profile' }, {}]);
});

test('a pause of the names lasts over syncs, another key and restarts, until the user ends it', async () => {
  const { sandbox, launch, quit, desktop, connectionId } = await programAt('sendgrid', { accountsPerProvider: 40 });
  const { key } = providerIn(sandbox, 'sendgrid');
  await untilHealth(desktop, connectionId, names({ status: 'running' }));
  await get(desktop, 'pauseNames', { connectionId, paused: true });
  const paused = await untilHealth(desktop, connectionId, names({ status: 'paused', minutesLeft: null }));
  expect(paused.names?.known).toBeLessThan(40);
  await get(desktop, 'syncAccounts', { connectionId });
  await get(desktop, 'changeConnection', { connectionId, change: { label: 'Renamed' } });
  await get(desktop, 'replaceKey', { connectionId, key });
  await untilHealth(desktop, connectionId, { status: 'idle', ...names({ status: 'paused' }) });
  await quit();

  const again = await launch();
  await untilHealth(again, connectionId, { status: 'idle', ...names({ status: 'paused', total: 40 }) });
  await get(again, 'pauseNames', { connectionId, paused: false });
  await untilHealth(again, connectionId, names({ status: 'done' }));
});
