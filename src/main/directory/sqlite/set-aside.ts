import { existsSync, renameSync } from 'node:fs';

/** The files of one database: its own, SQLite's two companions, and the ledger's head. */
export const databaseFiles = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`, `${path}-head`];

/** Renames all files of a damaged database, with the time in the new name. Overwrites and removes nothing. */
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
