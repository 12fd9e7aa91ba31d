import { splitAccountId } from '../../../shared/account.ts';
import type { AccountChange, UndoableChange } from '../../../shared/change.ts';
import { barOf } from '../bar.ts';
import { undoneWords } from '../change-words.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import { clearNotice, fail, sayUndone } from './notices.ts';
import { showChange } from './renamed.ts';

// After a change of a name, note or pin, the bar says what was changed and offers to undo it.

/** How long the bar offers it. Afterwards the palette does. */
const offerMs = 8_000;

const startOffer: Change = given(({ undoOffer }) =>
  undoOffer && !undoOffer.begun
    ? inOrder(
        set({ undoOffer: { ...undoOffer, begun: true } }),
        request({ do: 'start-timer', timer: 'undo', afterMs: offerMs }),
      )
    : noChange,
);

/** `textId`: of the text in the field when the user made the change. */
export const offerUndo = (change: AccountChange, textId: number): Change =>
  inOrder(
    set({ undoOffer: { change, textId, begun: false } }),
    request({ do: 'stop-timer', timer: 'undo' }),
    clearNotice,
    setLastChange(change),
    // A change that was saved because the launcher lost the focus: its sentence waits until the launcher is shown.
    given(({ visible }) => (visible ? startOffer : noChange)),
  );

/** The launcher appeared. Seconds that are running go on. */
export const showOffer = startOffer;

/**
 * The launcher hides. A field that loses the focus saves its text, and the bar says so in the same moment: seconds of words
 * that nobody can have read begin anew.
 */
export const keepUnreadOffer: Change = given((state) => {
  const { reading, undoOffer } = state;
  if (!undoOffer?.begun || reading.answerable || barOf(state)?.shows !== 'change') return noChange;
  return inOrder(set({ undoOffer: { ...undoOffer, begun: false } }), request({ do: 'stop-timer', timer: 'undo' }));
});

export const endOffer: Change = inOrder(set({ undoOffer: null }), request({ do: 'stop-timer', timer: 'undo' }));

/** Main forgets the changes of a connection that is removed. */
export const dropLostOffer: Change = given(({ app, undoOffer }) => {
  if (!app || !undoOffer) return noChange;
  const of = splitAccountId(undoOffer.change.accountId)?.connectionId;
  return app.connections.some(({ connectionId }) => connectionId === of) ? noChange : endOffer;
});

export const undoChange = (change: UndoableChange): Change =>
  inOrder(
    given(({ undoOffer }) => (undoOffer?.change.changeId === change.changeId ? endOffer : noChange)),
    request({ do: 'undo-change', change }),
  );

export const onUndone = ({ change, reply }: EventOf<'change-undone'>): Change => {
  if (!reply.ok) {
    return given(({ search }) => {
      const row = 'accountId' in change && search.answer?.rows.find(({ accountId }) => accountId === change.accountId);
      return fail(reply.problem, row || null, { do: 'undo', change });
    });
  }
  const { name } = reply.value;
  return inOrder(
    given(({ app }) => (app?.lastChange?.changeId === change.changeId ? setLastChange(null) : noChange)),
    change.kind === 'import' ? noChange : showChange(change.accountId, restoredBy(change, name)),
    sayUndone(undoneWords(change, name)),
  );
};

/** Shows what main will announce in a moment: an entry of the palette must not be older than the bar. */
const setLastChange = (lastChange: UndoableChange | null): Change =>
  given(({ app }) => (app ? set({ app: { ...app, lastChange } }) : noChange));

function restoredBy(change: AccountChange, name: string | null): Parameters<typeof showChange>[1] {
  switch (change.kind) {
    case 'rename':
      return name === null ? {} : { name, match: null };
    case 'pin':
    case 'unpin':
      return { pinned: change.kind === 'unpin' };
    // Main has the former note, and announces that the row changed.
    case 'note':
      return {};
  }
}
