const halfLifeMs = 14 * 24 * 60 * 60_000;
/** Opened this often, an account counts half of what it can. */
const halfCount = 5;

/** How often and how lately each account was opened, 0 to 1; read from the ledger when first asked after a change. */
export class Frecency {
  readonly #usage: () => ReadonlyMap<string, { count: number; lastAt: string }>;
  readonly #now: () => number;
  #known: ReadonlyMap<string, { count: number; lastAt: string }> | null = null;

  constructor(usage: () => ReadonlyMap<string, { count: number; lastAt: string }>, now: () => number) {
    this.#usage = usage;
    this.#now = now;
  }

  of(accountId: string): number {
    this.#known ??= this.#usage();
    const used = this.#known.get(accountId);
    if (!used) return 0;
    const age = Math.max(0, this.#now() - Date.parse(used.lastAt));
    return (used.count / (used.count + halfCount)) * 0.5 ** (age / halfLifeMs);
  }

  /** Every account that was ever opened: whoever was, is looked at first however short the text is. */
  accountIds(): Iterable<string> {
    this.#known ??= this.#usage();
    return this.#known.keys();
  }

  changed(): void {
    this.#known = null;
  }
}
