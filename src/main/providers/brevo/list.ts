import type { ListedAccount } from '../../../shared/account.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Http } from '../../http/types.ts';
import { guardAfter, type LoopGuard, readLoopGuard } from '../page-loop.ts';
import type { AccountPage, ProviderCall } from '../provider.ts';
import {
  type JsonRecord,
  parseJson,
  readIsoTime,
  readNumber,
  readRecord,
  readRecords,
  readText,
  wrongShape,
} from '../read-reply.ts';
import { request } from './api.ts';

/**
 * The largest page is not documented. 50 is what Brevo's own command line asks for; if Brevo refuses it, the smaller ones are
 * tried in this order.
 */
const pageSizes = [50, 20, 10];

/** What is needed to ask for the next page, also by another run of the program. */
interface Cursor {
  offset: number;
  /** The id that the page must contain: pages overlap, so that a change of the list between pages shows. */
  first: string | null;
  /** By how many rows the page overlaps with the one before. */
  overlap: number;
  /** Rows of the longest page so far: a shorter one may be the last. */
  longest: number;
  /** How often a page had to be read again because the list had changed. Limited, so that the list ends. */
  stepsBack: number;
  guard: LoopGuard | null;
}

const mostStepsBack = 20;
/** With each step back, pages overlap by so many rows more, so that as many may be removed before the next page. */
const wider = 4;

/**
 * `offset` is an index, so removing a sub-account between two pages would hide another; overlapping pages detect that.
 * SECURITY: `count` may be wrong, and accounts that a list does not contain are removed. So it can make the list longer, but
 * never end it: that takes a page that is shorter than one before it, or has nothing new.
 * Returns reply-unreadable (shape) if pages repeat in a cycle, or the list changes so much that pages do not meet: such a list must not
 * decide which accounts are gone.
 */
export async function listAccounts(call: ProviderCall, cursorText: string | null): Promise<Result<AccountPage>> {
  const cursor = parseCursor(cursorText);
  const { offset, first, stepsBack, guard } = cursor;
  const body = await requestPage(call, offset);
  if (!body.ok) return body;
  const list = readList(body.value.list);
  if (!list) return wrongShape(call.http.about);
  const { rows, total } = list;

  if (cursorText === null) groupNames.delete(call.http);
  const names = rows.some((row) => readGroups(row).some(({ id, name }) => id && !name))
    ? await fetchGroupNames(call)
    : null;
  const accounts = rows.map((row) => readAccount(row, names)).filter((account) => account !== null);
  const page = { accounts, total };
  const ids = rows.map((row) => readId(row['id']));
  const longest = Math.max(cursor.longest, rows.length);
  // The expected row is not on this page: rows before it were removed, and what moved up is one page back.
  if (first !== null && !ids.includes(first)) {
    if (stepsBack >= mostStepsBack) return wrongShape(call.http.about);
    const backTo = Math.max(0, offset - body.value.limit);
    const back: Cursor = { offset: backTo, first: null, overlap: 0, longest, stepsBack: stepsBack + 1, guard: null };
    return ok({ ...page, next: JSON.stringify(back) });
  }
  const end = offset + rows.length;
  const last = ids.at(-1) ?? null;
  const isAllCounted = total !== null && end >= total;
  const hasNothingNew = last !== null && last === first;
  if (rows.length === 0 || (hasNothingNew && rows.length <= cursor.overlap)) return ok({ ...page, next: null });
  const isShort = rows.length < cursor.longest || (hasNothingNew && rows.length < body.value.limit);
  if (isShort && isAllCounted) return ok({ ...page, next: null });
  const nextGuard = guardAfter(guard, `${ids[0]}…${last}`);
  if (!nextGuard) return wrongShape(call.http.about);
  const wanted = Math.min(1 + wider * stepsBack, Math.floor(body.value.limit / 2), Math.max(1, rows.length - 1));
  const overlap = last !== null && (rows.length > 1 || isAllCounted) ? wanted : 0;
  const next: Cursor = {
    offset: end - overlap,
    first: overlap ? last : null,
    overlap,
    longest,
    stepsBack,
    guard: nextGuard,
  };
  return ok({ ...page, next: JSON.stringify(next) });
}

/** The page size that each client's Brevo accepts, if it refused the largest. */
const acceptedSizes = new WeakMap<Http, number>();

/** One page, of the largest size that Brevo accepts. */
async function requestPage(call: ProviderCall, offset: number): Promise<Result<{ list: unknown; limit: number }>> {
  const largest = acceptedSizes.get(call.http) ?? Number.POSITIVE_INFINITY;
  const sizes = pageSizes.filter((size) => size <= largest);
  let refused: Result<never> | null = null;
  for (const limit of sizes) {
    const page = await request(call, { path: `subAccount?offset=${offset}&limit=${limit}`, subject: 'admin-account' });
    if (page.ok) {
      if (limit !== sizes[0]) acceptedSizes.set(call.http, limit);
      return ok({ list: page.value, limit });
    }
    // Brevo may mean the offset as well: then no size helps, and the list has become shorter than that.
    if (page.problem.kind !== 'request-refused' || page.problem.why !== 'out-of-range') return page;
    refused ??= page;
  }
  return refused ?? wrongShape(call.http.about);
}

function parseCursor(text: string | null): Cursor {
  const cursor = readRecord(parseJson(text ?? '')?.value);
  const numberOf = (name: keyof Cursor): number => readNumber(cursor?.[name]) ?? 0;
  const first = cursor?.['first'];
  return {
    offset: numberOf('offset'),
    first: typeof first === 'string' ? first : null,
    overlap: numberOf('overlap'),
    longest: numberOf('longest'),
    stepsBack: numberOf('stepsBack'),
    guard: readLoopGuard(cursor?.['guard']),
  };
}

/** `{count, subAccounts}`, or null if this is not an account list. */
export function readList(body: unknown): { rows: readonly JsonRecord[]; total: number | null } | null {
  const list = readRecord(body);
  const count = readNumber(list?.['count']);
  const total = count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
  const rows = list?.['subAccounts'];
  // Keep the place of a row that is not a record: offsets count it.
  if (Array.isArray(rows)) return { rows: rows.map((row) => readRecord(row) ?? {}), total };
  return total === 0 ? { rows: [], total } : null;
}

/** An int64 in digits, or null. Ids stay text inside the program; a number would be rounded beyond 2^53. */
export function readId(value: unknown): string | null {
  const digits = typeof value === 'number' ? String(value) : value;
  return typeof digits === 'string' && /^[1-9]\d{0,18}$/.test(digits) && BigInt(digits) < 2n ** 63n ? digits : null;
}

function readAccount(row: JsonRecord, names: ReadonlyMap<string, string> | null): ListedAccount | null {
  const remoteId = readId(row['id']);
  if (remoteId === null) return null;
  const name = readText(row['companyName']);
  const createdAt = readIsoTime(row['createdAt']);
  const active = row['active'];
  return {
    remoteId,
    ...(name ? { name } : {}),
    ...(typeof active === 'boolean' ? { state: active ? ('activated' as const) : ('inactive' as const) } : {}),
    tags: readGroups(row)
      .map(({ id, name }) => name || (names?.get(id) ?? ''))
      .filter((tag) => tag !== ''),
    ...(createdAt ? { createdAt } : {}),
  };
}

/** `{id?, name?}` in lists and details, `{id?, groupName?}` from the groups call; Brevo's own example holds `[{}]`. */
export const readGroups = (row: JsonRecord | null): readonly { id: string; name: string }[] =>
  readRecords(row?.['groups']).map((group) => ({
    id: readText(group['id']),
    name: readText(group['name']) || readText(group['groupName']),
  }));

/** Names of groups that the list gives by id only; requested at most once in a sync run. */
const groupNames = new WeakMap<Http, ReadonlyMap<string, string>>();

async function fetchGroupNames(call: ProviderCall): Promise<ReadonlyMap<string, string>> {
  const known = groupNames.get(call.http);
  if (known) return known;
  const body = await request(call, { path: 'groups', subject: 'admin-account' });
  const groups = body.ok ? readGroups({ groups: body.value }) : [];
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  groupNames.set(call.http, names);
  return names;
}
