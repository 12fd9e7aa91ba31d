import { type AccountRow, mostShownRows } from '../../../shared/account.ts';
import type { Home, SearchAnswer } from '../../../shared/contract.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import { changedIn, dropLostHighlight, forgetChanged, noteChanged } from './changed-rows.ts';
import { stepsLeft } from './first-steps.ts';
import type { EventOf } from './launcher-events.ts';
import type { Failure, LauncherState, Search, ShownAnswer } from './launcher-state.ts';
import { keepOrder, putFirst } from './row-order.ts';
import { withOlderEvidence } from './ticket.ts';

// Text in, rows out: one search per keystroke. An answer to an older text is dropped.

/** While a sync stores page after page, refresh the rows on screen at most this often. */
const refreshMs = 150;

const shownAs = (answer: SearchAnswer, listId: number, { app, naming }: LauncherState): ShownAnswer => ({
  ...answer,
  listId,
  openThen: app?.openWindows ?? [],
  // While a customer is chosen who gets a name, the list has nothing else to choose.
  steps: app === null || naming !== null || answer.text !== '' ? [] : stepsLeft(answer, app),
});

const setSearch = (part: Partial<Search>): Change => given(({ search }) => set({ search: { ...search, ...part } }));

/** Sets the text and searches anew. `first`: the account to be put first. `typed`: see `Effect`. */
export const searchFor = (text: string, first: string | null = null, typed = false): Change =>
  given(({ search }) => {
    const searchId = search.searchId + 1;
    return inOrder(
      setSearch({ text, textId: text === search.text ? search.textId : search.textId + 1, searchId, waiting: true }),
      request({ do: 'search', searchId, text, first, typed }),
    );
  });

export const searchAgain: Change = given(({ search }) => searchFor(search.text));

export const onResults = ({ searchId, first, reply }: EventOf<'searched'>): Change =>
  given((state) => {
    const { search, shown } = state;
    if (searchId !== search.searchId) return noChange;
    return inOrder(
      setSearch({
        waiting: false,
        problem: reply.ok ? null : reply.problem,
        // SECURITY: no answer, no rows: those still there would be other customers' than the text names.
        answer: reply.ok ? shownAs({ ...reply.value, rows: putFirst(reply.value.rows, first) }, searchId, state) : null,
      }),
      forgetChanged,
      // SECURITY: the list begins at its top. A number must not count from where another list was scrolled to.
      set({ shown: { first: 0, last: shown.last - shown.first } }),
    );
  });

export const onAccountsChanged: Change = given(({ search }) =>
  search.refreshDue
    ? noChange
    : inOrder(setSearch({ refreshDue: true }), request({ do: 'start-timer', timer: 'refresh', afterMs: refreshMs })),
);

export const onRefreshDue: Change = inOrder(
  setSearch({ refreshDue: false }),
  // While hidden, reorder freely: the user cannot be about to click.
  given(({ visible, search: { answer, text, searchId } }) => {
    const shown = answer?.rows.slice(0, mostShownRows).map(({ accountId }) => accountId) ?? [];
    return visible ? request({ do: 'refresh', searchId, text, shown }) : searchFor(text);
  }),
);

export const onRefreshed = ({ searchId, reply }: EventOf<'refreshed'>): Change =>
  given((state) => {
    const { answer, searchId: newest } = state.search;
    if (searchId !== newest || !reply.ok) return noChange;
    const { others, ...found } = reply.value;
    const { home, ticket } = found;
    if (!answer) return setSearch({ answer: shownAs(found, searchId, state) });
    const rows = keepOrder(answer.rows, withoutMoreToTry(found, answer), others);
    const changed = changedIn(answer.rows, rows);
    const fresh = {
      ...found,
      ...(ticket ? { ticket: withOlderEvidence(ticket, answer.ticket, changed) } : {}),
      ...(home ? { home: withOlderGroups(home, answer.home) } : {}),
    };
    return inOrder(
      setSearch({ answer: { ...answer, ...fresh, rows } }),
      noteChanged(changed),
      dropLostHighlight(state, changed, found),
    );
  });

/** The few customers to try stay the same while a sync brings others. */
function withoutMoreToTry(fresh: SearchAnswer, { home, rows }: ShownAnswer): readonly AccountRow[] {
  if (!Object.values(home?.groups ?? {}).includes('try')) return fresh.rows;
  const shown = new Set(rows.map(({ accountId }) => accountId));
  return fresh.rows.filter(({ accountId }) => shown.has(accountId) || fresh.home?.groups[accountId] !== 'try');
}

/** A row stays in its group until the next list: nothing moves, whatever was pinned or opened since. */
const withOlderGroups = (fresh: Home, older: Home | undefined): Home => ({
  ...fresh,
  groups: { ...fresh.groups, ...older?.groups },
});

/** Another try names the customer as the user reads it now. */
function alteredFailure(failure: Failure, alter: (row: AccountRow) => AccountRow): Failure {
  const { retry, row } = failure;
  const isOfLogIn = retry.do === 'log-in' || retry.do === 'ask-admin-email' || retry.do === 'ask-landing';
  const asked = isOfLogIn ? { retry: { ...retry, asked: { ...retry.asked, row: alter(retry.asked.row) } } } : {};
  return { ...failure, row: row && alter(row), ...asked };
}

/** Shows a change of a row at once, before main has stored it: in the list, and wherever the bar names the customer. */
export const alterRow = (accountId: string, change: Partial<AccountRow>): Change =>
  given(({ attempt, done, failure, inFlight, search: { answer } }) => {
    const alter = (row: AccountRow): AccountRow => (row.accountId === accountId ? { ...row, ...change } : row);
    const rename = <T extends { accountId: string; accountName: string }>(one: T): T =>
      one.accountId === accountId && change.name !== undefined ? { ...one, accountName: change.name } : one;
    return inOrder(
      answer ? setSearch({ answer: { ...answer, rows: answer.rows.map(alter) } }) : noChange,
      set({
        attempt: attempt && { ...attempt, row: alter(attempt.row) },
        failure: failure?.row?.accountId === accountId ? alteredFailure(failure, alter) : failure,
        done: done && rename(done),
        inFlight: inFlight && rename(inFlight),
      }),
    );
  });
