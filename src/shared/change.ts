/** A change that the user made to what Latchkey keeps of customers, and can undo until the program ends. */
export interface UndoableChange {
  changeId: string;
  kind: 'rename' | 'note' | 'pin' | 'unpin' | 'import';
  /** The customer's name before the change; the file's name with `import`. */
  name: string;
  /** ISO. */
  at: string;
}
