import { type ColumnMeaning, columnMeanings, type NamesPreview } from '../../../shared/names.ts';
import { csvText } from '../../lib/csv-cell.ts';
import { longest, mostInList, plainLines, plainText } from '../../lib/plain-text.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { bareHost } from '../accounts/domains.ts';
import type { Database } from '../sqlite/database.ts';
import { AccountFinder } from './account-finder.ts';
import { type ColumnHits, guessColumns, guessHeader } from './guess-columns.ts';
import type { NamesLine, NamesTable } from './read-table.ts';

/** What each column holds, and whether the first line names them. */
export interface ColumnChoice {
  columns: readonly ColumnMeaning[];
  hasHeader: boolean;
}

/** What a names file says about one account; null is nothing. */
export interface NamesEntry {
  accountId: string;
  name: string | null;
  email: string | null;
  domain: string | null;
  aliases: readonly string[];
  tags: readonly string[];
  note: string | null;
}

type Why = NamesPreview['lines'][number]['why'];

/** What a names file means. */
export interface NamesReading {
  entries: NamesEntry[];
  /** Lines that are not imported, in their order. */
  skipped: { line: number; why: Why }[];
}

/** How many lines, and cells, columns are guessed from: a few milliseconds. */
const guessedLines = 400;
const guessedCells = 20_000;
const linesAtOnce = 1_000;

const textsOf = (cells: readonly string[], columns: readonly ColumnMeaning[], meaning: ColumnMeaning): string[] =>
  cells.flatMap((cell, column) => {
    const text = columns[column] === meaning ? csvText(cell).trim() : '';
    return text ? [text] : [];
  });

/** Some lines from the whole file: its first part may be about accounts that are long gone. */
function sampleOf(lines: readonly NamesLine[], width: number): readonly NamesLine[] {
  const most = Math.min(guessedLines, Math.floor(guessedCells / width));
  const step = Math.max(1, Math.floor(lines.length / most));
  return lines.filter((_, index) => index % step === 0).slice(0, most);
}

/** Guesses what the columns hold, and whether the first line names them. */
export async function guessChoice(database: Database, { lines, width }: NamesTable): Promise<ColumnChoice> {
  const [first, ...others] = lines;
  const sample = sampleOf(others, width);
  const texts = [first, ...sample].flatMap((line) => line?.cells.map(csvText) ?? []);
  const finder = new AccountFinder();
  finder.want(texts);
  await finder.lookThrough(database);
  const hitsIn = (cells: readonly (string | undefined)[]): ColumnHits => {
    const hits = { id: 0, email: 0, domain: 0 };
    for (const cell of cells) {
      const found = cell ? finder.find(csvText(cell)) : null;
      if (found && found !== 'ambiguous') hits[found.by] += 1;
    }
    return hits;
  };
  const columns = Array.from({ length: width }, (_, column) => sample.map(({ cells }) => cells[column] ?? ''));
  const hits = columns.map(hitsIn);
  const firstCells = first?.cells ?? [];
  const findsAny = ({ id, email, domain }: ColumnHits): boolean => id + email + domain > 0;
  const hasHeader = guessHeader(firstCells, findsAny(hitsIn(firstCells)), hits.some(findsAny));
  // In a file of one line, only that line can be guessed from.
  const learned = hasHeader || sample.length > 0 ? hits : firstCells.map((cell) => hitsIn([cell]));
  const seen = hasHeader ? columns : columns.map((cells, column) => [firstCells[column] ?? '', ...cells]);
  return { columns: guessColumns(hasHeader ? firstCells : [], seen, learned), hasHeader };
}

async function inSlices(lines: readonly NamesLine[], work: (line: NamesLine) => void): Promise<void> {
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    for (const line of lines.slice(from, from + linesAtOnce)) work(line);
    await yieldToEventLoop();
  }
}

/** Reads each line as the choice says: which account it is about, and what it says about it. */
export async function readEntries(
  database: Database,
  table: NamesTable,
  { columns, hasHeader }: ColumnChoice,
): Promise<NamesReading> {
  const lines = hasHeader ? table.lines.slice(1) : table.lines;
  const finder = new AccountFinder();
  await inSlices(lines, ({ cells }) => finder.want(textsOf(cells, columns, 'account')));
  await finder.lookThrough(database);
  const entries = new Map<string, NamesEntry>();
  const skipped: NamesReading['skipped'] = table.unreadable.map((line) => ({ line, why: 'unreadable' as const }));
  await inSlices(lines, ({ line, cells }) => {
    const read = readLine(cells, columns, finder);
    if (typeof read === 'string') skipped.push({ line, why: read });
    else if (entries.has(read.accountId)) skipped.push({ line, why: 'repeated' });
    else entries.set(read.accountId, read);
  });
  skipped.sort((a, b) => a.line - b.line);
  return { entries: [...entries.values()], skipped };
}

function readLine(
  cells: readonly string[],
  columns: readonly ColumnMeaning[],
  finder: AccountFinder,
): NamesEntry | Why {
  const texts = textsOf(cells, columns, 'account');
  if (texts.length === 0) return 'no-account';
  const found = texts.map((text) => finder.find(text)).filter((each) => each !== null);
  const certain = found.find((each) => each !== 'ambiguous');
  if (!certain) return found.length > 0 ? 'ambiguous-account' : 'unknown-account';
  const first = (meaning: ColumnMeaning, keep: (text: string) => string): string | null =>
    textsOf(cells, columns, meaning).map(keep).find(Boolean) ?? null;
  const list = (meaning: 'alias' | 'tag', separators: RegExp, longestOne: number): string[] => {
    const parts = textsOf(cells, columns, meaning).flatMap((text) => text.split(separators));
    const kept = parts.map((part) => plainText(part, longestOne)).filter(Boolean);
    return [...new Set(kept)].slice(0, mostInList);
  };
  const entry: NamesEntry = {
    accountId: certain.accountId,
    name: plainText(textsOf(cells, columns, 'name').join(' '), longest.name) || null,
    email: first('email', (text) => (text.includes('@') ? plainText(text, longest.email) : '')),
    domain: first('domain', (text) => (text.includes('.') ? plainText(bareHost(text), longest.domain) : '')),
    aliases: list('alias', /[;|\r\n]/, longest.name),
    tags: list('tag', /[,;|\r\n]/, longest.tag),
    note: plainLines(textsOf(cells, columns, 'note').join('\n'), longest.note) || null,
  };
  const { name, email, domain, aliases, tags, note } = entry;
  const saysSomething = name || email || domain || note || aliases.length + tags.length > 0;
  return saysSomething ? entry : 'nothing-to-store';
}

const shownLines = 200;
const shownSamples = 3;
const unknownAccount: ReadonlySet<Why> = new Set(['unknown-account', 'ambiguous-account']);

/** What a window shows of a file before it is imported. */
export function previewOf(
  file: { importId: string; fileName: string; table: NamesTable },
  { columns, hasHeader }: ColumnChoice,
  { entries, skipped }: NamesReading,
): NamesPreview {
  const { table } = file;
  const [first] = table.lines;
  const body = hasHeader ? table.lines.slice(1) : table.lines;
  const unmatched = skipped.filter(({ why }) => unknownAccount.has(why)).length;
  return {
    importId: file.importId,
    fileName: file.fileName,
    encoding: table.encoding,
    delimiter: table.delimiter,
    hasHeader,
    columns: Array.from({ length: table.width }, (_, column) => ({
      heading: (hasHeader && plainText(first?.cells[column] ?? '', longest.tag)) || `Column ${column + 1}`,
      meaning: columns[column] ?? 'ignore',
      samples: samplesOf(body, column),
    })),
    counts: {
      rows: entries.length + skipped.length,
      matched: entries.length,
      unmatched,
      skipped: skipped.length - unmatched,
    },
    lines: skipped.slice(0, shownLines),
  };
}

function samplesOf(lines: readonly NamesLine[], column: number): string[] {
  const samples: string[] = [];
  for (const { cells } of lines) {
    const text = plainText(csvText(cells[column] ?? ''), longest.tag);
    if (text) samples.push(text);
    if (samples.length === shownSamples) break;
  }
  return samples;
}

/** The choice with exactly one meaning per column of the file: a window may send anything. */
export const fitted = ({ columns, hasHeader }: ColumnChoice, { width }: NamesTable): ColumnChoice => ({
  columns: Array.from({ length: width }, (_, column) => {
    const meaning = columns[column] ?? 'ignore';
    return columnMeanings.includes(meaning) ? meaning : 'ignore';
  }),
  hasHeader,
});
