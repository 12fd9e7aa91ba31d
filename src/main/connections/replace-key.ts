import type { Connection } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Http } from '../http/types.ts';
import type { Endpoint, Provider } from '../providers/provider.ts';

export interface ReplaceKeyDeps {
  connection: (connectionId: string) => Connection | undefined;
  provider: (provider: string) => Provider | undefined;
  endpoint: (connection: Connection) => Promise<Endpoint | undefined>;
  http: (connection: Connection) => Http;
  saveKey: (connectionId: string, key: string) => Promise<Result<null>>;
  /** The connection works again: sync it. */
  replaced: (connectionId: string) => void;
  ending: AbortSignal;
}

/** Puts a new key in the place of the old one, after the provider accepted it; until then the old one stays. */
export async function replaceKey(deps: ReplaceKeyDeps, connectionId: string, pasted: string): Promise<Result<null>> {
  const connection = deps.connection(connectionId);
  const provider = connection && deps.provider(connection.provider);
  const endpoint = connection && (await deps.endpoint(connection));
  if (!connection || !provider || !endpoint) return fail({ kind: 'connection-unknown' });
  const key = pasted.trim();
  const checked = await provider.checkKey({
    key,
    endpoint,
    http: deps.http(connection),
    priority: 'foreground',
    signal: deps.ending,
  });
  if (!checked.ok) return checked;
  const saved = await deps.saveKey(connectionId, key);
  if (!saved.ok) return saved;
  deps.replaced(connectionId);
  return ok(null);
}
