import { accountIdOf } from '../../shared/account.ts';
import type { Connection, ReplaceKeyAnswer } from '../../shared/connection.ts';
import type { Input } from '../../shared/contract.ts';
import { readPastedKey } from '../../shared/pasted-key.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { providers } from '../providers/registry.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { HealthBoard } from './health.ts';
import { connectionWithKey } from './same-key.ts';

export interface ReplaceKeyDeps {
  providers: typeof providers;
  settings: Pick<SettingsFile, 'connection' | 'connections' | 'putConnection'>;
  accounts: Pick<Accounts, 'count' | 'get'>;
  clients: Pick<ProviderClients, 'tryKey' | 'tryList' | 'forget'>;
  keychain: Pick<Keychain, 'read' | 'save' | 'remove'>;
  health: Pick<HealthBoard, 'clearProblem'>;
  work: Pick<ConnectionWork, 'startOver'>;
}

/**
 * Replaces a connection's key once the provider has accepted the new one, and syncs with it; until then the old key
 * stays. Asks first if the key knows none of the connection's customers: it belongs to another reseller, and its list would take
 * the place of this one. Returns connection-exists if another connection has the key, the problems of `ProviderClients.tryKey` and `tryList`, and the keychain's.
 */
export async function replaceKey(
  deps: ReplaceKeyDeps,
  { connectionId, key: pasted, confirmed = false }: Input<'replaceKey'>,
): Promise<Result<ReplaceKeyAnswer>> {
  const { settings, clients, keychain, health, providers, work } = deps;
  const tried = settings.connection(connectionId);
  if (!tried) return fail({ kind: 'connection-unknown' });
  const facts = providers.map((each) => each.facts);
  const key = readPastedKey(pasted, facts);
  const checked = await clients.tryKey(tried, key);
  if (!checked.ok) return checked;
  const twin = await connectionWithKey(deps, tried, key);
  if (twin) return fail({ kind: 'connection-exists', label: twin.label });
  const replaced = confirmed ? ok(0) : await customersReplaced(deps, tried, key);
  if (!replaced.ok) return replaced;
  if (replaced.value > 0) return ok({ result: 'ask', customers: replaced.value });
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
  return ok({ result: 'replaced' });
}

/** How many customers would leave the list; 0 if the key knows one of them, or if there are none. */
async function customersReplaced(
  { accounts, clients }: Pick<ReplaceKeyDeps, 'accounts' | 'clients'>,
  connection: Connection,
  key: string,
): Promise<Result<number>> {
  const { connectionId } = connection;
  const count = accounts.count(connectionId);
  if (count === 0) return ok(0);
  const listed = await clients.tryList(connection, key);
  if (!listed.ok) return listed;
  const knowsOne = listed.value.some((remoteId) => accounts.get(accountIdOf(connectionId, remoteId)) !== null);
  return ok(knowsOne ? 0 : count);
}
