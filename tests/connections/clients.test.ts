import { expect, test } from 'vitest';
import { ProviderClients, type ProviderClientsDeps } from '../../src/main/connections/clients.ts';
import type { Http } from '../../src/main/http/types.ts';
import type { Provider, ProviderCall } from '../../src/main/providers/provider.ts';
import { providerOf, providers } from '../../src/main/providers/registry.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { connection } from '../helpers/accounts.ts';

const id = connection().connectionId;
const sandboxed = { apiOrigin: 'http://127.0.0.1:1', linkOrigins: ['http://127.0.0.1:1'] };

/** Clients of these connections, all with keys; `opened` are the HTTP clients, `tried` the calls of `checkKey`. */
function clientsOf(connections: Connection[], change: Partial<ProviderClientsDeps> = {}) {
  const opened: Http[] = [];
  const tried: ProviderCall[] = [];
  const provider: Provider = {
    ...(providerOf('sendgrid') as Provider),
    async checkKey(call) {
      tried.push(call);
      return call.key === 'SG.bad' ? fail({ kind: 'key-rejected', provider: 'SendGrid' }) : ok({ accountTotal: 3 });
    },
  };
  const ending = new AbortController().signal;
  const clients = new ProviderClients({
    settings: { connection: (connectionId) => connections.find((each) => each.connectionId === connectionId) },
    keychain: { read: async (connectionId) => ok(`key of ${connectionId}`) },
    samples: {
      endpoint: async (of) => (of === 'sendgrid' ? sandboxed : undefined),
      key: async (of) => `sample key of ${of}`,
    },
    providers,
    providerOf: (name) => (name === 'sendgrid' ? provider : undefined),
    endpointOverrides: {},
    openHttp: ({ connectionId }) => {
      const http: Http = {
        about: { connectionId, provider: 'SendGrid' },
        send: () => Promise.reject(new Error('nothing is sent here')),
      };
      opened.push(http);
      return http;
    },
    ending,
    ...change,
  });
  const call = async (connectionId = id): Promise<ProviderCall> => {
    const client = await clients.open(connectionId, 'foreground');
    if (!client.ok) throw new Error(client.problem.kind);
    return client.value.call;
  };
  return { clients, opened, tried, provider, ending, call };
}

test('opens a client with the key of the connection and the endpoint of its region', async () => {
  const { clients, provider, ending } = clientsOf([connection({ region: 'eu' })]);
  expect(await clients.open(id, 'log-in')).toMatchObject({
    ok: true,
    value: {
      connection: { connectionId: id },
      call: { key: `key of ${id}`, endpoint: provider.endpoints['eu'], priority: 'log-in', signal: ending },
    },
  });
});

test('requests end with their own signal if they have one', async () => {
  const { clients } = clientsOf([connection()]);
  const { signal } = new AbortController();
  const client = await clients.open(id, 'background', signal);
  expect(client.ok && client.value.call.signal).toBe(signal);
});

test('each connection has one HTTP client, and so one rate budget', async () => {
  const { opened, call } = clientsOf([connection(), connection({ connectionId: 'other0000' })]);
  const first = (await call()).http;
  expect((await call()).http).toBe(first);
  expect((await call('other0000')).http).not.toBe(first);
  expect(opened).toHaveLength(2);
});

test('a connection that was forgotten gets a new HTTP client, and so a new rate budget', async () => {
  const { clients, call } = clientsOf([connection()]);
  const first = (await call()).http;
  clients.forget(id);
  expect((await call()).http).not.toBe(first);
});

test('a key that is only tried leaves nothing behind, good or bad', async () => {
  const { clients, tried, opened, call } = clientsOf([connection()]);
  const before = (await call()).http;
  expect(await clients.tryKey(connection(), 'SG.good')).toEqual(ok({ accountTotal: 3 }));
  expect(await clients.tryKey(connection(), 'SG.bad')).toEqual(fail({ kind: 'key-rejected', provider: 'SendGrid' }));
  expect(tried.map(({ key }) => key)).toEqual(['SG.good', 'SG.bad']);
  expect(new Set([before, ...tried.map(({ http }) => http)]).size).toBe(3);
  expect((await call()).http).toBe(before);
  expect((await call()).key).toBe(`key of ${id}`);
  expect(opened).toHaveLength(3);
});

test.each([
  'xkeysib-0123456789abcdef-Canary1',
  'xsmtpsib-0123456789abcdef-Canary1',
  '"SG.canary"',
  'SENDGRID_API_KEY=SG.canary',
  'hunter2',
  'sg.canary',
])('what is not a key of the provider is not sent to it: %s', async (key) => {
  const { clients, tried, opened } = clientsOf([]);
  expect(await clients.tryKey(connection(), key)).toEqual(
    fail({ kind: 'key-not-of-provider', provider: 'SendGrid', beginsWith: 'SG.', other: null }),
  );
  expect([tried, opened]).toEqual([[], []]);
});

test.each([
  'SG.canary,xkeysib-0123',
  'SG.canary.abcxkeysib-0123-Canary1',
  'SG.canary.abcxsmtpsib-0123-Canary1',
  'xkeysib-0123-Canary1SG.canary.abc',
  'SG.xkeysib-0123-Canary1',
  'SG.canary.abcSG.canary.def',
  'SG.canary.abc xkeysib-0123-Canary1',
])('the beginnings of two keys are sent to no provider: %s', async (key) => {
  const { clients, tried, opened } = clientsOf([], { providerOf });
  for (const [provider, shortName] of [
    ['sendgrid', 'SendGrid'],
    ['brevo', 'Brevo'],
  ] as const)
    expect(await clients.tryKey(connection({ provider }), key)).toEqual(
      fail({ kind: 'key-malformed', why: 'several', provider: shortName }),
    );
  expect([tried, opened]).toEqual([[], []]);
});

test('the other secret of a provider is not sent either, and is named', async () => {
  const { tried } = clientsOf([]);
  const brevo = clientsOf([], { providerOf });
  expect(await brevo.clients.tryKey(connection({ provider: 'brevo' }), 'xsmtpsib-0123-Canary1')).toEqual(
    fail({ kind: 'key-not-of-provider', provider: 'Brevo', beginsWith: 'xkeysib-', other: 'an SMTP key' }),
  );
  expect([...tried, ...brevo.opened]).toEqual([]);
});

test('a key can be tried for a connection that is not stored yet', async () => {
  const { clients, tried, provider } = clientsOf([]);
  expect(await clients.tryKey(connection(), 'SG.good')).toMatchObject({ ok: true });
  expect(tried[0]?.endpoint).toEqual(provider.endpoints['global']);
});

test("sample connections use the sandbox's endpoint, and an override replaces a provider's own", async () => {
  const elsewhere = { apiOrigin: 'http://127.0.0.1:2', linkOrigins: [] };
  const { call } = clientsOf([connection(), connection({ connectionId: 'sample000', sandbox: true })], {
    endpointOverrides: { sendgrid: { global: elsewhere } },
  });
  expect((await call()).endpoint).toEqual(elsewhere);
  expect((await call('sample000')).endpoint).toEqual(sandboxed);
});

test('no key goes to a provider itself if another is in the place of only some of its regions', async () => {
  const { clients } = clientsOf([connection({ region: 'eu' })], {
    endpointOverrides: { sendgrid: { global: sandboxed } },
    keychain: { read: () => Promise.reject(new Error('the key was read')) },
  });
  expect(await clients.open(id, 'foreground')).toEqual(fail({ kind: 'connection-unknown' }));
});

test.each([
  ['no such connection', []],
  ['a provider that is no longer there', [connection({ provider: 'mailpigeon' })]],
  ['a region that is no longer there', [connection({ region: 'moon' })]],
])('%s: the connection is unknown, and no key is read', async (_what, connections) => {
  const { clients, tried } = clientsOf(connections, {
    keychain: { read: () => Promise.reject(new Error('the key was read')) },
  });
  expect(await clients.open(id, 'foreground')).toEqual(fail({ kind: 'connection-unknown' }));
  for (const each of connections) {
    expect(await clients.tryKey(each, 'SG.good')).toEqual(fail({ kind: 'connection-unknown' }));
  }
  expect(tried).toEqual([]);
});

test('a missing key and a locked keyring are different problems', async () => {
  const missing = clientsOf([connection()], { keychain: { read: async () => ok(null) } });
  expect(await missing.clients.open(id, 'foreground')).toEqual(
    fail({ kind: 'key-missing', connectionId: id, provider: 'SendGrid' }),
  );
  const locked = clientsOf([connection()], { keychain: { read: async () => fail({ kind: 'keychain-locked' }) } });
  expect(await locked.clients.open(id, 'foreground')).toEqual(fail({ kind: 'keychain-locked' }));
});

test('the key of sample customers is not in the keychain, which may be missing', async () => {
  const keychain = { read: async () => fail({ kind: 'keychain-missing' } as const) };
  const { clients } = clientsOf([connection({ sandbox: true })], { keychain });
  expect(await clients.open(id, 'log-in')).toMatchObject({
    ok: true,
    value: { call: { key: 'sample key of sendgrid' } },
  });
});
