import { openableLink } from '../../shared/login-link.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { HttpReply, HttpRequest } from '../http/types.ts';
import { whyMalformed } from '../lib/malformed-key.ts';
import type { LoginLink, ProviderCall } from './provider.ts';
import { type ProblemFromResponse, readJson } from './read-reply.ts';

/** A request of an adapter; the call supplies the rest. */
export type ProviderRequest = Omit<HttpRequest, 'priority' | 'signal'>;

/** SECURITY: sends nothing with a malformed key, since Node's error would name the value of a broken header. */
export async function sendRequest(call: ProviderCall, request: ProviderRequest): Promise<Result<HttpReply>> {
  const { http, key, priority, signal } = call;
  const why = whyMalformed(key);
  if (why) return fail({ kind: 'key-malformed', why, ...http.about });
  return http.send({ ...request, priority, signal });
}

/** The JSON of the reply. */
export async function requestJson(
  call: ProviderCall,
  request: ProviderRequest,
  problemFromResponse: ProblemFromResponse,
): Promise<Result<unknown>> {
  const reply = await sendRequest(call, request);
  return reply.ok ? readJson(reply.value, call.http.about, problemFromResponse) : reply;
}

/** ISO. Take it before the request: a link must not seem valid for longer than it is. */
export const expiryOf = (linkLifetimeSeconds: number): string =>
  new Date(Date.now() + linkLifetimeSeconds * 1000).toISOString();

/** The login link, or link-refused if it leads anywhere but to the endpoint's link origins. */
export function checkedLink({ endpoint, http }: ProviderCall, link: string, expiresAt: string): Result<LoginLink> {
  const url = openableLink(link, endpoint.linkOrigins);
  return url === null ? fail({ kind: 'link-refused', ...http.about }) : ok({ url, expiresAt });
}
