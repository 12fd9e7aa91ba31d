import { decide } from '../../src/renderer/launcher/state/decide.ts';
import type { Decision } from '../../src/renderer/launcher/state/decision.ts';
import type { Command } from '../../src/renderer/launcher/state/launcher-keys.ts';
import { initialState, type LauncherState } from '../../src/renderer/launcher/state/launcher-state.ts';
import { type LauncherView, viewOf } from '../../src/renderer/launcher/state/view.ts';
import { fakeAccounts, rowCalled } from './fake-accounts.ts';
import { appState } from './from-main.ts';

// What the launcher decides, in words: every command in one state. A customer of SendGrid, which has no landing targets, is
// highlighted above one of Brevo, which has some.

const accounts = fakeAccounts(0, 21);
export const acme = rowCalled(accounts, 'Acme Corp');
export const labs = rowCalled(accounts, 'Acme Labs');

const commands = {
  Enter: { do: 'log-in' },
  'Ctrl+Enter': { do: 'copy-link' },
  'Ctrl+2': { do: 'log-in-nth', nth: 2 },
  'Ctrl+9': { do: 'log-in-nth', nth: 9 },
  'a click on the second line': { do: 'press', key: labs.accountId, nth: 1 },
  'a second click on the second line': { do: 'press', key: labs.accountId, nth: 2 },
  'a third click on the second line': { do: 'press', key: labs.accountId, nth: 3 },
  'a right click on the second line': { do: 'press-actions', key: labs.accountId },
  Escape: { do: 'escape' },
  ArrowDown: { do: 'move', to: 'next' },
  ArrowUp: { do: 'move', to: 'previous' },
  Tab: { do: 'targets' },
  'Ctrl+K': { do: 'actions' },
  'palette: Give a customer the name': { do: 'give-name' },
  'Ctrl+I': { do: 'preview' },
  'Ctrl+Shift+P': { do: 'pin' },
  F2: { do: 'rename' },
  'Shift+F2': { do: 'note' },
  F5: { do: 'sync' },
  'Ctrl+,': { do: 'settings' },
  'Ctrl+Z': { do: 'undo' },
  'Ctrl+Y': { do: 'redo' },
  'palette: Undo': { do: 'undo-last-change' },
  'palette: Show the link': { do: 'show-waiting' },
  'palette: Open the link directly': { do: 'open-directly' },
  'palette: Senders': { do: 'land', target: 'senders' },
  'palette: Copy id': { do: 'copy-id' },
  'palette: Copy email': { do: 'copy-email' },
  'palette: the step of a connection': {
    do: 'take-step',
    step: 'replace-key',
    problem: { kind: 'key-rejected', provider: 'Brevo', connectionId: 'brevo0001' },
  },
} as const satisfies Record<string, Command>;

type CommandName = keyof typeof commands;
/** What each command does, in words; `-`: nothing. */
export type Line = Record<CommandName, string>;

/** The list shows these rows for `acme`. */
export const results = (
  change: Partial<LauncherState> = {},
  rows = [acme, labs],
  target: string | null = null,
): LauncherState => ({
  ...initialState,
  app: appState(),
  visible: true,
  search: {
    ...initialState.search,
    text: 'acme',
    waiting: false,
    answer: { text: 'acme', rows, target, total: 21, listId: 1, steps: [], openThen: [] },
  },
  ...change,
});

export const onRow: Line = {
  Enter: 'open Acme Corp',
  'Ctrl+Enter': 'copy link of Acme Corp',
  'Ctrl+2': 'select Acme Labs, open Acme Labs, chosen',
  'Ctrl+9': 'say There is no row 9',
  'a click on the second line': 'select Acme Labs',
  'a second click on the second line': 'select Acme Labs',
  'a third click on the second line': 'select Acme Labs',
  'a right click on the second line': 'select Acme Labs, palette actions',
  Escape: 'clear-text',
  ArrowDown: 'select Acme Labs',
  ArrowUp: 'select Acme Labs',
  Tab: 'say SendGrid always opens on its own start page',
  'Ctrl+K': 'palette actions',
  'Ctrl+I': 'toggle-preview',
  'Ctrl+Shift+P': 'pin Acme Corp',
  F2: 'edit name of Acme Corp',
  'Shift+F2': 'edit note of Acme Corp',
  F5: 'sync',
  'Ctrl+,': 'open-settings',
  'Ctrl+Z': 'say Nothing to undo',
  'Ctrl+Y': 'say Nothing to redo',
  'palette: Undo': 'say Nothing to undo',
  'palette: Give a customer the name': 'give-name',
  'palette: Show the link': 'show-waiting',
  'palette: Open the link directly': 'say The browser has the link',
  'palette: Senders': 'open Acme Corp at senders',
  'palette: Copy id': 'copy id of Acme Corp',
  'palette: Copy email': 'copy email of Acme Corp',
  'palette: the step of a connection': 'step replace-key of key-rejected',
};

/** A command that starts something new first declines what the prompt bar asks. */
export const declining: Partial<Line> = {
  'Ctrl+2': 'decline, select Acme Labs, open Acme Labs, chosen',
  'Ctrl+9': 'decline, say There is no row 9',
  'a click on the second line': 'decline, select Acme Labs',
  'a second click on the second line': 'decline, select Acme Labs',
  'a third click on the second line': 'decline, select Acme Labs',
  'a right click on the second line': 'decline, select Acme Labs, palette actions',
  Escape: 'decline',
  ArrowDown: 'decline, select Acme Labs',
  ArrowUp: 'decline, select Acme Labs',
  Tab: 'decline, say SendGrid always opens on its own start page',
  'Ctrl+K': 'decline, palette actions',
  'palette: Give a customer the name': 'decline, give-name',
  'palette: Undo': 'decline, say Nothing to undo',
  'palette: Show the link': 'decline, show-waiting',
  'Ctrl+Shift+P': 'decline, pin Acme Corp',
  F2: 'decline, edit name of Acme Corp',
  'Shift+F2': 'decline, edit note of Acme Corp',
};

/** What each command does in this state. */
export function decisionsIn(state: LauncherState): Line {
  const view = viewOf(state);
  if (!view) throw new Error('no state of main');
  const entries = Object.entries(commands).map(([name, command]) => [name, inWords(decide(view, command), view)]);
  return Object.fromEntries(entries);
}

function inWords(decisions: readonly Decision[], view: LauncherView): string {
  return decisions.map((decision) => wordsOf(decision, view)).join(', ') || '-';
}

function wordsOf(decision: Decision, { items }: LauncherView): string {
  switch (decision.do) {
    case 'log-in': {
      const what = decision.how === 'open' ? 'open' : 'copy link of';
      const by = decision.chosen === 'row' ? ', chosen' : '';
      return `${what} ${decision.row.name}${decision.target === null ? '' : ` at ${decision.target}`}${by}`;
    }
    case 'change-row': {
      const { change } = decision;
      if (change.do === 'copy') return `copy ${change.field} of ${change.row.name}`;
      return `${change.do} ${change.row.name}`;
    }
    case 'open-directly':
      return `open-directly ${[acme, labs].find((row) => row.accountId === decision.accountId)?.name}`;
    case 'undo-change':
      return `undo ${decision.change.kind}`;
    case 'ask-name':
      return `ask-name ${decision.row.name}`;
    case 'take-offer':
      return `offer ${decision.offer}`;
    case 'take-step':
      return `step ${decision.step} of ${decision.problem.kind}`;
    case 'select': {
      const item = items.find(({ key }) => key === decision.key);
      return `select ${item?.type === 'account' ? item.row.name : decision.key === labs.accountId ? labs.name : decision.key}`;
    }
    case 'open-palette':
      return `palette ${decision.palette}`;
    case 'edit':
      return `edit ${decision.field} of ${decision.row.name}`;
    case 'say':
      return `say ${decision.words}`;
    default:
      return decision.do;
  }
}
