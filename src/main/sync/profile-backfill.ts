import type { NamesProgress } from '../../shared/connection.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ProviderClients } from '../connections/clients.ts';
import { type HealthBoard, passesByItself } from '../connections/health.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import { pauseFor } from '../lib/pause-for.ts';
import { NamesPace } from './names-pace.ts';
import { ProfilePass, type ProfilePassDeps } from './profile-pass.ts';
import { soonAfterWakeMs } from './sync-scheduler.ts';

export interface ProfileBackfillDeps extends ProfilePassDeps {
  clients: Pick<ProviderClients, 'find' | 'open'>;
  accounts: ProfilePassDeps['accounts'] &
    Pick<Accounts, 'profilesWanted' | 'profileProgress' | 'forgetProfileFailures' | 'nextProfileRetryAt'>;
  health: Pick<HealthBoard, 'note' | 'noteProblem'>;
  /** Accounts on the screen: their names come first. */
  visibleRows: { accountIds(): readonly string[] };
  /** The problem behind an error of the directory. Throws the error again if it is a bug. */
  problemOfFault: (error: unknown) => Problem;
  crashed: (error: unknown) => void;
  random: () => number;
}

const batchSize = 40;
/** Requests under way at once: enough to hide the network's latency, too few to be a burden. */
const atOnce = 4;
/** Names seldom change. A profile this old is read again. */
const staleAfterMs = 30 * 24 * 60 * 60_000;
/** Between two rounds of requests to a real provider: about ten a second at most, however large its budget. */
const politePauseMs = 400;
const retryAfterMs = 5 * 60_000;
/** A key that may not read profiles is tried again after this long: an administrator may have given it leave. */
const notAllowedForMs = 60 * 60_000;
/** Progress is shown this often, not for each name. */
const progressEveryMs = 500;

/**
 * Reads customers' profiles one by one, if the provider's list has no names: accounts on the screen first, then the
 * newest. Stays within the connection's rate budget, goes on after a restart, and never reads a fresh profile again.
 */
export class ProfileBackfill {
  readonly #deps: ProfileBackfillDeps;
  readonly #running = new Map<string, AbortController>();
  /** All runs that have not ended yet, aborted ones included. */
  readonly #underWay = new Set<Promise<void>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #notedAt = new Map<string, number>();
  readonly #paces = new Map<string, NamesPace>();
  /** Since when it has been known, in milliseconds since 1970, that the key may not read profiles. */
  readonly #notAllowedSince = new Map<string, number>();
  #stopped = false;

  constructor(deps: ProfileBackfillDeps) {
    this.#deps = deps;
  }

  /** Starts or goes on. Does nothing if it runs already, is paused, or the provider's list has names. */
  start(connectionId: string): void {
    const known = this.#deps.clients.find(connectionId);
    if (this.#stopped || !known?.provider.facts.namesNeedProfiles || this.#running.has(connectionId)) return;
    this.#forgetTimer(connectionId);
    const standing = known.connection.namesPaused ? 'paused' : this.#isNotAllowed(connectionId) ? 'not-allowed' : null;
    if (standing) {
      this.#note(connectionId, standing);
      return;
    }
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

  /** The connection's settings have it that it is paused, so that `start` does nothing until the user resumes it. */
  pause(connectionId: string): void {
    this.#end(connectionId);
    this.#note(connectionId, 'paused');
  }

  /** The connection has another key or region, which may read what was refused. The next complete list starts it. */
  startOver(connectionId: string): void {
    if (!this.#deps.clients.find(connectionId)?.provider.facts.namesNeedProfiles) return;
    this.#end(connectionId);
    this.#notAllowedSince.delete(connectionId);
    this.#deps.accounts.forgetProfileFailures(connectionId);
    this.#note(connectionId, 'waiting');
  }

  forget(connectionId: string): void {
    this.#end(connectionId);
    this.#notAllowedSince.delete(connectionId);
    this.#paces.delete(connectionId);
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

  /** Some profiles could not be read, and are asked for again when their time has come. */
  #startWhenDue(connectionId: string): void {
    const due = this.#deps.accounts.nextProfileRetryAt(connectionId);
    if (due === null) return;
    const inMs = Date.parse(due) - this.#deps.now();
    // At least a minute apart, and no longer than timers can be.
    this.#startIn(connectionId, Math.min(Math.max(60_000, inMs), 24 * 60 * 60_000));
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

  #isNotAllowed(connectionId: string): boolean {
    const since = this.#notAllowedSince.get(connectionId);
    // The age is negative if the clock was set back.
    return since !== undefined && Math.abs(this.#deps.now() - since) < notAllowedForMs;
  }

  async #run(connectionId: string, signal: AbortSignal): Promise<void> {
    let pass: ProfilePass | null = null;
    for (;;) {
      const wanted = this.#wanted(connectionId).filter(({ accountId }) => !pass?.holds(accountId));
      if (wanted.length === 0) {
        pass?.end();
        this.#note(connectionId, 'done');
        return this.#startWhenDue(connectionId);
      }
      const client = await this.#deps.clients.open(connectionId, 'background', signal);
      if (signal.aborted) return;
      if (!client.ok) return this.#wait(connectionId, client.problem);
      this.#note(connectionId, 'running');
      const { provider, call, connection } = client.value;
      const { getProfile } = provider;
      if (!getProfile) throw new Error(`${provider.facts.provider}: names need profiles, and there is no getProfile`);
      if (!pass) {
        const own = await provider.getOwnProfile?.(call);
        if (signal.aborted) return;
        if (own && !own.ok && passesByItself(own.problem)) return this.#wait(connectionId, own.problem);
        pass = new ProfilePass(this.#deps, own?.ok ? own.value : null);
      }
      for (let from = 0; from < wanted.length; from += atOnce) {
        const problem = await pass.readRound(getProfile, call, wanted.slice(from, from + atOnce));
        if (signal.aborted) return;
        if (problem) return this.#wait(connectionId, problem);
        if (Math.abs(this.#deps.now() - (this.#notedAt.get(connectionId) ?? 0)) >= progressEveryMs)
          this.#note(connectionId, 'running');
        if (!connection.sandbox) await pauseFor(politePauseMs, signal);
        if (signal.aborted) return;
      }
    }
  }

  #wanted(connectionId: string): ReturnType<Accounts['profilesWanted']> {
    const { accounts, visibleRows, now } = this.#deps;
    const staleBefore = new Date(now() - staleAfterMs).toISOString();
    return accounts.profilesWanted(connectionId, batchSize, staleBefore, visibleRows.accountIds());
  }

  #wait(connectionId: string, problem: Problem): void {
    // No warning: the list and log-ins work, and many keys are made so on purpose.
    if (problem.kind === 'key-not-allowed') {
      this.#notAllowedSince.set(connectionId, this.#deps.now());
      this.#note(connectionId, 'not-allowed');
      return;
    }
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

  #note(connectionId: string, status: NamesProgress['status'], resumesAt: string | null = null): void {
    const now = this.#deps.now();
    this.#notedAt.set(connectionId, now);
    const progress = this.#deps.accounts.profileProgress(connectionId);
    const { known, blank, failed, total } = progress;
    const pace = this.#paces.get(connectionId) ?? new NamesPace();
    this.#paces.set(connectionId, pace);
    const minutesLeft = pace.minutesLeft(now, total - known - blank - failed);
    this.#deps.health.note(connectionId, {
      names: { ...progress, status, resumesAt, minutesLeft: status === 'running' ? minutesLeft : null },
    });
  }
}
