import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../../shared/problems.ts';
import { diskProblem } from '../../lib/disk-problem.ts';

// Primary result codes. Source: https://www.sqlite.org/rescode.html
const busy = 5;
const locked = 6;
const readOnly = 8;
const ioError = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;

const primaryCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null;

/** True if SQLite itself found that the file is not, or no longer, a whole database. */
export function saysDamaged(error: unknown): boolean {
  const code = primaryCode(error);
  return code === corrupt || code === notADatabase;
}

/** On Windows, another program may have the file open. */
const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EBUSY';

const fileSystemProblem = (error: unknown): Problem | null =>
  isBusy(error) ? { kind: 'directory-busy' } : diskProblem(error);

/** Why we cannot write to `folder`, found by trying: SQLite says "cannot open" for a full and for a read-only disk. */
function tryWriting(folder: string): Problem | null {
  const probe = join(folder, '.write-probe');
  try {
    writeFileSync(probe, Buffer.alloc(65_536), { mode: 0o600 });
    return null;
  } catch (error) {
    return fileSystemProblem(error);
  } finally {
    try {
      rmSync(probe, { force: true });
    } catch {
      // A folder that cannot be written to has no probe to remove.
    }
  }
}

/**
 * The problem behind an error of SQLite or of the file system: disk-full, disk-read-only or directory-busy. Null for a bug,
 * which the caller must throw on. For damage, see `saysDamaged`.
 */
export function problemBehind(error: unknown, folder: string): Problem | null {
  switch (primaryCode(error)) {
    case null:
      return fileSystemProblem(error);
    case busy:
    case locked:
      return { kind: 'directory-busy' };
    case full:
      return { kind: 'disk-full' };
    case readOnly:
    case cannotOpen:
    case ioError:
      return tryWriting(folder) ?? { kind: 'disk-read-only' };
    default:
      return null;
  }
}
