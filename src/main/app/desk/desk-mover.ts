import { randomBytes, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { DeskPreview } from '../../../shared/desk.ts';
import type { ImportRecord } from '../../../shared/names.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { AccountIndex } from '../../accounts/account-index.ts';
import type { Changes } from '../../accounts/changes.ts';
import type { ProviderClients } from '../../connections/clients.ts';
import type { ConnectionWork } from '../../connections/connection-work.ts';
import type { HealthBoard } from '../../connections/health.ts';
import type { Desktop } from '../../desktop/desktop.ts';
import { readShortcut } from '../../desktop/shortcut-rules.ts';
import type { Accounts } from '../../directory/accounts/accounts.ts';
import type { DeskImports } from '../../directory/desk/desk-imports.ts';
import { longest, plainText } from '../../lib/plain-text.ts';
import { readUserFile } from '../../lib/user-files.ts';
import type { providerOf } from '../../providers/registry.ts';
import type { Keychain } from '../../secrets/keychain.ts';
import type { SettingsChange, SettingsFile } from '../../settings/settings-file.ts';
import { type ApplySettingsDeps, applySettings } from '../change-settings.ts';
import { writeChosenFile } from '../handlers/write-chosen-file.ts';
import type { Shortcuts } from '../shortcuts.ts';
import { type DeskFile, readDeskFile } from './desk-file.ts';
import { deskFile } from './export-desk.ts';
import { type DeskRecord, finishPendingDesks, readPending, readRecord } from './pending-desk.ts';
import { planImport } from './plan-import.ts';

export interface DeskMoverDeps extends ApplySettingsDeps {
  desktop: ApplySettingsDeps['desktop'] &
    Pick<Desktop, 'platform'> & { readonly files: Pick<Desktop['files'], 'chooseToRead' | 'chooseToWrite'> };
  settings: Pick<SettingsFile, 'settings' | 'connections' | 'connection' | 'changeAll'>;
  directory: { readonly desk: DeskImports };
  accounts: Pick<Accounts, 'count'>;
  keychain: Pick<Keychain, 'read'>;
  index: Pick<AccountIndex, 'updateInSlices' | 'rowsChanged'>;
  changes: Pick<Changes, 'forget' | 'note'>;
  work: Pick<ConnectionWork, 'begin' | 'stop'>;
  health: Pick<HealthBoard, 'forget'>;
  clients: Pick<ProviderClients, 'forget'>;
  shortcuts: Pick<Shortcuts, 'grabAll'>;
  providerOf: typeof providerOf;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Moves a desk from one computer to another: everything that the user has set up, but no key. */
export class DeskMover {
  readonly #deps: DeskMoverDeps;
  /** The file that was read last. It is kept in memory until another one is read or it is imported. */
  #open: { importId: string; fileName: string; file: DeskFile } | null = null;

  constructor(deps: DeskMoverDeps) {
    this.#deps = deps;
  }

  /** Lets the user choose a file and writes the desk to it. Null: none was chosen. Returns disk-full, file-not-written. */
  export(): Promise<Result<{ rows: number } | null>> {
    return writeChosenFile(this.#deps.desktop, 'latchkey-desk.json', () => deskFile(this.#deps));
  }

  /** Lets the user choose a desk file and says what it would change. Stores nothing. Returns desk-file-unreadable. */
  async choose(): Promise<Result<DeskPreview | null>> {
    const path = await this.#deps.desktop.files.chooseToRead('Choose a desk file', ['json']);
    if (path === null) return ok(null);
    const bytes = await readUserFile(path, 'desk-file-unreadable');
    if (!bytes.ok) return bytes;
    const file = await readDeskFile(bytes.value);
    if (!file.ok) return file;
    const fileName = plainText(basename(path), longest.fileName);
    const importId = randomUUID();
    this.#open = { importId, fileName, file: file.value };
    const { settings, stricterHere, connections, lists, unknown } = this.#plan(file.value);
    const { counts, changes } = await this.#deps.directory.desk.preview(lists);
    const unreadable = file.value.unreadable + unknown;
    const { exportedAt } = file.value;
    return ok({
      importId,
      fileName,
      exportedAt,
      settings,
      stricterHere,
      connections,
      counts: { ...counts, unreadable },
      changes,
    });
  }

  /**
   * Does what the preview said: all of it or, after a kill or a failure, nothing. New connections wait for their keys. Returns
   * import-unknown and the disk's problems.
   */
  async import(importId: string): Promise<Result<ImportRecord>> {
    const { directory, settings } = this.#deps;
    const opened = this.#open;
    if (opened?.importId !== importId) return fail({ kind: 'import-unknown' });
    // A second press must not import it twice.
    this.#open = null;
    const { added, raised, settings: changed, lists } = this.#plan(opened.file);
    const addedIds = added.map(({ connectionId }) => connectionId);
    const change: SettingsChange = {
      settings: Object.fromEntries(changed.map(({ name, after }) => [name, after])),
      add: added,
      remove: [],
      reasonRequired: Object.fromEntries(raised.map((connectionId) => [connectionId, true])),
    };
    const record: DeskRecord = {
      settings: changed.map(({ name, before, after }) => ({ name, before, after })),
      added: addedIds,
      raised,
    };
    const at = new Date(this.#deps.now()).toISOString();
    const stored = await directory.desk.store({ importId, fileName: opened.fileName, at }, lists, {
      added: addedIds,
      record: JSON.stringify(record),
      pending: JSON.stringify(change),
    });
    const before = settings.settings;
    const kept = settings.changeAll(change);
    if (!kept.ok) {
      await directory.desk.takeBack(importId, { removed: addedIds, pending: null });
      await directory.desk.wipe(importId);
      directory.desk.drop(importId);
      this.#open = opened;
      return kept;
    }
    directory.desk.settle(importId);
    await this.#show(before, stored.changed);
    for (const connectionId of addedIds) this.#deps.work.begin(connectionId);
    this.#deps.changes.note(
      { changeId: importId, kind: 'import', fileName: opened.fileName, isDesk: true },
      async () => {
        const undone = await this.undo(importId);
        if (undone.ok) return ok({ name: null });
        return undone.problem.kind === 'import-unknown' ? fail({ kind: 'change-unknown' }) : undone;
      },
    );
    return ok(stored.record);
  }

  /** Whether this is an import of a desk that can be undone, or whose undo is not done yet. */
  has(importId: string): boolean {
    const { desk } = this.#deps.directory;
    return desk.recordOf(importId) !== null || desk.pending().some((one) => one.importId === importId);
  }

  /**
   * Takes back what an import changed, as far as it is unchanged since. A connection that was given its key stays. Returns
   * import-unknown, the keychain's problems and the disk's; after these, it can be tried again.
   */
  async undo(importId: string): Promise<Result<ImportRecord>> {
    const { changes, clients, directory, health, index, settings, work } = this.#deps;
    const before = settings.settings;
    const record = readRecord(directory.desk.recordOf(importId));
    let changed: string[] = [];
    if (record) {
      const removed = await this.#withoutKey(record.added);
      if (!removed.ok) return removed;
      for (const connectionId of removed.value) await work.stop(connectionId);
      const pending = JSON.stringify(this.#changeBack(record, removed.value));
      ({ changed } = await directory.desk.takeBack(importId, { removed: removed.value, pending }));
    }
    const pending = directory.desk.pending().find((one) => one.importId === importId);
    if (!pending) return fail({ kind: 'import-unknown' });
    const finished = finishPendingDesks({ settings, directory });
    if (!finished.ok) return finished;
    changes.forget(importId);
    for (const connectionId of readPending(pending.pending).remove) {
      health.forget(connectionId);
      clients.forget(connectionId);
      index.rowsChanged(connectionId);
    }
    await this.#show(before, changed);
    await directory.desk.wipe(importId);
    const undone = directory.desk.importOf(importId);
    return undone ? ok(undone) : fail({ kind: 'import-unknown' });
  }

  #plan(file: DeskFile) {
    const { desktop, settings, providerOf, now } = this.#deps;
    const allowsShortcut = (accelerator: string): boolean => readShortcut(accelerator, desktop.platform) !== null;
    const here = { settings: settings.settings, connections: settings.connections, providerOf, allowsShortcut };
    return planImport(file, here, () => randomBytes(8).toString('hex'), now());
  }

  /** Those of these connections that have no key. Returns the keychain's problems. */
  async #withoutKey(connectionIds: readonly string[]): Promise<Result<string[]>> {
    const without: string[] = [];
    for (const connectionId of connectionIds) {
      if (!this.#deps.settings.connection(connectionId)) continue;
      const key = await this.#deps.keychain.read(connectionId);
      if (!key.ok) return key;
      if (key.value === null && this.#deps.accounts.count(connectionId) === 0) without.push(connectionId);
    }
    return ok(without);
  }

  #changeBack({ settings, raised }: DeskRecord, remove: readonly string[]): SettingsChange {
    const now = this.#deps.settings;
    const isAsImported = ({ name, after }: DeskRecord['settings'][number]): boolean =>
      JSON.stringify(now.settings[name]) === JSON.stringify(after);
    return {
      settings: Object.fromEntries(settings.filter(isAsImported).map(({ name, before }) => [name, before])),
      add: [],
      remove,
      reasonRequired: Object.fromEntries(raised.map((connectionId) => [connectionId, false])),
    };
  }

  /** Windows, tray, shortcuts and search show what has changed. */
  async #show(before: Settings, changed: readonly string[]): Promise<void> {
    const { events, index, settings, shortcuts } = this.#deps;
    const now = settings.settings;
    if (now.launcherShortcut !== before.launcherShortcut || now.clipboardShortcut !== before.clipboardShortcut)
      shortcuts.grabAll();
    applySettings(this.#deps, now, before);
    await index.updateInSlices(changed);
    events.emit('favourites');
  }
}
