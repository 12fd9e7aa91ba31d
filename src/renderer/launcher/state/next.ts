import { dismissFailure, run, runQueued, takeFailureStep, takeStep, type } from './carry-out.ts';
import { type Change, given, inOrder, type Next, noChange, request, set } from './change.ts';
import { rowsPainted, rowsRead } from './changed-rows.ts';
import { onRowChanged, saveEdit } from './changing-rows.ts';
import { forgetSearches, hasLost } from './earlier-searches.ts';
import { giveLanding, onLandingsSuggested } from './landing.ts';
import type { LauncherEvent, OutsideEvent, Timer } from './launcher-events.ts';
import type { LauncherState } from './launcher-state.ts';
import {
  acceptQuestion,
  cancelLogIn,
  decline,
  giveAdminEmail,
  giveReason,
  onAdminEmailKept,
  onAdminUsersListed,
  onCancelReply,
  onFailedElsewhere,
  onInFlight,
  onLogInReply,
  onReasonsSuggested,
  onSessionReplaced,
} from './logging-in.ts';
import { confirmName } from './naming.ts';
import { fail, refuse } from './notices.ts';
import {
  dismissWaiting,
  onClipboardRefused,
  onHide,
  onOpen,
  onPastedLinkShown,
  onWaiting,
  pasteLink,
  showWaiting,
} from './opening.ts';
import { confirmClosing, dropLostClosing, onWindowsChanged } from './own-windows.ts';
import { onPreviewKept } from './previewing.ts';
import { answer, barPainted, barRead, closedByEnter, flash, listPainted, listRead, noteBar } from './reading.ts';
import { onRegionConnected } from './regions.ts';
import { dropQuestionOfOldLabel, onNamesRead, readNamesInBar } from './renamed.ts';
import { onReminderSet, restOver } from './resting.ts';
import { onAccountsChanged, onRefreshDue, onRefreshed, onResults, searchAgain, searchFor } from './searching.ts';
import { onGoneFound, onSynced } from './syncing.ts';
import { onStepsHidden } from './take-first-step.ts';
import { forgetTroubles, sayTroubles } from './troubles.ts';
import { endComposition } from './typing-history.ts';
import { dropLostOffer, endOffer, onUndone, undoChange } from './undoing.ts';

/** The whole launcher, pure: the state after an event, and what to ask of main, the clock and the screen. */
export const next = (state: LauncherState, event: LauncherEvent): Next =>
  inOrder(changeFor(event), noteBar(state))(state);

const focusField = request({ do: 'focus-field', selectAll: false });
const closePalette = inOrder(set({ palette: null }), focusField);
const closeEditor = inOrder(set({ editing: null }), focusField);

const onTime: Record<Timer, Change> = {
  refresh: inOrder(onRefreshDue, readNamesInBar),
  notice: set({ notice: null }),
  'notice-read': set({ unreadUndone: null }),
  prompt: barRead,
  list: listRead,
  rows: rowsRead,
  undo: endOffer,
  done: set({ doneIsNew: false }),
  rest: restOver,
};

function changeFor(event: LauncherEvent): Change {
  switch (event.type) {
    case 'typed':
      return type(event.text, event.edit, true);
    case 'link-pasted':
      return pasteLink(event.link);
    case 'composition-started':
      return given(({ search, typing }) => set({ typing: endComposition(typing, search.text) }));
    case 'typed-elsewhere':
      return request({ do: 'note-typed' });
    case 'hand-moved':
      return request({ do: 'note-hand' });
    case 'button-pressed':
      return closedByEnter;
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
    case 'rows-painted':
      return rowsPainted;
    case 'naming-confirmed':
      return answer(inOrder(confirmName, focusField, closedByEnter));
    case 'closing-confirmed':
      return answer(inOrder(confirmClosing, focusField, closedByEnter));
    case 'prompt-declined':
      return inOrder(decline, focusField);
    case 'log-in-cancelled':
      return inOrder(cancelLogIn, focusField);
    case 'direct-chosen':
      return inOrder(run({ do: 'open-directly' }), focusField);
    case 'reason-given':
      return answer(inOrder(focusField, giveReason(event.reason), closedByEnter));
    case 'landing-given':
      return answer(inOrder(focusField, giveLanding(event.text), closedByEnter));
    case 'admin-email-given':
      return answer(inOrder(focusField, giveAdminEmail(event.email), closedByEnter));
    case 'answer-refused':
      return inOrder(refuse(event.words), flash);
    case 'failure-step-taken':
      return answer(inOrder(takeFailureStep, focusField, closedByEnter));
    case 'failure-dismissed':
      return dismissFailure;
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
    case 'troubles-asked':
      return inOrder(sayTroubles, focusField);
    case 'room-changed':
      return set({ roomy: event.roomy, previewOver: false });
    case 'scrolled':
      return set({ shown: event.shown, outOfSight: event.outOfSight });
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
      return given(({ app: before, inFlight }) =>
        inOrder(
          forgetSearches(hasLost(before, event.app)),
          set({ app: event.app, inFlight: before === null ? event.app.logInFlight : inFlight }),
          dropQuestionOfOldLabel(before),
          dropLostOffer,
          dropLostClosing,
          forgetTroubles,
        ),
      );
    case 'shown':
      return onOpen(event.shown);
    case 'hidden':
      return onHide;
    case 'accounts-changed':
      return onAccountsChanged;
    case 'waiting':
      return onWaiting(event.waiting);
    case 'clipboard-refused':
      return onClipboardRefused(event.refusal);
    case 'log-in-failed':
      return onFailedElsewhere(event.failed);
    case 'in-flight-changed':
      return onInFlight(event.inFlight);
    case 'session-replaced':
      return onSessionReplaced(event.logIn);
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
    case 'pasted-link-shown':
      return onPastedLinkShown(event);
    case 'reasons-suggested':
      return onReasonsSuggested(event);
    case 'landings-suggested':
      return onLandingsSuggested(event);
    case 'admin-users-listed':
      return onAdminUsersListed(event);
    case 'names-read':
      return onNamesRead(event.reply);
    case 'admin-email-kept':
      return onAdminEmailKept(event);
    case 'row-changed':
      return onRowChanged(event);
    case 'reminder-set':
      return onReminderSet(event);
    case 'change-undone':
      return onUndone(event);
    case 'windows-changed':
      return onWindowsChanged(event);
    case 'synced':
      return onSynced(event);
    case 'gone-found':
      return onGoneFound(event);
    case 'region-connected':
      return onRegionConnected(event);
    case 'preview-kept':
      return onPreviewKept(event);
    case 'steps-hidden':
      return onStepsHidden(event);
    case 'samples-explored':
      return event.reply.ok ? noChange : fail(event.reply.problem, null, { do: 'explore' });
    case 'time-passed':
      return onTime[event.timer];
  }
}
