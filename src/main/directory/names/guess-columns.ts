import type { ColumnMeaning } from '../../../shared/names.ts';
import { longest } from '../../lib/plain-text.ts';
import type { FoundBy } from './account-finder.ts';

/** Headings that say what a column holds, without spaces and punctuation, in lower case. */
const headings: Readonly<Record<Exclude<ColumnMeaning, 'ignore'>, readonly string[]>> = {
  account:
    'id accountid customerid clientid subaccountid remoteid externalid providerid sendgridid brevoid uid kundennummer kundenid'.split(
      ' ',
    ),
  name: 'name customer customername company companyname client clientname account accountname organisation organization business businessname firma kunde kundenname displayname fullname nom nombre nome societe empresa'.split(
    ' ',
  ),
  email: 'email emailaddress mail contactemail accountemail customeremail courriel correo'.split(' '),
  domain: 'domain domainname website web url host hostname site homepage webseite'.split(' '),
  alias: 'alias aliases aka alsoknownas nickname shortname othername othernames formername formernames'.split(' '),
  tag: 'tag tags group groups label labels segment segments category categories plan tier'.split(' '),
  note: 'note notes comment comments remark remarks memo description notiz bemerkung'.split(' '),
};

const partsOfName = new Set('firstname lastname givenname familyname surname vorname nachname contactname'.split(' '));

const meanings = new Map(
  Object.entries(headings).flatMap(([meaning, words]) =>
    words.map((word) => [word, meaning as ColumnMeaning] as const),
  ),
);

const bare = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const domain = /^(https?:\/\/)?([\p{L}\p{N}-]+\.)+\p{L}{2,}(\/\S*)?$/u;
const numberOrDate = /^[\d\s.,:/+TZ-]*$/;

/** How many texts of a column find an account, by id, email and domain. */
export type ColumnHits = Readonly<Record<FoundBy, number>>;

const allHits = ({ id, email, domain }: ColumnHits): number => id + email + domain;

/** Whether the first line names the columns: it has known headings, or it finds no account although other lines do. */
export function guessHeader(first: readonly string[], firstFindsAccount: boolean, othersFind: boolean): boolean {
  if (firstFindsAccount || first.some((cell) => email.test(cell.trim().slice(0, longest.email)))) return false;
  const isHeading = (cell: string): boolean => meanings.has(bare(cell)) || partsOfName.has(bare(cell));
  return first.some(isHeading) || othersFind;
}

/**
 * Guesses what each column holds. The column that finds the most accounts says which account a line is about, ids before
 * emails and domains. The others are guessed by their heading, then by their texts.
 */
export function guessColumns(
  header: readonly string[],
  samples: readonly (readonly string[])[],
  hits: readonly ColumnHits[],
): ColumnMeaning[] {
  const byHeading = hits.map((_, column): ColumnMeaning => meanings.get(bare(header[column] ?? '')) ?? 'ignore');
  const best = Math.max(0, ...hits.map(allHits));
  const finding = hits.map((found, column) => ({ column, found })).filter(({ found }) => allHits(found) > 0);
  const account = finding.find(({ found }) => found.id * 2 >= best) ??
    finding.find(({ found }) => found.email * 2 >= best) ??
    finding.find(({ found }) => allHits(found) === best) ?? { column: byHeading.indexOf('account') };
  const guessed = byHeading.map((meaning, column): ColumnMeaning => {
    if (column === account.column) return 'account';
    if (meaning !== 'ignore') return meaning === 'account' ? 'ignore' : meaning;
    const content = guessByContent(samples[column] ?? []);
    return byHeading.includes(content) ? 'ignore' : content;
  });
  if (guessed.includes('name')) return guessed;
  const names = nameColumns(header, samples, guessed);
  return guessed.map((meaning, column) => (names.includes(column) ? 'name' : meaning));
}

function guessByContent(texts: readonly string[]): ColumnMeaning {
  const filled = texts.map((text) => text.trim().slice(0, longest.email)).filter(Boolean);
  const mostly = (pattern: RegExp): boolean =>
    filled.length > 0 && filled.filter((text) => pattern.test(text)).length >= filled.length * 0.8;
  if (mostly(email)) return 'email';
  return mostly(domain) ? 'domain' : 'ignore';
}

/** If no heading says name: the columns with the parts of a person's name, else the first one with mostly words. */
function nameColumns(
  header: readonly string[],
  samples: readonly (readonly string[])[],
  guessed: readonly ColumnMeaning[],
): number[] {
  const free = guessed.flatMap((meaning, column) => (meaning === 'ignore' ? [column] : []));
  const parts = free.filter((column) => partsOfName.has(bare(header[column] ?? '')));
  if (parts.length > 0) return parts;
  const hasWords = (column: number): boolean => {
    const filled = (samples[column] ?? []).filter((text) => text.trim());
    return filled.filter((text) => !numberOrDate.test(text)).length > filled.length / 2;
  };
  const words = free.find((column) => !meanings.has(bare(header[column] ?? '')) && hasWords(column));
  return words === undefined ? [] : [words];
}
