import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { Connection } from '../../shared/connection.ts';
import { connectionSchema } from '../../shared/contract.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../shared/settings.ts';
import { diskProblem } from '../lib/disk-problem.ts';

type Kept = { settings: Partial<Settings>; connections: readonly Connection[] };

const fileName = 'settings';

/**
 * Settings and connections, in electron-store's `settings.json`, 0600. The file holds no key. An unreadable file is
 * renamed and kept beside the new one. If only some entries do not fit their schema, the file is copied first, and these
 * entries get their defaults.
 */
export class SettingsFile {
  readonly #store: Store<Kept>;
  #settings: Settings;
  #connections: readonly Connection[];

  private constructor(store: Store<Kept>, settings: Settings, connections: readonly Connection[]) {
    this.#store = store;
    this.#settings = settings;
    this.#connections = connections;
  }

  /** `problem` is `settings-set-aside` if anything was lost. electron-store creates a missing `folder`. */
  static open(folder: string, now: () => number = Date.now): { file: SettingsFile; problem: Problem | null } {
    const path = join(folder, `${fileName}.json`);
    const aside = `${path}.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}`;
    let damaged = existsSync(path) && !isReadable(path);
    if (damaged) renameSync(path, aside);
    const store = new Store<Kept>({
      cwd: folder,
      name: fileName,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
    });
    const settings = fittingSettings(store.get('settings'));
    const connections = fittingConnections(store.get('connections'));
    if (settings.dropped || connections.dropped) {
      copyFileSync(path, aside);
      damaged = true;
    }
    const file = new SettingsFile(store, settings.fitting, connections.fitting);
    // A setting of an older version may hold a customer's data: writing what fits removes it.
    if (settings.outdated) file.change({});
    return { file, problem: damaged ? { kind: 'settings-set-aside' } : null };
  }

  get settings(): Settings {
    return this.#settings;
  }

  get connections(): readonly Connection[] {
    return this.#connections;
  }

  connection(connectionId: string): Connection | undefined {
    return this.#connections.find((connection) => connection.connectionId === connectionId);
  }

  /** Returns disk-full or disk-read-only; nothing has changed then. */
  change(change: Partial<Settings>): Result<null> {
    const settings = { ...this.#settings, ...change };
    return this.#keep('settings', settings, () => {
      this.#settings = settings;
    });
  }

  /** Adds the connection, or replaces the one with its id. A label that another one has gets a number. Problems as `change`. */
  putConnection(connection: Connection): Result<null> {
    const isIt = ({ connectionId }: Connection): boolean => connectionId === connection.connectionId;
    const others = this.#connections.filter((other) => !isIt(other));
    const put = withFreeLabel(connection, others);
    return this.#keepConnections(
      others.length < this.#connections.length
        ? this.#connections.map((other) => (isIt(other) ? put : other))
        : [...others, put],
    );
  }

  /** Problems as `change`. */
  removeConnection(connectionId: string): Result<null> {
    return this.#keepConnections(this.#connections.filter((connection) => connection.connectionId !== connectionId));
  }

  #keepConnections(connections: readonly Connection[]): Result<null> {
    return this.#keep('connections', connections, () => {
      this.#connections = connections;
    });
  }

  #keep<K extends keyof Kept>(name: K, value: Kept[K], kept: () => void): Result<null> {
    try {
      this.#store.set({ [name]: value });
    } catch (error) {
      const problem = diskProblem(error);
      if (problem) return fail(problem);
      throw error;
    }
    kept();
    return ok(null);
  }
}

/** A user could not tell two connections with one label apart. Of at most 60 characters, which is what the contract allows. */
function withFreeLabel(connection: Connection, others: readonly Connection[]): Connection {
  const taken = new Set(others.map(({ label }) => label));
  for (let count = 1; ; count++) {
    const { label: wished } = connection;
    const label = count === 1 ? wished.slice(0, 60).trim() : `${wished.slice(0, 56).trim()} ${count}`;
    if (!taken.has(label)) return { ...connection, label };
  }
}

function isReadable(path: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof content === 'object' && content !== null && !Array.isArray(content);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Checks each setting on its own, so that one bad value does not cost the others. */
function fittingSettings(kept: unknown): { fitting: Settings; dropped: boolean; outdated: boolean } {
  if (typeof kept !== 'object' || kept === null) {
    return { fitting: defaultSettings, dropped: kept !== undefined, outdated: false };
  }
  let dropped = false;
  const entries = Object.entries(settingsSchema.shape).flatMap(([name, shape]) => {
    if (!Object.hasOwn(kept, name)) return [];
    const read = shape.safeParse((kept as Record<string, unknown>)[name]);
    dropped ||= !read.success;
    return read.success ? [[name, read.data]] : [];
  });
  const outdated = Object.keys(kept).some((name) => !Object.hasOwn(settingsSchema.shape, name));
  return { fitting: { ...defaultSettings, ...Object.fromEntries(entries) }, dropped, outdated };
}

function fittingConnections(kept: unknown): { fitting: Connection[]; dropped: boolean } {
  if (!Array.isArray(kept)) return { fitting: [], dropped: kept !== undefined };
  const fitting: Connection[] = [];
  for (const entry of kept) {
    const read = connectionSchema.safeParse(entry);
    if (read.success) fitting.push(withFreeLabel(read.data, fitting));
  }
  return { fitting, dropped: fitting.length < kept.length };
}
