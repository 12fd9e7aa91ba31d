import { csvLine } from '../../lib/csv-cell.ts';
import type { Database } from '../sqlite/database.ts';
import type { LedgerEvent, LedgerWords } from './chain.ts';
import { cellsOf, headingsOf, type LedgerLine, lastCells } from './export-lines.ts';
import type { LedgerHead } from './head.ts';

const linesAtOnce = 500;

/**
 * The ledger as pieces of a CSV file, the heading first, then one piece for each log-in or forgetting, the oldest first. The
 * lines hold the seals of all events, so that `verifyLedgerCsv` can check the file without the database.
 */
export function* ledgerCsv(database: Database): Generator<string> {
  // What is written to the ledger during the export is left out, or a line written before would lack its end.
  const head = database.get<LedgerHead>('select events, hash from ledger_head') ?? { events: 0, hash: '' };
  let piece = csvLine(headingsOf(2));
  let logIns = 0;
  for (const line of linesUpTo(database, head.events)) {
    yield piece;
    if (line.started.kind === 'started') logIns++;
    piece = csvLine(cellsOf(line, 2));
  }
  // The last line comes with the piece before it: the pieces are counted as rows.
  yield piece + csvLine(lastCells(logIns, head));
}

function* linesUpTo(database: Database, lastSeq: number): Generator<LedgerLine> {
  for (let after = 0; ; ) {
    const begun = database.all<LedgerEvent>(
      `select * from ledger_event where kind in ('started', 'forgotten') and seq > ? and seq <= ? order by seq limit ?`,
      after,
      lastSeq,
      linesAtOnce,
    );
    const upTo = begun.at(-1)?.seq ?? after;
    const later = database.all<LedgerEvent>(
      `select * from ledger_event where row_id > ? and row_id <= ? and kind in ('finished', 'ended') and seq <= ?`,
      after,
      upTo,
      lastSeq,
    );
    const words = database.all<LedgerWords & { row_id: number }>(
      'select row_id, salt, account_name, reason, landing, as_email from ledger_words where row_id > ? and row_id <= ?',
      after,
      upTo,
    );
    const finished = byRow(later.filter(({ kind }) => kind === 'finished'));
    const ended = byRow(later.filter(({ kind }) => kind === 'ended'));
    const wordsOf = byRow(words);
    for (const started of begun) {
      const { seq } = started;
      yield {
        started,
        finished: finished.get(seq) ?? null,
        ended: ended.get(seq) ?? null,
        words: wordsOf.get(seq) ?? null,
      };
    }
    after = upTo;
    if (begun.length < linesAtOnce) return;
  }
}

const byRow = <Row extends { row_id: number }>(rows: readonly Row[]): Map<number, Row> =>
  new Map(rows.map((row) => [row.row_id, row]));
