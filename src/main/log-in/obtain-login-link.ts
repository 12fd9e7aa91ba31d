import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ProviderClient, ProviderClients } from '../connections/clients.ts';
import type { HealthBoard } from '../connections/health.ts';
import { withOtherRegion } from '../connections/other-region.ts';
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
  const { target, page, as } = request;
  const landing = { target, ...(page ? { url: page } : {}), ...(as ? { email: as } : {}) };
  const requestedAt = now();
  const link = await (account.kind === 'admin-console' && provider.makeAdminConsoleLink
    ? provider.makeAdminConsoleLink(call, connection.adminEmail)
    : provider.makeLoginLink(call, account.remoteId, landing));
  if (!call.signal.aborted) health.noteOutcome(connection.connectionId, link);
  if (link.ok) return ok({ link: link.value, client, requestedAt });
  const why = account.kind === 'admin-console' ? await explained(link.problem, client) : null;
  return fail(why ?? withOtherRegion(link.problem, client));
}

/** Refusals to log in to the admin console that may be about the person rather than the key. */
const mayBeAboutAdmin: ReadonlySet<string> = new Set(['key-not-allowed', 'key-not-reseller']);

/** Null if the provider says no more than that it refused. */
async function explained(problem: Problem, { call, connection, provider }: ProviderClient): Promise<Problem | null> {
  const adminEmail = connection.adminEmail || connection.suggestedAdminEmail;
  if (!mayBeAboutAdmin.has(problem.kind) || !adminEmail || call.signal.aborted) return null;
  return (await provider.whyRefused?.(call, adminEmail)) ?? null;
}

/**
 * Returns `link-expired` if it has. If the machine slept since the request, say, the link would only lead to the
 * provider's error page.
 */
export function checkExpiry({ link, client, requestedAt }: ObtainedLink, now: number): Result<null> {
  // Not less than the time of the request: the clock may have been set back.
  const afterMs = Math.max(0, now - requestedAt);
  if (requestedAt + afterMs < Date.parse(link.expiresAt)) return ok(null);
  const { connection, provider } = client;
  const { connectionId } = connection;
  return fail({ kind: 'link-expired', connectionId, provider: provider.facts.shortName });
}
