import type { Connection } from '../../shared/connection.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { ProviderClients } from './clients.ts';

export interface KeyKnowsDeps {
  accounts: Pick<Accounts, 'knowsAny' | 'someKnown'>;
  clients: Pick<ProviderClients, 'tryAccount' | 'tryList'>;
}

/** How many customers the provider is asked about one by one. They may all have left since. */
const askedOneByOne = 5;

/**
 * Whether a key knows customers of `connectionId`, in the list of `wanted`. If its first page has none of them, the provider is
 * asked about some: they may be on a later page, and a provider in trouble sends lists that are empty or short. `none`: the
 * key knows none of them and lists no customer. Returns the problems of `ProviderClients.tryList`.
 */
export async function keyKnows(
  { accounts, clients }: KeyKnowsDeps,
  connectionId: string,
  wanted: Connection,
  key: string,
): Promise<Result<'knows' | 'others' | 'none'>> {
  const listed = await clients.tryList(wanted, key);
  if (!listed.ok) return listed;
  if (accounts.knowsAny(connectionId, listed.value)) return ok('knows');
  for (const remoteId of accounts.someKnown(connectionId, askedOneByOne).remoteIds)
    if (await clients.tryAccount(wanted, key, remoteId)) return ok('knows');
  return ok(listed.value.length === 0 ? 'none' : 'others');
}
