import { expect, onTestFinished, test } from 'vitest';
import { HealthBoard } from '../../src/main/connections/health.ts';
import { sendgrid } from '../../src/main/providers/sendgrid/index.ts';
import { ProfileBackfill } from '../../src/main/sync/profile-backfill.ts';
import type { ListedAccount } from '../../src/shared/account.ts';
import { ok } from '../../src/shared/result.ts';
import { connection } from '../helpers/accounts.ts';
import { eventually } from '../helpers/eventually.ts';
import { callTo, serve } from '../helpers/provider-call.ts';
import type { ScriptedReply, SeenRequest } from '../helpers/scripted-server.ts';
import { connectionId, id, syncAll, tempDirectory } from '../helpers/temp-directory.ts';

interface User {
  company: string;
  email: string | null;
}

const reseller: User = { company: 'The Reseller Ltd', email: 'owner@reseller.example' };
const refused = (status: number): ScriptedReply => ({ status, body: { errors: [{ message: 'no', field: null }] } });
const customer = (remoteId: string): User => ({ company: `Name ${remoteId}`, email: `${remoteId}@x.example` });

/** The newest customer first, as they are asked for: `12`, `11`, … */
const newestFirst = (count: number): string[] => Array.from({ length: count }, (_, at) => String(count + 9 - at));

interface Given {
  customers?: number;
  /** Whose profile SendGrid returns for a customer; a reply if it returns none. */
  userOf?: (remoteId: string) => User | ScriptedReply;
  /** The email of each customer in the provider's list. */
  listedEmail?: (remoteId: string) => string;
  /** The same for a request without "on behalf of". */
  own?: User | ScriptedReply;
}

/** The real adapter over HTTP, a real directory, and the names pass between them. */
async function passOf({ customers = 12, userOf = customer, own = reseller, listedEmail }: Given) {
  const onBehalfOf = ({ headers }: SeenRequest): string | null =>
    /^account-id (.+)$/.exec(String(headers['on-behalf-of'] ?? ''))?.[1] ?? null;
  const server = await serve((request) => {
    const remoteId = onBehalfOf(request);
    const user = remoteId === null ? own : userOf(remoteId);
    if (!('company' in user)) return user;
    if (request.url === '/v3/user/profile') return { body: { company: user.company, website: '' } };
    return user.email === null ? refused(403) : { body: { email: user.email } };
  });
  const directory = tempDirectory();
  const listed = newestFirst(customers).map((remoteId) => ({
    remoteId,
    createdAt: `2026-01-${remoteId}T00:00:00Z`,
    ...(listedEmail ? { email: listedEmail(remoteId) } : {}),
  }));
  await syncAll(directory, listed);
  const known = connection({ connectionId, sandbox: true });
  const health = new HealthBoard(() => {});
  const call = callTo(sendgrid, server);
  const backfill = new ProfileBackfill({
    clients: {
      find: () => ({ connection: known, provider: sendgrid }),
      open: async (_id, priority, signal) =>
        ok({ connection: known, provider: sendgrid, call: { ...call, priority, signal: signal ?? call.signal } }),
    },
    accounts: directory.accounts,
    index: { update: () => {} },
    health,
    visibleRows: { accountIds: () => [] },
    problemOfFault: (error) => {
      throw error;
    },
    crashed: (error) => {
      throw error;
    },
    now: Date.now,
    random: () => 0.5,
  });
  onTestFinished(() => backfill.stop());
  return {
    directory,
    health: () => health.of(connectionId),
    start: () => backfill.start(connectionId),
    nameOf: (remoteId: string) => directory.accounts.get(id(remoteId))?.name,
    asked: () => server.requests.map((request) => `${onBehalfOf(request) ?? 'own'} ${request.url}`),
    untilDone: () => eventually(() => expect(health.of(connectionId).names?.status).toBe('done')),
    untilStopped: () =>
      eventually(() =>
        expect(health.of(connectionId)).toMatchObject({
          status: 'attention',
          problem: { kind: 'own-profile-returned', provider: 'SendGrid' },
          names: { status: 'waiting', resumesAt: null },
        }),
      ),
  };
}

test('the own profile for three customers in a row stops the pass, and none of them gets the name', async () => {
  const { start, untilStopped, nameOf, asked, directory } = await passOf({ userOf: () => reseller });
  start();
  await untilStopped();
  for (const remoteId of newestFirst(12)) expect(nameOf(remoteId)).toBe(remoteId);
  expect(directory.accounts.profileProgress(connectionId).known).toBe(0);
  // One round of four customers, and not one more.
  expect(asked().filter((request) => request.endsWith('/profile'))).toHaveLength(5);
});

test('names read before the header was ignored stay, and so do those of an earlier pass', async () => {
  const { start, untilStopped, nameOf, directory } = await passOf({
    userOf: (remoteId) => (Number(remoteId) >= 18 ? customer(remoteId) : reseller),
  });
  directory.accounts.storeProfile(id('17'), { name: 'Globex', email: '', domain: '' }, '2020-01-01T00:00:00.000Z');
  start();
  await untilStopped();
  expect(nameOf('18')).toBe('Name 18');
  expect(nameOf('17')).toBe('Globex');
  for (const remoteId of newestFirst(7)) expect(nameOf(remoteId)).toBe(remoteId);
});

test('it is asked for once in a pass, without the header, and before any customer', async () => {
  const { start, untilDone, asked } = await passOf({ customers: 90 });
  start();
  await untilDone();
  expect(asked().slice(0, 2)).toEqual(['own /v3/user/profile', 'own /v3/user/email']);
  expect(asked().filter((request) => request.startsWith('own'))).toHaveLength(2);
  expect(asked()).toHaveLength(2 + 90 * 2);
});

test('a pass without a customer to ask for does not ask for it', async () => {
  const { start, untilDone, asked } = await passOf({ customers: 0 });
  start();
  await untilDone();
  expect(asked()).toEqual([]);
});

test('up to two customers in a row may have it: the reseller’s own accounts', async () => {
  const its = ['21', '20', '11', '10'];
  const { start, untilDone, nameOf } = await passOf({
    userOf: (remoteId) => (its.includes(remoteId) ? reseller : customer(remoteId)),
  });
  start();
  await untilDone();
  for (const remoteId of newestFirst(12))
    expect(nameOf(remoteId)).toBe(its.includes(remoteId) ? reseller.company : `Name ${remoteId}`);
});

test('two customers who have it are not counted again by the next round', async () => {
  const { start, untilDone, nameOf, asked } = await passOf({
    customers: 42,
    // The last two of a batch of forty.
    userOf: (remoteId) => (['13', '12'].includes(remoteId) ? reseller : customer(remoteId)),
  });
  start();
  await untilDone();
  expect([nameOf('13'), nameOf('12'), nameOf('11'), nameOf('10')]).toEqual([
    reseller.company,
    reseller.company,
    'Name 11',
    'Name 10',
  ]);
  expect(asked()).toHaveLength(2 + 42 * 2);
});

test('if every customer of a pass has it, nothing is stored until a later pass sees another profile', async () => {
  let heard = false;
  const { start, untilDone, nameOf, directory, asked } = await passOf({
    customers: 2,
    userOf: (remoteId) => (heard || remoteId === '11' ? customer(remoteId) : reseller),
  });
  await syncAll(directory, [{ remoteId: '10' }]);
  start();
  await untilDone();
  expect(nameOf('10')).toBe('10');

  // A day later, with one more customer: no row of three, and one of them was misread.
  heard = true;
  await syncAll(directory, [{ remoteId: '10' }, { remoteId: '11' }]);
  const before = asked().length;
  start();
  await eventually(() => expect(nameOf('10')).toBe('Name 10'));
  expect(nameOf('11')).toBe('Name 11');
  expect(asked().slice(before)).toHaveLength(2 + 2 * 2);
});

test('customers who come one by one, a pass each, make a row too', async () => {
  const pass = await passOf({ customers: 0, userOf: () => reseller });
  const listed: ListedAccount[] = [];
  for (const remoteId of ['10', '11', '12']) {
    listed.push({ remoteId });
    await syncAll(pass.directory, listed);
    const before = pass.asked().length;
    pass.start();
    await eventually(() => expect(pass.asked()).toHaveLength(before + 2 + 2 * listed.length));
    await (listed.length === 3 ? pass.untilStopped() : pass.untilDone());
  }
  for (const { remoteId } of listed) expect(pass.nameOf(remoteId)).toBe(remoteId);
});

test('customers whose profiles equal only each other are normal', async () => {
  const chain: User = { company: 'Nordwind GmbH', email: 'post@nordwind.example' };
  const { start, untilDone, nameOf } = await passOf({ userOf: () => chain });
  start();
  await untilDone();
  for (const remoteId of newestFirst(12)) expect(nameOf(remoteId)).toBe(chain.company);
});

test('the own name with another email is not the own profile; without an email it is', async () => {
  const branches = await passOf({ userOf: (remoteId) => ({ ...reseller, email: `${remoteId}@x.example` }) });
  branches.start();
  await branches.untilDone();
  expect(branches.nameOf('21')).toBe(reseller.company);

  const withoutEmail = await passOf({ userOf: () => ({ ...reseller, email: null }) });
  withoutEmail.start();
  await withoutEmail.untilStopped();
  expect(withoutEmail.nameOf('21')).toBe('21');
});

test('if the list has the email, one request reads a name, and the list’s email stays', async () => {
  const listedEmail = (remoteId: string) => `list${remoteId}@x.example`;
  const { start, untilDone, nameOf, asked, directory } = await passOf({ listedEmail });
  start();
  await untilDone();
  expect(nameOf('21')).toBe('Name 21');
  expect(directory.accounts.get(id('21'))?.email).toBe('list21@x.example');
  expect(asked()).toHaveLength(2 + 12);
});

test('the list’s emails do not hide that every profile is the own one', async () => {
  const { start, untilStopped, nameOf } = await passOf({
    userOf: () => reseller,
    listedEmail: (remoteId) => `${remoteId}@x.example`,
  });
  start();
  await untilStopped();
  for (const remoteId of newestFirst(12)) expect(nameOf(remoteId)).toBe(`${remoteId}@x.example`);
});

test('branches with the own name differ from the reseller by the email of their profiles', async () => {
  const branches = await passOf({
    userOf: (remoteId) => ({ ...reseller, email: `${remoteId}@x.example` }),
    listedEmail: (remoteId) => `${remoteId}@x.example`,
  });
  branches.start();
  await branches.untilDone();
  expect(branches.nameOf('21')).toBe(reseller.company);
  expect(branches.directory.accounts.profileProgress(connectionId).known).toBe(12);
});

test('blank profiles are not the own one, even if that is blank too', async () => {
  for (const own of [reseller, { company: '', email: '' }]) {
    const { start, untilDone, nameOf } = await passOf({ own, userOf: () => ({ company: '', email: '' }) });
    start();
    await untilDone();
    expect(nameOf('21')).toBe('21');
  }
});

test.each([401, 402, 403, 404, 400])('a key that may not read it (%s) still reads the names', async (status) => {
  const { start, untilDone, nameOf, health } = await passOf({ own: refused(status) });
  start();
  await untilDone();
  expect(nameOf('21')).toBe('Name 21');
  expect(health().problem).toBeNull();
});

test('if it cannot be read this time, no customer is asked for until it can', async () => {
  const { start, health, asked } = await passOf({ own: { status: 503 } });
  start();
  await eventually(() => expect(health()).toMatchObject({ names: { status: 'waiting', known: 0 } }));
  expect(health().names?.resumesAt).not.toBeNull();
  expect(new Set(asked())).toEqual(new Set(['own /v3/user/profile']));
});

test('its requests count in the rate budget', async () => {
  const headers = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '9999999999' };
  const { start, health, asked } = await passOf({ own: { headers, body: { company: 'The Reseller Ltd' } } });
  start();
  await eventually(() => expect(health().names?.status).toBe('waiting'));
  expect(asked()).toEqual(['own /v3/user/profile', 'own /v3/user/email']);
});

test('a successful log-in does not hide that the names have stopped', async () => {
  const health = new HealthBoard(() => {});
  health.noteProblem(connectionId, { kind: 'own-profile-returned', provider: 'SendGrid' });
  health.noteOutcome(connectionId, ok(null));
  expect(health.of(connectionId)).toMatchObject({ status: 'attention', problem: { kind: 'own-profile-returned' } });
});
