import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/main/directory/sqlite/migrations.ts';
import { connectionId, id, logIn, opened, rawDatabase, tempFolder, unwrap } from '../../helpers/temp-directory.ts';
import { versionOneSeal, writeVersionOne } from '../../helpers/version-one.ts';

const outcomesOf = ({ ledger }: ReturnType<typeof opened>['directory']): string[] =>
  ledger.search('', null, 20).rows.map(({ outcome }) => outcome);

const before = ['started', 'opened', 'opened', 'copied', 'copied', 'failed', 'unknown', 'opened'];

test('a database of version 1 keeps its accounts, names, pins and log-ins, and its ledger is intact', () => {
  const folder = tempFolder();
  writeVersionOne(folder);
  writeFileSync(join(folder, 'directory.db-head'), `16 ${versionOneSeal}\n`);
  const { directory, problem } = opened(folder);
  expect(problem).toBeNull();
  expect(directory.accounts.count()).toBe(2);
  expect(directory.accounts.pinned(9).map(({ remoteId }) => remoteId)).toEqual(['2']);
  expect(directory.accounts.get(id('1'))?.name).toBe('Acme of the user');
  expect(outcomesOf(directory)).toEqual(before);
  expect(directory.ledger.search('4711', null, 20).rows).toEqual([
    {
      rowId: 1,
      at: '2026-03-02T09:01:01.000Z',
      who: 'maria',
      accountId: id('1'),
      accountName: '=Acme "GmbH", Søn',
      provider: 'brevo',
      connectionLabel: 'North',
      target: 'senders',
      landing: null,
      as: null,
      reason: '#4711, said ‘now’',
      how: 'open',
      outcome: 'opened',
      problemKind: null,
      sessionEnd: null,
      sessionEndAt: null,
    },
  ]);
  expect(directory.accounts.recent(9).map(({ remoteId }) => remoteId)).toEqual(['2', '1']);
  expect(directory.ledger.lastOpened([connectionId])).toMatchObject({ rowId: 13, accountId: id('2') });
  expect(directory.ledger.intact()).toBe(true);
});

test('log-ins of format 2 follow those of format 1 in the same chain', async () => {
  const folder = tempFolder();
  writeVersionOne(folder);
  const { directory } = opened(folder);
  expect(directory.ledger.markInterrupted()).toBe(1);
  logIn(directory, id('1'), 'superseded');
  const left = logIn(directory, id('2'), undefined, { as: 'jo@acme.example' });
  directory.ledger.finish(left, 'cancelled', null);
  expect(outcomesOf(directory)).toEqual(['cancelled', 'superseded', 'unknown', ...before.slice(1)]);
  expect(directory.ledger.intact()).toBe(true);
  directory.close();
  const formats = rawDatabase(folder)
    .prepare('select format, count(*) as events from ledger_event group by format')
    .all();
  expect(formats).toEqual([
    { format: 1, events: 16 },
    { format: 2, events: 5 },
  ]);
  expect(await opened(folder).directory.ledger.checkInSlices()).toBe(true);
});

test('a database that was migrated refers to itself correctly, and is not migrated again', () => {
  const folder = tempFolder();
  writeVersionOne(folder);
  opened(folder).directory.close();
  const raw = rawDatabase(folder);
  expect(raw.prepare('pragma user_version').get()).toEqual({ user_version: migrations.length });
  expect(raw.prepare('pragma foreign_key_check').all()).toEqual([]);
  expect(raw.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(raw.prepare('pragma foreign_key_list(ledger_words)').all()).toMatchObject([{ table: 'ledger_event' }]);
  expect(() => raw.exec("update ledger_event set who = 'x'")).toThrow('append-only');
  expect(() => raw.exec('delete from ledger_event')).toThrow('append-only');
  const schema = (): unknown[] => raw.prepare('select name, sql from sqlite_schema order by name').all();
  const migrated = schema();
  opened(folder).directory.close();
  expect(schema()).toEqual(migrated);
  const fresh = tempFolder();
  opened(fresh).directory.close();
  expect(rawDatabase(fresh).prepare('select name, sql from sqlite_schema order by name').all()).toEqual(migrated);
});

const changes: Record<string, string> = {
  'an outcome': "update ledger_event set outcome = 'failed' where seq = 2",
  'a customer': "update ledger_words set account_name = 'Other' where row_id = 1",
  'a landing that format 1 cannot have': "update ledger_words set landing = 'https://a.example/' where row_id = 1",
  'a user that format 1 cannot have': "update ledger_words set as_email = 'jo@acme.example' where row_id = 1",
  'a cause that format 1 cannot have': "update ledger_event set cause = 'closed' where seq = 2",
  'a newer format': 'update ledger_event set format = 2 where seq = 2',
};

test.each(Object.entries(changes))('an event of format 1 shows that it was edited: %s', (_, sql) => {
  const folder = tempFolder();
  writeVersionOne(folder);
  opened(folder).directory.close();
  const raw = rawDatabase(folder);
  raw.exec(`drop trigger ledger_event_is_never_edited; ${sql}`);
  raw.close();
  expect(opened(folder).directory.ledger.intact()).toBe(false);
});

test('a profile that a database of version 2 has as blank may have been refused, and is wanted again', () => {
  const folder = tempFolder();
  writeVersionOne(folder);
  const old = rawDatabase(folder);
  old.exec(`${migrations[1]}; pragma user_version = 2;
    update account set profile_at = '2026-11-01', profile_name = '', profile_email = '', profile_domain = '' where remote_id = '1';
    update account set profile_at = '2026-11-01', profile_name = 'Kept', profile_email = '', profile_domain = '' where remote_id = '2';
    update listing set profiles = 2`);
  old.close();
  const { accounts } = opened(folder).directory;
  expect(accounts.profileProgress(connectionId)).toEqual({ known: 1, blank: 0, failed: 0, total: 2 });
  expect(accounts.profilesWanted(connectionId, 5, '2026-10-01')).toEqual([{ accountId: id('1'), hasEmail: false }]);
});

test.each(migrations.map((_, at) => at + 1))(
  'imports of version %i can be undone, and what that changes is noticed',
  async (version) => {
    const folder = tempFolder();
    writeVersionOne(folder);
    const old = rawDatabase(folder);
    old.exec(`${migrations.slice(1, version).join(';')}; pragma user_version = ${version};
    insert into name_import (layer, import_id, file_name, at, accounts, state)
      values (50, 'below', 'a.csv', '2026-01-01', 1, 'stored'), (51, 'above', 'b.csv', '2026-01-01', 1, 'stored');
    insert into imported_name (connection, remote_id, layer, name)
      select connection, '2', layer, iif(layer = 50, 'Below', 'Above') from listing, name_import where layer >= 50`);
    old.close();
    const { directory } = opened(folder);
    const rowId = logIn(directory, id('1'), 'opened');
    expect(directory.accounts.get(id('2'))?.name).toBe('Above');
    expect(directory.accounts.isRenamedSince(id('2'), rowId)).toBe(false);
    unwrap(await directory.names.undo('above'));
    expect(directory.accounts.get(id('2'))?.name).toBe('Below');
    expect(directory.accounts.isRenamedSince(id('2'), rowId)).toBe(true);
    await directory.forgetConnection(connectionId);
    expect(rawDatabase(folder).prepare('select count(*) as rows from renamed').get()).toEqual({ rows: 0 });
  },
);

test('a migration that was killed before its commit leaves version 1, and is done at the next start', () => {
  const folder = tempFolder();
  writeVersionOne(folder);
  const script = `
    import { DatabaseSync } from 'node:sqlite';
    const [, file, module] = process.argv;
    const { migrations } = await import(module);
    const raw = new DatabaseSync(file);
    // A cache of one page, so that half of the migration is on the disk.
    raw.exec('pragma wal_autocheckpoint = 0; pragma cache_size = 1; begin immediate');
    raw.exec(migrations[1]);
    process.kill(process.pid, 'SIGKILL');`;
  const module = join(import.meta.dirname, '../../../src/main/directory/sqlite/migrations.ts');
  const file = join(folder, 'directory.db');
  expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script, file, module])).toThrow();
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  const { directory, problem } = opened(folder);
  expect(problem).toBeNull();
  expect(outcomesOf(directory)).toEqual(before);
  expect(directory.ledger.intact()).toBe(true);
  expect(directory.accounts.count()).toBe(2);
});

test('forgetting a connection removes the words of its log-ins of both formats', async () => {
  const folder = tempFolder();
  writeVersionOne(folder);
  const { directory } = opened(folder);
  logIn(directory, id('1'), 'opened', { as: 'jo@acme.example' });
  const words = (): unknown => rawDatabase(folder).prepare('select count(*) as rows from ledger_words').get();
  expect(words()).toEqual({ rows: 7 });
  await directory.forgetConnection(connectionId);
  expect(words()).toEqual({ rows: 0 });
  expect(directory.ledger.intact()).toBe(true);
});

test('a database of version 1 that lost a table is damaged, and is set aside', () => {
  const folder = tempFolder();
  writeVersionOne(folder);
  rawDatabase(folder).exec('drop table ledger_words');
  const { directory, problem } = opened(folder);
  expect(problem).toEqual({ kind: 'directory-set-aside' });
  logIn(directory, id('1'), 'opened');
  expect(directory.ledger.intact()).toBe(true);
  expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(true);
});
