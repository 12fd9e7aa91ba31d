import type { AccountDetails } from '../../../shared/account.ts';
import { type PageHosts, readPage } from '../../../shared/provider-page.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Endpoint, KeyFacts, Landing, LoginLink, Provider, ProviderCall } from '../provider.ts';
import { checkedLink, expiryOf } from '../provider-request.ts';
import { isEmail, readEmail, readNumber, readRecord, readText, wrongShape } from '../read-reply.ts';
import { listAdminUsers, whyRefused } from './admin.ts';
import { parseRateLimitHeaders, type RequestSpec, request } from './api.ts';
import { listAccounts, readGroups, readId, readList } from './list.ts';

// Brevo for agencies: the "Master account" part of the API. Source: developers.brevo.com/reference; read 2026-11-21.

/** "Session token, it will remain valid for 15 days." */
const linkLifetimeSeconds = 15 * 24 * 3600;
const global: Endpoint = { apiOrigin: 'https://api.brevo.com', linkOrigins: ['https://account-app.brevo.com'] };

/** Brevo lets a log-in land on any page of its own. */
const pages: PageHosts = { within: 'brevo.com', except: ['account-app.brevo.com'] };

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
      // The keys of version 3 of the API. The SMTP key is on the same page of Brevo. Source: help.brevo.com, "Create and manage
      // your SMTP keys"; read 2026-11-21.
      beginsWith: 'xkeysib-',
      wholeKey: null,
      others: [{ beginsWith: 'xsmtpsib-', name: 'an SMTP key' }],
    },
    targets,
    pages,
    logsInAs: 'a user whom Brevo chooses, or the one you name',
    takesUser: true,
    linkLifetimeSeconds,
    namesNeedProfiles: false,
    statesNeedDetails: false,
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
  listAdminUsers,
  whyRefused,
};

/**
 * Two requests: the smallest page of the list proves the key, the master account suggests a label and an email, and may
 * fail. Returns key-rejected, ip-not-authorised, key-not-reseller, key-not-allowed, account-not-active,
 * connect-refused.
 */
async function checkKey(call: ProviderCall): Promise<Result<KeyFacts>> {
  const body = await request(call, { path: 'subAccount?offset=0&limit=1', subject: 'key' });
  if (!body.ok) return body;
  const list = readList(body.value);
  if (!list) return wrongShape(call.http.about);
  const reply = await request(call, { path: 'masterAccount', subject: 'admin-account' });
  const masterAccount = reply.ok ? readRecord(reply.value) : null;
  const accountName = readText(masterAccount?.['companyName'], 60);
  const adminEmail = readEmail(masterAccount?.['email']);
  return ok({
    accountTotal: list.total,
    ...(accountName ? { accountName } : {}),
    ...(adminEmail ? { adminEmail } : {}),
  });
}

/** One request. Only the list has `state`. Every fact may be missing. */
async function getDetails(call: ProviderCall, remoteId: string): Promise<Result<AccountDetails>> {
  if (readId(remoteId) === null) return fail({ kind: 'account-gone', ...call.http.about });
  const body = await request(call, { path: `subAccount/${remoteId}`, subject: 'sub-account' });
  if (!body.ok) return body;
  const account = readRecord(body.value);
  if (!account) return wrongShape(call.http.about);
  const plan = readRecord(account['planInfo']);
  // Brevo's example has the plan's type and features one level too deep, among the credits, so read both levels.
  const { planType, features, ...credits } = readRecord(plan?.['credits']) ?? {};
  return ok({
    state: null,
    email: readEmail(account['email']) || null,
    companyName: readText(account['companyName']) || null,
    plan: readText(plan?.['planType'] ?? planType) || null,
    groups: readGroups(account)
      .map(({ name }) => name)
      .filter((name) => name !== ''),
    credits: readQuotas(credits),
    offerings: readQuotas(plan?.['features'] ?? features).map(({ name, quantity }) => ({
      name,
      type: 'feature' as const,
      quantity,
    })),
  });
}

/** `{emails: {quantity, remaining}}`; some credits are a bare number, which is what remains. -1 means no limit: left out. */
function readQuotas(value: unknown): AccountDetails['credits'] {
  const amountOf = (amount: unknown): number | null => {
    const number = readNumber(amount);
    return number !== null && number >= 0 ? number : null;
  };
  return Object.entries(readRecord(value) ?? {}).map(([name, quota]) => ({
    name: readText(name),
    remaining: amountOf(readRecord(quota)?.['remaining'] ?? quota),
    quantity: amountOf(readRecord(quota)?.['quantity']),
  }));
}

/**
 * Asks for a login link; valid 15 days: treat it as a password, never log it. One POST, never repeated.
 * Returns link-missing, link-refused, landing-refused, account-gone, key-not-allowed, target-unknown, input-invalid.
 * Source: "Generate SSO token to access sub-account".
 */
async function makeLoginLink(call: ProviderCall, remoteId: string, landing: Landing): Promise<Result<LoginLink>> {
  const { about } = call.http;
  const { target, email, url } = landing;
  if (readId(remoteId) === null) return fail({ kind: 'account-gone', ...about });
  const isKnownTarget = target === null || targets.some(({ id }) => id === target);
  const isPage = url === undefined || readPage(url, pages) === url;
  // Which of the two Brevo obeys is not documented.
  if (!isKnownTarget || !isPage || (url !== undefined && target !== null)) {
    return fail({ kind: 'target-unknown', provider: about.provider });
  }
  if (email !== undefined && !isEmail(email)) return fail({ kind: 'input-invalid', request: 'logIn' });
  const options = JSON.stringify({
    ...(email ? { email } : {}),
    ...(target ? { target } : {}),
    ...(url ? { url } : {}),
  });
  // Send the id as the digits that it came in: JSON.stringify would need a number, which rounds.
  const body = options === '{}' ? `{"id":${remoteId}}` : `{"id":${remoteId},${options.slice(1)}`;
  const link = await requestLink(call, { path: 'subAccount/ssoToken', subject: 'sub-account', body }, 'sub-account');
  if (link.ok || (!email && !url)) return link;
  if (link.problem.kind === 'account-gone' && email)
    return fail({ kind: 'landing-refused', status: 404, what: 'user-or-account', ...about });
  if (link.problem.kind !== 'request-refused') return link;
  const what = email && url ? 'both' : email ? 'user' : 'page';
  return fail({ kind: 'landing-refused', status: link.problem.status, what, ...about });
}

/** The same for the admin account's own console. Source: "Generate SSO token to access admin account". */
async function makeAdminConsoleLink(call: ProviderCall, adminEmail: string): Promise<Result<LoginLink>> {
  if (!isEmail(adminEmail)) return fail({ kind: 'input-invalid', request: 'logIn' });
  const body = JSON.stringify({ email: adminEmail });
  return requestLink(call, { path: 'ssoToken', subject: 'admin-account', body }, 'corporate');
}

async function requestLink(
  call: ProviderCall,
  spec: RequestSpec,
  console: 'sub-account' | 'corporate',
): Promise<Result<LoginLink>> {
  const { about } = call.http;
  const expiresAt = expiryOf(linkLifetimeSeconds);
  const body = await request(call, spec);
  const isEmpty = !body.ok && body.problem.kind === 'reply-unreadable' && body.problem.why === 'empty';
  if (isEmpty) return fail({ kind: 'link-missing', ...about });
  if (!body.ok) return body;
  const token = readRecord(body.value)?.['token'];
  if (token === undefined || token === null || token === '') return fail({ kind: 'link-missing', ...about });
  // SECURITY: the token becomes part of a URL; anything but plain token characters could lead to another page. Those of base64
  // are plain in a path, except for the slash.
  const isToken = typeof token === 'string' && /^[A-Za-z0-9._~+=-]{8,1800}$/.test(token);
  if (!isToken) return fail({ kind: 'link-refused', ...about });
  return checkedLink(call, `${call.endpoint.linkOrigins[0]}/account/login/${console}/sso/${token}`, expiresAt);
}
