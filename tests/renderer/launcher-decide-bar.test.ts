import { describe, expect, test } from 'vitest';
import { ownerOfKeys } from '../../src/renderer/launcher/state/decide.ts';
import {
  type AskedLogIn,
  type Attempt,
  initialState,
  type LauncherState,
} from '../../src/renderer/launcher/state/launcher-state.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { acme, decisionsIn, declining, type Line, labs, onRow, results } from '../helpers/decisions.ts';
import { appState, logInTo } from '../helpers/from-main.ts';

// Everything that the prompt bar can show, and rows that a link chose, against every command.

const asked = (row: AccountRow, how: AskedLogIn['how']): AskedLogIn => ({
  row,
  how,
  request: { accountId: row.accountId, target: null, reason: '', confirmed: [], chosen: 'text' },
});
const attemptAt = (stage: Attempt['stage'], of = asked(acme, 'open')): Attempt => ({ ...of, attemptId: 1, stage });
const questions = [{ kind: 'state', state: 'suspended' }] as const;
const timeout: Problem = { kind: 'timeout', provider: 'SendGrid', connectionId: 'sendgrid1', afterSeconds: 15 };
const retry = { do: 'log-in', asked: asked(acme, 'open') } as const;

/** While a log-in is under way, every command does what it always does: main opens only the customer asked for last. */
const busy: Partial<Line> = { Escape: 'cancel-log-in' };

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

const inFlight = logInTo(labs, { connectionLabel: 'Brevo Agency' });
const waiting = { from: 'deep-link', text: '2', select: labs.accountId, name: labs.name } as const;

const table: Record<string, { state: LauncherState; does: Line }> = {
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
  'a link chose the row, and it was not there long enough to be read': {
    state: results({ unread: { because: 'link' } }),
    does: { ...onRow, ...unreadRow('A link') },
  },
  'the clipboard chose the row, and it was not there long enough to be read': {
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
};

test.each(Object.entries(table))('while %s', (_, { state, does }) => {
  expect(decisionsIn(state)).toEqual(does);
});

describe('a key is for', () => {
  test.each([
    ['no part of the window while the launcher is hidden', results({ visible: false }), 'none'],
    ['the list', results(), 'list'],
    ['the palette while one is open', results({ palette: 'actions' }), 'palette'],
    ['the editor while a row is edited', results({ editing: { field: 'name', row: acme } }), 'editor'],
    ['the list while a question is open', results({ attempt: attemptAt({ at: 'question', questions }) }), 'list'],
  ] as const)('%s', (_, state, owner) => {
    expect(ownerOfKeys(state)).toBe(owner);
  });

  test('no part of it, even with a palette or an editor left open, while the launcher is hidden', () => {
    const left = results({ visible: false, palette: 'actions', editing: { field: 'note', row: acme } });
    expect(ownerOfKeys(left)).toBe('none');
  });
});
