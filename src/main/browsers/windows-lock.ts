import { closeSync, openSync } from 'node:fs';

/**
 * A lock on Windows is a file that its program has open and that no other may write. `held`: a program has it. `left`: the
 * file is there, and none has it. `none`: it is not there. `unclear`: it is about to go, or the system does not say.
 */
export type WindowsLock = 'held' | 'left' | 'none' | 'unclear';

const byCode: Readonly<Record<string, WindowsLock>> = {
  // A sharing violation.
  EBUSY: 'held',
  ENOENT: 'none',
};

export function readWindowsLock(path: string): WindowsLock {
  try {
    closeSync(openSync(path, 'r+'));
    return 'left';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return byCode[code] ?? 'unclear';
  }
}
