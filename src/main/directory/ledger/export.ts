import Papa from 'papaparse';
import { accountIdOf } from '../../../shared/account.ts';
import { csvLine, csvText } from '../../lib/csv-cell.ts';
import type { Database } from '../sqlite/database.ts';
import { hashOfEvent, hashOfWords, type LedgerEvent } from './chain.ts';

const eventsAtOnce = 500;

/** A log-in's two events and its words. The columns of its end are null while it is open, its words if they were forgotten. */
interface ExportedLogIn extends LedgerEvent {
  end_seq: number | null;
  end_at: string | null;
  end_outcome: string | null;
  end_problem: string | null;
  end_hash: string | null;
  salt: string | null;
  account_name: string | null;
  reason: string | null;
}

const columns: readonly (readonly [heading: string, cell: (logIn: ExportedLogIn) => string | number | null])[] = [
  ['row', (logIn) => logIn.seq],
  ['at', (logIn) => logIn.at],
  ['who', (logIn) => logIn.who],
  ['customer', (logIn) => logIn.account_name],
  ['account id', (logIn) => accountIdOf(logIn.connection_id, logIn.remote_id)],
  ['provider', (logIn) => logIn.provider],
  ['connection', (logIn) => logIn.connection_label],
  ['target', (logIn) => logIn.target],
  ['reason', (logIn) => logIn.reason],
  ['how', (logIn) => logIn.how],
  ['outcome', (logIn) => logIn.end_outcome ?? logIn.outcome],
  ['problem', (logIn) => logIn.end_problem],
  ['end row', (logIn) => logIn.end_seq],
  ['end at', (logIn) => logIn.end_at],
  ['salt', (logIn) => logIn.salt],
  ['words seal', (logIn) => logIn.words_hash],
  ['seal', (logIn) => logIn.hash],
  ['end seal', (logIn) => logIn.end_hash],
];

/**
 * The ledger as lines of CSV: the headings, then one line per log-in, oldest first. A line has the seals of the log-in's two
 * events. Together they are the whole chain, so that `verifyLedgerCsv` can tell whether the file was edited.
 */
export function* ledgerCsv(database: Database): Generator<string> {
  yield csvLine(columns.map(([heading]) => heading));
  for (let after = 0; ; ) {
    const logIns = database.all<ExportedLogIn>(
      `select s.*, f.seq as end_seq, f.at as end_at, f.outcome as end_outcome, f.problem_kind as end_problem,
         f.hash as end_hash, w.salt, w.account_name, w.reason
       from ledger_event s
       left join ledger_event f on f.row_id = s.seq and f.kind = 'finished'
       left join ledger_words w on w.row_id = s.seq
       where s.kind in ('started', 'forgotten') and s.seq > ? order by s.seq limit ${eventsAtOnce}`,
      after,
    );
    for (const logIn of logIns) yield csvLine(columns.map(([, cell]) => String(cell(logIn) ?? '')));
    after = logIns.at(-1)?.seq ?? after;
    if (logIns.length < eventsAtOnce) return;
  }
}

type Cells = (heading: string) => string;

/** The one or two events of a line, as they were sealed. */
function eventsOf(cells: Cells): LedgerEvent[] {
  const [connectionId = '', ...remote] = cells('account id').split('/');
  const isForgetting = cells('outcome') === 'forgotten';
  const started: LedgerEvent = {
    seq: Number(cells('row')),
    kind: isForgetting ? 'forgotten' : 'started',
    row_id: Number(cells('row')),
    at: cells('at'),
    who: cells('who'),
    connection_id: connectionId,
    remote_id: remote.join('/'),
    provider: cells('provider'),
    connection_label: cells('connection'),
    target: cells('target') || null,
    how: cells('how'),
    outcome: isForgetting ? 'forgotten' : 'started',
    problem_kind: null,
    words_hash: cells('words seal'),
    hash: cells('seal'),
  };
  if (!cells('end row')) return [started];
  const finished: LedgerEvent = {
    ...started,
    kind: 'finished',
    seq: Number(cells('end row')),
    at: cells('end at'),
    outcome: cells('outcome'),
    problem_kind: cells('problem') || null,
    words_hash: '',
    hash: cells('end seal'),
  };
  return [started, finished];
}

const wordsFit = (cells: Cells): boolean =>
  cells('salt') === ''
    ? cells('customer') === '' && cells('reason') === ''
    : cells('words seal') ===
      hashOfWords({ salt: cells('salt'), account_name: cells('customer'), reason: cells('reason') });

/**
 * Whether an exported ledger is as it was written: no line edited, added, moved or removed. Lines missing at its end show only
 * in comparison with the ledger itself, or with another export.
 */
export function verifyLedgerCsv(text: string): boolean {
  const [headings = [], ...lines] = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true }).data;
  const all = lines.map(
    (line): Cells =>
      (heading) =>
        csvText(line[headings.indexOf(heading)] ?? ''),
  );
  const events = all.flatMap(eventsOf).sort((a, b) => a.seq - b.seq);
  const isChain = events.every(
    (event, index) => event.seq === index + 1 && event.hash === hashOfEvent(event, events[index - 1]?.hash ?? ''),
  );
  return isChain && all.every(wordsFit);
}
