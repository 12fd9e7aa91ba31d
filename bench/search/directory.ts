import { fold } from '../../src/main/search/fold.ts';
import type { Searchable } from '../../src/main/search/search-index.ts';
import { Random } from '../random.ts';
import {
  cities,
  givenNames,
  invented,
  type Language,
  languages,
  mailboxes,
  publicMailHosts,
  qualities,
  tags,
  things,
  trades,
} from './words.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const inventedName = (random: Random): string =>
  random.pick(invented.heads) +
  (random.chance(0.6) ? random.pick(invented.middles) : '') +
  (random.chance(0.2) ? random.pick(invented.middles) : '') +
  random.pick(invented.tails);

function nameIn(random: Random, { surnames, trades: ownTrades, forms, family, latin }: Language): string {
  const form = random.chance(0.5) ? random.pick(forms) : '';
  const surname = random.pickOften(surnames);
  const trade = random.pickOften(ownTrades);
  const owner = latin && random.chance(0.4) ? `${capital(random.pick(givenNames))} ${surname}` : surname;
  const city = random.chance(0.45) ? random.pick(cities) : '';
  const pattern = random.next();
  if (pattern < 0.2) return `${owner} ${random.pick(family)} ${form}`;
  if (pattern < 0.4) return `${owner} ${trade} ${city || form}`;
  if (pattern < 0.55) return `${trade} ${owner} ${city || form}`;
  if (pattern < 0.85) return `${inventedName(random)} ${trade} ${form}`;
  return `${surname} & ${random.pick(surnames)} ${trade} ${form}`;
}

function englishName(random: Random): string {
  const form = random.chance(0.35) ? random.pick(['Ltd', 'LLC', 'Inc.', 'Group', 'Co.', 'International']) : '';
  const pattern = random.next();
  if (pattern < 0.3) return `${random.pick(qualities)} ${random.pick(things)} ${random.pickOften(trades)} ${form}`;
  if (pattern < 0.36) return `${random.pick(qualities)} ${random.pick(things)} ${form}`;
  if (pattern < 0.46) return `The ${random.pick(things)} & ${random.pick(things)} ${random.pickOften(trades)}`;
  if (pattern < 0.58) return `${random.pick(cities)} ${random.pick(things)} ${random.pickOften(trades)}`;
  if (pattern < 0.93) return `${inventedName(random)} ${random.pickOften(trades)} ${form}`;
  const letters = Array.from({ length: random.between(2, 3) }, () => String.fromCharCode(65 + random.below(26)));
  return `${letters.join(random.chance(0.2) ? '.' : '')} ${random.pickOften(trades)} ${form}`;
}

/** Returns the domain that a company would register: its words without accents, or an invented name. */
function domainFor(random: Random, name: string, language: Language | null): string {
  const words = fold(name)
    .split(' ')
    .filter((word) => /^[a-z0-9]+$/.test(word) && word !== 'and');
  const kept = words.slice(0, random.chance(0.25) ? 1 : random.between(2, 3));
  const label = kept.length === 0 ? inventedName(random).toLowerCase() : kept.join(random.chance(0.2) ? '-' : '');
  const ending = random.pickOften(language?.domains ?? ['com', 'net', 'co', 'io', 'org', 'co.uk', 'shop', 'example']);
  return `${label}${random.chance(0.06) ? random.between(2, 99) : ''}.${ending}`;
}

function emailFor(random: Random, name: string, domain: string): string {
  const host = random.chance(0.85) ? domain : random.pick(publicMailHosts);
  if (host !== domain)
    return `${
      fold(name)
        .replace(/[^a-z0-9]/g, '')
        .slice(0, 18) || 'mail'
    }${random.below(100)}@${host}`;
  if (random.chance(0.5)) return `${random.pickOften(mailboxes)}@${host}`;
  const given = random.pick(givenNames);
  return `${given}.${fold(random.pick(random.pick(languages.filter((one) => one.latin)).surnames)).replace(/ /g, '')}@${host}`;
}

function aliasesFor(random: Random, name: string): string[] {
  if (!random.chance(0.2)) return [];
  const kind = random.next();
  if (kind < 0.5) return [`${inventedName(random)} ${random.pickOften(trades)}`];
  if (kind < 0.75) return [`${random.pickOften(qualities)} ${random.pickOften(things)}`];
  return [`${name.split(' ')[0]} ${random.pick(cities)}`];
}

const idFor = (random: Random, row: number): string =>
  row % 10 < 6
    ? String(10_000_000 + random.below(89_999_999))
    : row % 10 < 9
      ? `${random.below(0xffffff).toString(16).padStart(6, '0')}${random.below(0xffffff).toString(16).padStart(6, '0')}`
      : String(1_700_000 + row);

/** The reseller's connections, and for each its label, provider and region. */
export const connections: ReadonlyMap<string, string> = new Map([
  ['bench1', 'Main Brevo Global'],
  ['bench2', 'Agencies SendGrid Europe'],
  ['bench3', 'North SendGrid America'],
]);

const noteFor = (random: Random): string =>
  random.chance(0.03)
    ? `${random.pick(['Ask for', 'Careful:', 'Invoices to', 'Calls only'])} ${random.pick(givenNames)} ${inventedName(random)}`
    : '';

/** Returns a directory like a reseller's: companies of many languages, some without a name, some with the same one. */
export function makeDirectory(size: number, seed: number): Searchable[] {
  const random = new Random(seed);
  const rows: Searchable[] = [];
  const ids = new Set<string>();
  while (rows.length < size) {
    const remoteId = idFor(random, rows.length);
    if (ids.has(remoteId)) continue;
    ids.add(remoteId);
    const language = random.chance(0.55) ? random.pickOften(languages) : null;
    const company = (language ? nameIn(random, language) : englishName(random)).trim().replace(/ +/g, ' ');
    const domain = domainFor(random, company, language);
    const email = emailFor(random, company, domain);
    const style = random.next();
    const named = style < 0.04 ? company.toUpperCase() : style < 0.08 ? company.toLowerCase() : capital(company);
    rows.push({
      accountId: `${random.pick([...connections.keys()])}/${remoteId}`,
      // If a provider's list has no names, use the email.
      name: random.chance(0.04) ? email : named,
      aliases: aliasesFor(random, company),
      email,
      domain: random.chance(0.9) ? domain : '',
      remoteId,
      tags: Array.from(new Set(Array.from({ length: random.below(4) }, () => random.pickOften(tags)))),
      note: noteFor(random),
    });
  }
  return rows;
}
