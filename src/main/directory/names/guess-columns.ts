import type { ColumnMeaning, NamesPreview } from '../../../shared/names.ts';
import { longest } from '../../lib/plain-text.ts';
import { agreesWith, type KnownBy } from './agreement.ts';
import { areCodes } from './column-texts.ts';
import { exportHeadings } from './export.ts';
import { type FoundAccount, guessAccount } from './guess-account.ts';
import { type FreeColumn, guessName } from './guess-name.ts';
import { meaningOf } from './headings.ts';
import { filledTexts } from './mostly.ts';

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** What domains end in, besides the two letters of a country. */
const endings =
  'com net org edu gov info biz pro app dev shop store online site website cloud tech agency digital group global team email ' +
  'media studio design solutions services company coop mobi xyz eus cat berlin hamburg koeln bayern wien swiss paris london ' +
  'amsterdam example test';
/** `anna.weber` is a user name. */
const domain = new RegExp(
  `^(https?:\\/\\/)?([\\p{L}\\p{N}-]+\\.)+(\\p{L}{2}|xn--[a-z0-9-]+|${endings.replaceAll(' ', '|')})(:\\d+)?(\\/\\S*)?$`,
  'iu',
);

export const looksLikeEmail = (text: string): boolean => email.test(text.trim().slice(0, longest.email));

/** Some rows of a file by columns, and what is known of them. */
export interface SampledColumns {
  headings: readonly string[];
  /** For each column, its text in each row. */
  texts: readonly (readonly string[])[];
  /** For each column, which account its text finds in each row. */
  found: readonly (readonly (FoundAccount | null)[])[];
  /** What is known of an account, by the directory and the emails and domains in `cells`. */
  knownBy: (accountId: string | null, cells: readonly string[]) => KnownBy;
}

export interface GuessedColumns {
  columns: ColumnMeaning[];
  doubts: NamesPreview['doubts'];
}

/** In how many rows a text is compared with what is known: a few milliseconds. */
const comparedRows = 100;

/**
 * Guesses what each column holds: which one says which account a row is about, and which one has the names. The others are
 * guessed by their heading, then by their texts. Columns in doubt are ignored until the user has chosen one of them.
 */
export function guessColumns(sampled: SampledColumns): GuessedColumns {
  const { headings, texts, found, knownBy } = sampled;
  const byHeading = texts.map((_, column) => meaningOf(headings[column] ?? ''));
  const meanings = byHeading.map((meaning, column): ColumnMeaning => {
    if (meaning !== 'ignore') return meaning === 'account' || meaning === 'name' ? 'ignore' : meaning;
    const content = guessByContent(texts[column] ?? []);
    return byHeading.includes(content) ? 'ignore' : content;
  });
  const couldBeNames = columnsForNames(sampled, meanings);
  const guessed = guessAccount(
    found.map((each, column) => ({ column, heading: headings[column] ?? '', found: each })),
    {
      rows: comparedRows,
      names: (row) => couldBeNames.map((column) => texts[column]?.[row] ?? ''),
      known: (accountId) => knownBy(accountId, []),
    },
  );
  const account = guessed.length > 0 ? guessed : [byHeading.indexOf('account')];
  const free = couldBeNames.filter((column) => !account.includes(column));
  const name = guessName(freeColumns(sampled, meanings, account, free));
  const doubts: GuessedColumns['doubts'] = [
    ...(account.length > 1 ? [{ meaning: 'account' as const, columns: account.toSorted((a, b) => a - b) }] : []),
    ...(name.doubt.length > 0 ? [{ meaning: 'name' as const, columns: name.doubt }] : []),
  ];
  const columns = meanings.map((meaning, column): ColumnMeaning => {
    if (account.includes(column)) return account.length > 1 ? 'ignore' : 'account';
    return name.columns.includes(column) ? 'name' : meaning;
  });
  return { columns, doubts };
}

function columnsForNames(
  { headings, texts, found }: SampledColumns,
  meanings: readonly ColumnMeaning[],
): readonly number[] {
  // The ids of other customers are no names.
  const areIds = (column: number): boolean =>
    (found[column] ?? []).filter((each) => each?.by === 'id').length * 2 >= filledTexts(texts[column] ?? []).length;
  // Under any heading: *Customer* is often the customer's number. But the user wrote the names of an export.
  const isExport = exportHeadings.every((heading, column) => headings[column] === heading);
  return texts.flatMap((column, at) =>
    meanings[at] === 'ignore' && !areIds(at) && (isExport || !areCodes(column)) ? [at] : [],
  );
}

/** The columns of `free`, with one row for each account: it has one name, however many rows. */
function freeColumns(
  { headings, texts, found, knownBy }: SampledColumns,
  meanings: readonly ColumnMeaning[],
  account: readonly number[],
  free: readonly number[],
): FreeColumn[] {
  const accountOf = (row: number): string | null =>
    account.map((column) => found[column]?.[row]?.accountId).find((each) => each !== undefined) ?? null;
  const firstRows = new Map<string, number>();
  const rows = (texts[0] ?? []).flatMap((_, row) => {
    const accountId = accountOf(row);
    if (accountId === null) return [row];
    if (!firstRows.has(accountId)) firstRows.set(accountId, row);
    return firstRows.get(accountId) === row ? [row] : [];
  });
  const hasSites = (column: number): boolean => meanings[column] === 'email' || meanings[column] === 'domain';
  const known = rows.slice(0, comparedRows).map((row) =>
    knownBy(
      accountOf(row),
      texts.flatMap((column, at) => (hasSites(at) && column[row] ? [column[row]] : [])),
    ),
  );
  return free.map((column) => {
    const own = rows.map((row) => texts[column]?.[row] ?? '');
    const compared = known.map((each, at) => agreesWith(own[at] ?? '', each)).filter((each) => each !== null);
    const agreement = compared.length === 0 ? 0 : compared.filter(Boolean).length / compared.length;
    return { column, heading: headings[column] ?? '', texts: own, agreement };
  });
}

function guessByContent(texts: readonly string[]): ColumnMeaning {
  const filled = texts.map((text) => text.trim().slice(0, longest.email)).filter(Boolean);
  const mostly = (pattern: RegExp): boolean =>
    filled.length > 0 && filled.filter((text) => pattern.test(text)).length >= filled.length * 0.8;
  if (mostly(email)) return 'email';
  return mostly(domain) ? 'domain' : 'ignore';
}
