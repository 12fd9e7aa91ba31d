import { readFileSync, writeFileSync } from 'node:fs';
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

export function writeHead(path: string, { events, hash }: LedgerHead): void {
  try {
    writeFileSync(path, `${events} ${hash}\n`, { mode: 0o600 });
    keepPrivate(path);
  } catch {
    // The event itself is stored already, and a head that lags behind is not taken for tampering.
  }
}
