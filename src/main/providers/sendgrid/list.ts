import { ok, type Result } from '../../../shared/result.ts';
import { guardAfter, type LoopGuard, readLoopGuard } from '../page-loop.ts';
import type { AccountPage, ProviderCall } from '../provider.ts';
import {
  type JsonRecord,
  parseJson,
  readEmail,
  readIsoTime,
  readRecord,
  readRecords,
  readText,
  wrongShape,
} from '../read-reply.ts';
import { isSafeInPath, request } from './api.ts';

const pageSize = 100;

/** What is needed to ask for the next page, also by another run of the program. */
interface Cursor {
  /** The last account id received: `offset` of the next page. */
  last: string;
  guard: LoopGuard | null;
}

/**
 * How the list ends is not documented. It ends with an empty page, or with one that ends where the page before did.
 * Returns reply-unreadable (shape) if pages repeat in a cycle: such a list must not decide which accounts are gone.
 */
export async function listAccounts(call: ProviderCall, cursorText: string | null): Promise<Result<AccountPage>> {
  const cursor = cursorText === null ? null : parseCursor(cursorText);
  const query = new URLSearchParams({ limit: String(pageSize), ...(cursor ? { offset: cursor.last } : {}) });
  const spec = { path: `/v3/partners/accounts?${query}`, rateLimitName: 'accounts' } as const;
  const body = await request(call, 'organization', spec);
  if (!body.ok) return body;
  const listed = readAccounts(body.value);
  if (!listed) return wrongShape(call.http.about);
  if (listed.length === 0) return ok({ accounts: [], next: null, total: null });

  const accounts = new Map<string, AccountPage['accounts'][number]>();
  for (const account of listed) {
    const remoteId = readId(account['id']);
    if (remoteId === null) continue;
    const email = readEmail(account['email']);
    const createdAt = readIsoTime(account['created_at']);
    accounts.set(remoteId, { remoteId, ...(email ? { email } : {}), ...(createdAt ? { createdAt } : {}) });
  }
  const last = [...accounts.keys()].at(-1) ?? readText(readRecord(readRecord(body.value)?.['pages'])?.['last']);
  if (!last) return wrongShape(call.http.about);
  const page = { accounts: [...accounts.values()], total: null };
  if (last === cursor?.last) return ok({ ...page, next: null });
  const guard = guardAfter(cursor?.guard ?? null, last);
  if (!guard) return wrongShape(call.http.about);
  return ok({ ...page, next: JSON.stringify({ last, guard } satisfies Cursor) });
}

/** The document says text. Digits without quotation marks are the same id, and no customer is lost for want of them. */
function readId(value: unknown): string | null {
  const id = typeof value === 'number' && value > 0 && Number.isSafeInteger(value) ? String(value) : value;
  return typeof id === 'string' && isSafeInPath(id) ? id : null;
}

/** Null if this is not an account list. Some servers write an empty list as null. */
export function readAccounts(body: unknown): readonly JsonRecord[] | null {
  const accounts = readRecord(body)?.['accounts'];
  return Array.isArray(accounts) ? readRecords(accounts) : accounts === null ? [] : null;
}

function parseCursor(text: string): Cursor | null {
  const cursor = readRecord(parseJson(text)?.value);
  const last = cursor?.['last'];
  return typeof last === 'string' ? { last, guard: readLoopGuard(cursor?.['guard']) } : null;
}
