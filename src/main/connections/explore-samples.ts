import type { ConnectionColour } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { type ConnectProviderDeps, connectProvider } from './connect-provider.ts';
import { type DisconnectProviderDeps, disconnectProvider } from './disconnect-provider.ts';
import type { Samples } from './samples.ts';

export type ExploreSamplesDeps = ConnectProviderDeps & DisconnectProviderDeps & { samples: Pick<Samples, 'keys'> };

/** In the place of the keychain, which sample customers' keys never enter. */
const noKeychain: ConnectProviderDeps['keychain'] = {
  save: async () => ok(null),
  read: async () => ok(null),
  remove: async () => ok(null),
};

const sampleColours: readonly ConnectionColour[] = ['blue', 'teal', 'violet', 'amber'];

/**
 * Connects the sample customers of every pretend provider, in the same way as real ones: all of them, or none. Returns
 * samples-present and the problems of connect-provider.
 */
export async function exploreSamples(deps: ExploreSamplesDeps): Promise<Result<null>> {
  if (deps.settings.connections.some((connection) => connection.sandbox)) return fail({ kind: 'samples-present' });
  const withoutKeychain = { ...deps, keychain: noKeychain };
  for (const [at, { provider, name, key }] of (await deps.samples.keys()).entries()) {
    const connected = await connectProvider(withoutKeychain, {
      provider,
      key,
      label: `${name} samples`,
      colour: sampleColours[at] ?? 'grey',
      region: '',
      sandbox: true,
    });
    if (connected.ok) continue;
    await removeSamples(deps);
    return connected;
  }
  return ok(null);
}

/** Removes the sample customers and everything kept for them. Returns the problems of disconnect-provider. */
export async function removeSamples(
  deps: DisconnectProviderDeps & { settings: Pick<SettingsFile, 'connections'> },
): Promise<Result<null>> {
  for (const { connectionId } of deps.settings.connections.filter((connection) => connection.sandbox)) {
    const removed = await disconnectProvider(deps, connectionId);
    if (!removed.ok) return removed;
  }
  return ok(null);
}
