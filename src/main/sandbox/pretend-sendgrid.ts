import type { RateLimit } from './hourly-allowance.ts';
import type { Visit } from './landing-page.ts';
import { jsonReply, type PretendReply, type PretendRequest } from './listener.ts';
import type { SampleCustomer, SampleCustomers } from './sample-customers.ts';

export interface SendGridDeps {
  keys: { good: string; notReseller: string };
  customers: SampleCustomers;
  /** Counts a request against the hour, or null where nothing is counted. */
  take(): RateLimit | null;
  /** Makes a login link; where it leads is the caller's business. */
  issueLink(visit: Visit): string;
  nowMs(): number;
}

/** Answers as `https://api.sendgrid.com` does. Source: twilio/sendgrid-oai, Account Provisioning v3 and User v3, 2026-11-21. */
export function answerAsSendGrid(deps: SendGridDeps, request: PretendRequest): PretendReply {
  const bearer = /^Bearer (.+)$/.exec(request.header('authorization') ?? '')?.[1];
  if (bearer !== deps.keys.good && bearer !== deps.keys.notReseller)
    return error(401, 'Failed to authenticate user', '', '10-40100');

  const allowance = deps.take();
  const headers: Record<string, string> = allowance
    ? {
        'x-ratelimit-limit': String(allowance.limit),
        'x-ratelimit-remaining': String(allowance.remaining),
        // Epoch seconds. Source: SendGrid, Rate Limits.
        'x-ratelimit-reset': String(Math.ceil(allowance.resetsAtMs / 1000)),
        // By the same clock: the one is read against the other.
        date: new Date(deps.nowMs()).toUTCString(),
      }
    : {};
  const reply =
    allowance?.allowed === false
      ? jsonReply(429, { errors: [{ field: null, message: 'too many requests' }] })
      : answerCall(deps, request, bearer === deps.keys.good);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function answerCall(deps: SendGridDeps, request: PretendRequest, isReseller: boolean): PretendReply {
  // Source: SendGrid, Errors: "406 Missing Accept header".
  if (!request.header('accept')) return jsonReply(406, { errors: [{ field: null, message: 'Missing Accept header' }] });

  const call = `${request.method} ${request.path}`;
  if (call === 'GET /v3/user/profile' || call === 'GET /v3/user/email') return answerUser(deps, request, isReseller);

  const match = /^\/v3\/partners\/accounts(?:\/([^/]+)\/(sso|state|offerings))?$/.exec(request.path);
  if (!match) return noSuchEndpoint();
  if (!isReseller)
    return error(403, 'The authenticated user is not authorized to perfrom this request', '', '10-40300');
  const [, id, what] = match;
  if (id === undefined) return request.method === 'GET' ? listAccounts(deps.customers, request) : noSuchEndpoint();
  if (request.method !== (what === 'sso' ? 'POST' : 'GET')) return noSuchEndpoint();

  const customer = customerOf(deps.customers, id);
  if (!customer) return error(404, 'Account not found', '', '10-40400');
  if (what === 'state') return jsonReply(200, { state: customer.state });
  if (what === 'offerings') return jsonReply(200, { offerings: offeringsOf(customer) });
  return { status: 303, headers: { location: deps.issueLink(visitOf(customer)) } };
}

function listAccounts(customers: SampleCustomers, request: PretendRequest): PretendReply {
  const limitText = request.query.get('limit') ?? '10';
  const limit = /^\d{1,4}$/.test(limitText) ? Number(limitText) : 0;
  if (limit < 1 || limit > 100) return error(400, 'Field must be an integer from 1 to 100', 'limit', '10-40002');
  const after = request.query.get('offset');
  // `offset` is the last id received, not a number.
  const start = after ? customers.indexOf(after) + 1 : 0;
  if (after && start === 0) return error(400, 'Field must be an account ID', 'offset', '10-40002');

  const accounts: string[] = [];
  const end = Math.min(start + limit, customers.count);
  for (let index = start; index < end; index++) {
    const created = rfc3339(customers.createdAt(index));
    // The specification promises the id and the date; its example and the reference page have an email too. So: not always.
    const email =
      index % 8 === 7 ? '' : `"email":${JSON.stringify(customers.at(index).email)},"updated_at":"${created}",`;
    accounts.push(`{"id":"${customers.idAt(index)}",${email}"created_at":"${created}"}`);
  }
  const pages = end > start ? `{"last":"${customers.idAt(end - 1)}"}` : '{}';
  return jsonReply(200, `{"accounts":[${accounts.join(',')}],"pages":${pages}}`);
}

function answerUser(deps: SendGridDeps, request: PretendRequest, isReseller: boolean): PretendReply {
  const onBehalfOf = request.header('on-behalf-of');
  if (onBehalfOf === undefined)
    return jsonReply(
      200,
      request.path.endsWith('email') ? { email: 'reseller@sample.example' } : profile('Sample Reseller', '', '', ''),
    );
  if (!isReseller) return error(403, 'access forbidden', null, undefined);
  const customer = customerOf(deps.customers, /^account-id (\S+)$/.exec(onBehalfOf)?.[1] ?? '');
  // What an unknown id answers here is not documented.
  if (!customer) return error(404, 'not found', null, undefined);
  if (request.path.endsWith('email')) return jsonReply(200, { email: customer.email });
  // Some never filled in their profile, others gave no website: both are common.
  if (customer.chance % 200 === 0) return jsonReply(200, profile('', '', '', ''));
  const website = customer.chance % 7 === 0 ? '' : `https://www.${customer.domain}`;
  return jsonReply(200, profile(customer.name, customer.firstName, customer.lastName, website));
}

const profile = (company: string, first: string, last: string, website: string) => ({
  address: '',
  address2: '',
  city: '',
  company,
  country: '',
  first_name: first,
  last_name: last,
  phone: '',
  state: '',
  website,
  zip: '',
});

function offeringsOf(customer: SampleCustomer) {
  const addons = [
    { name: 'org.mc.pro.v1', type: 'addon', quantity: 1 },
    { name: 'org.dedicated_ip.v1', type: 'addon', quantity: 1 + (customer.chance % 4) },
  ];
  return [
    { name: `org.ei.${customer.plan}.v1`, type: 'package', quantity: 1 },
    ...(customer.plan === 'free' ? [] : addons.slice(0, customer.chance % 3)),
  ];
}

function visitOf(customer: SampleCustomer): Visit {
  return {
    provider: 'SendGrid',
    name: customer.name,
    id: customer.id,
    facts: [
      { label: 'Email', text: customer.email },
      { label: 'Plan', text: customer.plan },
      { label: 'State', text: customer.state },
    ],
    landing: 'The start page',
  };
}

function customerOf(customers: SampleCustomers, id: string): SampleCustomer | null {
  const index = customers.indexOf(id);
  return index < 0 ? null : customers.at(index);
}

const rfc3339 = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000', '');

const noSuchEndpoint = (): PretendReply => error(404, 'No such endpoint', '', '10-40400');

const error = (status: number, message: string, field: string | null, errorId: string | undefined): PretendReply =>
  jsonReply(status, { errors: [{ message, field, error_id: errorId }] });
