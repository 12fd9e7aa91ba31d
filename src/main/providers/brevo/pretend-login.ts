import {
  customerById,
  jsonReply,
  type PretendReply,
  type PretendState,
  type SampleCustomer,
} from '../pretend-provider.ts';
import { refusalOfAdmin } from './pretend-admins.ts';
import { error } from './pretend-error.ts';

// The two requests for a token with which a login link is made, as Brevo's documents describe them.

export const masterAccount = {
  id: 999_001,
  companyName: 'Sample Agency',
  email: 'admin@sample-agency.example',
  currencyCode: 'EUR',
  timezone: 'Europe/Paris',
  billingInfo: { companyName: 'Sample Agency', email: 'billing@sample-agency.example' },
  // Of the form in the types of Brevo's official SDK 6.0.3; the values are made up.
  planInfo: {
    currencyCode: 'EUR',
    features: [{ name: 'users', quantity: 10, remaining: 7, unitValue: 'number' }],
    nextBillingAt: 1_798_761_600,
    planPeriod: 'month',
    price: 499,
    subAccounts: 5_000,
  },
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

export function makeSubAccountToken(body: string, { customers, loginCode }: PretendState): PretendReply {
  const fields = fieldsOf(body);
  if (!fields) return error(400, 'bad_request', 'Input must be a valid JSON object');
  const { id, email, target, url } = fields;
  if (id === undefined) return error(400, 'missing_parameter', 'id is missing');
  if (!(id instanceof Digits)) return error(400, 'invalid_parameter', 'id should be a number');
  if (email !== undefined && !isEmail(email)) return error(400, 'invalid_parameter', 'email is not valid');
  if (target !== undefined && (typeof target !== 'string' || !Object.hasOwn(targets, target)))
    return error(400, 'invalid_parameter', 'target is not valid');
  if (url !== undefined && !isBrevoPage(url)) return error(400, 'invalid_parameter', 'url is not valid');

  const customer = customerById(customers, id.text);
  // A guess: the page lists 400 and 403 only, and not what an unknown id or user is answered.
  if (!customer) return error(400, 'invalid_parameter', 'Sub-account id is invalid');
  if (typeof email === 'string' && !isUserOf(customer, email))
    return error(400, 'invalid_parameter', 'User does not belong to the sub-account');
  const landing =
    typeof url === 'string' ? url : typeof target === 'string' ? (targets[target] ?? target) : 'The start page';
  const visit = {
    name: customer.name,
    id: customer.id,
    facts: [
      { label: 'User', text: typeof email === 'string' ? email : customer.email },
      { label: 'Plan', text: customer.plan },
      { label: 'State', text: customer.state === 'activated' ? 'active' : 'inactive' },
    ],
    landing,
  };
  return { ...jsonReply(200, { token: loginCode }), opens: visit };
}

export function makeAdminToken(body: string, { loginCode }: PretendState): PretendReply {
  const email = fieldsOf(body)?.['email'];
  if (email === undefined) return error(400, 'missing_parameter', 'email is missing');
  if (!isEmail(email)) return error(400, 'invalid_parameter', 'email is not valid');
  const refusal = refusalOfAdmin(email);
  if (refusal) return refusal;
  const visit = {
    name: `${masterAccount.companyName} (admin console)`,
    id: String(masterAccount.id),
    facts: [{ label: 'User', text: email }],
    landing: 'The admin console',
  };
  return { ...jsonReply(200, { token: loginCode }), opens: visit };
}

/** A JSON number as written: an int64 does not fit into a JavaScript number. */
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

/** Everybody at the customer's domain. */
const isUserOf = ({ domain, email }: SampleCustomer, user: string): boolean =>
  user === email || user.toLowerCase().endsWith(`@${domain}`);

const isEmail = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);

function isBrevoPage(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  return url?.protocol === 'https:' && (url.hostname === 'brevo.com' || url.hostname.endsWith('.brevo.com'));
}

export const subAccountNotFound = (): PretendReply => error(404, 'document_not_found', 'Sub-account not found');
