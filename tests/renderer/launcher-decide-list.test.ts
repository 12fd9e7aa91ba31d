import { expect, test } from 'vitest';
import type { LauncherState } from '../../src/renderer/launcher/state/launcher-state.ts';
import { viewOf } from '../../src/renderer/launcher/state/view.ts';
import { acme, decisionsIn, declining, type Line, labs, onRow, results } from '../helpers/decisions.ts';
import { fakeConnections, namesProgress } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/from-main.ts';

// Every state of the text and the list, also while a name is given, against every command.

const withText = (text: string, state: LauncherState): LauncherState => ({
  ...state,
  search: { ...state.search, text, answer: state.search.answer && { ...state.search.answer, text } },
});

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

/** The second row is highlighted, and the user did not choose it. */
const onSecondRow: Line = {
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
};

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
      ...onSecondRow,
      Enter: 'open Acme Labs, chosen',
      'Ctrl+Enter': 'copy link of Acme Labs, chosen',
      'palette: Senders': 'open Acme Labs at senders, chosen',
    },
  },
  'the second row is highlighted, but the user did not choose it': {
    state: results({ selection: { key: labs.accountId, byHand: false } }),
    does: onSecondRow,
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
      ...onSecondRow,
      Enter: 'open Acme Labs at contacts, chosen',
      'Ctrl+Enter': 'copy link of Acme Labs at contacts, chosen',
      // SendGrid has no such target.
      'Ctrl+2': 'select Acme Corp, open Acme Corp, chosen',
      'palette: Senders': 'say The text says another page: take it out first',
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
  expect(decisionsIn(state)).toEqual(does);
});

test('before main has sent its state there is nothing to decide by', () => {
  expect(viewOf({ ...results(), app: null })).toBeNull();
});
