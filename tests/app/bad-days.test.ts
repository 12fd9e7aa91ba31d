import { expect, test, vi } from 'vitest';
import type { BadDay } from '../../src/main/sandbox/bad-day.ts';
import type { Sandbox } from '../../src/main/sandbox/sandbox.ts';
import type { FakeDesktop } from '../helpers/fake-desktop.ts';
import {
  get,
  healthOf,
  logIn,
  movableClock,
  type PretendProvider,
  programAt,
  unlimited,
  untilHealth,
} from '../helpers/program-at-scale.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';

// The whole main process on bad days of its providers: no customer disappears, none is there twice, and log-ins go on.

vi.setConfig({ testTimeout: 90_000 });

const opened = { ok: true, value: { result: 'opened' } };

/** A program that has read the list of one pretend provider. */
async function syncedWith(provider: PretendProvider, accountsPerProvider: number) {
  const options = { accountsPerProvider, requestsPerHour: unlimited, now: () => Date.now() };
  const { sandbox, desktop, connectionId } = await programAt(provider, options);
  await untilHealth(desktop, connectionId, { status: 'idle', accountCount: accountsPerProvider });
  // Names cost a request for each customer, and this is about lists.
  await get(desktop, 'pauseNames', { connectionId, paused: true });
  const sync = () => desktop.ask('syncAccounts', { connectionId });
  const count = async (): Promise<number> => (await healthOf(desktop, connectionId)).accountCount;
  return { sandbox, desktop, connectionId, sync, count };
}

/** The ids of a provider's list, which does not move, in its order. */
async function listedAt(sandbox: Sandbox, provider: PretendProvider): Promise<string[]> {
  const { origin, key } = providerIn(sandbox, provider);
  const ids: string[] = [];
  for (;;) {
    const url =
      provider === 'brevo'
        ? `${origin}/v3/corporate/subAccount?offset=${ids.length}&limit=50`
        : `${origin}/v3/partners/accounts?limit=100${ids.length > 0 ? `&offset=${ids.at(-1)}` : ''}`;
    const headers = { accept: 'application/json', 'api-key': key, authorization: `Bearer ${key}` };
    const text = await (await fetch(url, { headers })).text();
    // As written: ids of Brevo are longer than JavaScript's numbers.
    const written = provider === 'brevo' ? /"id":(\d+),"companyName"/g : /"id":"(\w+)"/g;
    const page = [...text.matchAll(written)].map(([, id]) => id ?? '');
    ids.push(...page);
    if (page.length === 0) return ids;
  }
}

const foundBy = async (desktop: FakeDesktop, text: string): Promise<string[]> =>
  (await get(desktop, 'searchAccounts', { text, typed: false })).rows
    .filter(({ kind }) => kind === 'customer')
    .map(({ remoteId }) => remoteId);

/** Each of these customers is found by its id, and once. */
async function expectEach(desktop: FakeDesktop, ids: readonly string[]): Promise<void> {
  for (const id of ids) expect(await foundBy(desktop, id)).toEqual([id]);
}

test.each<BadDay>(['count-half', 'count-double', 'count-missing'])(
  'a list whose count is wrong (%s) removes no customer and ends, and log-ins go on',
  async (day) => {
    const { sandbox, desktop, sync, count } = await syncedWith('brevo', 150);
    const ids = await listedAt(sandbox, 'brevo');
    expect(ids).toHaveLength(150);
    sandbox.haveBadDay('brevo', day);
    expect(await sync()).toMatchObject({ ok: true, value: [{ count: 0 }] });
    expect(await count()).toBe(150);
    await expectEach(desktop, [ids[0] ?? '', ids[75] ?? '', ids[149] ?? '']);
    expect(await logIn(desktop, ids[149] ?? '')).toMatchObject(opened);
  },
);

test.each<[PretendProvider, number]>([
  ['brevo', 230],
  ['sendgrid', 430],
])('while customers leave the list of %s that is being read, no other is lost', async (provider, accounts) => {
  const { sandbox, desktop, sync, count } = await syncedWith(provider, accounts);
  sandbox.haveBadDay(provider, 'customers-leave');
  const synced = await sync();
  expect(synced).toMatchObject({ ok: true, value: [{ count: accounts - (await count()) }] });
  sandbox.haveBadDay(provider, null);
  const left = await listedAt(sandbox, provider);
  expect(left.length).toBeLessThan(accounts - 6);
  await expectEach(desktop, left);
  expect(await logIn(desktop, left.at(-1) ?? '')).toMatchObject(opened);
  // Those who left while the list was read go with the next one.
  const known = await count();
  expect(await sync()).toMatchObject({ ok: true, value: [{ count: known - left.length }] });
  expect(await count()).toBe(left.length);
  await expectEach(desktop, left);
});

test.each<[PretendProvider, number]>([
  ['brevo', 230],
  ['sendgrid', 430],
])(
  'while customers join the list of %s that is being read, no customer is lost or there twice',
  async (provider, accounts) => {
    const { sandbox, desktop, sync, count } = await syncedWith(provider, accounts);
    const before = await listedAt(sandbox, provider);
    sandbox.haveBadDay(provider, 'customers-join');
    expect(await sync()).toMatchObject({ ok: true, value: [{ count: 0 }] });
    sandbox.haveBadDay(provider, null);
    const after = await listedAt(sandbox, provider);
    expect(after.length).toBeGreaterThan(accounts + 6);
    await expectEach(desktop, before);
    expect(await count()).toBeLessThanOrEqual(after.length);
    // Who joined in front of what was read comes with the next list.
    expect(await sync()).toMatchObject({ ok: true, value: [{ count: 0 }] });
    expect(await count()).toBe(after.length);
    await expectEach(desktop, after);
    expect(await logIn(desktop, after[0] ?? '')).toMatchObject(opened);
  },
);

test.each([
  ['sendgrid', 'blocked', 'temporarily-blocked'],
  ['sendgrid', '429', 'rate-limited'],
  ['brevo', 'blocked', 'rate-limited'],
] as const)('after %s refused everything for a while (%s), all goes on by itself', async (provider, day, kind) => {
  const clock = movableClock();
  const { sandbox, desktop, connectionId, sync, count } = await syncedWith(provider, 30);
  const [id = ''] = await listedAt(sandbox, provider);
  const asked = sandbox.counts().logInRequests;
  sandbox.haveBadDay(provider, day, 90);

  expect(await logIn(desktop, id)).toMatchObject({ ok: false, problem: { kind } });
  expect(await sync()).toMatchObject({ ok: false, problem: { kind } });
  // It is refused, not broken: nothing was opened, no customer is gone, and the refused log-in was asked for once.
  expect(desktop.opened).toEqual([]);
  expect(await count()).toBe(30);
  expect(sandbox.counts().logInRequests).toBe(asked + 1);
  const { lastSyncedAt, ...health } = await healthOf(desktop, connectionId);
  expect(health).toMatchObject({ problem: { kind } });

  await clock.pass(91_000);
  expect(await logIn(desktop, id)).toMatchObject(opened);
  expect(desktop.opened).toHaveLength(1);
  await clock.pass(240_000);
  // The list was read again without a request of the user. What waits for a clock that has been passed goes on with it.
  const passing = async () => {
    await clock.pass(1_000);
    return healthOf(desktop, connectionId);
  };
  await expect.poll(passing).toMatchObject({
    status: 'idle',
    problem: null,
    accountCount: 30,
    lastSyncedAt: expect.not.stringContaining(lastSyncedAt ?? ''),
  });
  const { rows } = await get(desktop, 'searchLedger', { text: '', beforeRowId: null });
  expect(rows.map(({ outcome }) => outcome)).toEqual(['opened', 'failed']);
});

test('a customer of the other region is offered there, and one key opens both regions side by side', async () => {
  const options = { accountsPerProvider: 12, accountsInSecondRegion: 5, now: () => Date.now() };
  const { sandbox, keychain, desktop, connectionId: global } = await programAt('sendgrid', options);
  const { key, origins } = providerIn(sandbox, 'sendgrid');
  // The name of the customer who has moved cannot be had here; all others can.
  await untilHealth(desktop, global, {
    status: 'idle',
    accountCount: 12,
    names: expect.objectContaining({ known: 11, failed: 1 }),
  });
  const ids = await listedAt(sandbox, 'sendgrid');
  const moved = ids.at(-1) ?? '';
  const logInAt = (connectionId: string, id: string) =>
    desktop.ask('logIn', {
      accountId: `${connectionId}/${id}`,
      target: null,
      reason: '',
      confirmed: ['replaces-session', 'lookalike', 'state'],
      chosen: 'row',
    });

  expect(await logInAt(global, moved)).toMatchObject({
    ok: false,
    problem: { kind: 'wrong-region', connectionId: global, otherRegion: 'European Union' },
  });
  expect(desktop.opened).toEqual([]);
  expect(await healthOf(desktop, global)).toMatchObject({ problem: null, accountCount: 12 });

  const { connectionId: eu } = await get(desktop, 'connectOtherRegion', { connectionId: global });
  await untilHealth(desktop, eu, { status: 'idle', problem: null, accountCount: 5 });
  expect(await logInAt(eu, moved)).toMatchObject(opened);
  expect(await logInAt(global, ids[0] ?? '')).toMatchObject(opened);
  expect(desktop.opened.map((link) => new URL(link).origin)).toEqual([origins['eu'], origins['global']]);
  expect(origins['eu']).not.toBe(origins['global']);
  // The connection that the offer came from is as it was.
  expect(await healthOf(desktop, global)).toMatchObject({ problem: null, accountCount: 12 });
  expect([...keychain.keys.values()]).toEqual([key, key]);
  // From there, a customer of the first region is offered in the first.
  expect(await get(desktop, 'searchAccounts', { text: ids[0] ?? '', typed: false })).toMatchObject({
    rows: [{ connectionId: global }],
  });
});
