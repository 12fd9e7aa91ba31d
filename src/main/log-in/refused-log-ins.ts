import type { Account } from '../../shared/account.ts';
import type { Problem } from '../../shared/problems.ts';
import type { HealthBoard } from '../connections/health.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';

export interface RefusedLogInsDeps {
  accounts: Pick<Accounts, 'lastSyncedAt'>;
  health: Pick<HealthBoard, 'of'>;
}

/**
 * Customers whose log-in was refused because they may be gone from the provider. The step is then a sync: it removes them from
 * the list. If it does not, another sync cannot help, and the problem says so. In memory: after a restart, one more sync is advised.
 */
export class RefusedLogIns {
  /** By account id, when the list had last been read at the first refusal. */
  readonly #syncedAt = new Map<string, string | null>();
  readonly #deps: RefusedLogInsDeps;

  constructor(deps: RefusedLogInsDeps) {
    this.#deps = deps;
  }

  /**
   * Notes a refusal. Returns the problem, with `stillListed` if the list was read since the first one and has the customer, or with
   * `keptUntil` if the list lacks most customers.
   */
  note({ accountId, connectionId, kind }: Account, problem: Problem): Problem {
    // The admin console is in no list.
    if (kind !== 'customer' || !mayBeGone(problem)) return problem;
    const syncedAt = this.#deps.accounts.lastSyncedAt(connectionId);
    const before = this.#syncedAt.get(accountId);
    if (before !== undefined && before !== syncedAt) return { ...problem, stillListed: true };
    this.#syncedAt.set(accountId, syncedAt);
    const { problem: ofList } = this.#deps.health.of(connectionId);
    return ofList?.kind === 'list-short' ? { ...problem, keptUntil: ofList.retryAt } : problem;
  }

  /** The customer was logged in to. */
  forget({ accountId }: Account): void {
    this.#syncedAt.delete(accountId);
  }
}

const mayBeGone = (problem: Problem): problem is Extract<Problem, { kind: 'account-gone' | 'request-refused' }> =>
  problem.kind === 'account-gone' ||
  (problem.kind === 'request-refused' && (problem.status === 400 || problem.status === 404));
