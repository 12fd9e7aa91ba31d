import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

// SECURITY: on a shared machine other users must not read customers' names: 0700 for the folder, 0600 for each file.
// Windows has no such bits; there the access list of the profile folder keeps other users out.

const others = 0o077;
const isLoose = (path: string): boolean => process.platform !== 'win32' && (statSync(path).mode & others) !== 0;

export function keepPrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    // On a read-only disk a recursive mkdir reports ENOENT; a plain one reports the reason.
    if (existsSync(dirname(folder))) mkdirSync(folder, { mode: 0o700 });
    else throw error;
  }
  if (isLoose(folder)) chmodSync(folder, 0o700);
}

export function keepPrivate(file: string): void {
  if (existsSync(file) && statSync(file).isFile() && isLoose(file)) chmodSync(file, 0o600);
}

/** SQLite gives its companion files the same mode. */
export const createPrivateFile = (file: string): void => closeSync(openSync(file, 'wx', 0o600));
