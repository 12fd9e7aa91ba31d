import type { Result } from '../../shared/result.ts';
import type { About } from './network-problems.ts';

/** Who waits: a person for a login, a person for something else, or nobody. Decides who may use up a rate budget. */
export type Priority = 'log-in' | 'foreground' | 'background';

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  /** Header values are secrets; they are never part of a problem or a log line. */
  headers: Readonly<Record<string, string>>;
  body?: string;
  priority: Priority;
  signal: AbortSignal;
  /** Which of the provider's allowances this counts against, where it has one per endpoint. Absent: the common one. */
  allowance?: string;
}

/** Names in lower case; a header sent twice has two values. */
export type HttpHeaders = Readonly<Record<string, readonly string[]>>;

export interface HttpReply {
  status: number;
  headers: HttpHeaders;
  text: string;
}

/** One connection's way to its provider: no redirect followed, 15 s deadline, 1 MiB cap, rate budget kept. */
export interface Http {
  /** What problems of this connection name. */
  readonly about: About;
  /**
   * Answers any status but 429. A GET is tried up to three times where that can help, unless it is a log-in's; a POST
   * goes out once. Returns offline, unreachable, timeout, certificate-untrusted, certificate-date, proxy-refused,
   * proxy-unreachable, reply-unreadable (truncated, too-large), rate-limited, key-malformed; sync-cancelled when the
   * signal fires.
   */
  send(request: HttpRequest): Promise<Result<HttpReply>>;
}
