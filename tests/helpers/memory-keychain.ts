import type { ChildLink } from '../../src/main/lib/child-link.ts';
import type { KeychainAnswer, KeychainAsk, KeychainTrouble } from '../../src/main/secrets/keychain-protocol.ts';

/** A keyring in memory with the interface of the keychain process. It can fail or hang on purpose. */
export class MemoryKeychain {
  readonly keys = new Map<string, string>();
  trouble: KeychainTrouble | null = null;
  /** Which calls the trouble is about. */
  troubled: readonly KeychainAsk['what'][] = ['save', 'read', 'remove'];
  /** A save with trouble stores the key all the same, as after a lost answer. */
  storesInTrouble = false;
  hangs = false;

  fork(): ChildLink {
    let heard: (message: unknown) => void = () => {};
    let exited = () => {};
    return {
      post: (message) => {
        const { id, ask } = message as { id: number; ask: KeychainAsk };
        if (!this.hangs) setImmediate(() => heard({ id, answer: this.#answer(ask) }));
      },
      onMessage: (listener) => {
        heard = listener;
      },
      onExit: (listener) => {
        exited = listener;
      },
      kill: () => exited(),
    };
  }

  #answer(ask: KeychainAsk): KeychainAnswer {
    const fails = this.trouble !== null && this.troubled.includes(ask.what);
    if (fails && ask.what === 'save' && this.storesInTrouble) this.keys.set(ask.connectionId, ask.key);
    if (this.trouble && fails) return { ok: false, trouble: this.trouble };
    if (ask.what === 'save') this.keys.set(ask.connectionId, ask.key);
    if (ask.what === 'remove') this.keys.delete(ask.connectionId);
    return { ok: true, key: ask.what === 'read' ? (this.keys.get(ask.connectionId) ?? null) : null };
  }
}
