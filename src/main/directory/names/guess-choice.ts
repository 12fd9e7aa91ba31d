import type { NamesPreview } from '../../../shared/names.ts';
import { csvText } from '../../lib/csv-cell.ts';
import type { AccountReader } from '../accounts/account-reader.ts';
import type { Database } from '../sqlite/database.ts';
import { AccountFinder } from './account-finder.ts';
import { knownBy } from './agreement.ts';
import { type ColumnChoice, fitted, type PartOfChoice } from './column-choice.ts';
import type { FoundAccount } from './guess-account.ts';
import { type GuessedColumns, guessColumns } from './guess-columns.ts';
import { guessHeading, mostLinesToHeading } from './guess-heading.ts';
import { linesBelow, type NamesLine, type NamesTable } from './read-table.ts';

/** A choice, and what could not be guessed of it. */
export interface GuessedChoice extends ColumnChoice {
  doubts: NamesPreview['doubts'];
}

/** How many lines, and cells, columns are guessed from: a few milliseconds. */
const guessedLines = 400;
const guessedCells = 20_000;

/** Some lines from the whole file: its first part may be about accounts that are long gone. */
function sampleOf(lines: readonly NamesLine[], width: number): readonly NamesLine[] {
  const most = Math.min(guessedLines, Math.floor(guessedCells / width));
  const step = Math.max(1, Math.floor(lines.length / most));
  return lines.filter((_, index) => index % step === 0).slice(0, most);
}

/** Some lines of a file, the first ones apart, and the accounts that their cells find. */
interface Sample {
  first: readonly NamesLine[];
  others: readonly NamesLine[];
  find: (cell: string) => FoundAccount | null;
}

async function findAccounts(database: Database, { lines, width }: NamesTable): Promise<Sample> {
  const first = lines.slice(0, mostLinesToHeading);
  const others = sampleOf(lines.slice(mostLinesToHeading), width);
  const finder = new AccountFinder();
  finder.want([...first, ...others].flatMap(({ cells }) => cells.map(csvText)));
  await finder.lookThrough(database);
  const find = (cell: string): FoundAccount | null => {
    const found = cell ? finder.find(csvText(cell)) : null;
    return found === 'ambiguous' ? null : found;
  };
  return { first, others, find };
}

function guessedHeading({ first, others, find }: Sample, width: number): number | null {
  const finds = ({ cells }: NamesLine): boolean => cells.some((cell) => find(cell) !== null);
  const at = guessHeading({
    first: first.map(({ cells }) => cells),
    firstFinding: first.findIndex(finds),
    finding: [...first, ...others].filter(finds).map(({ cells }) => cells),
    width,
  });
  return first[at]?.line ?? null;
}

function guessedColumns(
  reader: AccountReader,
  { lines, width }: NamesTable,
  heading: number | null,
  { first, others, find }: Sample,
): GuessedColumns {
  const body = [...linesBelow({ lines: [...first] }, heading), ...others];
  const texts = Array.from({ length: width }, (_, column) => body.map(({ cells }) => cells[column] ?? ''));
  const found = texts.map((column) => column.map(find));
  const accountIds = new Set(found.flatMap((column) => column.flatMap((each) => each?.accountId ?? [])));
  const accounts = new Map(reader.many([...accountIds]).map((account) => [account.accountId, account]));
  return guessColumns({
    headings: lines.find(({ line }) => line === heading)?.cells ?? [],
    texts,
    found,
    knownBy: (accountId, cells) => knownBy(accounts.get(accountId ?? '') ?? null, cells),
  });
}

/** Guesses what of the choice the user has not chosen: what the columns hold, and which line names them. */
export async function guessChoice(
  database: Database,
  reader: AccountReader,
  table: NamesTable,
  { columns, headingLine }: PartOfChoice,
): Promise<GuessedChoice> {
  // Recounting after a correction must not look through all accounts once more.
  if (columns !== undefined && headingLine !== undefined)
    return { ...fitted({ columns, headingLine }, table), doubts: [] };
  const sample = await findAccounts(database, table);
  const heading = headingLine === undefined ? guessedHeading(sample, table.width) : headingLine;
  if (columns) return { ...fitted({ columns, headingLine: heading }, table), doubts: [] };
  const guessed = guessedColumns(reader, table, heading, sample);
  return { ...fitted({ columns: guessed.columns, headingLine: heading }, table), doubts: guessed.doubts };
}
