import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { Directory } from '../../src/main/directory/directory.ts';
import { DirectoryFault } from '../../src/main/directory/sqlite/database.ts';
import { Trial } from '../helpers/trial.ts';

// Keys and customers of connections that the settings do not know. The program is started, spoilt and started again.

async function withTrial(run: (trial: Trial) => Promise<void>): Promise<void> {
  const trial = await Trial.prepare();
  try {
    await run(trial);
    await trial.expectNothingLeaked();
  } finally {
    vi.restoreAllMocks();
    await trial.end();
  }
}

const settingsOf = (trial: Trial): string => join(trial.folder, 'settings.json');
const lostIds = async (trial: Trial): Promise<string[]> =>
  (await trial.state()).lostConnections.map(({ connectionId }) => connectionId);
const problemKinds = async (trial: Trial): Promise<string[]> => (await trial.state()).problems.map(({ kind }) => kind);
const bytesOf = (trial: Trial): string =>
  readdirSync(trial.folder)
    .filter((name) => name.startsWith('directory.db'))
    .map((name) => readFileSync(join(trial.folder, name), 'latin1'))
    .join('');

/** Two connections, a name, a note, a pin, a log-in with a reason; then the settings are damaged. */
async function loseSettings(trial: Trial): Promise<string> {
  await trial.start();
  await trial.connectAll();
  const { accountId } = await trial.firstRow('sendgrid');
  await trial.get('renameAccount', { accountId, name: trial.provider.nameFor('Corner Bakery') });
  await trial.get('noteAccount', { accountId, note: 'calls on Mondays' });
  await trial.get('pinAccount', { accountId, pinned: true });
  await trial.get('logIn', { accountId, target: null, reason: 'ZD-4711', confirmed: [], chosen: 'text' });
  await trial.quit();
  writeFileSync(settingsOf(trial), '{ damaged');
  await trial.start();
  return accountId;
}

describe('connections that are lost with the settings', { tags: ['keychain-none-left'] }, () => {
  test('are said at the start, and are not counted', () =>
    withTrial(async (trial) => {
      await loseSettings(trial);
      const { connections, lostConnections } = await trial.state();
      expect(connections).toEqual([]);
      expect(lostConnections).toMatchObject([
        {
          connectionId: trial.connected.sendgrid,
          label: expect.stringContaining('SendGrid'),
          accountCount: 4,
          examples: [trial.provider.nameFor('Corner Bakery'), expect.any(String)],
          lastSyncedAt: expect.any(String),
        },
        { connectionId: trial.connected.brevo, label: '', accountCount: 4 },
      ]);
      expect(await problemKinds(trial)).toEqual(['settings-set-aside', 'connections-lost']);
      expect((await trial.get('searchAccounts', { text: '', typed: false })).total).toBe(0);
      await trial.quit();
      await trial.start();
      expect(await problemKinds(trial)).toEqual(['connections-lost']);
    }));

  test('are removed on request: the key first, then every byte of their customers', () =>
    withTrial(async (trial) => {
      await loseSettings(trial);
      const connectionId = trial.connected.sendgrid ?? '';
      expect(bytesOf(trial)).toContain('Corner Bakery');
      trial.keychain.trouble = 'locked';
      expect(await trial.ask('forgetLostConnection', { connectionId })).toMatchObject({
        problem: { kind: 'keychain-locked' },
      });
      trial.keychain.trouble = null;
      expect(await lostIds(trial)).toContain(connectionId);
      expect(bytesOf(trial)).toContain('Corner Bakery');
      // A second click joins the first one.
      const answers = await Promise.all([
        trial.ask('forgetLostConnection', { connectionId }),
        trial.ask('forgetLostConnection', { connectionId }),
      ]);
      expect(answers).toEqual([
        { ok: true, value: null },
        { ok: true, value: null },
      ]);
      expect([...trial.keychain.keys.keys()]).toEqual([trial.connected.brevo]);
      for (const words of ['Corner Bakery', 'calls on Mondays', 'ZD-4711']) expect(bytesOf(trial)).not.toContain(words);
      expect(await lostIds(trial)).toEqual([trial.connected.brevo]);
      await trial.get('forgetLostConnection', { connectionId: trial.connected.brevo ?? '' });
      expect(trial.keychain.keys.size).toBe(0);
      expect(await problemKinds(trial)).toEqual(['settings-set-aside']);
      await trial.quit();
      await trial.start();
      expect(await problemKinds(trial)).toEqual([]);
      await trial.connectAll();
      await trial.expectOrdinaryLogIn('sendgrid');
    }));

  test('come back with names, notes and pins when the same key is connected, and only that one', () =>
    withTrial(async (trial) => {
      const accountId = await loseSettings(trial);
      const lost = { ...trial.connected };
      await trial.connectAll();
      expect(trial.connected).toEqual(lost);
      expect(await lostIds(trial)).toEqual([]);
      expect([...trial.keychain.keys.keys()].sort()).toEqual(Object.values(lost).sort());
      const { rows, total } = await trial.get('searchAccounts', { text: 'corner bakery', typed: false });
      expect(rows[0]).toMatchObject({ accountId, note: 'calls on Mondays', pinned: true });
      expect(total).toBe(8);
      await trial.expectOrdinaryLogIn('sendgrid');
    }));

  test('do not come back with a key whose list has none of their customers', () =>
    withTrial(async (trial) => {
      await loseSettings(trial);
      trial.provider.customers.sendgrid = [{ remoteId: 'other-1', name: trial.provider.nameFor('Other') }];
      const answer = await trial.connect('sendgrid');
      expect(answer.ok && answer.value.connectionId).not.toBe(trial.connected.sendgrid);
      expect(await lostIds(trial)).toContain(trial.connected.sendgrid);
    }));

  test('come back with the same key also while its list is empty', () =>
    withTrial(async (trial) => {
      const accountId = await loseSettings(trial);
      const lost = { ...trial.connected };
      trial.provider.fault = (asked) =>
        asked.subject === 'list' && !/limit=1\b/.test(asked.url)
          ? { body: asked.provider === 'brevo' ? { count: 0, subAccounts: [] } : { accounts: [] } }
          : 'ordinary';
      await trial.connect('sendgrid');
      await trial.connect('brevo');
      expect(await lostIds(trial)).toEqual([]);
      expect((await trial.state()).connections.map(({ connectionId }) => connectionId)).toEqual([
        lost.sendgrid,
        lost.brevo,
      ]);
      const { rows } = await trial.get('searchAccounts', { text: 'corner bakery', typed: false });
      expect(rows[0]).toMatchObject({ accountId, note: 'calls on Mondays', pinned: true });
    }));

  test('do not come back with another key of the same reseller: theirs could not be removed any more', () =>
    withTrial(async (trial) => {
      await loseSettings(trial);
      trial.provider.keys.sendgrid = `${trial.provider.keys.sendgrid}-2`;
      const answer = await trial.connect('sendgrid');
      expect(answer).toMatchObject({ ok: true });
      expect(answer.ok && answer.value.connectionId).not.toBe(trial.connected.sendgrid);
      expect(await lostIds(trial)).toContain(trial.connected.sendgrid);
    }));

  test('take with them what could be undone of their customers', () =>
    withTrial(async (trial) => {
      const accountId = await loseSettings(trial);
      await trial.get('renameAccount', { accountId, name: trial.provider.nameFor('Other Bakery') });
      expect((await trial.state()).lastChange).not.toBeNull();
      await trial.get('forgetLostConnection', { connectionId: trial.connected.sendgrid ?? '' });
      expect((await trial.state()).lastChange).toBeNull();
    }));

  test('are no way to forget a connection that is there', () =>
    withTrial(async (trial) => {
      await trial.start();
      await trial.connectAll();
      for (const connectionId of [trial.connected.sendgrid ?? '', 'stranger0']) {
        expect(await trial.ask('forgetLostConnection', { connectionId })).toMatchObject({
          problem: { kind: 'connection-unknown' },
        });
      }
      expect(trial.keychain.keys.size).toBe(2);
      await trial.expectOrdinaryLogIn('sendgrid');
    }));
});

describe('a key whose connection could not be made or removed', { tags: ['keychain-none-left'] }, () => {
  test('is not left if the keyring reports trouble after it has stored it', () =>
    withTrial(async (trial) => {
      await trial.start();
      Object.assign(trial.keychain, { trouble: 'broken', troubled: ['save'], storesInTrouble: true });
      expect(await trial.connect('brevo')).toMatchObject({ problem: { kind: 'keychain-broken' } });
      expect(trial.keychain.keys.size).toBe(0);
      expect(await lostIds(trial)).toEqual([]);
    }));

  test('is not left if the settings cannot be written', () =>
    withTrial(async (trial) => {
      await trial.start();
      await trial.connectAll(['sendgrid']);
      const { SettingsFile } = await import('../../src/main/settings/settings-file.ts');
      vi.spyOn(SettingsFile.prototype, 'putConnection').mockReturnValue({ ok: false, problem: { kind: 'disk-full' } });
      expect(await trial.connect('brevo')).toMatchObject({ problem: { kind: 'disk-full' } });
      expect([...trial.keychain.keys.keys()]).toEqual([trial.connected.sendgrid]);
      expect(await lostIds(trial)).toEqual([]);
    }));

  test('can be forgotten if the keyring did not say whether it is gone', () =>
    withTrial(async (trial) => {
      await trial.start();
      Object.assign(trial.keychain, { trouble: 'broken', troubled: ['save', 'remove'], storesInTrouble: true });
      expect(await trial.connect('brevo')).toMatchObject({ problem: { kind: 'keychain-broken' } });
      expect(trial.keychain.keys.size).toBe(1);
      const [connectionId = ''] = await lostIds(trial);
      trial.keychain.trouble = null;
      await trial.get('forgetLostConnection', { connectionId });
      expect(trial.keychain.keys.size).toBe(0);
    }));

  test('can be found by its id before the keyring has it, so that a kill leaves none that is unknown', () =>
    withTrial(async (trial) => {
      await trial.start();
      trial.keychain.hangs = true;
      void trial.connect('brevo').catch(() => {});
      await vi.waitFor(() => expect(trial.provider.asked.length).toBeGreaterThan(0));
      const { DatabaseSync } = await import('node:sqlite');
      await vi.waitFor(() => {
        const other = new DatabaseSync(join(trial.folder, 'directory.db'), { readOnly: true });
        const listings = other.prepare('select connection_id from listing').all();
        other.close();
        expect(listings).toHaveLength(1);
      });
      expect(trial.keychain.keys.size).toBe(0);
      trial.keychain.hangs = false;
    }));

  test('is gone, and its customers can be forgotten, if the disk refused to forget them', () =>
    withTrial(async (trial) => {
      await trial.start();
      await trial.connectAll();
      const connectionId = trial.connected.brevo ?? '';
      const forget = vi.spyOn(Directory.prototype, 'forgetConnection').mockImplementation(() => {
        throw new DirectoryFault({ kind: 'disk-full' });
      });
      expect(await trial.ask('disconnectProvider', { connectionId })).toMatchObject({ problem: { kind: 'disk-full' } });
      expect(await lostIds(trial)).toEqual([connectionId]);
      forget.mockRestore();
      await trial.get('forgetLostConnection', { connectionId });
      expect(await lostIds(trial)).toEqual([]);
      await trial.expectOrdinaryLogIn('sendgrid');
    }));

  test('stays the old one if the keyring refuses the new one', () =>
    withTrial(async (trial) => {
      await trial.start();
      await trial.connectAll(['brevo']);
      const connectionId = trial.connected.brevo ?? '';
      Object.assign(trial.keychain, { trouble: 'denied', troubled: ['save'] });
      const request = { connectionId, key: trial.provider.keys.brevo, confirmed: true };
      expect(await trial.ask('replaceKey', request)).toMatchObject({ problem: { kind: 'keychain-denied' } });
      trial.keychain.trouble = null;
      await trial.expectOrdinaryLogIn('brevo');
    }));
});
