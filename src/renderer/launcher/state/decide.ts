import type { AccountRow } from '../../../shared/account.ts';
import type { UndoableChange } from '../../../shared/change.ts';
import type { NextStep } from '../../../shared/problem-sentences.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import { barOf, changeOfUndoKey } from '../bar.ts';
import { noTargetsWords } from '../words.ts';
import { factsOf, type Item, landingOf, type OfferId, targetsOf } from './items.ts';
import type { Command } from './launcher-keys.ts';
import { type AskedLogIn, type EditedField, isBusy, type LauncherState, type RowChange } from './launcher-state.ts';
import type { Wish } from './logging-in.ts';
import { isByHand, moved } from './selection.ts';
import type { LauncherView } from './view.ts';

// What each command does in each state of the launcher, as pure functions. Enter is the most delicate: it may log in,
// give a name away, accept a question or take the next step of a failure. The table of every state by every command is
// tests/renderer/launcher-decide.test.ts.

export type Decision =
  /** Keep the command until the rows are here that it is meant for. */
  | { do: 'wait'; command: Command }
  /** Drop what the prompt bar asks. */
  | { do: 'decline' }
  /** Take back the log-in in flight. */
  | { do: 'cancel-log-in' }
  /** Answer the question with yes. */
  | { do: 'accept' }
  | ({ do: 'log-in' } & Wish)
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
  | { do: 'open-palette'; palette: 'actions' | 'targets' }
  | { do: 'edit'; field: EditedField; row: AccountRow }
  | { do: 'say'; words: string }
  | { do: 'show-waiting' | 'dismiss-waiting' }
  | { do: 'dismiss-failure' | 'toggle-details' | 'sync' | 'open-settings' | 'stop-naming' | 'clear-text' | 'hide' };

/** Every other command starts something new, and so declines what the prompt bar asks. */
const keepsQuestion: ReadonlySet<Command['do']> = new Set([
  'log-in',
  'land',
  'copy-link',
  'copy-id',
  'copy-email',
  'details',
  'sync',
  'settings',
  'escape',
  'take-step',
  'undo',
  'redo',
]);

/** These act on the highlighted row or on a numbered one, so they must wait for the rows that answer the text. */
const waitsForRows: ReadonlySet<Command['do']> = new Set([
  'move',
  'log-in',
  'log-in-nth',
  'land',
  'copy-link',
  'copy-id',
  'copy-email',
  'targets',
  'actions',
  'pin',
  'rename',
  'note',
]);

/** These act on the list. What the bar asks has a rule of its own: see `reading.ts`. */
const actsOnList: ReadonlySet<Decision['do']> = new Set(['log-in', 'change-row', 'edit', 'take-offer', 'ask-name']);

/** Who a key is for. While the launcher is hidden, keys belong to what the user is looking at. */
export function ownerOfKeys({ visible, palette, editing }: LauncherState): 'nobody' | 'list' | 'palette' | 'editor' {
  if (!visible) return 'nobody';
  if (palette) return 'palette';
  return editing ? 'editor' : 'list';
}

/** What a command does, in order. Empty: nothing. */
export function decide(view: LauncherView, command: Command): readonly Decision[] {
  // SECURITY: until the list answers what was typed, its rows are other customers'. Enter waits for the answer.
  if (view.search.waiting && waitsForRows.has(command.do)) return [{ do: 'wait', command }];
  const asks = view.namingRow !== null || (view.attempt !== null && !isBusy(view.attempt));
  const declines = asks && !keepsQuestion.has(command.do);
  const done = does(view, command);
  const tooSoon = tooSoonWords(view, command, done);
  if (tooSoon !== null) return [{ do: 'say', words: tooSoon }, { do: 'flash' }];
  return declines && done.length > 0 ? [{ do: 'decline' }, ...done] : done;
}

/** SECURITY: why a press must not act yet on a list that its user cannot have read; null if it may. */
function tooSoonWords({ unread, row }: LauncherView, command: Command, done: readonly Decision[]): string | null {
  // A click chooses a row, and so it must have been meant for that row, too.
  const isForList = (command.do === 'press' && done.length > 0) || done.some((one) => actsOnList.has(one.do));
  if (!unread || !isForList) return null;
  const isEnter = command.do === 'log-in' || command.do === 'copy-link';
  if (unread.because === 'closed') return isEnter ? 'Press Enter again to log in' : null;
  if (unread.because === 'typed') return 'A link opened Latchkey while you typed: press it again';
  const by = unread.because === 'link' ? 'A link' : 'The clipboard';
  return isEnter && row
    ? `${by} chose this customer: press Enter again to log in`
    : `${by} chose this list: press it again`;
}

function does(view: LauncherView, command: Command): readonly Decision[] {
  const { app, items, index, row } = view;
  switch (command.do) {
    case 'move': {
      const item = moved(items, index, command.to);
      if (!item) return [{ do: 'say', words: 'The list is empty' }];
      const select: Decision = { do: 'select', key: item.key, pressed: false };
      return item.key === view.item?.key ? [select, { do: 'say', words: noMoveWords(view) }] : [select];
    }
    case 'log-in':
      return onEnter(view, 'open', null);
    case 'land':
      return onEnter(view, 'open', command.target);
    case 'copy-link':
      return onEnter(view, 'copy', null);
    case 'log-in-nth':
      return onNumber(view, command.nth);
    case 'press':
      return onPress(
        view,
        items.find(({ key }) => key === command.key),
        command.nth,
      );
    case 'press-actions':
      return [
        { do: 'select', key: command.key, pressed: false },
        { do: 'open-palette', palette: 'actions' },
      ];
    case 'targets':
      if (!row) return [noRow];
      return targetsOf(row, app).length > 0
        ? [{ do: 'open-palette', palette: 'targets' }]
        : [{ do: 'say', words: noTargetsWords(factsOf(row, app)) }];
    case 'actions':
      return [{ do: 'open-palette', palette: 'actions' }];
    case 'pin':
      return row ? [{ do: 'change-row', change: { do: 'pin', row, pinned: !row.pinned } }] : [noRow];
    case 'copy-id':
      return row ? [{ do: 'change-row', change: { do: 'copy', row, field: 'id' } }] : [noRow];
    case 'copy-email':
      return row ? [{ do: 'change-row', change: { do: 'copy', row, field: 'email' } }] : [noRow];
    case 'rename':
      return row ? [{ do: 'edit', field: 'name', row }] : [noRow];
    case 'note':
      return row ? [{ do: 'edit', field: 'note', row }] : [noRow];
    case 'give-name':
      return view.search.text.trim() ? [{ do: 'give-name' }] : [{ do: 'say', words: 'Type the name first' }];
    case 'show-waiting':
      return [{ do: 'show-waiting' }];
    case 'details':
      return [{ do: 'toggle-details' }];
    case 'sync':
      return [{ do: 'sync' }];
    case 'settings':
      return [{ do: 'open-settings' }];
    case 'take-step': {
      const { step, problem } = command;
      return [{ do: 'take-step', step, problem }];
    }
    case 'undo': {
      const change = changeOfUndoKey(view);
      if (change) return [{ do: 'undo-change', change }];
      return view.typing.past.length > 0 ? [{ do: 'undo-typing' }] : [nothingToUndo];
    }
    case 'redo':
      return view.typing.future.length > 0 ? [{ do: 'redo-typing' }] : [{ do: 'say', words: 'Nothing to redo' }];
    case 'undo-last-change':
      return app.lastChange ? [{ do: 'undo-change', change: app.lastChange }] : [nothingToUndo];
    case 'escape':
      return onEscape(view);
  }
}

function noMoveWords({ items, index }: LauncherView): string {
  if (items.length === 1) return 'This is the only row';
  return index === 0 ? 'This is the first row' : 'This is the last row';
}

const nothingToUndo: Decision = { do: 'say', words: 'Nothing to undo' };

const noRow: Decision = { do: 'say', words: 'No customer is selected' };

function noRowWords({ items, naming }: LauncherView, how: AskedLogIn['how']): string {
  if (items.some(({ type }) => type === 'account')) return 'Choose a customer first';
  if (naming !== null) return 'No customer to give the name to';
  return how === 'copy' ? 'No customer to copy a link for' : 'No customer to log in to';
}

/** Enter, Ctrl+Enter or a landing target, on the highlighted line. */
function onEnter(view: LauncherView, how: AskedLogIn['how'], target: string | null): readonly Decision[] {
  const { item, row, naming, attempt, failure } = view;
  if (item?.type === 'offer' && how === 'open' && target === null) return [{ do: 'take-offer', offer: item.key }];
  if (!row) return [{ do: 'say', words: noRowWords(view, how) }];
  if (naming !== null) return onEnterNaming(view, row, how === 'open' && target === null);
  const asksAboutRow = attempt?.stage.at === 'question' && attempt.row.accountId === row.accountId;
  // Enter accepts any question about this row, Ctrl+Enter only the one that it caused itself.
  if (asksAboutRow && target === null && (how === 'open' || attempt.how === how)) return [{ do: 'accept' }];
  // SECURITY: while something else covers it in the bar, the failure is not what Enter is for.
  const isShown = barOf(view)?.shows === 'failure';
  if (isShown && how === 'open' && target === null && failure?.row?.accountId === row.accountId) {
    // Only on the row that failed: on another row Enter logs in there.
    if (sentenceFor(failure.problem).step !== 'none') return [{ do: 'take-failure-step' }];
  }
  return logIn(view, { row, how, target, chosen: isByHand(view.selection) ? 'row' : 'text' });
}

/** SECURITY: no name changes before the sentence that says so was seen. */
function onEnterNaming({ namingRow }: LauncherView, row: AccountRow, isPlainEnter: boolean): readonly Decision[] {
  if (namingRow?.accountId !== row.accountId) return [{ do: 'ask-name', row }];
  return [{ do: isPlainEnter ? 'confirm-name' : 'flash' }];
}

/** A number only logs in: it gives no name away and takes no offer. */
function onNumber(view: LauncherView, nth: number): readonly Decision[] {
  const item = view.items[nth - 1];
  if (item?.type !== 'account') return [{ do: 'say', words: `There is no row ${nth}` }];
  if (view.naming !== null) return [{ do: 'say', words: 'Choose the customer with Enter' }];
  return [
    { do: 'select', key: item.key, pressed: false },
    ...logIn(view, { row: item.row, how: 'open', target: null, chosen: 'row' }),
  ];
}

/**
 * A click selects. The second click of a double click logs in, if it hit the line of the first one: rows may have moved in
 * between. A third one at the same place belongs to the double click and does nothing more.
 */
function onPress(view: LauncherView, item: Item | undefined, nth: number): readonly Decision[] {
  if (!item) return [];
  const select: Decision = { do: 'select', key: item.key, pressed: true };
  if (item.type === 'offer') return [select, { do: 'take-offer', offer: item.key }];
  if (view.naming !== null) return [select, { do: 'ask-name', row: item.row }];
  const isSameLine = nth > 1 && view.pressed === item.key;
  if (!isSameLine) return [select];
  return nth === 2 ? logIn(view, { row: item.row, how: 'open', target: null, chosen: 'row' }) : [];
}

function logIn({ app, typedTarget }: LauncherView, wish: Wish): readonly Decision[] {
  return [{ do: 'log-in', ...wish, target: wish.target ?? landingOf(wish.row, typedTarget, app)?.id ?? null }];
}

/** Takes back one thing per press: what the prompt bar shows, the naming, the text. Then it hides. */
function onEscape(view: LauncherView): readonly Decision[] {
  const { app, attempt, failure, inFlight, naming, namingRow, search } = view;
  if (namingRow || (attempt && !isBusy(attempt))) return [{ do: 'decline' }];
  if (attempt || inFlight) return [{ do: 'cancel-log-in' }];
  if (failure) return [{ do: 'dismiss-failure' }];
  // Only if it can be seen: something newer may be shown in its place.
  if (barOf(view)?.shows === 'waiting') return [{ do: 'dismiss-waiting' }];
  if (naming !== null) return [{ do: 'stop-naming' }];
  if (search.text) return [{ do: 'clear-text' }];
  return [app.settings.hideOnEscape ? { do: 'hide' } : { do: 'say', words: 'There is nothing to take back' }];
}
