import { connectionSchema } from '../../../shared/contract.ts';
import type { DeskSetting } from '../../../shared/desk.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { settingsSchema } from '../../../shared/settings.ts';
import type { DeskImports } from '../../directory/desk/desk-imports.ts';
import type { SettingsChange, SettingsFile } from '../../settings/settings-file.ts';

/** What an import of a desk changed outside the directory. */
export interface DeskRecord {
  settings: readonly { name: DeskSetting; before: unknown; after: unknown }[];
  /** Ids of connections that it made. */
  added: readonly string[];
  /** Ids of connections that ask for a reason since. */
  raised: readonly string[];
}

export const readRecord = (json: string | null): DeskRecord | null =>
  json === null ? null : (JSON.parse(json) as DeskRecord);

/** Another version may have written it: what does not fit this one is left out. */
export function readPending(json: string): SettingsChange {
  const { settings, add, ...others } = JSON.parse(json) as SettingsChange;
  const fitting = Object.entries(settings).filter(
    ([name, value]) =>
      Object.hasOwn(settingsSchema.shape, name) &&
      settingsSchema.shape[name as keyof typeof settingsSchema.shape].safeParse(value).success,
  );
  return {
    settings: Object.fromEntries(fitting),
    add: add.filter((connection) => connectionSchema.safeParse(connection).success),
    ...others,
  };
}

interface FinishDeps {
  settings: Pick<SettingsFile, 'changeAll'>;
  directory: { readonly desk: Pick<DeskImports, 'pending' | 'settle'> };
}

/**
 * Writes to the settings file what imports and undos of desks have still to write there: a kill or a full disk came in between.
 * Call it at the start, before anything reads the connections. Returns disk-full, disk-read-only.
 */
export function finishPendingDesks({ settings, directory }: FinishDeps): Result<null> {
  for (const { importId, pending } of directory.desk.pending()) {
    const kept = settings.changeAll(readPending(pending));
    if (!kept.ok) return kept;
    directory.desk.settle(importId);
  }
  return ok(null);
}
