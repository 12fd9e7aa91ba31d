import { type ColumnMeaning, columnMeanings } from '../../../shared/names.ts';
import type { NamesTable } from './read-table.ts';

/** What each column holds, and which line names them; lines above that one are left out. Null: no line does. */
export interface ColumnChoice {
  columns: readonly ColumnMeaning[];
  headingLine: number | null;
}

/** A choice of which some is left to guess. */
export type PartOfChoice = { [K in keyof ColumnChoice]?: ColumnChoice[K] | undefined };

/** The choice with exactly one meaning per column and an existing line: a window may send anything. */
export const fitted = ({ columns, headingLine }: ColumnChoice, { lines, width }: NamesTable): ColumnChoice => ({
  columns: Array.from({ length: width }, (_, column) => {
    const meaning = columns[column] ?? 'ignore';
    return columnMeanings.includes(meaning) ? meaning : 'ignore';
  }),
  headingLine: lines.some(({ line }) => line === headingLine) ? headingLine : null,
});
