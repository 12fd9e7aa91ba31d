import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

// SECURITY: customers' names are nobody else's business on a shared machine: 0700 for the folder, 0600 for each file.
// Windows has no such bits; there the profile folder's own access list keeps other users out.

const others = 0o077;
const isLoose = (path: string): boolean => process.platform !== 'win32' && (statSync(path).mode & others) !== 0;

export function keepPrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    // On a read-only disk a recursive mkdir says ENOENT, a plain one says what is wrong.
    if (existsSync(dirname(folder))) mkdirSync(folder, { mode: 0o700 });
    else throw error;
  }
  if (isLoose(folder)) chmodSync(folder, 0o700);
}

export function keepPrivate(file: string): void {
  if (existsSync(file) && statSync(file).isFile() && isLoose(file)) chmodSync(file, 0o600);
}

/** SQLite gives its companion files the mode of the file they belong to. */
export const createPrivateFile = (file: string): void => closeSync(openSync(file, 'wx', 0o600));
