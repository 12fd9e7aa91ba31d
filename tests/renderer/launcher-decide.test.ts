import { describe, expect, test } from 'vitest';
import { decide, ownerOfKeys } from '../../src/renderer/launcher/state/decide.ts';
import type { Decision } from '../../src/renderer/launcher/state/decision.ts';
import type { Command } from '../../src/renderer/launcher/state/launcher-keys.ts';
import {
  type AskedLogIn,
  type Attempt,
  initialState,
  type LauncherState,
} from '../../src/renderer/launcher/state/launcher-state.ts';
import { type LauncherView, viewOf } from '../../src/renderer/launcher/state/view.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fakeAccounts, fakeConnections, namesProgress, rowCalled } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/launcher-rig.ts';

// Every state of the launcher against every command. A customer of SendGrid, which has no landing targets, is
// highlighted above one of Brevo, which has some.

const accounts = fakeAccounts(0, 21);
const acme = rowCalled(accounts, 'Acme Corp');
const labs = rowCalled(accounts, 'Acme Labs');

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
type Line = Record<CommandName, string>;

const results = (
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
    answer: { text: 'acme', rows, target, total: 21, listId: 1, steps: [], openFirst: new Set() },
  },
  ...change,
});

const withText = (text: string, state: LauncherState): LauncherState => ({
  ...state,
  search: { ...state.search, text, answer: state.search.answer && { ...state.search.answer, text } },
});

const asked = (row: AccountRow, how: AskedLogIn['how']): AskedLogIn => ({
  row,
  how,
  request: { accountId: row.accountId, target: null, reason: '', confirmed: [], chosen: 'text' },
});
const attemptAt = (stage: Attempt['stage'], of = asked(acme, 'open')): Attempt => ({ ...of, attemptId: 1, stage });
const questions = [{ kind: 'state', state: 'suspended' }] as const;
const timeout: Problem = { kind: 'timeout', provider: 'SendGrid', connectionId: 'sendgrid1', afterSeconds: 15 };
const retry = { do: 'log-in', asked: asked(acme, 'open') } as const;

const onRow: Line = {
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

/** If no row is highlighted, the commands that act on it say so. */
const onNoRow: Line = {
  ...onRow,
  Enter: 'say Choose a customer first',
  'Ctrl+Enter': 'say Choose a customer first',
  ArrowDown: 'select Acme Corp',
  Tab: 'say No customer is selected',
  'Ctrl+Shift+P': 'say No customer is selected',
  F2: 'say No customer is selected',
  'Shift+F2': 'say No customer is selected',
  'palette: Senders': 'say Choose a customer first',
  'palette: Copy id': 'say No customer is selected',
  'palette: Copy email': 'say No customer is selected',
};

const namesMissing = fakeConnections.map((each) => ({
  ...each,
  health: { ...each.health, names: each.provider === 'sendgrid' ? namesProgress({ total: 200 }) : null },
}));

const onEmptyList: Line = {
  ...onNoRow,
  Enter: 'say No customer to log in to',
  'Ctrl+Enter': 'say No customer to copy a link for',
  'palette: Senders': 'say No customer to log in to',
  'Ctrl+2': 'say There is no row 2',
  'a click on the second line': '-',
  'a second click on the second line': '-',
  'a third click on the second line': '-',
};

/** A command that starts something new first declines what the prompt bar asks. */
const declining: Partial<Line> = {
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

/** While a log-in is under way, every command does what it always does: main opens only the customer asked for last. */
const busy: Partial<Line> = { Escape: 'cancel-log-in' };

/** The prompt bar asks whether Acme Corp gets the name. */
const onNaming: Line = {
  ...onRow,
  ...declining,
  'Ctrl+Enter': 'flash',
  'palette: Senders': 'flash',
  'Ctrl+2': 'decline, say Choose the customer with Enter',
  'a click on the second line': 'decline, select Acme Labs, ask-name Acme Labs',
  'a second click on the second line': 'decline, select Acme Labs, ask-name Acme Labs',
  'a third click on the second line': 'decline, select Acme Labs, ask-name Acme Labs',
};

const pinned = { changeId: 'pin', kind: 'pin', accountId: labs.accountId, name: labs.name } as const;
const imported = { changeId: 'import', kind: 'import', fileName: 'names.csv' } as const;
const typed = { past: ['ac'], future: ['acme l'], lastEdit: null };
const offer = { change: pinned, textId: initialState.search.textId, begun: true };
const undoesTyping: Partial<Line> = { 'Ctrl+Z': 'undo-typing', 'Ctrl+Y': 'redo-typing' };

const { accountId, idTail, name: accountName } = labs;
const done = {
  result: 'opened',
  accountId,
  idTail,
  accountName,
  connectionLabel: 'US',
  replaces: null,
  mustBeRead: false,
} as const;
const again = 'say Press Enter again to log in, flash';
/** What a row does that a link or the clipboard chose, until it can have been read. */
function unreadRow(by: string): Partial<Line> {
  const list = `say ${by} chose this list: press it again, flash`;
  const customer = `say ${by} chose this customer: press Enter again to log in, flash`;
  return {
    Enter: customer,
    'Ctrl+Enter': customer,
    'Ctrl+2': list,
    'a click on the second line': list,
    'a second click on the second line': list,
    'a third click on the second line': list,
    'Ctrl+Shift+P': list,
    F2: list,
    'Shift+F2': list,
    'palette: Senders': list,
    'palette: Copy id': list,
    'palette: Copy email': list,
  };
}

const inFlight: LauncherState['inFlight'] = {
  accountId: labs.accountId,
  accountName: labs.name,
  connectionLabel: 'Brevo Agency',
  how: 'open',
  replaces: null,
  browserSilent: false,
};

const waiting = { from: 'deep-link', text: '2', select: labs.accountId, name: labs.name } as const;

const table: Record<string, { state: LauncherState; does: Line }> = {
  'a row is highlighted': { state: results(), does: onRow },
  'no row is highlighted': { state: results({ selection: 'none' }), does: onNoRow },
  'the highlighted row is gone': {
    state: results({ selection: { key: 'brevo0001/gone', byHand: true } }),
    does: onNoRow,
  },
  'the second row is highlighted': {
    state: results({ selection: { key: labs.accountId, byHand: true } }),
    does: {
      ...onRow,
      Enter: 'open Acme Labs, chosen',
      'Ctrl+Enter': 'copy link of Acme Labs, chosen',
      ArrowDown: 'select Acme Corp',
      ArrowUp: 'select Acme Corp',
      Tab: 'palette targets',
      'Ctrl+Shift+P': 'pin Acme Labs',
      F2: 'edit name of Acme Labs',
      'Shift+F2': 'edit note of Acme Labs',
      'palette: Senders': 'open Acme Labs at senders, chosen',
      'palette: Copy id': 'copy id of Acme Labs',
      'palette: Copy email': 'copy email of Acme Labs',
    },
  },
  'the second row is highlighted, but the user did not choose it': {
    state: results({ selection: { key: labs.accountId, byHand: false } }),
    does: {
      ...onRow,
      Enter: 'open Acme Labs',
      'Ctrl+Enter': 'copy link of Acme Labs',
      ArrowDown: 'select Acme Corp',
      ArrowUp: 'select Acme Corp',
      Tab: 'palette targets',
      'Ctrl+Shift+P': 'pin Acme Labs',
      F2: 'edit name of Acme Labs',
      'Shift+F2': 'edit note of Acme Labs',
      'palette: Senders': 'open Acme Labs at senders',
      'palette: Copy id': 'copy id of Acme Labs',
      'palette: Copy email': 'copy email of Acme Labs',
    },
  },
  'the second row was clicked': {
    state: results({ pressed: labs.accountId }),
    does: {
      ...onRow,
      'a second click on the second line': 'open Acme Labs, chosen',
      'a third click on the second line': '-',
    },
  },
  'another row was under the pointer at the click': {
    state: results({ pressed: acme.accountId }),
    does: onRow,
  },
  'a landing target was typed': {
    state: results({ selection: { key: labs.accountId, byHand: true } }, [labs, acme], 'contacts'),
    does: {
      ...onRow,
      Enter: 'open Acme Labs at contacts, chosen',
      'Ctrl+Enter': 'copy link of Acme Labs at contacts, chosen',
      // SendGrid has no such target.
      'Ctrl+2': 'select Acme Corp, open Acme Corp, chosen',
      ArrowDown: 'select Acme Corp',
      ArrowUp: 'select Acme Corp',
      Tab: 'palette targets',
      'Ctrl+Shift+P': 'pin Acme Labs',
      F2: 'edit name of Acme Labs',
      'Shift+F2': 'edit note of Acme Labs',
      'palette: Senders': 'say The text says another page: take it out first',
      'palette: Copy id': 'copy id of Acme Labs',
      'palette: Copy email': 'copy email of Acme Labs',
    },
  },
  'the list does not answer the text yet': {
    state: { ...results(), search: { ...results().search, waiting: true } },
    does: {
      ...onRow,
      Enter: 'wait',
      'Ctrl+Enter': 'wait',
      ArrowDown: 'wait',
      ArrowUp: 'wait',
      'Ctrl+2': 'wait',
      'Ctrl+9': 'wait',
      Tab: 'wait',
      'Ctrl+K': 'wait',
      'Ctrl+Shift+P': 'wait',
      F2: 'wait',
      'Shift+F2': 'wait',
      'palette: Senders': 'wait',
      'palette: Copy id': 'wait',
      'palette: Copy email': 'wait',
    },
  },
  'the text is empty': {
    state: withText('', results()),
    does: { ...onRow, 'palette: Give a customer the name': 'say Type the name first', Escape: 'hide' },
  },
  'the text is empty, and Escape does not hide': {
    state: withText('', results({ app: appState({ settings: { ...appState().settings, hideOnEscape: false } }) })),
    does: {
      ...onRow,
      'palette: Give a customer the name': 'say Type the name first',
      Escape: 'say There is nothing to take back',
    },
  },
  'nothing matches one word': {
    state: results({}, []),
    does: { ...onEmptyList, ArrowDown: 'select sync', ArrowUp: 'select sync' },
  },
  'nothing matches several words': {
    state: withText('hargreaves xqzv', results({}, [])),
    does: { ...onEmptyList, Enter: 'offer search-shorter', ArrowDown: 'select sync', ArrowUp: 'select sync' },
  },
  'nothing matches, and names are missing': {
    state: results({ app: appState({ connections: namesMissing }) }, []),
    does: { ...onEmptyList, ArrowDown: 'select sync', ArrowUp: 'select import-names' },
  },
  'nothing matches, names are missing, and the import is chosen': {
    state: results(
      { app: appState({ connections: namesMissing }), selection: { key: 'import-names', byHand: true } },
      [],
    ),
    does: { ...onEmptyList, Enter: 'offer import-names', ArrowDown: 'select sync', ArrowUp: 'select sync' },
  },
  'no provider is connected': {
    state: results({ app: appState({ connections: [] }) }, []),
    does: {
      ...onNoRow,
      Enter: 'offer connect',
      'Ctrl+Enter': 'say No customer to copy a link for',
      'palette: Senders': 'say No customer to log in to',
      'Ctrl+2': 'say There is no row 2',
      'Ctrl+I': 'say No customer is selected',
      'a click on the second line': '-',
      'a second click on the second line': '-',
      'a third click on the second line': '-',
      ArrowDown: 'select explore',
      ArrowUp: 'select explore',
    },
  },
  'the search failed': {
    state: { ...results(), search: { ...results().search, answer: null, problem: { kind: 'directory-busy' } } },
    does: { ...onEmptyList, ArrowDown: 'say The list is empty', ArrowUp: 'say The list is empty' },
  },
  'the preview is over the list': {
    state: results({ previewOver: true }),
    does: { ...onRow, Escape: 'toggle-preview' },
  },
  'a log-in works': {
    state: results({ attempt: attemptAt({ at: 'working', cancelling: false }) }),
    does: { ...onRow, ...busy },
  },
  'a log-in from the tray works': { state: results({ inFlight }), does: { ...onRow, ...busy } },
  'the browser does not ask for the link of the highlighted customer': {
    state: results({ inFlight: { ...inFlight, accountId: acme.accountId, browserSilent: true } }),
    does: {
      ...onRow,
      ...busy,
      Enter: 'open-directly Acme Corp',
      'palette: Open the link directly': 'open-directly Acme Corp',
    },
  },
  'the browser does not ask for the link of another customer than the highlighted one': {
    state: results({ inFlight: { ...inFlight, browserSilent: true } }),
    does: { ...onRow, ...busy, 'palette: Open the link directly': 'open-directly Acme Labs' },
  },
  'the browser does not ask for the link, and the log-in is being cancelled': {
    state: results({
      attempt: attemptAt({ at: 'working', cancelling: true }),
      inFlight: { ...inFlight, accountId: acme.accountId, browserSilent: true },
    }),
    does: { ...onRow, ...busy },
  },
  'a link waits': { state: results({ waiting }), does: { ...onRow, Escape: 'dismiss-waiting' } },
  'a link waits, and the bar offers to undo a change': {
    state: results({ waiting, undoOffer: offer }),
    does: { ...onRow, 'Ctrl+Z': 'undo pin' },
  },
  'a link waits, and a customer was opened a moment ago': {
    state: results({ waiting, done, doneIsNew: true }),
    does: onRow,
  },
  'a link waits, and a customer was opened some time ago': {
    state: results({ waiting, done, doneIsNew: false }),
    does: { ...onRow, Escape: 'dismiss-waiting' },
  },
  'a link chose the row, and nobody can have read it yet': {
    state: results({ unread: { because: 'link' } }),
    does: { ...onRow, ...unreadRow('A link') },
  },
  'the clipboard chose the row, and nobody can have read it yet': {
    state: results({ unread: { because: 'clipboard' } }),
    does: { ...onRow, ...unreadRow('The clipboard') },
  },
  'a link chose the row, and asks something about it': {
    state: results({ unread: { because: 'link' }, attempt: attemptAt({ at: 'question', questions }) }),
    does: { ...onRow, ...declining, ...unreadRow('A link'), Enter: 'accept' },
  },
  'Enter closed an editor a moment ago': {
    state: results({ unread: { because: 'closed' } }),
    does: { ...onRow, Enter: again, 'Ctrl+Enter': again },
  },
  'a link waits, and a log-in works': {
    state: results({ waiting, attempt: attemptAt({ at: 'working', cancelling: false }) }),
    does: { ...onRow, ...busy },
  },
  'a link waits, and a question is open': {
    state: results({ waiting, attempt: attemptAt({ at: 'question', questions }) }),
    does: { ...onRow, ...declining, Enter: 'accept' },
  },
  'a link waits, and another row failed': {
    state: results({ waiting, failure: { problem: timeout, row: labs, retry } }),
    does: { ...onRow, Escape: 'dismiss-failure' },
  },
  'a question is open while a log-in from the tray works': {
    state: results({ attempt: attemptAt({ at: 'question', questions }), inFlight }),
    does: { ...onRow, ...declining, Enter: 'accept' },
  },
  'a log-in works, and another row failed': {
    state: results({ inFlight, failure: { problem: timeout, row: labs, retry } }),
    does: { ...onRow, ...busy },
  },
  'a log-in works, and covers that the highlighted row failed': {
    state: results({ inFlight, failure: { problem: timeout, row: acme, retry } }),
    does: { ...onRow, ...busy },
  },
  'a question about the highlighted row': {
    state: results({ attempt: attemptAt({ at: 'question', questions }) }),
    does: { ...onRow, ...declining, Enter: 'accept' },
  },
  'a question before its link is copied': {
    state: results({ attempt: attemptAt({ at: 'question', questions }, asked(acme, 'copy')) }),
    does: { ...onRow, ...declining, Enter: 'accept', 'Ctrl+Enter': 'accept' },
  },
  'a double click raised the question': {
    state: results({ attempt: attemptAt({ at: 'question', questions }, asked(labs, 'open')), pressed: labs.accountId }),
    does: {
      ...onRow,
      ...declining,
      'a second click on the second line': 'decline, open Acme Labs, chosen',
      'a third click on the second line': '-',
    },
  },
  'a question about another row': {
    state: results({ attempt: attemptAt({ at: 'question', questions }, asked(labs, 'open')) }),
    does: { ...onRow, ...declining },
  },
  'a reason is asked for': {
    state: results({ attempt: attemptAt({ at: 'reason', suggested: null }) }),
    does: { ...onRow, ...declining },
  },
  'the admin’s email is asked for': {
    state: results({ attempt: attemptAt({ at: 'admin-email', saving: false }) }),
    does: { ...onRow, ...declining },
  },
  'the admin’s email is being kept': {
    state: results({ attempt: attemptAt({ at: 'admin-email', saving: true }) }),
    does: { ...onRow, ...busy },
  },
  'the highlighted row failed': {
    state: results({ failure: { problem: timeout, row: acme, retry } }),
    does: {
      ...onRow,
      Enter: 'take-failure-step',
      Escape: 'dismiss-failure',
    },
  },
  'the highlighted row failed, and there is no next step': {
    state: results({
      failure: { problem: { kind: 'link-refused', provider: 'SendGrid', connectionId: 'sendgrid1' }, row: acme, retry },
    }),
    does: { ...onRow, Escape: 'dismiss-failure' },
  },
  'another row failed': {
    state: results({ failure: { problem: timeout, row: labs, retry } }),
    does: { ...onRow, Escape: 'dismiss-failure' },
  },
  'something failed that is about no row': {
    state: results({ failure: { problem: { kind: 'disk-full' }, row: null, retry: { do: 'explore' } } }),
    does: { ...onRow, Escape: 'dismiss-failure' },
  },
  'a question about the highlighted row, which also failed': {
    state: results({
      attempt: attemptAt({ at: 'question', questions }),
      failure: { problem: timeout, row: acme, retry },
    }),
    does: { ...onRow, ...declining, Enter: 'accept' },
  },
  'something was typed, and undone in part': { state: results({ typing: typed }), does: { ...onRow, ...undoesTyping } },
  'the bar offers to undo a change': {
    state: results({ typing: typed, undoOffer: offer }),
    does: { ...onRow, ...undoesTyping, 'Ctrl+Z': 'undo pin' },
  },
  'the text has changed since the change that the bar offers to undo': {
    state: results({ typing: typed, undoOffer: { ...offer, textId: -1 } }),
    does: { ...onRow, ...undoesTyping },
  },
  'a failure covers the change that the bar offers to undo': {
    state: results({ typing: typed, undoOffer: offer, failure: { problem: timeout, row: labs, retry } }),
    does: { ...onRow, ...undoesTyping, 'Ctrl+Z': 'undo pin', Escape: 'dismiss-failure' },
  },
  'a log-in covers the change that the bar offers to undo': {
    state: results({ typing: typed, undoOffer: offer, inFlight }),
    does: { ...onRow, ...busy, ...undoesTyping, 'Ctrl+Z': 'undo pin' },
  },
  'a question covers the change that the bar offers to undo': {
    state: results({ typing: typed, undoOffer: offer, attempt: attemptAt({ at: 'question', questions }) }),
    does: { ...onRow, ...declining, ...undoesTyping, 'Ctrl+Z': 'undo pin', Enter: 'accept' },
  },
  'the newest change is an import, made in the settings window': {
    state: results({ app: appState({ lastChange: imported }), undoOffer: offer }),
    does: { ...onRow, 'Ctrl+Z': 'undo pin', 'palette: Undo': 'undo import' },
  },
  'a name is given': {
    state: results({ naming: 'Zebra Ltd' }),
    does: {
      ...onRow,
      Enter: 'ask-name Acme Corp',
      'Ctrl+Enter': 'ask-name Acme Corp',
      'Ctrl+2': 'say Choose the customer with Enter',
      'Ctrl+9': 'say There is no row 9',
      'a click on the second line': 'select Acme Labs, ask-name Acme Labs',
      'a second click on the second line': 'select Acme Labs, ask-name Acme Labs',
      'a third click on the second line': 'select Acme Labs, ask-name Acme Labs',
      Escape: 'stop-naming',
      'palette: Senders': 'ask-name Acme Corp',
    },
  },
  'a name is given, and nothing is highlighted yet': {
    state: results({ naming: 'Zebra Ltd', selection: 'none' }),
    does: {
      ...onNoRow,
      'Ctrl+2': 'say Choose the customer with Enter',
      'a click on the second line': 'select Acme Labs, ask-name Acme Labs',
      'a second click on the second line': 'select Acme Labs, ask-name Acme Labs',
      'a third click on the second line': 'select Acme Labs, ask-name Acme Labs',
      Escape: 'stop-naming',
    },
  },
  'the bar asks whether the row gets the name': {
    state: results({ naming: 'Zebra Ltd', namingRow: acme }),
    does: { ...onNaming, Enter: 'confirm-name' },
  },
  'a name is given, and nothing matches': {
    state: results({ naming: 'Zebra Ltd' }, []),
    does: {
      ...onEmptyList,
      Enter: 'say No customer to give the name to',
      'Ctrl+Enter': 'say No customer to give the name to',
      'palette: Senders': 'say No customer to give the name to',
      Escape: 'stop-naming',
      ArrowDown: 'select sync',
      ArrowUp: 'select sync',
    },
  },
};

test.each(Object.entries(table))('while %s', (_, { state, does }) => {
  const view = viewOf(state);
  if (!view) throw new Error('no state of main');
  const done = Object.entries(commands).map(([name, command]) => [name, inWords(decide(view, command), view)]);
  expect(Object.fromEntries(done)).toEqual(does);
});

test('before main has sent its state there is nothing to decide by', () => {
  expect(viewOf({ ...results(), app: null })).toBeNull();
});

describe('a key is for', () => {
  test.each([
    ['nobody while the launcher is hidden', results({ visible: false }), 'nobody'],
    ['the list', results(), 'list'],
    ['the palette while one is open', results({ palette: 'actions' }), 'palette'],
    ['the editor while a row is edited', results({ editing: { field: 'name', row: acme } }), 'editor'],
    ['the list while a question is open', results({ attempt: attemptAt({ at: 'question', questions }) }), 'list'],
  ] as const)('%s', (_, state, owner) => {
    expect(ownerOfKeys(state)).toBe(owner);
  });

  test('nobody, even with a palette or an editor left open, while the launcher is hidden', () => {
    const left = results({ visible: false, palette: 'actions', editing: { field: 'note', row: acme } });
    expect(ownerOfKeys(left)).toBe('nobody');
  });
});

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
