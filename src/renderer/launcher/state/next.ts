import { run, runQueued, takeFailureStep, takeStep, type } from './carry-out.ts';
import { type Change, given, inOrder, type Next, noChange, request, set } from './change.ts';
import { onRowChanged, saveEdit } from './changing-rows.ts';
import type { LauncherEvent, OutsideEvent, Timer } from './launcher-events.ts';
import type { LauncherState } from './launcher-state.ts';
import {
  acceptQuestion,
  cancelLogIn,
  decline,
  giveAdminEmail,
  giveReason,
  onAdminEmailKept,
  onCancelReply,
  onFailedElsewhere,
  onInFlight,
  onLogInReply,
  onReasonsSuggested,
} from './logging-in.ts';
import { confirmName } from './naming.ts';
import { fail, refuse } from './notices.ts';
import { dismissWaiting, onHide, onOpen, onWaiting, showWaiting } from './opening.ts';
import { answer, barPainted, barRead, closedByEnter, flash, listPainted, listRead, noteBar } from './reading.ts';
import { onAccountsChanged, onRefreshDue, onRefreshed, onResults, searchAgain, searchFor } from './searching.ts';
import { onSynced } from './syncing.ts';
import { endComposition } from './typing-history.ts';
import { dropLostOffer, endOffer, onUndone, undoChange } from './undoing.ts';

/** The whole launcher, pure: the state after an event, and what to ask of main, the clock and the screen. */
export const next = (state: LauncherState, event: LauncherEvent): Next =>
  inOrder(changeFor(event), noteBar(state))(state);

const focusField = request({ do: 'focus-field', selectAll: false });
const closePalette = inOrder(set({ palette: null }), focusField);
const closeEditor = inOrder(set({ editing: null }), focusField);

const onTime: Record<Timer, Change> = {
  refresh: onRefreshDue,
  notice: set({ notice: null }),
  prompt: barRead,
  list: listRead,
  undo: endOffer,
  done: set({ doneIsNew: false }),
};

function changeFor(event: LauncherEvent): Change {
  switch (event.type) {
    case 'typed':
      return type(event.text, event.edit, true);
    case 'composition-started':
      return given(({ search, typing }) => set({ typing: endComposition(typing, search.text) }));
    case 'typed-elsewhere':
      return request({ do: 'note-typed' });
    case 'hand-moved':
      return request({ do: 'note-hand' });
    case 'command':
      return run(event.command);
    case 'palette-chosen':
      return inOrder(closePalette, run(event.command), closedByEnter);
    case 'palette-closed':
      return closePalette;
    case 'edit-saved':
      return inOrder(closeEditor, saveEdit(event.row, event.field, event.text), closedByEnter);
    case 'edit-cancelled':
      return closeEditor;
    case 'question-accepted':
      return answer(inOrder(acceptQuestion, closedByEnter));
    case 'prompt-painted':
      return barPainted;
    case 'list-painted':
      return listPainted;
    case 'naming-confirmed':
      return answer(inOrder(confirmName, focusField, closedByEnter));
    case 'prompt-declined':
      return inOrder(decline, focusField);
    case 'log-in-cancelled':
      return inOrder(cancelLogIn, focusField);
    case 'reason-given':
      return answer(inOrder(focusField, giveReason(event.reason), closedByEnter));
    case 'admin-email-given':
      return answer(inOrder(focusField, giveAdminEmail(event.email), closedByEnter));
    case 'answer-refused':
      return inOrder(refuse(event.words), flash);
    case 'failure-step-taken':
      return answer(inOrder(takeFailureStep, focusField, closedByEnter));
    case 'failure-dismissed':
      return set({ failure: null });
    case 'undo-chosen':
      return inOrder(
        answer(given(({ undoOffer }) => (undoOffer ? undoChange(undoOffer.change) : noChange))),
        focusField,
      );
    case 'waiting-shown':
      return answer(showWaiting);
    case 'waiting-dismissed':
      return dismissWaiting;
    case 'step-taken':
      return takeStep(event.step, event.problem, event.retry);
    case 'search-retried':
      return searchAgain;
    default:
      return changeFromOutside(event);
  }
}

function changeFromOutside(event: OutsideEvent): Change {
  switch (event.type) {
    case 'started':
      return searchFor('');
    case 'app-changed':
      // Later changes of the log-in in flight come as events of their own, because the state may lag behind.
      return inOrder(
        given(({ app, inFlight }) =>
          set({ app: event.app, inFlight: app === null ? event.app.logInFlight : inFlight }),
        ),
        dropLostOffer,
      );
    case 'shown':
      return onOpen(event.shown);
    case 'hidden':
      return onHide;
    case 'accounts-changed':
      return onAccountsChanged;
    case 'waiting':
      return onWaiting(event.waiting);
    case 'log-in-failed':
      return onFailedElsewhere(event.failed);
    case 'in-flight-changed':
      return onInFlight(event.inFlight);
    case 'link-changed':
      return set({ link: event.link });
    case 'searched':
      return inOrder(onResults(event), runQueued);
    case 'refreshed':
      return onRefreshed(event);
    case 'log-in-answered':
      return onLogInReply(event);
    case 'cancel-answered':
      return onCancelReply(event);
    case 'reasons-suggested':
      return onReasonsSuggested(event);
    case 'admin-email-kept':
      return onAdminEmailKept(event);
    case 'row-changed':
      return onRowChanged(event);
    case 'change-undone':
      return onUndone(event);
    case 'synced':
      return onSynced(event);
    case 'samples-explored':
      return event.reply.ok ? noChange : fail(event.reply.problem, null, { do: 'explore' });
    case 'time-passed':
      return onTime[event.timer];
  }
}
