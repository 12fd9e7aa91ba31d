import type { Input } from '../../src/shared/contract.ts';
import type { NamesPreview } from '../../src/shared/names.ts';

/** The import of a previewed file as Latchkey guessed it. */
export function importRequest(preview: NamesPreview | null): Input<'importNames'> {
  if (!preview) throw new Error('no file was previewed');
  const { importId, encoding, headingLine, columns } = preview;
  return { importId, encoding, headingLine, columns: columns.map(({ meaning }) => meaning) };
}
