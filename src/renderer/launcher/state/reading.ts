import { isTicketText } from '../../../shared/ticket-text.ts';
import { barOf, namedIn, subjectOf } from '../bar.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { LauncherState, Unread } from './launcher-state.ts';

// SECURITY: nothing in the prompt bar is answered, and no row is acted upon, by a press that was meant for something else.
// What the bar asks, and a list that the user did not ask for, count only after they have been on the screen for a moment.

/** How long a bar must be on the screen before a press answers it. A quick second Enter or click comes sooner. */
const readMs = 300;

/** Follows each event: what has just appeared in the bar was not read yet. */
export const noteBar = (before: LauncherState): Change =>
  given((after) => {
    const [bar, formerBar] = [barOf(after), barOf(before)];
    // SECURITY: nor is a field or a button beside another name answered unread.
    const isNew =
      subjectOf(bar) !== subjectOf(formerBar) ||
      namedIn(bar) !== namedIn(formerBar) ||
      after.visible !== before.visible;
    if (!isNew) return noChange;
    return inOrder(
      set({ reading: { barId: after.reading.barId + 1, answerable: false, flashes: 0 } }),
      request({ do: 'stop-timer', timer: 'prompt' }),
    );
  });

export const barPainted: Change = given(({ visible }) =>
  visible ? request({ do: 'start-timer', timer: 'prompt', afterMs: readMs }) : noChange,
);

export const barRead: Change = given(({ reading }) => set({ reading: { ...reading, answerable: true } }));

/** The bar shows again what it says: the effect of a press that changes nothing. */
export const flash: Change = given(({ reading }) => set({ reading: { ...reading, flashes: reading.flashes + 1 } }));

/** Every answer to the bar goes through here. One that comes too early makes the bar flash. */
export const answer = (change: Change): Change => given(({ reading }) => (reading.answerable ? change : flash));

/** What the bar shows has been on the screen long enough. */
const hasRead = (state: LauncherState, shown: 'failure' | 'done'): boolean =>
  state.reading.answerable && barOf(state)?.shows === shown;

/**
 * What went wrong is over, unless it came in this very moment: then it cannot have been read, and is said until it was. Another
 * wish ends it at once, because it is about that one from then on.
 */
export const endReadFailure: Change = given((state) =>
  state.failure !== null && hasRead(state, 'failure') ? set({ failure: null }) : noChange,
);

/** What was opened is old news, unless it must be read and was not. */
export const endReadDone: Change = given((state) =>
  state.done?.mustBeRead && !hasRead(state, 'done') ? noChange : set({ done: null }),
);

/**
 * How long a list must be on the screen before a press acts on it. A link comes at any moment, and nobody waits for it: it
 * takes a second to notice it and to take back a finger. The others follow a press of the user's own.
 */
const listReadMs: Readonly<Record<Unread['because'], number>> = {
  link: 1_000,
  typed: 1_000,
  clipboard: 300,
  ticket: 300,
  closed: 300,
  revealed: 300,
  shortened: 300,
};

const setUnread = (unread: Unread | null): Change =>
  inOrder(set({ unread }), request({ do: 'stop-timer', timer: 'list' }));

/** The list that is shown, or will be, has to be read first. */
export const unreadList = (because: Unread['because']): Change => setUnread({ because });

/** Rows have left the list that is shown. What had to be read for longer still has. */
export const listToReadAgain: Change = given(({ unread }) =>
  unreadList(unread && unread.because !== 'closed' ? unread.because : 'shortened'),
);

export const listRead: Change = setUnread(null);

export const listPainted: Change = given(({ unread }) =>
  unread ? request({ do: 'start-timer', timer: 'list', afterMs: listReadMs[unread.because] }) : noChange,
);

/**
 * A new text is the user's own, but not all that a pasted one says. SECURITY: its first letters may have been meant for the
 * program that had the focus.
 */
export const unreadByTyping = (text: string): Change =>
  given(({ unread }) => {
    if (unread?.because === 'link' || unread?.because === 'typed') return unreadList('typed');
    return isTicketText(text) ? unreadList('ticket') : listRead;
  });

/**
 * Enter pressed a button, closed something that was above the list, or opened a customer a moment ago. A quick second one is
 * not for the list.
 */
export const closedByEnter: Change = given(({ unread }) =>
  unread && unread.because !== 'closed' ? noChange : unreadList('closed'),
);
