import { readFileSync, writeFileSync } from 'node:fs';
import { encode } from 'iconv-lite';
import type { Page } from 'playwright-core';
import { choose } from '../helpers/choose.ts';
import { type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import { fillIn, openSettings, rows, search } from '../helpers/steps.ts';

// Names from a file: preview, directory, search and export.

const openNames = ({ latchkey, launcher }: Desk): Promise<Page> => openSettings(latchkey, launcher, 'names');

const file = [
  'Customer id;Our name;Also called;Ticket group;Remarks',
  'sg05d37f0d99b330687dd1917fbd45f176;Acme, the big one;Wile E.;gold;=HYPERLINK("x")',
  '3774725105;Events by Acme;;gold;',
  'cafe-zurich.example;Zurich café;;;',
  'nobody@nowhere.example;Nobody;;;',
  ';Nameless;;;',
].join('\r\n');

test('a file is previewed and imported, its names are found and undone, and all names are exported', async ({
  samples,
}, testInfo) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const path = testInfo.outputPath('team names.csv');
  writeFileSync(path, file);
  const settings = await openNames(desk);

  await latchkey.answerDialog([path]);
  await settings.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(settings.getByRole('heading', { name: 'team names.csv' })).toBeVisible();
  await expect(settings.getByText('Columns separated by semicolons')).toBeVisible();
  await expect(settings.getByLabel('Encoding')).toHaveText('Unicode (UTF-8)');
  const used = (heading: string) => settings.getByLabel(`${heading} is used as`);
  await expect(used('Customer id')).toHaveText('Finds the account');
  await expect(used('Our name')).toHaveText('Name');
  await choose(used('Also called'), 'Alias');
  await choose(used('Ticket group'), 'Tag');
  await choose(used('Remarks'), 'Note');
  await expect(settings.getByRole('button', { name: 'Import 3 rows' })).toBeEnabled();
  await settings.getByText('2 lines will not be imported').click();
  await expect(settings.locator('.line-report')).toContainText('Line 5 no account has this id, email or domain');
  await expect(settings.locator('.line-report')).toContainText('Line 6 names no account');
  // Nothing is imported before the button.
  await search(launcher, 'acme corp', 'Acme Corp');

  await settings.getByRole('button', { name: 'Import 3 rows' }).click();
  await expect(settings.getByText('3 accounts named from team names.csv.')).toBeVisible();
  await showLauncher(desk);
  for (const [typed, name] of [
    ['big one', 'Acme, the big one'],
    ['wile', 'Acme, the big one'],
    ['gold events', 'Events by Acme'],
    ['cafe-zurich.example', 'Zurich café'],
  ] as const) {
    await search(launcher, typed, name);
  }

  const out = testInfo.outputPath('out.csv');
  await latchkey.answerDialog([out]);
  await settings.getByRole('button', { name: 'Export…' }).click();
  await expect(settings.getByText('Exported 120 customers.')).toBeVisible();
  const exported = readFileSync(out, 'utf8');
  // One line for each account, with a name only if the team gave it.
  expect(exported).toContain('"sg05d37f0d99b330687dd1917fbd45f176","Acme, the big one"');
  expect(exported).toContain('"sg4242726f5553e66f927a0254ed708774","",""');
  // A spreadsheet must not read it as a formula.
  expect(exported).not.toMatch(/(^|[,;\t"])=HYPERLINK/m);

  await settings.getByRole('button', { name: 'Undo the import of team names.csv' }).click();
  await expect(settings.getByText('Undone: team names.csv. The names from before are back.')).toBeVisible();
  await expect(settings.getByText('Undone', { exact: true })).toBeVisible();
  await search(launcher, 'acme corp', 'Acme Corp');
  await fillIn(launcher, 'big one');
  await expect(rows(launcher).filter({ hasText: 'the big one' })).toHaveCount(0);
});

/** As a spreadsheet in Poland writes a report: title lines, its own code page, and ids with thousands. */
const polishReport = [
  'Klienci 2026;;',
  ';;',
  'Id;Aktywny;Nazwa',
  '="sg05d37f0d99b330687dd1917fbd45f176";tak;Łódzka Drukarnia',
  '3,774,725,105;tak;Żółw i Świerszcz',
].join('\r\n');

test('a file of another country is read, looked at, confirmed and imported by keyboard alone', async ({
  samples,
}, testInfo) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const path = testInfo.outputPath('klienci.csv');
  writeFileSync(path, encode(polishReport, 'windows-1250'));
  const settings = await openNames(desk);
  await latchkey.answerDialog([path]);
  await settings.getByRole('button', { name: 'Choose a file…' }).press('Enter');
  await expect(settings.getByRole('heading', { name: 'klienci.csv' })).toBeFocused();

  const encoding = settings.getByLabel('Encoding');
  const headings = settings.getByLabel('Line with the headings');
  const looksRight = settings.getByRole('switch', { name: 'The letters look right' });
  const importing = settings.getByRole('button', { name: /^Import/ });
  await expect(encoding).toHaveText('Central European (Windows-1250)');
  await expect(headings).toHaveText(/^Line 3: /);
  await expect(settings.getByRole('row', { name: 'Acme Corp Łódzka Drukarnia' })).toBeVisible();
  await expect(settings.getByRole('row', { name: /Żółw i Świerszcz/ }).first()).toBeVisible();
  await expect(importing).toBeDisabled();

  // The same file in another encoding shows other letters, and back again the right ones.
  await choose(encoding, 'Western (Windows-1252)');
  await expect(settings.getByRole('row', { name: /Acme Corp £ódzka/ })).toBeVisible();
  await choose(encoding, 'Central European (Windows-1250)');
  await looksRight.press('Space');
  await expect(looksRight).not.toBeChecked();
  await expect(importing).toBeDisabled();
  await looksRight.press('Space');
  await expect(importing).toHaveText('Import 2 rows');
  await importing.press('Enter');
  await expect(settings.getByText('2 accounts named from klienci.csv.')).toBeVisible();
  await showLauncher(desk);
  await search(launcher, 'drukarnia', 'Łódzka Drukarnia');
  await settings.getByRole('button', { name: 'Undo this import' }).press('Enter');
  await expect(settings.getByText('Undone: klienci.csv.')).toBeVisible();
});

test('of two columns of ids none is used until one press has chosen', async ({ samples }, testInfo) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const acmeCorp = 'sg05d37f0d99b330687dd1917fbd45f176';
  const path = testInfo.outputPath('two-ids.csv');
  writeFileSync(path, `3774725105,${acmeCorp},Drahtwerk Nord\n${acmeCorp},3774725105,Festzelt Süd\n`);
  const settings = await openNames(desk);
  await latchkey.answerDialog([path]);
  await settings.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(settings.getByText(/^“Column 1” \(3774725105, …\) and “Column 2” /)).toBeVisible();
  await expect(settings.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();

  await settings.getByRole('button', { name: 'Use “Column 2”' }).press('Enter');
  await expect(settings.getByLabel('Column 2 is used as')).toBeFocused();
  await expect(settings.getByRole('row', { name: 'Acme Corp Drahtwerk Nord' })).toBeVisible();
  await settings.getByRole('button', { name: 'Import 2 rows' }).press('Enter');
  await expect(settings.getByText('2 accounts named from two-ids.csv.')).toBeVisible();
  await showLauncher(desk);
  await search(launcher, 'drahtwerk', 'Drahtwerk Nord');
});

test('an unusable file shows why, and choosing no file is no error', async ({ desk }, testInfo) => {
  const { latchkey } = desk;
  const settings = await openNames(desk);
  const choose = settings.getByRole('button', { name: 'Choose a file…' });
  await latchkey.answerDialog(null);
  await choose.click();
  await expect(choose).toBeEnabled();
  await expect(settings.getByRole('alert').filter({ hasText: /\w/ })).toHaveCount(0);
  const path = testInfo.outputPath('empty.csv');
  writeFileSync(path, '');
  await latchkey.answerDialog([path]);
  await choose.click();
  await expect(settings.getByText('The file has no rows.')).toBeVisible();
});

test('all customers are exported for a spreadsheet', async ({ desk }, testInfo) => {
  const { latchkey } = desk;
  const settings = await openNames(desk);
  const out = testInfo.outputPath('customers.csv');
  await latchkey.answerDialog([out]);
  await settings.getByRole('button', { name: 'Export customers…' }).press('Enter');
  await expect(settings.getByText(/^Exported \d+ customers\.$/)).toBeVisible();
  const lines = readFileSync(out, 'utf8').trimEnd().split('\r\n');
  expect(lines[0]).toBe(
    '\ufeff"Id","Name","Name from","Email","Connection","State","Groups, plan and tags","Last log-in"',
  );
  expect(lines.slice(1).every((line) => line.split('","').length === 8)).toBe(true);
  expect(lines.filter((line) => line.includes('"Brevo samples"')).length).toBeGreaterThan(100);
});
