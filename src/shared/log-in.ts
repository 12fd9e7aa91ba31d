import type { AccountRow, AccountState, ReadOfCustomer } from './account.ts';
import type { OpensIn } from './own-windows.ts';
import type { Problem } from './problems.ts';

/** Opening an account in the browser, or copying a link that opens it. */
export type LogInHow = 'open' | 'copy';

/** A wish to log in as a customer. */
export interface LogInRequest {
  accountId: string;
  /** Where the log-in lands, or null for the provider's own start page. */
  target: string | null;
  /** The provider's page where the log-in lands instead, as `readPage` returns it. Not together with `target`. */
  page?: string | undefined;
  /** The email of the user of the customer's account to log in as, in lower case. Absent: whom the provider chooses. */
  as?: string | undefined;
  reason: string;
  /** The questions that the user has answered with yes. See `Question`. */
  confirmed: GuardKind[];
  /**
   * `row`: chosen among the visible rows, by arrows, number or click, which answers the question about lookalikes.
   * `text`: the first row for the text in the field.
   */
  chosen: 'text' | 'row';
  /** What the user read of the customer; absent if nothing was on the screen. */
  read?: ReadOfCustomer | undefined;
  /** Where the customer opens. Absent: where its connection says. Means nothing for a copied link. */
  opensIn?: OpensIn | undefined;
}

/** What tells a customer from others of the same or nearly the same name. Null: they share it. */
export interface Differs {
  connectionLabel: string | null;
  idTail: string | null;
}

/** A session in the browser that a log-in ends: another customer's, or the same customer's as another user. */
export interface ReplacedSession {
  /** The name of the customer whose session it is. */
  otherName: string;
  /** Of that customer. Absent: no other customer can be meant. */
  otherDiffers?: Differs;
  /** The email of the user whom that log-in named; null: it left the user to the provider. */
  otherUser: string | null;
  /** It is the session of the customer who is logged in to now, as another user. */
  sameCustomer: boolean;
}

/** A question before a likely slip. */
export type Question = AskedSlip & {
  /** Of the wanted customer. Absent: no other can be meant, or the question about lookalikes says it. */
  differs?: Differs;
};

type AskedSlip =
  /** The customer is not called any more what the user read. The next request says what the user reads in the question. */
  | { kind: 'changed'; read: ReadOfCustomer; now: ReadOfCustomer }
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
  /** A session at this provider ends. `copied`: a link to that customer was copied, not opened. */
  | (ReplacedSession & {
      kind: 'replaces-session';
      /** Null: unknown, because the clock was ahead then. */
      minutesAgo: number | null;
      copied: boolean;
    })
  /** A `latchkey://` link named this page or this user: any website can send one. Null: it did not name one. */
  | { kind: 'landing'; page: string | null; as: string | null }
  /** So many windows of customers' own are open already. Each takes memory like a browser. */
  | { kind: 'many-windows'; open: number };

export type GuardKind = Question['kind'];

export type LogInAnswer =
  /**
   * `inWindow`: in a window of the customer's own, not in the user's browser.
   * `replaces`: the session that ends. It is announced, because the user said yes to that a short time ago.
   */
  | {
      result: 'opened';
      accountName: string;
      connectionLabel: string;
      replaces: ReplacedSession | null;
      inWindow?: true;
    }
  | { result: 'copied'; accountName: string; expiresAt: string; replaces: ReplacedSession | null }
  /**
   * All questions that are left. To go on, send the same request again with every `kind` added to `confirmed`. Add
   * `replaces-session` only once, as the answer: main remembers when it came.
   */
  | { result: 'ask'; questions: readonly Question[] }
  | { result: 'cancelled' }
  /** `by`: the name of the customer who was asked for since. */
  | { result: 'superseded'; by: string };

/** The one log-in that main is at work for. */
export interface LogInInFlight extends Pick<LogInRequest, 'page' | 'as'> {
  accountId: string;
  accountName: string;
  connectionLabel: string;
  how: LogInHow;
  /** It opens in a window of the customer's own. */
  inWindow?: true;
  /** The name of another customer, to whom a log-in was under way: this one stopped it. */
  stopped?: string;
  /** See `LogInAnswer`. */
  replaces: ReplacedSession | null;
  /**
   * The browser was to ask for the link, and has not done so for a while: unless it opens in a window of the customer's own,
   * it can be opened directly.
   */
  browserSilent: boolean;
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

/** Users and pages of earlier log-ins, the newest first, each once. They are the customers' data. */
export interface SuggestedLandings {
  /** Of this customer's account; its own email comes first, if it is known. */
  users: readonly string[];
  /** Of any customer at this provider. */
  pages: readonly string[];
}

/** A log-in that was asked for outside the launcher, e.g. in the tray, and what the user must see of it. */
export interface PendingLogIn {
  row: AccountRow;
  request: LogInRequest;
  how: LogInHow;
  outcome: { questions: readonly Question[] } | { problem: Problem };
}
