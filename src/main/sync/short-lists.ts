/** How long a list must stay short. A provider's fault is mostly shorter. */
export const shortForMs = 10 * 60_000;

/** So many customers may leave at once, whatever their share: a reseller with three loses two of them on an ordinary day. */
const mostLostAtOnce = 4;

/** Whether a list that lacks `lost` of these customers may be a provider's fault: none is left, or most are missing. */
export const isShort = (lost: number, customers: number): boolean =>
  customers > 0 && (lost >= customers || (lost > mostLostAtOnce && lost * 2 > customers));

/**
 * Lists that came back without most customers of their connection, or without any. No customer is removed because of one such reply:
 * a provider in trouble sends it as well. In memory: after a restart, it is looked at anew.
 */
export class ShortLists {
  /** When a list was first short, in milliseconds since 1970; `Number.NEGATIVE_INFINITY`: it may be short. */
  readonly #since = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Notes a short list. Returns null if it is to be believed, otherwise when to look again, in milliseconds since 1970. A list
   * that is believed counts as one with its customers: it says nothing about a shorter one.
   */
  note(connectionId: string): number | null {
    const now = this.#now();
    const known = this.#since.get(connectionId) ?? now;
    // If the clock was set back, count anew.
    const since = known <= now ? known : now;
    if (now - since >= shortForMs) {
      this.forget(connectionId);
      return null;
    }
    this.#since.set(connectionId, since);
    return since + shortForMs;
  }

  /** The list has its customers. */
  forget(connectionId: string): void {
    this.#since.delete(connectionId);
  }

  /** Another key or another region: its list may well be shorter. */
  expectOther(connectionId: string): void {
    this.#since.set(connectionId, Number.NEGATIVE_INFINITY);
  }
}
