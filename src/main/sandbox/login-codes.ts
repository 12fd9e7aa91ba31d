import { randomBytes } from 'node:crypto';

/** So many of the newest codes are remembered, so that a used one is refused as used. */
const remembered = 10_000;

export type CodeUse<T> =
  | { outcome: 'accepted'; visit: T; ageMs: number }
  | { outcome: 'spent' | 'expired'; visit: T }
  | { outcome: 'unknown' };

/** Hexadecimal, as in the example of Brevo's reference. */
export const newCode = (): string => randomBytes(32).toString('hex');

/** Codes that open something for a limited time, once or as often as one likes. Held in memory only. */
export class LoginCodes<T> {
  readonly #now: () => number;
  readonly #lifetimeMs: number;
  readonly #worksOnce: boolean;
  readonly #issued = new Map<string, { visit: T; issuedAtMs: number; spent: boolean }>();

  constructor({ lifetimeSeconds, worksOnce, now }: { lifetimeSeconds: number; worksOnce: boolean; now: () => number }) {
    this.#worksOnce = worksOnce;
    this.#lifetimeMs = lifetimeSeconds * 1000;
    this.#now = now;
  }

  issue(code: string, visit: T): void {
    this.#issued.set(code, { visit, issuedAtMs: this.#now(), spent: false });
    if (this.#issued.size > remembered) {
      const [oldest] = this.#issued.keys();
      if (oldest !== undefined) this.#issued.delete(oldest);
    }
  }

  use(code: string): CodeUse<T> {
    const entry = this.#issued.get(code);
    if (!entry) return { outcome: 'unknown' };
    const ageMs = this.#now() - entry.issuedAtMs;
    if (entry.spent) return { outcome: 'spent', visit: entry.visit };
    if (ageMs > this.#lifetimeMs) return { outcome: 'expired', visit: entry.visit };
    entry.spent = this.#worksOnce;
    return { outcome: 'accepted', visit: entry.visit, ageMs };
  }
}
