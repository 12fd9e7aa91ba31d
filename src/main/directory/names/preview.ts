import type { Account } from '../../../shared/account.ts';
import type { NamesPreview } from '../../../shared/names.ts';
import { csvText } from '../../lib/csv-cell.ts';
import { longest, plainText } from '../../lib/plain-text.ts';
import type { ColumnChoice } from './guess-choice.ts';
import type { NamesEntry, NamesReading } from './read-entries.ts';
import { linesBelow, type NamesLine, type NamesTable } from './read-table.ts';

const shownLines = 200;
const shownSamples = 3;
const shownHeadings = 12;
const shownChanges = 10;
/** How many accounts are looked at for names that would change. */
const accountsLookedAt = 500;
const longestHeadingLine = 80;

const unknownAccount: ReadonlySet<string> = new Set(['unknown-account', 'ambiguous-account']);

/** The file that is being previewed. */
interface PreviewedFile {
  importId: string;
  fileName: string;
  table: NamesTable;
}

/** What a window shows of a file before it is imported. `accountsOf` returns the accounts with these ids. */
export function previewOf(
  { importId, fileName, table }: PreviewedFile,
  { columns, headingLine }: ColumnChoice,
  { entries, skipped }: NamesReading,
  accountsOf: (accountIds: readonly string[]) => readonly Account[],
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
    changes: changesOf(entries, accountsOf),
    sameNames: sameNamesIn(entries),
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
function changesOf(
  entries: readonly NamesEntry[],
  accountsOf: (accountIds: readonly string[]) => readonly Account[],
): NamesPreview['changes'] {
  const names = new Map(entries.slice(0, accountsLookedAt).map(({ accountId, name }) => [accountId, name]));
  return accountsOf([...names.keys()])
    .map(({ accountId, name, nameSource }) => ({
      accountId,
      before: name,
      after: nameSource === 'user' ? name : (names.get(accountId) ?? name),
    }))
    .filter(({ before, after }) => before !== after)
    .slice(0, shownChanges);
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
