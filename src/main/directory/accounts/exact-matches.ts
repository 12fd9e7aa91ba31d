import { accountIdOf } from '../../../shared/account.ts';
import { companyDomainOf } from '../../../shared/mailbox-providers.ts';
import type { Database } from '../sqlite/database.ts';
import { visibleLayers } from './account-reader.ts';
import { allConnectionLists } from './connection-lists.ts';
import { bareHost } from './domains.ts';

/** SQL that finds the accounts with the email, or the domain, `?1`, in any case. */
const withEmail = `
  select connection, remote_id from account
    where email = ?1 collate nocase or profile_email = ?1 collate nocase or details_email = ?1 collate nocase
  union select connection, remote_id from imported_name where email = ?1 collate nocase and ${visibleLayers}`;
const withDomain = `
  select connection, remote_id from account
    where profile_domain = ?1 collate nocase
      or substr(email, -length(?1) - 1) = '@' || ?1 collate nocase
      or substr(profile_email, -length(?1) - 1) = '@' || ?1 collate nocase
      or substr(details_email, -length(?1) - 1) = '@' || ?1 collate nocase
  union select connection, remote_id from imported_name where domain = ?1 collate nocase and ${visibleLayers}`;

/**
 * Ids of the accounts whose id, email or domain is `text`: those found by id first, and at most `limit` others. An id may be
 * unknown. For an email or a domain it reads all rows: an index would slow down every sync for a rare question.
 */
export function findExactIds(database: Database, text: string, limit: number): string[] {
  const wanted = text.trim();
  if (!wanted) return [];
  const lists = allConnectionLists(database);
  // A ticket may have an id in capitals. An id as it is written comes first.
  const ids = [...new Set([wanted, wanted.toLowerCase()])];
  const byId = ids.flatMap((id) => lists.map(({ connection_id }) => accountIdOf(connection_id, id)));
  const isEmail = wanted.includes('@') && !wanted.includes('/');
  const host = bareHost(wanted);
  // A mail provider's domain is no customer's.
  const isDomain = !isEmail && host.includes('.') && companyDomainOf(`@${host}`) !== '';
  if (!isEmail && !isDomain) return [wanted, ...byId];
  const connectionIds = new Map(lists.map(({ connection, connection_id }) => [connection, connection_id]));
  const found = database.all<{ connection: number; remote_id: string }>(
    `${isEmail ? withEmail : withDomain} order by 1, 2 limit ?2`,
    isEmail ? wanted : host,
    limit,
  );
  const byText = found.flatMap(({ connection, remote_id }) => {
    const connectionId = connectionIds.get(connection);
    return connectionId === undefined ? [] : [accountIdOf(connectionId, remote_id)];
  });
  return [...new Set([wanted, ...byId, ...byText])];
}
