import type { Result } from '../../shared/result.ts';
import type { About } from './network-problems.ts';

/**
 * What waits for a reply: a person logging in, a person looking at something, background work, or a window that shows more of
 * what is selected, which the user did not ask for in words.
 */
export type Priority = 'log-in' | 'foreground' | 'background' | 'preview';

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  /** Header values are secrets; they are never part of a problem or a log line. */
  headers: Readonly<Record<string, string>>;
  body?: string;
  priority: Priority;
  signal: AbortSignal;
  /** The rate limit that this counts against, if the provider has one per endpoint. Absent: the common one. */
  rateLimitName?: string;
}

/** Names in lower case; a header sent twice has two values. */
export type HttpHeaders = Readonly<Record<string, readonly string[]>>;

export interface HttpReply {
  status: number;
  headers: HttpHeaders;
  /** Empty for a redirect: only its headers are read. */
  text: string;
}

/** One connection's client: follows no redirect, 15 s deadline, 1 MiB cap, keeps to the rate budget. */
export interface Http {
  /** What problems of this connection name. */
  readonly about: About;
  /**
   * Returns the reply for any status but 429. Tries a GET up to three times if that can help, unless it is a log-in's;
   * sends a POST once. Returns offline, unreachable, timeout, certificate-untrusted, certificate-date, proxy-refused,
   * proxy-unreachable, reply-unreadable (truncated, too-large), rate-limited, key-malformed; sync-cancelled when the
   * signal fires.
   */
  send(request: HttpRequest): Promise<Result<HttpReply>>;
}
