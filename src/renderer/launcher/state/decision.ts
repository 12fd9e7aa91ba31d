import type { AccountRow } from '../../../shared/account.ts';
import type { UndoableChange } from '../../../shared/change.ts';
import type { NextStep } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { OfferId } from './items.ts';
import type { Command, LandingField } from './launcher-keys.ts';
import type { AskedClosing, EditedField, RowChange } from './launcher-state.ts';
import type { Wish } from './logging-in.ts';

/** One thing that a command does: see `decide`. */
export type Decision =
  /** Keep the command until the rows are here that it is meant for. */
  | { do: 'wait'; command: Command }
  /** Drop what the prompt bar asks. */
  | { do: 'decline' }
  /** Take back the log-in in flight. */
  | { do: 'cancel-log-in' }
  /** Give the system the link itself, because the browser does not ask for it. */
  | { do: 'open-directly'; accountId: string }
  /** Answer the question with yes. */
  | { do: 'accept' }
  | ({ do: 'log-in' } & Wish)
  | { do: 'ask-landing'; about: LandingField; wish: Wish }
  | { do: 'change-row'; change: RowChange }
  | { do: 'undo-change'; change: UndoableChange }
  | { do: 'undo-typing' | 'redo-typing' }
  /** Ask whether this customer gets the name. */
  | { do: 'ask-name'; row: AccountRow }
  | { do: 'confirm-name' | 'give-name' | 'take-failure-step' }
  /** Show again what the prompt bar says. */
  | { do: 'flash' }
  | { do: 'take-offer'; offer: OfferId }
  | { do: 'take-step'; step: NextStep; problem: Problem }
  /** `pressed`: by a click. */
  | { do: 'select'; key: string; pressed: boolean }
  /** Scroll to the highlighted line, which must be read before a press acts on it. */
  | { do: 'reveal' }
  | { do: 'open-palette'; palette: 'actions' | 'targets' | 'searches' }
  | { do: 'edit'; field: EditedField; row: AccountRow }
  /** `text`: the whole text of the field, with a filter completed, or of an earlier search. */
  | { do: 'set-text'; text: string }
  | { do: 'say'; words: string }
  | { do: 'show-window' | 'close-window'; windowId: string; name: string }
  /** Ask whether these windows may close. */
  | { do: 'ask-closing'; asked: AskedClosing }
  | { do: 'confirm-closing' }
  /** Show the customers who were opened, and do the command again. */
  | { do: 'go-home'; command: Command }
  | { do: 'show-waiting' | 'dismiss-waiting' }
  | { do: 'dismiss-failure' | 'toggle-preview' | 'sync' | 'open-settings' | 'stop-naming' | 'clear-text' | 'hide' };
