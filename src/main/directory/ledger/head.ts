import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { LedgerMismatch } from '../../../shared/ledger.ts';
import { keepPrivate } from '../sqlite/private-files.ts';

/** How long the ledger is, and the hash of its last event. */
export interface LedgerHead {
  events: number;
  hash: string;
}

const line = /^(\d{1,15}) ([0-9a-f]{64})\n$/;

/**
 * The ledger's length and last hash, stored a second time outside of the database. If an older copy of the database is put in
 * its place, its chain is whole, but shorter than this. Null if there is none. It may lag behind after a kill.
 */
export function readHead(path: string): LedgerHead | null {
  try {
    const [, events, hash] = line.exec(readFileSync(path, 'latin1')) ?? [];
    return events && hash ? { events: Number(events), hash } : null;
  } catch {
    // Missing or unreadable: the chain and the head in the database are still checked.
    return null;
  }
}

/** SECURITY: it moves forward only, so that no write hides that the database has become shorter. */
export function advanceHead(path: string, { events, hash }: LedgerHead): void {
  if (events <= (readHead(path)?.events ?? 0)) return;
  try {
    writeFileSync(path, `${events} ${hash}\n`, { mode: 0o600 });
    keepPrivate(path);
  } catch {
    // The event itself is stored already, and a head that lags behind is not taken for tampering.
  }
}

const asideMark = '.mismatch-';
/** The time in the name of a head that was set aside, with hyphens for colons, and a number if two have the same time. */
const asideTime = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)(?:-\d+)?$/;

/**
 * Keeps a head to which the database does not fit, under another name. It stays there for good: the database cannot remember
 * it, because an older copy of the database would not have it. Returns false if the disk refuses; the head then stays.
 */
export function setHeadAside(path: string, now: Date): boolean {
  const stamp = `${path}${asideMark}${now.toISOString().replaceAll(':', '-')}`;
  const taken = new Set(headsAside(path));
  let name = stamp;
  for (let n = 2; taken.has(basename(name)); n += 1) name = `${stamp}-${n}`;
  try {
    renameSync(path, name);
    return true;
  } catch {
    return false;
  }
}

/** The mismatches that were found so far, oldest first. */
export function readMismatches(path: string): LedgerMismatch[] {
  return headsAside(path).flatMap((name) => {
    const [, hour, minute, second] = asideTime.exec(name.slice(basename(path).length + asideMark.length)) ?? [];
    return hour ? [{ foundAt: `${hour}:${minute}:${second}` }] : [];
  });
}

function headsAside(path: string): string[] {
  try {
    return readdirSync(dirname(path))
      .filter((name) => name.startsWith(`${basename(path)}${asideMark}`))
      .sort();
  } catch {
    return [];
  }
}
