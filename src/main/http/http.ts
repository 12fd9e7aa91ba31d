import { type Dispatcher, request as sendByUndici } from 'undici';
import { fail, ok, type Result } from '../../shared/result.ts';
import { pauseFor } from '../lib/pause-for.ts';
import { type About, problemOfNetworkError } from './network-problems.ts';
import type { RateBudget } from './rate-budget.ts';
import { pauseBeforeRetryMs } from './retry.ts';
import type { Http, HttpHeaders, HttpReply, HttpRequest } from './types.ts';

export interface HttpDeps {
  dispatcher: Dispatcher;
  budget: RateBudget;
  about: About;
  /** The header of that name. Filters at the edge of a service refuse clients without one. */
  userAgent: string;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** For one exchange, from looking up the name to the last byte. */
  deadlineMs?: number;
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** SECURITY: a reply is read no further than this, so that no server can fill the memory. */
const longestReplyBytes = 1024 * 1024;
/** For all tries of background work: no person waits for it, so it may take longer than one exchange. */
const backgroundTotalTimeoutMs = 60_000;
const maxAttempts = 3;

export function createHttp(deps: HttpDeps): Http {
  const { dispatcher, budget, about, userAgent, now = Date.now, deadlineMs = 15_000, pause = pauseFor } = deps;

  async function sendOnce(request: HttpRequest, withinMs: number): Promise<Result<HttpReply>> {
    const stop = new AbortController();
    const progress = { answered: false };
    const startedAt = performance.now();
    const onCancel = (): void => stop.abort();
    const timer = setTimeout(onCancel, withinMs);
    request.signal.addEventListener('abort', onCancel, { once: true });
    try {
      // The race matters while the proxy is being looked up: undici does not watch the signal yet.
      return await Promise.race([
        exchange(dispatcher, withOwnHeaders(request, userAgent), stop.signal, progress, about),
        rejectOn(stop.signal),
      ]);
    } catch (error) {
      if (request.signal.aborted) return fail({ kind: 'sync-cancelled' });
      const afterSeconds = Math.max(1, Math.round((performance.now() - startedAt) / 1000));
      if (stop.signal.aborted) return fail({ kind: 'timeout', afterSeconds, ...about });
      return fail(problemOfNetworkError(error, progress.answered, about, afterSeconds));
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', onCancel);
    }
  }

  return {
    about,
    async send(request) {
      if (!Object.values(request.headers).every((value) => /^[\x20-\x7e]*$/.test(value))) {
        // SECURITY: Node's error would name the value of a header that it refuses; such a value never gets that far.
        return fail({ kind: 'key-malformed', why: 'characters', ...about });
      }
      const totalTimeoutMs =
        request.priority === 'background' ? Math.max(backgroundTotalTimeoutMs, deadlineMs) : deadlineMs;
      const givesUpAt = performance.now() + totalTimeoutMs;
      // SECURITY: a POST asks for a login link. It goes out once: a second one could spend or double the first.
      const attempts = request.method === 'GET' && request.priority !== 'log-in' ? maxAttempts : 1;
      for (let attempt = 1; ; attempt += 1) {
        if (request.signal.aborted) return fail({ kind: 'sync-cancelled' });
        const permit = budget.take(request.priority, request.rateLimitName);
        if (!permit.granted) {
          // Others wait for the provider; a preview waits for the share that it may have.
          const share = request.priority === 'preview' ? { keptForLists: true as const } : {};
          return fail({ kind: 'rate-limited', retryAt: permit.retryAt, ...share, ...about });
        }
        let outcome: Result<HttpReply> | null = null;
        try {
          outcome = await sendOnce(request, Math.min(deadlineMs, givesUpAt - performance.now()));
        } finally {
          permit.settle(outcome?.ok ? outcome.value : null);
        }
        if (outcome.ok && outcome.value.status === 429) {
          return fail({
            kind: 'rate-limited',
            retryAt: budget.retryAt(request.priority, request.rateLimitName),
            ...about,
          });
        }
        const pauseMs = attempt < attempts ? pauseBeforeRetryMs(outcome, attempt, now()) : null;
        if (pauseMs === null || performance.now() + pauseMs >= givesUpAt) return outcome;
        await pause(pauseMs, request.signal);
      }
    },
  };
}

/** `identity`: without it, a server may choose any coding. Source: RFC 9110, 12.5.3. */
const withOwnHeaders = (request: HttpRequest, userAgent: string): HttpRequest => ({
  ...request,
  headers: {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': userAgent,
    ...request.headers,
  },
});

async function exchange(
  dispatcher: Dispatcher,
  request: HttpRequest,
  signal: AbortSignal,
  progress: { answered: boolean },
  about: About,
): Promise<Result<HttpReply>> {
  const reply = await sendByUndici(request.url, {
    dispatcher,
    method: request.method,
    headers: request.headers,
    body: request.body ?? null,
    signal,
  });
  progress.answered = true;
  const head = { status: reply.statusCode, headers: valueLists(reply.headers) };
  if (head.status >= 300 && head.status < 400) {
    // The headers of a redirect say everything. Its body may be slow, cut or long, and must not cost the link in them.
    reply.body.on('error', () => {}).destroy();
    return ok({ ...head, text: '' });
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of reply.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > longestReplyBytes) {
      // Leaving the loop closes the connection, so the rest is never received.
      return fail({ kind: 'reply-unreadable', why: 'too-large', ...about });
    }
    chunks.push(chunk);
  }
  return ok({ ...head, text: new TextDecoder().decode(Buffer.concat(chunks)) });
}

function valueLists(headers: Record<string, string | string[] | undefined>): HttpHeaders {
  const lists: Record<string, readonly string[]> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) lists[name.toLowerCase()] = Array.isArray(value) ? value : [value];
  }
  return lists;
}

const rejectOn = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
