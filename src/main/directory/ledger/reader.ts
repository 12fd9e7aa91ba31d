import { accountIdOf, splitAccountId } from '../../../shared/account.ts';
import {
  type DayCount,
  type LedgerFilter,
  type LedgerOutcome,
  type LedgerRow,
  type PastLogIn,
  refusedLogInWords,
} from '../../../shared/ledger.ts';
import type { SuggestedLandings, SuggestedReasons } from '../../../shared/log-in.ts';
import type { SessionEnd } from '../../../shared/own-windows.ts';
import { AccountReader } from '../accounts/account-reader.ts';
import type { Database } from '../sqlite/database.ts';

/** What the user knows a place to land or a customer as, and its id, which is all that the ledger has of it. */
export interface KnownName {
  id: string;
  name: string;
}

export interface Usage {
  count: number;
  /** ISO; null: every time is later than now, so that none of them is known. */
  lastAt: string | null;
}

/**
 * The log-in that was written last, of those that gave a customer to the user's browser or to the clipboard. A window of the
 * customer's own replaces no session.
 */
export interface LastOpened {
  rowId: number;
  accountId: string;
  /** The customer's name at that time. */
  accountName: string;
  /** ISO; null: the clock was wrong then, so the age of the log-in is unknown. */
  at: string | null;
  how: 'open' | 'copy';
  /** The email of the user whom it named; null: it left the user to the provider. */
  as: string | null;
}

/** What the user read when a customer was opened or copied last. */
export interface LastRead {
  rowId: number;
  /** As the ledger keeps names. */
  name: string;
}

/** Events before a log-in among which a later time shows that the clock was set back. */
const eventsCompared = 100;
/** Clocks are set back by less when they are only kept right. */
const setBackMs = 60_000;

const mostWords = 8;
const hourMs = 60 * 60_000;
const mostReasons = 5;
/** Reasons are looked for among so many log-ins, the newest ones, so that a long ledger costs no time. */
const reasonsAmong = 500;
const mostLandings = 5;
/** Likewise. */
const landingsAmong = 500;

/** The form that is searched: without accents, in lower case. */
export const foldWords = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const rowColumns = `
  s.seq as rowId, s.at, s.who, s.connection_id as connectionId, s.remote_id as remoteId, s.provider,
  s.connection_label as connectionLabel, s.target, s.how, coalesce(f.outcome, 'started') as outcome,
  f.problem_kind as problemKind, e.cause as sessionEnd, e.at as sessionEndAt, w.account_name as accountName, w.reason,
  w.landing, w.as_email as "as"`;
const rowSource = `
  ledger_event s
  left join ledger_event f on f.row_id = s.seq and f.kind = 'finished'
  left join ledger_event e on e.row_id = s.seq and e.kind = 'ended'
  left join ledger_words w on w.row_id = s.seq`;
/** What the history says of an outcome beside its name in the ledger. */
const shownOutcome = `case coalesce(f.outcome, 'started')
  when 'started' then ' under way' when 'superseded' then ' by another log-in'
  when 'opened' then iif(s.how = 'window', ' in its own window', '') else '' end`;
/** The text that is searched, with what the history shows of the log-in. The words of forgotten customers are gone. */
const searchedText = `(coalesce(w.folded, lower(s.connection_label || ' ' || s.who || ' ' || s.remote_id))
  || ' ' || coalesce(f.outcome, 'started') || ${shownOutcome} || iif(s.how = 'copy', ' link', '')
  || iif(s.how = 'window', ' own window', '')
  || ' ' || replace(coalesce(s.target, ''), '_', ' ') || ' ' || iif(f.problem_kind = 'account-gone', '${refusedLogInWords}', replace(coalesce(f.problem_kind, ''), '-', ' ')))`;

interface StoredRow {
  rowId: number;
  at: string;
  who: string;
  connectionId: string;
  remoteId: string;
  provider: string;
  connectionLabel: string;
  target: string | null;
  how: LedgerRow['how'];
  outcome: LedgerOutcome;
  problemKind: string | null;
  sessionEnd: SessionEnd | null;
  sessionEndAt: string | null;
  accountName: string | null;
  reason: string | null;
  landing: string | null;
  as: string | null;
}

const rowOf = ({ connectionId, remoteId, accountName, reason, ...row }: StoredRow): LedgerRow => ({
  ...row,
  accountId: accountIdOf(connectionId, remoteId),
  accountName: accountName ?? remoteId,
  reason: reason ?? '',
});

/** A log-in that is under way has no outcome yet. */
function filteredBy({ accountId, outcome, since, until }: LedgerFilter): { sql: string; values: string[] } {
  const parts = accountId === undefined ? null : splitAccountId(accountId);
  const conditions: readonly (readonly [string, ...string[]])[] = [
    ...(accountId === undefined
      ? []
      : [['s.connection_id = ? and s.remote_id = ?', parts?.connectionId ?? '', parts?.remoteId ?? ''] as const]),
    ...(outcome === undefined ? [] : [['f.outcome = ?', outcome] as const]),
    ...(since === undefined ? [] : [['s.at >= ?', since] as const]),
    ...(until === undefined ? [] : [['s.at < ?', until] as const]),
  ];
  return {
    sql: conditions.map(([condition]) => `and ${condition}`).join(' '),
    values: conditions.flatMap(([, ...values]) => values),
  };
}

/** As `accountIdOf`. */
const accountIdOfRow = "s.connection_id || '/' || s.remote_id";

const wordsIn = (text: string): string[] => foldWords(text).split(/\s+/).filter(Boolean).slice(0, mostWords);

/** The ids of those whose name has the word, as JSON. */
function idsWith(word: string, named: readonly KnownName[]): string {
  return JSON.stringify(named.filter(({ name }) => foldWords(name).includes(word)).map(({ id }) => id));
}

/** What a log-in is also found by, beside its own text. */
interface FoundBy {
  places: readonly KnownName[];
  /** Ids of accounts, each with the name that the customer has now. */
  customers: readonly KnownName[];
}

/**
 * Besides the filter, each word must be in the searched text, in the name of the place where the log-in led, or in the present
 * name of the customer. SECURITY: a log-in whose words were forgotten is not found by a name that its customer has again.
 */
function foundBy(
  text: string,
  filter: LedgerFilter,
  { places, customers }: FoundBy,
): { sql: string; values: string[] } {
  const { sql, values } = filteredBy(filter);
  const words = wordsIn(text);
  const isFound = `(instr(${searchedText}, ?) > 0 or s.target in (select value from json_each(?))
    or w.row_id is not null and ${accountIdOfRow} in (select value from json_each(?)))`;
  return {
    sql: `${sql} ${words.map(() => `and ${isFound}`).join(' ')}`,
    values: [...values, ...words.flatMap((word) => [word, idsWith(word, places), idsWith(word, customers)])],
  };
}

/** Reads log-ins from the ledger's events. */
export class LedgerReader {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #accounts: AccountReader;
  /** Of the last search, as long as nothing is written: the list and the bars by day are asked for together, at each keystroke. */
  #customers: { version: string; known: readonly KnownName[] } | null = null;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#accounts = new AccountReader(database, now);
  }

  search(
    text: string,
    beforeRowId: number | null,
    limit: number,
    filter: LedgerFilter,
    places: readonly KnownName[],
  ): { rows: LedgerRow[]; more: boolean } {
    const { sql, values } = foundBy(text, filter, { places, customers: this.#customersFor(text) });
    const found = this.#database.all<StoredRow>(
      `select ${rowColumns} from ${rowSource} where s.kind = 'started' and s.seq < ? ${sql} order by s.seq desc limit ?`,
      beforeRowId ?? Number.MAX_SAFE_INTEGER,
      ...values,
      limit + 1,
    );
    return { rows: found.slice(0, limit).map(rowOf), more: found.length > limit };
  }

  /** Days begin at midnight of this machine: one may have 23 or 25 hours. */
  countByDay(text: string, filter: LedgerFilter, days: number, places: readonly KnownName[]): DayCount[] {
    const now = new Date(this.#now());
    const [year, month, today] = [now.getFullYear(), now.getMonth(), now.getDate()];
    const bounds = Array.from({ length: days + 1 }, (_, at) =>
      new Date(year, month, today + 1 - days + at).toISOString(),
    );
    const [since = '', until = ''] = [bounds[0], bounds.at(-1)];
    const customers = this.#customersFor(text);
    const { sql, values } = foundBy(text, { ...filter, since, until }, { places, customers });
    const began = this.#database
      .all<{ at: string }>(`select s.at from ${rowSource} where s.kind = 'started' ${sql}`, ...values)
      .map(({ at }) => at);
    return bounds.slice(0, -1).map((from, nth) => {
      const to = bounds[nth + 1] ?? '';
      return { since: from, until: to, count: began.filter((at) => at >= from && at < to).length };
    });
  }

  usage(): Map<string, Usage> {
    const used = this.#database.all<Usage & { connection_id: string; remote_id: string }>(
      `select connection_id, remote_id, count(*) as count, max(at) filter (where at <= ?) as lastAt from ledger_event
       where outcome in ('opened', 'copied') group by connection_id, remote_id`,
      this.#nowIso(),
    );
    return new Map(
      used.map(({ connection_id, remote_id, count, lastAt }) => [
        accountIdOf(connection_id, remote_id),
        { count, lastAt },
      ]),
    );
  }

  lastOpened(connectionIds: readonly string[]): LastOpened | null {
    return connectionIds
      .flatMap((connectionId) => this.#lastOpenedAt(connectionId) ?? [])
      .reduce<LastOpened | null>((last, each) => (last && last.rowId > each.rowId ? last : each), null);
  }

  userOf(rowId: number): string | null {
    const row = this.#database.get<{ as: string | null }>(
      'select as_email as "as" from ledger_words where row_id = ?',
      rowId,
    );
    return row?.as ?? null;
  }

  lastReadOf(accountId: string): LastRead | null {
    const { connectionId, remoteId } = splitAccountId(accountId) ?? { connectionId: '', remoteId: accountId };
    const last = this.#database.get<LastRead>(
      `select e.row_id as rowId, w.account_name as name from ledger_event e join ledger_words w on w.row_id = e.row_id
       where e.connection_id = ? and e.remote_id = ? and e.outcome in ('opened', 'copied') order by e.row_id desc limit 1`,
      connectionId,
      remoteId,
    );
    return last ?? null;
  }

  lastLabelOf(connectionId: string): string {
    const last = this.#database.get<{ connection_label: string }>(
      "select connection_label from ledger_event where connection_id = ? and kind = 'started' order by seq desc limit 1",
      connectionId,
    );
    return last?.connection_label ?? '';
  }

  lastLogIns(accountId: string, limit: number): PastLogIn[] {
    const { connectionId, remoteId } = splitAccountId(accountId) ?? { connectionId: '', remoteId: accountId };
    // By the rows of those that were opened or copied, which have an index: this runs with every customer who is selected.
    return this.#database.all<PastLogIn>(
      `select s.seq as rowId, s.at, s.target, s.how, coalesce(w.reason, '') as reason, w.landing, w.as_email as "as"
       from ledger_event f join ledger_event s on s.seq = f.row_id left join ledger_words w on w.row_id = f.row_id
       where f.connection_id = ? and f.remote_id = ? and f.outcome in ('opened', 'copied')
       order by f.row_id desc limit ?`,
      connectionId,
      remoteId,
      limit,
    );
  }

  suggestReasons(accountId: string): SuggestedReasons {
    const given = this.#database
      .all<{ connection_id: string; remote_id: string; at: string; reason: string }>(
        `select e.connection_id, e.remote_id, e.at, w.reason
         from ledger_words w join ledger_event e on e.seq = w.row_id order by w.row_id desc limit ?`,
        reasonsAmong,
      )
      .filter(({ reason }) => reason !== '');
    const last = given.find((row) => accountIdOf(row.connection_id, row.remote_id) === accountId);
    return {
      last: last && this.#isWithinAnHour(last.at) ? last.reason : null,
      recent: [...new Set(given.map(({ reason }) => reason))].slice(0, mostReasons),
    };
  }

  /** Of the newest log-ins, the newest first, each once. `pages` may hold what `LogInBegun.landing` held, of any customer there. */
  suggestLandings(accountId: string, provider: string): SuggestedLandings {
    const led = this.#database.all<{
      connection_id: string;
      remote_id: string;
      landing: string | null;
      user: string | null;
    }>(
      `select e.connection_id, e.remote_id, w.landing, w.as_email as user
       from ledger_words w join ledger_event e on e.seq = w.row_id
       where e.provider = ? and (w.landing is not null or w.as_email is not null) order by w.row_id desc limit ?`,
      provider,
      landingsAmong,
    );
    const newest = (found: readonly (string | null)[]): readonly string[] =>
      [...new Set(found.filter((one) => one !== null))].slice(0, mostLandings);
    return {
      users: newest(
        led.filter((row) => accountIdOf(row.connection_id, row.remote_id) === accountId).map(({ user }) => user),
      ),
      pages: newest(led.map(({ landing }) => landing)),
    };
  }

  /** False for a time later than now: the clock was ahead then, and the age is unknown. */
  #isWithinAnHour(at: string): boolean {
    const ageMs = this.#now() - Date.parse(at);
    return ageMs >= 0 && ageMs < hourMs;
  }

  /** The customers with a log-in, as they are called now. None for an empty text, which needs none. */
  #customersFor(text: string): readonly KnownName[] {
    if (wordsIn(text).length === 0) return [];
    const found = this.#database.get<{ changes: number }>('select total_changes() as changes');
    const version = `${this.#database.generation} ${found?.changes}`;
    if (this.#customers?.version !== version) this.#customers = { version, known: this.#readCustomers() };
    return this.#customers.known;
  }

  #readCustomers(): readonly KnownName[] {
    const logged = this.#database.all<{ accountId: string }>(
      `select distinct ${accountIdOfRow} as accountId from ledger_event s where s.kind = 'started'`,
    );
    return this.#accounts
      .many(logged.map(({ accountId }) => accountId))
      .map(({ accountId, name }) => ({ id: accountId, name }));
  }

  #lastOpenedAt(connectionId: string): LastOpened | null {
    const last = this.#database.get<{
      seq: number;
      rowId: number;
      remote_id: string;
      name: string;
      at: string;
      how: LastOpened['how'];
      as: string | null;
    }>(
      `select e.seq, e.row_id as rowId, e.remote_id, coalesce(w.account_name, e.remote_id) as name, e.at, e.how,
         w.as_email as "as"
       from ledger_event e left join ledger_words w on w.row_id = e.row_id
       where e.connection_id = ? and e.outcome in ('opened', 'copied') and e.how <> 'window' order by e.row_id desc limit 1`,
      connectionId,
    );
    if (!last) return null;
    const { seq, rowId, remote_id, name, at, how, as } = last;
    const accountId = accountIdOf(connectionId, remote_id);
    return { rowId, accountId, accountName: name, at: this.#isTime(seq, at) ? at : null, how, as };
  }

  /** False if the time of an event is later than now, or earlier than that of an event before it. */
  #isTime(seq: number, at: string): boolean {
    const now = this.#nowIso();
    if (at > now) return false;
    const before = this.#database.get<{ latest: string | null }>(
      `select max(at) as latest from (select at from ledger_event where seq < ? order by seq desc limit ?) where at <= ?`,
      seq,
      eventsCompared,
      now,
    );
    return !before?.latest || Date.parse(before.latest) - Date.parse(at) <= setBackMs;
  }

  #nowIso(): string {
    return new Date(this.#now()).toISOString();
  }
}
