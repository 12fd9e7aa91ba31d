import { readFileSync, writeFileSync } from 'node:fs';
import { keepPrivate } from '../sqlite/private-files.ts';

/** How long the ledger is, and the hash of its last event. */
export interface LedgerHead {
  events: number;
  hash: string;
}

const line = /^(\d{1,15}) ([0-9a-f]{64})\n$/;

/**
 * The ledger's end, written down a second time outside of the database: an older copy of the database put back in its
 * place is whole in itself, but shorter than this says. Null where there is none; it may lag behind after a kill.
 */
export function readHead(path: string): LedgerHead | null {
  try {
    const [, events, hash] = line.exec(readFileSync(path, 'latin1')) ?? [];
    return events && hash ? { events: Number(events), hash } : null;
  } catch {
    // None yet, or not to be read: the chain and its own head still speak.
    return null;
  }
}

export function writeHead(path: string, { events, hash }: LedgerHead): void {
  try {
    writeFileSync(path, `${events} ${hash}\n`, { mode: 0o600 });
    keepPrivate(path);
  } catch {
    // The event itself is stored already. A head that lags behind is no sign of tampering.
  }
}
