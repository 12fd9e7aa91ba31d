import { setTimeout as sleep } from 'node:timers/promises';
import { splitAccountId } from '../../shared/account.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ProviderClients } from '../connections/clients.ts';
import { type HealthBoard, passesByItself } from '../connections/health.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { Provider, ProviderCall } from '../providers/provider.ts';
import { type CheckedProfile, OwnProfileCheck } from './own-profile-check.ts';
import { soonAfterWakeMs } from './sync-scheduler.ts';

export interface ProfileBackfillDeps {
  clients: Pick<ProviderClients, 'find' | 'open'>;
  accounts: Pick<Accounts, 'storeProfile' | 'profilesWanted' | 'profileProgress'>;
  index: { update(accountIds: readonly string[]): void };
  health: Pick<HealthBoard, 'note' | 'noteProblem'>;
  /** Accounts on the screen: their names come first. */
  visibleRows: { accountIds(): readonly string[] };
  /** The problem behind an error of the directory. Throws the error again if it is a bug. */
  problemOfFault: (error: unknown) => Problem;
  crashed: (error: unknown) => void;
  now: () => number;
  random: () => number;
}

const batchSize = 40;
/** Requests under way at once: enough to hide the network's latency, too few to be a burden. */
const atOnce = 4;
/** Names seldom change. A profile this old is read again. */
const staleAfterMs = 30 * 24 * 60 * 60_000;
/** Between two rounds of requests to a real provider: about ten a second at most, however large its budget. */
const politePauseMs = 400;
const tooManyRefusals = 8;
const retryAfterMs = 5 * 60_000;
/** Progress is shown this often, not for each name. */
const progressEveryMs = 500;

type Status = 'running' | 'paused' | 'waiting' | 'done';

/**
 * Reads customers' profiles one by one, if the provider's list has no names: accounts on the screen first, then the
 * newest. Stays within the connection's rate budget, goes on after a restart, and never reads a fresh profile again. Stops if
 * the provider sends the reseller's own profile for the customers.
 */
export class ProfileBackfill {
  readonly #deps: ProfileBackfillDeps;
  readonly #running = new Map<string, AbortController>();
  /** All runs that have not ended yet, aborted ones included. */
  readonly #underWay = new Set<Promise<void>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #paused = new Set<string>();
  readonly #notedAt = new Map<string, number>();
  readonly #refusals = new WeakMap<ProviderCall['http'], number>();
  #stopped = false;

  constructor(deps: ProfileBackfillDeps) {
    this.#deps = deps;
  }

  /** Starts or goes on. Does nothing if it runs already, is paused, or the provider's list has names. */
  start(connectionId: string): void {
    const needsProfiles = this.#deps.clients.find(connectionId)?.provider.facts.namesNeedProfiles;
    if (this.#stopped || !needsProfiles || this.#running.has(connectionId)) return;
    if (this.#paused.has(connectionId)) {
      this.#note(connectionId, 'paused');
      return;
    }
    this.#forgetTimer(connectionId);
    const controller = new AbortController();
    this.#running.set(connectionId, controller);
    const run = this.#run(connectionId, controller.signal)
      .catch((error) => {
        const problem = this.#deps.problemOfFault(error);
        if (!controller.signal.aborted) this.#wait(connectionId, problem);
      })
      .catch(this.#deps.crashed)
      .finally(() => {
        if (this.#running.get(connectionId) === controller) this.#running.delete(connectionId);
        this.#underWay.delete(run);
      });
    this.#underWay.add(run);
  }

  /** After the machine slept, a waiting time may be over and the network may be another one. */
  wake(): void {
    for (const connectionId of [...this.#timers.keys()])
      this.#startIn(connectionId, soonAfterWakeMs(this.#deps.random()));
  }

  pause(connectionId: string, paused: boolean): void {
    if (!paused) {
      this.#paused.delete(connectionId);
      this.start(connectionId);
      return;
    }
    this.#paused.add(connectionId);
    this.#end(connectionId);
    this.#note(connectionId, 'paused');
  }

  forget(connectionId: string): void {
    this.#end(connectionId);
    this.#paused.delete(connectionId);
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const connectionId of [...this.#running.keys(), ...this.#timers.keys()]) this.#end(connectionId);
    await Promise.all(this.#underWay);
  }

  #startIn(connectionId: string, inMs: number): void {
    this.#forgetTimer(connectionId);
    const timer = setTimeout(() => this.start(connectionId), inMs);
    this.#timers.set(connectionId, timer);
  }

  #forgetTimer(connectionId: string): void {
    clearTimeout(this.#timers.get(connectionId));
    this.#timers.delete(connectionId);
  }

  #end(connectionId: string): void {
    this.#forgetTimer(connectionId);
    this.#running.get(connectionId)?.abort();
    this.#running.delete(connectionId);
  }

  async #run(connectionId: string, signal: AbortSignal): Promise<void> {
    let check: OwnProfileCheck | null = null;
    for (;;) {
      const wanted = this.#wanted(connectionId).filter((accountId) => !check?.holds(accountId));
      if (wanted.length === 0) {
        this.#store(check?.end() ?? []);
        return this.#note(connectionId, 'done');
      }
      const client = await this.#deps.clients.open(connectionId, 'background', signal);
      if (signal.aborted) return;
      if (!client.ok) return this.#wait(connectionId, client.problem);
      this.#note(connectionId, 'running');
      const { provider, call, connection } = client.value;
      if (!check) {
        const own = await provider.getOwnProfile?.(call);
        if (signal.aborted) return;
        if (own && !own.ok && passesByItself(own.problem)) return this.#wait(connectionId, own.problem);
        check = new OwnProfileCheck(own?.ok ? own.value : null);
      }
      for (let from = 0; from < wanted.length; from += atOnce) {
        const round = wanted.slice(from, from + atOnce);
        const problem = await this.#readRound(provider, call, round, check);
        if (signal.aborted) return;
        if (problem) return this.#wait(connectionId, problem);
        if (Math.abs(this.#deps.now() - (this.#notedAt.get(connectionId) ?? 0)) >= progressEveryMs)
          this.#note(connectionId, 'running');
        if (!connection.sandbox) await sleep(politePauseMs, undefined, { signal }).catch(() => {});
        if (signal.aborted) return;
      }
    }
  }

  #wanted(connectionId: string): string[] {
    const { accounts, visibleRows, now } = this.#deps;
    const staleBefore = new Date(now() - staleAfterMs).toISOString();
    return accounts.profilesWanted(connectionId, batchSize, staleBefore, visibleRows.accountIds());
  }

  /** Reads profiles at the same time and stores them. Returns null, or the problem because of which to stop for now. */
  async #readRound(
    provider: Provider,
    call: ProviderCall,
    round: readonly string[],
    check: OwnProfileCheck,
  ): Promise<Problem | null> {
    const problems = await Promise.all(round.map((accountId) => this.#readOne(provider, call, accountId, check)));
    return problems.find((problem) => problem !== null) ?? null;
  }

  async #readOne(
    provider: Provider,
    call: ProviderCall,
    accountId: string,
    check: OwnProfileCheck,
  ): Promise<Problem | null> {
    const remoteId = splitAccountId(accountId)?.remoteId ?? '';
    const profile = await provider.getProfile?.(call, remoteId);
    if (call.signal.aborted || !profile) return null;
    if (!profile.ok) {
      if (!this.#isAboutOneAccount(call, profile.problem)) return profile.problem;
      this.#store([{ accountId, profile: 'none' }]);
      return null;
    }
    this.#refusals.delete(call.http);
    // SECURITY: a customer with the reseller's name is opened in place of another one.
    const admitted = check.admit({ accountId, profile: profile.value });
    if (!admitted) return { kind: 'own-profile-returned', ...call.http.about };
    this.#store(admitted);
    return null;
  }

  #store(profiles: readonly (CheckedProfile | { accountId: string; profile: 'none' })[]): void {
    const at = new Date(this.#deps.now()).toISOString();
    for (const { accountId, profile } of profiles) this.#deps.accounts.storeProfile(accountId, profile, at);
    this.#deps.index.update(profiles.map(({ accountId }) => accountId));
  }

  /** One customer may be gone or closed to this key. If many in a row are refused, the key may read none of them. */
  #isAboutOneAccount({ http }: ProviderCall, problem: Problem): boolean {
    if (problem.kind === 'account-gone' || problem.kind === 'request-refused') return true;
    if (problem.kind !== 'key-not-allowed') return false;
    const refusals = (this.#refusals.get(http) ?? 0) + 1;
    this.#refusals.set(http, refusals);
    return refusals < tooManyRefusals;
  }

  #wait(connectionId: string, problem: Problem): void {
    if (!passesByItself(problem)) {
      // The user must act. The next complete list starts this again.
      this.#note(connectionId, 'waiting');
      this.#deps.health.noteProblem(connectionId, problem);
      return;
    }
    const resumesAt = problem.kind === 'rate-limited' ? Date.parse(problem.retryAt) : this.#deps.now() + retryAfterMs;
    this.#note(connectionId, 'waiting', new Date(resumesAt).toISOString());
    this.#startIn(connectionId, Math.max(1_000, resumesAt - this.#deps.now()));
  }

  #note(connectionId: string, status: Status, resumesAt: string | null = null): void {
    this.#notedAt.set(connectionId, this.#deps.now());
    const { known, total } = this.#deps.accounts.profileProgress(connectionId);
    this.#deps.health.note(connectionId, { names: { known, total, status, resumesAt } });
  }
}
