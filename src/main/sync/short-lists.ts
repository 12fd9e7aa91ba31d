/** How long a list must stay short. A provider's fault is mostly shorter. */
export const shortForMs = 10 * 60_000;

/** So many customers may leave at once, whatever their share: a reseller with three loses two of them on an ordinary day. */
const mostLostAtOnce = 4;

/**
 * Whether a list that lacks `lost` of all known `customers` may be a provider's fault: it is empty, or lacks most of those there were
 * `before`. New ones do not make up for them: it may be the list of another reseller.
 */
export const isShort = (lost: number, customers: number, before: number): boolean =>
  customers > 0 && (lost >= customers || (lost > mostLostAtOnce && lost * 2 > before));

interface Hold {
  /** When the list was first short, in milliseconds since 1970; `Number.NEGATIVE_INFINITY`: it may be short. */
  since: number;
  /** How many customers there were before. Null: no list was short yet. */
  before: number | null;
}

/**
 * Lists that came back without most customers of their connection, or without any. No customer is removed because of one such reply:
 * a provider in trouble sends it as well. In memory: after a restart, it is looked at anew.
 */
export class ShortLists {
  readonly #holds = new Map<string, Hold>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many customers there were before the list became short; null if it is not. */
  before(connectionId: string): number | null {
    return this.#holds.get(connectionId)?.before ?? null;
  }

  /**
   * Notes a short list, of a connection that had `before` customers. Returns null if it is to be believed, otherwise when to look
   * again, in milliseconds since 1970. A list that is believed counts as one with its customers: it says nothing about a shorter one.
   */
  note(connectionId: string, before: number): number | null {
    const now = this.#now();
    const known = this.#holds.get(connectionId)?.since ?? now;
    // If the clock was set back, count anew.
    const since = known <= now ? known : now;
    if (now - since >= shortForMs) {
      this.forget(connectionId);
      return null;
    }
    this.#holds.set(connectionId, { since, before });
    return since + shortForMs;
  }

  /** The list has its customers, or is read anew with a key that knows them. */
  forget(connectionId: string): void {
    this.#holds.delete(connectionId);
  }

  /** Another key or another region: its list may well be shorter. */
  expectOther(connectionId: string): void {
    this.#holds.set(connectionId, { since: Number.NEGATIVE_INFINITY, before: null });
  }
}
