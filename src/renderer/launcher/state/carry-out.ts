import { type NextStep, sentenceFor } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import { literally } from '../../../shared/search-filters.ts';
import { asTicketText } from '../../../shared/ticket-text.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import { changeRow } from './changing-rows.ts';
import { decide, ownerOfKeys } from './decide.ts';
import type { Decision } from './decision.ts';
import { noteSearch } from './earlier-searches.ts';
import { type OfferId, withNearestFilter, withoutLastWord } from './items.ts';
import { askLanding } from './landing.ts';
import type { Command } from './launcher-keys.ts';
import type { Retry } from './launcher-state.ts';
import { acceptQuestion, askAdminEmail, askedFor, cancelLogIn, decline, logIn, sendLogIn } from './logging-in.ts';
import { confirmName } from './naming.ts';
import { effectOfStep } from './next-step.ts';
import { clearNotice, refuse } from './notices.ts';
import { dismissWaiting, showWaiting } from './opening.ts';
import { carryOutOnWindows, confirmClosing } from './own-windows.ts';
import { togglePreview } from './previewing.ts';
import { answer, closedByEnter, endReadFailure, flash, unreadByTyping, unreadList } from './reading.ts';
import { askToBeTold, isResting } from './resting.ts';
import { searchFor } from './searching.ts';
import { syncNow } from './syncing.ts';
import { takeFirstStep } from './take-first-step.ts';
import { firstLineOf } from './ticket.ts';
import { keyTroublesOf } from './troubles.ts';
import { type EditKind, noHistory, recordEdit, redoEdit, undoEdit } from './typing-history.ts';
import { undoChange } from './undoing.ts';
import { viewOf } from './view.ts';

/** Does what `decide` says about this command. */
export const run = (command: Command): Change =>
  given((state) => {
    const view = viewOf(state);
    if (!view) return noChange;
    // SECURITY: what was asked for before Escape must not happen after it.
    const forget = command.do === 'escape' ? set({ queued: [] }) : noChange;
    return inOrder(forget, ...decide(view, command).map(carryOut));
  });

/** Runs the commands that waited for their rows, in order, once the rows are here. */
export const runQueued: Change = given(({ queued, search }) => {
  const [first, ...rest] = queued;
  if (!first || search.waiting) return noChange;
  return inOrder(
    set({ queued: rest }),
    run(first),
    first.do === 'move' || first.do === 'back' ? notByHand : noChange,
    // SECURITY: a key that was meant for an editor or a palette must not act on the list.
    given((state) => (ownerOfKeys(state) === 'list' || state.queued.length === 0 ? runQueued : dropQueue)),
  );
});

/** The user has not compared rows that were not on the screen yet. */
const notByHand: Change = given(({ selection }) =>
  typeof selection === 'object' ? set({ selection: { ...selection, byHand: false } }) : noChange,
);

const dropQueue: Change = inOrder(set({ queued: [] }), refuse('That was too fast: press it again'));

/** More keys than anyone presses in the moment that a list takes. */
const mostQueued = 16;

const enqueue = (command: Command): Change =>
  given(({ queued }) =>
    queued.length < mostQueued ? set({ queued: [...queued, command] }) : refuse('The list is not here yet'),
  );

/** A new text in the search field, as a step that can be undone. `typed`: see `Effect`. */
export const type = (text: string, edit: EditKind, typed: boolean): Change =>
  inOrder(
    given(({ search, typing }) => set({ typing: recordEdit(typing, search.text, text, edit) })),
    showText(text, typed),
  );

/** A new text drops everything that was about the old one. */
const showText = (text: string, typed: boolean): Change =>
  inOrder(
    dropFailureOfList,
    set({ queued: [], selection: 'first', pressed: null }),
    unreadByTyping(text),
    decline,
    clearNotice,
    searchFor(text, null, typed),
  );

/** A failure of a customer who is not in the list came while the user typed, and was not about that text. */
const dropFailureOfList: Change = given(({ failure, search: { answer } }) => {
  const id = failure?.row?.accountId;
  const isElsewhere = id !== undefined && !answer?.rows.some(({ accountId }) => accountId === id);
  return isElsewhere ? noChange : endReadFailure;
});

export const takeStep = (step: NextStep, problem: Problem, retry: Retry): Change =>
  given(({ app }) => {
    const effect = app && effectOfStep(step, problem, app);
    if (effect === 'retry') return again(retry);
    if (effect === 'retry-in-browser') return again(inBrowser(retry));
    if (effect?.do === 'sync') return syncNow(effect.connectionId);
    return effect ? request(effect) : noChange;
  });

export const takeFailureStep: Change = given(({ failure }) => {
  if (!failure) return noChange;
  if (isResting(failure)) return askToBeTold;
  const { problem, retry } = failure;
  return inOrder(set({ failure: null }), takeStep(sentenceFor(problem).step, problem, retry));
});

/** Not by a press that was meant for something else: nothing would have said why the customer was not opened. */
export const dismissFailure: Change = answer(set({ failure: null }));

const syncAll: Change = inOrder(endReadFailure, syncNow(null));

function carryOut(decision: Decision): Change {
  switch (decision.do) {
    case 'wait':
      return enqueue(decision.command);
    case 'decline':
      return decline;
    case 'cancel-log-in':
      return cancelLogIn;
    case 'accept':
      return answer(inOrder(acceptQuestion, closedByEnter));
    case 'open-directly':
      return answer(inOrder(request({ do: 'open-directly', accountId: decision.accountId }), closedByEnter));
    case 'log-in':
      return inOrder(noteSearch, logIn(decision));
    case 'ask-landing':
      return askLanding(askedFor(decision.wish), decision.about);
    case 'show-window':
    case 'close-window':
    case 'ask-closing':
      return carryOutOnWindows(decision);
    case 'confirm-closing':
      return answer(inOrder(confirmClosing, closedByEnter));
    case 'change-row':
      return changeRow(decision.change);
    case 'undo-change':
      return undoChange(decision.change);
    case 'undo-typing':
      return stepTyping(undoEdit);
    case 'redo-typing':
      return stepTyping(redoEdit);
    case 'ask-name':
      return set({ namingRow: decision.row });
    case 'confirm-name':
      return answer(inOrder(confirmName, closedByEnter));
    case 'take-failure-step':
      return answer(inOrder(takeFailureStep, closedByEnter));
    case 'flash':
      return flash;
    case 'give-name':
      return startNaming;
    case 'take-offer':
      return takeOffer(decision.offer);
    case 'take-step':
      return takeStep(decision.step, decision.problem, { do: 'sync', connectionId: null });
    case 'select':
      // Until the list answers the text, the row was not chosen among those that will be on the screen.
      return given(({ search }) =>
        set({
          selection: { key: decision.key, byHand: !search.waiting },
          pressed: decision.pressed ? decision.key : null,
        }),
      );
    case 'reveal':
      return inOrder(set({ outOfSight: null }), request({ do: 'show-highlight' }), unreadList('revealed'));
    case 'open-palette':
      return set({ palette: decision.palette });
    case 'edit':
      return set({ editing: { field: decision.field, row: decision.row } });
    case 'say':
      return refuse(decision.words);
    case 'dismiss-failure':
      return dismissFailure;
    case 'go-home':
      return inOrder(type('', 'whole', true), run(decision.command));
    case 'show-waiting':
      return showWaiting;
    case 'dismiss-waiting':
      return dismissWaiting;
    case 'toggle-preview':
      return togglePreview;
    case 'sync':
      return syncAll;
    case 'open-settings':
      return request({ do: 'open-settings', section: null });
    case 'stop-naming':
      return given(({ naming }) => inOrder(set({ naming: null, typing: noHistory }), showText(naming ?? '', false)));
    case 'set-text':
      return type(decision.text, 'whole', true);
    case 'clear-text':
      return type('', 'whole', false);
    case 'hide':
      return request({ do: 'hide' });
  }
}

const stepTyping = (step: typeof undoEdit): Change =>
  given(({ search, typing }) => {
    const stepped = step(typing, search.text);
    return stepped ? inOrder(set({ typing: stepped.history }), showText(stepped.text, true)) : noChange;
  });

const startNaming: Change = given(({ search }) =>
  // The next letters choose the customer. Enter must not choose the first in the list.
  inOrder(set({ naming: search.text.trim(), typing: noHistory }), showText('', false), set({ selection: 'none' })),
);

function takeOffer(offer: OfferId): Change {
  switch (offer) {
    case 'connect':
      return request({ do: 'open-settings', section: null });
    case 'explore':
      return request({ do: 'explore-samples' });
    case 'sync':
      return syncAll;
    case 'give-key':
      return giveKey;
    case 'import-names':
      return request({ do: 'open-settings', section: 'names' });
    case 'search-shorter':
      return given(({ search }) => searchInstead(withoutLastWord(search.text)?.shorter));
    case 'search-first-line':
      return given(({ search }) => searchInstead(firstLineOf(search.text)));
    case 'look-in-text':
      return given(({ search }) => searchInstead(asTicketText(search.text)));
    case 'use-nearest':
      return given(({ app, search }) => searchInstead(app && withNearestFilter(search.text, app)));
    case 'search-literally':
      return given(({ search }) => searchInstead(literally(search.text)));
    case 'hide-steps':
      return request({ do: 'hide-steps' });
    default:
      return takeFirstStep(offer);
  }
}

/** For the first connection that needs one. */
const giveKey: Change = given(({ app }) => {
  const [trouble] = app ? keyTroublesOf(app) : [];
  if (!trouble) return noChange;
  const connection = { connectionId: trouble.connectionId, replaceKey: true };
  return request({ do: 'open-settings', section: 'connections', connection });
});

/** SECURITY: a quick second Enter must not log in to a customer whom the text did not name. */
const searchInstead = (text: string | null | undefined): Change =>
  text ? inOrder(type(text, 'whole', false), set({ selection: 'none' })) : noChange;

/** A log-in that could not open a window of the customer's own. */
const inBrowser = (retry: Retry): Retry =>
  retry.do === 'log-in'
    ? { do: 'log-in', asked: { ...retry.asked, request: { ...retry.asked.request, opensIn: 'browser' } } }
    : retry;

function again(retry: Retry): Change {
  switch (retry.do) {
    case 'log-in':
      return sendLogIn(retry.asked);
    case 'ask-admin-email':
      return askAdminEmail(retry.asked);
    case 'ask-landing':
      return askLanding(retry.asked, retry.about);
    case 'cancel-log-in':
      return cancelLogIn;
    case 'change-row':
      return changeRow(retry.change);
    case 'undo':
      return undoChange(retry.change);
    case 'explore':
      return request({ do: 'explore-samples' });
    case 'toggle-preview':
      return togglePreview;
    case 'connect-other-region':
      return request(retry);
    case 'sync':
      return syncNow(retry.connectionId);
  }
}
