import type { ConnectionView, NamesProgress } from './connection.ts';
import type { AppState } from './contract.ts';
import { clockTime, countOf, roughDuration, wholeNumber } from './format.ts';

// What windows say while customers of a provider whose list has no names are found by their ids only, unless the list has emails.

/** What a user can do until the names are there. */
const advice = 'Search by id, or import names.';

type Status = NamesProgress['status'] | 'next';
type Progress = Omit<NamesProgress, 'status'> & { status: Status };

/** The names that were not read yet, of all connections together. */
export interface MissingNames {
  missing: number;
  total: number;
  /** Of the connection that goes on first. `next`: its list is being read, and names follow. */
  status: Status;
  /** ISO, or null. */
  resumesAt: string | null;
  minutesLeft: number | null;
}

/** A customer whose profile has no name is not missing one: nothing more will come. */
export const missingIn = ({ known, blank, total }: Omit<NamesProgress, 'status'>): number => total - known - blank;

const inOrder: readonly Status[] = ['running', 'next', 'waiting', 'paused', 'not-allowed', 'done'];

/** Null if no name is missing. */
export function missingNames({
  connections,
  providers,
}: Pick<AppState, 'connections' | 'providers'>): MissingNames | null {
  const needsProfiles = (connection: ConnectionView): boolean =>
    providers.some(({ provider, namesNeedProfiles }) => provider === connection.provider && namesNeedProfiles);
  const incomplete = connections
    .flatMap((connection) => (needsProfiles(connection) ? [progressOf(connection)] : []))
    .filter((names) => missingIn(names) > 0)
    .sort((a, b) => inOrder.indexOf(a.status) - inOrder.indexOf(b.status));
  const [first] = incomplete;
  if (!first) return null;
  const sum = (count: (names: Progress) => number): number =>
    incomplete.reduce((total, names) => total + count(names), 0);
  return {
    missing: sum(missingIn),
    total: sum(({ total }) => total),
    status: first.status,
    resumesAt: first.resumesAt,
    minutesLeft: first.minutesLeft === null ? null : Math.max(...incomplete.map((names) => names.minutesLeft ?? 0)),
  };
}

/** The first list has not been read to its end, and names come after it. */
function progressOf({ health: { names, status, accountCount } }: ConnectionView): Progress {
  if (names && names.total > 0) return names;
  const total = status === 'syncing' ? accountCount : 0;
  return { known: 0, blank: 0, failed: 0, total, status: 'next', resumesAt: null, minutesLeft: null };
}

/** `2,992 of 3,000 names are still being asked for, about 8 min. Search by id, or import names.` */
export function missingNamesWords({ missing, total, status, resumesAt, minutesLeft }: MissingNames): string {
  const which = `${wholeNumber(missing)} of ${countOf(total, 'name')}`;
  const are = missing === 1 ? 'is' : 'are';
  const left = minutesLeft === null ? '' : `, ${roughDuration(minutesLeft)}`;
  const what: Record<Status, string> = {
    running: `${which} ${are} still being asked for${left}.`,
    next: 'The list has no names. They are asked for next.',
    waiting: resumesAt
      ? `${which} ${are} still to be asked for. That resumes at ${clockTime(resumesAt)}.`
      : `${which} ${are} not known yet. Asking for them has stopped.`,
    paused: `${which} ${are} not known yet. Asking for them is paused.`,
    'not-allowed': 'The key may not read customers’ names.',
    done: `${which} could not be read.`,
  };
  return `${what[status]} ${advice}`;
}

/** The same for a screen reader, which would read changing numbers out again and again. */
export function missingNamesSaid({ status }: MissingNames): string {
  const what = status === 'running' ? 'Names are still being asked for.' : 'Not all names are known.';
  return `${what} ${advice}`;
}
