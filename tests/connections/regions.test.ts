import { expect, test } from 'vitest';
import { changeConnection } from '../../src/main/connections/change-connection.ts';
import { connectOtherRegion } from '../../src/main/connections/connect-other-region.ts';
import { connectProvider } from '../../src/main/connections/connect-provider.ts';
import { providerOf, providers } from '../../src/main/providers/registry.ts';
import type { Connection } from '../../src/shared/connection.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';

// A key and a region make a connection.

const key = 'SG.one-key-for-both';
const request = { provider: 'sendgrid', key, label: 'Main', colour: 'blue', region: 'global', sandbox: false } as const;

/** The program's parts in memory. SendGrid accepts every key, unless `refusal` says why not in a region. */
function parts({ refusal = (_region: string): Problem | null => null } = {}) {
  const connections: Connection[] = [];
  const keys = new Map<string, string>();
  const work: string[] = [];
  const deps = {
    providers,
    providerOf,
    settings: {
      connections,
      putConnection(changed: Connection): Result<null> {
        const at = connections.findIndex(({ connectionId }) => connectionId === changed.connectionId);
        if (at < 0) connections.push(changed);
        else connections[at] = changed;
        return ok(null);
      },
    },
    keychain: {
      async save(id: string, value: string) {
        keys.set(id, value);
        return ok(null);
      },
      read: async (id: string) => ok(keys.get(id) ?? null),
      async remove(id: string) {
        keys.delete(id);
        return ok(null);
      },
    },
    clients: {
      find(connectionId: string) {
        const connection = connections.find((each) => each.connectionId === connectionId);
        const provider = connection && providerOf(connection.provider);
        return provider ? { connection, provider } : null;
      },
      async tryKey({ region }: Connection) {
        const problem = refusal(region);
        return problem ? fail(problem) : ok({ accountTotal: null });
      },
      tryList: async () => ok([]),
      tryAccount: async () => false,
    },
    work: {
      begin: () => void work.push('began'),
      startOver: () => void work.push('started over'),
    },
    accounts: { noteConnection: () => {}, dropConnection: () => {} },
    lost: { refresh: () => {}, withKey: async () => ok(null) },
    log: { event: () => {} },
    now: () => 0,
  };
  const connect = async (change: Partial<Parameters<typeof connectProvider>[1]> = {}): Promise<string> => {
    const connected = await connectProvider(deps, { ...request, ...change });
    if (!connected.ok) throw new Error(connected.problem.kind);
    return connected.value.connectionId;
  };
  return { deps, connections, keys, work, connect };
}

test('one key is connected in two regions, and in each once', async () => {
  const { deps, connections, keys, connect } = parts();
  await connect();
  await connect({ region: 'eu', label: 'Main EU' });
  expect(connections.map(({ region }) => region)).toEqual(['global', 'eu']);
  expect([...keys.values()]).toEqual([key, key]);
  for (const [region, label] of [
    ['global', 'Main'],
    ['eu', 'Main EU'],
    ['', 'Main'],
  ] as const)
    expect(await connectProvider(deps, { ...request, region })).toEqual(fail({ kind: 'connection-exists', label }));
  expect(keys.size).toBe(2);
});

test('the other region is connected as well; the connection that it came from stays as it is', async () => {
  const { deps, connections, keys, work, connect } = parts();
  const id = await connect({ reasonRequired: true });
  const [before] = connections;
  const connected = await connectOtherRegion(deps, id);
  expect(connected).toEqual(ok({ connectionId: expect.any(String), label: 'Main (European Union)' }));
  expect(connections[0]).toEqual(before);
  // Who must give a reason here must give one there: it is the same reseller.
  expect(connections[1]).toMatchObject({
    region: 'eu',
    label: 'Main (European Union)',
    colour: 'green',
    reasonRequired: true,
  });
  expect(keys.get(connections[1]?.connectionId ?? '')).toBe(key);
  expect(work).toEqual(['began', 'began']);
  expect(await connectOtherRegion(deps, id)).toEqual(
    fail({ kind: 'connection-exists', label: 'Main (European Union)' }),
  );
});

test('from the other region the first one is connected', async () => {
  const { deps, connections, connect } = parts();
  const id = await connect({ region: 'eu', label: 'x'.repeat(60) });
  await connectOtherRegion(deps, id);
  expect(connections[1]?.region).toBe('global');
  expect(connections[1]?.label).toMatch(/^x+ \(Global\)$/);
  expect(connections[1]?.label).toHaveLength(60);
});

test.each([
  { kind: 'key-rejected', provider: 'SendGrid' },
  { kind: 'key-not-reseller', provider: 'SendGrid' },
  { kind: 'access-forbidden', provider: 'SendGrid' },
  { kind: 'connect-refused', provider: 'SendGrid', status: 404, why: 'key-or-region' },
] as const)('a key that is unknown in the other region is not said to be bad (%j)', async (problem) => {
  const { deps, connections, connect } = parts({ refusal: (region) => (region === 'eu' ? problem : null) });
  const id = await connect();
  expect(await connectOtherRegion(deps, id)).toEqual(
    fail({ kind: 'key-not-of-region', region: 'European Union', provider: 'SendGrid' }),
  );
  expect(connections).toHaveLength(1);
});

test('a provider with one region, and an unknown connection, have no other', async () => {
  const { deps, connect } = parts();
  const id = await connect({ provider: 'brevo', key: 'xkeysib-one' });
  for (const each of [id, 'unknown1'])
    expect(await connectOtherRegion(deps, each)).toEqual(fail({ kind: 'connection-unknown' }));
});

test('a connection is not moved to a region for which its key is connected already', async () => {
  const { deps, connections, work, connect } = parts();
  const id = await connect();
  await connect({ region: 'eu', label: 'Main EU' });
  work.length = 0;
  expect(await changeConnection(deps, { connectionId: id, change: { region: 'eu' } })).toEqual(
    fail({ kind: 'connection-exists', label: 'Main EU' }),
  );
  expect(connections.map(({ region }) => region)).toEqual(['global', 'eu']);
  expect(work).toEqual([]);
  expect(await changeConnection(deps, { connectionId: id, change: { region: 'global', label: 'New' } })).toEqual(
    ok(null),
  );
  expect(connections[0]?.label).toBe('New');
});

test('a connection whose key is connected nowhere else moves, and its list is read anew', async () => {
  const { deps, connections, work, connect } = parts();
  const id = await connect();
  await connect({ region: 'eu', key: 'SG.another' });
  expect(await changeConnection(deps, { connectionId: id, change: { region: 'eu' } })).toEqual(ok(null));
  expect(connections[0]?.region).toBe('eu');
  expect(work.at(-1)).toBe('started over');
});
