import { expect, test } from 'vitest';
import { type ReplaceKeyDeps, replaceKey } from '../../src/main/connections/replace-key.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { connection } from '../helpers/accounts.ts';

const id = connection().connectionId;

/** One connection, whose steps are noted; `meanwhile` runs while the provider is asked about the new key. */
function steps({
  tried = ok({ accountTotal: 1, adminEmail: 'new@agency.example' }) as Awaited<
    ReturnType<ReplaceKeyDeps['clients']['tryKey']>
  >,
  saved = ok(null) as Result<null>,
  meanwhile = (_connections: Map<string, Connection>): void => {},
} = {}) {
  const done: string[] = [];
  const connections = new Map([[id, connection({ suggestedAdminEmail: 'old@agency.example' })]]);
  const deps: ReplaceKeyDeps = {
    settings: {
      connection: (connectionId) => connections.get(connectionId),
      putConnection: (changed) => {
        connections.set(changed.connectionId, changed);
        return ok(null);
      },
    },
    clients: {
      tryKey: async (_connection, key) => {
        done.push(`tried ${key}`);
        meanwhile(connections);
        return tried;
      },
      forget: () => void done.push('client forgotten'),
    },
    keychain: {
      save: async (_connectionId, key) => {
        done.push(`saved ${key}`);
        return saved;
      },
      remove: async () => {
        done.push('key removed');
        return ok(null);
      },
    },
    health: { clearProblem: () => void done.push('problem cleared') },
    work: { startOver: () => void done.push('started over') },
  };
  return { deps, done, connections };
}

test('a key that the provider accepts replaces the old one, and the list is read again with it', async () => {
  const { deps, done, connections } = steps();
  expect(await replaceKey(deps, id, ' SG.new\n')).toEqual(ok(null));
  expect(done).toEqual(['tried SG.new', 'saved SG.new', 'client forgotten', 'problem cleared', 'started over']);
  expect(connections.get(id)).toEqual(connection({ suggestedAdminEmail: 'new@agency.example' }));
});

test('a key that the provider or the keychain refuses changes nothing', async () => {
  const rejected = fail({ kind: 'key-rejected', provider: 'SendGrid' });
  const refused = steps({ tried: rejected });
  expect(await replaceKey(refused.deps, id, 'SG.new')).toEqual(rejected);
  expect(refused.done).toEqual(['tried SG.new']);

  const locked = fail({ kind: 'keychain-locked' });
  const kept = steps({ saved: locked });
  expect(await replaceKey(kept.deps, id, 'SG.new')).toEqual(locked);
  expect(kept.done).toEqual(['tried SG.new', 'saved SG.new']);
  expect(kept.connections.get(id)?.suggestedAdminEmail).toBe('old@agency.example');
});

test('a change that the user makes while the key is tried is kept', async () => {
  const { deps, connections } = steps({
    meanwhile: (all) => void all.set(id, connection({ label: 'Renamed' })),
  });
  await replaceKey(deps, id, 'SG.new');
  expect(connections.get(id)?.label).toBe('Renamed');
});

test('a connection that is removed while its new key is tried does not come back, and neither does a key', async () => {
  const { deps, done, connections } = steps({ meanwhile: (all) => void all.delete(id) });
  expect(await replaceKey(deps, id, 'SG.new')).toEqual(fail({ kind: 'connection-unknown' }));
  expect(done.at(-1)).toBe('key removed');
  expect(connections.size).toBe(0);
});
