import { fail, type Result } from '../../../shared/result.ts';
import type { RateLimit } from '../../http/rate-budget.ts';
import type { HttpHeaders, HttpReply } from '../../http/types.ts';
import { problemOfKey } from '../key-text.ts';
import type { ProviderCall } from '../provider.ts';
import { readJson } from '../read-reply.ts';
import { refusalOfSendgrid, type SendgridSubject } from './problems.ts';

/** Each endpoint has its own rate limit. Source: "Rate Limits", v3 API reference. */
type RateLimitName = 'accounts' | 'sso' | 'state' | 'offerings' | 'profile' | 'email';

export async function send(
  call: ProviderCall,
  rateLimitName: RateLimitName,
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<HttpReply>> {
  const malformed = problemOfKey(call.key, call.http.about);
  if (malformed) return fail(malformed);
  return call.http.send({
    method,
    url: call.endpoint.apiOrigin + path,
    headers: { authorization: `Bearer ${call.key}`, ...headers },
    priority: call.priority,
    signal: call.signal,
    rateLimitName,
  });
}

export async function get(
  call: ProviderCall,
  rateLimitName: RateLimitName,
  path: string,
  subject: SendgridSubject,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<unknown>> {
  const reply = await send(call, rateLimitName, 'GET', path, headers);
  return reply.ok ? readJson(reply.value, call.http.about, refusalOfSendgrid(call.http.about, subject)) : reply;
}

/** SECURITY: an id becomes part of a path and a header; `..` would make it another path. */
export const isUsableId = (id: string): boolean => /^[\x21-\x7e]{1,200}$/.test(id) && !/^\.\.?$/.test(id);

export const accountPath = (remoteId: string, of: string): string =>
  `/v3/partners/accounts/${encodeURIComponent(remoteId)}/${of}`;

/** `X-RateLimit-Reset` is in epoch seconds by SendGrid's clock, so the reply's own date is what it is compared with. */
export function parseRateLimitHeaders(headers: HttpHeaders, nowMs: number): RateLimit | null {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    wholeNumber(headers[`x-ratelimit-${name}`]?.[0]),
  );
  if (remaining === undefined || reset === undefined || remaining === null || reset === null) return null;
  const theirNowMs = Date.parse(headers['date']?.[0] ?? '');
  return { limit: limit ?? null, remaining, resetsInMs: reset * 1000 - (theirNowMs || nowMs) };
}

const wholeNumber = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
