/**
 * `started` is committed before the provider is asked. After a restart a row still `started` reads `unknown`: the
 * program ended in between, and the customer may or may not have been opened.
 */
export type LedgerOutcome = 'started' | 'opened' | 'copied' | 'failed' | 'unknown';

/** One log-in, as the ledger keeps it. */
export interface LedgerRow {
  rowId: number;
  /** ISO. */
  at: string;
  /** Operating system user on this machine. */
  who: string;
  accountId: string;
  /** The customer's name at that time. */
  accountName: string;
  provider: string;
  connectionLabel: string;
  target: string | null;
  reason: string;
  how: 'open' | 'copy';
  outcome: LedgerOutcome;
  /** The kind of problem where the outcome is `failed`. */
  problemKind: string | null;
}
