import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { problemBehind, saysDamaged } from './disk-faults.ts';
import { inspectFile } from './inspect-file.ts';
import { applicationId, migrations, tablesCheckedAtStart } from './migrations.ts';
import { createPrivateFile, keepPrivate, keepPrivateFolder } from './private-files.ts';
import { databaseFiles, setAside } from './set-aside.ts';

export interface DatabaseOptions {
  folder: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

export const databasePath = (folder: string): string => join(folder, 'directory.db');

/** How long to wait for the lock of another program, such as a backup. The whole program waits that long. */
const busyTimeoutMs = 1_000;

const configuration = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  -- SECURITY: deleted rows are overwritten, so that the file does not keep the name of a forgotten customer.
  pragma secure_delete = on;
  -- SECURITY: sorting never writes names into other files.
  pragma temp_store = memory;
  -- SECURITY: the views and triggers of a manipulated file can run none of our functions.
  pragma trusted_schema = off;
  pragma cell_size_check = on;
  pragma cache_size = -16000;
  -- 16 MB of log before SQLite writes it into the file: a list comes in random order, and each page of it changes a hundred
  -- places of the file. With SQLite's default of 4 MB, 100,000 accounts took twice as long on a busy disk.
  pragma wal_autocheckpoint = 4000;
`;

function connect(path: string): DatabaseSync {
  const sqlite = new DatabaseSync(path, { timeout: busyTimeoutMs, allowExtension: false, defensive: true });
  try {
    sqlite.exec(configuration);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

const schemaVersion = (sqlite: DatabaseSync): number =>
  Number(sqlite.prepare('pragma user_version').get()?.['user_version']);

function migrate(sqlite: DatabaseSync): void {
  const version = schemaVersion(sqlite);
  migrations.slice(version).forEach((migration, index) => {
    sqlite.exec('begin immediate');
    try {
      sqlite.exec(migration);
      sqlite.exec(`pragma application_id = ${applicationId}; pragma user_version = ${version + index + 1}`);
      sqlite.exec('commit');
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec('rollback');
      throw error;
    }
  });
}

/**
 * Creates an empty database: under another name first, renamed when it is complete. A kill or a full disk in between leaves
 * no half-made file that would look damaged. `makeRoom` moves away the file that has the name.
 */
function create(path: string, folder: string, makeRoom: () => void): void {
  const unfinished = `${path}.new`;
  const clear = (): void => {
    for (const file of databaseFiles(unfinished)) rmSync(file, { force: true });
  };
  clear();
  try {
    createPrivateFile(unfinished);
    const sqlite = connect(unfinished);
    try {
      migrate(sqlite);
    } finally {
      sqlite.close();
    }
    makeRoom();
    renameSync(unfinished, path);
  } finally {
    clear();
  }
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Quick at any size: it reads the user's own tables through; damaged accounts show when they are read. */
function isWhole(sqlite: DatabaseSync): boolean {
  const tables = sqlite.prepare("select name from sqlite_schema where type = 'table'").all();
  const known = new Set(tables.map(({ name }) => name));
  const version = schemaVersion(sqlite);
  return tablesCheckedAtStart.every(({ table, since }) => {
    if (since > version) return true;
    if (!known.has(table)) return false;
    const [first] = sqlite.prepare(`pragma quick_check(${table})`).all();
    return first !== undefined && Object.values(first)[0] === 'ok';
  });
}

/** Throws if the file can be read but not written. */
function proveWritable(sqlite: DatabaseSync): void {
  sqlite.exec('begin immediate; update ledger_head set events = events; rollback');
}

/** Opens a file that looks like ours. Null if it turns out to be damaged. */
function openWhole(path: string): DatabaseSync | null {
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = connect(path);
    // Before a migration, which reads these tables, so that a missing one is damage and not a bug of the migration.
    if (isWhole(sqlite)) {
      migrate(sqlite);
      proveWritable(sqlite);
      return sqlite;
    }
  } catch (error) {
    if (!saysDamaged(error)) {
      sqlite?.close();
      throw error;
    }
  }
  sqlite?.close();
  return null;
}

/**
 * Opens the database file, or sets a damaged one aside and creates a new one; `damaged` says whether it did. `isDamaged`: the
 * file is known to be damaged although it may pass a quick check.
 */
export function openOrReplace(
  { folder, now }: DatabaseOptions,
  { isDamaged = false }: { isDamaged?: boolean } = {},
): Result<{ sqlite: DatabaseSync; damaged: boolean }> {
  const path = databasePath(folder);
  try {
    keepPrivateFolder(folder);
    const found = isDamaged ? 'damaged' : inspectFile(path, migrations.length, applicationId);
    if (found === 'newer') return fail({ kind: 'directory-newer' });
    databaseFiles(path).forEach(keepPrivate);
    if (found === 'ours') {
      const sqlite = openWhole(path);
      if (sqlite) return ok({ sqlite, damaged: false });
    }
    const damaged = found !== 'absent';
    create(path, folder, () => {
      if (damaged) setAside(path, new Date(now()));
    });
    return ok({ sqlite: connect(path), damaged });
  } catch (error) {
    const problem = problemBehind(error, folder);
    if (problem) return fail(problem);
    throw error;
  }
}
