import type { RateLimit } from './hourly-allowance.ts';
import type { Visit } from './landing-page.ts';
import { jsonReply, type PretendReply, type PretendRequest } from './listener.ts';
import type { SampleCustomer, SampleCustomers } from './sample-customers.ts';
import { groups } from './sample-words.ts';

export interface BrevoDeps {
  keys: { good: string; otherAddress: string; readOnly: string; notAdmin: string };
  customers: SampleCustomers;
  /** Counts a request against the hour, or null where nothing is counted. */
  take(): RateLimit | null;
  /** The caller makes the link from it, as Brevo's page says. */
  issueToken(visit: Visit): string;
  nowMs(): number;
}

/** Answers as `https://api.brevo.com` does to a master account. Source: developers.brevo.com, Master account, 2026-11-21. */
export function answerAsBrevo(deps: BrevoDeps, request: PretendRequest): PretendReply {
  const key = request.header('api-key');
  if (key === undefined) return error(401, 'unauthorized', 'authentication not found in headers');
  if (key === deps.keys.otherAddress)
    return error(
      401,
      'unauthorized',
      'We have detected you are using an unrecognised IP address 192.0.2.17. If you performed this action make sure to add the new IP address in this link: https://app.brevo.com/security/authorised_ips',
    );
  if (!Object.values(deps.keys).includes(key)) return error(401, 'unauthorized', 'Key not found');

  const allowance = deps.take();
  const headers: Record<string, string> = allowance
    ? {
        'x-sib-ratelimit-limit': String(allowance.limit),
        'x-sib-ratelimit-remaining': String(allowance.remaining),
        // Seconds left. Source: developers.brevo.com, Rate limit headers.
        'x-sib-ratelimit-reset': String(Math.ceil((allowance.resetsAtMs - deps.nowMs()) / 1000)),
      }
    : {};
  const reply =
    allowance?.allowed === false ? jsonReply(429, { message: 'Too many requests' }) : answerCall(deps, request, key);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function answerCall(deps: BrevoDeps, request: PretendRequest, key: string): PretendReply {
  if (!request.path.startsWith('/v3/corporate/')) return notFound();
  if (key === deps.keys.notAdmin) return error(403, 'permission_denied', 'Current account is not an admin account');
  if (request.method !== 'GET' && key === deps.keys.readOnly)
    return error(403, 'permission_denied', 'API key does not have the permission to perform this action');

  const id = /^\/v3\/corporate\/subAccount\/([^/]+)$/.exec(request.path)?.[1];
  switch (`${request.method} ${request.path}`) {
    case 'GET /v3/corporate/subAccount':
      return listSubAccounts(deps.customers, request.query);
    case 'GET /v3/corporate/groups':
      return jsonReply(
        200,
        groups.map((group) => ({ id: group.id, groupName: group.name })),
      );
    case 'GET /v3/corporate/masterAccount':
      return jsonReply(200, masterAccount);
    case 'POST /v3/corporate/subAccount/ssoToken':
      return makeSubAccountToken(deps, request.body);
    case 'POST /v3/corporate/ssoToken':
      return makeAdminToken(deps, request.body);
  }
  if (id === undefined || request.method !== 'GET') return notFound();
  if (!/^\d+$/.test(id)) return error(400, 'invalid_parameter', 'Sub-account id is invalid');
  const customer = customerOf(deps.customers, id);
  return customer ? jsonReply(200, detailsOf(customer)) : subAccountNotFound();
}

function listSubAccounts(customers: SampleCustomers, query: URLSearchParams): PretendReply {
  for (const name of ['offset', 'limit']) {
    const text = query.get(name);
    if (text === null) return error(400, 'missing_parameter', `${name} is missing`);
    if (!/^\d{1,9}$/.test(text)) return error(400, 'invalid_parameter', `${name} is not valid`);
  }
  const start = Number(query.get('offset'));
  const limit = Number(query.get('limit'));
  // The largest limit is not documented; Brevo's own command line tool asks for 50.
  if (limit < 1 || limit > 50) return error(400, 'out_of_range', 'limit is out of range');

  const rows: string[] = [];
  for (let index = start; index < Math.min(start + limit, customers.count); index++) {
    const customer = customers.at(index);
    // Written by hand: JSON.stringify knows no int64. `groups:[{}]` stands in the vendor's own example.
    const listed = customer.group ? [customer.group] : customer.chance % 5 ? [] : [{}];
    rows.push(
      `{"id":${customer.id},"companyName":${JSON.stringify(customer.name)},"active":${customer.state === 'activated'},` +
        `"createdAt":${customer.createdAt},"groups":${JSON.stringify(listed)}}`,
    );
  }
  return jsonReply(200, `{"count":${customers.count},"subAccounts":[${rows.join(',')}]}`);
}

function detailsOf(customer: SampleCustomer): object {
  const quantity = [300, 5_000, 40_000, 250_000][customer.chance % 4] ?? 300;
  const credits = {
    emails: { quantity, remaining: customer.chance % (quantity + 1) },
    ...(customer.chance % 3 ? { sms: { quantity: 500, remaining: customer.chance % 501 } } : {}),
  };
  const features = {
    inbox: { quantity: 10, remaining: customer.chance % 11 },
    landingPage: { quantity: 5, remaining: customer.chance % 6 },
    users: { quantity: 3, remaining: customer.chance % 4 },
  };
  return {
    name: `${customer.firstName} ${customer.lastName}`,
    email: customer.email,
    companyName: customer.name,
    groups: customer.group ? [customer.group] : [],
    // Everything of it is optional, says the reference.
    ...(customer.chance % 50 === 0 ? {} : { planInfo: { planType: customer.plan, credits, features } }),
  };
}

const masterAccount = {
  id: 999_001,
  companyName: 'Sample Agency',
  email: 'admin@sample-agency.example',
  currencyCode: 'EUR',
  timezone: 'Europe/Paris',
  billingInfo: { companyName: 'Sample Agency', email: 'billing@sample-agency.example' },
  planInfo: { planType: 'corporate', subscriptionExpiry: 'never' },
};

/** Where a login may land. Source: developers.brevo.com, "Generate SSO token to access sub-account". */
const targets: Readonly<Record<string, string>> = {
  automation: 'Automation',
  email_campaign: 'Email Campaign',
  contacts: 'Contacts',
  landing_pages: 'Landing Pages',
  email_transactional: 'Email Transactional',
  senders: 'Senders',
  sms_campaign: 'SMS Campaign',
  sms_transactional: 'SMS Transactional',
};

function makeSubAccountToken(deps: BrevoDeps, body: string): PretendReply {
  const fields = fieldsOf(body);
  if (!fields) return error(400, 'bad_request', 'Input must be a valid JSON object');
  const { id, email, target, url } = fields;
  if (id === undefined) return error(400, 'missing_parameter', 'id is missing');
  if (!(id instanceof Digits)) return error(400, 'invalid_parameter', 'id should be a number');
  if (email !== undefined && !isEmail(email)) return error(400, 'invalid_parameter', 'email is not valid');
  if (target !== undefined && (typeof target !== 'string' || !Object.hasOwn(targets, target)))
    return error(400, 'invalid_parameter', 'target is not valid');
  if (url !== undefined && !isBrevoPage(url)) return error(400, 'invalid_parameter', 'url is not valid');

  const customer = customerOf(deps.customers, id.text);
  if (!customer) return subAccountNotFound();
  const landing =
    typeof url === 'string' ? url : typeof target === 'string' ? (targets[target] ?? target) : 'The start page';
  const visit: Visit = {
    provider: 'Brevo',
    name: customer.name,
    id: customer.id,
    facts: [
      { label: 'User', text: typeof email === 'string' ? email : customer.email },
      { label: 'Plan', text: customer.plan },
      { label: 'State', text: customer.state === 'activated' ? 'active' : 'inactive' },
    ],
    landing,
  };
  return jsonReply(200, { token: deps.issueToken(visit) });
}

function makeAdminToken(deps: BrevoDeps, body: string): PretendReply {
  const email = fieldsOf(body)?.['email'];
  if (email === undefined) return error(400, 'missing_parameter', 'email is missing');
  if (!isEmail(email)) return error(400, 'invalid_parameter', 'email is not valid');
  const visit: Visit = {
    provider: 'Brevo',
    name: `${masterAccount.companyName} (admin console)`,
    id: String(masterAccount.id),
    facts: [{ label: 'User', text: email }],
    landing: 'The admin console',
  };
  return jsonReply(200, { token: deps.issueToken(visit) });
}

/** A JSON number as it was written: int64 does not fit into a JavaScript number. */
class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

// TypeScript's library does not know of the reviver's third argument yet.
const parseJson = JSON.parse as (
  text: string,
  revive: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

function fieldsOf(body: string): Record<string, unknown> | null {
  try {
    const value = parseJson(body, (_key, inner, { source }) =>
      typeof inner === 'number' && source !== undefined ? new Digits(source) : inner,
    );
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

const isEmail = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);

function isBrevoPage(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  return url?.protocol === 'https:' && (url.hostname === 'brevo.com' || url.hostname.endsWith('.brevo.com'));
}

function customerOf(customers: SampleCustomers, id: string): SampleCustomer | null {
  const index = customers.indexOf(id);
  return index < 0 ? null : customers.at(index);
}

const subAccountNotFound = (): PretendReply => error(404, 'document_not_found', 'Sub-account not found');
const notFound = (): PretendReply => error(404, 'document_not_found', 'Route not found');
const error = (status: number, code: string, message: string): PretendReply => jsonReply(status, { code, message });
