import { isTicketText } from '../../../shared/ticket-text.ts';
import { barOf, changeOfUndoKey, openableDirectly } from '../bar.ts';
import { noTargetsWords } from '../words.ts';
import { changedRowWords } from './changed-row-words.ts';
import type { Decision } from './decision.ts';
import { factsOf, targetsOf } from './items.ts';
import type { Command } from './launcher-keys.ts';
import { isBusy, type LauncherState } from './launcher-state.ts';
import { askLanding, onEnter, onNumber, onPress, onShiftEnter } from './log-in-presses.ts';
import { onWindowCommand } from './own-windows.ts';
import { moved } from './selection.ts';
import type { LauncherView } from './view.ts';

// What each command does in each state of the launcher, as pure functions. Enter is the most delicate: it may log in,
// give a name away, accept a question or take the next step of a failure. The tables of every state by every command are
// tests/renderer/launcher-decide-*.test.ts.

/** Every other command starts something new, and so declines what the prompt bar asks. */
const keepsQuestion: ReadonlySet<Command['do']> = new Set([
  'log-in',
  'log-in-elsewhere',
  'land',
  'copy-link',
  'copy-id',
  'copy-email',
  'copy-latchkey-link',
  'copy-text',
  'preview',
  'sync',
  'settings',
  'escape',
  'take-step',
  'undo',
  'redo',
  'open-directly',
]);

/** These act on the highlighted row or on a numbered one, so they must wait for the rows that answer the text. */
const waitsForRows: ReadonlySet<Command['do']> = new Set([
  'move',
  'log-in',
  'log-in-elsewhere',
  'log-in-nth',
  'land',
  'land-on',
  'ask-landing',
  'copy-link',
  'copy-id',
  'copy-email',
  'copy-latchkey-link',
  'copy-text',
  'back',
  'targets',
  'actions',
  'pin',
  'rename',
  'note',
]);

/** These act on the list. What the bar asks has a rule of its own: see `reading.ts`. */
const actsOnList: ReadonlySet<Decision['do']> = new Set([
  'log-in',
  'show-window',
  'change-row',
  'edit',
  'take-offer',
  'ask-name',
]);

/** These act on the highlighted row, and so it must be in sight. A yes in the bar needs no row: the bar names the customer. */
const actsOnHighlight: ReadonlySet<Decision['do']> = new Set([...actsOnList, 'open-palette', 'ask-landing']);
/** These bring their row with them. */
const choosesRow: ReadonlySet<Command['do']> = new Set(['log-in-nth', 'press', 'press-actions']);

/** Who a key is for. While the launcher is hidden, keys belong to what the user is looking at. */
export function ownerOfKeys({ visible, palette, editing }: LauncherState): 'none' | 'list' | 'palette' | 'editor' {
  if (!visible) return 'none';
  if (palette) return 'palette';
  return editing ? 'editor' : 'list';
}

/** What a command does, in order. Empty: nothing. */
export function decide(view: LauncherView, command: Command): readonly Decision[] {
  const { completion } = view.typed;
  // Typing waits for no rows.
  if (command.do === 'targets' && completion !== null) return [{ do: 'set-text', text: completion }];
  // SECURITY: until the list answers what was typed, its rows are other customers'. Enter waits for the answer.
  if (view.search.waiting && waitsForRows.has(command.do)) return [{ do: 'wait', command }];
  const asks = view.namingRow !== null || view.closing !== null || (view.attempt !== null && !isBusy(view.attempt));
  const declines = asks && !keepsQuestion.has(command.do);
  const done = does(view, command);
  const isForRow = done.some((one) => dependsOnList.has(one.do) || one.do === 'ask-landing');
  const tooSoon = tooSoonWords(view, command, done) ?? (isForRow ? changedRowWords(view, command, done) : null);
  if (tooSoon !== null) return [{ do: 'say', words: tooSoon }, { do: 'flash' }];
  // SECURITY: a user cannot mean a row that they do not see.
  const isOutOfSight = view.item !== null && view.item.key === view.outOfSight && !choosesRow.has(command.do);
  if (isOutOfSight && done.some((one) => actsOnHighlight.has(one.do))) return [{ do: 'reveal' }, outOfSightWords];
  return declines && done.length > 0 ? [{ do: 'decline' }, ...done] : done;
}

/** What Enter does depends on the highlighted row, and so the step of what failed there is for a list that was read, too. */
const dependsOnList: ReadonlySet<Decision['do']> = new Set([...actsOnList, 'take-failure-step']);

/** SECURITY: why a press must not act yet on a list that its user cannot have read; null if it may. */
function tooSoonWords({ unread, row }: LauncherView, command: Command, done: readonly Decision[]): string | null {
  // A click chooses a row, and so it must have been meant for that row, too.
  const isForList = (command.do === 'press' && done.length > 0) || done.some((one) => dependsOnList.has(one.do));
  if (!unread || !isForList) return null;
  const isEnter = command.do === 'log-in' || command.do === 'copy-link';
  if (unread.because === 'closed') return isEnter ? 'Press Enter again to log in' : null;
  if (unread.because === 'revealed') return outOfSightWords.words;
  if (unread.because === 'shortened') return 'The list has just become shorter: press it again';
  if (unread.because === 'typed') return 'A link opened Latchkey while you typed: press it again';
  const by = { link: 'A link', clipboard: 'The clipboard', ticket: 'The text' }[unread.because];
  return isEnter && row
    ? `${by} chose this customer: press Enter again to log in`
    : `${by} chose this list: press it again`;
}

function does(view: LauncherView, command: Command): readonly Decision[] {
  const { app, items, row } = view;
  switch (command.do) {
    case 'search-for':
      return [{ do: 'set-text', text: command.text }];
    case 'move':
      return onMove(view, command);
    case 'log-in':
      return onEnter(view, { how: 'open', target: null });
    case 'land':
      return onEnter(view, { how: 'open', target: command.target });
    case 'land-on':
      return onEnter(view, { how: 'open', target: null, page: command.page });
    case 'copy-link':
      return onEnter(view, { how: 'copy', target: null });
    case 'ask-landing':
      return row ? askLanding(view, row, command.about) : [noRow];
    case 'log-in-elsewhere':
      return onShiftEnter(view);
    case 'show-window':
    case 'close-window':
    case 'close-all-windows':
      return onWindowCommand(view, command);
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
        : [{ do: 'say', words: noTargetsWords(factsOf(row, app), row) }];
    case 'actions':
      return [{ do: 'open-palette', palette: 'actions' }];
    case 'copy-id':
    case 'copy-email':
    case 'copy-latchkey-link':
    case 'copy-text':
      return row ? [{ do: 'change-row', change: { do: 'copy', row, field: copied[command.do] } }] : [noRow];
    case 'back':
      return onBack(view, command.from ?? view.row?.accountId ?? '');
    case 'pin':
      return row ? [{ do: 'change-row', change: { do: 'pin', row, pinned: !row.pinned } }] : [noRow];
    case 'rename':
      return row ? [{ do: 'edit', field: 'name', row }] : [noRow];
    case 'note':
      return row ? [{ do: 'edit', field: 'note', row }] : [noRow];
    case 'give-name':
      return isName(view.search.text) ? [{ do: 'give-name' }] : [{ do: 'say', words: 'Type the name first' }];
    case 'show-waiting':
      return [{ do: 'show-waiting' }];
    case 'preview':
      return app.connections.length > 0 ? [{ do: 'toggle-preview' }] : [noRow];
    case 'sync':
      return [{ do: 'sync' }];
    case 'settings':
      return [{ do: 'open-settings' }];
    case 'take-step': {
      const { step, problem } = command;
      return [{ do: 'take-step', step, problem }];
    }
    case 'undo':
      return onUndo(view);
    case 'redo':
      return view.typing.future.length > 0 ? [{ do: 'redo-typing' }] : [{ do: 'say', words: 'Nothing to redo' }];
    case 'open-directly': {
      const accountId = openableDirectly(view);
      return accountId === null
        ? [{ do: 'say', words: 'The browser has the link' }]
        : [{ do: 'open-directly', accountId }];
    }
    case 'undo-last-change':
      return app.lastChange ? [{ do: 'undo-change', change: app.lastChange }] : [nothingToUndo];
    case 'escape':
      return onEscape(view);
  }
}

function onMove(view: LauncherView, command: Command & { do: 'move' }): readonly Decision[] {
  if (leadsToSearches(view, command)) return [{ do: 'open-palette', palette: 'searches' }];
  const item = moved(view.items, view.index, command.to);
  if (!item) return [{ do: 'say', words: 'The list is empty' }];
  const select: Decision = { do: 'select', key: item.key, pressed: false };
  return item.key === view.item?.key ? [select, { do: 'say', words: noMoveWords(view) }] : [select];
}

/** Up, where there is nothing above. A key that is held down stays on the first line. */
const leadsToSearches = (
  { earlier, index, naming, search }: LauncherView,
  { to, held }: Command & { do: 'move' },
): boolean => to === 'previous' && !held && index <= 0 && earlier.length > 0 && search.text === '' && naming === null;

function onUndo(view: LauncherView): readonly Decision[] {
  const change = changeOfUndoKey(view);
  if (change) return [{ do: 'undo-change', change }];
  return view.typing.past.length > 0 ? [{ do: 'undo-typing' }] : [nothingToUndo];
}

const copied = { 'copy-id': 'id', 'copy-email': 'email', 'copy-latchkey-link': 'link', 'copy-text': 'text' } as const;

/** From this customer to the one who was opened before; from one who was not opened to the one who was opened last. */
function onBack({ app, items, naming, search }: LauncherView, from: string): readonly Decision[] {
  if (naming !== null) return [{ do: 'say', words: 'Choose the customer first' }];
  if (app.connections.length === 0) return [noRow];
  if (search.text !== '') return [{ do: 'go-home', command: { do: 'back', from } }];
  const opened = search.answer?.home?.opened ?? [];
  const there = opened.filter((id) => items.some(({ key }) => key === id));
  const before = there[there.indexOf(from) + 1];
  if (before !== undefined) return [{ do: 'select', key: before, pressed: false }];
  return [
    { do: 'say', words: there.length === 0 ? 'No customer was opened yet' : 'No customer was opened before this one' },
  ];
}

function noMoveWords({ items, index }: LauncherView): string {
  if (items.length === 1) return 'This is the only row';
  return index === 0 ? 'This is the first row' : 'This is the last row';
}

/** Whether a customer can be called so. */
export const isName = (text: string): boolean => text.trim() !== '' && !isTicketText(text);

const outOfSightWords = { do: 'say', words: 'The selected row was out of sight: press it again' } as const;

const nothingToUndo: Decision = { do: 'say', words: 'Nothing to undo' };

const noRow: Decision = { do: 'say', words: 'No customer is selected' };

/**
 * Takes back one thing per press: what the prompt bar shows, the naming, a preview over the list, the text. Then it hides.
 */
function onEscape(view: LauncherView): readonly Decision[] {
  const { app, attempt, closing, failure, inFlight, naming, namingRow, previewOver, search } = view;
  if (namingRow || closing || (attempt && !isBusy(attempt))) return [{ do: 'decline' }];
  if (attempt || inFlight) return [{ do: 'cancel-log-in' }];
  if (failure) return [{ do: 'dismiss-failure' }];
  // Only if it can be seen: something newer may be shown in its place.
  if (barOf(view)?.shows === 'waiting') return [{ do: 'dismiss-waiting' }];
  if (naming !== null) return [{ do: 'stop-naming' }];
  if (previewOver) return [{ do: 'toggle-preview' }];
  if (search.text) return [{ do: 'clear-text' }];
  return [app.settings.hideOnEscape ? { do: 'hide' } : { do: 'say', words: 'There is nothing to take back' }];
}
