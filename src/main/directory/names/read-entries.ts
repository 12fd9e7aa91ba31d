import type { ColumnMeaning, NamesPreview } from '../../../shared/names.ts';
import { csvText } from '../../lib/csv-cell.ts';
import { longest, mostInList, plainLines, plainText } from '../../lib/plain-text.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { bareHost } from '../accounts/domains.ts';
import type { Database } from '../sqlite/database.ts';
import { AccountFinder } from './account-finder.ts';
import type { ColumnChoice } from './column-choice.ts';
import { linesBelow, type NamesLine, type NamesTable } from './read-table.ts';

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

const linesAtOnce = 1_000;

const textsOf = (cells: readonly string[], columns: readonly ColumnMeaning[], meaning: ColumnMeaning): string[] =>
  cells.flatMap((cell, column) => {
    const text = columns[column] === meaning ? csvText(cell).trim() : '';
    return text ? [text] : [];
  });

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
  { columns, headingLine }: ColumnChoice,
): Promise<NamesReading> {
  const lines = linesBelow(table, headingLine);
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
  // A name with such a sign in it is not what the customer is called.
  if (cells.some((cell, column) => columns[column] !== 'ignore' && cell.includes('\ufffd'))) return 'unreadable';
  const texts = textsOf(cells, columns, 'account');
  if (texts.length === 0) return 'no-account';
  const found = texts.map((text) => finder.find(text)).filter((each) => each !== null);
  const all = found.filter((each) => each !== 'ambiguous');
  const certain = all.find(({ by }) => by !== 'dressed') ?? all[0];
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
