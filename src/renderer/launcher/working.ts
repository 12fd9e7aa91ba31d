import type { LogInHow } from '../../shared/log-in.ts';
import { fact, type Part } from './sentence-parts.ts';
import type { LauncherState } from './state/launcher-state.ts';

/** The log-in under way that the prompt bar shows. */
export interface Working {
  accountName: string;
  connectionLabel: string;
  how: LogInHow;
  cancelling: boolean;
  /** See `LogInAnswer`. */
  replaces: string | null;
}

/**
 * The launcher's own log-in from the key press on; otherwise the one that main is at work for, e.g. from the tray. Null
 * if there is none.
 */
export function workingOf({ app, attempt, inFlight }: LauncherState): Working | null {
  if (attempt?.stage.at === 'working') {
    const connection = app?.connections.find(({ connectionId }) => connectionId === attempt.row.connectionId);
    const { row, how, stage } = attempt;
    // Main knows whose session ends, and says so when it has begun.
    const replaces = inFlight?.accountId === row.accountId && inFlight.how === how ? inFlight.replaces : null;
    const connectionLabel = connection?.label ?? '';
    return { accountName: row.name, connectionLabel, how, cancelling: stage.cancelling, replaces };
  }
  return inFlight && { ...inFlight, cancelling: false };
}

/** What the bar says of it. A session that ends without a question is announced. */
export function workingParts({ accountName, connectionLabel, how, cancelling, replaces }: Working): readonly Part[] {
  const name = fact(accountName);
  if (cancelling) return ['Cancelling the log-in to ', name, ` · ${connectionLabel}`];
  if (replaces !== null) {
    return [
      how === 'copy' ? 'Copying a login link for ' : 'Opening ',
      name,
      '; this replaces ',
      fact(replaces),
      '’s session.',
    ];
  }
  return [how === 'copy' ? 'Copying a login link for ' : 'Logging in to ', name, ` · ${connectionLabel}`];
}
