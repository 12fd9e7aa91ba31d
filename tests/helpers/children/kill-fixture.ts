import type { ListedAccount } from '../../../src/shared/account.ts';
import { effort } from '../model/effort.ts';

export const connection = 'connection1';
/** `npm test` has no time for as many as the program is made for. */
export const customers = effort === 'test' ? 20_000 : 100_000;
const pageSize = 100;
export const pages = customers / pageSize;

/** What the provider's list says: in its second state every tenth customer is gone and the others have new names. */
export function pageOf(page: number, state: 'first' | 'second'): ListedAccount[] {
  const all = Array.from({ length: pageSize }, (_, n) => page * pageSize + n);
  return all
    .filter((n) => state === 'first' || n % 10 !== 0)
    .map((n) => ({ remoteId: String(10_000_000 + n), name: `Customer ${n} ${state}`, email: `ops${n}@c${n}.com` }));
}
