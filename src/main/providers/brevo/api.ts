import { fail, type Result } from '../../../shared/result.ts';
import type { RateLimit } from '../../http/rate-budget.ts';
import type { HttpHeaders } from '../../http/types.ts';
import { problemOfKey } from '../key-text.ts';
import type { ProviderCall } from '../provider.ts';
import { readJson } from '../read-reply.ts';
import { type BrevoSubject, refusalOfBrevo } from './problems.ts';

export interface Question {
  path: string;
  subject: BrevoSubject;
  /** JSON; makes it a POST, which goes out once. */
  body?: string;
}

/** One request below `/v3/corporate`, and its JSON. */
export async function ask(call: ProviderCall, { path, subject, body }: Question): Promise<Result<unknown>> {
  const { about } = call.http;
  const malformed = problemOfKey(call.key, about);
  if (malformed) return fail(malformed);
  const reply = await call.http.send({
    method: body === undefined ? 'GET' : 'POST',
    url: `${call.endpoint.apiOrigin}/v3/corporate/${path}`,
    headers: { 'api-key': call.key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
    priority: call.priority,
    signal: call.signal,
  });
  return reply.ok ? readJson(reply.value, about, refusalOfBrevo(about, subject)) : reply;
}

/** `x-sib-ratelimit-reset` is in seconds left. Source: developers.brevo.com/docs/limit-headers. */
export function parseRateLimitHeaders(headers: HttpHeaders): RateLimit | null {
  const number = (name: string): number | null => {
    const text = headers[`x-sib-ratelimit-${name}`]?.[0]?.trim() ?? '';
    return /^\d{1,12}$/.test(text) ? Number(text) : null;
  };
  const remaining = number('remaining');
  const resetSeconds = number('reset');
  if (remaining === null || resetSeconds === null) return null;
  return { limit: number('limit'), remaining, resetsInMs: resetSeconds * 1000 };
}
