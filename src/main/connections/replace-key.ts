import { fail, ok, type Result } from '../../shared/result.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { HealthBoard } from './health.ts';

export interface ReplaceKeyDeps {
  settings: Pick<SettingsFile, 'connection'>;
  clients: Pick<ProviderClients, 'tryKey' | 'forget'>;
  keychain: Pick<Keychain, 'save'>;
  health: Pick<HealthBoard, 'clearProblem'>;
  work: Pick<ConnectionWork, 'startOver'>;
}

/**
 * Replaces a connection's key once the provider has accepted the new one, and syncs with it; until then the old key
 * stays. Returns the problems of `ProviderClients.tryKey` and the keychain's.
 */
export async function replaceKey(deps: ReplaceKeyDeps, connectionId: string, pasted: string): Promise<Result<null>> {
  const connection = deps.settings.connection(connectionId);
  if (!connection) return fail({ kind: 'connection-unknown' });
  const key = pasted.trim();
  const checked = await deps.clients.tryKey(connection, key);
  if (!checked.ok) return checked;
  const saved = await deps.keychain.save(connectionId, key);
  if (!saved.ok) return saved;
  deps.clients.forget(connectionId);
  deps.health.clearProblem(connectionId);
  deps.work.startOver(connectionId);
  return ok(null);
}
