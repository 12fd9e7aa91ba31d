import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { customersCsv } from '../../src/main/accounts/customers-csv.ts';
import { csvText } from '../../src/main/lib/csv-cell.ts';
import { connection } from '../helpers/accounts.ts';
import { connectionId, id, importCsv, logIn, noon, syncAll, tempDirectory } from '../helpers/temp-directory.ts';

const agency = connection({ connectionId, label: 'Agency, North' });

async function exported(directory: ReturnType<typeof tempDirectory>): Promise<string> {
  const { accounts } = directory;
  const settings = { connection: (wanted: string) => (wanted === connectionId ? agency : undefined) };
  return [...customersCsv({ accounts, settings })].join('');
}

test('every customer is one line, as the launcher shows it, and the console is none', async () => {
  const directory = tempDirectory(() => Date.parse(noon));
  const { accounts, names } = directory;
  accounts.putAdminConsole(connectionId, 'The console');
  await syncAll(directory, [
    {
      remoteId: '9007199254740993',
      name: 'Listed',
      email: 'ops@listed.example',
      tags: ['EU', 'Gold'],
      state: 'suspended',
    },
    { remoteId: '2', name: 'Hidden by a given name' },
    { remoteId: '3', name: 'Hidden by a file' },
    { remoteId: '4' },
    { remoteId: '5' },
  ]);
  names.rename(id('2'), 'Łódź “given”; Ltd');
  await importCsv(directory, 'id,name\n3,From a file\n');
  accounts.storeProfile(id('4'), { name: 'From a profile', email: 'me@profile.example', domain: '' }, noon);
  logIn(directory, id('4'), 'opened');
  const csv = await exported(directory);
  expect(csv.startsWith('\ufeff"Id","Name"')).toBe(true);
  expect(Papa.parse<string[]>(csv.slice(1).trimEnd()).data).toEqual([
    ['Id', 'Name', 'Name from', 'Email', 'Connection', 'State', 'Groups, plan and tags', 'Last log-in'],
    ['2', 'Łódź “given”; Ltd', 'given', '', 'Agency, North', '', '', ''],
    ['3', 'From a file', 'file', '', 'Agency, North', '', '', ''],
    ['4', 'From a profile', 'profile', 'me@profile.example', 'Agency, North', '', '', noon],
    ['5', '5', '', '', 'Agency, North', '', '', ''],
    ['9007199254740993', 'Listed', 'provider', 'ops@listed.example', 'Agency, North', 'suspended', 'EU; Gold', ''],
  ]);
});

test('runs nothing in a spreadsheet', { tags: ['storage-harmless-export'] }, async () => {
  const directory = tempDirectory();
  const names = ['=cmd|x', '+1', '-1', '@x', "'quoted", '"=1', 'a\u202eb'];
  await syncAll(
    directory,
    names.map((name, n) => ({ remoteId: `=${n}`, name, email: `=${n}@x.example`, tags: [name] })),
  );
  const [, ...rows] = Papa.parse<string[]>((await exported(directory)).slice(1).trimEnd()).data;
  for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
  expect(rows.map(([, name]) => csvText(name ?? ''))).toEqual(['=cmd|x', '+1', '-1', '@x', "'quoted", '"=1', 'ab']);
});
