import type { AccountDetails, AccountProfile, AccountState } from '../../../shared/account.ts';
import { openableLink } from '../../../shared/login-link.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Endpoint, KeyFacts, Landing, LoginLink, Provider, ProviderCall } from '../provider.ts';
import { domainOf, emailOf, isHtml, readJson, recordOf, recordsOf, textOf } from '../read-reply.ts';
import { accountPath, get, isUsableId, parseRateLimitHeaders, send } from './api.ts';
import { accountsOf, listAccounts } from './list.ts';
import { refusalOfSendgrid } from './problems.ts';

// Twilio SendGrid for resellers: Account Provisioning API. Source: twilio/sendgrid-oai, tsg_account_provisioning_v3 and
// tsg_user_v3, and twilio.com/docs/sendgrid/api-reference; read 2026-11-21.

const linkLifetimeSeconds = 60;

/**
 * The specification names app.sendgrid.com as where a log-in leads, for both regions. Whether EU accounts ever land on a
 * host of their own is not documented; until it is, such a link is refused rather than guessed at.
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
      placeholder: 'SG.…',
    },
    targets: [],
    linkLifetimeSeconds,
    namesNeedProfiles: true,
    adminConsole: null,
  },
  endpoints: { global, eu },
  pages: { keys: 'https://app.sendgrid.com/settings/api_keys', 'allowed-ips': null },
  // SendGrid publishes no figure for these endpoints and tells it in each reply instead. Until then: 600 a minute, the
  // only default it ever named (changelog "Imposing Rate Limits on some SendGrid V2 API Endpoints", 2019-10-10).
  defaultBudgetPerHour: 36_000,
  parseRateLimitHeaders,
  checkKey,
  listAccounts,
  makeLoginLink,
  getDetails,
  getProfile,
};

/** Returns key-rejected, or key-not-reseller for a key without Account Provisioning. One request. */
async function checkKey(call: ProviderCall): Promise<Result<KeyFacts>> {
  const body = await get(call, 'accounts', '/v3/partners/accounts?limit=1', 'organization');
  if (!body.ok) return body;
  const accounts = accountsOf(body.value);
  if (!accounts) return fail({ kind: 'reply-unreadable', why: 'shape', ...call.http.about });
  // The list tells no total; only an empty one says how many there are.
  return ok({ accountTotal: accounts.length === 0 ? 0 : null });
}

/**
 * Asks for a login link; valid 60 s, once; never log it. Success is exactly a 303 with exactly one Location.
 * Returns link-missing, link-refused, account-gone on 404, target-unknown. Source: Account Provisioning API, SSO.
 */
async function makeLoginLink(call: ProviderCall, remoteId: string, landing: Landing): Promise<Result<LoginLink>> {
  const { about } = call.http;
  if (landing.target !== null) return fail({ kind: 'target-unknown', provider: about.provider });
  if (!isUsableId(remoteId)) return fail({ kind: 'account-gone', ...about });
  // Counted from before the request: a link that may be over already is not called fresh.
  const expiresAt = new Date(Date.now() + linkLifetimeSeconds * 1000).toISOString();
  const reply = await send(call, 'sso', 'POST', accountPath(remoteId, 'sso'));
  if (!reply.ok) return reply;
  const { status, headers, text } = reply.value;
  if (status === 303) {
    const locations = headers['location'] ?? [];
    const [location] = locations;
    if (!location || locations.length !== 1) return fail({ kind: 'link-missing', ...about });
    const url = openableLink(location, call.endpoint.linkOrigins);
    return url === null ? fail({ kind: 'link-refused', ...about }) : ok({ url, expiresAt });
  }
  if (status < 300 && !isHtml(text)) return fail({ kind: 'link-missing', ...about });
  const refused = readJson(reply.value, about, refusalOfSendgrid(about, 'account'));
  return refused.ok ? fail({ kind: 'link-missing', ...about }) : refused;
}

const states: readonly AccountState[] = ['activated', 'deactivated', 'suspended', 'banned', 'indeterminate'];

/** Two requests. One of the two facts is enough: returns a problem only where both fail. */
async function getDetails(call: ProviderCall, remoteId: string): Promise<Result<AccountDetails>> {
  if (!isUsableId(remoteId)) return fail({ kind: 'account-gone', ...call.http.about });
  const [state, offerings] = await Promise.all([
    get(call, 'state', accountPath(remoteId, 'state'), 'account'),
    get(call, 'offerings', accountPath(remoteId, 'offerings'), 'account'),
  ]);
  if (!state.ok && !offerings.ok) return state;
  const named = state.ok ? recordOf(state.value)?.['state'] : null;
  return ok({
    state: states.find((known) => known === named) ?? null,
    email: null,
    companyName: null,
    plan: null,
    groups: [],
    credits: [],
    offerings: offerings.ok ? offeringsOf(offerings.value) : [],
    createdAt: null,
  });
}

function offeringsOf(body: unknown): AccountDetails['offerings'] {
  return recordsOf(recordOf(body)?.['offerings'])
    .map((offering) => ({
      name: textOf(offering['name']),
      type: offering['type'] === 'package' ? ('package' as const) : ('addon' as const),
      quantity: typeof offering['quantity'] === 'number' ? offering['quantity'] : null,
    }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => Number(b.type === 'package') - Number(a.type === 'package'));
}

/**
 * Who the customer is; two requests on behalf of the account. Blank where it says nothing.
 * Source: Users API, "Get a user's profile" and "Retrieve your account email address", header on-behalf-of.
 */
async function getProfile(call: ProviderCall, remoteId: string): Promise<Result<AccountProfile>> {
  if (!isUsableId(remoteId)) return fail({ kind: 'account-gone', ...call.http.about });
  const onBehalf = { 'on-behalf-of': `account-id ${remoteId}` };
  const profile = await get(call, 'profile', '/v3/user/profile', 'account', onBehalf);
  if (!profile.ok) return profile;
  const email = await get(call, 'email', '/v3/user/email', 'account', onBehalf);
  // A key without leave to read emails still knows names; anything else passes, and must not be taken for "no email".
  if (!email.ok && !['key-not-allowed', 'account-gone', 'request-refused'].includes(email.problem.kind)) return email;
  const told = recordOf(profile.value);
  const person = [textOf(told?.['first_name']), textOf(told?.['last_name'])].filter((part) => part !== '').join(' ');
  return ok({
    name: textOf(told?.['company']) || person,
    email: email.ok ? emailOf(recordOf(email.value)?.['email']) : '',
    domain: domainOf(told?.['website']),
  });
}
