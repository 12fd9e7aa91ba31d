import type { Connection } from '../../shared/connection.ts';
import type { Input } from '../../shared/contract.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Provider } from '../providers/provider.ts';

export interface ChangeConnectionDeps {
  connection: (connectionId: string) => Connection | undefined;
  provider: (provider: string) => Provider | undefined;
  putConnection: (connection: Connection) => Result<null>;
  /** Another region has other accounts: sync. */
  moved: (connectionId: string) => void;
}

/** Changes what the user may change of a connection. Returns connection-unknown, disk-full, disk-read-only. */
export function changeConnection(
  deps: ChangeConnectionDeps,
  { connectionId, change }: Input<'changeConnection'>,
): Result<null> {
  const connection = deps.connection(connectionId);
  const provider = connection && deps.provider(connection.provider);
  if (!connection || !provider) return fail({ kind: 'connection-unknown' });
  const region = change.region && provider.endpoints[change.region] ? change.region : connection.region;
  const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const kept = deps.putConnection({ ...connection, ...wanted, region });
  if (kept.ok && region !== connection.region) deps.moved(connectionId);
  return kept;
}
