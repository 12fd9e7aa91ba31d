import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { lockedBy } from '../../src/main/browsers/lock-links.ts';
import type { WindowsLock } from '../../src/main/browsers/windows-lock.ts';

/**
 * What `src/main/browsers/windows-lock.ts` would find where a browser on Linux plays one on Windows: Linux lets any
 * program write a file that another one has open.
 */
export function readWindowsLock(path: string): WindowsLock {
  const isChromium = basename(path) === 'lockfile';
  const pid = lockedBy(isChromium ? 'chromium' : 'firefox', dirname(path));
  if (pid !== null && isRunning(pid)) return 'held';
  // Chromium's file goes with it. Firefox's stays, like that of the same meaning here.
  return !isChromium && existsSync(join(dirname(path), '.parentlock')) ? 'left' : 'none';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
