import type { Handlers } from '../../../shared/contract.ts';
import type { Program } from '../compose.ts';

/** Desk files. `undoImport` undoes their imports. */
export function deskHandlers({ desk }: Program) {
  return {
    exportDesk: () => desk.export(),
    chooseDeskFile: () => desk.choose(),
    importDesk: ({ importId }) => desk.import(importId),
  } satisfies Partial<Handlers>;
}
