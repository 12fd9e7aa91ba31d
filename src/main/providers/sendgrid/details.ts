import type { AccountDetails, AccountState } from '../../../shared/account.ts';
import { wholeNumber } from '../../../shared/format.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Http } from '../../http/types.ts';
import type { ProviderCall } from '../provider.ts';
import { readNumber, readRecord, readRecords, readText } from '../read-reply.ts';
import { accountPath, isSafeInPath, request } from './api.ts';

const states: readonly AccountState[] = ['activated', 'deactivated', 'suspended', 'banned', 'indeterminate'];

/**
 * Three requests, and once for each client the catalogue of offerings. Each fact may be missing, such as the credits for a key
 * that may not read them: returns a problem only if neither the state nor the offerings can be had.
 */
export async function getDetails(call: ProviderCall, remoteId: string): Promise<Result<AccountDetails>> {
  if (!isSafeInPath(remoteId)) return fail({ kind: 'account-gone', ...call.http.about });
  const [state, offerings, credits] = await Promise.all([
    request(call, 'account', { path: accountPath(remoteId, 'state'), rateLimitName: 'state' }),
    request(call, 'account', { path: accountPath(remoteId, 'offerings'), rateLimitName: 'offerings' }),
    request(call, 'account', { path: '/v3/user/credits', rateLimitName: 'credits', onBehalfOf: remoteId }),
  ]);
  if (!state.ok && !offerings.ok) return state;
  const stateName = state.ok ? readRecord(state.value)?.['state'] : null;
  const had = offerings.ok ? readOfferings(offerings.value) : [];
  const catalogue = had.length > 0 ? await readCatalogue(call) : null;
  const balance = credits.ok ? readRecord(credits.value) : null;
  return ok({
    state: states.find((known) => known === stateName) ?? null,
    email: null,
    companyName: null,
    plan: planOf(had, catalogue),
    groups: [],
    credits: balance
      ? [{ name: 'emails', remaining: amountIn(balance['remain']), quantity: amountIn(balance['total']) }]
      : [],
    offerings: had,
  });
}

function amountIn(value: unknown): number | null {
  const number = readNumber(value);
  return number !== null && number >= 0 ? number : null;
}

function readOfferings(body: unknown): AccountDetails['offerings'] {
  return readRecords(readRecord(body)?.['offerings'])
    .map((offering) => ({
      name: readText(offering['name']),
      type: offering['type'] === 'package' ? ('package' as const) : ('addon' as const),
      quantity: readNumber(offering['quantity']),
    }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => Number(b.type === 'package') - Number(a.type === 'package'));
}

/** Emails a month, by the name of the offering. */
type Catalogue = ReadonlyMap<string, number>;

/** SendGrid's own words for an offering are a name such as `org.ei.free.v1` and what it entitles to. */
function planOf(offerings: AccountDetails['offerings'], catalogue: Catalogue | null): string | null {
  const plan = offerings.find(({ type }) => type === 'package');
  if (!plan) return null;
  // `org.ei.pro-100k.v1`: what is between is the plan's name.
  const name = /^org\.ei\.(.+)\.v\d+$/.exec(plan.name)?.[1] ?? plan.name;
  const sends = catalogue?.get(plan.name);
  return sends === undefined ? name : `${name} (${wholeNumber(sends)} emails a month)`;
}

/** It says nothing of a customer, and is the same for all of a reseller. */
const catalogues = new WeakMap<Http, Catalogue>();

async function readCatalogue(call: ProviderCall): Promise<Catalogue | null> {
  const known = catalogues.get(call.http);
  if (known) return known;
  const body = await request(call, 'organization', { path: '/v3/partners/offerings', rateLimitName: 'catalogue' });
  if (!body.ok) return null;
  const catalogue = new Map<string, number>();
  for (const entry of readRecords(readRecord(body.value)?.['catalog'])) {
    const name = readText(readRecord(entry['offering'])?.['name']);
    const sends = amountIn(readRecord(entry['entitlements'])?.['email_sends_max_monthly']);
    if (name !== '' && sends !== null) catalogue.set(name, sends);
  }
  catalogues.set(call.http, catalogue);
  return catalogue;
}
