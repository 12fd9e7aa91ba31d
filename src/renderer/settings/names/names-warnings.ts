import { countOf } from '../../../shared/format.ts';
import type { ColumnMeaning, NamesPreview } from '../../../shared/names.ts';

/** A sentence about a preview, and the columns of which one may be the right one for `meaning`. */
export interface NamesWarning {
  words: string;
  choices: readonly { column: number; heading: string }[];
  meaning: 'account' | 'name';
}

const inWords = (parts: readonly string[]): string => `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

type Doubt = NamesPreview['doubts'][number];

const doubtWords: Readonly<Record<Doubt['meaning'], (columns: string) => string>> = {
  account: (columns) =>
    `${columns} each find customers, in most rows different ones. Choose the column with the customers that the names are for.`,
  name: (columns) => `${columns} could each be the customers’ names. Choose the one to use.`,
};

const looks: Readonly<Record<NonNullable<NamesPreview['unlikelyNames']>['are'], string>> = {
  people: 'people',
  places: 'places',
  users: 'user names',
};

/** What in a previewed names file is probably not what the user wants. */
export function namesWarnings({ columns, counts, doubts, sameNames, unlikelyNames }: NamesPreview): NamesWarning[] {
  const choicesOf = (positions: readonly number[]): NamesWarning['choices'] =>
    positions.map((column) => ({ column, heading: columns[column]?.heading ?? '' }));
  const warnings = doubts.map(({ meaning, columns: positions }): NamesWarning => {
    const named = positions.map((at) => `“${columns[at]?.heading}” (${columns[at]?.samples[0] ?? ''}, …)`);
    return { words: doubtWords[meaning](inWords(named)), choices: choicesOf(positions), meaning };
  });
  const isMissing = (meaning: ColumnMeaning): boolean =>
    !columns.some((column) => column.meaning === meaning) && !doubts.some((doubt) => doubt.meaning === meaning);
  if (isMissing('account'))
    warnings.push({
      words: 'No column was found that says which customer a row is about. Choose it below.',
      choices: [],
      meaning: 'account',
    });
  else if (counts.matched > 0 && isMissing('name'))
    warnings.push({
      words: 'No column was found that holds names. Choose it below; without it no name changes.',
      choices: [],
      meaning: 'name',
    });
  if (sameNames) {
    const { accounts, example } = sameNames;
    warnings.push({
      words: `${countOf(accounts, 'account')} would have the same name as another one, for example “${example}”. Check which column is used as the name.`,
      choices: [],
      meaning: 'name',
    });
  }
  if (unlikelyNames) {
    const { are, example, companies } = unlikelyNames;
    const better = companies === null ? '' : ` “${columns[companies]?.heading}” has companies.`;
    warnings.push({
      words: `Most of the names look like ${looks[are]}, for example “${example}”.${better} Check which column is used as the name.`,
      choices: companies === null ? [] : choicesOf([companies]),
      meaning: 'name',
    });
  }
  return warnings;
}

/** The meanings of all columns once `column` is the only one that means it. */
export const withChoice = (
  meanings: readonly ColumnMeaning[],
  column: number,
  meaning: ColumnMeaning,
): ColumnMeaning[] => meanings.map((old, at) => (at === column ? meaning : old === meaning ? 'ignore' : old));
