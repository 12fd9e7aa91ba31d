import { fail, ok, type Result } from '../../../shared/result.ts';
import { guardAfter, type LoopGuard, loopGuardOf } from '../page-loop.ts';
import type { AccountPage, ProviderCall } from '../provider.ts';
import { emailOf, isoTimeOf, type JsonRecord, parseJson, recordOf, recordsOf, textOf } from '../read-reply.ts';
import { get, isUsableId } from './api.ts';

const pageSize = 100;

/** What is needed to ask for the next page, also by another run of the program. */
interface Cursor {
  /** The last account id received: `offset` of the next page. */
  last: string;
  guard: LoopGuard | null;
}

/**
 * How the list ends is not documented. It is over with an empty page, or one that ends where the page before did.
 * Returns reply-unreadable (shape) where pages go round in a circle: not a list to remove accounts by.
 */
export async function listAccounts(call: ProviderCall, cursorText: string | null): Promise<Result<AccountPage>> {
  const cursor = cursorText === null ? null : cursorOf(cursorText);
  const query = new URLSearchParams({ limit: String(pageSize), ...(cursor ? { offset: cursor.last } : {}) });
  const body = await get(call, 'accounts', `/v3/partners/accounts?${query}`, 'organization');
  if (!body.ok) return body;
  const shapeless = fail({ kind: 'reply-unreadable', why: 'shape', ...call.http.about });
  const listed = accountsOf(body.value);
  if (!listed) return shapeless;
  if (listed.length === 0) return ok({ accounts: [], next: null, total: null });

  const accounts = new Map<string, AccountPage['accounts'][number]>();
  for (const account of listed) {
    const remoteId = account['id'];
    if (typeof remoteId !== 'string' || !isUsableId(remoteId)) continue;
    const email = emailOf(account['email']);
    const createdAt = isoTimeOf(account['created_at']);
    accounts.set(remoteId, { remoteId, ...(email ? { email } : {}), ...(createdAt ? { createdAt } : {}) });
  }
  const last = [...accounts.keys()].at(-1) ?? textOf(recordOf(recordOf(body.value)?.['pages'])?.['last']);
  if (!last) return shapeless;
  const page = { accounts: [...accounts.values()], total: null };
  if (last === cursor?.last) return ok({ ...page, next: null });
  const guard = guardAfter(cursor?.guard ?? null, last);
  if (!guard) return shapeless;
  return ok({ ...page, next: JSON.stringify({ last, guard } satisfies Cursor) });
}

/** null: this is no account list. Null for the list itself is how some servers write an empty one. */
export function accountsOf(body: unknown): readonly JsonRecord[] | null {
  const accounts = recordOf(body)?.['accounts'];
  return Array.isArray(accounts) ? recordsOf(accounts) : accounts === null ? [] : null;
}

function cursorOf(text: string): Cursor | null {
  const cursor = recordOf(parseJson(text)?.value);
  const last = cursor?.['last'];
  return typeof last === 'string' ? { last, guard: loopGuardOf(cursor?.['guard']) } : null;
}
