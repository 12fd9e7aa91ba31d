import type { PretendProvider, PretendReply, PretendRequest, Visit } from '../providers/pretend-provider.ts';
import { HourlyLimit } from './hourly-limit.ts';
import { landingPages } from './landing-page.ts';
import { type Listener, listen } from './listener.ts';
import { newCode, OneTimeCodes } from './one-time-codes.ts';
import { sampleCustomers } from './sample-customers.ts';

export interface SandboxCounts {
  /** Requests to the APIs, refused ones too. */
  requests: number;
  /** Requests for a login link. */
  logInRequests: number;
  /** Login links that were opened and accepted. */
  logIns: number;
}

export interface PretendServerOptions {
  pretend: PretendProvider;
  /** What pages call the provider. */
  name: string;
  /** The key that it accepts at the moment. */
  key: () => string;
  /** 0 lets the system choose. */
  port: number;
  accounts: number;
  /** Null: requests are neither counted nor limited. */
  requestsPerHour: number | null;
  linkLifetimeSeconds: number;
  /** Delays every reply of the API. */
  replyDelayMs: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Counted up here. */
  counts: SandboxCounts;
}

/** Starts one pretend provider on 127.0.0.1: its API, and the pages that its login links open. */
export async function startPretendServer(options: PretendServerOptions): Promise<Listener> {
  const { pretend, counts, now } = options;
  const customers = sampleCustomers(pretend.samples, options.accounts);
  const codes = new OneTimeCodes<Visit>(options.linkLifetimeSeconds, now);
  const limit = options.requestsPerHour === null ? null : new HourlyLimit(options.requestsPerHour, now);
  const pages = landingPages(options.name, pretend.accent);

  const answerApi = (request: PretendRequest): PretendReply => {
    counts.requests++;
    if (request.method === 'POST') counts.logInRequests++;
    const loginCode = newCode();
    const hour = limit?.withOneMore() ?? null;
    const state = { key: options.key(), customers, hour, loginCode, origin: listener.origin, nowMs: now() };
    const reply = pretend.answer(request, state);
    if (hour && reply.isCounted !== false) limit?.count(hour);
    if (reply.opens) codes.issue(loginCode, reply.opens);
    return reply;
  };

  const openLoginLink = (request: PretendRequest, code: string): PretendReply => {
    // A preview or a virus scanner that asks for the head only must not spend the code.
    if (request.method !== 'GET') return { status: 405, headers: { allow: 'GET' } };
    const use = codes.use(code);
    if (use.outcome !== 'accepted') return pages.refusal(use);
    counts.logIns++;
    return pages.welcome(use.visit, use.ageMs);
  };

  const listener = await listen(options.port, {
    delayMs: (request) => (pretend.loginCodeIn(request) === null ? options.replyDelayMs : 0),
    answer: (request) => {
      const code = pretend.loginCodeIn(request);
      return code === null ? answerApi(request) : openLoginLink(request, code);
    },
  });
  return listener;
}
