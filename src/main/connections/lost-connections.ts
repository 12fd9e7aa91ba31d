import type { Connection, LostConnection } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { Directory } from '../directory/directory.ts';
import type { Ledger } from '../directory/ledger/ledger.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { DisconnectProviderDeps } from './disconnect-provider.ts';
import { type KeyKnowsDeps, keyKnows } from './key-knows.ts';

export interface LostConnectionsDeps extends Pick<DisconnectProviderDeps, 'changes' | 'index'> {
  settings: Pick<SettingsFile, 'connections'>;
  accounts: KeyKnowsDeps['accounts'] & Pick<Accounts, 'connectionIds' | 'count' | 'examplesOf' | 'lastSyncedAt'>;
  ledger: Pick<Ledger, 'lastLabelOf'>;
  keychain: Pick<Keychain, 'read' | 'remove'>;
  directory: Pick<Directory, 'forgetConnection'>;
}

/** How many customers are named, to tell lost connections apart. */
const examples = 2;

/**
 * Connections that the directory knows and the settings do not: the settings were lost, or connecting or removing was
 * interrupted. SECURITY: the id in the directory is the only way to such a connection's key, which can log in as any customer.
 */
export class LostConnections {
  readonly #deps: LostConnectionsDeps;
  #lost: readonly LostConnection[] = [];

  constructor(deps: LostConnectionsDeps) {
    this.#deps = deps;
  }

  /** Oldest first, as `refresh` found them. */
  get all(): readonly LostConnection[] {
    return this.#lost;
  }

  /** Call it at the start, and after connections were made or removed. Throws `DirectoryFault`. */
  refresh(): void {
    const { accounts, ledger, settings } = this.#deps;
    const known = new Set(settings.connections.map(({ connectionId }) => connectionId));
    this.#lost = accounts
      .connectionIds()
      .filter((connectionId) => !known.has(connectionId))
      .map((connectionId) => ({
        connectionId,
        label: ledger.lastLabelOf(connectionId),
        accountCount: accounts.count(connectionId),
        examples: accounts.examplesOf(connectionId, examples),
        lastSyncedAt: accounts.lastSyncedAt(connectionId),
      }));
  }

  /**
   * The id of a lost connection with this key, so that its names, notes and pins come back; null if there is none. A key may be
   * good in several regions: if the lost connection has customers, it must know one of them in that of `wanted`. Returns the
   * problems of `keyKnows`.
   */
  async withKey(
    clients: KeyKnowsDeps['clients'],
    wanted: Connection,
    key: string,
    { hasRegions }: { hasRegions: boolean },
  ): Promise<Result<string | null>> {
    const { accounts, keychain } = this.#deps;
    for (const { connectionId, accountCount } of this.#lost) {
      const known = await keychain.read(connectionId);
      if (!known.ok || known.value !== key) continue;
      if (accountCount === 0 || !hasRegions) return ok(connectionId);
      const knows = await keyKnows({ accounts, clients }, connectionId, wanted, key);
      if (!knows.ok) return knows;
      if (knows.value === 'knows') return ok(connectionId);
    }
    return ok(null);
  }

  /**
   * Removes what is left of a lost connection: its key, proved gone, then its customers, names, notes and reasons. Returns
   * connection-unknown and the problems of the keychain; the connection is still lost then.
   */
  async forget(connectionId: string): Promise<Result<null>> {
    const { changes, directory, index, keychain } = this.#deps;
    if (!this.#lost.some((lost) => lost.connectionId === connectionId)) return fail({ kind: 'connection-unknown' });
    const removed = await keychain.remove(connectionId);
    if (!removed.ok) return removed;
    changes.forgetConnection(connectionId);
    await index.forget(connectionId, await directory.forgetConnection(connectionId));
    this.refresh();
    return ok(null);
  }
}
