import type { AccountDetails } from '../../../shared/account.ts';
import { openableLink } from '../../../shared/login-link.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Endpoint, KeyFacts, Landing, LoginLink, Provider, ProviderCall } from '../provider.ts';
import { emailOf, isEmail, numberOf, recordOf, textOf } from '../read-reply.ts';
import { ask, parseRateLimitHeaders, type Question } from './api.ts';
import { groupsOf, idOf, listAccounts, listOf } from './list.ts';

// Brevo for agencies: the "Master account" part of the API. Source: developers.brevo.com/reference; read 2026-11-21.

/** "Session token, it will remain valid for 15 days." */
const linkLifetimeSeconds = 15 * 24 * 3600;
const global: Endpoint = { apiOrigin: 'https://api.brevo.com', linkOrigins: ['https://account-app.brevo.com'] };

const targets = [
  { id: 'automation', name: 'Automation', verbs: ['automation', 'workflows'] },
  { id: 'email_campaign', name: 'Email campaigns', verbs: ['campaigns', 'email'] },
  { id: 'contacts', name: 'Contacts', verbs: ['contacts', 'lists'] },
  { id: 'landing_pages', name: 'Landing pages', verbs: ['landing', 'pages'] },
  { id: 'email_transactional', name: 'Transactional email', verbs: ['transactional', 'logs'] },
  { id: 'senders', name: 'Senders and domains', verbs: ['senders', 'domains'] },
  { id: 'sms_campaign', name: 'SMS campaigns', verbs: ['sms'] },
  { id: 'sms_transactional', name: 'Transactional SMS', verbs: ['sms-transactional'] },
] as const;

export const brevo: Provider = {
  facts: {
    provider: 'brevo',
    name: 'Brevo',
    shortName: 'Brevo',
    mark: 'BR',
    regions: [{ id: 'global', name: 'Global' }],
    key: {
      name: 'API key',
      help:
        'An API key of your admin account (the one that holds the sub-accounts), with full access. ' +
        'In Brevo: Settings, SMTP & API, API Keys.',
      placeholder: 'xkeysib-…',
    },
    targets,
    linkLifetimeSeconds,
    namesNeedProfiles: false,
    adminConsole: { name: 'Brevo admin console' },
  },
  endpoints: { global },
  pages: {
    keys: 'https://app.brevo.com/settings/keys/api',
    'allowed-ips': 'https://app.brevo.com/security/authorised_ips',
  },
  // /corporate/* falls under "all other endpoints": 100 an hour on the general tier. Source: developers.brevo.com/docs/api-limits.
  defaultBudgetPerHour: 100,
  parseRateLimitHeaders,
  checkKey,
  listAccounts,
  makeLoginLink,
  getDetails,
  makeAdminConsoleLink,
};

/**
 * Two requests: the smallest page of the list proves the key, the master account suggests a label and an email, and may
 * fail. Returns key-rejected, ip-not-authorised, key-not-reseller, key-not-allowed.
 */
async function checkKey(call: ProviderCall): Promise<Result<KeyFacts>> {
  const body = await ask(call, { path: 'subAccount?offset=0&limit=1', subject: 'admin-account' });
  if (!body.ok) return body;
  const list = listOf(body.value);
  if (!list) return fail({ kind: 'reply-unreadable', why: 'shape', ...call.http.about });
  const master = await ask(call, { path: 'masterAccount', subject: 'admin-account' });
  const told = master.ok ? recordOf(master.value) : null;
  const accountName = textOf(told?.['companyName'], 60);
  const adminEmail = emailOf(told?.['email']);
  return ok({
    accountTotal: list.total,
    ...(accountName ? { accountName } : {}),
    ...(adminEmail ? { adminEmail } : {}),
  });
}

/** One request. `state` and `createdAt` are in the list only. Every fact may be missing. */
async function getDetails(call: ProviderCall, remoteId: string): Promise<Result<AccountDetails>> {
  if (idOf(remoteId) === null) return fail({ kind: 'account-gone', ...call.http.about });
  const body = await ask(call, { path: `subAccount/${remoteId}`, subject: 'sub-account' });
  if (!body.ok) return body;
  const told = recordOf(body.value);
  if (!told) return fail({ kind: 'reply-unreadable', why: 'shape', ...call.http.about });
  const plan = recordOf(told['planInfo']);
  // Brevo's example has the plan's type and features one level too deep, among the credits; both places are read.
  const { planType, features, ...credits } = recordOf(plan?.['credits']) ?? {};
  return ok({
    state: null,
    email: emailOf(told['email']) || null,
    companyName: textOf(told['companyName']) || null,
    plan: textOf(plan?.['planType'] ?? planType) || null,
    groups: groupsOf(told)
      .map(({ name }) => name)
      .filter((name) => name !== ''),
    credits: quotasOf(credits),
    offerings: quotasOf(plan?.['features'] ?? features).map(({ name, quantity }) => ({
      name,
      type: 'feature' as const,
      quantity,
    })),
    createdAt: null,
  });
}

/** `{emails: {quantity, remaining}}`; some credits are a bare number: what remains. -1 means no limit and is left out. */
function quotasOf(value: unknown): AccountDetails['credits'] {
  const amountOf = (amount: unknown): number | null => {
    const number = numberOf(amount);
    return number !== null && number >= 0 ? number : null;
  };
  return Object.entries(recordOf(value) ?? {}).map(([name, quota]) => ({
    name: textOf(name),
    remaining: amountOf(recordOf(quota)?.['remaining'] ?? quota),
    quantity: amountOf(recordOf(quota)?.['quantity']),
  }));
}

/**
 * Asks for a login link; valid 15 days: treat it as a password, never log it. One POST, never repeated.
 * Returns link-missing, link-refused, account-gone, key-not-allowed, target-unknown, input-invalid.
 * Source: "Generate SSO token to access sub-account".
 */
async function makeLoginLink(call: ProviderCall, remoteId: string, landing: Landing): Promise<Result<LoginLink>> {
  const { about } = call.http;
  const { target, email, url } = landing;
  if (idOf(remoteId) === null) return fail({ kind: 'account-gone', ...about });
  const isKnownTarget = target === null || targets.some(({ id }) => id === target);
  if (!isKnownTarget || (url !== undefined && !isBrevoPage(url))) {
    return fail({ kind: 'target-unknown', provider: about.provider });
  }
  if (email !== undefined && !isEmail(email)) return fail({ kind: 'input-invalid', request: 'logIn' });
  const wishes = JSON.stringify({
    ...(email ? { email } : {}),
    ...(target ? { target } : {}),
    ...(url ? { url } : {}),
  });
  // The id goes out as the bare digits it came as: JSON.stringify would need a number, which rounds.
  const body = wishes === '{}' ? `{"id":${remoteId}}` : `{"id":${remoteId},${wishes.slice(1)}`;
  return linkFrom(call, { path: 'subAccount/ssoToken', subject: 'sub-account', body }, 'sub-account');
}

/** Brevo lets a login land on any page of its own; nowhere else, and never without TLS. */
function isBrevoPage(text: string): boolean {
  const url = URL.parse(text);
  const isBrevo = url !== null && (url.hostname === 'brevo.com' || url.hostname.endsWith('.brevo.com'));
  return isBrevo && openableLink(text, [url.origin]) !== null;
}

/** The admin account's own console; as makeLoginLink. Source: "Generate SSO token to access admin account". */
async function makeAdminConsoleLink(call: ProviderCall, adminEmail: string): Promise<Result<LoginLink>> {
  if (!isEmail(adminEmail)) return fail({ kind: 'input-invalid', request: 'logIn' });
  const body = JSON.stringify({ email: adminEmail });
  return linkFrom(call, { path: 'ssoToken', subject: 'admin-account', body }, 'corporate');
}

async function linkFrom(
  call: ProviderCall,
  question: Question,
  way: 'sub-account' | 'corporate',
): Promise<Result<LoginLink>> {
  const { about } = call.http;
  // Counted from before the request: a link that may be over already is not called fresh.
  const expiresAt = new Date(Date.now() + linkLifetimeSeconds * 1000).toISOString();
  const body = await ask(call, question);
  if (!body.ok) return body;
  const token = recordOf(body.value)?.['token'];
  if (token === undefined || token === null || token === '') return fail({ kind: 'link-missing', ...about });
  // SECURITY: the token becomes part of a URL; anything but plain token characters could lead to another page.
  const isToken = typeof token === 'string' && /^[A-Za-z0-9._~-]{8,1800}$/.test(token);
  if (!isToken) return fail({ kind: 'link-refused', ...about });
  const link = `${call.endpoint.linkOrigins[0]}/account/login/${way}/sso/${token}`;
  const url = openableLink(link, call.endpoint.linkOrigins);
  return url === null ? fail({ kind: 'link-refused', ...about }) : ok({ url, expiresAt });
}
