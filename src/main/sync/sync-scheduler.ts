import type { GoneCustomers } from '../../shared/gone-customers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type HealthBoard, passesByItself } from '../connections/health.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import { singleFlight } from '../lib/single-flight.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface SyncSchedulerDeps {
  settings: Pick<SettingsFile, 'connections' | 'settings'>;
  accounts: Pick<Accounts, 'lastSyncedAt' | 'count'>;
  run: (connectionId: string, signal: AbortSignal) => Promise<Result<{ gone: GoneCustomers }>>;
  /** A complete list was read. */
  completed: (connectionId: string) => void;
  health: Pick<HealthBoard, 'note' | 'noteProblem'>;
  /** Reports a bug in a run; the schedule goes on. */
  crashed: (error: unknown) => void;
  /** Milliseconds since 1970. */
  now: () => number;
  /** 0 to 1. */
  random: () => number;
}

const minuteMs = 60_000;
const retryMinutes = [1, 2, 5, 15, 30];
/** After waking, the network needs a moment, and not all machines of an office should ask at once. `random`: 0 to 1. */
export const soonAfterWakeMs = (random: number): number => 5_000 + random * 25_000;

/** Runs syncs, one at a time per connection: on request, on schedule, and again after problems that pass by themselves. */
export class SyncScheduler {
  readonly #deps: SyncSchedulerDeps;
  readonly #join = singleFlight<Result<GoneCustomers>>();
  readonly #running = new Map<string, AbortController>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #failures = new Map<string, number>();
  /** After a failed run: when to try again, in milliseconds since 1970. */
  readonly #retryAt = new Map<string, number>();
  #stopped = false;

  constructor(deps: SyncSchedulerDeps) {
    this.#deps = deps;
  }

  /** Syncs now, or joins the sync that runs. Returns the problems of the run, which the connection's health shows too. */
  sync(connectionId: string): Promise<Result<GoneCustomers>> {
    return this.#join(connectionId, () => this.#sync(connectionId));
  }

  cancel(connectionId: string): void {
    this.#running.get(connectionId)?.abort();
  }

  /** Plans the next sync of every connection: now if there was none yet, else when it is due or to be tried again. */
  schedule(): void {
    for (const { connectionId } of this.#deps.settings.connections)
      this.#plan(connectionId, this.#dueInMs(connectionId));
  }

  /** After the machine slept, timers may be long overdue and problems may be over: plan again. */
  wake(): void {
    for (const { connectionId } of this.#deps.settings.connections) {
      const dueInMs = this.#failures.has(connectionId) ? 0 : this.#dueInMs(connectionId);
      this.#plan(connectionId, Math.max(soonAfterWakeMs(this.#deps.random()), dueInMs));
    }
  }

  /** Cancels what runs and forgets the schedule of a connection that is being removed. */
  async forget(connectionId: string): Promise<void> {
    const running = this.#running.get(connectionId);
    if (running) {
      running.abort();
      // Ignore the outcome: callers of `sync` receive it, exceptions included.
      await Promise.allSettled([this.sync(connectionId)]);
    }
    clearTimeout(this.#timers.get(connectionId));
    this.#timers.delete(connectionId);
    this.#failures.delete(connectionId);
    this.#retryAt.delete(connectionId);
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const running of this.#running.values()) running.abort();
    await Promise.allSettled([...this.#running.keys()].map((connectionId) => this.sync(connectionId)));
  }

  async #sync(connectionId: string): Promise<Result<GoneCustomers>> {
    const { health } = this.#deps;
    const controller = new AbortController();
    this.#running.set(connectionId, controller);
    health.note(connectionId, {
      status: 'syncing',
      problem: null,
      resumesAt: null,
      progress: { seen: 0, total: null },
    });
    try {
      const outcome = await this.#deps.run(connectionId, controller.signal);
      if (outcome.ok) this.#noteComplete(connectionId);
      else health.noteProblem(connectionId, outcome.problem);
      const nextInMs = this.#nextAfter(connectionId, outcome);
      if (outcome.ok) this.#retryAt.delete(connectionId);
      else this.#retryAt.set(connectionId, this.#deps.now() + nextInMs);
      this.#plan(connectionId, nextInMs);
      return outcome.ok ? ok(outcome.value.gone) : outcome;
    } catch (bug) {
      health.note(connectionId, { status: 'idle', progress: null });
      this.#plan(connectionId, this.#nextIntervalMs());
      throw bug;
    } finally {
      this.#running.delete(connectionId);
      health.note(connectionId, { accountCount: this.#deps.accounts.count(connectionId) });
    }
  }

  #noteComplete(connectionId: string): void {
    this.#deps.health.note(connectionId, {
      status: 'idle',
      problem: null,
      progress: null,
      resumesAt: null,
      lastSyncedAt: this.#deps.accounts.lastSyncedAt(connectionId),
    });
    this.#deps.completed(connectionId);
  }

  #nextAfter(connectionId: string, outcome: Result<unknown>): number {
    if (outcome.ok || !passesByItself(outcome.problem) || outcome.problem.kind === 'sync-cancelled') {
      this.#failures.delete(connectionId);
      return this.#nextIntervalMs();
    }
    if (outcome.problem.kind === 'rate-limited' || outcome.problem.kind === 'list-short') {
      const untilMs = Date.parse(outcome.problem.retryAt) - this.#deps.now();
      return Math.max(1_000, untilMs) + this.#deps.random() * 1_000;
    }
    const failures = this.#failures.get(connectionId) ?? 0;
    this.#failures.set(connectionId, failures + 1);
    return this.#jittered((retryMinutes[failures] ?? 30) * minuteMs);
  }

  #dueInMs(connectionId: string): number {
    const everyMs = this.#nextIntervalMs();
    const last = this.#deps.accounts.lastSyncedAt(connectionId);
    const dueAt = this.#retryAt.get(connectionId) ?? (last === null ? 0 : Date.parse(last) + everyMs);
    // If the clock was set back, do not wait for years.
    return Math.min(Math.max(everyMs, 60 * minuteMs), Math.max(0, dueAt - this.#deps.now()));
  }

  #nextIntervalMs(): number {
    return this.#jittered(this.#deps.settings.settings.syncEveryMinutes * minuteMs);
  }

  /** Ten per cent either way, so that the machines of an office do not ask all at once. */
  #jittered(ms: number): number {
    return ms * (0.9 + 0.2 * this.#deps.random());
  }

  #plan(connectionId: string, inMs: number): void {
    clearTimeout(this.#timers.get(connectionId));
    if (
      this.#stopped ||
      !this.#deps.settings.connections.some((connection) => connection.connectionId === connectionId)
    )
      return;
    const timer = setTimeout(() => void this.sync(connectionId).catch(this.#deps.crashed), inMs);
    this.#timers.set(connectionId, timer);
  }
}
