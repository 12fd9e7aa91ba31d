import type { Result } from '../../shared/result.ts';
import type { HttpHeaders, HttpReply } from './types.ts';

const firstPauseMs = 400;

/**
 * How long to wait before the next attempt of a GET, in ms; null if another would not help. `attempt` counts from 1.
 * Doubles each time, with jitter, so that many machines do not come back together; never less than `Retry-After`.
 */
export function pauseBeforeRetryMs(outcome: Result<HttpReply>, attempt: number, nowMs: number): number | null {
  if (!isTransient(outcome)) return null;
  const backoffMs = firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random());
  return Math.max(backoffMs, outcome.ok ? (retryAfterMs(outcome.value.headers, nowMs) ?? 0) : 0);
}

function isTransient(outcome: Result<HttpReply>): boolean {
  if (outcome.ok) return [500, 502, 503, 504].includes(outcome.value.status);
  const { problem } = outcome;
  return (
    problem.kind === 'timeout' ||
    (problem.kind === 'unreachable' && problem.why === 'reset') ||
    (problem.kind === 'reply-unreadable' && problem.why === 'truncated')
  );
}

/** `Retry-After` in ms from now: seconds, also with a fraction, or a date. Null if it is neither. Source: RFC 9110, 10.2.3. */
export function retryAfterMs(headers: HttpHeaders, nowMs: number): number | null {
  const value = headers['retry-after']?.[0]?.trim() ?? '';
  if (/^\d{1,9}(\.\d{1,9})?$/.test(value)) return Number(value) * 1000;
  // Only a date begins with the name of a day. `Date.parse` takes numbers such as -5 for years.
  const ms = /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) - nowMs : Number.NaN;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
