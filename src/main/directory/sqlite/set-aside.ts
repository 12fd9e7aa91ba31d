import { existsSync, renameSync } from 'node:fs';

/** The files that make up one database: its own, SQLite's two companions, and the ledger's record of its end. */
export const databaseFiles = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`, `${path}-head`];

/** Moves a damaged database away whole, under a new name with the time in it. Nothing is overwritten or removed. */
export function setAside(path: string, now: Date): void {
  const stamp = now.toISOString().replaceAll(':', '-');
  let name = `${path}.damaged-${stamp}`;
  for (let n = 2; databaseFiles(name).some((file) => existsSync(file)); n += 1) name = `${path}.damaged-${stamp}-${n}`;
  const to = databaseFiles(name);
  databaseFiles(path).forEach((file, index) => {
    const target = to[index];
    if (target !== undefined && existsSync(file)) renameSync(file, target);
  });
}
