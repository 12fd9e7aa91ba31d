import type { Handlers } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import { chooseNamesFile, importNames, undoImport } from '../../accounts/import-names.ts';
import type { Program } from '../compose.ts';
import { writeChosenFile } from './write-chosen-file.ts';

/** Names files. */
export function nameHandlers(program: Program) {
  const { names } = program.directory;
  return {
    chooseNamesFile: () => chooseNamesFile(program),
    previewNames: ({ importId, ...choice }) => names.previewAgain(importId, choice),
    importNames: (request) => importNames(program, request),
    undoImport: ({ importId }) => undoImport(program, importId),
    listImports: () => ok(names.imports()),
    exportNames: () => writeChosenFile(program.desktop, 'latchkey-names.csv', () => names.exportCsv()),
  } satisfies Partial<Handlers>;
}
