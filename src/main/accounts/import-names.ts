import { basename } from 'node:path';
import type { Input } from '../../shared/contract.ts';
import type { ImportRecord, NamesPreview } from '../../shared/names.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { NameBook } from '../directory/names/name-book.ts';
import { readUserFile } from '../lib/user-files.ts';
import type { AccountIndex } from './account-index.ts';
import type { Changes } from './changes.ts';

export interface ImportNamesDeps {
  directory: { readonly names: Pick<NameBook, 'importNames' | 'undo'> };
  index: Pick<AccountIndex, 'updateInSlices'>;
  changes: Pick<Changes, 'forget' | 'note'>;
}

export interface ChooseNamesFileDeps {
  desktop: Pick<Desktop, 'languages'> & { readonly files: Pick<Desktop['files'], 'chooseToRead'> };
  directory: { readonly names: Pick<NameBook, 'preview'> };
}

/** Lets the user choose a names file and reads it; stores nothing. Null: none was chosen. Returns names-file-unreadable. */
export async function chooseNamesFile({
  desktop,
  directory,
}: ChooseNamesFileDeps): Promise<Result<NamesPreview | null>> {
  const path = await desktop.files.chooseToRead('Choose a file with names', ['csv', 'tsv', 'txt']);
  if (path === null) return ok(null);
  const bytes = await readUserFile(path, 'names-file-unreadable');
  if (!bytes.ok) return bytes;
  return directory.names.preview({ bytes: bytes.value, fileName: basename(path), languages: desktop.languages() });
}

/** Stores the names of a file that was read, all of them or none. Returns import-unknown and the disk's problems. */
export async function importNames(
  deps: ImportNamesDeps,
  { importId, ...choice }: Input<'importNames'>,
): Promise<Result<ImportRecord>> {
  const { directory, index, changes } = deps;
  const imported = await directory.names.importNames(importId, choice);
  if (!imported.ok) return imported;
  await index.updateInSlices(imported.value.changed);
  const { record } = imported.value;
  // The id of the import, so that undoing it in the settings window ends this change as well.
  changes.note({ changeId: importId, kind: 'import', fileName: record.fileName }, async () =>
    (await undoImport(deps, importId)).ok ? ok({ name: null }) : fail({ kind: 'change-unknown' }),
  );
  return ok(record);
}

/** Restores what an import replaced. Returns import-unknown and the disk's problems. */
export async function undoImport(
  { directory, index, changes }: ImportNamesDeps,
  importId: string,
): Promise<Result<ImportRecord>> {
  const undone = await directory.names.undo(importId);
  if (!undone.ok) return undone;
  changes.forget(importId);
  await index.updateInSlices(undone.value.changed);
  return ok(undone.value.record);
}
