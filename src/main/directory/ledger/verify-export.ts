import Papa from 'papaparse';
import { csvText } from '../../lib/csv-cell.ts';
import { hashOfEvent, hashOfWords } from './chain.ts';
import {
  cellsOf,
  type ExportVersion,
  endMark,
  headingsOf,
  type LedgerLine,
  lastCells,
  lineFromCells,
} from './export-lines.ts';

/** What an exported ledger says about itself, if each of its lines fits its seal and no line is missing in between. */
export interface VerifiedExport {
  version: ExportVersion;
  logIns: number;
  /** ISO; null: there is no log-in. */
  firstAt: string | null;
  lastAt: string | null;
  /** Empty: there is no event. */
  lastSeal: string;
  /** The seal of each event, in their order. */
  seals: readonly string[];
}

/** Why a file does not verify. `cut-off`: it lacks the last line, which every export of version 2 has. */
export type Unverified = 'empty' | 'foreign' | 'cut-off' | 'changed';

/**
 * Checks an exported ledger. Null: a line was edited, added, moved or taken out, or the file is no export. Lines cut off the
 * end of version 1 do not show; in version 2 they show unless the last line was written again. Only a comparison with the
 * ledger itself or with an earlier export shows more.
 */
export function verifyLedgerCsv(text: string): VerifiedExport | null {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true });
  const [headings = [], ...rows] = data.map((row) => row.map(csvText));
  const version = ([1, 2] as const).find((each) => equal(headings, headingsOf(each)));
  if (version === undefined || errors.length > 0) return null;

  const written = version === 2 ? rows.slice(0, -1) : rows;
  const lines = written.map((cells) => lineFromCells(cells, version));
  const areAsWritten = lines.every((line, index) => equal(written[index] ?? [], cellsOf(line, version)));
  if (!areAsWritten || !areInOrder(lines) || !areChained(lines) || !haveTheirWords(lines)) return null;

  const logIns = lines.map(({ started }) => started).filter(({ kind }) => kind === 'started');
  const events = eventsOf(lines);
  const lastSeal = events.at(-1)?.hash ?? '';
  const last = lastCells(logIns.length, { events: events.length, hash: lastSeal });
  if (version === 2 && !equal(rows.at(-1) ?? [], last)) return null;
  return {
    version,
    logIns: logIns.length,
    firstAt: logIns.at(0)?.at ?? null,
    lastAt: logIns.at(-1)?.at ?? null,
    lastSeal,
    seals: events.map(({ hash }) => hash),
  };
}

/** Of a text that does not verify, what it is instead. */
export function whyUnverified(text: string): Unverified {
  if (text.trim() === '') return 'empty';
  const { data } = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true });
  const [headings = [], ...rows] = data;
  const version = ([1, 2] as const).find((each) => equal(headings, headingsOf(each)));
  if (version === undefined) return 'foreign';
  return version === 2 && rows.at(-1)?.[0] !== endMark ? 'cut-off' : 'changed';
}

/** Whether an export holds every event of an earlier one, in the same place. */
export const continuesExport = (later: VerifiedExport, earlier: VerifiedExport): boolean =>
  earlier.seals.every((seal, index) => later.seals[index] === seal);

const equal = (cells: readonly string[], others: readonly string[]): boolean =>
  cells.length === others.length && cells.every((cell, index) => cell === others[index]);

const eventsOf = (lines: readonly LedgerLine[]) =>
  lines
    .flatMap(({ started, finished, ended }) => [started, finished, ended])
    .filter((event) => event !== null)
    .sort((a, b) => a.seq - b.seq);

const areInOrder = (lines: readonly LedgerLine[]): boolean =>
  lines.every(({ started }, index) => started.seq > (lines[index - 1]?.started.seq ?? 0));

const areChained = (lines: readonly LedgerLine[]): boolean =>
  eventsOf(lines).every(
    (event, index, events) =>
      event.seq === index + 1 && event.hash === hashOfEvent(event, events[index - 1]?.hash ?? ''),
  );

/** SECURITY: words may be missing only if a later line says that those of this connection were forgotten. */
function haveTheirWords(lines: readonly LedgerLine[]): boolean {
  const forgotten = new Set<string>();
  return lines.toReversed().every(({ started, words }) => {
    if (started.kind === 'forgotten') forgotten.add(started.connection_id);
    if (words) return hashOfWords(words, started.format) === started.words_hash;
    return started.words_hash === '' || forgotten.has(started.connection_id);
  });
}
