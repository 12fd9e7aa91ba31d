import { type AccountRow, type ReadOfCustomer, saysOther } from '../../../shared/account.ts';
import type { SearchAnswer } from '../../../shared/contract.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import { type Former, type LauncherState, noChangedRows } from './launcher-state.ts';
import { decline } from './logging-in.ts';
import { say } from './notices.ts';
import { viewOf } from './view.ts';

// A sync, an import or an undone change gives a customer another name while its row is on the screen. SECURITY: a press acts on such
// a row only once the new words could be read.

/** How long the new words must be on the screen. */
const readMs = 300;

const isNone = (rows: Former): boolean => Object.keys(rows).length === 0;

/** The rows as they were before. */
export const noteChanged = (before: readonly AccountRow[]): Change =>
  given(({ changedRows: { coming, painted } }) => {
    const former = Object.fromEntries(before.map(({ accountId, name, email }) => [accountId, { name, email }]));
    return before.length === 0 ? noChange : set({ changedRows: { painted, coming: { ...former, ...coming } } });
  });

const startReading: Change = given(({ changedRows: { coming } }) =>
  inOrder(
    set({ changedRows: { painted: coming, coming: {} } }),
    isNone(coming) ? noChange : request({ do: 'start-timer', timer: 'rows', afterMs: readMs }),
  ),
);

export const rowsPainted: Change = given(({ changedRows }) => (isNone(changedRows.painted) ? startReading : noChange));

export const rowsRead: Change = startReading;

/** Another list has nothing that was read before. */
export const forgetChanged: Change = inOrder(
  set({ changedRows: noChangedRows }),
  request({ do: 'stop-timer', timer: 'rows' }),
);

/** The rows of `before` whose customers are now called otherwise. */
export const changedIn = (before: readonly AccountRow[], now: readonly AccountRow[]): readonly AccountRow[] => {
  const byId = new Map(now.map((row) => [row.accountId, row]));
  return before.filter((row) => saysOther(row, byId.get(row.accountId) ?? row));
};

/**
 * SECURITY: the highlighted row was the answer to the text. If that finds another customer first now, the row is highlighted no more,
 * or Enter would open one whom the text does not name.
 */
export const dropLostHighlight = (before: LauncherState, changed: readonly AccountRow[], found: SearchAnswer): Change =>
  given(({ attempt, noticeRefuses, search }) => {
    const id = viewOf(before)?.row?.accountId;
    const former = changed.find(({ accountId }) => accountId === id);
    const now = search.answer?.rows.find(({ accountId }) => accountId === id);
    if (!former || !now) return noChange;
    const isFound = found.rows.some(({ accountId }) => accountId === id);
    const isBest = found.rows[0]?.accountId === id;
    if (before.selection === 'first' && !found.home ? isBest : isFound) return noChange;
    const isAsked = attempt?.stage.at === 'question' && attempt.row.accountId === id;
    return inOrder(
      set({ selection: 'none' }),
      isAsked ? decline : noChange,
      noticeRefuses ? noChange : say(changedWords(former, now)),
    );
  });

export const changedWords = (former: ReadOfCustomer, now: ReadOfCustomer): string =>
  former.name === now.name ? `The email of ${now.name} has changed` : `${former.name} is now called ${now.name}`;
