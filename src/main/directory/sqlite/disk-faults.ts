import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../../shared/problems.ts';

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

const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** True where SQLite itself found that the file is not, or no longer, a whole database. */
export function saysDamaged(error: unknown): boolean {
  const code = primaryCode(error);
  return code === corrupt || code === notADatabase;
}

function problemOfSystemCode(code: string | null): Problem | null {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { kind: 'disk-full' };
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return { kind: 'disk-read-only' };
    // Windows: another program has the file open.
    case 'EBUSY':
      return { kind: 'directory-busy' };
    default:
      return null;
  }
}

/** What keeps us from writing to `folder`, found by trying: SQLite says "cannot open" for a full and a locked disk alike. */
function tryWriting(folder: string): Problem | null {
  const probe = join(folder, '.write-probe');
  try {
    writeFileSync(probe, Buffer.alloc(65_536), { mode: 0o600 });
    return null;
  } catch (error) {
    return problemOfSystemCode(systemCode(error));
  } finally {
    try {
      rmSync(probe, { force: true });
    } catch {
      // A folder that cannot be written to has no probe to remove.
    }
  }
}

/**
 * The problem behind an error of SQLite or of the file system: disk-full, disk-read-only or directory-busy. Null: a bug,
 * to be thrown on as it is. Damage is asked for with `saysDamaged`.
 */
export function problemBehind(error: unknown, folder: string): Problem | null {
  switch (primaryCode(error)) {
    case null:
      return problemOfSystemCode(systemCode(error));
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
