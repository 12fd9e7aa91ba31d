// Changes that the user made to what Latchkey keeps of customers. They can be undone until the program ends.

export type UndoableChange = AccountChange | ImportChange;

/** A change to one customer. `name`: what the customer was called before it. */
export type AccountChange = { changeId: string; accountId: string; name: string } & (
  | { kind: 'rename'; newName: string }
  /** `removed`: the user emptied the note. */
  | { kind: 'note'; removed: boolean }
  | { kind: 'pin' | 'unpin' }
);

/** Names that were imported from a file. `isDesk`: and settings and connections with them. */
interface ImportChange {
  changeId: string;
  kind: 'import';
  fileName: string;
  isDesk?: true;
}

/** `name`: what the customer is called now that the change is undone; null after an import. */
export interface Undone {
  name: string | null;
}
