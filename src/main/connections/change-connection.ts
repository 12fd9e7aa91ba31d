import type { Input } from '../../shared/contract.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';

export interface ChangeConnectionDeps {
  settings: Pick<SettingsFile, 'putConnection'>;
  clients: Pick<ProviderClients, 'find'>;
  work: Pick<ConnectionWork, 'startOver'>;
}

/** Changes what the user may change of a connection. Returns connection-unknown, disk-full, disk-read-only. */
export function changeConnection(
  { settings, clients, work }: ChangeConnectionDeps,
  { connectionId, change }: Input<'changeConnection'>,
): Result<null> {
  const known = clients.find(connectionId);
  if (!known) return fail({ kind: 'connection-unknown' });
  const { connection, provider } = known;
  const region = change.region && provider.endpoints[change.region] ? change.region : connection.region;
  const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const kept = settings.putConnection({ ...connection, ...wanted, region });
  if (kept.ok && region !== connection.region) work.startOver(connectionId);
  return kept;
}
