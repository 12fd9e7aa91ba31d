import type { PretendProvider, PretendReply, PretendRequest, Visit } from '../providers/pretend-provider.ts';
import { type BadDay, changeAfterPage, isReplyDay, listedCount, replyOfBadDay } from './bad-day.ts';
import type { CustomerList } from './customer-list.ts';
import { HourlyLimit } from './hourly-limit.ts';
import { landingPages } from './landing-page.ts';
import { type Listener, listen } from './listener.ts';
import { LoginCodes, newCode } from './login-codes.ts';

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
  /** Changed on some bad days. */
  customers: CustomerList;
  /** Whether this customer's account is kept in another region. */
  isElsewhere: (id: string) => boolean;
  /** What is wrong with the API at the moment; null: it is as documented. */
  badDay: () => BadDay | null;
  /** Of each endpoint. Null: requests are neither counted nor limited. */
  requestsPerHour: number | null;
  linkLifetimeSeconds: number;
  /** Delays every reply of the API. */
  replyDelayMs: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Counted up here. */
  counts: SandboxCounts;
}

/** Starts one region of a pretend provider on 127.0.0.1: its API, and the pages that its login links open. */
export async function startPretendServer(options: PretendServerOptions): Promise<Listener> {
  const { pretend, counts, now, customers, isElsewhere } = options;
  const codes = new LoginCodes<Visit>({
    lifetimeSeconds: options.linkLifetimeSeconds,
    worksOnce: pretend.linkWorksOnce,
    now,
  });
  const limits = new Map<string, HourlyLimit>();
  const limitOf = (request: PretendRequest): HourlyLimit | null => {
    if (options.requestsPerHour === null) return null;
    const name = pretend.limitName(request);
    const limit = limits.get(name) ?? new HourlyLimit(options.requestsPerHour, now);
    limits.set(name, limit);
    return limit;
  };
  const pages = landingPages(options.name, pretend.accent);

  const answerApi = (request: PretendRequest): PretendReply => {
    counts.requests++;
    if (request.method === 'POST') counts.logInRequests++;
    const loginCode = newCode();
    const bad = options.badDay();
    if (bad !== null && isReplyDay(bad)) return replyOfBadDay(bad, pretend);
    const limit = limitOf(request);
    const hour = limit?.withOneMore() ?? null;
    const reply = pretend.answer(request, {
      key: options.key(),
      customers,
      isElsewhere,
      listedCount: listedCount(bad, customers.count),
      hour,
      loginCode,
      origin: listener.origin,
      nowMs: now(),
    });
    if (request.path === pretend.listPath && reply.status === 200) customers.change(changeAfterPage(bad));
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
