import {
  customerById,
  jsonReply,
  type PretendProvider,
  type PretendReply,
  type PretendRequest,
  type PretendState,
  type SampleCustomer,
  type SampleCustomers,
} from '../pretend-provider.ts';
import { groupDetails, listAdminUsers, permissionsOf } from './pretend-admins.ts';
import { error } from './pretend-error.ts';
import { groupId } from './pretend-groups.ts';
import { makeAdminToken, makeSubAccountToken, masterAccount, subAccountNotFound } from './pretend-login.ts';

// Plays `https://api.brevo.com` for a master account. Source: developers.brevo.com, Master account; read 2026-11-21.

// Of the vendor's form and plainly no secret. Joined here, so that no scanner takes the source for a leak.
const keyWith = (word: string): string => ['xkeysib', `${'facade'.repeat(10)}fade`, word].join('-');

/** Keys that are known and have something wrong with them, each in its own way. */
export const troubledKeys = {
  otherAddress: keyWith('sandboxotheraddr'),
  readOnly: keyWith('sandboxreadsonly'),
  notAdmin: keyWith('sandboxnotadmin0'),
};

/** Source: developers.brevo.com, error codes. What a 451 says is a guess. */
const failures: Readonly<Record<number, readonly [code: string, message: string]>> = {
  402: ['not_enough_credits', 'Not enough credits'],
  403: ['account_under_validation', 'Your account is under validation'],
  451: ['permission_denied', 'Unavailable for legal reasons'],
};

const tooManyRequests = jsonReply(429, { message: 'Too many requests' });

const firstCustomers =
  'Acme Events,Acme Éditions,Globex Retail,Hôtel du Lac,Maison Béranger,Boulangerie Noël & Fils,Boulangerie Noel et Fils,L’Atelier d’Été,Bücherwurm GmbH,Piñata Party S.L.,Umber & Ochre Gallery,Ümit Tekstil A.Ş.,Norvia,Norvia Labs,St. Brendan’s School,Fromagerie Gruyère-Ville,7 Hills Yoga,Žižkov Brewery';

export const pretend: PretendProvider = {
  key: keyWith('sandboxsandbox00'),
  troubledKeys,
  requestsPerHour: 3_600,
  linkLifetimeSeconds: 15 * 86_400,
  // "Valid for 15 days"; Brevo says nothing of once.
  linkWorksOnce: false,
  accent: { light: '#0b7a4b', dark: '#4fd199' },
  samples: {
    seed: 0xb4e7_0001,
    firstCustomers: firstCustomers.split(','),
    // int64; one in 64 or so is larger than 2^53, where a number would be rounded to another customer's id.
    writeId: (number) => String(number % 64 === 0 ? 9_007_199_254_740_993n + 2n * BigInt(number) : 1_000_000 + number),
    readId: (id) => {
      if (!/^[1-9]\d{6,16}$/.test(id)) return null;
      return id.length < 16 ? Number(id) - 1_000_000 : Number((BigInt(id) - 9_007_199_254_740_993n) / 2n);
    },
  },
  // "Depends on your account plan and the specific endpoint" (limit-headers). That each path counts by itself is a guess.
  limitName: ({ method, path }) => `${method} ${path.replace(/\/(\d+|[^/]+@[^/]+|[0-9a-f]{20,})(?=\/|$)/, '/')}`,
  listPath: '/v3/corporate/subAccount',
  failure: (status) => {
    if (status === 429) return tooManyRequests;
    const [code, message] = failures[status] ?? ['internal_error', 'Internal error'];
    return error(status, code, message);
  },
  // Brevo documents no other refusal for a while.
  block: tooManyRequests,
  loginCodeIn: ({ path }) => /^\/account\/login\/(?:sub-account|corporate)\/sso\/([^/]*)$/.exec(path)?.[1] ?? null,
  answer,
};

function answer(request: PretendRequest, state: PretendState): PretendReply {
  const key = request.header('api-key');
  const refused = refusalOfKey(key, state.key);
  if (refused) return { ...refused, isCounted: false };
  const reply = state.hour?.isAllowed === false ? tooManyRequests : answerCall(request, state, key);
  return { ...reply, headers: { ...reply.headers, ...rateHeaders(state) } };
}

function refusalOfKey(key: string | undefined, good: string): PretendReply | null {
  if (key === undefined) return error(401, 'unauthorized', 'authentication not found in headers');
  if (key === troubledKeys.otherAddress)
    return error(
      401,
      'unauthorized',
      'We have detected you are using an unrecognised IP address 192.0.2.17. If you performed this action make sure to add the new IP address in this link: https://app.brevo.com/security/authorised_ips',
    );
  const isKnown = key === good || Object.values(troubledKeys).includes(key);
  return isKnown ? null : error(401, 'unauthorized', 'Key not found');
}

const rateHeaders = ({ hour, nowMs }: PretendState): Record<string, string> =>
  hour
    ? {
        'x-sib-ratelimit-limit': String(hour.limit),
        'x-sib-ratelimit-remaining': String(hour.remaining),
        // Seconds left. Source: developers.brevo.com, Rate limit headers.
        'x-sib-ratelimit-reset': String(Math.ceil((hour.resetsAtMs - nowMs) / 1000)),
      }
    : {};

function answerCall(request: PretendRequest, state: PretendState, key: string | undefined): PretendReply {
  if (!request.path.startsWith('/v3/corporate/')) return notFound();
  if (key === troubledKeys.notAdmin) return error(403, 'permission_denied', 'Current account is not an admin account');
  if (request.method !== 'GET' && key === troubledKeys.readOnly)
    return error(403, 'permission_denied', 'API key does not have the permission to perform this action');

  const [, kind, id, what] =
    /^\/v3\/corporate\/(subAccount|group|user)\/([^/]+)(?:\/(permissions))?$/.exec(request.path) ?? [];
  switch (`${request.method} ${request.path}`) {
    case 'GET /v3/corporate/subAccount':
      return listSubAccounts(state, request.query);
    case 'GET /v3/corporate/groups':
      return jsonReply(
        200,
        state.customers.groups.map((name) => ({ id: groupId(state.customers, name), groupName: name })),
      );
    case 'GET /v3/corporate/masterAccount':
      return jsonReply(200, masterAccount);
    case 'GET /v3/corporate/invited/users':
      return listAdminUsers(request.query);
    case 'POST /v3/corporate/subAccount/ssoToken':
      return makeSubAccountToken(request.body, state);
    case 'POST /v3/corporate/ssoToken':
      return makeAdminToken(request.body, state);
  }
  if (id === undefined || request.method !== 'GET' || (kind === 'user') !== (what === 'permissions')) return notFound();
  if (kind === 'user') return permissionsOf(decodeURIComponent(id));
  if (kind === 'group') return groupDetails(id, state.customers);
  if (!/^\d+$/.test(id)) return error(400, 'invalid_parameter', 'Sub-account id is invalid');
  const customer = customerById(state.customers, id);
  return customer ? jsonReply(200, detailsOf(customer, state.customers)) : subAccountNotFound();
}

function listSubAccounts({ customers, listedCount }: PretendState, query: URLSearchParams): PretendReply {
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
    // Written by hand: JSON.stringify knows no int64. `groups:[{}]` is in the vendor's own example.
    const listed = customer.group || customer.chance % 5 ? groupsOf(customer, customers) : [{}];
    rows.push(
      `{"id":${customer.id},"companyName":${JSON.stringify(customer.name)},"active":${customer.state === 'activated'},` +
        `"createdAt":${customer.createdAt},"groups":${JSON.stringify(listed)}}`,
    );
  }
  // Optional, say the types of the official SDK 6.0.3.
  const count = listedCount === null ? '' : `"count":${listedCount},`;
  return jsonReply(200, `{${count}"subAccounts":[${rows.join(',')}]}`);
}

function detailsOf(customer: SampleCustomer, customers: SampleCustomers): object {
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
    groups: groupsOf(customer, customers),
    // All of it is optional, says the reference.
    ...(customer.chance % 50 === 0 ? {} : { planInfo: { planType: customer.plan, credits, features } }),
  };
}

const groupsOf = ({ group }: SampleCustomer, customers: SampleCustomers): readonly { id: string; name: string }[] =>
  group === null ? [] : [{ id: groupId(customers, group), name: group }];

const notFound = (): PretendReply => error(404, 'document_not_found', 'Route not found');
