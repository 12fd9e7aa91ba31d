import type { ColumnMeaning } from '../../../shared/names.ts';
import { longest } from '../../lib/plain-text.ts';
import type { FoundBy } from './account-finder.ts';
import { accountRank, exportHeadings, isNeverName, isPartOfName, isWeakName, meaningOf, nameRank } from './headings.ts';
import { arePeople } from './people.ts';

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
const numberOrDate = /^[\d\s.,:/+TZ-]*$/;
/** One word with three digits is a code, or the id of another program. So are some capitals and a number: `K-7`. */
const code = /^(?:(?=(?:\D*\d){3})[\w./#:-]+|\p{Lu}{1,3}[\s./#:-]*\d+)$/u;
/** The legal form of a company at the end of a name, of the countries that resellers mostly serve. A person has none. */
const legalForm =
  /[\s,&](?:inc|ltd|limited|llc|llp|lp|plc|corp|corporation|gmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|e\.?k|e\.?v|se|sa|s\.a|sas|sasu|sarl|srl|s\.r\.l|spa|s\.p\.a|sl|s\.l|bv|b\.v|nv|n\.v|ab|as|aps|oy|oyj|s\.?r\.?o|a\.s|z\s?o\.?o|kft|zrt|doo|d\.o\.o|lda|ltda|pty|pte|co)\.?$/i;
const state =
  /^(true|false|yes|no|y|n|on|off|ja|nein|oui|non|s[ií]|active|inactive|enabled|disabled|suspended|pending|deleted|aktiv|inaktiv|gesperrt)$/i;

export const looksLikeEmail = (text: string): boolean => email.test(text.trim().slice(0, longest.email));

/** How many texts of a column find an account, by id, email and domain. */
export type ColumnHits = Readonly<Record<FoundBy, number>>;

export const allHits = (hits: ColumnHits): number => Object.values(hits).reduce((sum, each) => sum + each, 0);

/**
 * Guesses what each column holds. The column that finds the most accounts says which account a line is about, ids before
 * emails and domains; of several that find as many, the heading decides. The others are guessed by their heading, then by
 * their texts.
 */
export function guessColumns(
  header: readonly string[],
  samples: readonly (readonly string[])[],
  hits: readonly ColumnHits[],
): ColumnMeaning[] {
  const byHeading = hits.map((_, column) => meaningOf(header[column] ?? ''));
  const best = Math.max(0, ...hits.map(allHits));
  const rankOf = ({ column }: { column: number }): number => accountRank(header[column] ?? '');
  const finding = hits
    .map((found, column) => ({ column, found }))
    .filter(({ found }) => allHits(found) > 0)
    .toSorted((a, b) => rankOf(b) - rankOf(a));
  const account = finding.find(({ found }) => found.id * 2 >= best) ??
    finding.find(({ found }) => found.email * 2 >= best) ??
    finding.find(({ found }) => allHits(found) === best) ?? { column: byHeading.indexOf('account') };
  const guessed = byHeading.map((meaning, column): ColumnMeaning => {
    if (column === account.column) return 'account';
    if (meaning !== 'ignore') return meaning === 'account' || meaning === 'name' ? 'ignore' : meaning;
    const content = guessByContent(samples[column] ?? []);
    return byHeading.includes(content) ? 'ignore' : content;
  });
  // The ids of other customers are no names.
  const areIds = (column: number): boolean => (hits[column]?.id ?? 0) * 2 >= filledTexts(samples[column] ?? []).length;
  const free = guessed.flatMap((meaning, column) => (meaning === 'ignore' && !areIds(column) ? [column] : []));
  // Under any heading: *Customer* is often the customer's number. But the user wrote the names of an export.
  const isExport = exportHeadings.every((heading, column) => header[column] === heading);
  const couldBeNames = isExport ? free : free.filter((column) => !areCodes(samples[column] ?? []));
  const names = nameColumns(
    couldBeNames.map((column) => {
      const texts = samples[column] ?? [];
      const [hasCompanies, hasPeople] = [areCompanies(texts), arePeople(texts)];
      return { column, heading: header[column] ?? '', texts, hasCompanies, hasPeople };
    }),
  );
  return guessed.map((meaning, column) => (names.includes(column) ? 'name' : meaning));
}

function guessByContent(texts: readonly string[]): ColumnMeaning {
  const filled = texts.map((text) => text.trim().slice(0, longest.email)).filter(Boolean);
  const mostly = (pattern: RegExp): boolean =>
    filled.length > 0 && filled.filter((text) => pattern.test(text)).length >= filled.length * 0.8;
  if (mostly(email)) return 'email';
  return mostly(domain) ? 'domain' : 'ignore';
}

interface Column {
  column: number;
  heading: string;
  texts: readonly string[];
  /** Mostly. */
  hasCompanies: boolean;
  hasPeople: boolean;
}

/** The shares of different texts in a column of names: with a heading that says so, and without one. */
const differentEnough = { known: 0.5, unknown: 0.8 };

/**
 * The columns with the customer's name: the best one of companies with their legal forms, else the best one with a heading that
 * says so, else those with the parts of a person's name, else the best one with a heading that may say so, else the best one of
 * words. The best of several has no people, then the heading that is most likely a company's, then the most different texts:
 * what many customers have in common is no name.
 */
function nameColumns(free: readonly Column[]): number[] {
  const best = (columns: readonly Column[]): Column | undefined =>
    columns.toSorted(
      (a, b) =>
        Number(a.hasPeople) - Number(b.hasPeople) ||
        nameRank(b.heading) - nameRank(a.heading) ||
        differentTexts(b.texts).size - differentTexts(a.texts).size,
    )[0];
  const named = free.filter(
    ({ heading, texts }) => meaningOf(heading) === 'name' && tellApart(texts, differentEnough.known),
  );
  const parts = free.filter(({ heading }) => isPartOfName(heading));
  const weak = free.filter(({ heading, texts }) => isWeakName(heading) && tellApart(texts, differentEnough.known));
  const words = free.filter(
    ({ heading, texts }) =>
      meaningOf(heading) === 'ignore' &&
      !isNeverName(heading) &&
      filledTexts(texts).length > 0 &&
      tellApart(texts, differentEnough.unknown),
  );
  const companies = [...named, ...weak, ...words].filter(({ hasCompanies }) => hasCompanies);
  const known = best(companies.filter(({ heading }) => accountRank(heading) > 0)) ?? best(named);
  const column = known ?? (parts.length > 0 ? undefined : (best(weak) ?? best(words)));
  return (column ? [column] : parts).map((each) => each.column);
}

const filledTexts = (texts: readonly string[]): string[] => texts.map((text) => text.trim()).filter(Boolean);

const differentTexts = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(filledTexts(texts).map((text) => text.toLowerCase()));

/** Whether the texts differ as names do. An empty column may have names further down. */
function tellApart(texts: readonly string[], share: number): boolean {
  const filled = filledTexts(texts);
  const isOfStates = filled.length > 0 && filled.every((text) => state.test(text));
  return !isOfStates && differentTexts(texts).size >= filled.length * share;
}

/** An empty column has no codes. */
function areCodes(texts: readonly string[]): boolean {
  const filled = filledTexts(texts);
  const codes = filled.filter((text) => numberOrDate.test(text) || code.test(text));
  return codes.length > 0 && codes.length * 2 >= filled.length;
}

/** Many companies are written without their legal form, few people with one. */
function areCompanies(texts: readonly string[]): boolean {
  const filled = filledTexts(texts);
  return filled.length > 0 && filled.filter((text) => legalForm.test(text)).length >= filled.length * 0.2;
}
