import type { LogInHow } from '../../shared/log-in.ts';
import { copyReplacesParts, fact, idTailParts, type Part } from './sentence-parts.ts';
import type { LauncherState } from './state/launcher-state.ts';

/** The log-in under way that the prompt bar shows. */
export interface Working {
  accountName: string;
  connectionLabel: string;
  /** See `AccountRow`. */
  idTail: string | null;
  how: LogInHow;
  cancelling: boolean;
  /** See `LogInAnswer`. */
  replaces: string | null;
}

/**
 * The launcher's own log-in from the key press on; otherwise the one that main is at work for, e.g. from the tray. Null
 * if there is none.
 */
export function workingOf({ app, attempt, inFlight, search }: LauncherState): Working | null {
  if (attempt?.stage.at === 'working') {
    const connection = app?.connections.find(({ connectionId }) => connectionId === attempt.row.connectionId);
    const { row, how, stage } = attempt;
    // Main knows whose session ends, and says so when it has begun.
    const replaces = inFlight?.accountId === row.accountId && inFlight.how === how ? inFlight.replaces : null;
    const connectionLabel = connection?.label ?? '';
    const { name: accountName, idTail } = row;
    return { accountName, connectionLabel, idTail, how, cancelling: stage.cancelling, replaces };
  }
  if (!inFlight) return null;
  const row = search.answer?.rows.find(({ accountId }) => accountId === inFlight.accountId);
  return { ...inFlight, idTail: row?.idTail ?? null, cancelling: false };
}

/** What the bar says of it. A session that ends without a question is announced. */
export function workingParts(working: Working): readonly Part[] {
  const { accountName, cancelling, connectionLabel, how, idTail, replaces } = working;
  const customer = [fact(accountName), ` · ${connectionLabel}`, ...idTailParts(idTail)];
  if (cancelling) return ['Cancelling the log-in to ', ...customer];
  if (how === 'copy') {
    const copying = ['Copying a login link for ', ...customer];
    return replaces === null ? copying : [...copying, ...copyReplacesParts(replaces)];
  }
  if (replaces === null) return ['Logging in to ', ...customer];
  return ['Opening ', ...customer, '; this replaces ', fact(replaces), '’s session.'];
}
