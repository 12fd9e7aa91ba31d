// The messages between keychain.ts and its child process. Types only.

export type KeychainAsk =
  | { what: 'save'; connectionId: string; key: string }
  | { what: 'read'; connectionId: string }
  | { what: 'remove'; connectionId: string };

/** The only description of a failure. The OS's own message may contain anything and never leaves the child. */
export type KeychainTrouble = 'missing' | 'locked' | 'waiting' | 'denied' | 'broken';

export type KeychainAnswer =
  /** `key` is null after save and remove, and after a read if there certainly is no key. */
  { ok: true; key: string | null } | { ok: false; trouble: KeychainTrouble };
