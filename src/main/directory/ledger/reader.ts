import { accountIdOf } from '../../../shared/account.ts';
import type { LedgerOutcome, LedgerRow } from '../../../shared/ledger.ts';
import type { Database } from '../sqlite/database.ts';

export interface Usage {
  count: number;
  /** ISO. */
  lastAt: string;
}

const mostWords = 8;

/** As searched: without accents, in lower case. */
export const foldWords = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const rowColumns = `
  s.seq as rowId, s.at, s.who, s.connection_id as connectionId, s.remote_id as remoteId, s.provider,
  s.connection_label as connectionLabel, s.target, s.how, coalesce(f.outcome, 'started') as outcome,
  f.problem_kind as problemKind, w.account_name as accountName, w.reason`;
const rowSource = `
  ledger_event s
  left join ledger_event f on f.row_id = s.seq and f.kind = 'finished'
  left join ledger_words w on w.row_id = s.seq`;
/** What a search looks at; the words of forgotten customers are gone. */
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

  constructor(database: Database) {
    this.#database = database;
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
    const used = this.#database.all<{ connection_id: string; remote_id: string; count: number; lastAt: string }>(
      `select connection_id, remote_id, count(*) as count, max(at) as lastAt from ledger_event
       where outcome in ('opened', 'copied') group by connection_id, remote_id`,
    );
    return new Map(
      used.map(({ connection_id, remote_id, count, lastAt }) => [
        accountIdOf(connection_id, remote_id),
        { count, lastAt },
      ]),
    );
  }

  lastOpened(connectionId: string, sinceIso: string): { accountId: string; accountName: string; at: string } | null {
    const last = this.#database.get<{ remote_id: string; account_name: string | null; at: string }>(
      `select e.remote_id, w.account_name, e.at from ledger_event e left join ledger_words w on w.row_id = e.row_id
       where e.connection_id = ? and e.at >= ? and e.outcome = 'opened' order by e.at desc limit 1`,
      connectionId,
      sinceIso,
    );
    if (!last) return null;
    const accountId = accountIdOf(connectionId, last.remote_id);
    return { accountId, accountName: last.account_name ?? last.remote_id, at: last.at };
  }
}
