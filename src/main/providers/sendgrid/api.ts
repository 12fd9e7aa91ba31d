import type { Result } from '../../../shared/result.ts';
import type { RateLimit } from '../../http/rate-budget.ts';
import type { HttpHeaders } from '../../http/types.ts';
import type { ProviderCall } from '../provider.ts';
import { type ProviderRequest, requestJson } from '../provider-request.ts';
import { readNumberHeader } from '../read-reply.ts';
import { problemFromResponse, type SendgridSubject } from './problems.ts';

/** Each endpoint has its own rate limit. Source: "Rate Limits", v3 API reference. */
type RateLimitName = 'accounts' | 'sso' | 'state' | 'offerings' | 'catalogue' | 'credits' | 'profile' | 'email';

export interface RequestSpec {
  path: string;
  rateLimitName: RateLimitName;
  /** The account on whose behalf the key acts; the request is then about that account. */
  onBehalfOf?: string;
}

export const requestTo = (
  call: ProviderCall,
  method: 'GET' | 'POST',
  { path, rateLimitName, onBehalfOf }: RequestSpec,
): ProviderRequest => ({
  method,
  url: call.endpoint.apiOrigin + path,
  headers: {
    authorization: `Bearer ${call.key}`,
    ...(onBehalfOf === undefined ? {} : { 'on-behalf-of': `account-id ${onBehalfOf}` }),
  },
  rateLimitName,
});

/** Sends one GET and returns the JSON of its reply. */
export const request = (call: ProviderCall, subject: SendgridSubject, spec: RequestSpec): Promise<Result<unknown>> =>
  requestJson(call, requestTo(call, 'GET', spec), problemFromResponse(call.http.about, subject));

/** SECURITY: an id becomes part of a path and a header; `..` would make it another path. */
export const isSafeInPath = (id: string): boolean => /^[\x21-\x7e]{1,200}$/.test(id) && !/^\.\.?$/.test(id);

export const accountPath = (remoteId: string, of: string): string =>
  `/v3/partners/accounts/${encodeURIComponent(remoteId)}/${of}`;

/** `X-RateLimit-Reset` is in epoch seconds by SendGrid's clock, so it is compared with the reply's own date. */
export function parseRateLimitHeaders(headers: HttpHeaders, nowMs: number): RateLimit | null {
  const [limit, remaining, resetSeconds] = ['limit', 'remaining', 'reset'].map((name) =>
    readNumberHeader(headers, `x-ratelimit-${name}`),
  );
  if (remaining == null || resetSeconds == null) return null;
  const theirNowMs = Date.parse(headers['date']?.[0] ?? '');
  return { limit: limit ?? null, remaining, resetsInMs: resetSeconds * 1000 - (theirNowMs || nowMs) };
}
