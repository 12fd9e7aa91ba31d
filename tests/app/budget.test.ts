import { expect, test, vi } from 'vitest';
import { get, healthOf, logIn, movableClock, programAt, untilHealth } from '../helpers/program-at-scale.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';

vi.setConfig({ testTimeout: 90_000 });

/** A program at a pretend Brevo with so many customers, whose hours follow the clock of the test. */
const atBrevo = (accountsPerProvider: number, perHour: number) =>
  programAt('brevo', { accountsPerProvider, requestsPerHour: { brevo: perHour }, now: () => Date.now() });

test('a first list of 5,000 accounts is read across the hourly reset of a Brevo key, and no log-in fails during it', async () => {
  const clock = movableClock();
  const accounts = 5_000;
  const perHour = 100;
  const { sandbox, desktop, connectionId } = await atBrevo(accounts, perHour);

  const health = await untilHealth(desktop, connectionId, { status: 'waiting' });
  expect(health).toMatchObject({ problem: { kind: 'rate-limited' }, progress: null, lastSyncedAt: null });
  expect(Date.parse(health.resumesAt ?? '') - Date.now()).toBeGreaterThan(30 * 60_000);
  expect(health.accountCount).toBeGreaterThan(2_500);
  expect(health.accountCount).toBeLessThan(accounts);
  // A tenth is reserved for requests of the user, and a tenth for log-ins.
  const asked = sandbox.counts().requests;
  expect(asked).toBeLessThanOrEqual(perHour * 0.8 + 1);

  const { rows } = await get(desktop, 'searchAccounts', { text: 'a', typed: false });
  const customers = rows.filter(({ kind }) => kind === 'customer').slice(0, 5);
  for (const { remoteId } of customers) {
    expect(await logIn(desktop, remoteId)).toMatchObject({ ok: true, value: { result: 'opened' } });
  }
  expect(desktop.opened).toHaveLength(5);
  // The user still sees why the list is incomplete, and when the sync goes on.
  expect(await healthOf(desktop, connectionId)).toEqual(health);
  // A sync that the user requests does not use up the reserve for log-ins either.
  expect(await desktop.ask('syncAccounts', { connectionId })).toMatchObject({ problem: { kind: 'rate-limited' } });
  expect(sandbox.counts().requests).toBe(asked + 5);

  // Well before the reset: the clock goes on while a busy machine counts.
  await clock.pass(Date.parse(health.resumesAt ?? '') - Date.now() - 30_000);
  expect(sandbox.counts().requests).toBe(asked + 5);
  await clock.passUntil(health.resumesAt ?? '');
  await untilHealth(desktop, connectionId, {
    status: 'idle',
    problem: null,
    resumesAt: null,
    accountCount: accounts,
    lastSyncedAt: expect.any(String),
  });
  expect((await get(desktop, 'searchAccounts', { text: 'acme', typed: false })).total).toBe(accounts);
  // Every page once, five log-ins, and two requests to connect.
  expect(sandbox.counts()).toMatchObject({ requests: Math.ceil(accounts / 49) + 5 + 2, logInRequests: 5 });
  const ledger = await get(desktop, 'searchLedger', { text: '', beforeRowId: null });
  expect(ledger.rows.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => 'opened'));
});

test("restarted after the hour's requests are used up, the program learns so from one reply and goes on after the reset", async () => {
  const clock = movableClock();
  const accounts = 2_000;
  const { sandbox, launch, quit, desktop: first, connectionId } = await atBrevo(accounts, 30);
  const before = await untilHealth(first, connectionId, { status: 'waiting' });
  const asked = sandbox.counts().requests;
  await quit();

  const second = await launch();
  const health = await untilHealth(second, connectionId, { status: 'waiting' });
  expect(sandbox.counts().requests).toBeLessThanOrEqual(asked + 2);
  expect(health.accountCount).toBeGreaterThanOrEqual(before.accountCount);
  expect(await logIn(second, 'acme')).toMatchObject({ ok: true, value: { result: 'opened' } });

  await clock.passUntil(health.resumesAt ?? '');
  await untilHealth(second, connectionId, { status: 'idle', accountCount: accounts });
});

test('with the hour used up by another program that has the same key, log-ins go out, each once', async () => {
  const { sandbox, desktop, connectionId } = await atBrevo(40, 100);
  const { origin, key } = providerIn(sandbox, 'brevo');
  await untilHealth(desktop, connectionId, { status: 'idle', accountCount: 40 });
  const { rows } = await get(desktop, 'searchAccounts', { text: 'a', typed: false });
  const customers = rows.filter(({ kind }) => kind === 'customer').slice(0, 5);

  // The other program reads the list until Brevo refuses.
  const list = `${origin}/v3/corporate/subAccount?offset=0&limit=1`;
  let status = 200;
  while (status === 200) ({ status } = await fetch(list, { headers: { 'api-key': key } }));
  expect(status).toBe(429);
  expect(await desktop.ask('syncAccounts', { connectionId })).toMatchObject({ problem: { kind: 'rate-limited' } });

  for (const { remoteId } of customers)
    expect(await logIn(desktop, remoteId)).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(desktop.opened).toHaveLength(customers.length);
  expect(sandbox.counts()).toMatchObject({ logInRequests: customers.length });
});

test("Brevo's details take a fifth of the hour's requests, once a day for each customer, and the rest is for lists and log-ins", async () => {
  const { sandbox, desktop, connectionId } = await atBrevo(40, 100);
  await untilHealth(desktop, connectionId, { status: 'idle', accountCount: 40 });
  const { rows } = await get(desktop, 'searchAccounts', { text: 'a', typed: false });
  const customers = rows.filter(({ kind }) => kind === 'customer').slice(0, 22);
  expect(customers).toHaveLength(22);
  const before = sandbox.counts().requests;
  const answers = [];
  for (const { accountId } of customers) answers.push(await desktop.ask('getAccountDetails', { accountId }));
  expect(answers.map(({ ok }) => ok)).toEqual(customers.map((_, at) => at < 20));
  expect(answers.at(-1)).toMatchObject({ problem: { kind: 'rate-limited', keptForLists: true } });
  const [first] = customers;
  if (!first) throw new Error('there is no customer');
  expect(await desktop.ask('getAccountDetails', { accountId: first.accountId })).toMatchObject({ ok: true });
  expect(sandbox.counts().requests).toBe(before + 20);

  expect(await desktop.ask('syncAccounts', { connectionId })).toMatchObject({ ok: true });
  expect(await logIn(desktop, first.remoteId)).toMatchObject({ ok: true, value: { result: 'opened' } });
});
