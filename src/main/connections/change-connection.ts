import type { Connection } from '../../shared/connection.ts';
import type { Input } from '../../shared/contract.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';
import { connectionWithKey, type SameKeyDeps } from './same-key.ts';

export interface ChangeConnectionDeps extends SameKeyDeps {
  settings: Pick<SettingsFile, 'connections' | 'putConnection'>;
  clients: Pick<ProviderClients, 'find'>;
  work: Pick<ConnectionWork, 'startOver'>;
}

/**
 * Changes what the user may change of a connection. Returns connection-unknown, connection-exists if the key is connected for
 * that region already, disk-full, disk-read-only.
 */
export async function changeConnection(
  deps: ChangeConnectionDeps,
  { connectionId, change }: Input<'changeConnection'>,
): Promise<Result<null>> {
  const { settings, clients, work } = deps;
  const twin = await twinInRegion(deps, connectionId, change.region);
  if (twin) return fail({ kind: 'connection-exists', label: twin.label });
  // Only now: the keychain may take a while, and the user may have changed something else since.
  const known = clients.find(connectionId);
  if (!known) return fail({ kind: 'connection-unknown' });
  const { connection, provider } = known;
  const region = change.region && provider.endpoints[change.region] ? change.region : connection.region;
  const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const kept = settings.putConnection({ ...connection, ...wanted, region });
  if (kept.ok && region !== connection.region) work.startOver(connectionId, { isOther: true });
  return kept;
}

async function twinInRegion(
  deps: ChangeConnectionDeps,
  connectionId: string,
  region: string | undefined,
): Promise<Connection | null> {
  const connection = deps.clients.find(connectionId)?.connection;
  if (!connection || region === undefined || region === connection.region) return null;
  const key = await deps.keychain.read(connectionId);
  return key.ok && key.value !== null ? connectionWithKey(deps, { ...connection, region }, key.value) : null;
}
