import type { ConnectionHealth } from '../../shared/connection.ts';
import type { Problem } from '../../shared/problems.ts';

const untried: ConnectionHealth = {
  status: 'idle',
  problem: null,
  lastSyncedAt: null,
  accountCount: 0,
  progress: null,
  resumesAt: null,
  names: null,
};

/** Problems that pass by themselves; the others wait for the user. */
const passing: ReadonlySet<Problem['kind']> = new Set([
  'rate-limited',
  'temporarily-blocked',
  'offline',
  'unreachable',
  'timeout',
  'provider-down',
  'proxy-unreachable',
  // Its question may have been answered by then.
  'keychain-waiting',
  'sync-cancelled',
]);

/** Whether trying again later, without the user, may help. */
export const passesByItself = (problem: Problem): boolean => passing.has(problem.kind);

/** How every connection is doing. One place, so that launcher, settings and tray never disagree. */
export class HealthBoard {
  readonly #healths = new Map<string, ConnectionHealth>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(connectionId: string): ConnectionHealth {
    return this.#healths.get(connectionId) ?? untried;
  }

  note(connectionId: string, change: Partial<ConnectionHealth>): void {
    this.#healths.set(connectionId, { ...this.of(connectionId), ...change });
    this.#changed();
  }

  /** A problem met while working for this connection: it waits, or wants attention. */
  noteProblem(connectionId: string, problem: Problem): void {
    const cancelled = problem.kind === 'sync-cancelled';
    this.note(connectionId, {
      status: cancelled ? 'idle' : passesByItself(problem) ? 'waiting' : 'attention',
      problem: cancelled ? null : problem,
      progress: null,
      resumesAt: problem.kind === 'rate-limited' ? problem.retryAt : null,
    });
  }

  /** A request succeeded: what stood in the way of this connection does so no longer. */
  clearProblem(connectionId: string): void {
    const { problem, progress } = this.of(connectionId);
    // A log-in has requests of its own left where the list has to wait for more.
    if (!problem || problem.kind === 'rate-limited') return;
    this.note(connectionId, { problem: null, resumesAt: null, status: progress ? 'syncing' : 'idle' });
  }

  forget(connectionId: string): void {
    this.#healths.delete(connectionId);
    this.#changed();
  }
}
