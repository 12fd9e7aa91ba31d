/** How a log-in came out. `superseded`: another customer was asked for before this one was opened. */
export type FinalOutcome = 'opened' | 'copied' | 'failed' | 'cancelled' | 'superseded' | 'unknown';

/**
 * `started` is committed before the request to the provider. A row that is still `started` after a restart reads
 * `unknown`: the program ended in between, and the customer may or may not have been opened.
 */
export type LedgerOutcome = 'started' | FinalOutcome;

/** One log-in in the ledger. */
export interface LedgerRow {
  rowId: number;
  /** ISO. */
  at: string;
  /** OS user name. */
  who: string;
  accountId: string;
  /** The customer's name at that time. */
  accountName: string;
  provider: string;
  connectionLabel: string;
  target: string | null;
  /** Address of the page where it led, without query and fragment, or null. */
  landing: string | null;
  /** Email of the user of the customer's account who was logged in as, or null. */
  as: string | null;
  reason: string;
  how: 'open' | 'copy';
  outcome: LedgerOutcome;
  /** The kind of problem if the outcome is `failed`; otherwise null. */
  problemKind: string | null;
}
