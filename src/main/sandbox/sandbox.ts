import { HourlyAllowance } from './hourly-allowance.ts';
import { refusalPage, type Visit, welcomePage } from './landing-page.ts';
import { type Listener, listen, type PretendReply, type PretendRequest } from './listener.ts';
import { OneTimeCodes } from './one-time-codes.ts';
import { answerAsBrevo } from './pretend-brevo.ts';
import { answerAsSendGrid } from './pretend-sendgrid.ts';
import { sampleCustomers } from './sample-customers.ts';

export interface SandboxOptions {
  /** 5,000 by default; a million costs no more. */
  accountsPerProvider?: number;
  /** Holds back every reply of the APIs. */
  replyDelayMs?: number;
  /** Null: neither counted nor told. By default plenty. */
  requestsPerHour?: { sendgrid?: number | null; brevo?: number | null };
  /** Of SendGrid's codes; Brevo's tokens live 15 days. */
  codeLifetimeSeconds?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** SendGrid's; Brevo's is the next one. By default the system chooses both. */
  port?: number;
  keys?: { sendgrid: string; brevo: string };
}

/** Pretend providers on this machine. Everything is in memory; the keys are the same after every start. */
export interface Sandbox {
  sendgrid: { origin: string; key: string };
  brevo: { origin: string; key: string };
  counts(): SandboxCounts;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

interface SandboxCounts {
  /** Requests to the APIs, refused ones too. */
  requests: number;
  /** Requests for a login link. */
  logInRequests: number;
  /** Login links that were opened and accepted. */
  logIns: number;
}

// Of the vendors' form and plainly no secret. Joined here, so that no scanner takes the source for a leak.
const sendgridKey = (word: string) => ['SG', word, 'all-of-its-customers-have-been-made-up-here'].join('.');
const brevoKey = (word: string) => ['xkeysib', `${'facade'.repeat(10)}fade`, word].join('-');

const goodKeys = { sendgrid: sendgridKey('sandbox-not-a-real-key'), brevo: brevoKey('sandboxsandbox00') };

/** Keys that the sandbox knows and that have something wrong with them, each in its own way. */
export const troubledKeys = {
  sendgrid: { notReseller: sendgridKey('sandbox-not-a-reseller') },
  brevo: {
    otherAddress: brevoKey('sandboxotheraddr'),
    readOnly: brevoKey('sandboxreadsonly'),
    notAdmin: brevoKey('sandboxnotadmin0'),
  },
} as const;

const generousPerHour = { sendgrid: 36_000, brevo: 3_600 };
const brevoTokenLifetimeSeconds = 15 * 86_400;

/** Starts pretend SendGrid and Brevo servers on 127.0.0.1. Rejects only if a given port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const accounts = options.accountsPerProvider ?? 5_000;
  const keys = options.keys ?? goodKeys;
  const counts: SandboxCounts = { requests: 0, logInRequests: 0, logIns: 0 };
  const delayOf = (request: PretendRequest) => (request.path.startsWith('/v3/') ? (options.replyDelayMs ?? 0) : 0);

  const allowanceOf = (provider: 'sendgrid' | 'brevo') => {
    const limit = options.requestsPerHour?.[provider];
    const allowance = limit === null ? null : new HourlyAllowance(limit ?? generousPerHour[provider], now);
    return () => allowance?.take() ?? null;
  };

  /** Counts a request and sends it either to the API or, when it is somebody opening a login link, to a page. */
  const route = (
    provider: Visit['provider'],
    codes: OneTimeCodes<Visit>,
    codeIn: (request: PretendRequest) => string | null,
    api: (request: PretendRequest) => PretendReply,
  ) => {
    return (request: PretendRequest): PretendReply => {
      const code = codeIn(request);
      if (code === null) {
        counts.requests++;
        if (request.method === 'POST') counts.logInRequests++;
        return api(request);
      }
      // A preview or a virus scanner that asks for the head only must not spend the code.
      if (request.method !== 'GET') return { status: 405, headers: { allow: 'GET' } };
      const use = codes.use(code);
      if (use.outcome !== 'accepted') return refusalPage(provider, use);
      counts.logIns++;
      return welcomePage(use.visit, use.ageMs);
    };
  };

  const sendgridCodes = new OneTimeCodes<Visit>(options.codeLifetimeSeconds ?? 60, now);
  const sendgridDeps = {
    keys: { good: keys.sendgrid, ...troubledKeys.sendgrid },
    customers: sampleCustomers('sendgrid', accounts),
    take: allowanceOf('sendgrid'),
    issueLink: (visit: Visit) => `${sendgrid.origin}/sso?code=${sendgridCodes.issue(visit)}`,
    nowMs: now,
  };
  const sendgrid: Listener = await listen(
    options.port ?? 0,
    delayOf,
    route(
      'SendGrid',
      sendgridCodes,
      (request) => (request.path === '/sso' ? (request.query.get('code') ?? '') : null),
      (request) => answerAsSendGrid(sendgridDeps, request),
    ),
  );

  const brevoCodes = new OneTimeCodes<Visit>(brevoTokenLifetimeSeconds, now);
  const brevoDeps = {
    keys: { good: keys.brevo, ...troubledKeys.brevo },
    customers: sampleCustomers('brevo', accounts),
    take: allowanceOf('brevo'),
    issueToken: (visit: Visit) => brevoCodes.issue(visit),
    nowMs: now,
  };
  const brevo = await listen(
    options.port ? options.port + 1 : 0,
    delayOf,
    route(
      'Brevo',
      brevoCodes,
      (request) => /^\/account\/login\/(?:sub-account|corporate)\/sso\/([^/]*)$/.exec(request.path)?.[1] ?? null,
      (request) => answerAsBrevo(brevoDeps, request),
    ),
  ).catch(async (error: unknown) => {
    await sendgrid.close();
    throw error;
  });

  return {
    sendgrid: { origin: sendgrid.origin, key: keys.sendgrid },
    brevo: { origin: brevo.origin, key: keys.brevo },
    counts: () => ({ ...counts }),
    close: async () => {
      await Promise.all([sendgrid.close(), brevo.close()]);
    },
  };
}
