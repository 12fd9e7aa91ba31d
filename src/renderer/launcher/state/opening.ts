import { splitAccountId } from '../../../shared/account.ts';
import type { ClipboardRefusal, MissingCustomer, WaitingLink } from '../../../shared/contract.ts';
import { readDeepLink } from '../../../shared/deep-link.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import { isTicketText } from '../../../shared/ticket-text.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import { noteSearch } from './earlier-searches.ts';
import type { EventOf } from './launcher-events.ts';
import type { LauncherState, Selection } from './launcher-state.ts';
import { decline, takeOverLogIn } from './logging-in.ts';
import { clearNotice, refuse } from './notices.ts';
import { answer, endReadDone, endReadFailure, listRead, unreadList } from './reading.ts';
import { searchFor } from './searching.ts';
import { seeTroubles } from './troubles.ts';
import { noHistory, recordEdit, type TypingHistory } from './typing-history.ts';
import { keepUnreadOffer, showOffer } from './undoing.ts';

type Shown = EventOf<'shown'>['shown'];

/** What must not outlive an opening, dropped when the launcher appears and when it hides. */
const leaveBehind: Change = inOrder(
  set({ queued: [], palette: null, pressed: null }),
  endReadDone,
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
    given((state) => listAfter(shown, state)),
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
          waiting: isLink(shown) || shown.from === 'reminder' ? null : state.waiting,
        }),
        searchFor(text ?? state.search.text, shown.select),
      );
    }),
    showOffer,
    shown.missing ? refuse(missingWords(shown.missing)) : noChange,
    request({ do: 'focus-field', selectAll: true }),
    shown.pending ? takeOverLogIn(shown.pending) : noChange,
  );

/** What comes from outside must be read before a press acts on it, also if the user has just chosen to see it. */
function listAfter({ from, text }: Shown, { search, visible }: LauncherState): Change {
  if (from === 'clipboard') return unreadList('clipboard');
  if (from === 'reminder') return unreadList('closed');
  if (from === 'deep-link') return unreadList(visible ? 'closed' : 'link');
  return isTicketText(text ?? search.text) ? unreadList('ticket') : listRead;
}

/** A text that was on the screen and is replaced can be had back. A new opening begins anew. */
const typingAfter = ({ search, typing, visible }: LauncherState, text: string | null): TypingHistory =>
  visible ? recordEdit(typing, search.text, text ?? search.text, 'whole') : noHistory;

/** A link arrived while the user was busy. It waits in the prompt bar, and takes the place of one that waits already. */
export const onWaiting = (waiting: WaitingLink): Change => set({ waiting });

const refusals: Readonly<Record<ClipboardRefusal & string, string>> = {
  empty: 'The clipboard is empty',
  'login-link': 'The clipboard holds a login link. It is not searched for',
};

export const onClipboardRefused = (refusal: ClipboardRefusal): Change =>
  typeof refusal === 'string' ? refuse(refusals[refusal]) : refuseLink(refusal);

const missingWords = ({ by, provider }: MissingCustomer): string => `No customer of ${provider} has this ${by}`;

const refuseLink = (problem: Problem): Change => {
  const { what, next } = sentenceFor(problem);
  return refuse(`${what} ${next}`);
};

/**
 * Main knows what the link names, and shows it. SECURITY: the next Enter is meant for that customer. Until it is shown, and if the
 * link is refused, nothing is highlighted in the list that is still there, and nothing is asked.
 */
export function pasteLink(link: string): Change {
  const read = readDeepLink(link);
  return inOrder(
    set({ selection: 'none', pressed: null, queued: [] }),
    decline,
    typeof read === 'string'
      ? refuseLink({ kind: 'deep-link-unreadable', why: read })
      : inOrder(clearNotice, request({ do: 'note-typed' }), request({ do: 'show-pasted-link', link })),
  );
}

export const onPastedLinkShown = ({ reply }: EventOf<'pasted-link-shown'>): Change =>
  reply.ok ? noChange : refuseLink(reply.problem);

/** Does what the link would have done at once. */
export const showWaiting: Change = given(({ waiting }) => {
  if (!waiting) return noChange;
  const { name: _name, ...shown } = waiting;
  return onOpen({ ...shown, pending: null });
});

/** Not by a press that was meant for something else: the link would be gone unread. */
export const dismissWaiting: Change = answer(set({ waiting: null }));

export const onHide: Change = inOrder(
  noteSearch,
  keepUnreadOffer,
  endReadFailure,
  seeTroubles,
  set({ visible: false, editing: null, previewOver: false }),
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
  // A ticket's text says by itself whether a customer may be highlighted.
  const isText = isLink({ from }) && !isTicketText(text ?? '');
  return isNaming || isText ? 'none' : 'first';
}
