import type { Handlers } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { changeConnection } from '../../connections/change-connection.ts';
import { connectProvider } from '../../connections/connect-provider.ts';
import { disconnectProvider } from '../../connections/disconnect-provider.ts';
import { exploreSamples, removeSamples } from '../../connections/explore-samples.ts';
import { replaceKey } from '../../connections/replace-key.ts';
import { verifyConnection } from '../../connections/verify-connection.ts';
import { singleFlight } from '../../lib/single-flight.ts';
import type { Program } from '../compose.ts';

/** Connecting providers, and the background work for each connection. */
export function connectionHandlers(program: Program) {
  const { backfill, events, settings, syncs } = program;
  // Two at a time would each meet the other's connections, and remove them as its own when it fails.
  const joinExploring = singleFlight<Result<null>>();
  return {
    connectProvider: (request) => connectProvider(program, { ...request, sandbox: false }),
    exploreSamples: () => joinExploring('explore', () => exploreSamples(program)),
    removeSamples: () => removeSamples(program),
    verifyConnection: ({ connectionId }) => verifyConnection(program, connectionId),
    replaceKey: ({ connectionId, key }) => replaceKey(program, connectionId, key),
    changeConnection(request) {
      const changed = changeConnection(program, request);
      events.emit('state');
      return changed;
    },
    disconnectProvider: ({ connectionId }) => disconnectProvider(program, connectionId),

    async syncAccounts({ connectionId }) {
      if (connectionId !== null && !settings.connection(connectionId)) return fail({ kind: 'connection-unknown' });
      const wanted = connectionId === null ? settings.connections.map((each) => each.connectionId) : [connectionId];
      const outcomes = await Promise.all(wanted.map((id) => syncs.sync(id)));
      return outcomes.find((outcome) => !outcome.ok) ?? ok(null);
    },
    cancelSync({ connectionId }) {
      if (!settings.connection(connectionId)) return fail({ kind: 'connection-unknown' });
      syncs.cancel(connectionId);
      return ok(null);
    },
    pauseNames({ connectionId, paused }) {
      const connection = settings.connection(connectionId);
      if (!connection) return fail({ kind: 'connection-unknown' });
      const kept = settings.putConnection({ ...connection, namesPaused: paused });
      if (!kept.ok) return kept;
      if (paused) backfill.pause(connectionId);
      else backfill.start(connectionId);
      return kept;
    },
  } satisfies Partial<Handlers>;
}
