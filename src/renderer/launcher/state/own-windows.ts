import type { AccountRow } from '../../../shared/account.ts';
import type { AppState } from '../../../shared/contract.ts';
import { countOf } from '../../../shared/format.ts';
import { type OpenWindow, windowNames } from '../../../shared/own-windows.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { Decision } from './decision.ts';
import type { EventOf } from './launcher-events.ts';
import type { Command } from './launcher-keys.ts';
import type { AskedClosing } from './launcher-state.ts';
import { refuse, say } from './notices.ts';
import type { LauncherView } from './view.ts';

// The windows of customers' own, from the launcher. SECURITY: a window that closes takes its session along, and nothing brings
// that back. So only the window of the selected customer closes at once; any other one is asked about.

type WindowCommand = Extract<Command, { do: 'show-window' | 'close-window' | 'close-all-windows' }>;
type WindowDecision = Extract<Decision, { do: 'show-window' | 'close-window' | 'ask-closing' }>;

/** The windows of this row's customer, as far as they are not closing. */
const windowsOf = ({ openWindows }: AppState, row: AccountRow | null): readonly OpenWindow[] =>
  openWindows.filter(({ accountId, closing }) => accountId === row?.accountId && !closing);

/** The window that the highlighted line can only mean: the one that it lists, or the only one of its customer. */
function meantBy({ app, item, row }: LauncherView): string | null {
  if (item?.type === 'window') return item.windowId;
  if (item?.type === 'account' && item.windowId !== undefined) return item.windowId;
  const [only, other] = windowsOf(app, row);
  return only && !other ? only.windowId : null;
}

/** All windows, those of the highlighted customer first: the one that the line lists before the others. */
export function windowsInOrder(view: LauncherView): readonly OpenWindow[] {
  const { app, row } = view;
  const meant = meantBy(view);
  const rank = ({ accountId, windowId }: OpenWindow): number =>
    windowId === meant ? 0 : accountId === row?.accountId ? 1 : 2;
  return app.openWindows.toSorted((one, other) => rank(one) - rank(other));
}

/** What a command on windows does. */
export function onWindowCommand(view: LauncherView, command: WindowCommand): readonly Decision[] {
  switch (command.do) {
    case 'show-window':
      return [command];
    case 'close-window': {
      const { name, windowId } = command;
      if (windowId === meantBy(view)) return [{ do: 'close-window', name, windowId }];
      return [{ do: 'ask-closing', asked: { windows: [{ name, windowId }], isAll: false } }];
    }
    case 'close-all-windows': {
      const windows = [...windowNames(view.app.openWindows)].map(([windowId, name]) => ({ windowId, name }));
      if (windows.length === 0) return [{ do: 'say', words: 'No window of a customer is open' }];
      return [{ do: 'ask-closing', asked: { windows, isAll: windows.length > 1 } }];
    }
  }
}

export function carryOutOnWindows(decision: WindowDecision): Change {
  switch (decision.do) {
    case 'show-window':
      // A browser may take a second to come.
      return inOrder(say(`Bringing the window of ${decision.name} to the front…`), request(decision));
    case 'close-window':
      return closeWindows({ windows: [decision], isAll: false });
    case 'ask-closing':
      return set({ closing: decision.asked });
  }
}

export const confirmClosing: Change = given(({ closing }) =>
  closing ? inOrder(set({ closing: null }), closeWindows(closing)) : noChange,
);

/** Says at once what is going on: a browser may take seconds to close. */
function closeWindows({ isAll, windows }: AskedClosing): Change {
  const [first] = windows;
  if (!first) return noChange;
  if (isAll) return inOrder(say(`Closing ${countOf(windows.length, 'window')}…`), request({ do: 'close-all-windows' }));
  return inOrder(say(`Closing the window of ${first.name}…`), request({ do: 'close-window', ...first }));
}

/** SECURITY: a yes counts for the windows that were named, and for their present names. */
export const dropLostClosing: Change = given(({ app, closing }) => {
  if (!app || !closing) return noChange;
  const names = windowNames(app.openWindows);
  const isTrue =
    closing.windows.every(({ name, windowId }) => names.get(windowId) === name) &&
    (!closing.isAll || names.size === closing.windows.length);
  return isTrue ? noChange : inOrder(set({ closing: null }), refuse('The open windows have changed: ask again'));
});

/** A window of a customer's own came to the front or was closed, or was not. */
export function onWindowsChanged({ reply, said }: EventOf<'windows-changed'>): Change {
  if (reply.ok) return said === null ? noChange : say(said);
  const { next, what } = sentenceFor(reply.problem);
  return refuse(`${what} ${next}.`);
}
