import type { AccountRow } from '../../../shared/account.ts';
import type { UndoableChange, Undone } from '../../../shared/change.ts';
import type {
  Announcements,
  AppState,
  ClipboardRefusal,
  Output,
  SearchAnswer,
  WaitingLink,
} from '../../../shared/contract.ts';
import type {
  CancelAnswer,
  LogInAnswer,
  LogInInFlight,
  PendingLogIn,
  SuggestedLandings,
  SuggestedReasons,
} from '../../../shared/log-in.ts';
import type { NextStep } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { Result } from '../../../shared/result.ts';
import type { SettingsPlace, SettingsSection } from '../../../shared/settings-sections.ts';
import type { Command } from './launcher-keys.ts';
import type { AskedLogIn, EditedField, Retry, RowChange, ShownLines } from './launcher-state.ts';
import type { EditKind } from './typing-history.ts';

export type Timer = 'refresh' | 'notice' | 'notice-read' | 'prompt' | 'list' | 'rows' | 'undo' | 'done' | 'rest';

/** One kind of event. */
export type EventOf<T extends LauncherEvent['type']> = Extract<LauncherEvent, { type: T }>;

export type LauncherEvent = UserEvent | OutsideEvent;

/** What the user does. */
type UserEvent =
  | { type: 'typed'; text: string; edit: EditKind }
  /** A `latchkey://` link, which names a customer or a text rather than being one. */
  | { type: 'link-pasted'; link: string }
  /** An input method began to compose. */
  | { type: 'composition-started' }
  /** In another field than the search field. */
  | { type: 'typed-elsewhere' }
  /** Pressed a key that types nothing, or clicked, wherever it was. */
  | { type: 'hand-moved' }
  /** By a key or a click, and what it does was done. */
  | { type: 'button-pressed' }
  | { type: 'command'; command: Command }
  /** Choosing an entry closes the palette. */
  | { type: 'palette-chosen'; command: Command }
  | { type: 'palette-closed' }
  | { type: 'edit-saved'; field: EditedField; row: AccountRow; text: string }
  | { type: 'edit-cancelled' }
  | { type: 'question-accepted' }
  /** The prompt bar’s question is on the screen. */
  | { type: 'prompt-painted' }
  /** The rows that a press must not act upon unread are on the screen. */
  | { type: 'list-painted' }
  /** Likewise the new words of rows. */
  | { type: 'rows-painted' }
  | { type: 'naming-confirmed' }
  /** Whatever the prompt bar asks. */
  | { type: 'prompt-declined' }
  | { type: 'log-in-cancelled' }
  /** The button of the prompt bar. */
  | { type: 'direct-chosen' }
  | { type: 'closing-confirmed' }
  | { type: 'reason-given'; reason: string }
  /** The page or the user that was asked for. */
  | { type: 'landing-given'; text: string }
  | { type: 'admin-email-given'; email: string }
  /** What the field of the prompt bar holds cannot be an answer. `words`: why. */
  | { type: 'answer-refused'; words: string }
  | { type: 'failure-step-taken' }
  | { type: 'failure-dismissed' }
  /** The button of the prompt bar. */
  | { type: 'undo-chosen' }
  | { type: 'waiting-shown' | 'waiting-dismissed' }
  /** The next step of a problem that is not `failure`. */
  | { type: 'step-taken'; step: NextStep; problem: Problem; retry: Retry }
  | { type: 'search-retried' }
  /** The mark of connections that need attention was pressed. */
  | { type: 'troubles-asked' }
  /** The window has, or has no longer, room for the preview pane beside the list. */
  | { type: 'room-changed'; roomy: boolean }
  | { type: 'scrolled'; shown: ShownLines; outOfSight: string | null };

/** What main announces and answers, and the clock. */
export type OutsideEvent =
  | { type: 'started' }
  | { type: 'app-changed'; app: AppState }
  | { type: 'shown'; shown: Announcements['launcherShown'] }
  | { type: 'hidden' }
  | { type: 'accounts-changed' }
  /** A link waits in the prompt bar. */
  | { type: 'waiting'; waiting: WaitingLink }
  | { type: 'clipboard-refused'; refusal: ClipboardRefusal }
  /** Of the tray. */
  | { type: 'log-in-failed'; failed: PendingLogIn }
  | { type: 'in-flight-changed'; inFlight: LogInInFlight | null }
  /** No notification says so. */
  | { type: 'session-replaced'; logIn: LogInInFlight }
  | { type: 'link-changed'; link: Announcements['linkOnClipboard'] }
  // answers to effects
  | { type: 'searched'; searchId: number; first: string | null; reply: Result<SearchAnswer> }
  | { type: 'refreshed'; searchId: number; reply: Result<SearchAnswer> }
  | { type: 'log-in-answered'; attemptId: number; asked: AskedLogIn; reply: Result<LogInAnswer> }
  /** `attemptId`: the launcher's own log-in that was to be cancelled, or null. */
  | { type: 'pasted-link-shown'; reply: Result<null> }
  | { type: 'cancel-answered'; attemptId: number | null; reply: Result<CancelAnswer> }
  | { type: 'reasons-suggested'; attemptId: number; reply: Result<SuggestedReasons> }
  | { type: 'landings-suggested'; attemptId: number; reply: Result<SuggestedLandings> }
  | { type: 'admin-users-listed'; attemptId: number; reply: Result<readonly string[]> }
  | { type: 'names-read'; reply: Result<Output<'readNames'>> }
  | { type: 'admin-email-kept'; attemptId: number; asked: AskedLogIn; reply: Result<null> }
  /** `textId`: see `Effect`. */
  | { type: 'row-changed'; change: RowChange; textId: number; reply: Result<Output<'renameAccount'>> }
  /** `at`: see `Effect`. */
  | { type: 'reminder-set'; asked: AskedLogIn; at: string; reply: Result<null> }
  | { type: 'change-undone'; change: UndoableChange; reply: Result<Undone> }
  /** What is said if it went well. */
  | { type: 'windows-changed'; said: string | null; reply: Result<null> }
  | { type: 'synced'; connectionId: string | null; reply: Result<Output<'syncAccounts'>> }
  /** `gone`: accounts that the directory does not have any more. `isSaid`: see `Effect`. */
  | { type: 'gone-found'; listId: number; gone: readonly string[]; isSaid: boolean }
  | { type: 'samples-explored'; reply: Result<null> }
  | { type: 'region-connected'; connectionId: string; reply: Result<Output<'connectOtherRegion'>> }
  /** `shown`: what was to be remembered. */
  | { type: 'preview-kept'; shown: boolean; reply: Result<null> }
  | { type: 'steps-hidden'; reply: Result<null> }
  // from the clock
  | { type: 'time-passed'; timer: Timer };

/** A request to main, to the clock or to the screen. The store carries it out. */
export type Effect =
  /** `first`: the account to be put first. `typed`: the user's hand changed the text just now. */
  | { do: 'search'; searchId: number; text: string; first: string | null; typed: boolean }
  /** The same search again, to update the rows on the screen, which are those of `shown`. */
  | { do: 'refresh'; searchId: number; text: string; shown: readonly string[] }
  /** Which of the rows of this list are customers no more. `isSaid`: the words of the sync said who is gone. */
  | { do: 'find-gone'; listId: number; accountIds: readonly string[]; isSaid: boolean }
  | { do: 'log-in'; attemptId: number; asked: AskedLogIn }
  | { do: 'cancel-log-in'; attemptId: number | null }
  | { do: 'show-pasted-link'; link: string }
  | { do: 'open-directly'; accountId: string }
  | { do: 'show-window' | 'close-window'; windowId: string; name: string }
  | { do: 'close-all-windows' }
  | { do: 'suggest-reasons'; attemptId: number; accountId: string }
  | { do: 'suggest-landings'; attemptId: number; accountId: string }
  | { do: 'list-admin-users'; attemptId: number; connectionId: string }
  | { do: 'read-names'; accountIds: readonly string[] }
  | { do: 'keep-admin-email'; attemptId: number; asked: AskedLogIn; email: string }
  /** `textId`: of the text in the field when the user made the change. */
  | { do: 'change-row'; change: RowChange; textId: number }
  | { do: 'undo-change'; change: UndoableChange }
  /** `at`: ISO. */
  | { do: 'remind'; asked: AskedLogIn; at: string }
  | { do: 'explore-samples' }
  | { do: 'sync'; connectionId: string | null }
  | { do: 'open-settings'; section: SettingsSection | null; connection?: SettingsPlace['connection'] }
  | { do: 'open-allowed-ips'; provider: string }
  | { do: 'connect-other-region'; connectionId: string }
  | { do: 'show-logs' }
  /** Remembers whether the preview pane is shown. */
  | { do: 'keep-preview'; shown: boolean }
  /** Remembers that the user wants no first steps. */
  | { do: 'hide-steps' }
  | { do: 'note-typed' | 'note-hand' }
  | { do: 'hide' }
  /** Restarts a timer that is running. */
  | { do: 'start-timer'; timer: Timer; afterMs: number }
  /** `at`: ISO. */
  | { do: 'start-timer-until'; timer: Timer; at: string }
  | { do: 'stop-timer'; timer: Timer }
  /** Gives the search field the focus. */
  | { do: 'focus-field'; selectAll: boolean }
  /** Scrolls to the highlighted line. */
  | { do: 'show-highlight' };
