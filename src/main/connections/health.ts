import type { ConnectionHealth } from '../../shared/connection.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

const untried: ConnectionHealth = {
  status: 'idle',
  problem: null,
  lastSyncedAt: null,
  accountCount: 0,
  progress: null,
  resumesAt: null,
  names: null,
};

/** Problems that pass by themselves. All others wait for the user. */
const passing: ReadonlySet<Problem['kind']> = new Set([
  'rate-limited',
  'list-short',
  'temporarily-blocked',
  'offline',
  'unreachable',
  'timeout',
  'provider-down',
  'intermediary-refused',
  'proxy-unreachable',
  // The user may have answered the keyring's question by then.
  'keychain-waiting',
  'sync-cancelled',
]);

/** Problems of one request that concern the whole connection, not only the account it was about. */
const concernsConnection: ReadonlySet<Problem['kind']> = new Set([
  'key-rejected',
  'key-not-reseller',
  'access-forbidden',
  'key-missing',
  'ip-not-authorised',
  'keychain-missing',
  'keychain-locked',
  'keychain-denied',
  'keychain-broken',
]);

/** Problems that a request which succeeds does not end. */
const outlastsSuccess: ReadonlySet<Problem['kind']> = new Set([
  // Log-ins have a rate limit of their own: one that succeeds does not mean that the list may go on.
  'rate-limited',
  // About the list only.
  'list-short',
  // About reading names only.
  'own-profile-returned',
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

  /** A problem of work in the background. It waits if the problem passes by itself; otherwise the user must act. */
  noteProblem(connectionId: string, problem: Problem): void {
    const cancelled = problem.kind === 'sync-cancelled';
    this.note(connectionId, {
      status: cancelled ? 'idle' : passesByItself(problem) ? 'waiting' : 'attention',
      problem: cancelled ? null : problem,
      progress: null,
      resumesAt: 'retryAt' in problem ? problem.retryAt : null,
    });
  }

  /** The outcome of something the user asked for: it changes the connection's health only if it concerns all of it. */
  noteOutcome(connectionId: string, outcome: Result<unknown>): void {
    if (outcome.ok) this.clearProblem(connectionId);
    else if (concernsConnection.has(outcome.problem.kind)) this.noteProblem(connectionId, outcome.problem);
  }

  /** A request succeeded, so the problem is over. */
  clearProblem(connectionId: string): void {
    const { problem, progress } = this.of(connectionId);
    if (!problem || outlastsSuccess.has(problem.kind)) return;
    this.note(connectionId, { problem: null, resumesAt: null, status: progress ? 'syncing' : 'idle' });
  }

  forget(connectionId: string): void {
    this.#healths.delete(connectionId);
    this.#changed();
  }
}
