import { splitAccountId } from '../../../shared/account.ts';
import type { WaitingLink } from '../../../shared/contract.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import type { LauncherState, Selection } from './launcher-state.ts';
import { decline, takeOverLogIn } from './logging-in.ts';
import { clearNotice, refuse } from './notices.ts';
import { answer } from './reading.ts';
import { searchFor } from './searching.ts';
import { noHistory } from './typing-history.ts';
import { showOffer } from './undoing.ts';

type Shown = EventOf<'shown'>['shown'];

/** What must not outlive an opening, dropped when the launcher appears and when it hides. */
const leaveBehind: Change = inOrder(
  set({ queued: null, palette: null, pressed: null, done: null }),
  // SECURITY: a question left open must not be answered by the first Enter of the next time.
  decline,
);

/** The launcher appeared. */
export const onOpen = (shown: Shown): Change =>
  inOrder(
    set({ visible: true, typing: noHistory }),
    leaveBehind,
    showOffer,
    given((state) => {
      const id = shown.select === null ? null : (splitAccountId(shown.select)?.remoteId ?? null);
      const text = shown.text ?? id;
      return inOrder(
        set({
          selection: firstSelection(shown, state, text),
          naming: text === null ? state.naming : null,
          // A newer link has taken its place.
          waiting: isLink(shown) ? null : state.waiting,
        }),
        searchFor(text ?? state.search.text, shown.select),
      );
    }),
    request({ do: 'focus-field', selectAll: true }),
    shown.pending ? takeOverLogIn(shown.pending) : noChange,
  );

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

export const onHide: Change = inOrder(set({ visible: false, editing: null, failure: null }), leaveBehind, clearNotice);

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
