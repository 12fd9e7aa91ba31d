import type { AccountRow, ReadOfCustomer } from '../../../shared/account.ts';
import type { AccountChange, UndoableChange } from '../../../shared/change.ts';
import type { Announcements, AppState, SearchAnswer, WaitingLink } from '../../../shared/contract.ts';
import type {
  LogInAnswer,
  LogInHow,
  LogInInFlight,
  LogInRequest,
  Question,
  SuggestedLandings,
  SuggestedReasons,
} from '../../../shared/log-in.ts';
import type { OpenWindow } from '../../../shared/own-windows.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { FirstStep } from './first-steps.ts';
import type { Command, LandingField } from './launcher-keys.ts';
import { noHistory, type TypingHistory } from './typing-history.ts';

/** Everything that the launcher knows, without a screen. Only `next` makes a new one. */
export interface LauncherState {
  /** Main's state; null until main has sent it. */
  app: AppState | null;
  /** While false, keys do nothing: they belong to what the user is looking at. */
  visible: boolean;
  search: Search;
  typing: TypingHistory;
  selection: Selection;
  shown: ShownLines;
  /** The key of the highlighted line while it is scrolled out of sight; null while it can be seen. */
  outOfSight: string | null;
  /** The line that was clicked last. Other rows may move under the pointer before the second click of a double click. */
  pressed: string | null;
  /** The name that the next chosen account will be given. */
  naming: string | null;
  /** The customer for whom the prompt bar asks whether it gets the name. */
  namingRow: AccountRow | null;
  /** The windows of customers' own of which the prompt bar asks whether they may close. */
  closing: AskedClosing | null;
  reading: Reading;
  /** Why a press must not act on the list yet; null once it may. */
  unread: Unread | null;
  changedRows: ChangedRows;
  palette: 'actions' | 'targets' | 'searches' | null;
  /** See `earlier-searches.ts`. */
  earlier: readonly string[];
  editing: { field: EditedField; row: AccountRow } | null;
  /** The window has room for the preview pane beside the list. */
  roomy: boolean;
  /** Without that room, the user has opened the pane all the same, until they close it or the launcher hides. */
  previewOver: boolean;
  attempt: Attempt | null;
  /** Counts the attempts: an answer to an older one does not change a newer one. */
  lastAttemptId: number;
  /** The log-in that main is at work for, whichever window or menu asked for it. */
  inFlight: LogInInFlight | null;
  failure: Failure | null;
  /** Account id -> the time (ISO) at which main was last asked to tell that a log-in may be tried again. */
  willTell: Readonly<Record<string, string>>;
  /** The log-in that ended last, until the next one begins, or the launcher hides and it need not be read. */
  done: DoneLogIn | null;
  /** It ended a moment ago: it comes before a link that waits. */
  doneIsNew: boolean;
  /** Troubles of connections that were said already. See `Trouble.key`. */
  seenTroubles: ReadonlySet<string>;
  /** A link that arrived while the user was busy: only the newest. */
  waiting: WaitingLink | null;
  /** A few words of confirmation that disappear by themselves. */
  notice: string | null;
  /** The notice says why a press changed nothing, rather than what it did. */
  noticeRefuses: boolean;
  /** How many times the same notice was said again while it was shown. */
  noticeRepeats: number;
  /** What was undone a moment ago, as the notice says it: the next one is said after it, so that it can be read. */
  unreadUndone: string | null;
  /** The change that the prompt bar offers to undo, for some seconds, unless it has something more pressing to show. */
  undoOffer: UndoOffer | null;
  /** How many syncs the user has asked for that have not ended. */
  syncsAsked: number;
  /** Commands that are waiting for the rows that they are meant for, the oldest first. */
  queued: readonly Command[];
  /** A login link is on the clipboard. */
  link: Announcements['linkOnClipboard'];
}

/**
 * Indices of the first and the last line that are wholly on the screen: the number keys count from the first one. A short
 * list ends before the last one.
 */
export interface ShownLines {
  first: number;
  last: number;
}

/** How far the user can have read the prompt bar. */
export interface Reading {
  /** Counts what the bar has shown. */
  barId: number;
  /** What it shows has been on the screen long enough that a press answers it. */
  answerable: boolean;
  /** How many presses came that changed nothing. */
  flashes: number;
}

/**
 * What the list shows came without the user's doing, or a field was closed above it: a press may be meant for what was
 * there before. `typed`: the user typed before they can have seen that a link showed the launcher. `ticket`: a text was pasted
 * that names its customers somewhere. `revealed`: the highlighted row was brought back into sight. `shortened`: customers who
 * are gone left the list. `closed`: Enter closed an editor, a palette or what the prompt bar asked.
 */
export interface Unread {
  because: 'link' | 'typed' | 'clipboard' | 'ticket' | 'closed' | 'revealed' | 'shortened';
}

/** Account id -> what its row said before. */
export type Former = Readonly<Record<string, ReadOfCustomer>>;

/**
 * Rows whose new words were not read yet. `painted`: they are on the screen, and their time is running. `coming`: they get theirs
 * afterwards, so that a sync that changes row after row does not hold back the first ones until its end.
 */
export interface ChangedRows {
  painted: Former;
  coming: Former;
}

export const noChangedRows: ChangedRows = { painted: {}, coming: {} };

export interface Search {
  text: string;
  /** Counts the texts: the same number, the same text untouched. */
  textId: number;
  /** Counts the searches: an answer to an older one is dropped. */
  searchId: number;
  /** The newest answer. While `waiting`, it is the answer to an older text. */
  answer: ShownAnswer | null;
  /** The list does not answer the text yet: no row of it may be acted upon. */
  waiting: boolean;
  problem: Problem | null;
  /** Rows changed in main, and the timer for the refresh is running. */
  refreshDue: boolean;
}

/** An answer as it is on the screen. */
export interface ShownAnswer extends SearchAnswer {
  /** The search that this list came with. Rows that are refreshed or changed in it leave it the same list. */
  listId: number;
  /** The windows of customers' own that were open when the list arrived. */
  openThen: readonly OpenWindow[];
  /** What a newcomer had not done when the list arrived. */
  steps: readonly FirstStep[];
}

/**
 * The highlighted line: the first one, none until the user moves, or the one with this key. `byHand`: the user chose it
 * among the rows that answer the text, by a key, a number or a click.
 */
export type Selection = 'first' | 'none' | { key: string; byHand: boolean };

export type EditedField = 'name' | 'note';

/** Windows that are to be closed. `isAll`: every one that is open. */
export interface AskedClosing {
  windows: readonly { windowId: string; name: string }[];
  isAll: boolean;
}

/** A log-in as the user asked for it: to open the browser, or to copy the link. */
export interface AskedLogIn {
  row: AccountRow;
  how: LogInHow;
  request: LogInRequest;
}

/**
 * A customer who is open in the browser, or whose link is copied. `mustBeRead`: it replaced a session, and nothing else says
 * so.
 */
export type DoneLogIn = (
  | Extract<LogInAnswer, { result: 'opened' }>
  | Omit<Extract<LogInAnswer, { result: 'copied' }>, 'expiresAt'>
) &
  Pick<AccountRow, 'accountId' | 'idTail'> &
  Pick<LogInRequest, 'page' | 'as'> & { mustBeRead: boolean };

/** A log-in that is running or is waiting for the user. One at a time. */
export interface Attempt extends AskedLogIn {
  attemptId: number;
  stage: /** `cancelling`: the user took it back, and main has not said yet whether that was in time. */
    | { at: 'working'; cancelling: boolean }
    /** One line that a second Enter accepts. */
    | { at: 'question'; questions: readonly Question[] }
    /** `suggested`: null until main has sent them. */
    | { at: 'reason'; suggested: SuggestedReasons | null }
    /** On which page, or as which user, to log in. `suggested`: null until main has sent them. */
    | { at: 'landing'; about: LandingField; suggested: SuggestedLandings | null }
    /** `saving`: the user gave the address, and main is storing it. `users`: absent until the provider has said who they are. */
    | { at: 'admin-email'; saving: boolean; users?: readonly string[] };
}

interface UndoOffer {
  change: AccountChange;
  /** Of the text in the field when the user made the change. */
  textId: number;
  /** Its seconds are running. Those of a change that was saved while the launcher was hidden begin when it is shown. */
  begun: boolean;
}

/** A problem that stays until it is dismissed, with the row it happened to. */
export interface Failure {
  problem: Problem;
  row: AccountRow | null;
  retry: Retry;
  /** Of a log-in that the provider refused for a while. Absent for any other failure. */
  rest?: Rest;
}

/** `counting`: the bar counts down. `will-tell`: it does, and the user asked to be told. `over`: it may be tried again. */
interface Rest {
  phase: 'counting' | 'will-tell' | 'over';
}

/** What "try again" does. */
export type Retry =
  | { do: 'log-in'; asked: AskedLogIn }
  | { do: 'ask-admin-email'; asked: AskedLogIn }
  | { do: 'ask-landing'; asked: AskedLogIn; about: LandingField }
  | { do: 'cancel-log-in' }
  | { do: 'change-row'; change: RowChange }
  | { do: 'undo'; change: UndoableChange }
  | { do: 'explore' }
  | { do: 'toggle-preview' }
  | { do: 'connect-other-region'; connectionId: string }
  | { do: 'sync'; connectionId: string | null };

/** A small change to a row, or a copy of one of its fields. */
export type RowChange =
  | { do: 'pin'; row: AccountRow; pinned: boolean }
  /** Empty: the provider's name again. */
  | { do: 'rename'; row: AccountRow; name: string }
  /** The end of `naming`. */
  | { do: 'give-name'; row: AccountRow; name: string }
  | { do: 'note'; row: AccountRow; note: string }
  | { do: 'copy'; row: AccountRow; field: 'id' | 'email' | 'link' | 'text' };

export const initialState: LauncherState = {
  app: null,
  visible: false,
  search: { text: '', textId: 0, searchId: 0, answer: null, waiting: true, problem: null, refreshDue: false },
  typing: noHistory,
  selection: 'first',
  shown: { first: 0, last: 8 },
  outOfSight: null,
  pressed: null,
  naming: null,
  namingRow: null,
  closing: null,
  reading: { barId: 0, answerable: false, flashes: 0 },
  unread: null,
  changedRows: noChangedRows,
  palette: null,
  earlier: [],
  editing: null,
  roomy: false,
  previewOver: false,
  attempt: null,
  lastAttemptId: 0,
  inFlight: null,
  failure: null,
  willTell: {},
  done: null,
  doneIsNew: false,
  seenTroubles: new Set(),
  waiting: null,
  notice: null,
  noticeRefuses: false,
  noticeRepeats: 0,
  unreadUndone: null,
  undoOffer: null,
  syncsAsked: 0,
  queued: [],
  link: null,
};

/** Main is working on it: typing and moving do not end it. */
export const isBusy = (attempt: Attempt | null): boolean =>
  attempt !== null && (attempt.stage.at === 'working' || (attempt.stage.at === 'admin-email' && attempt.stage.saving));

/** A question, a field or a palette waits for the user: links and notifications must not take its place. */
export const isAsking = ({ attempt, closing, editing, naming, palette }: LauncherState): boolean =>
  naming !== null ||
  closing !== null ||
  editing !== null ||
  palette !== null ||
  (attempt !== null && attempt.stage.at !== 'working');
