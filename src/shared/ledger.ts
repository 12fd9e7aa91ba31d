import type { LogInHow } from './log-in.ts';
import type { SessionEnd } from './own-windows.ts';

/** How a log-in came out. `superseded`: another customer was asked for before this one was opened. */
export type FinalOutcome = 'opened' | 'copied' | 'failed' | 'cancelled' | 'superseded' | 'unknown';

export const finalOutcomes = [
  'opened',
  'copied',
  'failed',
  'cancelled',
  'superseded',
  'unknown',
] as const satisfies readonly FinalOutcome[];

/** Which log-ins of the ledger are wanted; what is absent leaves out none. */
export interface LedgerFilter {
  accountId?: string | undefined;
  outcome?: FinalOutcome | undefined;
  /** ISO: at this time or later. */
  since?: string | undefined;
  /** ISO: before this time. */
  until?: string | undefined;
}

/** One day of this machine's zone, from midnight to midnight (ISO), and how many log-ins began in it. */
export interface DayCount {
  since: string;
  until: string;
  count: number;
}

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
  /** `window`: opened in a window of the customer's own. */
  how: LogInHow | 'window';
  outcome: LedgerOutcome;
  /** The kind of problem if the outcome is `failed`; otherwise null. */
  problemKind: string | null;
  /** Why its session is over. Null: it is not, or there is no way to know, as in the user's own browser. */
  sessionEnd: SessionEnd | null;
  /** ISO, or null. */
  sessionEndAt: string | null;
}

/** A log-in that gave a customer to the browser or to the clipboard, as the preview pane lists it. */
export type PastLogIn = Pick<LedgerRow, 'rowId' | 'at' | 'target' | 'landing' | 'as' | 'reason' | 'how'>;

/** The ledger did not have the end that was last recorded for it: rows were cut off, or an older copy was put back. */
export interface LedgerMismatch {
  /** ISO: the start of the program at which it was found. */
  foundAt: string;
}

/**
 * What the history calls a log-in that the provider refused with 404. Whether the customer is gone or only cannot be logged in to, the
 * ledger does not know.
 */
export const refusedLogInWords = 'log-in refused';

/** The kind of a problem, in words. */
export const problemWords = (kind: string): string =>
  kind === 'account-gone' ? refusedLogInWords : kind.replaceAll('-', ' ');
