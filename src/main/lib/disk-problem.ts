import type { Problem } from '../../shared/problems.ts';

/** What an error of the file system means for the user, or null where it is a bug of ours. */
export function diskProblem(error: unknown): Problem | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full' };
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code === 'EISDIR') return { kind: 'disk-read-only' };
  return null;
}
