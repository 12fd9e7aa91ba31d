import type { Connection } from '../../shared/connection.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface SameKeyDeps {
  keychain: Pick<Keychain, 'read'>;
  settings: Pick<SettingsFile, 'connections'>;
}

/** A key and a region make a connection: one key may be good in several regions, and each has a list of its own. */
export async function connectionWithKey(
  { keychain, settings }: SameKeyDeps,
  wanted: Pick<Connection, 'connectionId' | 'provider' | 'region' | 'sandbox'>,
  key: string,
): Promise<Connection | null> {
  for (const other of settings.connections) {
    if (other.connectionId === wanted.connectionId || other.provider !== wanted.provider) continue;
    if (other.sandbox !== wanted.sandbox || other.region !== wanted.region) continue;
    const known = await keychain.read(other.connectionId);
    if (known.ok && known.value === key) return other;
  }
  return null;
}
