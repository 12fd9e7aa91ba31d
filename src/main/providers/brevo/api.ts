import type { Result } from '../../../shared/result.ts';
import type { RateLimit } from '../../http/rate-budget.ts';
import type { HttpHeaders } from '../../http/types.ts';
import type { ProviderCall } from '../provider.ts';
import { requestJson } from '../provider-request.ts';
import { readNumberHeader } from '../read-reply.ts';
import { type BrevoSubject, problemFromResponse } from './problems.ts';

export interface RequestSpec {
  /** Below `/v3/corporate/`. */
  path: string;
  subject: BrevoSubject;
  /** JSON; makes it a POST, which is sent once. */
  body?: string;
}

/**
 * Requests for a login link have a rate limit of their own: what Brevo counts "depends on your account plan and the specific
 * endpoint". Source: developers.brevo.com/docs/limit-headers.
 */
const logInLimit = 'sso';

/** Sends one request and returns the JSON of its reply. */
export function request(call: ProviderCall, { path, subject, body }: RequestSpec): Promise<Result<unknown>> {
  const url = `${call.endpoint.apiOrigin}/v3/corporate/${path}`;
  const headers = { 'api-key': call.key };
  return requestJson(
    call,
    body === undefined
      ? { method: 'GET', url, headers }
      : {
          method: 'POST',
          url,
          headers: { ...headers, 'content-type': 'application/json' },
          body,
          rateLimitName: logInLimit,
        },
    problemFromResponse(call.http.about, subject),
  );
}

/** `x-sib-ratelimit-reset` is in seconds left. Source: developers.brevo.com/docs/limit-headers. */
export function parseRateLimitHeaders(headers: HttpHeaders): RateLimit | null {
  const [limit, remaining, resetSeconds] = ['limit', 'remaining', 'reset'].map((name) =>
    readNumberHeader(headers, `x-sib-ratelimit-${name}`),
  );
  if (remaining == null || resetSeconds == null) return null;
  return { limit: limit ?? null, remaining, resetsInMs: resetSeconds * 1000 };
}
