import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Problem } from '../../../shared/problems.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { inspectFile } from './database-file.ts';
import { problemBehind, saysDamaged } from './disk-faults.ts';
import { applicationId, migrations, tablesCheckedAtStart } from './migrations.ts';
import { createPrivateFile, keepPrivate, keepPrivateFolder } from './private-files.ts';
import { databaseFiles, setAside } from './set-aside.ts';

/** An expected failure of the database or its disk, thrown because it can strike at any read or write. */
export class DirectoryFault extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    // SECURITY: the kind only. SQLite's own message can quote SQL, and the file system's the user's folder.
    super(problem.kind);
    this.name = 'DirectoryFault';
    this.problem = problem;
  }
}

export interface DatabaseOptions {
  folder: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

const pathIn = (folder: string): string => join(folder, 'directory.db');

/** How long a lock of another program, such as a backup, is waited for. The whole program waits meanwhile. */
const busyTimeoutMs = 1_000;

const configuration = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  -- SECURITY: what is deleted is overwritten, so that a forgotten customer's name is not left lying in the file.
  pragma secure_delete = on;
  -- SECURITY: sorting never spills names into files elsewhere.
  pragma temp_store = memory;
  -- SECURITY: a doctored file can run none of our functions from its views and triggers.
  pragma trusted_schema = off;
  pragma cell_size_check = on;
  pragma cache_size = -16000;
  -- 16 MB of log before it is worked into the file: a list comes in random order, and each page of it touches a hundred
  -- places. With SQLite's own 4 MB, 100,000 accounts took twice as long on a busy disk, with twice as many long waits.
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

function migrate(sqlite: DatabaseSync): void {
  const version = Number(sqlite.prepare('pragma user_version').get()?.['user_version']);
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
 * Makes an empty database. Under another name first, and renamed when whole: a kill or a full disk in between leaves no
 * half-made file to be taken for damage. `makeRoom` moves away what has the name.
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

/** Quick at any size: the user's own tables are read through, the accounts are found out when they are read. */
function isWhole(sqlite: DatabaseSync): boolean {
  const tables = sqlite.prepare("select name from sqlite_schema where type = 'table'").all();
  const known = new Set(tables.map(({ name }) => name));
  return tablesCheckedAtStart.every((table) => {
    if (!known.has(table)) return false;
    const [first] = sqlite.prepare(`pragma quick_check(${table})`).all();
    return first !== undefined && Object.values(first)[0] === 'ok';
  });
}

/** Throws where the file can be read but not written to. */
function proveWritable(sqlite: DatabaseSync): void {
  sqlite.exec('begin immediate; update ledger_head set events = events; rollback');
}

/** Opens a file that looks like ours, or answers null where it turns out to be damaged. */
function openWhole(path: string): DatabaseSync | null {
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = connect(path);
    migrate(sqlite);
    if (isWhole(sqlite)) {
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

/** Opens the directory's database, or a fresh one where it was damaged. `damaged` says that a file was set aside. */
function openOrReplace(
  { folder, now }: DatabaseOptions,
  isDamaged = false,
): Result<{ sqlite: DatabaseSync; damaged: boolean }> {
  const path = pathIn(folder);
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

/**
 * Opens the database of `folder`. The problem beside it is directory-set-aside where the old file was damaged. Returns
 * directory-newer, directory-busy, disk-full, disk-read-only.
 */
export function openDatabase(place: DatabaseOptions): Result<{ database: Database; problem: Problem | null }> {
  const opened = openOrReplace(place);
  if (!opened.ok) return opened;
  const { sqlite, damaged } = opened.value;
  return ok({ database: new Database(place, sqlite), problem: damaged ? { kind: 'directory-set-aside' } : null });
}

/**
 * The one open SQLite file. Every call throws `DirectoryFault` where disk or database stands in the way. A file that
 * turns out to be damaged in the middle of work is set aside and replaced at once; the call that met it throws
 * directory-set-aside, and the next one finds an empty directory.
 */
export class Database {
  readonly #place: DatabaseOptions;
  readonly #statements = new Map<string, StatementSync>();
  /** Null for as long as a damaged file could not be replaced. */
  #sqlite: DatabaseSync | null;
  #generation = 1;
  #closed = false;

  constructor(place: DatabaseOptions, sqlite: DatabaseSync) {
    this.#place = place;
    this.#sqlite = sqlite;
  }

  /** Grows when a damaged file was replaced by a fresh one: what was remembered of it no longer holds. */
  get generation(): number {
    return this.#generation;
  }

  get path(): string {
    return pathIn(this.#place.folder);
  }

  /** SECURITY: values only ever go in as bound parameters; `sql` is a constant of ours. */
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guard((sqlite) => this.#statement(sqlite, sql).all(...values) as Row[]);
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#guard((sqlite) => this.#statement(sqlite, sql).get(...values) as Row | undefined);
  }

  /** How many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return this.#guard((sqlite) => Number(this.#statement(sqlite, sql).run(...values).changes));
  }

  /**
   * Commits all of `work`, or nothing. If `durable`, it is on the disk when this returns and survives a power cut. If not,
   * it survives a kill, and a power cut may lose the last transactions, never a part of one: for what a provider can be
   * asked again.
   */
  transaction<T>({ durable }: { durable: boolean }, work: () => T): T {
    if (durable) return this.#commit(work);
    this.#execute('pragma synchronous = normal');
    try {
      return this.#commit(work);
    } finally {
      this.#execute('pragma synchronous = full');
    }
  }

  /** Empties SQLite's write-ahead log into the file and cuts it to nothing. Throws directory-busy while another reads. */
  truncateLog(): void {
    const outcome = this.get<{ busy: number }>('pragma wal_checkpoint(truncate)');
    if (outcome?.busy !== 0) throw new DirectoryFault({ kind: 'directory-busy' });
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  #commit<T>(work: () => T): T {
    this.#execute('begin immediate');
    try {
      const value = work();
      this.#execute('commit');
      return value;
    } catch (error) {
      // Some failures, a full disk among them, have rolled back already.
      if (this.#sqlite?.isTransaction) this.#execute('rollback');
      throw error;
    }
  }

  #drop(): void {
    this.#statements.clear();
    this.#sqlite?.close();
    this.#sqlite = null;
  }

  #execute(sql: string): void {
    this.#guard((sqlite) => sqlite.exec(sql));
  }

  #statement(sqlite: DatabaseSync, sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = sqlite.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  #guard<T>(work: (sqlite: DatabaseSync) => T): T {
    const sqlite = this.#sqlite ?? this.#reopen();
    try {
      return work(sqlite);
    } catch (error) {
      if (saysDamaged(error)) {
        this.#drop();
        this.#reopen(true);
        throw new DirectoryFault({ kind: 'directory-set-aside' });
      }
      const problem = problemBehind(error, this.#place.folder);
      throw problem ? new DirectoryFault(problem) : error;
    }
  }

  /** `isDamaged`: known to be, although it may look well to a quick check. */
  #reopen(isDamaged = false): DatabaseSync {
    if (this.#closed) throw new Error('the directory is closed');
    const opened = openOrReplace(this.#place, isDamaged);
    if (!opened.ok) throw new DirectoryFault(opened.problem);
    this.#sqlite = opened.value.sqlite;
    this.#generation += 1;
    return this.#sqlite;
  }
}
