import { ok, type Result } from '../../../shared/result.ts';
import type { Desktop } from '../../desktop/desktop.ts';
import { writeLines } from '../../lib/user-files.ts';

/** Lets the user choose a file and writes lines to it. Null: none was chosen. Returns disk-full, file-not-written. */
export async function writeChosenFile(
  desktop: { readonly files: Pick<Desktop['files'], 'chooseToWrite'> },
  suggestedName: string,
  lines: () => Iterable<string>,
): Promise<Result<{ rows: number } | null>> {
  const path = await desktop.files.chooseToWrite('Save as', suggestedName);
  return path === null ? ok(null) : writeLines(path, lines());
}
