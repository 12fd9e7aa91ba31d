import { randomBytes } from 'node:crypto';
import type { Connection } from '../../shared/connection.ts';
import type { Input } from '../../shared/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Log } from '../log/log.ts';
import type { providerOf } from '../providers/registry.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';

export interface ConnectProviderDeps {
  providerOf: typeof providerOf;
  clients: Pick<ProviderClients, 'tryKey'>;
  keychain: Pick<Keychain, 'save' | 'read' | 'remove'>;
  settings: Pick<SettingsFile, 'connections' | 'putConnection'>;
  work: Pick<ConnectionWork, 'begin'>;
  log: Pick<Log, 'event'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

export type ConnectRequest = Input<'connectProvider'> & { sandbox: boolean };

/**
 * Checks the key with its provider, stores it in the keychain, reads it back, then keeps the connection and begins its
 * first sync. If a step fails, what was stored is removed. Returns connection-unknown, key-malformed, key-rejected,
 * key-not-reseller, key-not-allowed, ip-not-authorised, connection-exists, and the problems of the network, the keychain
 * and the disk.
 */
export async function connectProvider(
  deps: ConnectProviderDeps,
  request: ConnectRequest,
): Promise<Result<{ connectionId: string; accountTotal: number | null }>> {
  const { clients, keychain, settings, work, log } = deps;
  const provider = deps.providerOf(request.provider);
  if (!provider) return fail({ kind: 'connection-unknown' });
  // A pasted key brings its line break along. White space inside a key is a mistake, which the check names.
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
    suggestedAdminEmail: '',
    namesPaused: false,
    createdAt: new Date(deps.now()).toISOString(),
  };
  const { connectionId } = connection;
  const checked = await clients.tryKey(connection, key);
  if (!checked.ok) return checked;
  const twin = await connectionWithKey(deps, request, key);
  if (twin) return fail({ kind: 'connection-exists', label: twin.label });

  const saved = await keychain.save(connectionId, key);
  if (!saved.ok) {
    await keychain.remove(connectionId);
    return saved;
  }
  const { accountName, adminEmail = '' } = checked.value;
  const name = accountName ? `${provider.facts.shortName} (${accountName})` : provider.facts.shortName;
  const label = request.label || name;
  const kept = settings.putConnection({ ...connection, label, suggestedAdminEmail: adminEmail });
  if (!kept.ok) {
    await keychain.remove(connectionId);
    return kept;
  }
  log.event('connected', { provider: request.provider });
  work.begin(connectionId);
  return ok({ connectionId, accountTotal: checked.value.accountTotal });
}

async function connectionWithKey(
  { keychain, settings }: Pick<ConnectProviderDeps, 'keychain' | 'settings'>,
  request: ConnectRequest,
  key: string,
): Promise<Connection | null> {
  for (const other of settings.connections) {
    if (other.provider !== request.provider || other.sandbox !== request.sandbox) continue;
    const known = await keychain.read(other.connectionId);
    if (known.ok && known.value === key) return other;
  }
  return null;
}
