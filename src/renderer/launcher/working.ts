import type { LogInHow } from '../../shared/log-in.ts';
import type { LauncherView } from './state/view.ts';

/** The log-in under way that the prompt bar shows. */
export interface Working {
  accountName: string;
  connectionLabel: string;
  how: LogInHow;
  cancelling: boolean;
}

/**
 * The launcher's own log-in from the key press on; otherwise the one that main is at work for, e.g. from the tray. Null
 * if there is none.
 */
export function workingOf({ app, attempt, inFlight }: LauncherView): Working | null {
  if (attempt?.stage.at === 'working') {
    const connection = app.connections.find(({ connectionId }) => connectionId === attempt.row.connectionId);
    const { row, how, stage } = attempt;
    return { accountName: row.name, connectionLabel: connection?.label ?? '', how, cancelling: stage.cancelling };
  }
  return inFlight && { ...inFlight, cancelling: false };
}

/** What comes before the customer's name. */
export const workingVerb = ({ how, cancelling }: Working): string =>
  cancelling ? 'Cancelling the log-in to' : how === 'copy' ? 'Copying a login link for' : 'Logging in to';

export const workingWords = (working: Working): string =>
  `${workingVerb(working)} ${working.accountName} · ${working.connectionLabel}. Escape to cancel.`;
