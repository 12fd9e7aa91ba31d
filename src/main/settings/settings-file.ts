import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { Connection } from '../../shared/connection.ts';
import type { Problem, ProblemOf } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import { diskProblem } from '../lib/disk-problem.ts';
import { fittingConnection, fittingSettings, type Unknown } from './fitting.ts';
import { withFreeLabel } from './free-label.ts';
import { canBeRead, parseSettings } from './read-file.ts';

/** Changes of settings and connections. */
export interface SettingsChange {
  settings: Partial<Settings>;
  add: readonly Connection[];
  /** Ids. */
  remove: readonly string[];
  /** By id. Connections that are gone are left out. */
  reasonRequired: Readonly<Record<string, boolean>>;
}

type Kept = { settings: Partial<Settings>; connections: readonly Connection[] };

/** What a newer version wrote beside what this one knows. */
interface Unknowns {
  settings: Unknown;
  /** By the connection's id. */
  connections: Map<string, Unknown>;
}

const fileName = 'settings';

/**
 * Settings and connections, in electron-store's `settings.json`, 0600. The file holds no key. An unreadable file is
 * renamed and kept beside the new one. If only some values do not fit their schema, the file is copied first, and these
 * values are replaced. What a newer version wrote is kept as it is.
 */
export class SettingsFile {
  readonly #store: Store<Kept>;
  readonly #unknowns: Unknowns;
  #settings: Settings;
  #connections: readonly Connection[];

  private constructor(store: Store<Kept>, unknowns: Unknowns, settings: Settings, connections: readonly Connection[]) {
    this.#store = store;
    this.#unknowns = unknowns;
    this.#settings = settings;
    this.#connections = connections;
  }

  /** `problem` is `settings-set-aside` if anything was lost. electron-store creates a missing `folder`. */
  static open(folder: string, now: () => number = Date.now): { file: SettingsFile; problem: Problem | null } {
    const path = join(folder, `${fileName}.json`);
    removeUnfinished(folder);
    const aside = `${path}.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}`;
    const isLost = existsSync(path) && !canBeRead(path);
    if (isLost) keepAside(() => renameSync(path, aside), aside);
    const store = new Store<Kept>({
      cwd: folder,
      name: fileName,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      deserialize: (text) => parseSettings(text) as Kept,
    });
    const settings = fittingSettings(store.get('settings'));
    const { connections, unknown, lost } = connectionsIn(store.get('connections'));
    const isPartlyLost = settings.dropped || lost !== null;
    if (isPartlyLost) keepAside(() => copyFileSync(path, aside), aside);
    const unknowns = { settings: settings.unknown, connections: unknown };
    const file = new SettingsFile(store, unknowns, settings.fitting, connections);
    if (settings.outdated) file.change({});
    const what = isLost ? 'everything' : lost === 'connections' ? 'connections' : isPartlyLost ? 'values' : null;
    return { file, problem: what && { kind: 'settings-set-aside', lost: what } };
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
    return this.#keep({ settings: { ...this.#unknowns.settings, ...settings } }, () => {
      this.#settings = settings;
    });
  }

  /** Adds the connection, or replaces the one with its id. A label that looks like another one gets a number. Problems as `change`. */
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

  /** Changes settings and connections at once, all or nothing. A label that looks like another one gets a number. Problems as `change`. */
  changeAll({ settings, add, remove, reasonRequired }: SettingsChange): Result<null> {
    const changed = { ...this.#settings, ...settings };
    const replaced = new Set([...remove, ...add.map(({ connectionId }) => connectionId)]);
    const connections = this.#connections
      .filter(({ connectionId }) => !replaced.has(connectionId))
      .map((known) => ({ ...known, reasonRequired: reasonRequired[known.connectionId] ?? known.reasonRequired }));
    for (const connection of add) connections.push(withFreeLabel(connection, connections));
    return this.#keep(
      { settings: { ...this.#unknowns.settings, ...changed }, connections: this.#whole(connections) },
      () => {
        this.#settings = changed;
        this.#connections = connections;
      },
    );
  }

  #keepConnections(connections: readonly Connection[]): Result<null> {
    return this.#keep({ connections: this.#whole(connections) }, () => {
      this.#connections = connections;
    });
  }

  /** With what a newer version wrote of each. */
  #whole(connections: readonly Connection[]): Connection[] {
    const unknown = this.#unknowns.connections;
    return connections.map((connection) => ({ ...unknown.get(connection.connectionId), ...connection }));
  }

  #keep(values: Partial<Kept>, kept: () => void): Result<null> {
    try {
      this.#store.set(values);
    } catch (error) {
      const problem = diskProblem(error);
      if (problem) return fail(problem);
      throw error;
    }
    kept();
    return ok(null);
  }
}

/** SECURITY: it holds labels and emails. An editor may have left the file readable by others. */
function keepAside(put: () => void, aside: string): void {
  put();
  if (process.platform !== 'win32' && statSync(aside).isFile()) chmodSync(aside, 0o600);
}

/** A write that a kill interrupted leaves a file with all that the settings hold, also of a connection that was removed later. */
function removeUnfinished(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${fileName}.json.tmp-`)) rmSync(join(folder, name), { force: true });
  }
}

interface ReadConnections {
  connections: Connection[];
  unknown: Map<string, Unknown>;
  /** Whether connections are missing, or only values of theirs. */
  lost: Exclude<ProblemOf<'settings-set-aside'>['lost'], 'everything'> | null;
}

function connectionsIn(kept: unknown): ReadConnections {
  if (!Array.isArray(kept)) {
    return { connections: [], unknown: new Map(), lost: kept === undefined ? null : 'connections' };
  }
  const read: ReadConnections = { connections: [], unknown: new Map(), lost: null };
  for (const entry of kept) {
    const fitting = fittingConnection(entry);
    const isTwice = read.connections.some(({ connectionId }) => connectionId === fitting?.fitting.connectionId);
    if (!fitting || isTwice) {
      read.lost = 'connections';
      continue;
    }
    if (fitting.dropped) read.lost ??= 'values';
    read.connections.push(withFreeLabel(fitting.fitting, read.connections));
    read.unknown.set(fitting.fitting.connectionId, fitting.unknown);
  }
  return read;
}
