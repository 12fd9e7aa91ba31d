import type { Account } from '../../../shared/account.ts';
import { companyDomainOf } from '../../../shared/mailbox-providers.ts';
import { bareHost } from '../accounts/domains.ts';
import { legalForm } from './column-texts.ts';

// Whether a text can be the name of a customer of whom something is known: another name, an email, a domain.

const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', ß: 'ss', æ: 'ae' };

/** The letters and digits of a name without its legal form, in each way to write its umlauts. */
function lettersOf(text: string): string[] {
  const bare = text.toLowerCase().normalize('NFC').replace(/\./g, '').trim().replace(legalForm, '');
  const plain = (one: string): string =>
    one
      .replaceAll('ß', 'ss')
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '');
  return [...new Set([plain(bare), plain(bare.replace(/[äöüøåßæ]/g, (letter) => spelledOut[letter] ?? letter))])];
}

const shortest = 4;

/** One is the other, or most of its beginning. */
function agree(a: string, b: string): boolean {
  if (a === b) return a !== '';
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= shortest && short.length * 2 >= long.length && long.startsWith(short);
}

const anyAgree = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.some((other) => agree(one, other)));

/** Whether two names are hardly of different customers. */
export const areAlike = (a: string, b: string): boolean => anyAgree(lettersOf(a), lettersOf(b));

/** `www.acme-shop.co.uk` -> `acmeshop`: the longest part before the ending. */
function labelOf(domain: string): string {
  const labels = bareHost(domain)
    .split('.')
    .slice(0, -1)
    .map((label) => label.replace(/[^\p{L}\p{N}]/gu, ''));
  return labels.reduce((longest, label) => (label.length > longest.length ? label : longest), '');
}

/** What a customer is known by, as `agreesWith` compares it. */
export interface KnownBy {
  names: readonly string[];
  sites: readonly string[];
}

/** `cells`: emails and domains of the row. Not the name that an earlier file gave: it may be wrong. */
export function knownBy(account: Account | null, cells: readonly string[]): KnownBy {
  const names = account
    ? [...(account.nameSource === 'none' || account.nameSource === 'import' ? [] : [account.name]), ...account.aliases]
    : [];
  const domains = [
    ...(account ? [account.domain, companyDomainOf(account.email)] : []),
    ...cells.map((cell) => (cell.includes('@') ? companyDomainOf(cell.trim()) : cell)),
  ];
  return {
    names: names.flatMap(lettersOf),
    sites: domains.map(labelOf).filter((label) => label.length >= shortest),
  };
}

/** A site may be called after the first word of a long name. */
const shortestOfSite = 5;

/** Whether a text agrees with what is known; null if there is nothing to compare. */
export function agreesWith(text: string, { names, sites }: KnownBy): boolean | null {
  if (text.trim() === '' || names.length + sites.length === 0) return null;
  const letters = lettersOf(text);
  if (anyAgree(letters, names) || anyAgree(letters, sites)) return true;
  return sites.some((site) => site.length >= shortestOfSite && letters.some((one) => one.startsWith(site)));
}
