import { describe, expect, test } from 'vitest';
import type { Directory } from '../../../src/main/directory/directory.ts';
import type { NamesPreview } from '../../../src/shared/names.ts';
import { bytesOf, choiceOf, id, syncAll, tempDirectory, unwrap } from '../../helpers/temp-directory.ts';

// Names files as programs write them, from public reports about other importers. The customers are invented.

const emails = ['ops@koehler.example', 'it@groessinger.example', 'bau@strasser.example'];

interface Read {
  shown: NamesPreview;
  names: string[];
}

async function withCustomers(): Promise<Directory> {
  const directory = tempDirectory();
  await syncAll(
    directory,
    emails.map((email, at) => ({ remoteId: `70010${at + 1}`, email })),
  );
  return directory;
}

/** Previews and imports the file as guessed. `names`: what the three customers are then called. */
async function read(file: string | Uint8Array): Promise<Read> {
  const directory = await withCustomers();
  const bytes = typeof file === 'string' ? bytesOf(file) : file;
  const shown = unwrap(await directory.names.preview({ bytes, fileName: 'names.csv' }));
  if (shown.counts.toStore > 0) unwrap(await directory.names.importNames(shown.importId, choiceOf(shown)));
  const names = [1, 2, 3].map((each) => directory.accounts.get(id(`70010${each}`))?.name ?? '');
  return { shown, names };
}

const rightNames = ['Köhler Bäckerei', 'Größinger Möbel', 'Straßer Bau'];
const rows = (line: (name: string, number: number) => string): string =>
  rightNames.map((name, at) => `${line(name, at + 1)}\n`).join('');

describe('lines above the headings', () => {
  test.each<[string, string, number | null]>([
    [
      'the name of a table, as Numbers writes it',
      `Table 1\nAccount ID,Country,Company,Website\n${rows((name, n) => `70010${n},Germany,${name},k${n}.example`)}`,
      2,
    ],
    [
      'the names of a sheet and a table, and an empty line',
      `Customers: Table 1\n\nAccount ID;Country;Company\n${rows((name, n) => `70010${n};Germany;${name}`)}`,
      3,
    ],
    [
      'title and date of a report, where only the last column finds accounts',
      'Report: All customers\r\nGenerated;"26.11.2026 09:15"\r\n\r\n' +
        `Record ID;Owner;Company name;Stage;Sendgrid account\r\n${rows((name, n) => `500${n};A. Example;${name};customer;70010${n}`)}`,
      4,
    ],
    [
      'a title padded with empty cells, as spreadsheets write it',
      `Kunden 2026,,,\n,,,\nKundennummer,Firma,Ort,Umsatz 2025\n${rows((name, n) => `70010${n},${name},Köln,12`)}`,
      3,
    ],
    [
      'a title that is itself a known heading',
      `Company\nId;Betreuer;Kunde\n${rows((name, n) => `70010${n};B. Example;${name}`)}`,
      2,
    ],
    [
      'headings that no program knows, as wide as the customers',
      `Export vom 26.11.\nerstellt;von;\nNr.;Wie wir sie nennen;Stadt\n${rows((name, n) => `70010${n};${name};Wien`)}`,
      3,
    ],
    ...[
      'Gone GmbH',
      'Contact Lens Ltd',
      'Property Managers Ltd',
      'Eigentümer Nord',
      '代表食品',
      'Personio SE',
      'Lakeside Book Store',
    ].map((gone): [string, string, null] => [
      `a customer who is gone, called ${gone}, and no headings`,
      `9999,${gone}\n${rows((name, n) => `70010${n},${name}`)}`,
      null,
    ]),
    [
      'a title, and headings of which most are of people to talk to',
      `Stand: 26.11.\nKundennummer,Primary contact,Key account manager,Kundenname\n${rows((name, n) => `70010${n},A. Ex,B. Ex,${name}`)}`,
      2,
    ],
  ])('%s', async (_, file, headingLine) => {
    const { shown, names } = await read(file);
    expect(shown.headingLine).toBe(headingLine);
    expect(names).toEqual(rightNames);
    expect(shown.counts.toStore).toBe(3);
  });

  test('can be chosen by the user, and the columns are then guessed by that line', async () => {
    const directory = await withCustomers();
    const file = `Id,Kunde\nNummer,Betrieb\n${rows((name, n) => `70010${n},${name}`)}`;
    const shown = unwrap(await directory.names.preview({ bytes: bytesOf(file), fileName: 'n.csv' }));
    expect(shown.firstLines.slice(0, 2)).toEqual([
      { line: 1, text: 'Id, Kunde' },
      { line: 2, text: 'Nummer, Betrieb' },
    ]);
    const again = unwrap(await directory.names.previewAgain(shown.importId, { encoding: 'UTF-8', headingLine: 2 }));
    expect(again.headingLine).toBe(2);
    expect(again.columns.map(({ heading, meaning }) => [heading, meaning])).toEqual([
      ['Nummer', 'account'],
      ['Betrieb', 'name'],
    ]);
    expect(again.counts).toMatchObject({ rows: 3, matched: 3 });
  });
});

describe('a column of few different values is not the name', () => {
  const sendgrid =
    'disabled,email,id,username\nfalse,ops@koehler.example,1203,koehler_baeckerei\n' +
    'false,it@groessinger.example,1204,groessinger\ntrue,bau@strasser.example,1205,strasser-bau\n';
  test.each<[string, string, string]>([
    ['flags of subusers', sendgrid, 'koehler_baeckerei'],
    [
      'active',
      `active;id;betrieb\n${rows((name, n) => `${n < 3 ? 'ja' : 'nein'};70010${n};${name}`)}`,
      'Köhler Bäckerei',
    ],
    ['status', `status,account_id,account_title\n${rows((name, n) => `active,70010${n},${name}`)}`, 'Köhler Bäckerei'],
    ['currency', `id,currency,shop\n${rows((name, n) => `70010${n},EUR,${name}`)}`, 'Köhler Bäckerei'],
    ['dates', `id,created,shop\n${rows((name, n) => `70010${n},2025-11-0${n}T10:11:12Z,${name}`)}`, 'Köhler Bäckerei'],
    [
      'countries, all different',
      `id,Land,Bezeichnung\n${rows((name, n) => `70010${n},L${n}and,${name}`)}`,
      'Köhler Bäckerei',
    ],
    ['salesmen', `id,Wer,Wie\n${rows((name, n) => `70010${n},${n < 3 ? 'Ada' : 'Bo'},${name}`)}`, 'Köhler Bäckerei'],
    ['no heading', rows((name, n) => `70010${n},premium,${name}`), 'Köhler Bäckerei'],
    [
      'a company that is everybody’s',
      `id,company,shop\n${rows((name, n) => `70010${n},Reseller Ltd,${name}`)}`,
      'Köhler Bäckerei',
    ],
    [
      'ids of another program',
      `id,crm,label text\n${rows((name, n) => `70010${n},64a1b2c${n},${name}`)}`,
      'Köhler Bäckerei',
    ],
  ])('%s', async (_, file, first) => {
    expect((await read(file)).names[0]).toBe(first);
  });

  test.each([
    ['states', 'id,x\n700101,active\n700102,suspended\n700103,pending\n'],
    ['equal texts', 'id,x\n700101,gold\n700102,gold\n700103,silver\n'],
    ['one flag', 'id,disabled\n700101,true\n'],
  ])('is not taken for want of a better one: %s', async (_, file) => {
    const { shown, names } = await read(file);
    expect(shown.columns.map(({ meaning }) => meaning)).toEqual(['account', 'ignore']);
    expect(shown.counts).toMatchObject({ unmatched: 0, toStore: 0 });
    expect(names).toEqual(emails);
  });
});

describe('a company counts for more than a person who is named beside it', () => {
  const people = ['Jo Miller', 'Ann Other', 'Max Muster'];
  test.each<[string, string]>([
    [
      'Full name',
      `Email,Full name,Company name,Plan\n${rows((name, n) => `${emails[n - 1]},${people[n - 1]},${name},Pro`)}`,
    ],
    ['Name', `Name,Company,ID\n${rows((name, n) => `${people[n - 1]},${name},70010${n}`)}`],
    ['Name, after it', `Kundennummer;Firma;Name\n${rows((name, n) => `70010${n};${name};${people[n - 1]}`)}`],
    ['Display name', `id,display_name,name\n${rows((name, n) => `70010${n},${people[n - 1]},${name}`)}`],
  ])('%s', async (_, csv) => {
    expect((await read(csv)).names).toEqual(rightNames);
  });

  test('but a company that all customers have in common does not', async () => {
    const { names } = await read(`ID,Company,Name\n${rows((name, n) => `70010${n},The Reseller Ltd,${name}`)}`);
    expect(names).toEqual(rightNames);
  });
});

describe('ids of other customers', () => {
  const other = (n: number): string => `70010${(n % 3) + 1}`;
  test.each<[string, string]>([
    ['of the account above', `Parent ID,Account,Name\n${rows((name, n) => `${other(n)},70010${n},${name}`)}`],
    ['of the reseller', `Reseller account;ID;Name\n${rows((name, n) => `${other(n)};70010${n};${name}`)}`],
    [
      'under a heading that says nothing',
      `Ref,Account ID,Title\n${rows((name, n) => `${other(n)},70010${n},${name}`)}`,
    ],
    ['after the customer', `Account,Parent account,Company\n${rows((name, n) => `70010${n},${other(n)},${name}`)}`],
  ])('%s are no names, and no line is about them', async (_, csv) => {
    expect((await read(csv)).names).toEqual(rightNames);
  });

  test('alone are no names either', async () => {
    const { names } = await read(`Account ID,Company\n${rows((_, n) => `70010${n},${other(n)}`)}`);
    // Customers without a name are shown by their emails.
    expect(names).toEqual(emails);
  });
});

describe('ids under the heading of a name', () => {
  const sites = emails.map((email) => email.split('@')[1]);
  test.each<[string, string]>([
    [
      'beside the company',
      `Kunde;Ansprechpartner;Firma;Domain\n${rows((name, n) => `1002${n};Ada Muster;${name};${sites[n - 1]}`)}`,
    ],
    [
      'of letters and digits, beside the company',
      `customer,contact name,organization,email\n${rows((name, n) => `KD-1002${n},Ada Muster,${name},${emails[n - 1]}`)}`,
    ],
    ['counted from 1', `Customer,Company,email\n${rows((name, n) => `${n},${name},${emails[n - 1]}`)}`],
    ['in short', `Customer,Company,email\n${rows((name, n) => `K-${n},${name},${emails[n - 1]}`)}`],
    ['with signs', `Kunde;Firma;email\n${rows((name, n) => `KD/2026.1${n};${name};${emails[n - 1]}`)}`],
    ['under the name of a shop', `email;Shop;Wie\n${rows((name, n) => `${emails[n - 1]};70${n}11;${name}`)}`],
  ])('are no names: %s', async (_, csv) => {
    expect((await read(csv)).names).toEqual(rightNames);
  });

  test.each<[string, string]>([
    ['numbers', rows((_, n) => `${emails[n - 1]},${n}`)],
    ['ids that no account has', rows((_, n) => `${emails[n - 1]},90010${n}`)],
    ['ids of accounts', rows((_, n) => `${emails[n - 1]},70010${n}`)],
    ['codes', rows((_, n) => `${emails[n - 1]},KD-1002${n}`)],
  ])('alone are no names either: %s', async (_, lines) => {
    expect((await read(`email,Customer\n${lines}`)).names).toEqual(emails);
    expect((await read(`email,Name,Status\n${lines.replaceAll('\n', ',active\n')}`)).names).toEqual(emails);
  });

  test('a name with a number in it stays one', async () => {
    const { names } = await read('id,name\n700101,Studio 54\n700102,3M\n700103,Area 51 Records\n');
    expect(names).toEqual(['Studio 54', '3M', 'Area 51 Records']);
  });
});

describe('a person to talk to is not the customer', () => {
  const companies = ['Acme AG', 'Norvia Labs Ltd.', 'Zed s.r.o.'];
  const people = ['Jo Miller', 'Ann Other', 'Max Muster'];
  const both = (line: (company: string, person: string, number: number) => string): string =>
    companies.map((company, at) => `${line(company, people[at] ?? '', at + 1)}\n`).join('');
  test.each<[string, string]>([
    ['no headings', both((company, person, n) => `70010${n},${person},${company}`)],
    ['unknown headings', `id,Wer,Was\n${both((company, person, n) => `70010${n},${person},${company}`)}`],
    [
      'two headings of a name',
      `id,Customer name,Client\n${both((company, person, n) => `70010${n},${person},${company}`)}`,
    ],
    ['the likelier heading', `id,Customer,Name\n${both((company, person, n) => `70010${n},${person},${company}`)}`],
  ])('beside companies with a legal form: %s', async (_, csv) => {
    expect((await read(csv)).names).toEqual(companies);
  });

  test.each(['Contact', 'Contact name', 'Contact person', 'Primary contact', 'Ansprechpartner', 'Kontakt'])(
    'also if nothing else could be the name: %s',
    async (heading) => {
      const file = `Customer ID,${heading}\n${both((_, person, n) => `70010${n},${person}`)}`;
      expect((await read(file)).names).toEqual(emails);
    },
  );
});

/** In the language of each pair: whom to talk to, and the company. */
const contactAndCompany: readonly (readonly [contact: string, company: string])[] = [
  ['Responsible', 'Workspace'],
  ['Account executive', 'Legal name'],
  ['Attn.', 'Registered_name'],
  ['Inhaber', 'Firmenname'],
  ['Geschäftsführerin', 'Unternehmen'],
  ['Zuständig', 'Name des Kunden'],
  ['Interlocuteur', 'Raison sociale'],
  ['Gérant', "Nom de l'entreprise"],
  ['Persona de contacto', 'Razón social'],
  ['Encargado', 'Nombre de la empresa'],
  ['Pessoa de contato', 'Razão social'],
  ['Responsável', 'Nome da empresa'],
  ['Referente', 'Ragione sociale'],
  ['Titolare', "Nome dell'azienda"],
  ['Persona de contacte', 'Raó social'],
  ['Contactpersoon', 'Bedrijfsnaam'],
  ['Eigenaar', 'Naam van het bedrijf'],
  ['Kontaktperson', 'Företagsnamn'],
  ['Ägare', 'Bolag'],
  ['Ansvarlig', 'Virksomhedens navn'],
  ['Eier', 'Bedriftsnavn'],
  ['Yhteyshenkilö', 'Yrityksen nimi'],
  ['Tengiliður', 'Nafn fyrirtækis'],
  ['Osoba kontaktowa', 'Nazwa firmy'],
  ['Właściciel', 'Klient'],
  ['Kontaktní osoba', 'Název společnosti'],
  ['Zodpovedná osoba', 'Názov spoločnosti'],
  ['Kapcsolattartó', 'Cégnév'],
  ['Persoană de contact', 'Denumirea companiei'],
  ['Odgovorna osoba', 'Naziv tvrtke'],
  ['Kontaktna oseba', 'Ime podjetja'],
  ['Yetkili kişi', 'Şirket adı'],
  ['Kontaktisik', 'Ettevõtte nimi'],
  ['Kontaktpersona', 'Uzņēmuma nosaukums'],
  ['Kontaktinis asmuo', 'Įmonės pavadinimas'],
  ['Người liên hệ', 'Tên công ty'],
  ['Контактное лицо', 'Название компании'],
  ['Відповідальна особа', 'Назва підприємства'],
  ['Кантактная асоба', 'Назва кампаніі'],
  ['Одговорно лице', 'Назив предузећа'],
  ['Υπεύθυνος επικοινωνίας', 'Επωνυμία'],
  ['איש קשר', 'שם החברה'],
  ['جهة الاتصال', 'اسم الشركة'],
  ['ผู้ติดต่อ', 'ชื่อบริษัท'],
  ['联系人', '公司名称'],
  ['負責人', '客戶名稱'],
  ['担当者', '会社名'],
  ['ご担当者名', '取引先'],
  ['담당자', '회사명'],
];

describe('of a person to talk to and a company, in a language', () => {
  // Names that say nothing: only the headings tell these two columns from each other.
  const people = ['Zyx Qwev', 'Vrul Ompt', 'Krez Blon'];
  test.each(contactAndCompany)('the company is the name: %s, %s', async (contact, company) => {
    const lines = (first: readonly string[], second: readonly string[]): string =>
      first.map((text, at) => `70010${at + 1};${text};${second[at]}\n`).join('');
    for (const file of [
      `id;${contact};${company}\n${lines(people, rightNames)}`,
      `id;${company};${contact}\n${lines(rightNames, people)}`,
    ])
      expect((await read(file)).names).toEqual(rightNames);
  });

  test.each(contactAndCompany)('the person is not, beside nothing else: %s', async (contact) => {
    expect(
      (await read(`id;${contact}\n${people.map((text, at) => `70010${at + 1};${text}\n`).join('')}`)).names,
    ).toEqual(emails);
  });

  test.each(contactAndCompany)('the company is, under a heading that no other column has: %2$s', async (_, company) => {
    const lines = rows((name, n) => `70010${n};K${n} Vrul Ompt;${name}`);
    expect((await read(`id;Xyzzy;${company}\n${lines}`)).names).toEqual(rightNames);
  });
});

describe('without headings that say so', () => {
  const people: Readonly<Record<string, readonly string[]>> = {
    'English and German': ['Anna Weber', 'Dr. Jens Krüger', 'Mary Jane Smith'],
    'the family name first': ['Weber, Anna', 'KOWALSKI Piotr', 'Rossi, Giulia'],
    Slavic: ['Иван Петров', 'Ольга Шевченко', 'Katarína Nováková'],
    'some of them known': ['Kai Roth', 'Zyx Qwev', 'Lena Vogt'],
    Chinese: ['王伟', '李秀英', '陳大文'],
    Japanese: ['佐藤 健', '鈴木 花子', '田中 太郎'],
    Korean: ['김민수', '이영희', '박지훈'],
  };
  test.each(Object.entries(people))('people are known by their names, beside companies: %s', async (_, persons) => {
    for (const heading of ['', 'id;Xyzzy;Plugh\n', 'id;Name;Account name\n', 'id;Shop;Store\n'])
      expect((await read(heading + rows((name, n) => `70010${n};${persons[n - 1]};${name}`))).names).toEqual(
        rightNames,
      );
  });

  test('people who are customers are called by their names', async () => {
    const persons = ['Anna Weber', 'Dr. Jens Krüger', 'Mary Jane Smith'];
    for (const heading of ['', 'id;Name;Land\n', 'id;Kunde;Land\n'])
      expect((await read(heading + persons.map((name, at) => `70010${at + 1};${name};DE\n`).join(''))).names).toEqual(
        persons,
      );
  });

  test('companies that are called like people are still companies', async () => {
    const file = rows(
      (_, n) => `70010${n};Zyx ${'abc'[n - 1]};${['Anna Moden', 'Kranz & Söhne', 'Bäckerei Blum'][n - 1]}`,
    );
    expect((await read(`id;Xyzzy;Kunde\n${file}`)).names).toEqual(['Anna Moden', 'Kranz & Söhne', 'Bäckerei Blum']);
  });
});

test.each([
  ['Display name', 'Legal name'],
  ['Name', 'Xyzzy'],
  ['Shop', 'Plugh'],
])('companies with a legal form come first, also beside a likelier heading: %s, %s', async (known, other) => {
  const legal = ['Köhler Bäckerei GmbH', 'Größinger Möbel AG', 'Straßer Bau KG'];
  const file = `id;Account owner;${known};${other}\n${rows((name, n) => `70010${n};Ada ${n}x;${name};${legal[n - 1]}`)}`;
  expect((await read(file)).names).toEqual(legal);
});

test('but not those of the companies above the customers', async () => {
  const file = `id;Parent company;Shop\n${rows((name, n) => `70010${n};${'XYZ'[n - 1]}yzzy Holding AG;${name}`)}`;
  expect((await read(file)).names).toEqual(rightNames);
});

test('a user name with a dot in it is no domain', async () => {
  const users = ['anna.weber', 'jens.krüger', 'maria.schulz'];
  const columnsOf = async (heading: string, texts: readonly string[]) =>
    (await read(`id;${heading};Company\n${rows((name, n) => `70010${n};${texts[n - 1]};${name}`)}`)).shown.columns.map(
      ({ meaning }) => meaning,
    );
  for (const heading of ['Username', 'Login', 'Xyzzy'])
    expect(await columnsOf(heading, users)).toEqual(['account', 'ignore', 'name']);
  const sites = ['koehler.com', 'https://www.groessinger.de/shop', 'strasser.co.uk'];
  expect(await columnsOf('Xyzzy', sites)).toEqual(['account', 'domain', 'name']);
});

describe('ids that a spreadsheet or a program dressed up', () => {
  test.each([
    ['formula text', '="700101"'],
    ['formula text, quoted', '"=""700101"""'],
    ['an apostrophe', "'700101"],
    ['a number with a fraction', '700101.0'],
    ['a number with a German fraction', '"700101,00"'],
    ['thousands, English', '"700,101"'],
    ['thousands, German', '700.101'],
    ['thousands, Swiss', "700'101"],
    ['thousands, French', '700\u202f101'],
    ['thousands and a fraction', '"700,101.00"'],
    ['formula text of thousands', '"=""700,101"""'],
    ['spaces', ' 700101\u00a0'],
    ['a byte order mark inside', '\ufeff700101'],
  ])('%s', async (_, cell) => {
    const { shown, names } = await read(`id,name\n${cell},Köhler Bäckerei\n700102,Größinger Möbel\n`);
    expect(shown.counts).toMatchObject({ rows: 2, matched: 2 });
    expect(names[0]).toBe('Köhler Bäckerei');
  });

  test.each([
    ['scientific notation has lost digits', '7.00101E+05'],
    ['a leading zero is another id', '0700101'],
    ['a fraction is no id', '700101.5'],
    ['groups of another size are no thousands', '7001.01'],
  ])('%s', async (_, cell) => {
    const { shown } = await read(`id,name\n${cell},Köhler Bäckerei\n700102,Größinger Möbel\n`);
    expect(shown.lines).toEqual([{ line: 2, why: 'unknown-account' }]);
  });

  test('are tried only if the plain text finds nothing, and two accounts that both fit are ambiguous', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1.000' }, { remoteId: '1000' }, { remoteId: '2' }, { remoteId: '2000' }]);
    const file = bytesOf('id,name\n1.000,Plain\n2.000,Either\n');
    const shown = unwrap(await directory.names.preview({ bytes: file, fileName: 'n.csv' }));
    expect(shown.lines).toEqual([{ line: 3, why: 'ambiguous-account' }]);
    expect(shown.changes).toMatchObject([{ accountId: id('1.000'), after: 'Plain' }]);
  });
});

describe('delimiters that were guessed wrong elsewhere', () => {
  test.each([
    ['decimal commas', 'id;nome;telefone\n700101;Ana;5,58E+12\n700102;Bia;5,51E+12\n700103;Caio;5,582E+12\n'],
    ['commas in texts', `id;beschreibung\n${rows((_, n) => `70010${n};Eins, zwei, drei, vier, fünf`)}`],
    [
      'commas in headings',
      `ID (Zahl, Pflicht);Name (Pflicht, höchstens 60, keine Kommas)\n${rows((name, n) => `70010${n};${name}`)}`,
    ],
    [
      'lines in a cell',
      `id;name;note\n${rows((name, n) => `70010${n};${name};"Zeile 1, eins\nZeile 2, drei\nZeile 3, x"`)}`,
    ],
    ['amounts', '700101;Ada;-21.419,06\n700102;Bo;-53,9\n700103;Cy;23.750,00\n'],
    ['names with commas', 'id;name\n700101;Smith, Jones, LLP\n700102;Brown, Black, White, LLP\n700103;Grey, LLP\n'],
    [
      'two files in one, each with a mark',
      `\ufeffid;name\r\n700101;Köhler\r\n\ufeff700102;Größinger\r\n700103;Straßer\r\n`,
    ],
    ['a named delimiter after a mark', `\ufeffsep=;\r\nid;name\r\n${rows((name, n) => `70010${n};${name}`)}`],
    ['bars, and commas in names', `id|name\n${rows((name, n) => `70010${n}|${name}, GmbH, Wien`)}`],
  ])('%s', async (_, file) => {
    expect((await read(file)).shown.counts).toMatchObject({ rows: 3, matched: 3 });
  });

  test('a named delimiter in UTF-16', async () => {
    const file = Buffer.from(`\ufeffsep=\t\r\nid\tname\r\n${rows((name, n) => `70010${n}\t${name}`)}`, 'utf16le');
    expect((await read(file)).names).toEqual(rightNames);
  });
});

describe('exports', () => {
  test.each<[string, string]>([
    [
      'Google Sheets, with empty rows',
      `Brevo ID,Customer,Nickname,Notes,,\r\n${rows((name, n) => `70010${n},${name},,"VIP, ""Ada""",,`)},,,,,`,
    ],
    [
      'contacts of Brevo',
      `CONTACT ID;EMAIL;FIRSTNAME;LASTNAME;SMS;COMPANY\n${rows((name, n) => `1${n};${emails[n - 1]};Ada;Muster;49170;${name}`)}`,
    ],
    [
      'companies of Brevo',
      `Company ID;Company name;Company domain;Owner\n${rows((name, n) => `64a1b2c3d4e5f6000${n};${name};${emails[n - 1]?.split('@')[1]};A. Example`)}`,
    ],
    [
      'Excel as Unicode text',
      `Account ID\tCompany\tOwner\tARR\n${rows((name, n) => `70010${n}\t${name}\tR. Example\t"12,345.67"`)}`,
    ],
    [
      'a first name and a last name beside the company',
      `id,first name,last name,firm name\n${rows((name, n) => `70010${n},Ada,Muster,${name}`)}`.replace(
        'firm name',
        'company',
      ),
    ],
  ])('%s', async (_, file) => {
    expect((await read(file)).names).toEqual(rightNames);
  });
});

describe('the preview', () => {
  test('shows the first ten names that would change, and none that stays', async () => {
    const directory = tempDirectory();
    const many = Array.from({ length: 15 }, (_, at) => ({ remoteId: `${at + 1}`, name: `Old ${at + 1}` }));
    await syncAll(directory, many);
    directory.names.rename(id('2'), 'Mine');
    const file = bytesOf(
      `id,name\n${many.map(({ remoteId }) => `${remoteId},${remoteId === '1' ? 'Old' : 'New'} ${remoteId}\n`).join('')}`,
    );
    const { changes } = unwrap(await directory.names.preview({ bytes: file, fileName: 'n.csv' }));
    expect(changes).toHaveLength(10);
    expect(changes[0]).toEqual({ accountId: id('3'), before: 'Old 3', after: 'New 3' });
  });

  test('warns when many customers would have the same name', async () => {
    const many = (name: (at: number) => string) =>
      `id,name\n${[1, 2, 3].map((at) => `70010${at},${name(at)}\n`).join('')}`;
    const sameIn = async (file: string) => (await read(file)).shown.sameNames;
    expect(await sameIn(many((at) => (at < 3 ? 'EUR' : 'CHF')))).toEqual({ accounts: 2, example: 'EUR' });
    expect(await sameIn(many((at) => ['Acme', 'ACME', 'Globex'][at - 1] ?? ''))).toEqual({
      accounts: 2,
      example: 'Acme',
    });
    expect(await sameIn(many((at) => `Name ${at}`))).toBeNull();
    expect(await sameIn('id,tags\n700101,gold\n700102,gold\n')).toBeNull();
  });

  test('does not warn of a few branches with the same name', async () => {
    const directory = tempDirectory();
    const many = Array.from({ length: 60 }, (_, at) => ({ remoteId: `${at}` }));
    await syncAll(directory, many);
    const file = `id,name\n${many.map(({ remoteId }) => `${remoteId},${Number(remoteId) < 3 ? 'Acme' : `Name ${remoteId}`}\n`).join('')}`;
    expect(unwrap(await directory.names.preview({ bytes: bytesOf(file), fileName: 'n.csv' })).sameNames).toBeNull();
  });
});
