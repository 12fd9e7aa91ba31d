import { splitAccountId } from '../../../shared/account.ts';
import type { WaitingLink } from '../../../shared/contract.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import type { LauncherState, Selection } from './launcher-state.ts';
import { decline, takeOverLogIn } from './logging-in.ts';
import { clearNotice, refuse } from './notices.ts';
import { answer, listRead, unreadList } from './reading.ts';
import { searchFor } from './searching.ts';
import { noHistory, recordEdit, type TypingHistory } from './typing-history.ts';
import { keepUnreadOffer, showOffer } from './undoing.ts';

type Shown = EventOf<'shown'>['shown'];

/** What must not outlive an opening, dropped when the launcher appears and when it hides. */
const leaveBehind: Change = inOrder(
  set({ queued: [], palette: null, pressed: null, done: null }),
  // SECURITY: a question left open must not be answered by the first Enter of the next time.
  decline,
);

/** The launcher appeared, or shows a customer that somebody asks for elsewhere. */
export const onOpen = (shown: Shown): Change =>
  given(({ visible }) => {
    // SECURITY: any website can start the program again. What is on the screen stays.
    const isThere = visible && shown.from === 'start' && shown.pending === null;
    return isThere ? request({ do: 'focus-field', selectAll: false }) : open(shown);
  });

const open = (shown: Shown): Change =>
  inOrder(
    given(({ visible }) => listAfter(shown, visible)),
    leaveBehind,
    given((state) => {
      const id = shown.select === null ? null : (splitAccountId(shown.select)?.remoteId ?? null);
      const text = shown.text ?? id;
      return inOrder(
        set({
          visible: true,
          typing: typingAfter(state, text),
          selection: firstSelection(shown, state, text),
          naming: text === null ? state.naming : null,
          // A newer link has taken its place.
          waiting: isLink(shown) ? null : state.waiting,
        }),
        searchFor(text ?? state.search.text, shown.select),
      );
    }),
    showOffer,
    request({ do: 'focus-field', selectAll: true }),
    shown.pending ? takeOverLogIn(shown.pending) : noChange,
  );

/** What comes from outside must be read before a press acts on it, also if the user has just chosen to see it. */
function listAfter({ from }: Shown, wasVisible: boolean): Change {
  if (from === 'clipboard') return unreadList('clipboard');
  if (from === 'deep-link') return unreadList(wasVisible ? 'closed' : 'link');
  return listRead;
}

/** A text that was on the screen and is replaced can be had back. A new opening begins anew. */
const typingAfter = ({ search, typing, visible }: LauncherState, text: string | null): TypingHistory =>
  visible ? recordEdit(typing, search.text, text ?? search.text, 'whole') : noHistory;

/** A link arrived while the user was busy. It waits in the prompt bar, and takes the place of one that waits already. */
export const onWaiting = (waiting: WaitingLink): Change =>
  waiting.text === null ? refuse('The clipboard is empty') : set({ waiting });

/** Does what the link would have done at once. */
export const showWaiting: Change = given(({ waiting }) => {
  if (!waiting) return noChange;
  const { from, select, text } = waiting;
  return onOpen({ from, select, text, pending: null });
});

/** Not by a press that was meant for something else: the link would be gone unread. */
export const dismissWaiting: Change = answer(set({ waiting: null }));

export const onHide: Change = inOrder(
  keepUnreadOffer,
  set({ visible: false, editing: null, failure: null }),
  leaveBehind,
  clearNotice,
  listRead,
);

const isLink = ({ from }: Pick<Shown, 'from'>): boolean => from === 'deep-link' || from === 'clipboard';

/**
 * SECURITY: any website can send a deep link. One that names no account of ours selects none; a person must. Nor may
 * the first Enter of this time give away a name that was left over from the last one.
 */
function firstSelection({ select, from }: Shown, { naming }: LauncherState, text: string | null): Selection {
  if (select !== null) return { key: select, byHand: false };
  const isNaming = naming !== null && text === null;
  return isNaming || isLink({ from }) ? 'none' : 'first';
}
