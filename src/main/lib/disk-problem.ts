import type { Problem } from '../../shared/problems.ts';

/** The problem behind an error of the file system; null for any other error, which is a bug. */
export function diskProblem(error: unknown): Problem | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full' };
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code === 'EISDIR') return { kind: 'disk-read-only' };
  return null;
}
