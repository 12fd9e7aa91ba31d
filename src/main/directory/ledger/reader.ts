import { accountIdOf } from '../../../shared/account.ts';
import type { LedgerOutcome, LedgerRow } from '../../../shared/ledger.ts';
import type { SuggestedReasons } from '../../../shared/log-in.ts';
import type { Database } from '../sqlite/database.ts';

export interface Usage {
  count: number;
  /** ISO; null: every time is later than now, so that none of them is known. */
  lastAt: string | null;
}

/** The log-in that was written last, of those that gave a customer to the browser or to the clipboard. */
export interface LastOpened {
  rowId: number;
  accountId: string;
  /** The customer's name at that time. */
  accountName: string;
  /** ISO; null: the clock was wrong then, so the age of the log-in is unknown. */
  at: string | null;
  how: 'open' | 'copy';
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

/** The form that is searched: without accents, in lower case. */
export const foldWords = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const rowColumns = `
  s.seq as rowId, s.at, s.who, s.connection_id as connectionId, s.remote_id as remoteId, s.provider,
  s.connection_label as connectionLabel, s.target, s.how, coalesce(f.outcome, 'started') as outcome,
  f.problem_kind as problemKind, w.account_name as accountName, w.reason,
  w.landing, w.as_email as "as"`;
const rowSource = `
  ledger_event s
  left join ledger_event f on f.row_id = s.seq and f.kind = 'finished'
  left join ledger_words w on w.row_id = s.seq`;
/** The text that is searched. The words of forgotten customers are gone. */
const searchedText = `(coalesce(w.folded, lower(s.connection_label || ' ' || s.who || ' ' || s.remote_id))
  || ' ' || coalesce(f.outcome, 'started'))`;

interface StoredRow {
  rowId: number;
  at: string;
  who: string;
  connectionId: string;
  remoteId: string;
  provider: string;
  connectionLabel: string;
  target: string | null;
  how: 'open' | 'copy';
  outcome: LedgerOutcome;
  problemKind: string | null;
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

/** Reads log-ins from the ledger's events. */
export class LedgerReader {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  search(text: string, beforeRowId: number | null, limit: number): { rows: LedgerRow[]; more: boolean } {
    const words = foldWords(text).split(/\s+/).filter(Boolean).slice(0, mostWords);
    const found = this.#database.all<StoredRow>(
      `select ${rowColumns} from ${rowSource} where s.kind = 'started' and s.seq < ?
         ${words.map(() => `and instr(${searchedText}, ?) > 0`).join(' ')} order by s.seq desc limit ?`,
      beforeRowId ?? Number.MAX_SAFE_INTEGER,
      ...words,
      limit + 1,
    );
    return { rows: found.slice(0, limit).map(rowOf), more: found.length > limit };
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

  /** False for a time later than now: the clock was ahead then, and the age is unknown. */
  #isWithinAnHour(at: string): boolean {
    const ageMs = this.#now() - Date.parse(at);
    return ageMs >= 0 && ageMs < hourMs;
  }

  #lastOpenedAt(connectionId: string): LastOpened | null {
    const last = this.#database.get<{
      seq: number;
      rowId: number;
      remote_id: string;
      name: string;
      at: string;
      how: LastOpened['how'];
    }>(
      `select e.seq, e.row_id as rowId, e.remote_id, coalesce(w.account_name, e.remote_id) as name, e.at, e.how
       from ledger_event e left join ledger_words w on w.row_id = e.row_id
       where e.connection_id = ? and e.outcome in ('opened', 'copied') order by e.row_id desc limit 1`,
      connectionId,
    );
    if (!last) return null;
    const { seq, rowId, remote_id, name, at, how } = last;
    const accountId = accountIdOf(connectionId, remote_id);
    return { rowId, accountId, accountName: name, at: this.#isTime(seq, at) ? at : null, how };
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
