import type { Ledger } from '../directory/ledger/ledger.ts';

const halfLifeMs = 14 * 24 * 60 * 60_000;
/** An account opened this often counts half of the most it can. */
const halfCount = 5;

/** How often and how recently each account was opened, 0 to 1. Read from the ledger at the first use after a change. */
export class Frecency {
  readonly #ledger: Pick<Ledger, 'usage'>;
  readonly #now: () => number;
  #known: ReturnType<Ledger['usage']> | null = null;
  /** The keys of `#known`: each keystroke asks for them. */
  #accountIds: readonly string[] = [];
  #knownAt = 0;

  constructor(ledger: Pick<Ledger, 'usage'>, now: () => number) {
    this.#ledger = ledger;
    this.#now = now;
  }

  of(accountId: string): number {
    const used = this.#usage().get(accountId);
    if (!used?.lastAt) return 0;
    const age = this.#now() - Date.parse(used.lastAt);
    // A time later than now is no time: the clock was ahead then.
    if (age < 0) return 0;
    return (used.count / (used.count + halfCount)) * 0.5 ** (age / halfLifeMs);
  }

  /** Every account that was ever opened. */
  accountIds(): readonly string[] {
    this.#usage();
    return this.#accountIds;
  }

  /** The ledger has changed. */
  changed(): void {
    this.#known = null;
  }

  #usage(): ReturnType<Ledger['usage']> {
    const now = this.#now();
    // The clock was set back: times that had passed are times to come, which the ledger leaves out.
    if (now < this.#knownAt) this.#known = null;
    this.#knownAt = now;
    if (this.#known) return this.#known;
    const usage = this.#ledger.usage();
    this.#known = usage;
    this.#accountIds = [...usage.keys()];
    return usage;
  }
}
