import type { ColumnMeaning } from '../../../shared/names.ts';
import { companyWords, personWords, smallWords } from './name-words.ts';
import {
  companiesAbove,
  firstNameHeadings,
  lastNameHeadings,
  logins,
  noOtherParties,
  otherParties,
  placeHeadings,
} from './party-words.ts';

// What headings say. They are compared without spaces, accents and punctuation, in lower case.

const headings: Readonly<Record<Exclude<ColumnMeaning, 'ignore'>, string>> = {
  account:
    'id accountid customerid clientid subaccountid remoteid externalid providerid sendgridid brevoid uid kundennummer kundenid',
  name:
    'name displayname fullname nom nombre nome naam namn navn nafn heiti nimi nazwa název názov név nume denumire ' +
    'denominazione naziv unvan nosaukums pavadinimas tên название наименование назва найменування назив 名称 名稱 שם اسم ชื่อ 이름 명칭',
  email: 'email emailaddress mail contactemail accountemail customeremail courriel correo',
  domain: 'domain domainname website web url host hostname site homepage webseite',
  alias:
    'alias aliases aka alsoknownas nickname shortname othername othernames formername formernames matchcode kurzname kurzbezeichnung',
  tag: 'tag tags group groups label labels segment segments category categories plan tier',
  note: 'note notes comment comments remark remarks memo description beschreibung notiz bemerkung',
};

/** Often the name of a customer, but there are better ones. The last word of a heading counts: `account_title`. */
const weakNames = new Set(
  'username title titel shop shopname store brand betrieb marke laden boutique negozio tienda'.split(' '),
);

const bare = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const bareWords = (words: string): string[] => words.split(' ').map(bare);

/** What many customers have in common, or what is about them and no name. */
const neverNames = new Set(
  bareWords(
    'status state active enabled disabled address adresse street strasse zip plz ' +
      'currency wahrung language sprache industry branche type typ role rolle seller attn poc csm ' +
      'jobtitle position department abteilung salutation anrede gender geschlecht birthday geburtstag product produkt productname produktname planname package paket tarif ' +
      'created createdat updated updatedat modified date datum phone telefon tel mobile handy fax iban bic swift vat vatid taxid ' +
      'tax lifecyclestage shownas connection ' +
      `${logins} ${placeHeadings}`,
  ),
);

const small = new Set(bareWords(smallWords));
const wordsForName = new Set(companyWords.flatMap(({ name }) => bareWords(name)));

const meanings = new Map(
  Object.entries(headings).flatMap(([meaning, words]) =>
    bareWords(words).map((word) => [word, meaning as ColumnMeaning] as const),
  ),
);

/** Names of companies. Beside one of these, a column headed *Name* holds the person to talk to, and *Full name* surely does. */
const companyNames = new Set(
  companyWords.flatMap(({ company, name }) =>
    bareWords(company).flatMap((one) => [one, ...bareWords(name).flatMap((word) => [one + word, word + one])]),
  ),
);

/** In one word, or in words that all say so: `Legal name of the company`. */
function isCompanyName(heading: string): boolean {
  if (companyNames.has(bare(heading))) return true;
  const words = heading
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(bare)
    .filter((word) => word && !small.has(word));
  return (
    words.some((word) => companyNames.has(word)) &&
    words.every((word) => companyNames.has(word) || wordsForName.has(word))
  );
}

/** The meaning that a heading is known for, or `ignore`. */
export const meaningOf = (heading: string): ColumnMeaning =>
  meanings.get(bare(heading)) ?? (isCompanyName(heading) ? 'name' : 'ignore');

const above = bareWords(companiesAbove);
const isAbove = (heading: string): boolean => above.some((word) => bare(heading).startsWith(word));

/** Of headings above ids of accounts: how likely they are the customers' own. The greatest counts. */
export function accountRank(heading: string): number {
  if (isAbove(heading)) return 0;
  return ['account', 'name'].includes(meaningOf(heading)) ? 2 : 1;
}

const firstNames = new Set(bareWords(firstNameHeadings));
const lastNames = new Set(bareWords(lastNameHeadings));

/** Which part of a person's name the heading means. */
export function partOfName(heading: string): 'first' | 'last' | null {
  const text = bare(heading);
  if (firstNames.has(text)) return 'first';
  return lastNames.has(text) ? 'last' : null;
}

const persons = bareWords(personWords);
const parties = bareWords(otherParties);
const noParties = bareWords(noOtherParties);

/** It means somebody else's name: a bank's, a supplier's, that of whom to talk to. */
function isOfOthers(text: string): boolean {
  if (persons.some((person) => text.includes(person))) return true;
  return parties.some((party) => text.includes(party)) && !noParties.some((word) => text.includes(word));
}

/** What is about customers and no name, or is somebody else's name. */
function isNeverName(heading: string): boolean {
  const text = bare(heading);
  return neverNames.has(text) || isOfOthers(text);
}

/** SendGrid calls its subusers so. */
export const isUserNames = (heading: string): boolean => bare(heading) === 'username';

export type NameHeading = 'company' | 'name' | 'person' | 'weak' | 'unknown' | 'above' | 'never';

/** What a heading says about a column that could be the customers' names. `person`: it means a person's whole name. */
export function nameHeading(heading: string): NameHeading {
  if (isCompanyName(heading)) return 'company';
  if (meaningOf(heading) === 'name') return bare(heading) === 'fullname' ? 'person' : 'name';
  if (isNeverName(heading)) return 'never';
  if (isAbove(heading)) return 'above';
  return isWeakName(heading) ? 'weak' : 'unknown';
}

function isWeakName(heading: string): boolean {
  const lastWord =
    heading
      .trim()
      .split(/[\s_.-]+/)
      .at(-1) ?? '';
  return !isNeverName(heading) && (weakNames.has(bare(heading)) || weakNames.has(bare(lastWord)));
}

/** `maybe`: words of it are those of headings, which names of companies have as well: `Contact Lens Ltd`. */
export function isHeading(cell: string): 'yes' | 'maybe' | 'no' {
  const text = bare(cell);
  if (meaningOf(cell) !== 'ignore' || partOfName(cell) !== null || weakNames.has(text) || neverNames.has(text))
    return 'yes';
  return isWeakName(cell) || isNeverName(cell) ? 'maybe' : 'no';
}
