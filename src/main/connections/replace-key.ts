import type { ReplaceKeyAnswer } from '../../shared/connection.ts';
import type { Input } from '../../shared/contract.ts';
import { readPastedKey } from '../../shared/pasted-key.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { providers } from '../providers/registry.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { ProviderClients } from './clients.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { HealthBoard } from './health.ts';
import { type KeyKnowsDeps, keyKnows } from './key-knows.ts';
import { connectionWithKey } from './same-key.ts';

export interface ReplaceKeyDeps {
  providers: typeof providers;
  settings: Pick<SettingsFile, 'connection' | 'connections' | 'putConnection'>;
  accounts: KeyKnowsDeps['accounts'];
  clients: KeyKnowsDeps['clients'] & Pick<ProviderClients, 'tryKey' | 'forget'>;
  keychain: Pick<Keychain, 'read' | 'save' | 'remove'>;
  health: Pick<HealthBoard, 'clearProblem'>;
  work: Pick<ConnectionWork, 'startOver'>;
}

/**
 * Replaces a connection's key once the provider has accepted the new one, and syncs with it; until then the old key
 * stays. Asks first if another key knows none of the connection's customers: it seems to belong to another reseller, and its
 * list would take the place of this one, or what the user gave these customers would have no list. Returns connection-exists if another connection has the key, the problems of `ProviderClients.tryKey` and `tryList`, and the keychain's.
 */
export async function replaceKey(
  deps: ReplaceKeyDeps,
  { connectionId, key: pasted, confirmed = false }: Input<'replaceKey'>,
): Promise<Result<ReplaceKeyAnswer>> {
  const { accounts, settings, clients, keychain, health, providers, work } = deps;
  const tried = settings.connection(connectionId);
  if (!tried) return fail({ kind: 'connection-unknown' });
  const facts = providers.map((each) => each.facts);
  const key = readPastedKey(pasted, facts);
  const checked = await clients.tryKey(tried, key);
  if (!checked.ok) return checked;
  const twin = await connectionWithKey(deps, tried, key);
  if (twin) return fail({ kind: 'connection-exists', label: twin.label });
  const before = await keychain.read(connectionId);
  const isSame = before.ok && before.value === key;
  const { count, isListed } = accounts.someKnown(connectionId, 0);
  const knows = isSame || count === 0 ? ok('knows' as const) : await keyKnows(deps, connectionId, tried, key);
  if (!knows.ok) return knows;
  if (knows.value !== 'knows' && !confirmed)
    return ok({ result: 'ask', customers: count, known: isListed ? 'listed' : 'named', lists: knows.value });
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
  // SECURITY: a list that is empty or short may be a provider's fault, unless the user has confirmed that it is another one.
  work.startOver(connectionId, { isOther: knows.value === 'others' });
  return ok({ result: 'replaced' });
}
