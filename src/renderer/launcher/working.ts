import type { LogInHow, LogInInFlight, ReplacedSession } from '../../shared/log-in.ts';
import {
  copyReplacesParts,
  ended,
  fact,
  idTailParts,
  landingParts,
  type Part,
  sessionParts,
} from './sentence-parts.ts';
import type { AskedLogIn, LauncherState } from './state/launcher-state.ts';

/** The log-in under way that the prompt bar shows. */
export interface Working {
  accountName: string;
  connectionLabel: string;
  /** See `AccountRow`. */
  idTail: string | null;
  how: LogInHow;
  cancelling: boolean;
  /** See `LogInAnswer`. */
  replaces: ReplacedSession | null;
  /** See `LogInInFlight`. */
  browserSilent: boolean;
  /** See `LogInRequest`. */
  page?: string | undefined;
  as?: string | undefined;
  /** See `LogInAnswer`. */
  inWindow?: boolean;
  /** See `LogInInFlight`. */
  stopped?: string;
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
    const known = inFlight && isOf(inFlight, attempt) ? inFlight : null;
    const { browserSilent, replaces } = known ?? { browserSilent: false, replaces: null };
    const opensIn = attempt.request.opensIn ?? connection?.opensIn;
    const connectionLabel = connection?.label ?? '';
    const { name: accountName, idTail } = row;
    const { page, as } = attempt.request;
    const { cancelling } = stage;
    const inWindow = how === 'open' && opensIn === 'window' ? { inWindow: true } : {};
    const shown = { accountName, connectionLabel, idTail, how, cancelling, replaces, browserSilent, page, as };
    return { ...shown, ...inWindow, ...(known?.stopped === undefined ? {} : { stopped: known.stopped }) };
  }
  if (!inFlight) return null;
  const row = search.answer?.rows.find(({ accountId }) => accountId === inFlight.accountId);
  return { ...inFlight, idTail: row?.idTail ?? null, cancelling: false };
}

/** Another user, or another page, is another log-in. */
const isOf = (inFlight: LogInInFlight, { row, how, request }: AskedLogIn): boolean =>
  inFlight.accountId === row.accountId &&
  inFlight.how === how &&
  inFlight.page === request.page &&
  inFlight.as === request.as;

/** What the bar says of it. A session that ends without a question is announced. */
export function workingParts(working: Working): readonly Part[] {
  const { accountName, cancelling, connectionLabel, idTail } = working;
  const customer = [fact(accountName), ...landingParts(working), ` · ${connectionLabel}`, ...idTailParts(idTail)];
  if (cancelling) return ['Cancelling the log-in to ', ...customer];
  if (working.browserSilent && working.inWindow)
    return ['The window of ', ...customer, ' has not asked for the login link yet.'];
  if (working.browserSilent) return ['Your browser has not asked for the login link of ', ...customer, '.'];
  const beginning = beginningParts(working, customer);
  return working.stopped === undefined
    ? beginning
    : [...ended(beginning), ...stoppedParts(working.stopped, accountName)];
}

function beginningParts({ how, inWindow, replaces }: Working, customer: readonly Part[]): readonly Part[] {
  if (how === 'copy') {
    const copying = ['Copying a login link for ', ...customer];
    return replaces === null ? copying : [...copying, ...copyReplacesParts(replaces)];
  }
  if (replaces === null) return ['Logging in to ', ...customer, ...(inWindow ? [', in its own window'] : [])];
  return ['Opening ', ...customer, '; this replaces ', ...ended(sessionParts(replaces))];
}

/** A second customer who is asked for before the first is open: the first one is not opened. */
const stoppedParts = (stopped: string, accountName: string): readonly Part[] =>
  stopped === accountName ? [' The log-in before it was stopped'] : [' The log-in to ', fact(stopped), ' was stopped'];
