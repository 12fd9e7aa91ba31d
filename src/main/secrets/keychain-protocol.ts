// What crosses between keychain.ts and its child process. Types only.

export type KeychainAsk =
  | { what: 'save'; connectionId: string; key: string }
  | { what: 'read'; connectionId: string }
  | { what: 'remove'; connectionId: string };

/** All that is ever told of a failure: no text of the operating system leaves the child, it may name anything. */
export type KeychainTrouble = 'missing' | 'locked' | 'waiting' | 'denied' | 'broken';

export type KeychainAnswer =
  /** `key` is null after save and remove, and after read where there surely is none. */
  { ok: true; key: string | null } | { ok: false; trouble: KeychainTrouble };
