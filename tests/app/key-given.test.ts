import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { FakeDesktop } from '../helpers/fake-desktop.ts';
import { connect, get, healthOf, launcher, tempFolder, untilHealth } from '../helpers/program-at-scale.ts';
import { only, ProviderServer } from '../helpers/provider-server.ts';

// A key is given to a connection that has customers, or has names for them: nothing is lost by it unseen.

let server: ProviderServer;

beforeEach(async () => {
  server = await ProviderServer.start();
  onTestFinished(() => server.stop());
  server.customers.brevo = customers(12);
});

const customers = (count: number, from = 5_001) =>
  Array.from({ length: count }, (_, at) => ({ remoteId: `${from + at}`, name: `Customer ${from + at}` }));

/** A key that lists these customers. */
function keyFor(listed: ReturnType<typeof customers>): string {
  const key = `xkeysib-${randomBytes(32).toString('hex')}-${randomBytes(8).toString('hex')}`;
  server.moreKeys.set(key, listed);
  return key;
}

async function computer(): Promise<FakeDesktop> {
  const environment = { LATCHKEY_ORIGINS: JSON.stringify({ brevo: server.origin, sendgrid: server.origin }) };
  return launcher(tempFolder(), environment).launch();
}

/** A program that has read a list of twelve. */
async function connected() {
  const desktop = await computer();
  const connectionId = await connect(desktop, 'brevo', server.keys.brevo);
  await untilHealth(desktop, connectionId, { status: 'idle', accountCount: 12 });
  const replace = (key: string, confirmed = false) => get(desktop, 'replaceKey', { connectionId, key, confirmed });
  const sync = () => desktop.ask('syncAccounts', { connectionId });
  const count = async () => (await healthOf(desktop, connectionId)).accountCount;
  return { desktop, connectionId, replace, sync, count };
}

/** The check of a key asks for one customer. */
const isCheck = (url: string): boolean => new URL(url, 'http://provider').searchParams.get('limit') === '1';

describe('a list that lost most of its customers', () => {
  test.each([2, 0])('is held also if the same key is given again: %i of 12', async (left) => {
    const { desktop, connectionId, replace, sync, count } = await connected();
    server.customers.brevo = customers(left);
    expect(await sync()).toMatchObject({ problem: { kind: 'list-short' } });
    expect(await replace(server.keys.brevo)).toEqual({ result: 'replaced' });
    expect(await sync()).toMatchObject({ problem: { kind: 'list-short', listed: left, customers: 12 } });
    await untilHealth(desktop, connectionId, { status: 'waiting', accountCount: 12 });
    expect(await count()).toBe(12);
  });

  test.each([2, 0])('is held also if it comes with another key of the account: %i of 12', async (left) => {
    const { replace, sync, count } = await connected();
    const key = keyFor(server.customers.brevo);
    server.fault = only('brevo', 'list', {
      body: {
        count: left,
        subAccounts: customers(left).map(({ remoteId, name }) => ({ id: Number(remoteId), companyName: name })),
      },
    });
    expect(await replace(key)).toEqual({ result: 'replaced' });
    expect(await sync()).toMatchObject({ problem: { kind: 'list-short', listed: left, customers: 12 } });
    expect(await count()).toBe(12);
  });
});

describe('a key of another account', () => {
  test('is asked about, and those who leave because of it are named to the first one who asks', async () => {
    const { replace, sync, desktop, connectionId } = await connected();
    const key = keyFor(customers(12, 9_001));
    expect(await replace(key)).toEqual({ result: 'ask', customers: 12, known: 'listed', lists: 'others' });
    expect(await sync()).toMatchObject({ ok: true, value: [{ count: 0 }] });
    expect(await replace(key, true)).toEqual({ result: 'replaced' });
    await untilHealth(desktop, connectionId, { status: 'idle', accountCount: 12 });
    const gone = { connectionId, count: 12, names: ['Customer 5001', 'Customer 5002'] };
    expect(await sync()).toEqual({ ok: true, value: [gone] });
    expect(await sync()).toMatchObject({ ok: true, value: [{ count: 0 }] });
  });

  test('whose list is empty is asked about, and keeps all customers for some minutes', async () => {
    const { replace, sync, count } = await connected();
    const key = keyFor([]);
    expect(await replace(key)).toEqual({ result: 'ask', customers: 12, known: 'listed', lists: 'none' });
    expect(await replace(key, true)).toEqual({ result: 'replaced' });
    expect(await sync()).toMatchObject({ problem: { kind: 'list-short', listed: 0, customers: 12 } });
    expect(await count()).toBe(12);
  });

  test('that was given by mistake takes no customer from the own list when that comes short', async () => {
    const { replace, sync, count } = await connected();
    const key = keyFor(customers(12, 9_001));
    let looks = 0;
    // It is looked at for the question and for the yes, and then refused.
    server.fault = only('brevo', 'list', ({ headers, url }) =>
      headers['api-key'] === key && !isCheck(url) && ++looks > 2
        ? { status: 401, body: { code: 'unauthorized' } }
        : 'ordinary',
    );
    expect(await replace(key)).toMatchObject({ result: 'ask' });
    expect(await replace(key, true)).toEqual({ result: 'replaced' });
    expect(await sync()).toMatchObject({ problem: { kind: 'key-rejected' } });
    server.fault = null;
    server.customers.brevo = customers(2);
    expect(await replace(server.keys.brevo)).toEqual({ result: 'replaced' });
    expect(await sync()).toMatchObject({ problem: { kind: 'list-short' } });
    expect(await count()).toBe(12);
  });
});

test('who left the list of a new key is said while it is read, and after it', async () => {
  const { replace, sync } = await connected();
  server.customers.brevo = customers(11);
  await replace(keyFor(server.customers.brevo));
  expect(await sync()).toMatchObject({ ok: true, value: [{ count: 1, names: ['Customer 5012'] }] });
  expect(await sync()).toMatchObject({ ok: true, value: [{ count: 0 }] });
});

test('who is not in the list of another region is said, also after it was read', async () => {
  const desktop = await computer();
  const connectionId = await connect(desktop, 'sendgrid', server.keys.sendgrid);
  await untilHealth(desktop, connectionId, { status: 'idle', accountCount: 4 });
  server.customers.sendgrid = [{ remoteId: 'eu-1', name: 'Europe' }];
  await get(desktop, 'changeConnection', { connectionId, change: { region: 'eu' } });
  await untilHealth(desktop, connectionId, { status: 'idle', accountCount: 1 });
  expect(await desktop.ask('syncAccounts', { connectionId: null })).toMatchObject({ value: [{ count: 4 }] });
});

describe('a connection that came with a desk', () => {
  /** On another computer, without its key. */
  async function imported() {
    const { desktop, connectionId } = await connected();
    await get(desktop, 'renameAccount', { accountId: `${connectionId}/5007`, name: 'Mine' });
    await get(desktop, 'pinAccount', { accountId: `${connectionId}/5008`, pinned: true });
    const file = join(tempFolder(), 'desk.json');
    desktop.fileToWrite = file;
    await get(desktop, 'exportDesk', {});
    const other = await computer();
    other.fileToRead = file;
    const preview = await get(other, 'chooseDeskFile', {});
    await get(other, 'importDesk', { importId: preview?.importId ?? '' });
    const [added] = (await get(other, 'getState', {})).connections;
    const id = added?.connectionId ?? '';
    const give = (key: string, confirmed = false) => get(other, 'replaceKey', { connectionId: id, key, confirmed });
    return { other, id, give };
  }

  test('takes no key that knows none of its named customers without a question', async () => {
    const { other, id, give } = await imported();
    const key = keyFor(customers(3, 9_001));
    expect(await give(key)).toEqual({ result: 'ask', customers: 2, known: 'named', lists: 'others' });
    expect(await healthOf(other, id)).toMatchObject({ problem: { kind: 'key-missing' } });
    expect(await give(keyFor([]))).toEqual({ result: 'ask', customers: 2, known: 'named', lists: 'none' });
    expect(await give(key, true)).toEqual({ result: 'replaced' });
    await untilHealth(other, id, { status: 'idle', accountCount: 3 });
  });

  test('takes a key whose list has a named customer only behind its first page', async () => {
    const { other, id, give } = await imported();
    const many = [...customers(300, 9_001), ...customers(1, 5_008)];
    expect(await give(keyFor(many))).toEqual({ result: 'replaced' });
    await untilHealth(other, id, { status: 'idle', accountCount: 301 });
  });

  test('takes its own key at once, also while the list is empty', async () => {
    const { give } = await imported();
    server.fault = only('brevo', 'list', { body: { count: 0, subAccounts: [] } });
    expect(await give(server.keys.brevo)).toEqual({ result: 'replaced' });
  });
});
