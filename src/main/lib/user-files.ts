import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import { diskProblem } from './disk-problem.ts';

/** The largest file of the user's that is read. */
export const largestUserFileBytes = 64 * 1024 * 1024;

/** A file that the user chose. Returns a problem of the given kind. */
export async function readUserFile(
  path: string,
  kind: 'names-file-unreadable' | 'desk-file-unreadable',
): Promise<Result<Uint8Array>> {
  try {
    const found = await stat(path);
    // Anything else may wait for ever, or never end: a pipe takes one of Node's four threads for files.
    if (!found.isFile()) return fail({ kind, why: 'missing' });
    // It may grow while it is read.
    const content = await readAtMost(path, largestUserFileBytes + 1);
    if (content.byteLength > largestUserFileBytes) return fail({ kind, why: 'too-large' });
    return ok(content);
  } catch {
    return fail({ kind, why: 'missing' });
  }
}

async function readAtMost(path: string, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: most - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * Writes lines to a file that the user chose, readable by its owner only. A file that is there is replaced when the new one is
 * whole, unless its owner made it read-only. Returns disk-full, file-not-written.
 */
export async function writeLines(path: string, lines: Iterable<string>): Promise<Result<{ rows: number }>> {
  let rows = -1; // The heading is not counted.
  const counted = function* (): Generator<string> {
    for (const line of lines) {
      rows++;
      yield line;
    }
  };
  const target = await whereToWrite(path);
  const unfinished = join(dirname(target), `latchkey-${randomBytes(4).toString('hex')}.tmp`);
  try {
    const found = await stat(target).catch(() => null);
    if (found && (found.mode & ownerWrites) === 0) return fail({ kind: 'file-not-written' });
    await pipeline(Readable.from(counted()), createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
    await rename(unfinished, target);
    return ok({ rows: Math.max(0, rows) });
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    if (diskProblem(error)?.kind === 'disk-full') return fail({ kind: 'disk-full' });
    if (isOfSystem(error)) return fail({ kind: 'file-not-written' });
    throw error;
  }
}

const ownerWrites = 0o200;

/** Anything else is a bug in what makes the lines. */
const isOfSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/**
 * Where a path leads. SECURITY: in a folder that all users share, another user's link would lead the export over a file of this
 * user; such a link is not followed.
 */
async function whereToWrite(path: string): Promise<string> {
  try {
    const found = await lstat(path);
    const isOwn = [process.getuid?.(), 0].includes(found.uid);
    return found.isSymbolicLink() && !isOwn ? path : await realpath(path);
  } catch {
    // Nothing is there yet.
    return path;
  }
}
