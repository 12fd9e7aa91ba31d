import type { AccountRow } from '../../shared/account.ts';
import type { AccountChange } from '../../shared/change.ts';
import type { WaitingLink } from '../../shared/contract.ts';
import type { AskedClosing, Attempt, DoneLogIn, Failure, LauncherState } from './state/launcher-state.ts';
import type { LauncherView } from './state/view.ts';
import { type Working, workingOf } from './working.ts';

/** What the prompt bar shows: one thing at a time, the most pressing one. */
export type Bar =
  /** A question, or a field for a reason or an email. */
  | { shows: 'attempt'; attempt: Attempt }
  | { shows: 'naming'; row: AccountRow; name: string }
  | { shows: 'closing'; closing: AskedClosing }
  | { shows: 'working'; working: Working }
  | { shows: 'failure'; failure: Failure }
  /** A link that arrived while the user was busy. */
  | { shows: 'waiting'; waiting: WaitingLink }
  | { shows: 'change'; change: AccountChange }
  | { shows: 'done'; done: DoneLogIn };

export function barOf(launcher: LauncherState): Bar | null {
  const { attempt, closing, done, doneIsNew, failure, naming, namingRow, undoOffer, waiting } = launcher;
  if (attempt && attempt.stage.at !== 'working') return { shows: 'attempt', attempt };
  if (namingRow && naming !== null) return { shows: 'naming', row: namingRow, name: naming };
  if (closing) return { shows: 'closing', closing };
  const working = workingOf(launcher);
  if (working) return { shows: 'working', working };
  if (failure) return { shows: 'failure', failure };
  // These two are gone in a few seconds. The link waits.
  if (undoOffer) return { shows: 'change', change: undoOffer.change };
  if (done && doneIsNew) return { shows: 'done', done };
  if (waiting) return { shows: 'waiting', waiting };
  return done && { shows: 'done', done };
}

/** The same as long as the bar shows the same. A question that is asked again is another one. */
export function subjectOf(bar: Bar | null): unknown {
  switch (bar?.shows) {
    case undefined:
      return null;
    case 'attempt':
      return bar.attempt.stage;
    case 'naming':
      return bar.row;
    case 'closing':
      return bar.closing;
    case 'working':
      return `${bar.working.accountName} ${bar.working.browserSilent}`;
    case 'failure':
      return bar.failure.rest ?? bar.failure.problem;
    case 'waiting':
      return bar.waiting;
    case 'change':
      return bar.change;
    case 'done':
      return bar.done;
  }
}

/** What the bar calls the customer, if it goes on to ask or say the same under another name. */
export function namedIn(bar: Bar | null): string | null {
  if (bar?.shows === 'attempt') return bar.attempt.row.name;
  return bar?.shows === 'failure' ? (bar.failure.row?.name ?? null) : null;
}

/** The customer whose link can be opened directly, because the browser does not ask for it; null if the bar offers that of none. */
export function openableDirectly(launcher: LauncherState): string | null {
  const { inFlight } = launcher;
  const bar = barOf(launcher);
  const isOffered =
    bar?.shows === 'working' && bar.working.browserSilent && !bar.working.inWindow && !bar.working.cancelling;
  return isOffered && inFlight ? inFlight.accountId : null;
}

/** The change that Ctrl+Z undoes now, rather than typing: it is offered, and the text is the same since. */
export const changeOfUndoKey = ({ search, undoOffer }: LauncherView): AccountChange | null =>
  undoOffer?.textId === search.textId ? undoOffer.change : null;

/** A change that something more pressing covers in the bar. The status bar says it: no change goes without its sentence. */
export function coveredChange(launcher: LauncherState): AccountChange | null {
  const { undoOffer } = launcher;
  return undoOffer && barOf(launcher)?.shows !== 'change' ? undoOffer.change : null;
}
