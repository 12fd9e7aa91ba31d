import type { Connection, ConnectionColour } from '../../shared/connection.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConnectRequest } from './connect-provider.ts';

export interface ExploreSamplesDeps {
  connections: () => readonly Connection[];
  /** Starts the pretend providers and tells the key that each accepts. */
  sampleKeys: () => Promise<readonly { provider: string; name: string; key: string }[]>;
  connect: (request: ConnectRequest) => Promise<Result<unknown>>;
  disconnect: (connectionId: string) => Promise<Result<null>>;
}

const sampleColours: readonly ConnectionColour[] = ['blue', 'teal', 'violet', 'amber'];

/** Connects the sample customers of every pretend provider, the same way as real ones. All of them, or none. */
export async function exploreSamples(deps: ExploreSamplesDeps): Promise<Result<null>> {
  if (deps.connections().some((connection) => connection.sandbox)) return fail({ kind: 'samples-present' });
  for (const [at, { provider, name, key }] of (await deps.sampleKeys()).entries()) {
    const connected = await deps.connect({
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

/** Removes the sample customers and all that was kept for them. */
export async function removeSamples(
  deps: Pick<ExploreSamplesDeps, 'connections' | 'disconnect'>,
): Promise<Result<null>> {
  for (const { connectionId } of deps.connections().filter((connection) => connection.sandbox)) {
    const removed = await deps.disconnect(connectionId);
    if (!removed.ok) return removed;
  }
  return ok(null);
}
