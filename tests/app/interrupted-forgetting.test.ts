import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Database, DirectoryFault } from '../../src/main/directory/sqlite/database.ts';
import { Trial } from '../helpers/trial.ts';

test('what a full disk interrupted of a forgetting is finished by the next start of the program', {
  tags: ['storage-forgets'],
}, async () => {
  const trial = await Trial.prepare();
  const holdsName = (): boolean =>
    readdirSync(trial.folder)
      .filter((name) => name.startsWith('directory.db'))
      .some((name) => readFileSync(join(trial.folder, name)).includes('Corner Bakery'));
  try {
    await trial.start();
    await trial.connectAll();
    const { accountId } = await trial.firstRow('brevo');
    await trial.get('renameAccount', { accountId, name: trial.provider.nameFor('Corner Bakery') });
    const { transaction } = Database.prototype;
    vi.spyOn(Database.prototype, 'transaction').mockImplementation(function <T>(
      this: Database,
      options: { durable: boolean },
      work: () => T,
    ): T {
      // The record of the forgetting is durable, and the first rows that it removes are not.
      if (!options.durable) throw new DirectoryFault({ kind: 'disk-full' });
      return transaction.call(this, options, work) as T;
    });
    const connectionId = trial.connected.brevo ?? '';
    expect(await trial.ask('disconnectProvider', { connectionId })).toMatchObject({ problem: { kind: 'disk-full' } });
    vi.restoreAllMocks();
    await trial.quit();
    expect(holdsName()).toBe(true);
    await trial.start();
    expect(holdsName()).toBe(false);
    expect(await trial.state()).toMatchObject({ problems: [], lostConnections: [] });
    await trial.expectOrdinaryLogIn('sendgrid');
  } finally {
    vi.restoreAllMocks();
    await trial.end();
  }
});
