import type { ListedAccount } from '../../../shared/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Http } from '../../http/types.ts';
import { guardAfter, type LoopGuard, loopGuardOf } from '../page-loop.ts';
import type { AccountPage, ProviderCall } from '../provider.ts';
import { isoTimeOf, type JsonRecord, numberOf, parseJson, recordOf, recordsOf, textOf } from '../read-reply.ts';
import { ask } from './api.ts';

/** The largest page is not documented; 50 is what Brevo's own command line asks for. */
const pageSize = 50;

/** What is needed to ask for the next page, also by another run of the program. */
interface Cursor {
  offset: number;
  /** The id that the page must begin with: pages overlap by one row, so that a list that moved meanwhile is noticed. */
  first: string | null;
  /** How often the list has moved: each time the page before is read again, but not for ever. */
  stepsBack: number;
  guard: LoopGuard | null;
}

const mostStepsBack = 20;

/**
 * `offset` is an index, so a sub-account removed meanwhile would hide its neighbour; overlapping pages find that out.
 * Returns reply-unreadable (shape) where the same page comes again and again: not a list to remove accounts by.
 */
export async function listAccounts(call: ProviderCall, cursorText: string | null): Promise<Result<AccountPage>> {
  const { offset, first, stepsBack, guard } = cursorOf(cursorText);
  const body = await ask(call, { path: `subAccount?offset=${offset}&limit=${pageSize}`, subject: 'admin-account' });
  if (!body.ok) return body;
  const shapeless = fail({ kind: 'reply-unreadable', why: 'shape', ...call.http.about });
  const list = listOf(body.value);
  if (!list) return shapeless;
  const { rows, total } = list;

  if (cursorText === null) groupNames.delete(call.http);
  const names = rows.some((row) => groupsOf(row).some(({ id, name }) => id && !name))
    ? await namesOfGroups(call)
    : null;
  const accounts = rows.map((row) => accountOf(row, names)).filter((account) => account !== null);
  const page = { accounts, total };
  const ids = rows.map((row) => idOf(row['id']));
  // The expected row is on no place of this page: the list got shorter before it, and what slipped past is one page back.
  if (first !== null && !ids.includes(first) && stepsBack < mostStepsBack) {
    const back = { offset: Math.max(0, offset - pageSize), first: null, stepsBack: stepsBack + 1, guard: null };
    return ok({ ...page, next: JSON.stringify(back satisfies Cursor) });
  }
  if (rows.length === 0) return ok({ ...page, next: null });
  const end = offset + rows.length;
  if (total !== null && end >= total) return ok({ ...page, next: null });
  const nextGuard = guardAfter(guard, `${ids[0]}…${ids.at(-1)}`);
  if (!nextGuard) return shapeless;
  const last = ids.at(-1) ?? null;
  const overlap = last !== null && rows.length > 1 ? 1 : 0;
  const next: Cursor = { offset: end - overlap, first: overlap ? last : null, stepsBack, guard: nextGuard };
  return ok({ ...page, next: JSON.stringify(next) });
}

function cursorOf(text: string | null): Cursor {
  const cursor = recordOf(parseJson(text ?? '')?.value);
  const [offset, stepsBack] = [numberOf(cursor?.['offset']) ?? 0, numberOf(cursor?.['stepsBack']) ?? 0];
  const first = cursor?.['first'];
  return { offset, first: typeof first === 'string' ? first : null, stepsBack, guard: loopGuardOf(cursor?.['guard']) };
}

/** `{count, subAccounts}`, or null where this is no account list. */
export function listOf(body: unknown): { rows: readonly JsonRecord[]; total: number | null } | null {
  const told = recordOf(body);
  const count = numberOf(told?.['count']);
  const total = count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
  const rows = told?.['subAccounts'];
  // A row that is none keeps its place: offsets count it.
  if (Array.isArray(rows)) return { rows: rows.map((row) => recordOf(row) ?? {}), total };
  return total === 0 ? { rows: [], total } : null;
}

/** An int64 in digits, or null. Ids stay text inside the program; a number would be rounded beyond 2^53. */
export function idOf(value: unknown): string | null {
  const digits = typeof value === 'number' ? String(value) : value;
  return typeof digits === 'string' && /^[1-9]\d{0,18}$/.test(digits) && BigInt(digits) < 2n ** 63n ? digits : null;
}

function accountOf(row: JsonRecord, names: ReadonlyMap<string, string> | null): ListedAccount | null {
  const remoteId = idOf(row['id']);
  if (remoteId === null) return null;
  const name = textOf(row['companyName']);
  const createdAt = isoTimeOf(row['createdAt']);
  const active = row['active'];
  return {
    remoteId,
    ...(name ? { name } : {}),
    ...(typeof active === 'boolean' ? { state: active ? ('activated' as const) : ('inactive' as const) } : {}),
    tags: groupsOf(row)
      .map(({ id, name }) => name || (names?.get(id) ?? ''))
      .filter((tag) => tag !== ''),
    ...(createdAt ? { createdAt } : {}),
  };
}

/** `{id?, name?}` in lists and details, `{id?, groupName?}` from the groups call; Brevo's own example holds `[{}]`. */
export const groupsOf = (row: JsonRecord | null): readonly { id: string; name: string }[] =>
  recordsOf(row?.['groups']).map((group) => ({
    id: textOf(group['id']),
    name: textOf(group['name']) || textOf(group['groupName']),
  }));

/** Names of groups that the list gave by id only; asked for at most once in a pass. */
const groupNames = new WeakMap<Http, ReadonlyMap<string, string>>();

async function namesOfGroups(call: ProviderCall): Promise<ReadonlyMap<string, string>> {
  const known = groupNames.get(call.http);
  if (known) return known;
  const body = await ask(call, { path: 'groups', subject: 'admin-account' });
  const groups = body.ok ? groupsOf({ groups: body.value }) : [];
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  groupNames.set(call.http, names);
  return names;
}
