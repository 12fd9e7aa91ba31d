import { fail, ok, type Result } from '../../shared/result.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { HealthBoard } from './health.ts';

export interface ReplaceKeyDeps {
  settings: Pick<SettingsFile, 'connection' | 'putConnection'>;
  clients: Pick<ProviderClients, 'tryKey' | 'forget'>;
  keychain: Pick<Keychain, 'save' | 'remove'>;
  health: Pick<HealthBoard, 'clearProblem'>;
  work: Pick<ConnectionWork, 'startOver'>;
}

/**
 * Replaces a connection's key once the provider has accepted the new one, and syncs with it; until then the old key
 * stays. Returns the problems of `ProviderClients.tryKey` and the keychain's.
 */
export async function replaceKey(deps: ReplaceKeyDeps, connectionId: string, pasted: string): Promise<Result<null>> {
  const { settings, clients, keychain, health, work } = deps;
  const tried = settings.connection(connectionId);
  if (!tried) return fail({ kind: 'connection-unknown' });
  const key = pasted.trim();
  const checked = await clients.tryKey(tried, key);
  if (!checked.ok) return checked;
  const saved = await keychain.save(connectionId, key);
  if (!saved.ok) return saved;
  const connection = settings.connection(connectionId);
  if (!connection) {
    // It was disconnected in between: leave no key behind without its connection.
    await keychain.remove(connectionId);
    return fail({ kind: 'connection-unknown' });
  }
  // Only a suggestion, so a full disk is no reason to fail.
  settings.putConnection({ ...connection, suggestedAdminEmail: checked.value.adminEmail ?? '' });
  clients.forget(connectionId);
  health.clearProblem(connectionId);
  work.startOver(connectionId);
  return ok(null);
}
