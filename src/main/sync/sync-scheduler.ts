import type { Connection } from '../../shared/connection.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type HealthBoard, passesByItself } from '../connections/health.ts';
import { singleFlight } from '../lib/single-flight.ts';

export interface SyncSchedulerDeps {
  connections: () => readonly Connection[];
  run: (connectionId: string, signal: AbortSignal) => Promise<Result<{ seen: number }>>;
  /** After every complete list. */
  completed: (connectionId: string) => void;
  lastSyncedAt: (connectionId: string) => string | null;
  accountCount: (connectionId: string) => number;
  health: HealthBoard;
  everyMinutes: () => number;
  /** A bug in a run: noted, and the schedule goes on. */
  crashed: (error: unknown) => void;
  now: () => number;
  random: () => number;
}

const minuteMs = 60_000;
const retryMinutes = [1, 2, 5, 15, 30];
/** After waking, the network needs a moment, and not every machine of an office should ask at once. `random`: 0 to 1. */
export const soonAfterWakeMs = (random: number): number => 5_000 + random * 25_000;

/** Runs syncs: one at a time per connection, on request and on schedule, again after what passes by itself. */
export class SyncScheduler {
  readonly #deps: SyncSchedulerDeps;
  readonly #join = singleFlight<Result<null>>();
  readonly #running = new Map<string, AbortController>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #failures = new Map<string, number>();
  /** After a run that did not come to its end: when to try again, in milliseconds since 1970. */
  readonly #retryAt = new Map<string, number>();
  #stopped = false;

  constructor(deps: SyncSchedulerDeps) {
    this.#deps = deps;
  }

  /** Syncs now, or joins the sync that runs. Problems: those of the run; they stand at the connection's health too. */
  sync(connectionId: string): Promise<Result<null>> {
    return this.#join(connectionId, () => this.#sync(connectionId));
  }

  cancel(connectionId: string): void {
    this.#running.get(connectionId)?.abort();
  }

  /** Plans the next sync of every connection: at once where there was none, else when it is due or to be tried again. */
  schedule(): void {
    for (const { connectionId } of this.#deps.connections()) this.#plan(connectionId, this.#dueInMs(connectionId));
  }

  /** After the machine slept, timers may be long overdue, and what stood in the way may be gone: plan afresh. */
  wake(): void {
    for (const { connectionId } of this.#deps.connections()) {
      const dueInMs = this.#failures.has(connectionId) ? 0 : this.#dueInMs(connectionId);
      this.#plan(connectionId, Math.max(soonAfterWakeMs(this.#deps.random()), dueInMs));
    }
  }

  /** Cancels what runs and forgets the schedule of a connection that is being removed. */
  async forget(connectionId: string): Promise<void> {
    const running = this.#running.get(connectionId);
    if (running) {
      running.abort();
      // How it ends, and be it by a bug, is told to those who asked for it.
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

  async #sync(connectionId: string): Promise<Result<null>> {
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
      return outcome.ok ? ok(null) : outcome;
    } catch (bug) {
      health.note(connectionId, { status: 'idle', progress: null });
      this.#plan(connectionId, this.#jittered(this.#deps.everyMinutes() * minuteMs));
      throw bug;
    } finally {
      this.#running.delete(connectionId);
      health.note(connectionId, { accountCount: this.#deps.accountCount(connectionId) });
    }
  }

  #noteComplete(connectionId: string): void {
    this.#deps.health.note(connectionId, {
      status: 'idle',
      problem: null,
      progress: null,
      resumesAt: null,
      lastSyncedAt: this.#deps.lastSyncedAt(connectionId),
    });
    this.#deps.completed(connectionId);
  }

  #nextAfter(connectionId: string, outcome: Result<unknown>): number {
    if (outcome.ok || !passesByItself(outcome.problem) || outcome.problem.kind === 'sync-cancelled') {
      this.#failures.delete(connectionId);
      return this.#jittered(this.#deps.everyMinutes() * minuteMs);
    }
    if (outcome.problem.kind === 'rate-limited') {
      const untilMs = Date.parse(outcome.problem.retryAt) - this.#deps.now();
      return Math.max(1_000, untilMs) + this.#deps.random() * 1_000;
    }
    const failures = this.#failures.get(connectionId) ?? 0;
    this.#failures.set(connectionId, failures + 1);
    return this.#jittered((retryMinutes[failures] ?? 30) * minuteMs);
  }

  #dueInMs(connectionId: string): number {
    const everyMs = this.#jittered(this.#deps.everyMinutes() * minuteMs);
    const last = this.#deps.lastSyncedAt(connectionId);
    const dueAt = this.#retryAt.get(connectionId) ?? (last === null ? 0 : Date.parse(last) + everyMs);
    // A clock that was put back must not put off a sync for years.
    return Math.min(Math.max(everyMs, 60 * minuteMs), Math.max(0, dueAt - this.#deps.now()));
  }

  /** Ten per cent either way, so that an office does not ask in step. */
  #jittered(ms: number): number {
    return ms * (0.9 + 0.2 * this.#deps.random());
  }

  #plan(connectionId: string, inMs: number): void {
    clearTimeout(this.#timers.get(connectionId));
    if (this.#stopped || !this.#deps.connections().some((connection) => connection.connectionId === connectionId))
      return;
    const timer = setTimeout(() => void this.sync(connectionId).catch(this.#deps.crashed), inMs);
    this.#timers.set(connectionId, timer);
  }
}
