import { randomBytes } from 'node:crypto';

/** What is to be told about codes that no longer work is kept for this many of the newest. */
const kept = 10_000;

export type CodeUse<T> =
  | { outcome: 'accepted'; visit: T; ageMs: number }
  | { outcome: 'spent' | 'expired'; visit: T }
  | { outcome: 'unknown' };

/** Codes that open something once, for a while. Held in memory only. */
export class OneTimeCodes<T> {
  readonly #now: () => number;
  readonly #lifetimeMs: number;
  readonly #issued = new Map<string, { visit: T; issuedAtMs: number; spent: boolean }>();

  constructor(lifetimeSeconds: number, now: () => number) {
    this.#lifetimeMs = lifetimeSeconds * 1000;
    this.#now = now;
  }

  issue(visit: T): string {
    const code = randomBytes(32).toString('base64url');
    this.#issued.set(code, { visit, issuedAtMs: this.#now(), spent: false });
    if (this.#issued.size > kept) {
      const [oldest] = this.#issued.keys();
      if (oldest !== undefined) this.#issued.delete(oldest);
    }
    return code;
  }

  use(code: string): CodeUse<T> {
    const entry = this.#issued.get(code);
    if (!entry) return { outcome: 'unknown' };
    const ageMs = this.#now() - entry.issuedAtMs;
    if (entry.spent) return { outcome: 'spent', visit: entry.visit };
    if (ageMs > this.#lifetimeMs) return { outcome: 'expired', visit: entry.visit };
    entry.spent = true;
    return { outcome: 'accepted', visit: entry.visit, ageMs };
  }
}
