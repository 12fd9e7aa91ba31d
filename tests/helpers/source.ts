import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The code of every TypeScript file under a folder of the project, without its comments, in the order of their paths. */
export function codeUnder(folder: string): { file: string; code: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort()
    .map((file) => ({
      file,
      code: readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
    }));
}

const source = codeUnder('src');

/** Files of src whose code, without its comments, has the word. */
export const filesWith = (word: RegExp): string[] =>
  source.filter(({ code }) => word.test(code)).map(({ file }) => file);
