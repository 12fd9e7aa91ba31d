import { splitAccountId } from '../../../shared/account.ts';
import type {
  DayCount,
  FinalOutcome,
  LedgerFilter,
  LedgerMismatch,
  LedgerRow,
  PastLogIn,
} from '../../../shared/ledger.ts';
import type { SuggestedLandings, SuggestedReasons } from '../../../shared/log-in.ts';
import type { SessionEnd } from '../../../shared/own-windows.ts';
import { longest, plainText } from '../../lib/plain-text.ts';
import type { Database } from '../sqlite/database.ts';
import { hashOfEvent, hashOfWords, type LedgerEvent, type LedgerWords, ledgerFormat, newSalt } from './chain.ts';
import { LedgerCheck } from './check.ts';
import { ledgerCsv } from './export.ts';
import { advanceHead, type LedgerHead, readHead, readMismatches, setHeadAside } from './head.ts';
import { foldWords, type KnownName, type LastOpened, type LastRead, LedgerReader, type Usage } from './reader.ts';

/**
 * What is known about a log-in before the provider is asked. `landing` is the address of a page, never a login link: the
 * ledger keeps it for good.
 */
export type LogInBegun = Omit<LedgerRow, 'rowId' | 'outcome' | 'problemKind' | 'sessionEnd' | 'sessionEndAt'>;

const longestReason = 500;
const longestLanding = 1_000;

/** SECURITY: a query or a fragment can hold a token; the ledger keeps the place of the page only. */
function pageAddress(landing: string): string {
  const url = URL.parse(landing);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error('a landing is no address of a page');
  return plainText(`${url.origin}${url.pathname}`, longestLanding);
}

const eventColumns = [
  'seq',
  'format',
  'kind',
  'row_id',
  'at',
  'who',
  'connection_id',
  'remote_id',
  'provider',
  'connection_label',
  'target',
  'how',
  'outcome',
  'problem_kind',
  'cause',
  'words_hash',
  'hash',
] as const satisfies readonly (keyof LedgerEvent)[];
const insertEvent = `insert into ledger_event (${eventColumns.join(', ')}) values (${eventColumns.map(() => '?').join(', ')})`;

type NewEvent = Omit<LedgerEvent, 'seq' | 'format' | 'row_id' | 'hash'> & { row_id: number | null };

/**
 * The record of log-ins from this machine. Events are only ever added, each sealed with the hash of the previous one.
 * docs/decisions/0010-ledger-and-forgetting.md says how customers can be forgotten all the same.
 */
export class Ledger {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #headPath: string;
  readonly #check: LedgerCheck;
  readonly #reader: LedgerReader;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#headPath = `${database.path}-head`;
    this.#check = new LedgerCheck(database, this.#headPath);
    this.#reader = new LedgerReader(database, now);
  }

  /** Records that a log-in begins; it is on the disk when this returns. Returns its row id. */
  begin({ at, who, accountId, provider, connectionLabel, target, how, ...said }: LogInBegun): number {
    const { connectionId, remoteId } = splitAccountId(accountId) ?? { connectionId: '', remoteId: accountId };
    const words: LedgerWords = {
      salt: newSalt(),
      account_name: plainText(said.accountName, longest.name),
      reason: plainText(said.reason, longestReason),
      landing: said.landing ? pageAddress(said.landing) : null,
      as_email: said.as ? plainText(said.as, longest.email) : null,
    };
    const searched = [words.account_name, words.reason, words.landing, words.as_email, connectionLabel, who, remoteId];
    return this.#write(() => {
      const { seq } = this.#append({
        kind: 'started',
        row_id: null,
        at,
        who,
        connection_id: connectionId,
        remote_id: remoteId,
        provider,
        connection_label: connectionLabel,
        target,
        how,
        outcome: 'started',
        problem_kind: null,
        cause: null,
        words_hash: hashOfWords(words, ledgerFormat),
      });
      this.#database.run(
        `insert into ledger_words (row_id, connection_id, salt, account_name, reason, landing, as_email, folded)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        connectionId,
        words.salt,
        words.account_name,
        words.reason,
        words.landing,
        words.as_email,
        foldWords(searched.join(' ')),
      );
      return seq;
    });
  }

  /** Records the outcome of a log-in, once per row. `problemKind`: with `failed` only. */
  finish(rowId: number, outcome: Exclude<FinalOutcome, 'unknown'>, problemKind: string | null): void {
    this.#write(() => this.#finish(rowId, outcome, problemKind));
  }

  /**
   * Compares the database with the end that was recorded outside of it. Call it before the first write of a start. Returns
   * false if an event is missing that was recorded as the last one, or differs from it: the end was cut off, or another
   * database is in its place. The recorded end is then kept under another name, so that `mismatches` has it for good. A record
   * that lags behind fits: a kill leaves it so.
   */
  fitsRecordedEnd(): boolean {
    const recorded = readHead(this.#headPath);
    if (!recorded) return true;
    const event = this.#database.get<{ hash: string }>('select hash from ledger_event where seq = ?', recorded.events);
    if (event?.hash === recorded.hash) return true;
    setHeadAside(this.#headPath, new Date(this.#now()));
    return false;
  }

  /** Each start at which the database did not fit the recorded end, oldest first. */
  mismatches(): LedgerMismatch[] {
    return readMismatches(this.#headPath);
  }

  /**
   * Records why the session of a log-in is over, once per row. A log-in that opened nothing has no session: nothing is
   * recorded of it.
   */
  end(rowId: number, cause: SessionEnd): void {
    this.#write(() => {
      const opened = this.#database.get<LedgerEvent>(
        `select s.* from ledger_event s join ledger_event f on f.row_id = s.seq and f.kind = 'finished'
         where s.seq = ? and s.kind = 'started' and f.outcome in ('opened', 'unknown')
           and not exists (select 1 from ledger_event e where e.row_id = s.seq and e.kind = 'ended')`,
        rowId,
      );
      if (!opened) return;
      const at = new Date(this.#now()).toISOString();
      this.#append({ ...opened, kind: 'ended', row_id: rowId, at, outcome: 'ended', cause, words_hash: '' });
    });
  }

  /** Call it at the start: log-ins that an earlier run left open get the outcome `unknown`. Returns how many. */
  markInterrupted(): number {
    return this.#write(() => {
      const open = this.#database.all<{ seq: number }>(
        `select s.seq from ledger_event s where s.kind = 'started'
           and not exists (select 1 from ledger_event f where f.row_id = s.seq and f.kind = 'finished') order by s.seq`,
      );
      for (const { seq } of open) this.#finish(seq, 'unknown', null);
      return open.length;
    });
  }

  /** Newest first. Every word of `text` must be in what the history shows of the log-in. */
  search(
    text: string,
    beforeRowId: number | null,
    limit: number,
    filter: LedgerFilter = {},
    places: readonly KnownName[] = [],
  ): { rows: LedgerRow[]; more: boolean } {
    return this.#reader.search(text, beforeRowId, limit, filter, places);
  }

  /** How many log-ins that `search` finds began on each of the last days, today last. */
  countByDay(text: string, filter: LedgerFilter, days: number, places: readonly KnownName[] = []): DayCount[] {
    return this.#reader.countByDay(text, filter, days, places);
  }

  /** Lines of a CSV file, the headings first. `verifyLedgerCsv` can tell whether such a file was edited. */
  exportCsv(): Iterable<string> {
    return ledgerCsv(this.#database);
  }

  /** For each account that was opened or copied: how often, and when last. */
  usage(): Map<string, Usage> {
    return this.#reader.usage();
  }

  /**
   * The log-in opened in the user's browser or copied last at any of these connections: the row written last, whatever its
   * time.
   */
  lastOpened(connectionIds: readonly string[]): LastOpened | null {
    return this.#reader.lastOpened(connectionIds);
  }

  /** The email of the user whom this log-in named; null: none, or it was forgotten. */
  userOf(rowId: number): string | null {
    return this.#reader.userOf(rowId);
  }

  /** Null if the customer was never opened or copied, or if the words about it were forgotten. */
  lastReadOf(accountId: string): LastRead | null {
    return this.#reader.lastReadOf(accountId);
  }

  /** The label that a connection had at its last log-in; empty if there was none. */
  lastLabelOf(connectionId: string): string {
    return this.#reader.lastLabelOf(connectionId);
  }

  /** Those that opened this customer or copied a link, the row written last first. */
  lastLogIns(accountId: string, limit: number): PastLogIn[] {
    return this.#reader.lastLogIns(accountId, limit);
  }

  /** The reasons to suggest for a log-in as this customer, from the newest 500 log-ins. */
  suggestReasons(accountId: string): SuggestedReasons {
    return this.#reader.suggestReasons(accountId);
  }

  suggestLandings(accountId: string, provider: string): SuggestedLandings {
    return this.#reader.suggestLandings(accountId, provider);
  }

  /** Whether every event and word fits its seal, none is missing in between, and the end is where it was last recorded. */
  intact(): boolean {
    return this.#check.isIntact();
  }

  /** The same in slices, which does not block anything else. It makes the next `intact` quick. */
  checkInSlices(): Promise<boolean> {
    return this.#check.isIntactInSlices();
  }

  /**
   * Records that the words about a connection's customers must be removed, and runs `alongside` in the same transaction. The
   * caller removes them; events are never removed.
   */
  noteForgotten(connectionId: string, alongside: (seq: number) => void): void {
    this.#write(() => {
      const { seq } = this.#append({
        kind: 'forgotten',
        row_id: null,
        at: new Date(this.#now()).toISOString(),
        who: '',
        connection_id: connectionId,
        remote_id: '',
        provider: '',
        connection_label: '',
        target: null,
        how: '',
        outcome: 'forgotten',
        problem_kind: null,
        cause: null,
        words_hash: '',
      });
      alongside(seq);
    });
  }

  #finish(rowId: number, outcome: FinalOutcome, problemKind: string | null): void {
    const begun = this.#database.get<LedgerEvent>(
      "select * from ledger_event where seq = ? and kind = 'started'",
      rowId,
    );
    if (!begun) throw new Error('finish: the log-in was not begun');
    const at = new Date(this.#now()).toISOString();
    this.#append({ ...begun, kind: 'finished', row_id: rowId, at, outcome, problem_kind: problemKind, words_hash: '' });
  }

  #append(event: NewEvent): LedgerHead & { seq: number } {
    const head = this.#database.get<LedgerHead>('select events, hash from ledger_head');
    if (!head) throw new Error('the ledger has no head');
    const seq = head.events + 1;
    const facts = { ...event, seq, format: ledgerFormat, row_id: event.row_id ?? seq };
    const hash = hashOfEvent(facts, head.hash);
    const sealed: LedgerEvent = { ...facts, hash };
    this.#database.run(insertEvent, ...eventColumns.map((column) => sealed[column]));
    this.#database.run('update ledger_head set events = ?, hash = ?', seq, hash);
    return { seq, events: seq, hash };
  }

  /** SECURITY: it is on the disk when this returns, so that no log-in can happen without its record. */
  #write<T>(work: () => T): T {
    const value = this.#database.transaction({ durable: true }, work);
    const head = this.#database.get<LedgerHead>('select events, hash from ledger_head');
    if (head) advanceHead(this.#headPath, head);
    return value;
  }
}
