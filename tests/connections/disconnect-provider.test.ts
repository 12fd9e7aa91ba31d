import { expect, test } from 'vitest';
import { type DisconnectProviderDeps, disconnectProvider } from '../../src/main/connections/disconnect-provider.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { connection } from '../helpers/accounts.ts';

const id = connection().connectionId;

/** A connection with two accounts, and the steps of its removal in their order. */
function steps(answers: { key?: Result<null>; settings?: Result<null>; sandbox?: boolean } = {}) {
  const done: string[] = [];
  const note = (step: string) => void done.push(step);
  const deps: DisconnectProviderDeps = {
    settings: {
      connection: (connectionId) =>
        connectionId === id ? connection({ sandbox: answers.sandbox ?? false }) : undefined,
      removeConnection: (connectionId) => {
        note(`connection ${connectionId}`);
        return answers.settings ?? ok(null);
      },
    },
    keychain: {
      remove: async (connectionId) => {
        note(`key ${connectionId}`);
        return answers.key ?? ok(null);
      },
    },
    directory: {
      forgetConnection: async (connectionId) => {
        note(`accounts ${connectionId}`);
        return [`${connectionId}/1`, `${connectionId}/2`];
      },
    },
    index: { forget: async (connectionId, accountIds) => note(`rows ${connectionId} ${accountIds.join()}`) },
    changes: { forgetConnection: (connectionId) => note(`changes ${connectionId}`) },
    clients: { forget: (connectionId) => note(`client ${connectionId}`) },
    health: { forget: (connectionId) => note(`health ${connectionId}`) },
    work: {
      stop: async (connectionId) => note(`stop ${connectionId}`),
      resume: (connectionId) => note(`resume ${connectionId}`),
    },
  };
  return { done, deps };
}

test('the key is removed first, then the connection, then its customers', async () => {
  const { done, deps } = steps();
  expect(await disconnectProvider(deps, id)).toEqual(ok(null));
  expect(done).toEqual([
    `stop ${id}`,
    `key ${id}`,
    `connection ${id}`,
    `changes ${id}`,
    `accounts ${id}`,
    `rows ${id} ${id}/1,${id}/2`,
    `client ${id}`,
    `health ${id}`,
  ]);
});

test('if the keyring refuses, the connection stays and its work goes on', async () => {
  const refusal = fail({ kind: 'keychain-locked' });
  const { done, deps } = steps({ key: refusal });
  expect(await disconnectProvider(deps, id)).toEqual(refusal);
  expect(done).toEqual([`stop ${id}`, `key ${id}`, `resume ${id}`]);
});

test("if the disk refuses, the customers stay and the connection's work goes on", async () => {
  const refusal = fail({ kind: 'disk-full' });
  const { done, deps } = steps({ settings: refusal });
  expect(await disconnectProvider(deps, id)).toEqual(refusal);
  expect(done).toEqual([`stop ${id}`, `key ${id}`, `connection ${id}`, `resume ${id}`]);
});

test('for an unknown connection nothing is removed', async () => {
  const { done, deps } = steps();
  expect(await disconnectProvider(deps, 'stranger')).toEqual(fail({ kind: 'connection-unknown' }));
  expect(done).toEqual([]);
});

test('sample customers can be removed without a keychain', async () => {
  const { done, deps } = steps({ key: fail({ kind: 'keychain-missing' }), sandbox: true });
  expect(await disconnectProvider(deps, id)).toEqual(ok(null));
  expect(done).toContain(`connection ${id}`);
});
