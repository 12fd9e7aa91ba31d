import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDirectory } from '../../../src/main/directory/directory.ts';
import { DirectoryFault, openDatabase } from '../../../src/main/directory/sqlite/database.ts';
import { migrations } from '../../../src/main/directory/sqlite/migrations.ts';
import {
  connectionId,
  id,
  logIn,
  noon,
  opened,
  rawDatabase,
  syncAll,
  tempFolder,
} from '../../helpers/temp-directory.ts';

const fileIn = (folder: string): string => join(folder, 'directory.db');
const setAsideIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.includes('.damaged-'));

/** A directory with an account, a name and a log-in, closed. */
async function filled(folder: string): Promise<void> {
  const { directory } = opened(folder);
  await syncAll(directory, [{ remoteId: '1', name: 'Acme' }]);
  directory.names.rename(id('1'), 'Mine');
  logIn(directory, id('1'), 'opened');
  directory.close();
}

function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof DirectoryFault) {
      // Nothing of the message of SQLite or the system: it may quote a path or a name.
      expect([error.message, error.cause]).toEqual([error.problem.kind, undefined]);
      return error.problem.kind;
    }
    throw error;
  }
  return 'none';
}

/** Opens it, and proves that it works: writes, and reads back. */
async function expectUsable(folder: string): Promise<void> {
  const { directory } = opened(folder);
  await syncAll(directory, [{ remoteId: 'usable', name: 'Usable' }], 'connection9');
  logIn(directory, id('usable', 'connection9'), 'opened');
  expect(directory.accounts.get(id('usable', 'connection9'))?.name).toBe('Usable');
  expect(directory.ledger.intact()).toBe(true);
  directory.close();
}

describe.skipIf(process.platform === 'win32')('who may read the files', () => {
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

  test('opens folder and files to their owner only, even under a umask that lets everybody in', {
    tags: ['storage-private'],
  }, async () => {
    const umask = process.umask(0);
    onTestFinished(() => void process.umask(umask));
    const folder = join(tempFolder(), 'made', 'here');
    const { directory } = opened(folder);
    await syncAll(directory, [{ remoteId: '1' }]);
    logIn(directory, id('1'), 'opened');
    expect(modeOf(folder)).toBe('700');
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(['directory.db', 'directory.db-head', 'directory.db-shm', 'directory.db-wal']);
    for (const file of files) expect([file, modeOf(join(folder, file))]).toEqual([file, '600']);
  });

  test('closes a folder and a file that others can read', async () => {
    const folder = tempFolder();
    await filled(folder);
    chmodSync(folder, 0o755);
    chmodSync(fileIn(folder), 0o644);
    opened(folder);
    expect([modeOf(folder), modeOf(fileIn(folder))]).toEqual(['700', '600']);
  });

  test('keeps a file private when it sets it aside', () => {
    const folder = tempFolder();
    writeFileSync(fileIn(folder), 'not a database', { mode: 0o644 });
    opened(folder);
    expect(setAsideIn(folder).map((file) => modeOf(join(folder, file)))).toEqual(['600']);
  });
});

describe('the connection to the file', () => {
  const database = () => {
    const result = openDatabase({ folder: tempFolder(), now: Date.now });
    if (!result.ok) throw new Error(result.problem.kind);
    onTestFinished(() => result.value.database.close());
    return result.value.database;
  };

  test('overwrites what is deleted, keeps sorting in memory, trusts no schema, waits for the disk', () => {
    const opened = database();
    const setting = (name: string) => Object.values(opened.get<Record<string, unknown>>(`pragma ${name}`) ?? {})[0];
    expect(setting('secure_delete')).toBe(1);
    expect(setting('temp_store')).toBe(2);
    expect(setting('trusted_schema')).toBe(0);
    expect(setting('foreign_keys')).toBe(1);
    expect(setting('journal_mode')).toBe('wal');
    expect(setting('synchronous')).toBe(2);
  });

  test('waits for the disk again after a transaction that is not durable, even if that fails', () => {
    const opened = database();
    const synchronous = () => opened.get('pragma synchronous');
    const within = opened.transaction({ durable: false }, () => synchronous());
    expect(within).toEqual({ synchronous: 1 });
    expect(synchronous()).toEqual({ synchronous: 2 });
    expect(() => opened.transaction({ durable: false }, () => opened.run('insert into nonsense values (1)'))).toThrow(
      'no such table',
    );
    expect(synchronous()).toEqual({ synchronous: 2 });
    expect(opened.transaction({ durable: true }, () => synchronous())).toEqual({ synchronous: 2 });
  });

  test('commits all of a transaction or nothing', () => {
    const opened = database();
    const count = () => opened.get('select count(*) as n from listing');
    const half = (): void => {
      opened.run("insert into listing (connection_id) values ('half')");
      throw new Error('half-way');
    };
    expect(() => opened.transaction({ durable: true }, half)).toThrow('half-way');
    expect(() => opened.transaction({ durable: false }, half)).toThrow('half-way');
    expect(count()).toEqual({ n: 0 });
  });
});

describe('a damaged file', { tags: ['storage-damaged'] }, () => {
  const damage: Record<string, (file: string) => void> = {
    'is empty': (file) => truncateSync(file, 0),
    'is shorter than a header': (file) => truncateSync(file, 60),
    'was cut off': (file) => truncateSync(file, 8_192),
    'is no database': (file) => writeFileSync(file, 'x'.repeat(50_000)),
    'has noise in its first page': (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0xa5, 100, 4_096);
      writeFileSync(file, bytes);
    },
    'has noise in all pages but the first': (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0xa5, 4_096);
      writeFileSync(file, bytes);
    },
    'lost a table': (file) => {
      const raw = new DatabaseSync(file);
      raw.exec('drop table ledger_words');
      raw.close();
    },
    'belongs to another program': (file) => {
      rmSync(file);
      const raw = new DatabaseSync(file);
      raw.exec('create table account (something text); insert into account values (1)');
      raw.close();
    },
    'is a folder': (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  };

  test.each(Object.entries(damage))('that %s is set aside whole, and a new directory works', async (_, spoil) => {
    const folder = tempFolder();
    await filled(folder);
    spoil(fileIn(folder));
    const spoilt = statSync(fileIn(folder)).isFile() ? readFileSync(fileIn(folder)) : null;
    const { directory, problem } = opened(folder);
    expect(problem).toEqual({ kind: 'directory-set-aside' });
    expect(directory.accounts.count()).toBe(0);
    expect(directory.ledger.intact()).toBe(true);
    directory.close();
    const aside = setAsideIn(folder).filter((name) => !name.endsWith('-head'));
    expect(aside).toHaveLength(1);
    if (spoilt) expect(readFileSync(join(folder, aside[0]!)).equals(spoilt)).toBe(true);
    await expectUsable(folder);
    expect(opened(folder).problem).toBeNull();
  });

  test('is set aside under its own name, however often and fast it happens', () => {
    const folder = tempFolder();
    const contents = ['first', 'second', 'third'];
    for (const content of contents) {
      writeFileSync(fileIn(folder), content);
      opened(folder, () => 0).directory.close();
    }
    const aside = setAsideIn(folder);
    expect(aside).toHaveLength(3);
    expect(aside.map((name) => readFileSync(join(folder, name), 'utf8')).sort()).toEqual(contents);
  });

  test('is set aside with its log, so that the log is not mixed into the new one', async () => {
    const folder = tempFolder();
    await filled(folder);
    writeFileSync(`${fileIn(folder)}-wal`, 'a log');
    truncateSync(fileIn(folder), 0);
    expect(opened(folder).problem?.kind).toBe('directory-set-aside');
    const log = setAsideIn(folder).find((name) => name.endsWith('-wal'));
    expect(log && readFileSync(join(folder, log), 'utf8')).toBe('a log');
  });

  test('that is missing except for its log is reported, and the log is kept', async () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    await syncAll(directory, [{ remoteId: '1', name: 'Acme' }]);
    copyFileSync(`${fileIn(folder)}-wal`, join(folder, 'kept'));
    directory.close();
    rmSync(fileIn(folder));
    copyFileSync(join(folder, 'kept'), `${fileIn(folder)}-wal`);
    const { directory: fresh, problem } = opened(folder);
    expect(problem?.kind).toBe('directory-set-aside');
    expect(fresh.accounts.count()).toBe(0);
    expect(setAsideIn(folder).some((name) => name.endsWith('-wal'))).toBe(true);
  });

  test('that is found in the middle of work is set aside at once, and the next call finds a new one', async () => {
    const folder = tempFolder();
    const before = opened(folder);
    const many = Array.from({ length: 5_000 }, (_, n) => ({ remoteId: `${n}`, name: `Customer ${n}` }));
    await syncAll(before.directory, many);
    before.directory.close();
    const file = fileIn(folder);
    const bytes = readFileSync(file);
    // Pages of accounts: there are too many to read at each start.
    for (let page = Math.floor(bytes.length / 4_096 / 2); page < bytes.length / 4_096; page++) {
      bytes.fill(0xa5, page * 4_096, page * 4_096 + 4_000);
    }
    writeFileSync(file, bytes);
    const { directory, problem } = opened(folder);
    expect(problem).toBeNull();
    expect(faultOf(() => directory.accounts.getMany(many.map(({ remoteId }) => id(remoteId))))).toBe(
      'directory-set-aside',
    );
    expect(directory.accounts.count()).toBe(0);
    expect(setAsideIn(folder)).not.toEqual([]);
    await syncAll(directory, [{ remoteId: '1', name: 'Acme' }]);
    logIn(directory, id('1'), 'opened');
    expect(directory.accounts.get(id('1'))?.name).toBe('Acme');
    expect(directory.ledger.intact()).toBe(true);
  });

  test('is not seen in an unfinished file: a kill while it is created does no harm', () => {
    const folder = tempFolder();
    writeFileSync(`${fileIn(folder)}.new`, 'half');
    expect(opened(folder).problem).toBeNull();
    expect(readdirSync(folder)).not.toContain('directory.db.new');
  });
});

describe('a newer schema', { tags: ['storage-newer'] }, () => {
  const bytesIn = (folder: string): Record<string, string> =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));

  test('is left untouched', async () => {
    const folder = tempFolder();
    await filled(folder);
    const raw = rawDatabase(folder);
    raw.exec(`pragma user_version = ${migrations.length + 1}`);
    raw.close();
    const before = bytesIn(folder);
    expect(openDirectory({ folder })).toEqual({ ok: false, problem: { kind: 'directory-newer' } });
    expect(bytesIn(folder)).toEqual(before);
  });

  test('is left untouched even if a killed program left it in its log only', async () => {
    const folder = tempFolder();
    await filled(folder);
    const script = `
      const { DatabaseSync } = require('node:sqlite');
      const raw = new DatabaseSync(process.argv[1]);
      raw.exec('pragma wal_autocheckpoint = 0; create table newer (a text); pragma user_version = 99');
      process.kill(process.pid, 'SIGKILL');`;
    expect(() => execFileSync(process.execPath, ['-e', script, fileIn(folder)])).toThrow();
    expect(statSync(`${fileIn(folder)}-wal`).size).toBeGreaterThan(0);
    const before = bytesIn(folder);
    expect(openDirectory({ folder })).toEqual({ ok: false, problem: { kind: 'directory-newer' } });
    expect(bytesIn(folder)).toEqual(before);
  });
});

describe('a file that another program locks', () => {
  test('is reported as busy, before and after opening, and works again afterwards', async () => {
    const folder = tempFolder();
    await filled(folder);
    const { directory } = opened(folder);
    const raw = rawDatabase(folder);
    raw.exec('begin immediate');
    expect(faultOf(() => logIn(directory, id('1')))).toBe('directory-busy');
    expect(faultOf(() => directory.names.rename(id('1'), 'Other'))).toBe('directory-busy');
    expect(directory.accounts.get(id('1'))?.name).toBe('Mine');
    expect(openDirectory({ folder })).toEqual({ ok: false, problem: { kind: 'directory-busy' } });
    raw.exec('rollback');
    logIn(directory, id('1'), 'opened');
    expect(directory.ledger.search('', null, 10).rows).toHaveLength(2);
    expect(directory.ledger.intact()).toBe(true);
  });
});

/** Runs a mount command. If this machine does not allow it, the test is skipped, visibly. */
function mounted(skip: (note: string) => never, ...args: string[]): void {
  const target = args.at(-1) ?? '';
  try {
    execFileSync('mount', args, { stdio: 'pipe' });
  } catch {
    skip('mounting is not allowed here');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', target]));
}

describe('a disk that cannot be written to', () => {
  test('is reported at opening, and the files stay as they are', async ({ skip }) => {
    const folder = tempFolder();
    await filled(folder);
    const before = readFileSync(fileIn(folder));
    mounted(skip, '--bind', folder, folder);
    execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
    expect(openDirectory({ folder })).toEqual({ ok: false, problem: { kind: 'disk-read-only' } });
    expect(readFileSync(fileIn(folder)).equals(before)).toBe(true);
    execFileSync('mount', ['-o', 'remount,rw,bind', folder]);
    await expectUsable(folder);
  });

  test('is reported if the folder must still be created', ({ skip }) => {
    const folder = tempFolder();
    mounted(skip, '-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', folder);
    const problem = { kind: 'disk-read-only' };
    expect(openDirectory({ folder })).toEqual({ ok: false, problem });
    expect(openDirectory({ folder: join(folder, 'below') })).toEqual({ ok: false, problem });
  });
});

describe('a full disk', () => {
  const fill = (folder: string): string => {
    const filler = join(folder, 'filler');
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(65_536));
    } catch {
      // Down to the last page, which is smaller than a piece.
      try {
        for (;;) appendFileSync(filler, Buffer.alloc(512));
      } catch {
        return filler;
      }
    }
  };

  test('is reported if a first directory cannot be created, and leaves nothing half-made behind', async ({ skip }) => {
    const folder = tempFolder();
    mounted(skip, '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder);
    const filler = fill(folder);
    expect(openDirectory({ folder })).toEqual({ ok: false, problem: { kind: 'disk-full' } });
    expect(readdirSync(folder)).toEqual(['filler']);
    rmSync(filler);
    expect(opened(folder).problem).toBeNull();
  });

  test('is reported when an old directory is opened, and nothing of it is lost', async ({ skip }) => {
    const folder = tempFolder();
    mounted(skip, '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder);
    await filled(folder);
    const filler = fill(folder);
    expect(openDirectory({ folder })).toEqual({ ok: false, problem: { kind: 'disk-full' } });
    rmSync(filler);
    const { directory, problem } = opened(folder);
    expect(problem).toBeNull();
    expect(directory.accounts.get(id('1'))?.name).toBe('Mine');
    directory.close();
    await expectUsable(folder);
  });

  test('does not move away a damaged file that it cannot replace', ({ skip }) => {
    const folder = tempFolder();
    mounted(skip, '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder);
    writeFileSync(fileIn(folder), 'damaged');
    const filler = fill(folder);
    expect(openDirectory({ folder })).toEqual({ ok: false, problem: { kind: 'disk-full' } });
    expect(readFileSync(fileIn(folder), 'utf8')).toBe('damaged');
    rmSync(filler);
    expect(opened(folder).problem?.kind).toBe('directory-set-aside');
  });

  test('is reported by the write that meets it; that write leaves no trace, and all before it stays', async ({
    skip,
  }) => {
    const folder = tempFolder();
    mounted(skip, '-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder);
    const { directory } = opened(folder);
    await syncAll(directory, [{ remoteId: '1', name: 'Acme' }]);
    logIn(directory, id('1'), 'opened');
    const filler = fill(folder);
    const { accounts, ledger, names } = directory;
    const kinds = new Set<string>();
    for (let n = 0; n < 200 && !kinds.has('disk-full'); n++)
      kinds.add(faultOf(() => logIn(directory, id('1'), 'opened')));
    expect(kinds).toContain('disk-full');
    const acknowledged = ledger.search('', null, 1_000).rows.length;
    expect(faultOf(() => accounts.beginRun(connectionId))).toBe('disk-full');
    expect(faultOf(() => names.rename(id('1'), 'Mine'))).toBe('disk-full');
    expect(accounts.get(id('1'))).toMatchObject({ name: 'Acme' });
    expect(ledger.intact()).toBe(true);
    rmSync(filler);
    names.rename(id('1'), 'Mine');
    logIn(directory, id('1'), 'opened');
    expect(ledger.search('', null, 1_000).rows.length).toBe(acknowledged + 1);
    expect(ledger.intact()).toBe(true);
    expect(accounts.lastSyncedAt(connectionId)).toBe(noon);
  });
});

test('refuses every call once the directory is closed', async () => {
  const folder = tempFolder();
  const { directory } = opened(folder);
  directory.close();
  expect(() => directory.accounts.count()).toThrow('the directory is closed');
  expect(readdirSync(folder)).toEqual(['directory.db']);
});

test('keeps an acknowledged log-in through a kill right after it', {
  tags: ['storage-killed'],
}, async () => {
  const folder = tempFolder();
  await filled(folder);
  const child = spawn(process.execPath, [
    join(import.meta.dirname, '..', '..', 'helpers', 'children', 'log-in-and-die.ts'),
    folder,
  ]);
  const acknowledged: string[] = [];
  child.stdout.on('data', (data) => acknowledged.push(...String(data).trim().split('\n')));
  const signal = await new Promise((done) => child.on('close', (_, by) => done(by)));
  expect(signal).toBe('SIGKILL');
  expect(acknowledged.length).toBeGreaterThan(0);
  const { ledger } = opened(folder).directory;
  expect(ledger.markInterrupted()).toBe(1);
  const [last] = ledger.search('', null, 1).rows;
  expect(last).toMatchObject({ rowId: Number(acknowledged.at(-1)), outcome: 'unknown' });
  expect(ledger.intact()).toBe(true);
  expect(ledger.markInterrupted()).toBe(0);
});
