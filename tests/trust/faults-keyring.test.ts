import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Keychain } from '../../src/main/secrets/keychain.ts';
import { fault } from '../helpers/fault.ts';
import { RealKeychain, withKeyring } from '../helpers/real-keychain.ts';
import { startRestrictedBus } from '../helpers/restricted-bus.ts';
import { expectSaid, type Trial } from '../helpers/trial.ts';

// Faults of the keyring, with the program's own keychain process and a real gnome-keyring that only the test uses.

/** Connecting and disconnecting fail as well. Neither leaves anything behind, and nothing is removed. */
async function connectingIsRefused(trial: Trial, kind: string): Promise<void> {
  expect(await trial.connect('brevo')).toMatchObject({ ok: false, problem: { kind } });
  const connectionId = trial.connected.sendgrid ?? '';
  expect(await trial.ask('disconnectProvider', { connectionId })).toMatchObject({ ok: false, problem: { kind } });
  expect((await trial.state()).connections.map(({ provider }) => provider)).toEqual(['sendgrid']);
}

fault('there is no Secret Service', { tags: ['keychain-never-deletes'] }, (trial) =>
  withKeyring(trial, async (keyring, keychain) => {
    const expected = { problem: { kind: 'keychain-missing' }, step: 'try-again' } as const;
    const pass = () => keychain.use({ address: keyring.address });
    const bring = async (): Promise<void> => {
      await keychain.use({ address: 'unix:path=/nonexistent/bus' });
      await connectingIsRefused(trial, 'keychain-missing');
    };
    await trial.survives('sendgrid', { bring, pass }, expected);
  }),
);

fault('the keyring is locked, or its question dismissed', { tags: ['keychain-never-deletes'] }, (trial) =>
  withKeyring(trial, async (keyring) => {
    const bring = async (): Promise<void> => {
      await keyring.lock();
      await connectingIsRefused(trial, 'keychain-locked');
    };
    // Without a display, only a new daemon can unlock gnome-keyring.
    const pass = () => keyring.unlock();
    await trial.survives('sendgrid', { bring, pass }, { problem: { kind: 'keychain-locked' }, step: 'try-again' });
  }),
);

fault('the keychain module is missing', {}, async (trial) => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-no-keytar-'));
  try {
    // The program's own sources, in a place from which no package can be found.
    for (const room of ['secrets', 'lib']) cpSync(`src/main/${room}`, join(folder, room), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    await trial.start();
    await trial.connectAll();
    const keychain = new RealKeychain('');
    await keychain.use({ entry: join(folder, 'secrets', 'keychain-process.ts') });
    const restart = async (fork?: () => ReturnType<RealKeychain['fork']>): Promise<void> => {
      await trial.quit();
      await trial.start({}, fork ?? (() => trial.keychain.fork()));
    };
    await trial.survives(
      'sendgrid',
      { bring: () => restart(() => keychain.fork()), pass: () => restart() },
      { problem: { kind: 'keychain-broken' }, step: 'none' },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

fault('another program removed the key', { tags: ['keychain-never-deletes'] }, (trial) =>
  withKeyring(trial, async (keyring) => {
    const connectionId = trial.connected.sendgrid ?? '';
    await trial.survives(
      'sendgrid',
      {
        bring: async () => {
          const other = new RealKeychain(keyring.address);
          const hand = new Keychain({ fork: () => other.fork() });
          expect(await hand.remove(connectionId)).toEqual({ ok: true, value: null });
          await hand.close();
        },
        // What the button does.
        pass: async () => {
          expect(await trial.ask('replaceKey', { connectionId, key: trial.provider.keys.sendgrid })).toMatchObject({
            ok: true,
          });
          await trial.settled();
        },
      },
      { problem: { kind: 'key-missing', connectionId }, step: 'replace-key' },
    );
  }),
);

fault('a key that is too long', { tags: ['keychain-checked-keys'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const before = await trial.kept();
  const keys = new Map(trial.keychain.keys);
  const asked = trial.provider.asked.length;
  const tooLong = trial.provider.keys.brevo + 'x'.repeat(2_561);
  for (const key of [tooLong, 'x'.repeat(20_000)]) {
    const connectionId = trial.connected.brevo ?? '';
    for (const answer of [await trial.connect('brevo', key), await trial.ask('replaceKey', { connectionId, key })]) {
      expect(answer).toMatchObject({ ok: false, problem: { kind: 'key-malformed', why: 'too-long' } });
      if (!answer.ok) expectSaid(answer.problem, 'none');
    }
  }
  expect(trial.provider.asked).toHaveLength(asked);
  expect(trial.keychain.keys).toEqual(keys);
  expect(await trial.kept()).toEqual(before);
  // The longest key that fits is an ordinary key.
  trial.provider.keys.brevo += 'x'.repeat(2_560 - trial.provider.keys.brevo.length);
  expect(
    await trial.ask('replaceKey', { connectionId: trial.connected.brevo ?? '', key: trial.provider.keys.brevo }),
  ).toMatchObject({ ok: true });
  await trial.settled();
  await trial.expectOrdinaryLogIn('brevo');
});

fault('the keyring denies access', { tags: ['keychain-never-deletes'] }, (trial) =>
  withKeyring(trial, async (keyring, keychain) => {
    const bus = await startRestrictedBus();
    try {
      const bring = async (): Promise<void> => {
        await keychain.use({ address: bus.address });
        await connectingIsRefused(trial, 'keychain-denied');
      };
      const pass = () => keychain.use({ address: keyring.address });
      await trial.survives('sendgrid', { bring, pass }, { problem: { kind: 'keychain-denied' }, step: 'try-again' });
    } finally {
      await bus.stop();
    }
  }),
);
