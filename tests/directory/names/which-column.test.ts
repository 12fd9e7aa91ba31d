import { describe, expect, test } from 'vitest';
import type { Directory } from '../../../src/main/directory/directory.ts';
import type { NamesPreview } from '../../../src/shared/names.ts';
import { bytesOf, choiceOf, syncAll, tempDirectory, unwrap } from '../../helpers/temp-directory.ts';

// Which column of a names file holds the customers' names, and which one says whom a row is about. The customers are invented.

const companies = [
  'Alpha Werk',
  'Beta Haus',
  'Gamma Garten',
  'Delta Druck',
  'Epsilon Eis',
  'Zeta Zaun',
  'Eta Ernte',
  'Theta Tor',
  'Iota Insel',
  'Kappa Kaffee',
  'Lambda Lampe',
  'My Mühle',
];
const people = [
  'Anna Schmidt',
  'Peter Müller',
  'Julia Weber',
  'Thomas Fischer',
  'Maria Becker',
  'Stefan Wagner',
  'Laura Hoffmann',
  'Michael Schulz',
  'Sarah Koch',
  'Andreas Bauer',
  'Lisa Richter',
  'Markus Klein',
];
const cities = 'Berlin Hamburg München Köln Bremen Essen Ulm Bonn Jena Kiel Mainz Trier'.split(' ');
const others = 'Zebra Yacht Xenon Wolke Vogel Umbra Tulpe Segel Rabe Quelle Palme Orgel'.split(' ');

const numberOf = (at: number): string => String(700001 + at);
const next = (at: number): string => numberOf((at + 1) % companies.length);
const asLogin = (text: string): string => text.toLowerCase().replaceAll('ü', 'ue').replace(' ', '.');
const siteOf = (at: number): string => `${asLogin(companies[at] ?? '').replace('.', '-')}.example`;
const user = (at: number): string => asLogin(people[at] ?? '');

const fileOf = (heading: string | null, line: (at: number) => string): string =>
  [...(heading === null ? [] : [heading]), ...companies.map((_, at) => line(at)), ''].join('\n');

interface Known {
  name?: (at: number) => string;
  email?: (at: number) => string;
}

async function withCustomers({ name = (at) => `C${at}`, email }: Known): Promise<Directory> {
  const directory = tempDirectory();
  await syncAll(
    directory,
    companies.map((_, at) => ({ remoteId: numberOf(at), name: name(at), ...(email && { email: email(at) }) })),
  );
  return directory;
}

async function read(file: string, known: Known = {}): Promise<{ directory: Directory; shown: NamesPreview }> {
  const directory = await withCustomers(known);
  const shown = unwrap(await directory.names.preview({ bytes: bytesOf(file), fileName: 'names.csv' }));
  return { directory, shown };
}

/** What customers would be called, as far as their names would change. */
async function newNames(file: string, known: Known = {}): Promise<string[]> {
  const { shown } = await read(file, known);
  return shown.changes.map(({ after }) => after);
}

const meaningsOf = ({ columns }: NamesPreview): string[] => columns.map(({ meaning }) => meaning);
const firstCompanies = companies.slice(0, 10);

describe('the first and the last name of a person come after a company', () => {
  test.each([
    ['Vorname', 'Nachname', 'Betrieb'],
    ['First name', 'Last name', 'Business'],
    ['Given name', 'Surname', 'Practice'],
    ['Vorname', 'Name', 'Praxis'],
    ['Prénom', 'Nom', 'Boutique'],
    ['Nombre', 'Apellidos', 'Tienda'],
    ['Nome', 'Cognome', 'Negozio'],
    ['Voornaam', 'Achternaam', 'Zaak'],
    ['Förnamn', 'Efternamn', 'Butik'],
    ['Imię', 'Nazwisko', 'Sklep'],
    ['Jméno', 'Příjmení', 'Obchod'],
    ['Имя', 'Фамилия', 'Магазин'],
    ['名', '姓', '店舗'],
  ])('%s, %s, %s', async (first, last, company) => {
    const inOrder = fileOf(`Nr,${first},${last},${company}`, (at) =>
      [numberOf(at), ...(people[at] ?? '').split(' '), companies[at]].join(','),
    );
    const reversed = fileOf(`${company},${last},${first},Nr`, (at) =>
      [companies[at], ...(people[at] ?? '').split(' ').reverse(), numberOf(at)].join(','),
    );
    for (const file of [inOrder, reversed]) expect(await newNames(file)).toEqual(firstCompanies);
  });

  test.each([
    ['the first name first', (text: string) => text.split(' ').join(',')],
    ['the last name first', (text: string) => text.split(' ').reverse().join(',')],
  ])('also without headings: %s', async (_, order) => {
    const file = fileOf(null, (at) => `${numberOf(at)},${order(people[at] ?? '')},${companies[at]}`);
    expect(await newNames(file)).toEqual(firstCompanies);
  });

  test('of two columns of single words beside first names, either could be the last names', async () => {
    const line = (at: number): string => (people[at] ?? '').split(' ').reverse().join(',');
    const { shown } = await read(fileOf(null, (at) => `${numberOf(at)},${line(at)},${others[at]}`));
    expect(meaningsOf(shown)).toEqual(['account', 'ignore', 'ignore', 'ignore']);
    expect(shown.doubts).toEqual([{ meaning: 'name', columns: [1, 3] }]);
  });

  test.each(['id,Vorname,Name\n', 'id,Nombre,Apellidos\n', ''])(
    'but are the name if nothing else is: %s',
    async (heading) => {
      const file = heading + fileOf(null, (at) => `${numberOf(at)},${(people[at] ?? '').split(' ').join(',')}`);
      expect(await newNames(file)).toEqual(people.slice(0, 10));
    },
  );
});

describe('the name of somebody else is not the customer’s', () => {
  const bank = (at: number): string => `${cities[at]} Bank AG`;
  test.each([
    ...['Bank', 'Hausbank', 'Name der Bank', 'Banque', 'Banco', 'Банк', '銀行'].map((heading) => [heading, 'Company']),
    ['Bank', 'Name'],
    ...['Supplier', 'Vendor name', 'Lieferant', 'Fournisseur', 'Proveedor', 'Fornitore', 'Leverancier', 'Dostawca'].map(
      (heading) => [heading, 'Name'],
    ),
    ...['Dodavatel', 'Поставщик', '供应商', '仕入先', '공급업체'].map((heading) => [heading, 'Name']),
    ...['Tax adviser', 'Steuerberater', 'Accountant', 'Insurance', 'Versicherung'].map((heading) => [heading, 'Name']),
    ['Contact company', 'Name'],
    ['Parent company', 'Name'],
    ['Konzern', 'Name'],
    ['Supplier', 'Praxis'],
  ])('%s beside %s', async (other, own) => {
    for (const file of [
      fileOf(`Id,${other},${own}`, (at) => `${numberOf(at)},${bank(at)},${companies[at]}`),
      fileOf(`Id,${own},${other}`, (at) => `${numberOf(at)},${companies[at]},${bank(at)}`),
    ])
      expect(await newNames(file)).toEqual(firstCompanies);
  });

  test.each(['Bank', 'Lieferant', 'Finanzamt'])('not even beside nothing else: %s', async (heading) => {
    const { shown } = await read(fileOf(`Id,${heading}`, (at) => `${numberOf(at)},${bank(at)}`));
    expect(meaningsOf(shown)).toEqual(['account', 'ignore']);
  });

  test('a database is no bank', async () => {
    expect(await newNames(fileOf('Id,Datenbank', (at) => `${numberOf(at)},${companies[at]}`))).toEqual(firstCompanies);
  });
});

describe('user names, cities and streets come after a company', () => {
  test.each<[string, (at: number) => string]>([
    ['user names', user],
    ['user names with an initial', (at) => user(at).replace(/^(.)[^.]*/, '$1')],
    ['user names of one word', (at) => user(at).replace('.', '')],
    ['cities', (at) => cities[at] ?? ''],
    ['cities with their codes', (at) => `${10115 + at} ${cities[at]}`],
    ['streets', (at) => `${others[at]}str. ${at + 1}`],
    ['people', (at) => people[at] ?? ''],
    ['remarks', (at) => `Bitte immer erst bei ${others[at]} anrufen und dann noch einmal schreiben`],
  ])('%s', async (_, other) => {
    for (const heading of [null, 'Id,Xyzzy,Plugh'])
      for (const file of [
        fileOf(heading, (at) => `${numberOf(at)},${other(at)},${companies[at]}`),
        fileOf(heading, (at) => `${numberOf(at)},${companies[at]},${other(at)}`),
      ])
        expect(await newNames(file)).toEqual(firstCompanies);
  });

  test('user names of people are no names at all, unless the heading says so', async () => {
    const withSites = fileOf('Id,Login,Domain', (at) => `${numberOf(at)},${user(at)},${siteOf(at)}`);
    expect(meaningsOf((await read(withSites)).shown)).toEqual(['account', 'ignore', 'domain']);
    const headless = fileOf(null, (at) => `${numberOf(at)},${user(at)}`);
    expect(meaningsOf((await read(headless)).shown)).toEqual(['account', 'ignore']);
    const ofProvider = fileOf('id,username', (at) => `${numberOf(at)},${asLogin(companies[at] ?? '')}`);
    expect(meaningsOf((await read(ofProvider)).shown)).toEqual(['account', 'name']);
  });
});

describe('what is known already decides', () => {
  const both = (line: (own: string, other: string, at: number) => string): string =>
    fileOf(null, (at) => line(`${companies[at]} neu`, others[at] ?? '', at));

  test('between two columns of words: the names of the customers', async () => {
    const file = both((own, other, at) => `${numberOf(at)},${other},${own}`);
    expect(await newNames(file, { name: (at) => `${companies[at]} GmbH` })).toEqual(
      firstCompanies.map((name) => `${name} neu`),
    );
  });

  test('their domains, and the domains in the file', async () => {
    const file = both((own, other, at) => `${numberOf(at)},${other},${own}`);
    const email = (at: number): string => `info@${siteOf(at)}`;
    expect(await newNames(file, { email })).toEqual(firstCompanies.map((name) => `${name} neu`));
    const withSites = both((own, other, at) => `${numberOf(at)},${other},${own},${siteOf(at)}`);
    expect(await newNames(withSites)).toEqual(firstCompanies.map((name) => `${name} neu`));
  });

  test('but a person whom the provider names is not a better name than the company', async () => {
    const file = fileOf('Id,Name,Company', (at) => `${numberOf(at)},${people[at]},${companies[at]}`);
    expect(await newNames(file, { name: (at) => people[at] ?? '' })).toEqual(firstCompanies);
  });

  test('and a person whom the provider names is not a worse one than what the person bought', async () => {
    const known = { name: (at: number) => people[at] ?? '' };
    const bought = (at: number): string => `${others[at]} Paket`;
    const named = fileOf('Id,Name,Xyzzy', (at) => `${numberOf(at)},${people[at]} jun.,${bought(at)}`);
    expect(await newNames(named, known)).toEqual(people.slice(0, 10).map((name) => `${name} jun.`));
    const headless = fileOf(null, (at) => `${numberOf(at)},${people[at]},${bought(at)}`);
    expect((await read(headless, known)).shown.doubts).toEqual([{ meaning: 'name', columns: [1, 2] }]);
  });

  test('names of only some customers are less likely than names of all', async () => {
    const file = fileOf('Customer,Our name,Also called,Tags', (at) =>
      [numberOf(at), companies[at], at % 2 ? '' : others[at], 'gold'].join(','),
    );
    expect(await newNames(file)).toEqual(firstCompanies);
  });

  test('each customer has one name, in however many rows', async () => {
    const orders = fileOf('Order,Customer ID,Customer,Xyzzy', (at) =>
      [`O-${at}`, numberOf(at % 4), companies[at % 4], `${others[at]} Paket`].join(','),
    );
    expect(await newNames(orders)).toEqual(companies.slice(0, 4));
  });

  test('between two columns of ids: the names and the domains of the rows', async () => {
    const name = (at: number): string => companies[at] ?? '';
    const file = fileOf(null, (at) => `${next(at)},${numberOf(at)},${companies[at]} GmbH`);
    const { shown } = await read(file, { name });
    expect(meaningsOf(shown)).toEqual(['ignore', 'account', 'name']);
    const withEmails = fileOf(null, (at) => `${next(at)},${numberOf(at)},info@${siteOf(at)},${others[at]}`);
    const other = await read(withEmails, { email: (at) => `info@${siteOf(at)}` });
    expect(meaningsOf(other.shown)).toEqual(['ignore', 'account', 'email', 'name']);
  });

  test('between two columns of ids: each customer has one row', async () => {
    const file = fileOf(null, (at) => `${numberOf(at % 4)},${numberOf(at)},${companies[at]}`);
    expect(meaningsOf((await read(file)).shown)).toEqual(['ignore', 'account', 'name']);
  });

  test('the ids of the accounts above are not better than the emails of the customers', async () => {
    const email = (at: number): string => `info@${siteOf(at)}`;
    const above = fileOf('Parent ID,Email,Name', (at) => `${next(at)},${email(at)},${companies[at]}`);
    expect(meaningsOf((await read(above, { email })).shown)).toEqual(['ignore', 'account', 'name']);
    const few = fileOf(null, (at) => `${numberOf(at % 2)},${email(at)},${companies[at]}`);
    expect(meaningsOf((await read(few, { email })).shown)).toEqual(['ignore', 'account', 'name']);
  });
});

describe('what cannot be known is left to the user', () => {
  test.each([null, 'Xyzzy,Plugh,Name', 'ID,Account ID,Name'])(
    'two columns of ids of known customers: %s',
    async (heading) => {
      const { directory, shown } = await read(fileOf(heading, (at) => `${next(at)},${numberOf(at)},${companies[at]}`));
      expect(shown.doubts).toEqual([{ meaning: 'account', columns: [0, 1] }]);
      expect(meaningsOf(shown)).toEqual(['ignore', 'ignore', 'name']);
      expect(shown.counts.toStore).toBe(0);
      const columns = ['ignore', 'account', 'name'] as const;
      const chosen = unwrap(
        await directory.names.previewAgain(shown.importId, { ...choiceOf(shown), columns: [...columns] }),
      );
      expect(chosen.doubts).toEqual([]);
      expect(chosen.changes[0]).toMatchObject({ before: 'C0', after: 'Alpha Werk' });
    },
  );

  test('ids of one customer and the email of another', async () => {
    const email = (at: number): string => `info@${siteOf(at)}`;
    const { shown } = await read(
      fileOf(null, (at) => `${next(at)},${email(at)},${others[at]} Haus`),
      { email },
    );
    expect(shown.doubts).toEqual([{ meaning: 'account', columns: [0, 1] }]);
  });

  test('two columns that find the same customers are no riddle', async () => {
    const { shown } = await read(fileOf(null, (at) => `${numberOf(at)},${numberOf(at)},${companies[at]}`));
    expect(shown.doubts).toEqual([]);
    expect(meaningsOf(shown)).toEqual(['account', 'ignore', 'name']);
  });

  test.each([
    ['without headings', null],
    ['with headings that say nothing', 'Nr,Xyzzy,Plugh'],
    ['with two headings of a company', 'Nr,Client,Company'],
  ])('two columns that could equally be the names: %s', async (_, heading) => {
    const file = fileOf(heading, (at) => `${numberOf(at)},${others[at]} Welt,${companies[at]}`);
    const { directory, shown } = await read(file);
    expect(shown.doubts).toEqual([{ meaning: 'name', columns: [1, 2] }]);
    expect(meaningsOf(shown)).toEqual(['account', 'ignore', 'ignore']);
    const again = unwrap(await directory.names.previewAgain(shown.importId, choiceOf(shown)));
    expect(again.doubts).toEqual([]);
  });

  test('companies without a legal form under their heading, beside some with one under another', async () => {
    const file = fileOf('Nr,Xyzzy,Company', (at) => `${numberOf(at)},${others[at]} AG,${companies[at]}`);
    expect((await read(file)).shown.doubts).toEqual([{ meaning: 'name', columns: [1, 2] }]);
  });

  test('two ways to write the same names are no riddle', async () => {
    const file = fileOf(null, (at) => `${numberOf(at)},${companies[at]},${companies[at]} GmbH`);
    const { shown } = await read(file);
    expect(shown.doubts).toEqual([]);
    expect(meaningsOf(shown)).toContain('name');
  });
});

describe('a preview says which names are unlikely', () => {
  const withCompanies = fileOf('Nr,Person,Firma', (at) => `${numberOf(at)},${people[at]},${companies[at]} GmbH`);

  test('people, beside a column of companies', async () => {
    const { directory, shown } = await read(withCompanies);
    expect(shown.unlikelyNames).toBeNull();
    const chosen = { ...choiceOf(shown), columns: ['account', 'name', 'ignore'] as const };
    const again = unwrap(
      await directory.names.previewAgain(shown.importId, { ...chosen, columns: [...chosen.columns] }),
    );
    expect(again.unlikelyNames).toEqual({ are: 'people', example: 'Anna Schmidt', companies: 2 });
  });

  test('a first and a last name, beside a column of companies', async () => {
    const file = fileOf('Nr,Vorname,Nachname,Firma', (at) =>
      [numberOf(at), ...(people[at] ?? '').split(' '), `${companies[at]} GmbH`].join(','),
    );
    const { directory, shown } = await read(file);
    const chosen = { ...choiceOf(shown), columns: ['account', 'name', 'name', 'ignore'] as const };
    const again = unwrap(
      await directory.names.previewAgain(shown.importId, { ...chosen, columns: [...chosen.columns] }),
    );
    expect(again.unlikelyNames).toEqual({ are: 'people', example: 'Anna Schmidt', companies: 3 });
  });

  test('people alone may be the customers; cities and user names are hardly', async () => {
    const unlikely = async (texts: (at: number) => string) =>
      (await read(fileOf('id,name', (at) => `${numberOf(at)},${texts(at)}`))).shown.unlikelyNames;
    expect(await unlikely((at) => people[at] ?? '')).toBeNull();
    expect(await unlikely((at) => companies[at] ?? '')).toBeNull();
    expect(await unlikely((at) => cities[at] ?? '')).toEqual({ are: 'places', example: 'Berlin', companies: null });
    expect(await unlikely(user)).toEqual({ are: 'users', example: 'anna.schmidt', companies: null });
  });

  test('the companies of others are no better names', async () => {
    const file = fileOf('Nr,Bank,Name', (at) => `${numberOf(at)},${cities[at]} Bank AG,${people[at]}`);
    expect((await read(file)).shown.unlikelyNames).toBeNull();
  });
});
