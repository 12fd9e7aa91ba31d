import { fail, ok, type Result } from '../../shared/result.ts';
import type { ProviderClient, ProviderClients } from '../connections/clients.ts';
import type { HealthBoard } from '../connections/health.ts';
import type { LoginLink } from '../providers/provider.ts';
import type { Wanted } from './check-request.ts';

export interface LoginLinkDeps {
  health: Pick<HealthBoard, 'noteOutcome'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A link, and the client of the provider that made it. */
export interface ObtainedLink {
  link: LoginLink;
  client: ProviderClient;
  /** Milliseconds since 1970. */
  requestedAt: number;
}

/** Requests a login link, once. Returns the problems of the keychain and of the provider. */
export async function obtainLoginLink(
  { health, now }: LoginLinkDeps,
  { account, connection, request }: Wanted,
  opening: ReturnType<ProviderClients['open']>,
): Promise<Result<ObtainedLink>> {
  const opened = await opening;
  if (!opened.ok) return opened;
  const client = opened.value;
  const { provider, call } = client;
  // SECURITY: the wish may be gone by the time the key is here; then nothing is sent.
  if (call.signal.aborted) return fail({ kind: 'sync-cancelled' });
  const requestedAt = now();
  const link = await (account.kind === 'admin-console' && provider.makeAdminConsoleLink
    ? provider.makeAdminConsoleLink(call, connection.adminEmail)
    : provider.makeLoginLink(call, account.remoteId, { target: request.target }));
  if (!call.signal.aborted) health.noteOutcome(connection.connectionId, link);
  return link.ok ? ok({ link: link.value, client, requestedAt }) : link;
}

/**
 * Returns `timeout` if the link has expired. If the machine slept since the request, say, the link would only lead to the
 * provider's error page.
 */
export function checkExpiry({ link, client, requestedAt }: ObtainedLink, now: number): Result<null> {
  // Not less than the time of the request: the clock may have been set back.
  const afterMs = Math.max(0, now - requestedAt);
  if (requestedAt + afterMs < Date.parse(link.expiresAt)) return ok(null);
  const { connection, provider } = client;
  const afterSeconds = Math.round(afterMs / 1000);
  return fail({
    kind: 'timeout',
    afterSeconds,
    connectionId: connection.connectionId,
    provider: provider.facts.shortName,
  });
}
