import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { FamilyId } from './families.ts';

/** Locks that are symbolic links. Their target, which does not exist, ends with the number of a process. */
const links: Readonly<Record<FamilyId, { name: string; pid: RegExp }>> = {
  // `<host>-<process id>`. Source: chromium/src, chrome/browser/process_singleton_posix.cc.
  chromium: { name: 'SingletonLock', pid: /-(\d+)$/ },
  // `<address of the host>:+<process id>`, on Linux only. Source: mozilla-central, toolkit/profile/nsProfileLock.cpp.
  firefox: { name: 'lock', pid: /:\+?(\d+)$/ },
};

/** The process that the folder's lock names, or null. */
export function lockedBy(family: FamilyId, folder: string): number | null {
  const { name, pid } = links[family];
  try {
    const found = pid.exec(readlinkSync(join(folder, name)))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}
