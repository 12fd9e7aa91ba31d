/** Marks a SQLite file as ours ("Ltky"). Source: https://www.sqlite.org/fileformat2.html#application_id */
export const applicationId = 0x4c746b79;

/** Names matter from the first opening on: a first sync writes nothing more. */
const anyOpened = "exists (select 1 from ledger_event where outcome in ('opened', 'copied'))";

/** `row`: of a trigger. */
const noteRenamed = (row: 'new' | 'old'): string => `
  insert into renamed values (${row}.connection, ${row}.remote_id, (select events from ledger_head))
    on conflict (connection, remote_id) do update set event = excluded.event;`;
const noOtherImport = (row: 'new' | 'old'): string => `
  not exists (select 1 from imported_name i where i.connection = ${row}.connection and i.remote_id = ${row}.remote_id
    and i.layer <> ${row}.layer and i.name = ${row}.name)`;

/** A first sync, before any log-in, writes nothing more. */
const anyBegun = '(select events from ledger_head) > 0';

/** What the layers above (`>`) or below (`<`) an import give this customer. `row`: one of `imported_name`. */
const otherImport = (field: 'name' | 'email', which: '<' | '>', row: string): string => `
  select o.${field} from imported_name o where o.connection = ${row}.connection and o.remote_id = ${row}.remote_id
    and o.layer ${which} ${row}.layer and o.${field} is not null order by o.layer desc limit 1`;
/** Without any name, a customer is called by its email. */
const isNameless = (row: string): string => `
  not exists (select 1 from account a where a.connection = ${row}.connection and a.remote_id = ${row}.remote_id
    and (coalesce(a.profile_name, '') <> '' or coalesce(a.name, '') <> '' or coalesce(a.details_name, '') <> ''))
  and not exists (select 1 from imported_name o
    where o.connection = ${row}.connection and o.remote_id = ${row}.remote_id and o.name is not null)`;

/** SQL condition: whether an import calls a customer otherwise than the ones below it. `row`: one of `imported_name`. */
const importRenames = (row: string): string => `(
  (${row}.name is not null and ${row}.name is not (${otherImport('name', '<', row)}))
  or (${row}.email is not null and ${row}.email is not (${otherImport('email', '<', row)}) and ${isNameless(row)}))`;

/** The layer that is merged showed its names when its import did. */
const noteMerged = `
  insert into renamed select new.connection, new.remote_id, event from name_import
      where state = 'merging' and event is not null
    on conflict (connection, remote_id) do update set event = max(event, excluded.event);`;

/**
 * Forward only: migration n (from 1) brings the schema from version n-1 to n, in one transaction. Never edit a released
 * migration; add a new one at the end.
 */
export const migrations: readonly string[] = [
  `
  -- One row per connection: its list of accounts. It stores counts, because every keystroke shows them and counting a million
  -- rows is slow.
  create table listing (
    connection integer primary key,
    connection_id text not null unique,
    pass integer not null default 0,
    pass_open integer not null default 0,
    cursor text,
    page_stored_at text,
    seen integer not null default 0,
    accounts integer not null default 0,
    profiles integer not null default 0,
    last_synced_at text,
    -- The number of the ledger's event 'forgotten'; set while the rows of a forgotten connection are being removed.
    forgotten integer
  ) strict;

  -- What the provider says. Null: it does not say.
  create table account (
    connection integer not null references listing,
    remote_id text not null,
    kind text not null check (kind in ('customer', 'admin-console')),
    name text,
    email text,
    tags text,
    state text,
    created_at text,
    pass integer not null,
    profile_at text,
    profile_name text,
    profile_email text,
    profile_domain text,
    primary key (connection, remote_id)
  ) strict, without rowid;
  create index account_without_profile on account (connection, created_at) where profile_at is null and kind = 'customer';
  create index account_with_profile on account (connection, profile_at) where profile_at is not null;

  -- What the user says, apart from the accounts: an account that disappears and comes back finds it again.
  create table pin (
    connection integer not null references listing,
    remote_id text not null,
    pinned_at text not null,
    primary key (connection, remote_id)
  ) strict, without rowid;
  create table given_name (
    connection integer not null references listing,
    remote_id text not null,
    name text not null,
    note text not null,
    primary key (connection, remote_id)
  ) strict, without rowid;

  -- Imports are layers: the newest layer with a value counts, and undoing one brings back the value below it.
  create table name_import (
    layer integer primary key,
    import_id text not null unique,
    file_name text not null,
    at text not null,
    accounts integer not null,
    state text not null check (state in ('storing', 'stored', 'undone', 'merging'))
  ) strict;
  create table imported_name (
    connection integer not null references listing,
    remote_id text not null,
    layer integer not null,
    name text,
    email text,
    domain text,
    aliases text,
    tags text,
    note text,
    primary key (connection, remote_id, layer)
  ) strict, without rowid;
  create index imported_name_layer on imported_name (layer);

  -- Events of log-ins, each sealed with the hash of the previous one.
  create table ledger_event (
    seq integer primary key,
    kind text not null check (kind in ('started', 'finished', 'forgotten')),
    row_id integer not null,
    at text not null,
    who text not null,
    connection_id text not null,
    remote_id text not null,
    provider text not null,
    connection_label text not null,
    target text,
    how text not null,
    outcome text not null,
    problem_kind text,
    words_hash text not null,
    hash text not null
  ) strict;
  create unique index ledger_step on ledger_event (row_id, kind);
  create index ledger_opened on ledger_event (connection_id, remote_id, at) where outcome in ('opened', 'copied');
  create index ledger_opened_at on ledger_event (connection_id, at) where outcome in ('opened', 'copied');
  create trigger ledger_event_is_never_edited before update on ledger_event
    begin select raise(abort, 'the ledger is append-only'); end;
  create trigger ledger_event_is_never_removed before delete on ledger_event
    begin select raise(abort, 'the ledger is append-only'); end;
  -- The words of an event: the customer's name and the reason. They can be forgotten; the event keeps a salted hash of them.
  create table ledger_words (
    row_id integer primary key references ledger_event,
    connection_id text not null,
    salt text not null,
    account_name text not null,
    reason text not null,
    folded text not null
  ) strict;
  create index ledger_words_connection on ledger_words (connection_id);
  -- The ledger's length and last hash, so that a removed end shows.
  create table ledger_head (
    only_row integer primary key check (only_row = 1),
    events integer not null,
    hash text not null
  ) strict;
  insert into ledger_head values (1, 0, '');
  `,
  `
  -- Format version 2 of the ledger. SQLite cannot change a check or a foreign key, so both tables are copied.
  create table new_ledger_event (
    seq integer primary key,
    -- How the event is sealed. Events of format 1 stay as they are.
    format integer not null,
    kind text not null check (kind in ('started', 'finished', 'ended', 'forgotten')),
    row_id integer not null,
    at text not null,
    who text not null,
    connection_id text not null,
    remote_id text not null,
    provider text not null,
    connection_label text not null,
    target text,
    how text not null,
    outcome text not null,
    problem_kind text,
    cause text,
    words_hash text not null,
    hash text not null
  ) strict;
  insert into new_ledger_event
    select seq, 1, kind, row_id, at, who, connection_id, remote_id, provider, connection_label, target, how, outcome,
      problem_kind, null, words_hash, hash
    from ledger_event order by seq;
  create table new_ledger_words (
    row_id integer primary key references new_ledger_event,
    connection_id text not null,
    salt text not null,
    account_name text not null,
    reason text not null,
    landing text,
    as_email text,
    folded text not null
  ) strict;
  insert into new_ledger_words
    select row_id, connection_id, salt, account_name, reason, null, null, folded from ledger_words order by row_id;
  drop table ledger_words;
  drop table ledger_event;
  alter table new_ledger_event rename to ledger_event;
  alter table new_ledger_words rename to ledger_words;

  create unique index ledger_step on ledger_event (row_id, kind);
  -- Which customer was opened last is decided by the row. The time is there to be read without the table.
  create index ledger_opened on ledger_event (connection_id, remote_id, row_id, at) where outcome in ('opened', 'copied');
  create index ledger_opened_at on ledger_event (connection_id, row_id) where outcome in ('opened', 'copied');
  create index ledger_opened_row on ledger_event (row_id) where outcome in ('opened', 'copied');
  create trigger ledger_event_is_never_edited before update on ledger_event
    begin select raise(abort, 'the ledger is append-only'); end;
  create trigger ledger_event_is_never_removed before delete on ledger_event
    begin select raise(abort, 'the ledger is append-only'); end;
  create index ledger_words_connection on ledger_words (connection_id);
  `,
  `
  -- A profile that could not be read: how often in a row, and when it is due again. Null: no problem.
  alter table account add column profile_failures integer not null default 0;
  alter table account add column profile_retry_at text;
  -- The email among the details of one account, for providers whose list has none.
  alter table account add column details_email text;
  create index account_profile_to_retry on account (connection, profile_retry_at) where profile_retry_at is not null;
  create index account_profile_without_name on account (connection) where profile_name = '' and name is null;
  -- Until now a refused profile was stored like a blank one. Ask for both again.
  update account set profile_at = null, profile_name = null, profile_email = null, profile_domain = null
    where profile_name = '' and profile_email = '' and profile_domain = '';
  update listing set profiles =
    (select count(*) from account a where a.connection = listing.connection and a.profile_at is not null);
  `,
  `
  -- What the provider said of one account when it was highlighted, and when (ISO). The state ages: see AccountReader.
  alter table account add column details_at text;
  alter table account add column details_state text;
  alter table account add column details_name text;
  alter table account add column details_tags text;
  -- Until now such a state was kept as if the list had it, for good. A list that has states brings them again.
  update account set state = null where profile_at is not null;
  `,
  `
  -- Imports of a whole desk, each above the layer of its names. A listing with 'forgotten' 0 has no event in the ledger: an
  -- import has not finished to make the connection, or was undone.
  create table desk_import (
    layer integer primary key references name_import,
    -- What its undo needs to know of settings and connections, as JSON.
    record text not null,
    -- What has still to be written to the settings file, as JSON. Null: nothing.
    pending text
  ) strict;
  -- What it gave where nothing was given before. Its undo takes back these, and only as long as they are as it gave them.
  create table desk_given (
    connection integer not null references listing,
    remote_id text not null,
    layer integer not null,
    name text,
    note text,
    -- The place of the pin among those of the import.
    pin integer,
    pinned_at text,
    primary key (connection, remote_id, layer)
  ) strict, without rowid;
  create index desk_given_layer on desk_given (layer);
  `,
  `
  -- Accounts of which a name appeared, changed or went away since a customer was first opened: how many events the ledger had
  -- then. It says whether a name was there when a customer was opened, whatever the clock said.
  create table renamed (
    connection integer not null references listing,
    remote_id text not null,
    event integer not null,
    primary key (connection, remote_id)
  ) strict, without rowid;
  create trigger account_appears after insert on account
    when new.name is not null and ${anyOpened} begin ${noteRenamed('new')} end;
  create trigger account_is_renamed after update of name, profile_name, details_name on account
    when (old.name is not new.name or old.profile_name is not new.profile_name or old.details_name is not new.details_name)
      and ${anyOpened} begin ${noteRenamed('new')} end;
  create trigger name_is_given after insert on given_name
    when new.name <> '' and ${anyOpened} begin ${noteRenamed('new')} end;
  create trigger given_name_changes after update of name on given_name
    when old.name <> new.name and ${anyOpened} begin ${noteRenamed('new')} end;
  create trigger given_name_goes after delete on given_name
    when old.name <> '' and ${anyOpened} begin ${noteRenamed('old')} end;
  -- Another import with this name changes nothing.
  create trigger name_is_imported after insert on imported_name
    when new.name is not null and ${anyOpened} and ${noOtherImport('new')} begin ${noteRenamed('new')} end;
  create trigger imported_name_goes after delete on imported_name
    when old.name is not null and ${anyOpened} and ${noOtherImport('old')} begin ${noteRenamed('old')} end;
  `,
  `
  -- Since a log-in first began, rather than was first opened. An account that appears may have a name already, of the user or of
  -- an import; one that has none is called by its email.
  drop trigger account_appears;
  create trigger account_appears after insert on account when ${anyBegun} begin ${noteRenamed('new')} end;
  drop trigger account_is_renamed;
  create trigger account_is_renamed
    after update of name, profile_name, details_name, email, profile_email, details_email on account
    when ${anyBegun} and (
      old.name is not new.name or old.profile_name is not new.profile_name or old.details_name is not new.details_name
      or (coalesce(new.profile_name, '') = '' and coalesce(new.name, '') = '' and coalesce(new.details_name, '') = ''
        and (old.email is not new.email or old.profile_email is not new.profile_email
          or old.details_email is not new.details_email)))
    begin ${noteRenamed('new')} end;
  drop trigger name_is_given;
  create trigger name_is_given after insert on given_name
    when new.name <> '' and ${anyBegun} begin ${noteRenamed('new')} end;
  drop trigger given_name_changes;
  create trigger given_name_changes after update of name on given_name
    when old.name <> new.name and ${anyBegun} begin ${noteRenamed('new')} end;
  drop trigger given_name_goes;
  create trigger given_name_goes after delete on given_name
    when old.name <> '' and ${anyBegun} begin ${noteRenamed('old')} end;
  -- The names of an import appear, and go, all at once: how many events the ledger had then. Null: before this version.
  alter table name_import add column event integer;
  create trigger import_shows after update of state on name_import when new.state in ('stored', 'undone') begin
    update name_import set event = (select events from ledger_head) where layer = new.layer; end;
  drop trigger name_is_imported;
  -- No name goes if an import above hides it, or one below brings it too.
  drop trigger imported_name_goes;
  create trigger imported_name_goes after delete on imported_name
    when ${anyBegun} and ${importRenames('old')}
      and not exists (${otherImport('name', '>', 'old')})
      and (old.name is not null or not exists (${otherImport('email', '>', 'old')}))
    begin ${noteRenamed('old')} end;
  create view renaming_import as
    select i.connection, i.remote_id, n.event from imported_name i join name_import n using (layer)
    where ${importRenames('i')};
  create trigger imported_name_is_merged after insert on imported_name
    when new.layer = 0 and coalesce(new.name, new.email) is not null begin ${noteMerged} end;
  create trigger imported_name_changes after update of name, email on imported_name
    when old.name is not new.name or old.email is not new.email begin ${noteMerged} end;
  `,
];

/**
 * Tables with facts that no provider can give again, and the schema version that created each. They are checked at each
 * start; damage in others shows when read.
 */
export const tablesCheckedAtStart: readonly { table: string; since: number }[] = [
  { table: 'listing', since: 1 },
  { table: 'pin', since: 1 },
  { table: 'given_name', since: 1 },
  { table: 'name_import', since: 1 },
  { table: 'desk_import', since: 5 },
  { table: 'ledger_event', since: 1 },
  { table: 'ledger_words', since: 1 },
  { table: 'ledger_head', since: 1 },
];
