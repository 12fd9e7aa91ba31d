import { type ColumnMeaning, columnMeanings } from '../../../shared/names.ts';
import { csvText } from '../../lib/csv-cell.ts';
import type { Database } from '../sqlite/database.ts';
import { AccountFinder } from './account-finder.ts';
import { allHits, type ColumnHits, guessColumns } from './guess-columns.ts';
import { guessHeading, mostLinesToHeading } from './guess-heading.ts';
import { linesBelow, type NamesLine, type NamesTable } from './read-table.ts';

/** What each column holds, and which line names them; lines above that one are left out. Null: no line does. */
export interface ColumnChoice {
  columns: readonly ColumnMeaning[];
  headingLine: number | null;
}

/** A choice of which some is left to guess. */
export type PartOfChoice = { [K in keyof ColumnChoice]?: ColumnChoice[K] | undefined };

/** How many lines, and cells, columns are guessed from: a few milliseconds. */
const guessedLines = 400;
const guessedCells = 20_000;

/** Some lines from the whole file: its first part may be about accounts that are long gone. */
function sampleOf(lines: readonly NamesLine[], width: number): readonly NamesLine[] {
  const most = Math.min(guessedLines, Math.floor(guessedCells / width));
  const step = Math.max(1, Math.floor(lines.length / most));
  return lines.filter((_, index) => index % step === 0).slice(0, most);
}

/** Guesses what of the choice the user has not chosen: what the columns hold, and which line names them. */
export async function guessChoice(
  database: Database,
  table: NamesTable,
  { columns, headingLine }: PartOfChoice,
): Promise<ColumnChoice> {
  // Recounting after a correction must not look through all accounts once more.
  if (columns !== undefined && headingLine !== undefined) return fitted({ columns, headingLine }, table);
  const { lines, width } = table;
  const first = lines.slice(0, mostLinesToHeading);
  const sample = sampleOf(lines.slice(mostLinesToHeading), width);
  const finder = new AccountFinder();
  finder.want([...first, ...sample].flatMap(({ cells }) => cells.map(csvText)));
  await finder.lookThrough(database);
  const hitsIn = (cells: readonly string[]): ColumnHits => {
    const hits = { id: 0, email: 0, domain: 0, dressed: 0 };
    for (const cell of cells) {
      const found = cell ? finder.find(csvText(cell)) : null;
      if (found && found !== 'ambiguous') hits[found.by] += 1;
    }
    return hits;
  };
  const finds = ({ cells }: NamesLine): boolean => allHits(hitsIn(cells)) > 0;
  const guessedHeading = (): number | null => {
    const at = guessHeading({
      first: first.map(({ cells }) => cells),
      firstFinding: first.findIndex(finds),
      finding: [...first, ...sample].filter(finds).map(({ cells }) => cells),
      width,
    });
    return first[at]?.line ?? null;
  };
  const heading = headingLine === undefined ? guessedHeading() : headingLine;
  if (columns) return fitted({ columns, headingLine: heading }, table);
  const body = [...linesBelow({ lines: first }, heading), ...sample];
  const samples = Array.from({ length: width }, (_, column) => body.map(({ cells }) => cells[column] ?? ''));
  const headings = lines.find(({ line }) => line === heading)?.cells ?? [];
  const guessed = guessColumns(headings, samples, samples.map(hitsIn));
  return fitted({ columns: guessed, headingLine: heading }, table);
}

/** The choice with exactly one meaning per column and an existing line: a window may send anything. */
export const fitted = ({ columns, headingLine }: ColumnChoice, { lines, width }: NamesTable): ColumnChoice => ({
  columns: Array.from({ length: width }, (_, column) => {
    const meaning = columns[column] ?? 'ignore';
    return columnMeanings.includes(meaning) ? meaning : 'ignore';
  }),
  headingLine: lines.some(({ line }) => line === headingLine) ? headingLine : null,
});
