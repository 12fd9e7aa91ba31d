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
  shortLists: Pick<ShortLists, 'expectOther'>;
  settings: Pick<SettingsFile, 'connections'>;
  /** Reports a bug; the work goes on. */
  crashed: (error: unknown) => void;
}

/** All background work: reading the lists of connections, and asking for names where a list has none. */
export class BackgroundWork implements ConnectionWork {
  readonly #deps: BackgroundWorkDeps;

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

  async stop(connectionId: string): Promise<void> {
    this.#deps.backfill.forget(connectionId);
    await this.#deps.syncs.forget(connectionId);
  }

  resume(connectionId: string): void {
    this.#deps.syncs.schedule();
    this.#deps.backfill.start(connectionId);
  }

  startOver(connectionId: string): void {
    const { syncs, backfill, accounts, shortLists, crashed } = this.#deps;
    const syncFromFirstPage = async (): Promise<void> => {
      backfill.startOver(connectionId);
      await syncs.forget(connectionId);
      accounts.abandonRun(connectionId);
      shortLists.expectOther(connectionId);
      await syncs.sync(connectionId);
    };
    void syncFromFirstPage().catch(crashed);
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
