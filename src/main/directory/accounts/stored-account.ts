import { type AccountState, accountIdOf, type NameSource } from '../../../shared/account.ts';
import { domainOf } from './domains.ts';

/** An account with everything that provider, profile, imports and user said of it, the best word on each first. */
export interface StoredAccount {
  accountId: string;
  connectionId: string;
  kind: 'customer' | 'admin-console';
  remoteId: string;
  /** Never empty: where no name is known, the email, else the id. */
  name: string;
  nameSource: NameSource;
  email: string;
  /** Bare host; from the email where nobody gave one, unless that is a free mail host. */
  domain: string;
  /** Other names: of an import, and those that the shown name stands before. */
  aliases: string[];
  tags: string[];
  state: AccountState | null;
  note: string;
  pinned: boolean;
  /** ISO. */
  lastLogInAt: string | null;
  /** ISO. */
  createdAt: string | null;
}

/** A row of `account`, with its pin and its last log-in. Null: not told. */
export interface AccountRecord {
  connection_id: string;
  remote_id: string;
  kind: 'customer' | 'admin-console';
  name: string | null;
  email: string | null;
  tags: string | null;
  state: AccountState | null;
  created_at: string | null;
  profile_name: string | null;
  profile_email: string | null;
  profile_domain: string | null;
  pinned: number;
  last_log_in_at: string | null;
}

/** What the user gave; empty: nothing. */
export interface GivenName {
  name: string;
  note: string;
}

/** What one import gave; null: nothing. Lists are JSON. */
export interface ImportedName {
  name: string | null;
  email: string | null;
  domain: string | null;
  aliases: string | null;
  tags: string | null;
  note: string | null;
}

/** All rows about one account; `imported` the newest first. */
export interface AccountRows {
  record: AccountRecord;
  given: GivenName | null;
  imported: readonly ImportedName[];
}

/** What the name book says of an account; empty: nothing. */
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

/** A user's name beats an imported one, that a profile's, that the provider's. */
export function describeAccount({ record, given, imported }: AccountRows): StoredAccount {
  const newest = newestIn(imported);
  const email = newest('email') || record.profile_email || record.email || '';
  const names: readonly (readonly [NameSource, string])[] = [
    ['user', given?.name ?? ''],
    ['import', newest('name')],
    ['profile', record.profile_name ?? ''],
    ['provider', record.name ?? ''],
  ];
  const known = names.filter(([, name]) => name);
  const [nameSource, name] = known[0] ?? ['none', email || record.remote_id];
  const beaten = known.slice(1).map(([, other]) => other);
  return {
    accountId: accountIdOf(record.connection_id, record.remote_id),
    connectionId: record.connection_id,
    kind: record.kind,
    remoteId: record.remote_id,
    name,
    nameSource,
    email,
    domain: newest('domain') || record.profile_domain || domainOf(email),
    aliases: distinct([...listIn(newest('aliases')), ...beaten], name),
    tags: distinct([...listIn(record.tags), ...listIn(newest('tags'))], ''),
    state: record.state,
    note: given?.note || newest('note'),
    pinned: record.pinned === 1,
    lastLogInAt: record.last_log_in_at,
    createdAt: record.created_at,
  };
}

export function bookEntry({ given, imported }: AccountRows): BookEntry {
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
