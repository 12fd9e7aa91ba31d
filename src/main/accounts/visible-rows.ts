import type { AccountRow } from '../../shared/account.ts';

/** The rows that the launcher was given last: a slip of the hand could hit any of them, and they need their names first. */
export class VisibleRows {
  #rows: readonly AccountRow[] = [];

  set(rows: readonly AccountRow[]): void {
    this.#rows = rows;
  }

  rows(): readonly AccountRow[] {
    return this.#rows;
  }

  accountIds(): readonly string[] {
    return this.#rows.map((row) => row.accountId);
  }
}
