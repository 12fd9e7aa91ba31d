import { randomBytes } from 'node:crypto';
import type { Connection } from '../../shared/connection.ts';
import type { Input } from '../../shared/contract.ts';
import { readPastedKey } from '../../shared/pasted-key.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { Log } from '../log/log.ts';
import type { providerOf, providers } from '../providers/registry.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { KeyKnowsDeps } from './key-knows.ts';
import type { LostConnections } from './lost-connections.ts';
import { connectionWithKey } from './same-key.ts';

export interface ConnectProviderDeps {
  providers: typeof providers;
  providerOf: typeof providerOf;
  clients: KeyKnowsDeps['clients'] & Pick<ProviderClients, 'tryKey'>;
  accounts: Pick<Accounts, 'noteConnection' | 'dropConnection'>;
  lost: Pick<LostConnections, 'refresh' | 'withKey'>;
  keychain: Pick<Keychain, 'save' | 'read' | 'remove'>;
  settings: Pick<SettingsFile, 'connections' | 'putConnection'>;
  work: Pick<ConnectionWork, 'begin'>;
  log: Pick<Log, 'event'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

export type ConnectRequest = Input<'connectProvider'> & { sandbox: boolean; reasonRequired?: boolean };

/**
 * Checks the key with its provider, stores it in the keychain, reads it back, then keeps the connection and begins its
 * first sync. If a step fails, what was stored is removed. A lost connection with this key is taken up again. Returns connection-unknown, key-malformed, key-not-of-provider, key-rejected,
 * key-not-reseller, key-not-allowed, ip-not-authorised, connection-exists, and the problems of the network, the keychain
 * and the disk.
 */
export async function connectProvider(
  deps: ConnectProviderDeps,
  request: ConnectRequest,
): Promise<Result<{ connectionId: string; accountTotal: number | null }>> {
  const { clients, lost, providers, settings, work, log } = deps;
  const provider = deps.providerOf(request.provider);
  if (!provider) return fail({ kind: 'connection-unknown' });
  const facts = providers.map((each) => each.facts);
  const key = readPastedKey(request.key, facts);
  const connection: Connection = {
    connectionId: randomBytes(8).toString('hex'),
    provider: request.provider,
    label: request.label,
    colour: request.colour,
    region: provider.endpoints[request.region] ? request.region : (provider.facts.regions[0]?.id ?? ''),
    sandbox: request.sandbox,
    reasonRequired: request.reasonRequired ?? false,
    adminEmail: '',
    suggestedAdminEmail: '',
    opensIn: 'browser',
    namesPaused: false,
    createdAt: new Date(deps.now()).toISOString(),
  };
  const checked = await clients.tryKey(connection, key);
  if (!checked.ok) return checked;
  const twin = await connectionWithKey(deps, connection, key);
  if (twin) return fail({ kind: 'connection-exists', label: twin.label });

  const { accountName, adminEmail = '' } = checked.value;
  const name = accountName ? `${provider.facts.shortName} (${accountName})` : provider.facts.shortName;
  const named = { ...connection, label: request.label || name, suggestedAdminEmail: adminEmail };
  // The keychain has the key of a lost connection, and the directory its customers.
  const hasRegions = provider.facts.regions.length > 1;
  const found = request.sandbox ? ok(null) : await lost.withKey(clients, connection, key, { hasRegions });
  if (!found.ok) return found;
  const lostId = found.value;
  const connectionId = lostId ?? connection.connectionId;
  const kept = lostId ? settings.putConnection({ ...named, connectionId }) : await keepWithKey(deps, named, key);
  if (!kept.ok) return kept;
  lost.refresh();
  log.event('connected', { provider: request.provider });
  work.begin(connectionId);
  return ok({ connectionId, accountTotal: checked.value.accountTotal });
}

/** Stores the key, then the connection; neither, if one of them fails. */
async function keepWithKey(deps: ConnectProviderDeps, connection: Connection, key: string): Promise<Result<null>> {
  const { accounts, keychain, lost, settings } = deps;
  const { connectionId, sandbox } = connection;
  // SECURITY: whatever happens from here on, also a kill, the key can be found again and removed.
  if (!sandbox) accounts.noteConnection(connectionId);
  const saved = await keychain.save(connectionId, key);
  const kept = saved.ok ? settings.putConnection(connection) : saved;
  if (kept.ok) return kept;
  const removed = await keychain.remove(connectionId);
  if (removed.ok && !sandbox) accounts.dropConnection(connectionId);
  // A keyring that does not say whether the key is gone leaves a lost connection, which the user can forget.
  lost.refresh();
  return kept;
}
