import { type AccountProfile, splitAccountId } from '../../shared/account.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { WantedProfile } from '../directory/accounts/profiles.ts';
import type { Provider, ProviderCall } from '../providers/provider.ts';
import { type CheckedProfile, OwnProfileCheck } from './own-profile-check.ts';

export interface ProfilePassDeps {
  accounts: Pick<Accounts, 'storeProfile' | 'noteProfileFailure'>;
  index: { update(accountIds: readonly string[]): void };
  now: () => number;
}

export type GetProfile = NonNullable<Provider['getProfile']>;

/** How many customers in a row may have the same problem before it may be the connection's. */
const mostInARow = 4;

/** Problems that one account can have although all others are well. All others are the connection's at once. */
const mayBeOneAccounts: ReadonlySet<Problem['kind']> = new Set([
  'account-gone',
  'account-not-active',
  'request-refused',
  'key-not-allowed',
  'key-rejected',
  'plan-required',
  'wrong-region',
  'provider-down',
  'reply-unreadable',
  'timeout',
]);

const isMaybeOneAccounts = (problem: Problem): boolean =>
  mayBeOneAccounts.has(problem.kind) || (problem.kind === 'unreachable' && problem.why === 'reset');

/** The key may be too narrow, or this customer is closed to it. */
const isRefusal = ({ kind }: Problem): boolean => kind === 'key-not-allowed' || kind === 'key-rejected';

/**
 * One pass over the customers of a connection: reads their profiles and stores them. A customer whose profile cannot be read
 * is noted and does not stop the pass. The same problem of several in a row does, unless a profile that was read before can
 * still be read: then it is theirs.
 */
export class ProfilePass {
  readonly #deps: ProfilePassDeps;
  readonly #ownCheck: OwnProfileCheck;
  /** The last customers, all with the same problem. It is not decided yet whose problem it is. */
  #row: { accountId: string; problem: Problem }[] = [];
  #lastRead: string | null = null;

  /** `own`: the profile of the key's own account; null if the key may not read it. */
  constructor(deps: ProfilePassDeps, own: AccountProfile | null) {
    this.#deps = deps;
    this.#ownCheck = new OwnProfileCheck(own);
  }

  /** Was asked for, but nothing is stored yet: ask for others. */
  holds(accountId: string): boolean {
    return this.#ownCheck.holds(accountId) || this.#row.some((held) => held.accountId === accountId);
  }

  /** Reads profiles at the same time and stores them. Returns null, or the connection's problem, which ends the pass. */
  async readRound(
    getProfile: GetProfile,
    call: ProviderCall,
    round: readonly WantedProfile[],
  ): Promise<Problem | null> {
    const replies = await Promise.all(
      round.map(async (wanted) => ({ ...wanted, profile: await this.#read(getProfile, call, wanted) })),
    );
    if (call.signal.aborted) return null;
    let stop: Problem | null = null;
    for (const { accountId, profile } of replies) {
      if (profile.ok) {
        this.#settleRow();
        this.#lastRead = accountId;
        // SECURITY: a customer with the reseller's name is opened in place of another one.
        const admitted = this.#ownCheck.admit({ accountId, profile: profile.value });
        if (!admitted) return { kind: 'own-profile-returned', ...call.http.about };
        this.#store(admitted);
      } else if (isMaybeOneAccounts(profile.problem)) {
        if (this.#row.some(({ problem }) => problem.kind !== profile.problem.kind)) this.#settleRow();
        this.#row.push({ accountId, problem: profile.problem });
      } else stop ??= profile.problem;
    }
    stop ??= await this.#problemOfRow(getProfile, call);
    if (stop && !call.signal.aborted) this.#postponeRow();
    return stop;
  }

  /** There are no more customers to ask for. */
  end(): void {
    this.#settleRow();
    this.#store(this.#ownCheck.end());
  }

  async #read(
    getProfile: GetProfile,
    call: ProviderCall,
    { accountId, hasEmail }: WantedProfile,
  ): Promise<Result<AccountProfile>> {
    const remoteId = splitAccountId(accountId)?.remoteId ?? '';
    const profile = await getProfile(call, remoteId, { withEmail: !hasEmail });
    // SECURITY: only its email tells a branch with the reseller's name from the reseller. The list's cannot: it is the
    // customer's own even if the profile is not.
    const isInDoubt = hasEmail && profile.ok && this.#ownCheck.resembles(profile.value);
    return isInDoubt ? getProfile(call, remoteId, { withEmail: true }) : profile;
  }

  #store(profiles: readonly CheckedProfile[]): void {
    const { accounts, index, now } = this.#deps;
    const at = new Date(now()).toISOString();
    for (const { accountId, profile } of profiles) accounts.storeProfile(accountId, profile, at);
    index.update(profiles.map(({ accountId }) => accountId));
  }

  /** The problems of the row are those of its customers. */
  #settleRow(): void {
    for (const { accountId, problem } of this.#row.splice(0))
      this.#deps.accounts.noteProfileFailure(accountId, isRefusal(problem) ? 'refused' : 'failed');
  }

  /** The next pass begins with other customers: if these are the only ones with a problem, it gets past them. */
  #postponeRow(): void {
    for (const { accountId } of this.#row.splice(0)) this.#deps.accounts.noteProfileFailure(accountId, 'postponed');
  }

  /** The connection's problem if the row shows one; null if it is short, or only its customers have the problem. */
  async #problemOfRow(getProfile: GetProfile, call: ProviderCall): Promise<Problem | null> {
    const problem = this.#row[mostInARow]?.problem;
    if (!problem) return null;
    if (this.#lastRead === null) return problem;
    const remoteId = splitAccountId(this.#lastRead)?.remoteId ?? '';
    const again = await getProfile(call, remoteId, { withEmail: false });
    if (call.signal.aborted) return null;
    if (!again.ok) return isMaybeOneAccounts(again.problem) ? problem : again.problem;
    this.#settleRow();
    return null;
  }
}
