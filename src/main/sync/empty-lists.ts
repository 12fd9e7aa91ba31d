/** How long an empty list must stay empty. A provider's fault is mostly shorter. */
export const emptyForMs = 10 * 60_000;

/**
 * Lists that came back empty, of connections that had customers. Nothing is removed for the sake of one such reply: a provider
 * in trouble sends it as well. In memory: after a restart, it is looked at anew.
 */
export class EmptyLists {
  /** When a list was first empty, in milliseconds since 1970; `Number.NEGATIVE_INFINITY`: it may be empty. */
  readonly #since = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes an empty list. Returns null if it is to be believed, otherwise when to look again, in milliseconds since 1970. */
  note(connectionId: string): number | null {
    const now = this.#now();
    const known = this.#since.get(connectionId) ?? now;
    // If the clock was set back, count anew.
    const since = known <= now ? known : now;
    this.#since.set(connectionId, since);
    return now - since >= emptyForMs ? null : since + emptyForMs;
  }

  /** The list has customers. */
  forget(connectionId: string): void {
    this.#since.delete(connectionId);
  }

  /** Another key or another region: its list may well be empty. */
  expectOther(connectionId: string): void {
    this.#since.set(connectionId, Number.NEGATIVE_INFINITY);
  }
}
