import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Directory } from '../../../src/main/directory/directory.ts';
import { csvLine, csvText } from '../../../src/main/lib/csv-cell.ts';
import type { ColumnMeaning, NamesPreview } from '../../../src/shared/names.ts';
import { fc } from '../../helpers/any-input.ts';
import {
  bytesOf,
  choiceOf,
  connectionId,
  id,
  importCsv,
  noon,
  opened,
  rawDatabase,
  syncAll,
  tempDirectory,
  tempFolder,
  unwrap,
} from '../../helpers/temp-directory.ts';

const customers = [
  { remoteId: '1001', email: 'ops@acme.com', name: 'acme' },
  { remoteId: '1002', email: 'it@globex.com' },
  { remoteId: '1003', email: 'x@gmail.com' },
  { remoteId: '1004' },
];

async function withCustomers(folder?: string): Promise<Directory> {
  const directory = folder ? opened(folder).directory : tempDirectory();
  await syncAll(directory, customers);
  return directory;
}

const preview = async ({ names }: Directory, csv: string): Promise<NamesPreview> =>
  unwrap(await names.preview({ bytes: bytesOf(csv), fileName: 'names.csv' }));

const meanings = ({ columns }: NamesPreview): ColumnMeaning[] => columns.map(({ meaning }) => meaning);
const hasHeader = ({ headingLine }: NamesPreview): boolean => headingLine !== null;
const nameOf = ({ accounts }: Directory, remoteId: string): string => accounts.get(id(remoteId))?.name ?? '';
const contents = ({ accounts }: Directory): unknown => [...accounts.slices(100)].flat();

test('there are names once the user or a file has given one; a note is none, and neither is a name that was taken back', async () => {
  const directory = await withCustomers();
  const { names } = directory;
  names.note(id('1001'), 'asks for Bert');
  names.rename(id('1001'), 'Acme Berlin');
  expect(names.hasNames()).toBe(true);
  names.rename(id('1001'), '');
  expect(names.hasNames()).toBe(false);
  await importCsv(directory, 'email,name\nit@globex.com,Globex Shipping\n');
  expect(names.hasNames()).toBe(true);
});

describe('names and notes of the user', () => {
  test('stay through syncs and restarts, even if the account is removed and comes back', async () => {
    const folder = tempFolder();
    const directory = await withCustomers(folder);
    directory.names.rename(id('1001'), '  Acme\nBerlin ');
    directory.names.note(id('1001'), 'asks for\nBert');
    await syncAll(directory, customers.slice(1));
    await syncAll(directory, customers);
    directory.close();
    const { accounts, names } = opened(folder).directory;
    expect(accounts.get(id('1001'))).toMatchObject({ name: 'Acme Berlin', nameSource: 'user', note: 'asks for\nBert' });
    names.rename(id('1001'), '');
    expect(accounts.get(id('1001'))).toMatchObject({ name: 'acme', nameSource: 'provider', note: 'asks for\nBert' });
    names.note(id('1001'), '');
    expect(accounts.get(id('1001'))?.note).toBe('');
  });

  test('hold nothing that is not drawn, and a name of such characters only is none', async () => {
    const directory = await withCustomers();
    directory.names.rename(id('1001'), 'North\u200bwind\u00ad');
    expect(nameOf(directory, '1001')).toBe('Northwind');
    directory.names.rename(id('1001'), '\u2800\u3164\u200b');
    expect(directory.accounts.get(id('1001'))).toMatchObject({ name: 'acme', nameSource: 'provider' });
    await importCsv(directory, 'id,name\n1001,Ac\u2060me \u200bCorp\n');
    expect(nameOf(directory, '1001')).toBe('Acme Corp');
    await syncAll(directory, [{ remoteId: '1002', email: 'it@globex.com', name: '\u3164\u200b' }]);
    expect(directory.accounts.get(id('1002'))).toMatchObject({ name: 'it@globex.com', nameSource: 'none' });
  });

  test('are not stored for accounts of no connection', () => {
    const { names, accounts } = tempDirectory();
    names.rename(id('1'), 'Nobody');
    names.note('nonsense', 'Nothing');
    expect(accounts.get(id('1'))).toBeNull();
  });
});

describe('guessing what a file holds', () => {
  const files: [string, string, ColumnMeaning[], boolean][] = [
    ['ids under an odd heading', 'Foo,Customer\n1001,A\n1002,B\n', ['account', 'name'], true],
    ['ids without a heading', '1001,Acme Corp\n1002,Globex Corp\n', ['account', 'name'], false],
    ['a single line', '1001,Acme Corp\n', ['account', 'name'], false],
    ['emails that find accounts', 'Mail;Firma\nops@acme.com;A\nit@globex.com;B\n', ['account', 'name'], true],
    ['domains that find accounts', 'Site,Name\nhttps://www.acme.com/x,A\nglobex.com,B\n', ['account', 'name'], true],
    [
      'ids before emails',
      'Email,Id,Name\nops@acme.com,1001,A\nit@globex.com,1002,B\n',
      ['email', 'account', 'name'],
      true,
    ],
    [
      'all kinds of columns',
      'ID,Company Name,E-Mail,Website,AKA,Groups,Comments,Revenue\n1001,A,a@b.de,b.de,x,y,z,7\n',
      ['account', 'name', 'email', 'domain', 'alias', 'tag', 'note', 'ignore'],
      true,
    ],
    [
      'columns by their texts',
      '1001,a@b.de,www.b.de,Acme Corp,12.5\n1002,c@d.de,d.de,Globex,13\n',
      ['account', 'email', 'domain', 'name', 'ignore'],
      false,
    ],
    [
      'the parts of a name',
      'id,First name,Last name\n1001,Ana,Bell\n1002,Bert,Cole\n',
      ['account', 'name', 'name'],
      true,
    ],
    ['ids of accounts that are all gone', 'Account ID,Name\n9001,A\n9002,B\n', ['account', 'name'], true],
    ['nothing that finds an account', 'Foo,Bar\nx y,1\nz,2\n', ['name', 'ignore'], false],
  ];

  test.each(files)('%s', async (_, csv, expected, hasHeading) => {
    const guessed = await preview(await withCustomers(), csv);
    expect(meanings(guessed)).toEqual(expected);
    expect(hasHeader(guessed)).toBe(hasHeading);
  });

  test('shows headings and samples without anything harmful in them', async () => {
    const guessed = await preview(
      await withCustomers(),
      `id,"Na\u202eme\u0007"\n1001,\n1002,"'=1+1"\n1003,${'x'.repeat(500)}\n1004,b\n`,
    );
    expect(guessed.columns[1]).toEqual({ heading: 'Name', meaning: 'name', samples: ['=1+1', 'x'.repeat(60), 'b'] });
    expect((await preview(await withCustomers(), '1001,A\n1002,B\n')).columns[1]?.heading).toBe('Column 2');
  });
});

describe('the preview', () => {
  const csv = [
    'id,name,email',
    '1001,Acme,',
    '9999,Unknown,',
    ',Nobody,',
    '1001,Again,',
    '1002,,not an email',
    '"1003,Broken',
    '1003,Third,x@y.com',
  ].join('\n');

  test('counts every line once and says which are skipped, and why', async () => {
    const shown = await preview(await withCustomers(), csv);
    expect(shown.counts).toEqual({ rows: 7, matched: 3, unmatched: 1, skipped: 3, toStore: 2 });
    expect(shown.lines).toEqual([
      { line: 3, why: 'unknown-account' },
      { line: 4, why: 'no-account' },
      { line: 5, why: 'repeated' },
      { line: 6, why: 'nothing-to-store' },
      { line: 7, why: 'unreadable' },
    ]);
  });

  test('stores nothing', async () => {
    const directory = await withCustomers();
    const before = contents(directory);
    await preview(directory, csv);
    expect(contents(directory)).toEqual(before);
    expect(directory.names.imports()).toEqual([]);
  });

  test('calls an account ambiguous if a line fits several, unless its id decides', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [
      { remoteId: '1', email: 'a@acme.com' },
      { remoteId: '2', email: 'b@acme.com' },
    ]);
    await syncAll(directory, [{ remoteId: '1', email: 'a@acme.com' }], 'connection2');
    const shown = await preview(directory, `id,name\n1,A\nacme.com,B\nA@acme.com,C\nb@ACME.com,D\n${id('1')},E\n`);
    expect(shown.lines).toEqual([2, 3, 4].map((line) => ({ line, why: 'ambiguous-account' })));
    expect(shown.counts.matched).toBe(2);
  });

  test('is made again with the columns that the user chooses', async () => {
    const directory = await withCustomers();
    const { names } = directory;
    const guessed = await preview(directory, 'id,a,b\n1001,One,Uno\n');
    const columns: ColumnMeaning[] = ['account', 'ignore', 'name', 'tag'];
    const chosen = { ...choiceOf(guessed), columns };
    const again = unwrap(await names.previewAgain(guessed.importId, chosen));
    expect(again.importId).toBe(guessed.importId);
    expect(meanings(again)).toEqual(['account', 'ignore', 'name']);
    const headless = unwrap(await names.previewAgain(guessed.importId, { ...chosen, headingLine: null }));
    expect(headless.counts).toMatchObject({ rows: 2, matched: 1, unmatched: 1 });
    unwrap(await names.importNames(guessed.importId, chosen));
    expect(nameOf(directory, '1001')).toBe('Uno');
  });

  test('lets the user choose a column if none finds an account', async () => {
    const { names } = await withCustomers();
    const shown = unwrap(await names.preview({ bytes: bytesOf('Foo,Bar\nx,y\n'), fileName: 'n.csv' }));
    expect(meanings(shown)).not.toContain('account');
    const problem = { kind: 'names-file-unreadable', why: 'no-id-column' };
    expect(await names.importNames(shown.importId, choiceOf(shown))).toEqual({ ok: false, problem });
  });

  test('is forgotten when another file is read or the import is done', async () => {
    const directory = await withCustomers();
    const { names } = directory;
    const first = await preview(directory, 'id,name\n1001,A\n');
    const second = await preview(directory, 'id,name\n1001,B\n');
    const unknown = { ok: false, problem: { kind: 'import-unknown' } };
    expect(await names.previewAgain(first.importId, { encoding: 'UTF-8' })).toEqual(unknown);
    expect(await names.importNames(first.importId, choiceOf(first))).toEqual(unknown);
    const [once, twice] = await Promise.all([1, 2].map(() => names.importNames(second.importId, choiceOf(second))));
    expect([once?.ok, twice]).toEqual([true, unknown]);
    expect(names.imports()).toHaveLength(1);
  });
});

describe('an import', () => {
  test('stores names, emails, domains, aliases, tags and notes, and says for whom', async () => {
    const directory = await withCustomers();
    const csv = [
      'id,name,email,domain,alias,tags,note',
      '1001, Acme Corp ,new@acme.com,https://www.Acme.io/shop,Acme Inc; ACME | the A,"gold, vip",first',
      '1004,Fourth,,,,,"two',
      'lines"',
    ].join('\n');
    const { changed } = await importCsv(directory, csv);
    expect(changed).toEqual([id('1001'), id('1004')]);
    expect(directory.accounts.get(id('1001'))).toMatchObject({
      name: 'Acme Corp',
      nameSource: 'import',
      email: 'new@acme.com',
      domain: 'acme.io',
      aliases: ['Acme Inc', 'ACME', 'the A'],
      tags: ['gold', 'vip'],
      note: 'first',
    });
    expect(directory.accounts.get(id('1004'))).toMatchObject({ name: 'Fourth', note: 'two\nlines' });
    expect(directory.names.imports()).toMatchObject([{ fileName: 'names.csv', accounts: 2, undone: false }]);
  });

  test("never replaces the user's own name or note", async () => {
    const directory = await withCustomers();
    directory.names.rename(id('1001'), 'Mine');
    directory.names.note(id('1001'), 'My note');
    await importCsv(directory, 'id,name,note\n1001,Theirs,Their note\n');
    expect(directory.accounts.get(id('1001'))).toMatchObject({
      name: 'Mine',
      note: 'My note',
      aliases: ['Theirs', 'acme'],
    });
  });

  test('adds to earlier imports, and keeps what it says nothing about', async () => {
    const directory = await withCustomers();
    await importCsv(directory, 'id,name,tags\n1001,First,gold\n1002,Second,\n');
    await importCsv(directory, 'id,name,email\n1001,,e@f.com\n1002,Newer,\n');
    expect(directory.accounts.get(id('1001'))).toMatchObject({ name: 'First', tags: ['gold'], email: 'e@f.com' });
    expect(nameOf(directory, '1002')).toBe('Newer');
  });

  test('stores hostile cells as text, without control characters', async () => {
    const directory = await withCustomers();
    const name = `x'); drop table imported_name; --\u202e\u0007`;
    await importCsv(directory, `id,name,tags\n1001,"${name}","${'t'.repeat(200)},${'u,'.repeat(100)}v"\n`);
    const account = directory.accounts.get(id('1001'));
    expect(account?.name).toBe("x'); drop table imported_name; --");
    expect(account?.tags.map(({ length }) => length)).toEqual([60, 1, 1]);
  });

  test('waits for another import that is running, and for its undoing', async () => {
    const directory = await withCustomers();
    const { names } = directory;
    const many = Array.from({ length: 3_000 }, (_, n) => ({ remoteId: `m${n}` }));
    await syncAll(directory, [...customers, ...many]);
    const first = await preview(
      directory,
      `id,name\n${many.map(({ remoteId }) => `${remoteId},One ${remoteId}`).join('\n')}\n`,
    );
    const running = names.importNames(first.importId, choiceOf(first));
    const second = await preview(directory, 'id,name\nm1,Two\n');
    const both = [running, names.importNames(second.importId, choiceOf(second)), names.undo(second.importId)];
    for (const each of await Promise.all(both)) expect(each.ok).toBe(true);
    expect(many.filter(({ remoteId }) => nameOf(directory, remoteId) !== `One ${remoteId}`)).toEqual([]);
    expect(names.imports().map(({ undone }) => undone)).toEqual([true, false]);
  });

  test('finds accounts by emails and domains of an earlier import', async () => {
    const directory = await withCustomers();
    await importCsv(directory, 'id,email\n1004,d@initech.com\n');
    await importCsv(directory, 'email,name\nd@initech.com,Initech\n');
    expect(nameOf(directory, '1004')).toBe('Initech');
  });
});

describe('undoing', () => {
  test('restores exactly what was there before', async () => {
    const directory = await withCustomers();
    directory.names.rename(id('1002'), 'Mine');
    await importCsv(directory, 'id,name,tags\n1001,First,gold\n');
    const before = contents(directory);
    const { importId } = await importCsv(
      directory,
      'id,name,email,note\n1001,Second,a@b.de,n\n1002,Third,,\n1003,Fourth,,\n',
    );
    expect(contents(directory)).not.toEqual(before);
    const { changed, record } = unwrap(await directory.names.undo(importId));
    expect(new Set(changed)).toEqual(new Set([id('1001'), id('1002'), id('1003')]));
    expect(record).toMatchObject({ importId, undone: true, accounts: 3 });
    expect(contents(directory)).toEqual(before);
    expect(directory.names.imports().map(({ undone }) => undone)).toEqual([true, false]);
  });

  test('removes an earlier import and keeps the later ones', async () => {
    const directory = await withCustomers();
    const { importId } = await importCsv(directory, 'id,name,tags\n1001,First,gold\n1002,Two,\n');
    await importCsv(directory, 'id,name\n1001,Second\n');
    unwrap(await directory.names.undo(importId));
    expect(directory.accounts.get(id('1001'))).toMatchObject({ name: 'Second', tags: [] });
    expect(nameOf(directory, '1002')).toBe('it@globex.com');
  });

  test('works once, and only for a known import', async () => {
    const directory = await withCustomers();
    const { importId } = await importCsv(directory, 'id,name\n1001,First\n');
    unwrap(await directory.names.undo(importId));
    const unknown = { ok: false, problem: { kind: 'import-unknown' } };
    expect(await directory.names.undo(importId)).toEqual(unknown);
    expect(await directory.names.undo('nonsense')).toEqual(unknown);
  });

  test('reaches back ten imports; older ones stay for good, in the same order of precedence', async () => {
    const folder = tempFolder();
    const directory = await withCustomers(folder);
    const imports: string[] = [];
    for (let n = 1; n <= 13; n++) {
      // Each import names 1001, and one of the first three gives it a tag that later ones do not mention.
      const { importId } = await importCsv(directory, `id,name,tags\n1001,Name ${n},${n <= 3 ? `tag ${n}` : ''}\n`);
      imports.push(importId);
    }
    expect(directory.accounts.get(id('1001'))).toMatchObject({ name: 'Name 13', tags: ['tag 3'] });
    expect(directory.names.imports().map(({ importId }) => importId)).toEqual(imports.slice(3).reverse());
    expect((await directory.names.undo(imports[2]!)).ok).toBe(false);
    for (const importId of imports.slice(3)) unwrap(await directory.names.undo(importId));
    expect(directory.accounts.get(id('1001'))).toMatchObject({ name: 'Name 3', tags: ['tag 3'] });
    const raw = rawDatabase(folder);
    expect(raw.prepare('select count(*) as rows from imported_name').get()).toEqual({ rows: 1 });
  });
});

describe('the export', () => {
  const exported = ({ names }: Directory): string => [...names.exportCsv()].join('');

  test('has a row per account, and gives the same names if it is imported', async () => {
    const directory = await withCustomers();
    directory.accounts.putAdminConsole(connectionId, 'Console');
    directory.names.rename(id('1001'), '=HYPERLINK("http://evil","x")');
    directory.names.note(id('1001'), '-2\nlines, "quoted"; \'tis');
    await importCsv(directory, 'id,name,alias,tags,email,domain\n1002,"@Globex, Inc","a;b",gold,g@g.com,g.io\n');
    const csv = exported(directory);
    expect(csv.startsWith('\ufeff"Id","Name"')).toBe(true);
    const [, ...rows] = Papa.parse<string[]>(csv.trimEnd()).data;
    expect(rows.map(([first]) => first)).toEqual(['1001', '1002', '1003', '1004']);

    const other = await withCustomers();
    const shown = await preview(other, csv);
    expect(meanings(shown)).toEqual(['account', 'name', 'note', 'alias', 'tag', 'email', 'domain', 'ignore', 'ignore']);
    expect(shown.counts).toEqual({ rows: 4, matched: 4, unmatched: 0, skipped: 0, toStore: 2 });
    unwrap(await other.names.importNames(shown.importId, choiceOf(shown)));
    for (const remoteId of ['1001', '1002', '1003', '1004']) {
      const [there, here] = [other, directory].map(({ accounts }) => ({
        ...accounts.get(id(remoteId)),
        nameSource: '',
      }));
      expect(there).toEqual(here);
    }
  });

  test("does not turn a provider's names into the user's own", async () => {
    const directory = await withCustomers();
    directory.accounts.storeProfile(id('1002'), { name: 'Globex', email: '', domain: '' }, noon);
    const shown = await preview(directory, exported(directory));
    expect(shown.counts).toMatchObject({ rows: 4, matched: 4, toStore: 0 });
  });

  test('never holds a cell that a spreadsheet would run, and every cell is read back as it was', {
    tags: ['storage-harmless-export'],
  }, () => {
    const risky = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ';', '＝', 'x', ' ', '1', '🙂');
    const cell = fc.oneof(
      fc.string(),
      fc.array(risky).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const line = csvLine(cells);
        expect(line.endsWith('\r\n')).toBe(true);
        const [read = []] = Papa.parse<string[]>(line.slice(0, -2), { delimiter: ',', newline: '\r\n' }).data;
        for (const text of read) expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(read.map(csvText)).toEqual(cells);
      }),
      { numRuns: 5_000 },
    );
  });

  test('keeps any name through the file and back', async () => {
    // A line with U+FFFD counts as unreadable: it is what is left of a letter in a wrong encoding.
    const name = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\ufffd'));
    await fc.assert(
      fc.asyncProperty(name, name, async (first, second) => {
        const directory = await withCustomers();
        directory.names.rename(id('1001'), first);
        directory.names.rename(id('1004'), second);
        const shown = [nameOf(directory, '1001'), nameOf(directory, '1004')];
        const csv = exported(directory);
        directory.names.rename(id('1001'), '');
        directory.names.rename(id('1004'), '');
        await importCsv(directory, csv);
        expect([nameOf(directory, '1001'), nameOf(directory, '1004')]).toEqual(shown);
        directory.close();
      }),
      { numRuns: 60 },
    );
  });
});
