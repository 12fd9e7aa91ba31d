import type { ColumnMeaning } from '../../../shared/names.ts';
import { companyWords, personWords, smallWords } from './name-words.ts';

/** The headings of Latchkey's own export. */
export const exportHeadings = ['Id', 'Name', 'Note', 'Aliases', 'Tags', 'Email', 'Domain', 'Shown as', 'Connection'];

// What headings say. They are compared without spaces, accents and punctuation, in lower case.

const headings: Readonly<Record<Exclude<ColumnMeaning, 'ignore'>, string>> = {
  account:
    'id accountid customerid clientid subaccountid remoteid externalid providerid sendgridid brevoid uid kundennummer kundenid',
  name:
    'name displayname fullname nom nombre nome naam namn navn nafn heiti nimi nazwa název názov név nume denumire ' +
    'denominazione naziv unvan nosaukums pavadinimas tên название наименование назва найменування назив 名称 名稱 שם اسم ชื่อ 이름 명칭',
  email: 'email emailaddress mail contactemail accountemail customeremail courriel correo',
  domain: 'domain domainname website web url host hostname site homepage webseite',
  alias: 'alias aliases aka alsoknownas nickname shortname othername othernames formername formernames',
  tag: 'tag tags group groups label labels segment segments category categories plan tier',
  note: 'note notes comment comments remark remarks memo description beschreibung notiz bemerkung',
};

const personNames = new Set(['fullname', 'displayname']);

/** Of an account above the customer's own. */
const parents = /^(?:parent|master|main|reseller|agency|owner|ubergeordnet|haupt)/;

/** Often the name of a customer, but there are better ones. The last word of a heading counts: `account_title`. */
const weakNames = new Set(
  'username title titel shop shopname store brand betrieb marke laden boutique negozio tienda'.split(' '),
);

const partsOfName = new Set('firstname lastname givenname familyname surname vorname nachname'.split(' '));

/** What many customers have in common, or what is about them and no name. */
const neverNames = new Set(
  (
    'status state active enabled disabled country land region city ort stadt address adresse street strasse zip plz ' +
    'currency wahrung language sprache industry branche type typ role rolle seller attn poc csm ' +
    'created createdat updated updatedat modified date datum phone telefon tel lifecyclestage shownas connection'
  ).split(' '),
);

const bare = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const bareWords = (words: string): string[] => words.split(' ').map(bare);

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

/** Of headings that mean a name: how likely it is the customer's. The greatest counts. */
export function nameRank(heading: string): number {
  if (isCompanyName(heading)) return 2;
  return personNames.has(bare(heading)) ? 0 : 1;
}

/** Of headings above ids of accounts: how likely they are the customers' own. The greatest counts. */
export function accountRank(heading: string): number {
  if (parents.test(bare(heading))) return 0;
  return ['account', 'name'].includes(meaningOf(heading)) ? 2 : 1;
}

export const isPartOfName = (heading: string): boolean => partsOfName.has(bare(heading));

const persons = bareWords(personWords);

/** What is about customers and no name, or whom to talk to there. */
export function isNeverName(heading: string): boolean {
  const text = bare(heading);
  return neverNames.has(text) || persons.some((person) => text.includes(person));
}

export function isWeakName(heading: string): boolean {
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
  if (meaningOf(cell) !== 'ignore' || isPartOfName(cell) || weakNames.has(text) || neverNames.has(text)) return 'yes';
  return isWeakName(cell) || isNeverName(cell) ? 'maybe' : 'no';
}
