import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
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

/** A Chromium with windows writes its command line anew, with blanks between the words. */
function names(command: string, family: BrowserFamily, folder: string): boolean {
  return `${command} `.replaceAll('\0', ' ').includes(` ${family.folderArguments(folder).join(' ')} `);
}

/**
 * Processes of this user that have the folder in their command line, whether there is a lock or not: a browser before it has
 * taken the lock and after it has given it back, and what it has started.
 */
export function processesOn(family: BrowserFamily, folder: string): number[] {
  try {
    if (process.platform === 'linux') {
      const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
      return pids.map(Number).filter((pid) => runsOn(family, pid, folder));
    }
    const lines = execFileSync('ps', ['-axww', '-o', 'pid=,uid=,command='], { encoding: 'utf8' }).split('\n');
    return lines.flatMap((line) => {
      const [, pid, uid, command] = /^ *(\d+) +(\d+) +(.*)$/.exec(line) ?? [];
      const isOn = Number(uid) === process.getuid?.() && names(command ?? '', family, folder);
      return isOn ? [Number(pid)] : [];
    });
  } catch {
    // The system does not say.
    return [];
  }
}

/** SECURITY: the number may belong to another program by now, and that must not be ended. */
export function runsOn(family: BrowserFamily, pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return statSync(`/proc/${pid}`).uid === process.getuid?.() && names(command, family, folder);
    }
    const [uid, ...rest] = execFileSync('ps', ['-o', 'uid=,command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(' ');
    return Number(uid) === process.getuid?.() && names(rest.join(' '), family, folder);
  } catch {
    // There is no such process.
    return false;
  }
}
