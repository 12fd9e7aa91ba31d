import type { Line } from './screen.ts';

/** How long the new words of a row are on the screen before a press acts on it. */
const readMs = 300;

/** Rows that say another name than a moment ago. */
export class ChangedRows {
  #painted = new Set<string>();
  /** Changed while the time of others was running: theirs begins afterwards. */
  #coming = new Set<string>();
  #readAt = Number.NEGATIVE_INFINITY;

  /** `before`, `after`: the lines of one list. `nameIn`: what a line calls its customer. `isWritten`: by the person, just now. */
  note(
    before: readonly (Line | null)[],
    after: readonly (Line | null)[],
    now: number,
    nameIn: (line: Line) => string,
    isWritten: (line: Line, name: string) => boolean,
  ): void {
    this.#advance(now);
    const former = new Map(before.flatMap((line) => (line?.isCustomer ? [[line.key, nameIn(line)]] : [])));
    for (const line of after) {
      const name = line?.isCustomer ? former.get(line.key) : undefined;
      if (!line || name === undefined) continue;
      const isOther = name !== nameIn(line);
      if (isOther && !isWritten(line, nameIn(line))) this.#coming.add(line.key);
    }
    if (this.#readAt <= now) this.#begin(now);
  }

  /** Another list. */
  clear(): void {
    this.#painted = new Set();
    this.#coming = new Set();
    this.#readAt = Number.NEGATIVE_INFINITY;
  }

  blocks(accountId: string, now: number): boolean {
    this.#advance(now);
    return this.#painted.has(accountId) || this.#coming.has(accountId);
  }

  /** How long a person waits who reads first. */
  leftMs(now: number): number {
    this.#advance(now);
    if (this.#painted.size === 0) return 0;
    return this.#readAt - now + (this.#coming.size > 0 ? readMs : 0);
  }

  #advance(now: number): void {
    while (this.#readAt <= now && this.#painted.size > 0) this.#begin(this.#readAt);
  }

  #begin(at: number): void {
    this.#painted = this.#coming;
    this.#coming = new Set();
    if (this.#painted.size > 0) this.#readAt = at + readMs;
  }
}
