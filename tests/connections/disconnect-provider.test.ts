import { expect, test } from 'vitest';
import { disconnectProvider } from '../../src/main/connections/disconnect-provider.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';

function steps(answers: { key?: Result<null>; settings?: Result<null> } = {}) {
  const done: string[] = [];
  const note = (step: string) => void done.push(step);
  const deps = {
    isKnown: (id: string) => id === 'c0nnect10n',
    removeKey: async () => {
      note('key');
      return answers.key ?? ok(null);
    },
    removeConnection: () => {
      note('connection');
      return answers.settings ?? ok(null);
    },
    stopWork: async () => note('stop'),
    resumeWork: () => note('resume'),
    forgetAccounts: async () => note('accounts'),
  };
  return { done, deps };
}

test('the key goes first, then the connection, then its customers', async () => {
  const { done, deps } = steps();
  expect(await disconnectProvider(deps, 'c0nnect10n')).toEqual(ok(null));
  expect(done).toEqual(['stop', 'key', 'connection', 'accounts']);
});

test('a keyring that refuses leaves the connection as it was, and at work', async () => {
  const refusal = fail({ kind: 'keychain-locked' });
  const { done, deps } = steps({ key: refusal });
  expect(await disconnectProvider(deps, 'c0nnect10n')).toEqual(refusal);
  expect(done).toEqual(['stop', 'key', 'resume']);
});

test('a disk that refuses leaves the customers as they were, and the connection at work', async () => {
  const refusal = fail({ kind: 'disk-full' });
  const { done, deps } = steps({ settings: refusal });
  expect(await disconnectProvider(deps, 'c0nnect10n')).toEqual(refusal);
  expect(done).toEqual(['stop', 'key', 'connection', 'resume']);
});

test('of a connection that is not there nothing is removed', async () => {
  const { done, deps } = steps();
  expect(await disconnectProvider(deps, 'stranger')).toEqual(fail({ kind: 'connection-unknown' }));
  expect(done).toEqual([]);
});
