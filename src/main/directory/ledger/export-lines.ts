import { accountIdOf } from '../../../shared/account.ts';
import type { LedgerEvent, LedgerWords } from './chain.ts';
import type { LedgerHead } from './head.ts';

/** One line of an export: a log-in or a forgetting. Null: it has no such event, or its words were forgotten. */
export interface LedgerLine {
  started: LedgerEvent;
  finished: LedgerEvent | null;
  ended: LedgerEvent | null;
  words: LedgerWords | null;
}

/** Version 1 was written by programs that knew format 1 of the ledger only. */
export type ExportVersion = 1 | 2;

interface Column {
  heading: string;
  since: ExportVersion;
  cell: (line: LedgerLine) => string | number | null | undefined;
}

const column = (heading: string, since: ExportVersion, cell: Column['cell']): Column => ({ heading, since, cell });

const columns: readonly Column[] = [
  column('row', 1, ({ started }) => started.seq),
  column('at', 1, ({ started }) => started.at),
  column('who', 1, ({ started }) => started.who),
  column('customer', 1, ({ words }) => words?.account_name),
  column('account id', 1, ({ started }) => accountIdOf(started.connection_id, started.remote_id)),
  column('provider', 1, ({ started }) => started.provider),
  column('connection', 1, ({ started }) => started.connection_label),
  column('target', 1, ({ started }) => started.target),
  column('landing', 2, ({ words }) => words?.landing),
  column('as', 2, ({ words }) => words?.as_email),
  column('reason', 1, ({ words }) => words?.reason),
  column('how', 1, ({ started }) => started.how),
  column('outcome', 1, ({ started, finished }) => (finished ?? started).outcome),
  column('problem', 1, ({ finished }) => finished?.problem_kind),
  column('end row', 1, ({ finished }) => finished?.seq),
  column('end at', 1, ({ finished }) => finished?.at),
  column('session end', 2, ({ ended }) => ended?.cause),
  column('session end row', 2, ({ ended }) => ended?.seq),
  column('session end at', 2, ({ ended }) => ended?.at),
  column('salt', 1, ({ words }) => words?.salt),
  column('words seal', 1, ({ started }) => started.words_hash),
  column('format', 2, ({ started }) => started.format),
  column('seal', 1, ({ started }) => started.hash),
  column('end format', 2, ({ finished }) => finished?.format),
  column('end seal', 1, ({ finished }) => finished?.hash),
  column('session end seal', 2, ({ ended }) => ended?.hash),
];

const columnsOf = (version: ExportVersion): readonly Column[] => columns.filter(({ since }) => since <= version);

export const headingsOf = (version: ExportVersion): string[] => columnsOf(version).map(({ heading }) => heading);

export const cellsOf = (line: LedgerLine, version: ExportVersion): string[] =>
  columnsOf(version).map(({ cell }) => String(cell(line) ?? ''));

/** The first cell of the last line, where other lines have a number. */
export const endMark = 'end';

/** The last line of an export of version 2: how many log-ins it holds, and the number and the seal of the last event. */
export function lastCells(logIns: number, { events, hash }: LedgerHead): string[] {
  const cells: Record<string, string> = {
    row: endMark,
    outcome: logIns === 1 ? '1 log-in' : `${logIns} log-ins`,
    'end row': String(events),
    seal: hash,
  };
  return headingsOf(2).map((heading) => cells[heading] ?? '');
}

/** The line that was written as these cells. Cells that no program of ours writes give a line with other cells. */
export function lineFromCells(cells: readonly string[], version: ExportVersion): LedgerLine {
  const headings = headingsOf(version);
  const text = (heading: string): string => cells[headings.indexOf(heading)] ?? '';
  const format = (heading: string): number => (version === 1 ? 1 : Number(text(heading)));
  const [connectionId = '', ...remoteId] = text('account id').split('/');
  const isForgetting = text('outcome') === 'forgotten';
  const started: LedgerEvent = {
    seq: Number(text('row')),
    format: format('format'),
    kind: isForgetting ? 'forgotten' : 'started',
    row_id: Number(text('row')),
    at: text('at'),
    who: text('who'),
    connection_id: connectionId,
    remote_id: remoteId.join('/'),
    provider: text('provider'),
    connection_label: text('connection'),
    target: text('target') || null,
    how: text('how'),
    outcome: isForgetting ? 'forgotten' : 'started',
    problem_kind: null,
    cause: null,
    words_hash: text('words seal'),
    hash: text('seal'),
  };
  const later = (prefix: string, change: Partial<LedgerEvent>): LedgerEvent | null =>
    text(`${prefix} row`) === ''
      ? null
      : {
          ...started,
          seq: Number(text(`${prefix} row`)),
          at: text(`${prefix} at`),
          hash: text(`${prefix} seal`),
          words_hash: '',
          ...change,
        };
  return {
    started,
    finished: later('end', {
      kind: 'finished',
      format: format('end format'),
      outcome: text('outcome'),
      problem_kind: text('problem') || null,
    }),
    ended: later('session end', { kind: 'ended', format: 2, outcome: 'ended', cause: text('session end') || null }),
    words:
      text('salt') === ''
        ? null
        : {
            salt: text('salt'),
            account_name: text('customer'),
            reason: text('reason'),
            landing: text('landing') || null,
            as_email: text('as') || null,
          },
  };
}
