import Papa from 'papaparse';
import type { NamesEncoding } from '../../../shared/names.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { largestUserFileBytes } from '../../lib/user-files.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { type RawRecord, RecordCutter } from './csv-records.ts';
import { decodeText } from './decode.ts';

export interface NamesLine {
  /** As an editor counts lines, from 1. */
  line: number;
  cells: readonly string[];
}

/** A names file as lines of cells, without a meaning yet. Lines without any text are left out. */
export interface NamesTable {
  encoding: NamesEncoding;
  /** Whether the encoding was guessed, and could be another one. */
  isGuess: boolean;
  delimiter: string;
  /** The most cells that a line has. */
  width: number;
  lines: NamesLine[];
  /** Numbers of the lines that are not CSV. */
  unreadable: number[];
}

/** The lines below the one with the headings; all, if no line has them. */
export const linesBelow = ({ lines }: Pick<NamesTable, 'lines'>, headingLine: number | null): NamesLine[] =>
  lines.filter(({ line }) => line > (headingLine ?? 0));

const mostLines = 500_000;
const mostColumns = 200;
/** About 40 MB of strings. Without a limit, a file of delimiters only would fill the memory. */
const mostCells = 5_000_000;
const longestCell = 4_000;
/** A file with a longer line is not CSV. */
const longestLine = 2_000_000;
/** Records parsed in one slice: a few milliseconds. */
const recordsAtOnce = 500;
const delimiters = [',', ';', '\t', '|'];
const sampleLength = 64 * 1024;

/** Excel names the delimiter in a first line of its own. */
const delimiterLine = /^\ufeff?sep=(.)(?:\r\n?|\n)/i;

function guessDelimiter(text: string): string {
  const sample = text.slice(0, sampleLength);
  const lastBreak = sample.lastIndexOf('\n');
  const whole = text.length > sampleLength && lastBreak > 0 ? sample.slice(0, lastBreak) : sample;
  const { delimiter } = Papa.parse(whole, { preview: 100, skipEmptyLines: true, delimitersToGuess: delimiters }).meta;
  return delimiters.includes(delimiter) ? delimiter : ',';
}

/** The cells of each record, or null if a record is not well-formed. */
function parse(records: readonly RawRecord[], delimiter: string): (string[] | null)[] {
  const options = { delimiter, newline: '\n', quoteChar: '"' } as const;
  const { data, errors } = Papa.parse<string[]>(records.map(({ text }) => text).join('\n'), options);
  if (errors.length === 0 && data.length === records.length) return data;
  if (records.length === 1) return [null];
  return records.flatMap((record) => parse([record], delimiter));
}

class TableBuilder {
  readonly lines: NamesLine[] = [];
  readonly unreadable: number[] = [];
  width = 0;
  #cells = 0;
  readonly #delimiter: string;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  get isTooLarge(): boolean {
    return this.lines.length + this.unreadable.length > mostLines || this.#cells > mostCells;
  }

  add(records: readonly RawRecord[]): void {
    const whole = records.filter(({ isBroken, text }) => !isBroken && text.trim() !== '');
    const parsed = whole.length > 0 ? parse(whole, this.#delimiter) : [];
    whole.forEach((record, index) => {
      const cells = parsed[index];
      if (cells) this.#addLine(record.line, cells);
      else this.#addMalformed(record);
    });
    for (const { line, isBroken } of records) if (isBroken) this.unreadable.push(line);
  }

  /** A stray quotation mark may have joined the line with the next ones. They can be read without it. */
  #addMalformed({ line, text }: RawRecord): void {
    this.unreadable.push(line);
    const lineBreak = /\r\n?|\n/.exec(text);
    if (!lineBreak) return;
    const cutter = new RecordCutter(this.#delimiter, line + 1);
    const rest = text.slice(lineBreak.index + lineBreak[0].length);
    this.add([...cutter.push(rest), ...cutter.end()]);
  }

  #addLine(line: number, cells: readonly string[]): void {
    if (cells.every((cell) => cell.trim() === '')) return;
    const kept = cells.slice(0, mostColumns).map((cell) => cell.slice(0, longestCell));
    this.width = Math.max(this.width, kept.length);
    this.#cells += kept.length;
    this.lines.push({ line, cells: kept });
  }
}

/** `languages`: see decodeText. `encoding`: what the user chose. */
export interface ReadTableOptions {
  languages?: readonly string[];
  encoding?: NamesEncoding;
}

/**
 * Reads a CSV file of any encoding and delimiter, in slices. It notes a line that is not CSV and reads the others. Returns
 * names-file-unreadable: too-large (64 MB, 500,000 lines), encoding, chosen-encoding, empty.
 */
export async function readNamesTable(
  bytes: Uint8Array,
  { languages = [], encoding: chosen }: ReadTableOptions = {},
): Promise<Result<NamesTable>> {
  if (bytes.length > largestUserFileBytes) return fail({ kind: 'names-file-unreadable', why: 'too-large' });
  const notText = fail({ kind: 'names-file-unreadable', why: chosen ? 'chosen-encoding' : 'encoding' });
  const decoded = await decodeText(bytes, languages, chosen ?? null);
  if (!decoded) return notText;
  const { encoding, isGuess, pieces } = decoded;
  const start = pieces[0] ?? '';
  const said = delimiterLine.exec(start);
  const delimiter = said?.[1] ?? guessDelimiter(start);
  const cutter = new RecordCutter(delimiter);
  const table = new TableBuilder(delimiter);
  const take = async (records: readonly RawRecord[]): Promise<void> => {
    for (let from = 0; from < records.length && !table.isTooLarge; from += recordsAtOnce) {
      table.add(records.slice(from, from + recordsAtOnce).filter(({ line }) => !said || line > 1));
      await yieldToEventLoop();
    }
  };
  for (const piece of pieces) {
    await take(cutter.push(piece));
    if (cutter.pending > longestLine) return notText;
    if (table.isTooLarge) break;
  }
  await take(cutter.end());
  if (table.isTooLarge) return fail({ kind: 'names-file-unreadable', why: 'too-large' });
  const { lines, unreadable, width } = table;
  if (lines.length === 0) return fail({ kind: 'names-file-unreadable', why: 'empty' });
  lines.sort((a, b) => a.line - b.line);
  unreadable.sort((a, b) => a - b);
  return ok({ encoding, isGuess, delimiter, width, lines, unreadable });
}
