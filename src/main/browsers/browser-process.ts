import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import type { BrowserFamily } from './browser-family.ts';

/** `live`: a browser runs on the folder. `stale`: one that ended without giving its lock back did. `free`: none. */
export type Holder = { state: 'live'; pid: number } | { state: 'stale' } | { state: 'free' };

/**
 * Whether a browser runs on a folder, by the folder's lock. The process that was started does not tell, because it may
 * only pass the address on to another one.
 */
export function holderOf(family: BrowserFamily, folder: string): Holder {
  const pid = family.lockedBy(folder);
  if (pid === null) return { state: 'free' };
  return runsOn(family, pid, folder) ? { state: 'live', pid } : { state: 'stale' };
}

/** SECURITY: the number may belong to another program by now, and that must not be ended. */
export function runsOn(family: BrowserFamily, pid: number, folder: string): boolean {
  const words = family.folderArguments(folder).join(' ');
  // A Chromium with windows writes its command line anew, with blanks between the words.
  const names = (command: string): boolean => `${command} `.replaceAll('\0', ' ').includes(` ${words} `);
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return statSync(`/proc/${pid}`).uid === process.getuid?.() && names(command);
    }
    const [uid, ...rest] = execFileSync('ps', ['-o', 'uid=,command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(' ');
    return Number(uid) === process.getuid?.() && names(rest.join(' '));
  } catch {
    // There is no such process.
    return false;
  }
}
