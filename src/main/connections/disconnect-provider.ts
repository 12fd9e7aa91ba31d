import { fail, ok, type Result } from '../../shared/result.ts';

export interface DisconnectProviderDeps {
  isKnown: (connectionId: string) => boolean;
  removeKey: (connectionId: string) => Promise<Result<null>>;
  removeConnection: (connectionId: string) => Result<null>;
  /** Stops what runs for the connection; resolves when nothing can write for it any more. */
  stopWork: (connectionId: string) => Promise<void>;
  /** The connection stays after all: its schedule goes on. */
  resumeWork: (connectionId: string) => void;
  /** Removes its accounts, names and notes from the directory's files. */
  forgetAccounts: (connectionId: string) => Promise<void>;
}

/**
 * Removes a connection and all that was kept for it: key, accounts, names, notes. The key goes first and its going is
 * proved; where the keyring refuses, everything stays, so that no key is left behind without its connection.
 */
export async function disconnectProvider(deps: DisconnectProviderDeps, connectionId: string): Promise<Result<null>> {
  if (!deps.isKnown(connectionId)) return fail({ kind: 'connection-unknown' });
  await deps.stopWork(connectionId);
  const removed = await deps.removeKey(connectionId);
  const forgotten = removed.ok ? deps.removeConnection(connectionId) : removed;
  if (!forgotten.ok) {
    deps.resumeWork(connectionId);
    return forgotten;
  }
  await deps.forgetAccounts(connectionId);
  return ok(null);
}
