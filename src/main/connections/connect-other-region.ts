import { freeColour } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ProviderClients } from './clients.ts';
import { type ConnectProviderDeps, connectProvider } from './connect-provider.ts';

export type ConnectOtherRegionDeps = Omit<ConnectProviderDeps, 'clients'> & {
  clients: ConnectProviderDeps['clients'] & Pick<ProviderClients, 'find'>;
};

/** The key is good in its own region, so that these say only that the other region does not take it. */
const refusals: ReadonlySet<string> = new Set([
  'key-rejected',
  'key-not-reseller',
  'access-forbidden',
  'connect-refused',
]);

/**
 * Connects the key of a connection for its provider's other region, as a connection of its own. The given one stays as it
 * is. Returns connection-unknown, key-missing, key-not-of-region if the other region does not take the key, and the problems of
 * `connectProvider`.
 */
export async function connectOtherRegion(
  deps: ConnectOtherRegionDeps,
  connectionId: string,
): Promise<Result<{ connectionId: string; label: string }>> {
  const known = deps.clients.find(connectionId);
  const other = known?.provider.facts.regions.find(({ id }) => id !== known.connection.region);
  if (!known || !other || known.connection.sandbox) return fail({ kind: 'connection-unknown' });
  const { connection, provider } = known;
  const { shortName } = provider.facts;
  const key = await deps.keychain.read(connectionId);
  if (!key.ok) return key;
  if (key.value === null) return fail({ kind: 'key-missing', connectionId, provider: shortName });
  const label = `${connection.label.slice(0, 60 - other.name.length - 3)} (${other.name})`;
  const connected = await connectProvider(deps, {
    provider: connection.provider,
    key: key.value,
    label,
    colour: freeColour(deps.settings.connections),
    region: other.id,
    sandbox: false,
    reasonRequired: connection.reasonRequired,
  });
  if (connected.ok) return ok({ connectionId: connected.value.connectionId, label });
  return refusals.has(connected.problem.kind)
    ? fail({ kind: 'key-not-of-region', region: other.name, provider: shortName })
    : connected;
}
