import type { ColumnMeaning } from '../../../shared/names.ts';

/** The headings of Latchkey's own export. */
export const exportHeadings = ['Id', 'Name', 'Note', 'Aliases', 'Tags', 'Email', 'Domain', 'Shown as', 'Connection'];

// What headings say, without spaces, accents and punctuation, in lower case.

const headings: Readonly<Record<Exclude<ColumnMeaning, 'ignore'>, string>> = {
  account:
    'id accountid customerid clientid subaccountid remoteid externalid providerid sendgridid brevoid uid kundennummer kundenid',
  name: 'name customer customername company companyname client clientname account accountname organisation organization business businessname firma kunde kundenname displayname fullname nom nombre nome societe empresa',
  email: 'email emailaddress mail contactemail accountemail customeremail courriel correo',
  domain: 'domain domainname website web url host hostname site homepage webseite',
  alias: 'alias aliases aka alsoknownas nickname shortname othername othernames formername formernames',
  tag: 'tag tags group groups label labels segment segments category categories plan tier',
  note: 'note notes comment comments remark remarks memo description beschreibung notiz bemerkung',
};

/** Names of companies. Beside one of these, a column headed *Name* holds the person to talk to, and *Full name* surely does. */
const companyNames = new Set(
  (
    'customer customername company companyname client clientname account accountname organisation organization ' +
    'business businessname firma kunde kundenname societe empresa'
  ).split(' '),
);
const personNames = new Set(['fullname', 'displayname']);

/** Of an account above the customer's own. */
const parents = /^(?:parent|master|main|reseller|agency|owner|ubergeordnet|haupt)/;

/** Often the name of a customer, but there are better ones. The last word of a heading counts: `account_title`. */
const weakNames = new Set(
  'username title titel shop shopname store brand betrieb marke laden entreprise boutique negozio tienda'.split(' '),
);

const partsOfName = new Set('firstname lastname givenname familyname surname vorname nachname'.split(' '));

/** What many customers have in common, whom to talk to there, or what is about them and no name. */
const neverNames = new Set(
  (
    'status state active enabled disabled country land region city ort stadt address adresse street strasse zip plz ' +
    'currency wahrung language sprache industry branche type typ role rolle owner salesman seller manager ' +
    'accountmanager verkaufer betreuer created createdat updated updatedat modified date datum phone telefon tel ' +
    'lifecyclestage shownas connection contact contactname contactperson primarycontact maincontact ' +
    'ansprechpartner ansprechpartnerin kontakt kontaktperson contactpersoon interlocuteur contatto contacto'
  ).split(' '),
);

const meanings = new Map(
  Object.entries(headings).flatMap(([meaning, words]) =>
    words.split(' ').map((word) => [word, meaning as ColumnMeaning] as const),
  ),
);

const bare = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The meaning that a heading is known for, or `ignore`. */
export const meaningOf = (heading: string): ColumnMeaning => meanings.get(bare(heading)) ?? 'ignore';

/** Of headings that mean a name: how likely it is the customer's. The greatest counts. */
export function nameRank(heading: string): number {
  if (companyNames.has(bare(heading))) return 2;
  return personNames.has(bare(heading)) ? 0 : 1;
}

/** Of headings above ids of accounts: how likely they are the customers' own. The greatest counts. */
export function accountRank(heading: string): number {
  if (parents.test(bare(heading))) return 0;
  return ['account', 'name'].includes(meaningOf(heading)) ? 2 : 1;
}

export const isPartOfName = (heading: string): boolean => partsOfName.has(bare(heading));

export const isNeverName = (heading: string): boolean => neverNames.has(bare(heading));

export function isWeakName(heading: string): boolean {
  const lastWord =
    heading
      .trim()
      .split(/[\s_.-]+/)
      .at(-1) ?? '';
  return weakNames.has(bare(heading)) || weakNames.has(bare(lastWord));
}

export const isKnownHeading = (cell: string): boolean =>
  [(text: string) => meaningOf(text) !== 'ignore', isPartOfName, isNeverName, isWeakName].some((knows) => knows(cell));
