import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import { diskProblem } from './disk-problem.ts';

/** The largest names file that is read. */
export const largestNamesFileBytes = 64 * 1024 * 1024;

/** A names file that the user chose. Returns names-file-unreadable. */
export async function readNamesFile(path: string): Promise<Result<Uint8Array>> {
  try {
    const { size } = await stat(path);
    if (size > largestNamesFileBytes) return fail({ kind: 'names-file-unreadable', why: 'too-large' });
    return ok(await readFile(path));
  } catch {
    return fail({ kind: 'names-file-unreadable', why: 'missing' });
  }
}

/** Writes lines to a file that the user chose, readable by its owner only. Returns disk-full, disk-read-only. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<Result<{ rows: number }>> {
  let rows = -1; // The heading is not counted.
  const counted = function* (): Generator<string> {
    for (const line of lines) {
      rows++;
      yield line;
    }
  };
  try {
    await pipeline(Readable.from(counted()), createWriteStream(path, { mode: 0o600 }));
    return ok({ rows: Math.max(0, rows) });
  } catch (error) {
    const problem = diskProblem(error);
    if (problem) return fail(problem);
    throw error;
  }
}
