import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { LedgerLine, StoredFacts } from './stage.ts';

const selectAccounts = `
  select l.connection_id || '/' || a.remote_id as accountId, coalesce(g.name, '') as given, coalesce(g.note, '') as note,
    p.pinned_at is not null as pinned, coalesce(nullif(a.profile_name, ''), a.name, a.remote_id) as own,
    (select i.name from imported_name i where i.connection = a.connection and i.remote_id = a.remote_id
      and (i.layer = 0 or i.layer in (select layer from name_import where state in ('stored', 'merging')))
      and i.name is not null order by i.layer desc limit 1) as imported
  from account a join listing l on l.connection = a.connection
  left join given_name g on g.connection = a.connection and g.remote_id = a.remote_id
  left join pin p on p.connection = a.connection and p.remote_id = a.remote_id`;
const selectLogIns = `
  select s.connection_id || '/' || s.remote_id as accountId, s.how as how, coalesce(f.outcome, 'started') as outcome
  from ledger_event s left join ledger_event f on f.row_id = s.row_id and f.kind = 'finished'
  where s.kind = 'started' and s.row_id > ? order by s.row_id`;

/** What a program has stored, as another program reads it from the file. */
export class StoredReader {
  readonly #database: DatabaseSync;
  readonly #accounts: StatementSync;
  readonly #logIns: StatementSync;
  /** Of the ledger, before this run. */
  #lastRowId = 0;

  constructor(folder: string) {
    this.#database = new DatabaseSync(join(folder, 'directory.db'), { readOnly: true });
    this.#accounts = this.#database.prepare(selectAccounts);
    this.#logIns = this.#database.prepare(selectLogIns);
    this.beginRun();
  }

  /** Log-ins until now are none of this run. */
  beginRun(): void {
    this.#lastRowId = Number(this.#database.prepare('select max(row_id) as last from ledger_event').get()?.['last']);
  }

  stored(): ReadonlyMap<string, StoredFacts> {
    return new Map(
      this.#accounts.all().map(({ accountId, given, imported, own, note, pinned }) => [
        String(accountId),
        {
          given: String(given),
          shown: String(given || imported || own),
          note: String(note),
          pinned: pinned === 1,
        },
      ]),
    );
  }

  ledger(): LedgerLine[] {
    return this.#logIns.all(this.#lastRowId).map(({ accountId, how, outcome }) => ({
      accountId: String(accountId),
      how: how === 'copy' ? 'copy' : 'open',
      outcome: String(outcome),
    }));
  }

  close(): void {
    this.#database.close();
  }
}
