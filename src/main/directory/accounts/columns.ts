import type { Account, ListedAccount, ListedFacts } from '../../../shared/account.ts';
import { withoutEntities } from '../../../shared/entities.ts';
import { longest, mostInList, plainText } from '../../lib/plain-text.ts';

// The one table of an account's columns. A new fact of the provider's list is one line here and one migration.

interface Column<Value> {
  /** The SQL expression that reads it; `a` is the table `account`, `l` the table `listing`. */
  readonly sql: string;
  /** Never set; carries the type of what SQLite returns. */
  readonly value?: Value;
}

const column = <Value>(sql: string): Column<Value> => ({ sql });

/** How a fact is stored: lists as JSON. */
type Stored<Fact> = Fact extends string | number ? Fact : string;

/** A column of `account` that the provider's list fills. Null: the list does not give the fact. */
interface ListedColumn<Fact> extends Column<Stored<Fact> | null> {
  readonly name: string;
  readonly write: (fact: Fact) => Stored<Fact>;
}

const listed = <Fact>(name: string, write: (fact: Fact) => Stored<Fact>): ListedColumn<Fact> => ({
  name,
  sql: `a.${name}`,
  write,
});

const listedColumns: { readonly [Fact in keyof ListedFacts]: ListedColumn<ListedFacts[Fact]> } = {
  name: listed('name', (name) => plainText(withoutEntities(name), longest.name)),
  email: listed('email', (email) => plainText(email, longest.email)),
  tags: listed('tags', (tags) => JSON.stringify(tags.slice(0, mostInList).map((tag) => plainText(tag, longest.tag)))),
  state: listed('state', (state) => state),
  createdAt: listed('created_at', (createdAt) => createdAt),
};

const columns = {
  ...listedColumns,
  connectionId: column<string>('l.connection_id'),
  remoteId: column<string>('a.remote_id'),
  kind: column<Account['kind']>('a.kind'),
  profileName: column<string | null>('a.profile_name'),
  profileEmail: column<string | null>('a.profile_email'),
  profileDomain: column<string | null>('a.profile_domain'),
  detailsEmail: column<string | null>('a.details_email'),
  detailsAt: column<string | null>('a.details_at'),
  detailsState: column<Account['state']>('a.details_state'),
  detailsName: column<string | null>('a.details_name'),
  detailsTags: column<string | null>('a.details_tags'),
  pinned: column<0 | 1>('exists (select 1 from pin p where p.connection = a.connection and p.remote_id = a.remote_id)'),
  lastLogInAt: column<string | null>(
    `(select e.at from ledger_event e where e.connection_id = l.connection_id and e.remote_id = a.remote_id
       and e.outcome in ('opened', 'copied') order by e.row_id desc limit 1)`,
  ),
};

/** A row of `account`, with its pin and its last log-in. */
export type AccountRecord = {
  readonly [Field in keyof typeof columns]: (typeof columns)[Field] extends Column<infer Value> ? Value : never;
};

/** What to select for an `AccountRecord`, from `account a` and its `listing l`. */
export const selectList = Object.entries(columns)
  .map(([field, { sql }]) => `${sql} as ${field}`)
  .join(', ');

const listedFacts = Object.keys(listedColumns) as (keyof ListedFacts)[];

/** Facts that come from the provider's list only. For the other three, `describeAccount` chooses among the sources. */
type ListOnly = Exclude<keyof ListedFacts, 'name' | 'email' | 'tags'>;
const isListOnly = (fact: keyof ListedFacts): fact is ListOnly => !['name', 'email', 'tags'].includes(fact);
const listOnly = listedFacts.filter(isListOnly);

type ListOnlyFacts = { [Fact in ListOnly]: AccountRecord[Fact] };

/** Copies the facts that come from the list only. A spread of a row from SQLite would take three times as long. */
export function listOnlyFacts(record: AccountRecord): ListOnlyFacts {
  const facts: Partial<ListOnlyFacts> = {};
  for (const fact of listOnly) copyFact(fact, record, facts);
  return facts as ListOnlyFacts;
}

function copyFact<Fact extends ListOnly>(fact: Fact, from: AccountRecord, to: Partial<ListOnlyFacts>): void {
  to[fact] = from[fact];
}

const listedNames = Object.values(listedColumns).map(({ name }) => name);

/**
 * SQL that stores `rows` accounts of a list; a missing fact keeps the known one. The connection is `?1`, the other values
 * are those of `upsertValues`. Returns the accounts that are new or changed.
 */
export function upsertOf(rows: number): string {
  const row = `(?1, ?, 'customer', ${listedNames.map(() => '?').join(', ')}, 0)`;
  const latest = (name: string): string => `coalesce(excluded.${name}, account.${name})`;
  return `
    insert into account (connection, remote_id, kind, ${listedNames.join(', ')}, pass)
    values ${Array.from({ length: rows }, () => row).join(', ')}
    on conflict (connection, remote_id) do update set ${listedNames.map((name) => `${name} = ${latest(name)}`).join(', ')}
    where ${listedNames.map((name) => `account.${name} is not ${latest(name)}`).join(' or ')}
    returning remote_id, pass = 0 as is_new`;
}

/** The values of one account for `upsertOf`. */
export const upsertValues = (account: ListedAccount): (string | number | null)[] => [
  account.remoteId,
  ...listedFacts.map((fact) => storedFact(account, fact)),
];

function storedFact<Fact extends keyof ListedFacts>(facts: Partial<ListedFacts>, fact: Fact): string | number | null {
  const value: ListedFacts[Fact] | undefined = facts[fact];
  return value === undefined ? null : listedColumns[fact].write(value);
}
