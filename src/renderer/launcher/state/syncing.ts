import type { AccountRow } from '../../../shared/account.ts';
import type { AppState } from '../../../shared/contract.ts';
import { goneCustomersWords } from '../../../shared/gone-customers.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import { clearNotice, refuse, say } from './notices.ts';
import { listToReadAgain } from './reading.ts';
import { viewOf } from './view.ts';

// A sync that the user asked for. It is seen at once, and its end is said. Customers who are gone leave the list: nothing else on
// the screen may change.

/** `connectionId`: null for all. */
export const syncNow = (connectionId: string | null): Change =>
  given(({ app, syncsAsked }) =>
    app && app.connections.length > 0
      ? inOrder(clearNotice, set({ syncsAsked: syncsAsked + 1 }), request({ do: 'sync', connectionId }))
      : refuse('No provider is connected yet'),
  );

export const onSynced = ({ connectionId, reply }: EventOf<'synced'>): Change =>
  given(({ app, syncsAsked }) => {
    const label = app?.connections.find((connection) => connection.connectionId === connectionId)?.label;
    const gone = reply.ok ? goneCustomersWords(reply.value, app?.connections ?? []) : null;
    return inOrder(
      set({ syncsAsked: syncsAsked - 1 }),
      reply.ok
        ? say(gone ?? `${label ? `The customers of ${label}` : 'All customers'} are up to date`)
        : refuse(sentenceFor(reply.problem).what),
      // Also after a failure: another connection's list may have been read.
      findGone(gone !== null),
    );
  });

const findGone = (isSaid: boolean): Change =>
  given(({ search: { answer } }) =>
    answer && answer.rows.length > 0
      ? request({
          do: 'find-gone',
          listId: answer.listId,
          accountIds: answer.rows.map(({ accountId }) => accountId),
          isSaid,
        })
      : noChange,
  );

/**
 * SECURITY: a row that moved up must not be opened by a press that was meant for the one before it: nothing takes the place of a
 * highlighted row, and the list has to be read first.
 */
export const onGoneFound = ({ listId, gone, isSaid }: EventOf<'gone-found'>): Change =>
  given((state) => {
    const { answer } = state.search;
    const rows = answer?.rows.filter(({ accountId }) => gone.includes(accountId)) ?? [];
    if (answer?.listId !== listId || rows.length === 0) return noChange;
    const kept = answer.rows.filter((row) => !rows.includes(row));
    const selected = viewOf(state)?.row?.accountId;
    const losesSelected = rows.some(({ accountId }) => accountId === selected);
    return inOrder(
      set({ search: { ...state.search, answer: { ...answer, rows: kept } } }),
      losesSelected ? set({ selection: 'none' }) : noChange,
      listToReadAgain,
      state.noticeRefuses || isSaid ? noChange : say(goneWords(rows, state.app)),
    );
  });

function goneWords(rows: readonly AccountRow[], app: AppState | null): string {
  const [row] = rows;
  if (!row || rows.length > 1) return 'Some customers of this list are gone';
  const label = app?.connections.find(({ connectionId }) => connectionId === row.connectionId)?.label;
  return label ? `${label} no longer has ${row.name}` : `${row.name} is gone`;
}
