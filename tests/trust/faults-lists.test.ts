import { expect, vi } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { only } from '../helpers/provider-server.ts';
import { bothProviders, type Trial } from '../helpers/trial.ts';

// A provider whose lists, profiles and limits have a bad day. Nobody may disappear, and a log-in goes on.

const idOf = (trial: Trial): string => trial.connected.sendgrid ?? '';
const connectionOf = async (trial: Trial, connectionId: string) =>
  (await trial.state()).connections.find((each) => each.connectionId === connectionId);
const sync = (trial: Trial, connectionId: string) => trial.ask('syncAccounts', { connectionId });

fault('the place in the list where to go on is gone', {}, async (trial) => {
  trial.provider.customers.sendgrid = Array.from({ length: 230 }, (_, n) => ({
    remoteId: `many-${String(n).padStart(4, '0')}`,
    name: trial.provider.nameFor(`Customer ${n}`),
  }));
  await trial.start();
  const connected = await trial.connect('sendgrid');
  trial.connected.sendgrid = connected.ok ? connected.value.connectionId : '';
  await trial.get('syncAccounts', { connectionId: idOf(trial) });
  await trial.get('pauseNames', { connectionId: idOf(trial), paused: true });
  // The customer whose id is the cursor is deleted between two pages: the provider refuses the place once.
  let refused = 0;
  trial.provider.fault = only('sendgrid', 'list', ({ url }) => {
    if (!url.includes('offset=') || refused > 0) return 'ordinary';
    refused += 1;
    return { status: 404, body: { errors: [{ message: 'not found' }] } };
  });
  expect(await sync(trial, idOf(trial))).toMatchObject({ ok: true, value: [{ count: 0 }] });
  expect(refused).toBe(1);
  expect((await connectionOf(trial, idOf(trial)))?.health).toMatchObject({ problem: null, accountCount: 230 });
  // Refused again and again, it says so, and the list stays.
  trial.provider.fault = only('sendgrid', 'list', ({ url }) =>
    url.includes('offset=') ? { status: 404, body: { errors: [{ message: 'not found' }] } } : 'ordinary',
  );
  expect(await sync(trial, idOf(trial))).toMatchObject({
    ok: false,
    problem: { kind: 'request-refused', status: 404 },
  });
  expect((await connectionOf(trial, idOf(trial)))?.health.accountCount).toBe(230);
  trial.provider.fault = null;
  expect(await sync(trial, idOf(trial))).toMatchObject({ ok: true, value: [{ count: 0 }] });
  expect(await trial.logInTo(`${idOf(trial)}/many-0229`)).toMatchObject({ ok: true, value: { result: 'opened' } });
});

fault('the count of the list is too small', {}, async (trial) => {
  await trial.start();
  await trial.connectAll(['brevo']);
  const before = await trial.kept();
  const connectionId = trial.connected.brevo ?? '';
  trial.provider.fault = only('brevo', 'list', () => {
    const rows = trial.provider.customers.brevo.map(
      ({ remoteId, name }) => `{"id":${remoteId},"companyName":${JSON.stringify(name)},"active":true}`,
    );
    return {
      headers: { 'content-type': 'application/json' },
      body: `{"count":1,"subAccounts":[${rows.join(',')}]}`,
    };
  });
  await sync(trial, connectionId);
  expect(await trial.kept()).toEqual(before);
  expect((await connectionOf(trial, connectionId))?.health.accountCount).toBe(4);
  trial.provider.fault = null;
  expect(await sync(trial, connectionId)).toMatchObject({ ok: true, value: [{ count: 0 }] });
  await trial.expectOrdinaryLogIn('brevo');
});

fault('one profile cannot be read', {}, async (trial) => {
  await trial.start();
  trial.provider.fault = only('sendgrid', 'other', ({ headers, url }) =>
    url.endsWith('/profile') && String(headers['on-behalf-of']).includes('cus-2')
      ? { status: 500, body: {} }
      : 'ordinary',
  );
  const connected = await trial.connect('sendgrid');
  trial.connected.sendgrid = connected.ok ? connected.value.connectionId : '';
  await vi.waitFor(
    async () => expect((await connectionOf(trial, idOf(trial)))?.health.names).toMatchObject({ known: 3, failed: 1 }),
    { timeout: 20_000, interval: 40 },
  );
  // The three others have their own names, and the one without a name can be opened by its id.
  const rows = await trial.rowsOf('sendgrid');
  expect(rows.map(({ remoteId, name }) => [remoteId, name])).toEqual(
    trial.provider.customers.sendgrid
      .filter(({ remoteId }) => remoteId !== 'cus-2')
      .map(({ remoteId, name }) => [remoteId, name]),
  );
  expect((await connectionOf(trial, idOf(trial)))?.health).toMatchObject({ problem: null, status: 'idle' });
  expect(await trial.logInTo(`${idOf(trial)}/cus-2`)).toMatchObject({ ok: true, value: { result: 'opened' } });
  trial.provider.fault = null;
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('one key is good in two regions', {}, async (trial) => {
  await trial.start();
  await trial.connectAll(['sendgrid']);
  const first = idOf(trial);
  const other = await trial.get('connectOtherRegion', { connectionId: first });
  await trial.get('syncAccounts', { connectionId: other.connectionId });
  expect(await trial.ask('connectOtherRegion', { connectionId: first })).toMatchObject({
    problem: { kind: 'connection-exists', label: other.label },
  });
  expect(await trial.connect('sendgrid')).toMatchObject({ problem: { kind: 'connection-exists' } });
  expect([...trial.keychain.keys.keys()].sort()).toEqual([first, other.connectionId].sort());
  for (const connectionId of [other.connectionId, first])
    expect(await trial.logInTo(`${connectionId}/cus-1`)).toMatchObject({ ok: true, value: { result: 'opened' } });
  // One of them goes, with its own key only.
  await trial.get('disconnectProvider', { connectionId: other.connectionId });
  expect([...trial.keychain.keys.keys()]).toEqual([first]);
  await trial.settled();
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('another program has used up the hour', {}, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const spent = {
    sendgrid: { 'x-ratelimit-limit': '600', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3000' },
    brevo: { 'x-sib-ratelimit-limit': '100', 'x-sib-ratelimit-remaining': '0', 'x-sib-ratelimit-reset': '3000' },
  };
  for (const provider of bothProviders) {
    const before = await trial.kept();
    trial.provider.fault = only(provider, 'list', { status: 429, headers: spent[provider], body: {} });
    const connectionId = trial.connected[provider] ?? '';
    expect(await sync(trial, connectionId)).toMatchObject({ ok: false, problem: { kind: 'rate-limited' } });
    const health = (await connectionOf(trial, connectionId))?.health;
    expect(health).toMatchObject({ status: 'waiting', accountCount: 4, problem: { kind: 'rate-limited' } });
    expect(Date.parse(health?.resumesAt ?? '')).toBeGreaterThan(Date.now());
    // A refused list is asked for once, and a log-in does not wait for it.
    const asked = trial.provider.asked.length;
    expect(await sync(trial, connectionId)).toMatchObject({ problem: { kind: 'rate-limited' } });
    expect(trial.provider.asked).toHaveLength(asked);
    expect((await trial.kept()).accounts).toEqual(before.accounts);
    await trial.expectOrdinaryLogIn(provider);
    trial.provider.fault = null;
  }
});

fault('a storm of 429', {}, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const before = await trial.kept();
  trial.provider.fault = () => ({ status: 429, headers: { 'retry-after': '0' }, body: {} });
  const asked = trial.provider.asked.length;
  for (let n = 0; n < 5; n++) {
    for (const provider of bothProviders) {
      expect(await sync(trial, trial.connected[provider] ?? '')).toMatchObject({ problem: { kind: 'rate-limited' } });
      expect(await trial.logIn(provider)).toMatchObject({ problem: { kind: 'rate-limited' } });
    }
  }
  // One request for the list and one for a log-in, at each provider: after a 429 nothing is asked until its time.
  expect(trial.provider.asked.length - asked).toBe(4);
  const after = await trial.kept();
  expect({ ...after, ledger: [] }).toEqual({ ...before, ledger: [] });
  expect(after.ledger.every(({ outcome }) => outcome !== 'started')).toBe(true);
  // A restart is a new beginning: limits are the provider's to count.
  trial.provider.fault = null;
  await trial.quit();
  await trial.start();
  for (const provider of bothProviders) await trial.expectOrdinaryLogIn(provider);
});
