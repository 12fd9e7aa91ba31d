import { basename } from 'node:path';
import type { Input } from '../../shared/contract.ts';
import type { ImportRecord, NamesPreview } from '../../shared/names.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { NameBook } from '../directory/names/name-book.ts';

export interface ImportNamesDeps {
  chooseFile: () => Promise<string | null>;
  readFile: (path: string) => Promise<Result<Uint8Array>>;
  names: Pick<NameBook, 'preview' | 'importNames' | 'undo'>;
  /** These accounts may be called otherwise now. */
  renamed: (accountIds: readonly string[]) => Promise<void>;
}

/** Lets the user choose a names file and reads it; nothing is stored yet. Returns names-file-unreadable. */
export async function chooseNamesFile(deps: ImportNamesDeps): Promise<Result<NamesPreview | null>> {
  const path = await deps.chooseFile();
  if (path === null) return ok(null);
  const bytes = await deps.readFile(path);
  if (!bytes.ok) return bytes;
  return deps.names.preview({ bytes: bytes.value, fileName: basename(path) });
}

/** Stores the names of a file that was read, all of them or none. Returns import-unknown and the disk's problems. */
export async function importNames(
  deps: ImportNamesDeps,
  { importId, columns, hasHeader }: Input<'importNames'>,
): Promise<Result<ImportRecord>> {
  const imported = await deps.names.importNames(importId, { columns, hasHeader });
  if (!imported.ok) return imported;
  await deps.renamed(imported.value.changed);
  return ok(imported.value.record);
}

/** Puts back what an import replaced. Returns import-unknown and the disk's problems. */
export async function undoImport(deps: ImportNamesDeps, importId: string): Promise<Result<ImportRecord>> {
  const undone = await deps.names.undo(importId);
  if (!undone.ok) return undone;
  await deps.renamed(undone.value.changed);
  return ok(undone.value.record);
}
