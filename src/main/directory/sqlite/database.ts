import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Problem } from '../../../shared/problems.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { problemBehind, saysDamaged } from './disk-faults.ts';
import { type DatabaseOptions, databasePath, openOrReplace } from './open-file.ts';

/** An expected failure of the database or its disk. It is thrown, because any read or write can fail. */
export class DirectoryFault extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    // SECURITY: the kind only. SQLite's message can quote SQL, and the file system's can name the user's folder.
    super(problem.kind);
    this.name = 'DirectoryFault';
    this.problem = problem;
  }
}

/**
 * Opens the database of `folder`. `problem` is directory-set-aside if the old file was damaged. Returns directory-newer,
 * directory-busy, disk-full, disk-read-only.
 */
export function openDatabase(options: DatabaseOptions): Result<{ database: Database; problem: Problem | null }> {
  const opened = openOrReplace(options);
  if (!opened.ok) return opened;
  const { sqlite, damaged } = opened.value;
  return ok({ database: new Database(options, sqlite), problem: damaged ? { kind: 'directory-set-aside' } : null });
}

/**
 * The one open SQLite file. Every call throws `DirectoryFault` if the disk or the database fails. If the file turns out to be
 * damaged in the middle of work, it is set aside and replaced at once: that call throws directory-set-aside, and the next
 * one finds an empty directory.
 */
export class Database {
  readonly #options: DatabaseOptions;
  readonly #statements = new Map<string, StatementSync>();
  /** Null while a damaged file could not be replaced yet. */
  #sqlite: DatabaseSync | null;
  #generation = 1;
  #closed = false;

  constructor(options: DatabaseOptions, sqlite: DatabaseSync) {
    this.#options = options;
    this.#sqlite = sqlite;
  }

  /** Grows when a damaged file is replaced: what a caller remembers of the old one is void. */
  get generation(): number {
    return this.#generation;
  }

  get path(): string {
    return databasePath(this.#options.folder);
  }

  /** SECURITY: values are bound parameters, never part of `sql`, which is a constant of ours. */
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guard((sqlite) => this.#statement(sqlite, sql).all(...values) as Row[]);
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#guard((sqlite) => this.#statement(sqlite, sql).get(...values) as Row | undefined);
  }

  /** Returns how many rows it changed. */
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

  /** Writes SQLite's write-ahead log into the file and empties it. Throws directory-busy while another program reads. */
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
      // Some failures, such as a full disk, have rolled back already.
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
        this.#reopen({ isDamaged: true });
        throw new DirectoryFault({ kind: 'directory-set-aside' });
      }
      const problem = problemBehind(error, this.#options.folder);
      throw problem ? new DirectoryFault(problem) : error;
    }
  }

  #reopen(state: { isDamaged: boolean } = { isDamaged: false }): DatabaseSync {
    if (this.#closed) throw new Error('the directory is closed');
    const opened = openOrReplace(this.#options, state);
    if (!opened.ok) throw new DirectoryFault(opened.problem);
    this.#sqlite = opened.value.sqlite;
    this.#generation += 1;
    return this.#sqlite;
  }
}
