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

/** The largest page is not documented; 50 is what Brevo's own command line asks for. */
const pageSize = 50;

/** What is needed to ask for the next page, also by another run of the program. */
interface Cursor {
  offset: number;
  /** The id that the page must contain: pages overlap by one row, so that a change of the list between pages shows. */
  first: string | null;
  /** How often a page had to be read again because the list had changed. Limited, so that the list ends. */
  stepsBack: number;
  guard: LoopGuard | null;
}

const mostStepsBack = 20;

/**
 * `offset` is an index, so removing a sub-account between two pages would hide another; overlapping pages detect that.
 * Returns reply-unreadable (shape) if pages repeat in a cycle: such a list must not decide which accounts are gone.
 */
export async function listAccounts(call: ProviderCall, cursorText: string | null): Promise<Result<AccountPage>> {
  const { offset, first, stepsBack, guard } = parseCursor(cursorText);
  const body = await request(call, { path: `subAccount?offset=${offset}&limit=${pageSize}`, subject: 'admin-account' });
  if (!body.ok) return body;
  const list = readList(body.value);
  if (!list) return wrongShape(call.http.about);
  const { rows, total } = list;

  if (cursorText === null) groupNames.delete(call.http);
  const names = rows.some((row) => readGroups(row).some(({ id, name }) => id && !name))
    ? await fetchGroupNames(call)
    : null;
  const accounts = rows.map((row) => readAccount(row, names)).filter((account) => account !== null);
  const page = { accounts, total };
  const ids = rows.map((row) => readId(row['id']));
  // The expected row is not on this page: rows before it were removed, and what moved up is one page back.
  if (first !== null && !ids.includes(first) && stepsBack < mostStepsBack) {
    const back = { offset: Math.max(0, offset - pageSize), first: null, stepsBack: stepsBack + 1, guard: null };
    return ok({ ...page, next: JSON.stringify(back satisfies Cursor) });
  }
  if (rows.length === 0) return ok({ ...page, next: null });
  const end = offset + rows.length;
  if (total !== null && end >= total) return ok({ ...page, next: null });
  const nextGuard = guardAfter(guard, `${ids[0]}…${ids.at(-1)}`);
  if (!nextGuard) return wrongShape(call.http.about);
  const last = ids.at(-1) ?? null;
  const overlap = last !== null && rows.length > 1 ? 1 : 0;
  const next: Cursor = { offset: end - overlap, first: overlap ? last : null, stepsBack, guard: nextGuard };
  return ok({ ...page, next: JSON.stringify(next) });
}

function parseCursor(text: string | null): Cursor {
  const cursor = readRecord(parseJson(text ?? '')?.value);
  const [offset, stepsBack] = [readNumber(cursor?.['offset']) ?? 0, readNumber(cursor?.['stepsBack']) ?? 0];
  const first = cursor?.['first'];
  return {
    offset,
    first: typeof first === 'string' ? first : null,
    stepsBack,
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
