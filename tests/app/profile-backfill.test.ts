import { expect, test, vi } from 'vitest';
import { troubledKeys } from '../../src/main/providers/sendgrid/pretend.ts';
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
  untilHealth,
} from '../helpers/program-at-scale.ts';
import { asRealProviders, customersOf, providerIn } from '../helpers/sandbox-provider.ts';

vi.setConfig({ testTimeout: 90_000 });

/** Requests of one round. An interruption may waste that many. */
const atOnce = 4;
/** Profile, and email if the list has none. */
const mostPerName = 2;
/** The key's own profile. */
const requestsPerPass = 2;

test('names are read within the rate limit, across resets, a pause and restarts, and each of them once', async () => {
  const clock = movableClock();
  const accounts = 30;
  // To each endpoint: profiles are one of them.
  const perHour = 20;
  /** The key, the list with its empty last page, and the emails: the key's own, and that of each eighth customer. */
  const others = 1 + 2 + 1 + Math.ceil(accounts / 8);
  const sandbox = await openSandbox({
    accountsPerProvider: accounts,
    requestsPerHour: { sendgrid: perHour },
    now: () => Date.now(),
  });
  const { launch, quit } = launcher(tempFolder(), asRealProviders(sandbox));
  const first = await launch();
  // Requests are counted, so no sync may run in between.
  await get(first, 'changeSettings', { syncEveryMinutes: 1_440 });
  const connectionId = await connect(first, 'sendgrid', providerIn(sandbox, 'sendgrid').key);

  // The list is complete at once. The names come one by one, and stop before they use up the reserve for log-ins.
  const waiting = await untilHealth(first, connectionId, { names: expect.objectContaining({ status: 'waiting' }) });
  expect(waiting).toMatchObject({ status: 'idle', problem: null, accountCount: accounts });
  expect(waiting.names?.total).toBe(accounts);
  const known = waiting.names?.known ?? 0;
  expect(known).toBeGreaterThan(8);
  expect(known).toBeLessThan(accounts);
  expect(Date.parse(waiting.names?.resumesAt ?? '') - Date.now()).toBeGreaterThan(30 * 60_000);
  expect(sandbox.counts().requests).toBeLessThanOrEqual(perHour * 0.8 + atOnce + others);
  expect(await logIn(first, 'acme')).toMatchObject({ ok: true, value: { result: 'opened' } });
  const progress = first.told.flatMap(({ name, announcement }) =>
    name === 'stateChanged' ? (announcement.connections[0]?.health.names?.known ?? []) : [],
  );
  expect(progress).toEqual([...progress].sort((a, b) => a - b));

  // Restarted within the hour: the names are there, and at most one round is requested until the limit is known again.
  await quit();
  const asked = sandbox.counts().requests;
  const second = await launch();
  const newest = (await customersOf('sendgrid', accounts)).at(accounts - 1);
  const { rows } = await get(second, 'searchAccounts', { text: newest.name, typed: false });
  expect(rows[0]).toMatchObject({ remoteId: newest.id, name: newest.name, nameSource: 'profile' });
  const again = await untilHealth(second, connectionId, { names: expect.objectContaining({ status: 'waiting' }) });
  expect(again.names?.known).toBeGreaterThanOrEqual(known);
  expect(sandbox.counts().requests).toBeLessThanOrEqual(asked + requestsPerPass + atOnce * mostPerName);

  // Paused, it sends nothing, whatever the time.
  await get(second, 'pauseNames', { connectionId, paused: true });
  const pausedAt = sandbox.counts().requests;
  await clock.passUntil(again.names?.resumesAt ?? '');
  await clock.pass(5_000);
  expect(sandbox.counts().requests).toBe(pausedAt);
  expect((await healthOf(second, connectionId)).names).toMatchObject({ status: 'paused', resumesAt: null });

  await get(second, 'pauseNames', { connectionId, paused: false });
  for (let hour = 0; hour < 3; hour++) {
    const { names } = await untilHealth(second, connectionId, {
      names: expect.objectContaining({ status: expect.stringMatching(/waiting|done/) }),
    });
    if (names?.status === 'done') break;
    await clock.passUntil(names?.resumesAt ?? '');
    await clock.pass(1_500);
  }
  await untilHealth(second, connectionId, {
    names: expect.objectContaining({ known: accounts, total: accounts, status: 'done', resumesAt: null }),
  });
  // Connecting, the list with its empty last page, one log-in, the own profile, every name once, and the email of each
  // eighth customer, except rounds that a limit cut short.
  const needed = 1 + 2 + 1 + requestsPerPass + accounts + Math.floor(accounts / 8);
  expect(sandbox.counts().requests).toBeGreaterThanOrEqual(needed);
  expect(sandbox.counts().requests).toBeLessThanOrEqual(needed + 4 * atOnce);

  // All profiles are fresh: the next start reads none of them.
  await quit();
  const before = sandbox.counts().requests;
  const third = await launch();
  await untilHealth(third, connectionId, {
    names: expect.objectContaining({ known: accounts, total: accounts, status: 'done' }),
  });
  expect(sandbox.counts().requests).toBe(before);
});

test('if SendGrid sends the reseller’s own profile for customers, none gets its name, until a key that works', async () => {
  const options = { accountsPerProvider: 30, key: troubledKeys.ignoresOnBehalfOf };
  const { sandbox, desktop, connectionId } = await programAt('sendgrid', options);
  const stopped = await untilHealth(desktop, connectionId, {
    status: 'attention',
    problem: { kind: 'own-profile-returned', connectionId, provider: 'SendGrid' },
    names: expect.objectContaining({ known: 0, total: 30, status: 'waiting', resumesAt: null }),
  });
  expect(stopped.accountCount).toBe(30);
  const named = async (text: string) => (await get(desktop, 'searchAccounts', { text, typed: false })).rows;
  expect(await named('Sample Reseller')).toEqual([]);
  expect(await named('reseller@sample.example')).toEqual([]);

  // Customers are found by id and opened as before, which does not end the problem.
  const first = (await customersOf('sendgrid', 30)).at(0);
  expect(await logIn(desktop, first.id)).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(await healthOf(desktop, connectionId)).toMatchObject({ problem: { kind: 'own-profile-returned' } });

  await get(desktop, 'replaceKey', { connectionId, key: providerIn(sandbox, 'sendgrid').key });
  await untilHealth(desktop, connectionId, {
    status: 'idle',
    problem: null,
    names: expect.objectContaining({ known: 30, total: 30, status: 'done' }),
  });
  expect(await named('Acme Corp')).toMatchObject([{ remoteId: first.id, nameSource: 'profile' }, {}]);
});
