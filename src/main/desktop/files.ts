import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserWindow, dialog, shell } from 'electron';

/** Asks the user for a file to read. `extensions` have no dots. Returns null if the user chose no file. */
export async function chooseToRead(
  parent: BrowserWindow | null,
  title: string,
  extensions: readonly string[],
): Promise<string | null> {
  const options = {
    title,
    filters: [{ name: title, extensions: [...extensions] }, allFiles],
    properties: ['openFile' as const, 'dontAddToRecent' as const],
  };
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks the user where to write a file. Returns null if the user cancelled. */
export async function chooseToWrite(
  parent: BrowserWindow | null,
  title: string,
  suggestedName: string,
): Promise<string | null> {
  const options = {
    title,
    defaultPath: suggestedName,
    properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const, 'dontAddToRecent' as const],
  };
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? null : filePath;
}

/** Shows one of our files in the file manager, without opening it. */
export const showInFolder = (path: string): void => shell.showItemInFolder(path);

/** The text of a file in `resources`. Rejects if there is no file of that name. */
export async function readResource(resources: string, name: string): Promise<string> {
  if (!/^[a-z0-9-]+\.(txt|md)$/.test(name)) throw new Error('not the name of a resource');
  return readFile(join(resources, name), 'utf8');
}

const allFiles = { name: 'All files', extensions: ['*'] };
