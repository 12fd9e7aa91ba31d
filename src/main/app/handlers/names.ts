import type { Handlers } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import { customersCsv } from '../../accounts/customers-csv.ts';
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
    undoImport: ({ importId }) =>
      program.desk.has(importId) ? program.desk.undo(importId) : undoImport(program, importId),
    listImports: () => ok(names.imports()),
    exportCustomers: () => writeChosenFile(program.desktop, 'latchkey-customers.csv', () => customersCsv(program)),
    exportNames: () => writeChosenFile(program.desktop, 'latchkey-names.csv', () => names.exportCsv()),
  } satisfies Partial<Handlers>;
}
