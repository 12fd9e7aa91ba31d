import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { readWindowsLock } from '../helpers/windows-locks.ts';
import { machine } from './system.ts';

const browsersLock = /[\\/](?:lockfile|parent\.lock)$/;

/** On Windows no other program may write the lock of a browser that runs. Linux would let the app. */
export function keepBrowsersLocks(): void {
  if (process.platform !== 'win32' || machine === 'win32') return;
  const open = fs.openSync;
  fs.openSync = (path, flags, mode) => {
    const isLock = typeof path === 'string' && flags === 'r+' && browsersLock.test(path);
    if (isLock && readWindowsLock(path) === 'held')
      throw Object.assign(new Error(`EBUSY: resource busy or locked, open '${path}'`), { code: 'EBUSY' });
    return open(path, flags, mode);
  };
  syncBuiltinESMExports();
}
