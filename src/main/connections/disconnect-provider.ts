import { fail, ok, type Result } from '../../shared/result.ts';
import type { Directory } from '../directory/directory.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { HealthBoard } from './health.ts';

export interface DisconnectProviderDeps {
  settings: Pick<SettingsFile, 'connection' | 'removeConnection'>;
  keychain: Pick<Keychain, 'remove'>;
  directory: Pick<Directory, 'forgetConnection'>;
  clients: Pick<ProviderClients, 'forget'>;
  health: Pick<HealthBoard, 'forget'>;
  work: Pick<ConnectionWork, 'stop' | 'resume'>;
  index: {
    /** These accounts of a connection are gone: search must not find them. */
    forget(connectionId: string, accountIds: readonly string[]): Promise<void>;
  };
  changes: {
    /** What was changed at a connection's customers can no longer be undone. */
    forgetConnection(connectionId: string): void;
  };
}

/**
 * Removes a connection and everything kept for it: key, accounts, names, notes. The key is removed first and proved gone;
 * if the keyring refuses, everything stays, so that no key is left behind without its connection. Returns
 * connection-unknown and the problems of the keychain and the disk.
 */
export async function disconnectProvider(deps: DisconnectProviderDeps, connectionId: string): Promise<Result<null>> {
  const { settings, keychain, work } = deps;
  const connection = settings.connection(connectionId);
  if (!connection) return fail({ kind: 'connection-unknown' });
  await work.stop(connectionId);
  // Sample customers' keys are not in the keychain. Early versions put them there, so one may be left: try, but do not insist.
  const keyRemoved = await keychain.remove(connectionId);
  const removed = keyRemoved.ok || connection.sandbox ? settings.removeConnection(connectionId) : keyRemoved;
  if (!removed.ok) {
    work.resume(connectionId);
    return removed;
  }
  deps.changes.forgetConnection(connectionId);
  await deps.index.forget(connectionId, await deps.directory.forgetConnection(connectionId));
  deps.clients.forget(connectionId);
  deps.health.forget(connectionId);
  return ok(null);
}
