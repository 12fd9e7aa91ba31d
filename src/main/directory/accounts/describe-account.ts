import { type Account, accountIdOf, type NameSource } from '../../../shared/account.ts';
import { companyDomainOf } from '../../../shared/mailbox-providers.ts';
import { type AccountRecord, listOnlyFacts } from './columns.ts';

/** What the user gave; an empty text is nothing. */
export interface GivenName {
  name: string;
  note: string;
}

/** What one import gave; null is nothing. Lists are JSON. */
export interface ImportedName {
  name: string | null;
  email: string | null;
  domain: string | null;
  aliases: string | null;
  tags: string | null;
  note: string | null;
}

/** All rows about one account; the newest of `imported` comes first. */
export interface AccountRows {
  record: AccountRecord;
  given: GivenName | null;
  imported: readonly ImportedName[];
}

/** What the name book says about an account; an empty text is nothing. */
export interface BookEntry {
  name: string;
  note: string;
  aliases: string[];
  tags: string[];
  email: string;
  domain: string;
}

const listIn = (json: string | null): string[] => (json ? (JSON.parse(json) as string[]) : []);

function distinct(texts: readonly string[], without: string): string[] {
  const seen = new Set(['', without.toLowerCase()]);
  return texts.filter((text) => {
    const folded = text.toLowerCase();
    return !seen.has(folded) && seen.add(folded);
  });
}

const newestIn =
  (imported: readonly ImportedName[]) =>
  (field: keyof ImportedName): string =>
    imported.find((layer) => layer[field])?.[field] ?? '';

/** The user's name comes before an imported one, that before the profile's, and that before the provider's. */
export function describeAccount({ record, given, imported }: AccountRows): Account {
  const newest = newestIn(imported);
  const email = newest('email') || record.profileEmail || record.email || record.detailsEmail || '';
  const names: readonly (readonly [NameSource, string])[] = [
    ['user', given?.name ?? ''],
    ['import', newest('name')],
    ['profile', record.profileName ?? ''],
    ['provider', record.name || record.detailsName || ''],
  ];
  const known = names.filter(([, name]) => name);
  const [nameSource, name] = known[0] ?? ['none', email || record.remoteId];
  const others = known.slice(1).map(([, other]) => other);
  return {
    ...listOnlyFacts(record),
    state: record.state ?? record.detailsState,
    accountId: accountIdOf(record.connectionId, record.remoteId),
    connectionId: record.connectionId,
    kind: record.kind,
    remoteId: record.remoteId,
    name,
    nameSource,
    email,
    domain: newest('domain') || record.profileDomain || companyDomainOf(email),
    aliases: distinct([...listIn(newest('aliases')), ...others], name),
    tags: distinct([...listIn(record.tags), ...listIn(record.detailsTags), ...listIn(newest('tags'))], ''),
    note: given?.note || newest('note'),
    pinned: record.pinned === 1,
    lastLogInAt: record.lastLogInAt,
  };
}

export function bookEntry({ given, imported }: Pick<AccountRows, 'given' | 'imported'>): BookEntry {
  const newest = newestIn(imported);
  return {
    name: given?.name || newest('name'),
    note: given?.note || newest('note'),
    aliases: listIn(newest('aliases')),
    tags: listIn(newest('tags')),
    email: newest('email'),
    domain: newest('domain'),
  };
}
