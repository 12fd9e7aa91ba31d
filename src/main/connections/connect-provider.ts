import { randomBytes } from 'node:crypto';
import type { Connection } from '../../shared/connection.ts';
import type { Input } from '../../shared/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Http } from '../http/types.ts';
import type { Endpoint, Provider } from '../providers/provider.ts';

export interface ConnectProviderDeps {
  provider: (provider: string) => Provider | undefined;
  connections: () => readonly Connection[];
  endpoint: (connection: Connection) => Promise<Endpoint | undefined>;
  http: (connection: Connection) => Http;
  keychain: {
    save: (connectionId: string, key: string) => Promise<Result<null>>;
    read: (connectionId: string) => Promise<Result<string | null>>;
    remove: (connectionId: string) => Promise<Result<null>>;
  };
  putConnection: (connection: Connection) => Result<null>;
  /** Starts the first sync; its outcome is seen at the connection's health. */
  connected: (connectionId: string) => void;
  now: () => number;
  ending: AbortSignal;
}

export type ConnectRequest = Input<'connectProvider'> & { sandbox: boolean };

/**
 * Checks the key live, keeps it in the keychain, reads it back, and only then keeps the connection; what was stored is
 * removed where a later step fails. Returns key-malformed, key-rejected, key-not-reseller, key-not-allowed,
 * ip-not-authorised, connection-exists, the ways to be offline, and the keychain's and the disk's problems.
 */
export async function connectProvider(
  deps: ConnectProviderDeps,
  request: ConnectRequest,
): Promise<Result<{ connectionId: string; accountTotal: number | null }>> {
  const provider = deps.provider(request.provider);
  if (!provider) return fail({ kind: 'connection-unknown' });
  // A pasted key brings its line break along; inside a key, white space is a mistake that the check names.
  const key = request.key.trim();
  const connection: Connection = {
    connectionId: randomBytes(8).toString('hex'),
    provider: request.provider,
    label: request.label,
    colour: request.colour,
    region: provider.endpoints[request.region] ? request.region : (provider.facts.regions[0]?.id ?? ''),
    sandbox: request.sandbox,
    reasonRequired: false,
    adminEmail: '',
    createdAt: new Date(deps.now()).toISOString(),
  };
  const { connectionId } = connection;
  const endpoint = await deps.endpoint(connection);
  if (!endpoint) return fail({ kind: 'connection-unknown' });
  const call = { key, endpoint, http: deps.http(connection), priority: 'foreground', signal: deps.ending } as const;
  const checked = await provider.checkKey(call);
  if (!checked.ok) return checked;
  const twin = await connectionWithKey(deps, request, key);
  if (twin) return fail({ kind: 'connection-exists', label: twin.label });

  const saved = await deps.keychain.save(connectionId, key);
  if (!saved.ok) {
    await deps.keychain.remove(connectionId);
    return saved;
  }
  const { accountName } = checked.value;
  const name = accountName ? `${provider.facts.shortName} (${accountName})` : provider.facts.shortName;
  const kept = deps.putConnection({ ...connection, label: request.label || freeLabel(name, deps.connections()) });
  if (!kept.ok) {
    await deps.keychain.remove(connectionId);
    return kept;
  }
  deps.connected(connectionId);
  return ok({ connectionId, accountTotal: checked.value.accountTotal });
}

async function connectionWithKey(
  deps: ConnectProviderDeps,
  request: ConnectRequest,
  key: string,
): Promise<Connection | null> {
  for (const other of deps.connections()) {
    if (other.provider !== request.provider || other.sandbox !== request.sandbox) continue;
    const known = await deps.keychain.read(other.connectionId);
    if (known.ok && known.value === key) return other;
  }
  return null;
}

/** A label must fit its row; sixty characters, as the contract has it. */
function freeLabel(wished: string, connections: readonly Connection[]): string {
  const name = wished.slice(0, 56).trim();
  const taken = new Set(connections.map((connection) => connection.label));
  for (let count = 1; ; count++) {
    const label = count === 1 ? name : `${name} ${count}`;
    if (!taken.has(label)) return label;
  }
}
