import { expect, test } from 'vitest';
import { type ReplaceKeyDeps, replaceKey } from '../../src/main/connections/replace-key.ts';
import { providers } from '../../src/main/providers/registry.ts';
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
  known = [] as readonly string[],
  isListed = true,
  listed = ok([]) as Result<readonly string[]>,
  answersFor = [] as readonly string[],
  meanwhile = (_connections: Map<string, Connection>): void => {},
  keys = {} as Readonly<Record<string, string>>,
} = {}) {
  const done: string[] = [];
  const connections = new Map([[id, connection({ suggestedAdminEmail: 'old@agency.example' })]]);
  const deps: ReplaceKeyDeps = {
    providers,
    settings: {
      connection: (connectionId) => connections.get(connectionId),
      get connections() {
        return [...connections.values()];
      },
      putConnection: (changed) => {
        connections.set(changed.connectionId, changed);
        return ok(null);
      },
    },
    accounts: {
      someKnown: (_of, limit) => ({ count: known.length, isListed, remoteIds: known.slice(0, limit) }),
      knowsAny: (_of, remoteIds) => remoteIds.some((each) => known.includes(each)),
    },
    clients: {
      async tryList() {
        done.push('list asked for');
        return listed;
      },
      tryAccount: async (_connection, _key, remoteId) => answersFor.includes(remoteId),
      tryKey: async (_connection, key) => {
        done.push(`tried ${key}`);
        meanwhile(connections);
        return tried;
      },
      forget: () => void done.push('client forgotten'),
    },
    keychain: {
      read: async (connectionId) => ok(keys[connectionId] ?? null),
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
    work: { startOver: (_of, { isOther }) => void done.push(isOther ? 'started over with others' : 'started over') },
  };
  return { deps, done, connections };
}

test.each(['"SG.new"', 'export SENDGRID_API_KEY=SG.new', 'Authorization: Bearer SG.new', '\ufeffSG.new;\r\n'])(
  'what was copied along with the key is taken off: %j',
  async (key) => {
    const { deps, done } = steps();
    expect(await replaceKey(deps, { connectionId: id, key })).toEqual(ok({ result: 'replaced' }));
    expect(done.slice(0, 2)).toEqual(['tried SG.new', 'saved SG.new']);
  },
);

test('a key that the provider accepts replaces the old one, and the list is read again with it', async () => {
  const { deps, done, connections } = steps();
  expect(await replaceKey(deps, { connectionId: id, key: ' SG.new\n' })).toEqual(ok({ result: 'replaced' }));
  expect(done).toEqual(['tried SG.new', 'saved SG.new', 'client forgotten', 'problem cleared', 'started over']);
  expect(connections.get(id)).toEqual(connection({ suggestedAdminEmail: 'new@agency.example' }));
});

test('a key that the provider or the keychain refuses changes nothing', async () => {
  const rejected = fail({ kind: 'key-rejected', provider: 'SendGrid' });
  const refused = steps({ tried: rejected });
  expect(await replaceKey(refused.deps, { connectionId: id, key: 'SG.new' })).toEqual(rejected);
  expect(refused.done).toEqual(['tried SG.new']);

  const locked = fail({ kind: 'keychain-locked' });
  const kept = steps({ saved: locked });
  expect(await replaceKey(kept.deps, { connectionId: id, key: 'SG.new' })).toEqual(locked);
  expect(kept.done).toEqual(['tried SG.new', 'saved SG.new']);
  expect(kept.connections.get(id)?.suggestedAdminEmail).toBe('old@agency.example');
});

test('a key that another connection has is refused: its customers would be there twice', async () => {
  const { deps, done, connections } = steps({ keys: { other1: 'SG.new' } });
  connections.set('other1', connection({ connectionId: 'other1', label: 'Main' }));
  const answer = await replaceKey(deps, { connectionId: id, key: 'SG.new' });
  expect(answer).toEqual(fail({ kind: 'connection-exists', label: 'Main' }));
  expect(done).toEqual(['tried SG.new']);
  // In another region it has a list of its own.
  connections.set('other1', connection({ connectionId: 'other1', region: 'eu' }));
  expect(await replaceKey(deps, { connectionId: id, key: 'SG.new' })).toEqual(ok({ result: 'replaced' }));
});

test('a change that the user makes while the key is tried is kept', async () => {
  const { deps, connections } = steps({
    meanwhile: (all) => void all.set(id, connection({ label: 'Renamed' })),
  });
  await replaceKey(deps, { connectionId: id, key: 'SG.new' });
  expect(connections.get(id)?.label).toBe('Renamed');
});

test('a connection that is removed while its new key is tried does not come back, and neither does a key', async () => {
  const { deps, done, connections } = steps({ meanwhile: (all) => void all.delete(id) });
  expect(await replaceKey(deps, { connectionId: id, key: 'SG.new' })).toEqual(fail({ kind: 'connection-unknown' }));
  expect(done.at(-1)).toBe('key removed');
  expect(connections.size).toBe(0);
});

test.each([
  ['its list has one', { listed: ok(['9', '2']) }],
  ['its list has others, and the provider knows one', { listed: ok(['9']), answersFor: ['2'] }],
  ['its list is empty, and the provider knows one', { listed: ok([]), answersFor: ['1'] }],
])('a key that knows one of the customers replaces the old one without a question: %s', async (_, change) => {
  const { deps, done } = steps({ known: ['1', '2'], ...change });
  expect(await replaceKey(deps, { connectionId: id, key: 'SG.new' })).toEqual(ok({ result: 'replaced' }));
  expect(done).toContain('saved SG.new');
  // A short list of it is no other list.
  expect(done.at(-1)).toBe('started over');
});

test.each([[['8', '9']], [[]]])('the same key is no other reseller’s, whatever it lists: %j', async (listed) => {
  const { deps, done } = steps({ known: ['1', '2'], listed: ok(listed), keys: { [id]: 'SG.same' } });
  expect(await replaceKey(deps, { connectionId: id, key: ' SG.same' })).toEqual(ok({ result: 'replaced' }));
  expect(done).not.toContain('list asked for');
  expect(done.at(-1)).toBe('started over');
});

test.each([
  ['others', 'listed', ['8', '9'], 'started over with others'],
  ['none', 'listed', [], 'started over'],
  ['others', 'named', ['8'], 'started over with others'],
  ['none', 'named', [], 'started over'],
] as const)(
  'a key that lists %s replaces nothing until the user has confirmed it, of customers that are %s',
  async (lists, isKnown, listed, last) => {
    const { deps, done } = steps({ known: ['1', '2'], isListed: isKnown === 'listed', listed: ok(listed) });
    expect(await replaceKey(deps, { connectionId: id, key: 'SG.new' })).toEqual(
      ok({ result: 'ask', customers: 2, known: isKnown, lists }),
    );
    expect(done).toEqual(['tried SG.new', 'list asked for']);
    expect(await replaceKey(deps, { connectionId: id, key: 'SG.new', confirmed: true })).toEqual(
      ok({ result: 'replaced' }),
    );
    expect(done).toContain('saved SG.new');
    expect(done.at(-1)).toBe(last);
  },
);

test('a key whose list cannot be read replaces nothing: what it would do is not known', async () => {
  const down = fail({ kind: 'provider-down', status: 503, provider: 'SendGrid' });
  const { deps, done } = steps({ known: ['1'], listed: down });
  expect(await replaceKey(deps, { connectionId: id, key: 'SG.new' })).toEqual(down);
  expect(done).not.toContain('saved SG.new');
});
