import type { Result } from '../../shared/result.ts';

/** Who waits: a person for a login, a person for something else, or nobody. Decides who may use up a rate budget. */
export type Urgency = 'log-in' | 'foreground' | 'background';

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  /** Header values are secrets; they are never part of a problem or a log line. */
  headers: Readonly<Record<string, string>>;
  body?: string;
  urgency: Urgency;
  signal: AbortSignal;
}

export interface HttpReply {
  status: number;
  /** Names in lower case; a header sent twice has two values. */
  headers: Readonly<Record<string, readonly string[]>>;
  text: string;
}

/** One connection's way to its provider: no redirect followed, 15 s deadline, 1 MiB cap, rate budget kept. */
export interface Http {
  send(request: HttpRequest): Promise<Result<HttpReply>>;
}
