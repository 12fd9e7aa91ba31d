import type { ColumnMeaning, NamesPreview } from '../../../shared/names.ts';
import { csvText } from '../../lib/csv-cell.ts';
import { longest, plainText } from '../../lib/plain-text.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import type { AccountReader } from '../accounts/account-reader.ts';
import { areCompanies, looksOf } from './column-texts.ts';
import type { GuessedChoice } from './guess-choice.ts';
import { nameHeading } from './headings.ts';
import { filledTexts } from './mostly.ts';
import type { NamesEntry, NamesReading } from './read-entries.ts';
import { linesBelow, type NamesLine, type NamesTable } from './read-table.ts';

const shownLines = 200;
const shownSamples = 3;
const shownHeadings = 12;
const shownChanges = 10;
const accountsAtOnce = 200;
const longestHeadingLine = 80;

const unknownAccount: ReadonlySet<string> = new Set(['unknown-account', 'ambiguous-account']);

/** The file that is being previewed. */
interface PreviewedFile {
  importId: string;
  fileName: string;
  table: NamesTable;
}

/** What a window shows of a file before it is imported. `changes`: see `firstChanges`. */
export function previewOf(
  { importId, fileName, table }: PreviewedFile,
  { columns, headingLine, doubts }: GuessedChoice,
  { entries, skipped }: NamesReading,
  changes: NamesPreview['changes'],
): NamesPreview {
  const headings = table.lines.find(({ line }) => line === headingLine)?.cells ?? [];
  const body = linesBelow(table, headingLine);
  const unmatched = skipped.filter(({ why }) => unknownAccount.has(why)).length;
  const matched = entries.length + skipped.filter(({ why }) => why === 'nothing-to-store').length;
  const rows = entries.length + skipped.length;
  return {
    importId,
    fileName,
    encoding: table.encoding,
    encodingIsGuess: table.isGuess,
    delimiter: table.delimiter,
    headingLine,
    firstLines: firstLines(table, headingLine),
    columns: Array.from({ length: table.width }, (_, column) => ({
      heading: plainText(headings[column] ?? '', longest.tag) || `Column ${column + 1}`,
      meaning: columns[column] ?? 'ignore',
      samples: samplesOf(body, column),
    })),
    counts: { rows, matched, unmatched, skipped: rows - matched - unmatched, toStore: entries.length },
    changes,
    doubts,
    sameNames: sameNamesIn(entries),
    unlikelyNames: unlikelyNamesIn(entries, otherColumns(body, headings, columns)),
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

/** The lines that the user can choose as headings: the first ones, and the chosen one. */
function firstLines({ lines }: NamesTable, headingLine: number | null): NamesPreview['firstLines'] {
  const shown = lines.filter(({ line }, at) => at < shownHeadings || line === headingLine);
  return shown.map(({ line, cells }) => ({
    line,
    text: plainText(cells.filter((cell) => cell.trim()).join(', '), longestHeadingLine),
  }));
}

/** The first names that would change. The user's own name stays, whatever the file says. */
export async function firstChanges(
  reader: AccountReader,
  entries: readonly NamesEntry[],
): Promise<NamesPreview['changes']> {
  const changes: NamesPreview['changes'][number][] = [];
  const named = entries.filter(({ name }) => name !== null);
  for (let from = 0; from < named.length && changes.length < shownChanges; from += accountsAtOnce) {
    const names = new Map(named.slice(from, from + accountsAtOnce).map(({ accountId, name }) => [accountId, name]));
    for (const { accountId, name, nameSource } of reader.many([...names.keys()])) {
      const after = names.get(accountId) ?? name;
      if (nameSource !== 'user' && after !== name) changes.push({ accountId, before: name, after });
    }
    await yieldToEventLoop();
  }
  return changes.slice(0, shownChanges);
}

/** From one in ten on, equal names are hardly what the customers are called. */
const shareOfSame = 0.1;

/** The accounts that would be called as another one of the file, if they are many. */
function sameNamesIn(entries: readonly NamesEntry[]): NamesPreview['sameNames'] {
  const counts = new Map<string, { name: string; accounts: number }>();
  let named = 0;
  for (const { name } of entries) {
    if (name === null) continue;
    named += 1;
    const known = counts.get(name.toLowerCase());
    if (known) known.accounts += 1;
    else counts.set(name.toLowerCase(), { name, accounts: 1 });
  }
  const shared = [...counts.values()].filter(({ accounts }) => accounts > 1);
  const accounts = shared.reduce((sum, each) => sum + each.accounts, 0);
  if (accounts === 0 || accounts < named * shareOfSame) return null;
  const most = shared.reduce((a, b) => (b.accounts > a.accounts ? b : a));
  return { accounts, example: most.name };
}

interface OtherColumn {
  column: number;
  texts: readonly string[];
}

/** How many names and lines are looked at: a few milliseconds. */
const lookedAt = 400;

/** The columns that are not used and could hold names. */
const otherColumns = (
  body: readonly NamesLine[],
  headings: readonly string[],
  columns: readonly ColumnMeaning[],
): OtherColumn[] =>
  columns.flatMap((meaning, column) =>
    meaning === 'ignore' && !['never', 'above'].includes(nameHeading(headings[column] ?? ''))
      ? [{ column, texts: body.slice(0, lookedAt).map(({ cells }) => csvText(cells[column] ?? '')) }]
      : [],
  );

/** What most of the names look like, if customers are hardly called so. People may be customers, if there are no companies. */
function unlikelyNamesIn(
  entries: readonly NamesEntry[],
  others: readonly OtherColumn[],
): NamesPreview['unlikelyNames'] {
  const names = filledTexts(entries.slice(0, lookedAt).map(({ name }) => name ?? ''));
  const [example] = names;
  if (example === undefined || areCompanies(names)) return null;
  const companies = others.find(({ texts }) => areCompanies(texts))?.column ?? null;
  const looks = looksOf(names);
  if (looks === 'places') return { are: 'places', example, companies };
  if (looks === 'users-people') return { are: 'users', example, companies };
  const arePersons = looks === 'people' || looks === 'first-names';
  return arePersons && companies !== null ? { are: 'people', example, companies } : null;
}
