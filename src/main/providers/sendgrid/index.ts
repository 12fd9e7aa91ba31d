import type { AccountProfile } from '../../../shared/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Endpoint, KeyFacts, Landing, LoginLink, Provider, ProviderCall } from '../provider.ts';
import { checkedLink, expiryOf, sendRequest } from '../provider-request.ts';
import { isHtml, readEmail, readJson, readRecord, readText, readWebsiteDomain, wrongShape } from '../read-reply.ts';
import { accountPath, isSafeInPath, parseRateLimitHeaders, request, requestTo } from './api.ts';
import { getDetails } from './details.ts';
import { listAccounts, readAccounts } from './list.ts';
import { problemFromResponse } from './problems.ts';

// Twilio SendGrid for resellers: Account Provisioning API. Source: twilio/sendgrid-oai, tsg_account_provisioning_v3 and
// tsg_user_v3, and twilio.com/docs/sendgrid/api-reference; read 2026-11-21.

const linkLifetimeSeconds = 60;

/**
 * The specification names app.sendgrid.com for log-ins of both regions. Whether EU accounts ever land on a host of their own
 * is not documented; until it is, such a link is refused.
 */
const linkOrigins = ['https://app.sendgrid.com'];
const global: Endpoint = { apiOrigin: 'https://api.sendgrid.com', linkOrigins };
const eu: Endpoint = { apiOrigin: 'https://api.eu.sendgrid.com', linkOrigins };

export const sendgrid: Provider = {
  facts: {
    provider: 'sendgrid',
    name: 'Twilio SendGrid',
    shortName: 'SendGrid',
    mark: 'SG',
    regions: [
      { id: 'global', name: 'Global' },
      { id: 'eu', name: 'European Union' },
    ],
    key: {
      name: 'API key',
      help:
        'An API key of your reseller account with access to Account Provisioning. ' +
        'In SendGrid: Settings, API Keys, Create API Key. The key is shown only once.',
      // "SG." and two parts, 69 characters in all. Source: twilio.com/docs/sendgrid/ui/account-and-settings/api-keys, and the
      // check in the official @sendgrid/client ("API key does not start with").
      beginsWith: 'SG.',
      // The first part may end in "SG".
      wholeKey: '^SG\\.[\\w-]+\\.[\\w-]+$',
      others: [],
    },
    targets: [],
    pages: null,
    logsInAs: 'the account’s base Admin Teammate',
    takesUser: false,
    linkLifetimeSeconds,
    namesNeedProfiles: true,
    statesNeedDetails: true,
    adminConsole: null,
  },
  endpoints: { global, eu },
  pages: {
    keys: 'https://app.sendgrid.com/settings/api_keys',
    'allowed-ips': 'https://app.sendgrid.com/settings/access',
  },
  // SendGrid publishes no figure for these endpoints; each reply has it. Before the first: 600 a minute, the only default
  // that it ever named (changelog "Imposing Rate Limits on some SendGrid V2 API Endpoints", 2019-10-10).
  defaultBudgetPerHour: 36_000,
  parseRateLimitHeaders,
  checkKey,
  listAccounts,
  makeLoginLink,
  getDetails,
  getProfile,
  getOwnProfile: (call) => readProfile(call, { withEmail: true }),
};

/**
 * Returns key-rejected, key-not-reseller for a key without Account Provisioning, ip-not-authorised, access-forbidden,
 * account-not-active, connect-refused. One request.
 */
async function checkKey(call: ProviderCall): Promise<Result<KeyFacts>> {
  const spec = { path: '/v3/partners/accounts?limit=1', rateLimitName: 'accounts' } as const;
  const body = await request(call, 'key', spec);
  if (!body.ok) return body;
  const accounts = readAccounts(body.value);
  if (!accounts) return wrongShape(call.http.about);
  // The list has no total; only an empty one says how many accounts there are.
  return ok({ accountTotal: accounts.length === 0 ? 0 : null });
}

/**
 * Asks for a login link; valid 60 s, once; never log it. Success is exactly a 303 with exactly one Location.
 * Returns link-missing, link-refused, account-gone on 404 (or no single sign-on), target-unknown. Source: Account Provisioning API, SSO.
 */
async function makeLoginLink(call: ProviderCall, remoteId: string, landing: Landing): Promise<Result<LoginLink>> {
  const { about } = call.http;
  if (landing.target !== null) return fail({ kind: 'target-unknown', provider: about.provider });
  if (!isSafeInPath(remoteId)) return fail({ kind: 'account-gone', ...about });
  const expiresAt = expiryOf(linkLifetimeSeconds);
  const spec = { path: accountPath(remoteId, 'sso'), rateLimitName: 'sso' } as const;
  const reply = await sendRequest(call, requestTo(call, 'POST', spec));
  if (!reply.ok) return reply;
  const { status, headers, text } = reply.value;
  if (status === 303) {
    const locations = headers['location'] ?? [];
    const [location] = locations;
    if (!location || locations.length !== 1) return fail({ kind: 'link-missing', ...about });
    return checkedLink(call, normalLocation(location), expiresAt);
  }
  // SECURITY: any other redirect is not the documented yes, wherever it leads.
  if (status < 400 && !isHtml(text)) return fail({ kind: 'link-missing', ...about });
  const error = readJson(reply.value, about, problemFromResponse(about, 'log-in'));
  return error.ok ? fail({ kind: 'link-missing', ...about }) : error;
}

/**
 * A Location in the one form that `openableLink` compares: without white space around it (RFC 9110, 5.5), scheme and host in
 * lower case, without the default port (RFC 3986, 6.2). SECURITY: nothing else is changed, least of all the user information.
 */
function normalLocation(location: string): string {
  const text = location.replace(/^[ \t]+|[ \t]+$/g, '');
  const parts = /^(https:\/\/)([a-z0-9.-]+)(?::443)?(?=[/?#]|$)(.*)$/is.exec(text);
  return parts ? `https://${parts[2]?.toLowerCase()}${parts[3]}` : text;
}

/** Who the customer is. One request on behalf of the account, and one more for its email. */
async function getProfile(
  call: ProviderCall,
  remoteId: string,
  { withEmail }: { withEmail: boolean },
): Promise<Result<AccountProfile>> {
  if (!isSafeInPath(remoteId)) return fail({ kind: 'account-gone', ...call.http.about });
  return readProfile(call, { withEmail, onBehalfOf: remoteId });
}

/**
 * Facts that the replies do not give are ''. Without `onBehalfOf`, the user whom the key belongs to.
 * Source: Users API, "Get a user's profile" and "Retrieve your account email address", header on-behalf-of.
 */
async function readProfile(
  call: ProviderCall,
  { withEmail, ...user }: { withEmail: boolean; onBehalfOf?: string },
): Promise<Result<AccountProfile>> {
  const reply = await request(call, 'account', { path: '/v3/user/profile', rateLimitName: 'profile', ...user });
  if (!reply.ok) return reply;
  const profile = readRecord(reply.value);
  const email = withEmail
    ? await request(call, 'account', { path: '/v3/user/email', rateLimitName: 'email', ...user })
    : null;
  // A key without email permission can still read names. Any other failure is temporary: report it rather than store an
  // empty email.
  if (email?.ok === false && !['key-not-allowed', 'account-gone', 'request-refused'].includes(email.problem.kind))
    return email;
  const person = [readText(profile?.['first_name']), readText(profile?.['last_name'])]
    .filter((part) => part !== '')
    .join(' ');
  return ok({
    name: readText(profile?.['company']) || person,
    email: email?.ok ? readEmail(readRecord(email.value)?.['email']) : '',
    domain: readWebsiteDomain(profile?.['website']),
  });
}
