import { type GoneCustomers, mostNamesOfGone } from '../../shared/gone-customers.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { ConnectionWork } from '../connections/connection-work.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProfileBackfill } from './profile-backfill.ts';
import type { ShortLists } from './short-lists.ts';
import type { SyncScheduler } from './sync-scheduler.ts';

export interface BackgroundWorkDeps {
  syncs: Pick<SyncScheduler, 'sync' | 'forget' | 'schedule' | 'wake' | 'stop'>;
  backfill: Pick<ProfileBackfill, 'start' | 'startOver' | 'forget' | 'wake' | 'stop'>;
  accounts: Pick<Accounts, 'abandonRun'>;
  shortLists: Pick<ShortLists, 'expectOther' | 'forget'>;
  settings: Pick<SettingsFile, 'connections'>;
  /** Reports a bug; the work goes on. */
  crashed: (error: unknown) => void;
}

interface StartedOver {
  ending: Promise<Result<GoneCustomers>>;
  /** Null while it runs. */
  outcome: Result<GoneCustomers> | null;
}

/** All background work: reading the lists of connections, and asking for names where a list has none. */
export class BackgroundWork implements ConnectionWork {
  readonly #deps: BackgroundWorkDeps;
  /** Syncs with another key or region: no one has asked yet who is gone. */
  readonly #unsaid = new Map<string, StartedOver>();

  constructor(deps: BackgroundWorkDeps) {
    this.#deps = deps;
  }

  /** At start: every connection goes on where the last run of the program ended. */
  beginAll(): void {
    this.#deps.syncs.schedule();
    for (const { connectionId } of this.#deps.settings.connections) this.#deps.backfill.start(connectionId);
  }

  begin(connectionId: string): void {
    void this.#deps.syncs.sync(connectionId).catch(this.#deps.crashed);
  }

  /**
   * Syncs because the user wants it, or joins the sync that runs. Whom the first sync with another key or region did not find
   * any more is said to the first one who asks, also after it.
   */
  async sync(connectionId: string): Promise<Result<GoneCustomers>> {
    const before = this.#unsaid.get(connectionId);
    this.#unsaid.delete(connectionId);
    if (before?.outcome === null) return before.ending;
    const now = await this.#deps.syncs.sync(connectionId);
    if (!before?.outcome?.ok) return now;
    if (now.ok) return ok(together(before.outcome.value, now.value));
    if (!this.#unsaid.has(connectionId)) this.#unsaid.set(connectionId, before);
    return now;
  }

  async stop(connectionId: string): Promise<void> {
    this.#unsaid.delete(connectionId);
    this.#deps.backfill.forget(connectionId);
    await this.#deps.syncs.forget(connectionId);
  }

  resume(connectionId: string): void {
    this.#deps.syncs.schedule();
    this.#deps.backfill.start(connectionId);
  }

  startOver(connectionId: string, { isOther }: { isOther: boolean }): void {
    const { syncs, backfill, accounts, shortLists, crashed } = this.#deps;
    const syncFromFirstPage = async (): Promise<Result<GoneCustomers>> => {
      backfill.startOver(connectionId);
      await syncs.forget(connectionId);
      accounts.abandonRun(connectionId);
      if (isOther) shortLists.expectOther(connectionId);
      else shortLists.forget(connectionId);
      return syncs.sync(connectionId);
    };
    const started: StartedOver = { ending: syncFromFirstPage(), outcome: null };
    this.#unsaid.set(connectionId, started);
    const ended = (outcome: Result<GoneCustomers> | null): void => {
      started.outcome = outcome;
      const isSaid = this.#unsaid.get(connectionId) !== started;
      if (!isSaid && !outcome?.ok) this.#unsaid.delete(connectionId);
    };
    void started.ending.then(ended, (bug: unknown) => {
      ended(null);
      crashed(bug);
    });
  }

  /** The machine woke up. */
  wake(): void {
    this.#deps.syncs.wake();
    this.#deps.backfill.wake();
  }

  /** Resolves when nothing runs any more, even if something failed while it ended. */
  async end(): Promise<void> {
    await Promise.allSettled([this.#deps.syncs.stop(), this.#deps.backfill.stop()]);
  }
}

const together = (one: GoneCustomers, other: GoneCustomers): GoneCustomers => ({
  ...one,
  count: one.count + other.count,
  names: [...one.names, ...other.names].slice(0, mostNamesOfGone),
});
