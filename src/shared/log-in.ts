import type { AccountRow, AccountState } from './account.ts';
import type { Problem } from './problems.ts';

/** Opening an account in the browser, or copying a link that opens it. */
export type LogInHow = 'open' | 'copy';

/** A wish to log in as a customer. */
export interface LogInRequest {
  accountId: string;
  /** Where the log-in lands, or null for the provider's own start page. */
  target: string | null;
  reason: string;
  /** The questions that the user has answered with yes. See `Question`. */
  confirmed: GuardKind[];
  /**
   * `row`: chosen among the visible rows, by arrows, number or click, which answers the question about lookalikes.
   * `text`: the first row for the text in the field.
   */
  chosen: 'text' | 'row';
}

/** A question before a likely slip. */
export type Question =
  /** The provider may refuse the log-in. */
  | { kind: 'state'; state: AccountState }
  /**
   * Other visible customers are called the same or nearly the same. The facts are those of the wanted customer; one that
   * all alike customers share is empty.
   */
  | {
      kind: 'lookalike';
      /** How many visible customers have exactly this name, with the wanted one. */
      namesakes: number;
      /** The name of the first other one that is alike. */
      otherName: string;
      connectionLabel: string;
      email: string;
      idTail: string;
    }
  /** Another customer's session at this provider ends. `copied`: a link to that customer was copied, not opened. */
  | {
      kind: 'replaces-session';
      otherName: string;
      /** Null: unknown, because the clock was ahead then. */
      minutesAgo: number | null;
      copied: boolean;
    };

export type GuardKind = Question['kind'];

export type LogInAnswer =
  /** `replaces`: the customer whose session ends. It is announced, because the user said yes to that a short time ago. */
  | { result: 'opened'; accountName: string; connectionLabel: string; replaces: string | null }
  | { result: 'copied'; accountName: string; expiresAt: string; replaces: string | null }
  /** All questions that are left. To go on, send the same request again with every `kind` added to `confirmed`. */
  | { result: 'ask'; questions: readonly Question[] }
  | { result: 'cancelled' }
  /** `by`: the name of the customer who was asked for since. */
  | { result: 'superseded'; by: string };

/** The one log-in that main is at work for. */
export interface LogInInFlight {
  accountId: string;
  accountName: string;
  connectionLabel: string;
  how: LogInHow;
  /** See `LogInAnswer`. */
  replaces: string | null;
}

/** `too-late`: the customer was opened, or the link copied, before the cancel came. `nothing`: none was in flight. */
export interface CancelAnswer {
  result: 'cancelled' | 'too-late' | 'nothing';
  accountName: string | null;
}

/** Reasons of earlier log-ins, as `suggestReasons` returns them. They are the customers' data. */
export interface SuggestedReasons {
  /** The reason of the last log-in as this customer, if that is less than an hour ago. */
  last: string | null;
  /** Of any customer: at most five, the newest first, each once. */
  recent: readonly string[];
}

/** A log-in that was asked for outside the launcher, e.g. in the tray, and what the user must see of it. */
export interface PendingLogIn {
  row: AccountRow;
  request: LogInRequest;
  how: LogInHow;
  outcome: { questions: readonly Question[] } | { problem: Problem };
}
