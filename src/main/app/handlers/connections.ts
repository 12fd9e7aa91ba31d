import type { Handlers } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { changeConnection } from '../../connections/change-connection.ts';
import { connectOtherRegion } from '../../connections/connect-other-region.ts';
import { connectProvider } from '../../connections/connect-provider.ts';
import { disconnectProvider } from '../../connections/disconnect-provider.ts';
import { exploreSamples, removeSamples } from '../../connections/explore-samples.ts';
import { replaceKey } from '../../connections/replace-key.ts';
import { verifyConnection } from '../../connections/verify-connection.ts';
import { singleFlight } from '../../lib/single-flight.ts';
import type { Program } from '../compose.ts';

/** Connecting providers, and the background work for each connection. */
export function connectionHandlers(program: Program) {
  const { backfill, events, settings, syncs, work } = program;
  // Two at a time would each meet the other's connections, and remove them as its own when it fails.
  const joinExploring = singleFlight<Result<null>>();
  const joinForgetting = singleFlight<Result<null>>();
  return {
    connectProvider: (request) => connectProvider(program, { ...request, sandbox: false }),
    connectOtherRegion: ({ connectionId }) => connectOtherRegion(program, connectionId),
    exploreSamples: () => joinExploring('explore', () => exploreSamples(program)),
    removeSamples: () => removeSamples(program),
    verifyConnection: ({ connectionId }) => verifyConnection(program, connectionId),
    replaceKey: (request) => replaceKey(program, request),
    async changeConnection(request) {
      const changed = await changeConnection(program, request);
      events.emit('state');
      return changed;
    },
    async listAdminUsers({ connectionId }) {
      const client = await program.clients.open(connectionId, 'foreground');
      if (!client.ok) return client;
      const { provider, call } = client.value;
      return provider.listAdminUsers ? provider.listAdminUsers(call) : ok([]);
    },
    // If the disk refuses to forget the customers, the connection is a lost one.
    disconnectProvider: ({ connectionId }) =>
      disconnectProvider(program, connectionId).finally(() => program.lost.refresh()),

    async forgetLostConnection({ connectionId }) {
      const forgotten = await joinForgetting(connectionId, () => program.lost.forget(connectionId));
      events.emit('state');
      return forgotten;
    },

    async syncAccounts({ connectionId }) {
      if (connectionId !== null && !settings.connection(connectionId)) return fail({ kind: 'connection-unknown' });
      const wanted = connectionId === null ? settings.connections.map((each) => each.connectionId) : [connectionId];
      const outcomes = await Promise.all(wanted.map((id) => work.sync(id)));
      const failed = outcomes.find((outcome) => !outcome.ok);
      return failed ?? ok(outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])));
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
