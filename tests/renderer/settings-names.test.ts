import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { NamesPreview } from '../../src/shared/names.ts';
import { choose } from '../helpers/choose.ts';
import { answer, callsOf, failing, focused, importRecord, openSection, preview } from '../helpers/settings-driver.ts';
import { windowHarness } from '../helpers/window-harness.ts';

const harness = windowHarness();

const record = importRecord();

const open = (): Promise<Page> => openSection(harness, 'names');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
async function openPreview(shown: NamesPreview = preview): Promise<Page> {
  const page = await open();
  await answer(page, 'chooseNamesFile', shown);
  await button(page, 'Choose a file…').click();
  await page.getByRole('heading', { name: 'customers.csv' }).waitFor();
  return page;
}
const meaning = (page: Page, column: string) => page.getByLabel(`${column} is used as`);

describe('choosing a names file', () => {
  test('stays as it is when no file was chosen', async () => {
    const page = await open();
    await button(page, 'Choose a file…').click();
    expect(await callsOf(page, 'chooseNamesFile')).toHaveLength(1);
    await button(page, 'Choose a file…').waitFor();
    expect(await page.getByRole('alert').textContent()).toBe('');
  });

  test('says why a file cannot be read', async () => {
    const page = await open();
    await failing(page, 'chooseNamesFile', { kind: 'names-file-unreadable', why: 'encoding' });
    await button(page, 'Choose a file…').click();
    await page.getByRole('alert').filter({ hasText: 'The file is not plain text.' }).waitFor();
  });
});

describe('the preview of a names file', () => {
  test('shows what was guessed and counted before anything is stored', async () => {
    const page = await openPreview();
    expect(await focused(page)).toBe('customers.csv');
    await page.getByText('Columns separated by semicolons').waitFor();
    expect(await page.getByLabel('Encoding').textContent()).toBe('Unicode (UTF-8)');
    expect(await page.getByLabel('Line with the headings').textContent()).toBe('Line 1: No, Company, Domain');
    expect(await page.getByRole('switch', { name: 'The letters look right' }).count()).toBe(0);
    expect(await page.locator('.names-changes tbody tr').allTextContents()).toEqual([
      'acme.exampleAcme Corp',
      'Globex LtdGlobex',
    ]);
    expect(await page.locator('.names-warning').count()).toBe(0);
    expect(await page.locator('.names-counts > div').allTextContents()).toEqual([
      'rows1,204',
      'match an account1,180',
      'match none20',
      'skipped4',
    ]);
    expect(await meaning(page, 'Company').textContent()).toBe('Name');
    expect(await meaning(page, 'Domain').textContent()).toBe('Finds the account');
    expect(await callsOf(page, 'importNames')).toEqual([]);
  });

  test('says which lines stay out, and why', async () => {
    const page = await openPreview();
    await page.getByText('24 lines will not be imported').click();
    await page.getByText('no account has this id, email or domain').waitFor();
    await page.getByText('more than one account fits').waitFor();
    await page.getByText('… and 22 more.').waitFor();
  });

  test('counts anew when a column is corrected', async () => {
    const page = await openPreview();
    await answer(page, 'previewNames', {
      ...preview,
      columns: preview.columns.map((column, at) => (at === 0 ? { ...column, meaning: 'account' } : column)),
      counts: { ...preview.counts, matched: 1204, unmatched: 0, skipped: 0, toStore: 1204 },
      lines: [],
    });
    await choose(meaning(page, 'No'), 'Finds the account');
    await button(page, 'Import 1,204 rows').waitFor();
    expect(await callsOf(page, 'previewNames')).toEqual([
      { importId: 'import1', encoding: 'UTF-8', headingLine: 1, columns: ['account', 'name', 'account'] },
    ]);
  });

  test('has the columns guessed anew when the headings are in another line, or in none', async () => {
    const page = await openPreview();
    const lines = page.getByLabel('Line with the headings');
    await lines.click();
    expect(await page.getByRole('option').allTextContents()).toEqual([
      'No line',
      'Line 1: No, Company, Domain',
      'Line 2: 10021, Acme Corp, acme.example',
    ]);
    await answer(page, 'previewNames', { ...preview, headingLine: null, counts: { ...preview.counts, rows: 1205 } });
    await page.getByRole('option', { name: 'No line' }).click();
    await page.getByText('1,205', { exact: true }).waitFor();
    await answer(page, 'previewNames', { ...preview, headingLine: 2 });
    await choose(lines, 'Line 2: 10021, Acme Corp, acme.example');
    await page.getByText('1,204', { exact: true }).waitFor();
    expect(await lines.textContent()).toBe('Line 2: 10021, Acme Corp, acme.example');
    expect(await callsOf(page, 'previewNames')).toEqual([
      { importId: 'import1', encoding: 'UTF-8', headingLine: null },
      { importId: 'import1', encoding: 'UTF-8', headingLine: 2 },
    ]);
  });

  test('shows the count of the last correction when an earlier one is answered late', async () => {
    const page = await openPreview();
    await page.evaluate((first) => {
      const late = Promise.withResolvers<null>();
      Object.assign(window, { answerLate: () => late.resolve(null) });
      window.fake.answer('previewNames', async ({ columns }) => {
        const isFirst = columns?.[0] === 'alias';
        if (isFirst) await late.promise;
        return { ok: true, value: { ...first, counts: { ...first.counts, toStore: isFirst ? 1 : 2 } } };
      });
    }, preview);
    await choose(meaning(page, 'No'), 'Alias');
    await choose(meaning(page, 'No'), 'Tag');
    await button(page, 'Import 2 rows').waitFor();
    await page.evaluate(() => (window as unknown as { answerLate: () => void }).answerLate());
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    expect(await button(page, /^Import/).textContent()).toBe('Import 2 rows');
  });

  test('imports nothing while no column finds the accounts', async () => {
    const page = await openPreview();
    await failing(page, 'previewNames', { kind: 'names-file-unreadable', why: 'no-id-column' });
    await choose(meaning(page, 'Domain'), 'Ignore');
    await page.getByRole('alert').filter({ hasText: 'No column holds the ids' }).waitFor();
    expect(await button(page, /^Import/).isDisabled()).toBe(true);
  });

  test('imports with the columns as corrected, and lists the import', async () => {
    const page = await openPreview();
    const columns = preview.columns.map((column, at) => (at === 0 ? { ...column, meaning: 'alias' } : column));
    await answer(page, 'previewNames', { ...preview, columns });
    await choose(meaning(page, 'No'), 'Alias');
    await answer(page, 'importNames', record);
    await answer(page, 'listImports', [record]);
    await button(page, 'Import 1,180 rows').click();
    await page.getByText('1,180 accounts named from customers.csv.').waitFor();
    expect(await callsOf(page, 'importNames')).toEqual([
      { importId: 'import1', encoding: 'UTF-8', headingLine: 1, columns: ['alias', 'name', 'account'] },
    ]);
    await button(page, 'Undo the import of customers.csv').waitFor();
  });

  test('offers to undo the import beside the sentence that says what was imported', async () => {
    const page = await openPreview();
    await answer(page, 'importNames', record);
    await answer(page, 'listImports', [record]);
    await button(page, 'Import 1,180 rows').click();
    await answer(page, 'undoImport', { ...record, undone: true });
    await answer(page, 'listImports', [{ ...record, undone: true }]);
    await button(page, 'Undo this import').click();
    await page.getByText('Undone: customers.csv. The names from before are back.').waitFor();
    expect(await callsOf(page, 'undoImport')).toEqual([{ importId: 'import1' }]);
    expect(await button(page, /^Undo/).count()).toBe(0);
  });

  test('says nothing of an import any more that was undone from the launcher', async () => {
    const page = await openPreview();
    await answer(page, 'importNames', record);
    await answer(page, 'listImports', [record]);
    await button(page, 'Import 1,180 rows').click();
    await button(page, 'Undo this import').waitFor();
    const lastChange = { changeId: 'import1', kind: 'import', fileName: 'customers.csv' } as const;
    await page.evaluate((change) => window.fake.change({ lastChange: change }), lastChange);
    await answer(page, 'listImports', [{ ...record, undone: true }]);
    await page.evaluate(() => window.fake.change({ lastChange: null }));
    await page.getByText('Undone', { exact: true }).waitFor();
    expect(await page.getByText('1,180 accounts named from customers.csv.').count()).toBe(0);
    expect(await button(page, /^Undo/).count()).toBe(0);
  });

  test('stays, with the problem, when the import fails', async () => {
    const page = await openPreview();
    await failing(page, 'importNames', { kind: 'disk-full' });
    await button(page, 'Import 1,180 rows').click();
    await page.getByRole('alert').filter({ hasText: 'The disk is full.' }).waitFor();
    await page.getByRole('heading', { name: 'customers.csv' }).waitFor();
  });

  test('stores nothing when the user goes back', async () => {
    const page = await openPreview();
    await button(page, 'Names').click();
    await button(page, 'Choose a file…').waitFor();
    expect(await callsOf(page, 'importNames')).toEqual([]);
  });
});

describe('a guessed encoding', () => {
  const guessed: NamesPreview = { ...preview, encoding: 'windows-1252', encodingIsGuess: true };
  const looksRight = (page: Page) => page.getByRole('switch', { name: 'The letters look right' });

  test('keeps the import off until the user confirms it', async () => {
    const page = await openPreview(guessed);
    expect(await page.getByLabel('Encoding').textContent()).toBe('Western (Windows-1252)');
    expect(await button(page, /^Import/).isDisabled()).toBe(true);
    await page.getByRole('status').filter({ hasText: 'Confirm the encoding before you import.' }).waitFor();
    await looksRight(page).focus();
    await page.keyboard.press('Space');
    await answer(page, 'importNames', record);
    await answer(page, 'previewNames', guessed);
    await choose(meaning(page, 'No'), 'Tag');
    await button(page, 'Import 1,180 rows').click();
    await page.getByText('1,180 accounts named from customers.csv.').waitFor();
    expect(await callsOf(page, 'importNames')).toMatchObject([{ encoding: 'windows-1252' }]);
  });

  test('is confirmed by choosing another one, in which the file is read again', async () => {
    const page = await openPreview(guessed);
    const changes = [{ accountId: 'a/1', before: 'old', after: 'Łódź' }];
    await answer(page, 'previewNames', { ...preview, encoding: 'windows-1250', changes });
    await choose(page.getByLabel('Encoding'), 'Central European (Windows-1250)');
    await page.getByText('Łódź').waitFor();
    expect(await looksRight(page).isChecked()).toBe(true);
    expect(await callsOf(page, 'previewNames')).toEqual([{ importId: 'import1', encoding: 'windows-1250' }]);
    await button(page, 'Import 1,180 rows').click();
    expect(await callsOf(page, 'importNames')).toMatchObject([{ encoding: 'windows-1250' }]);
  });

  test('cannot be imported in an encoding that cannot be', async () => {
    const page = await openPreview(guessed);
    await failing(page, 'previewNames', { kind: 'names-file-unreadable', why: 'chosen-encoding' });
    await choose(page.getByLabel('Encoding'), 'Unicode (UTF-16 LE)');
    await page.getByRole('alert').filter({ hasText: 'The file cannot be read in this encoding.' }).waitFor();
    expect(await button(page, /^Import/).isDisabled()).toBe(true);
    expect(await page.getByLabel('Encoding').textContent()).toBe('Unicode (UTF-16 LE)');
    await answer(page, 'previewNames', preview);
    await choose(page.getByLabel('Encoding'), 'Unicode (UTF-8)');
    await expect.poll(() => button(page, /^Import/).isEnabled()).toBe(true);
  });
});

describe('a preview warns', () => {
  test('when no column holds names', async () => {
    const columns = preview.columns.map((column) =>
      column.meaning === 'name' ? ({ ...column, meaning: 'ignore' } as const) : column,
    );
    const page = await openPreview({ ...preview, columns, changes: [], counts: { ...preview.counts, toStore: 0 } });
    await page.getByText('No column was found that holds names.').waitFor();
    await page.getByText('No name would change.').waitFor();
    expect(await button(page, 'Nothing to import').isDisabled()).toBe(true);
  });

  test('when many customers would have the same name', async () => {
    const page = await openPreview({ ...preview, sameNames: { accounts: 812, example: 'EUR' } });
    await page.getByText('812 accounts would have the same name as another one, for example “EUR”.').waitFor();
    expect(await button(page, 'Import 1,180 rows').isEnabled()).toBe(true);
  });
});

describe('a choice that the preview leaves to the user', () => {
  const unused = preview.columns.map((column) => ({ ...column, meaning: 'ignore' as const }));
  const doubtful: NamesPreview = {
    ...preview,
    columns: unused,
    changes: [],
    counts: { ...preview.counts, matched: 0, toStore: 0 },
    doubts: [{ meaning: 'account', columns: [0, 2] }],
  };

  test('names the columns; one press chooses, and leads to the column', async () => {
    const page = await openPreview(doubtful);
    await page
      .getByText('“No” (10021, …) and “Domain” (acme.example, …) each find customers, in most rows different ones.')
      .waitFor();
    expect(await button(page, 'Nothing to import').isDisabled()).toBe(true);
    expect(await page.getByText('No column was found').count()).toBe(0);
    await answer(page, 'previewNames', preview);
    await button(page, 'Use “Domain”').click();
    await button(page, 'Import 1,180 rows').waitFor();
    expect(await callsOf(page, 'previewNames')).toEqual([
      { importId: 'import1', encoding: 'UTF-8', headingLine: 1, columns: ['ignore', 'ignore', 'account'] },
    ]);
    expect(await page.locator('.names-warning').count()).toBe(0);
    expect(await focused(page)).toContain('Domain is used as');
  });

  test('says which columns could be the names', async () => {
    const columns = preview.columns.map((column, at) => ({
      ...column,
      meaning: at === 2 ? ('account' as const) : ('ignore' as const),
    }));
    const page = await openPreview({ ...preview, columns, doubts: [{ meaning: 'name', columns: [0, 1] }] });
    await page.getByText('“No” (10021, …) and “Company” (Acme Corp, …) could each be the customers’ names.').waitFor();
    expect(await page.locator('.names-warning').count()).toBe(1);
    await button(page, 'Use “Company”').click();
    expect(await callsOf(page, 'previewNames')).toMatchObject([{ columns: ['ignore', 'name', 'account'] }]);
  });

  test('is asked for below if another column was corrected instead', async () => {
    const page = await openPreview(doubtful);
    await answer(page, 'previewNames', { ...doubtful, doubts: [] });
    await choose(meaning(page, 'Company'), 'Alias');
    await page.getByText('No column was found that says which customer a row is about.').waitFor();
  });

  test('is offered if the names look like people, and other names go', async () => {
    const columns = preview.columns.map((column, at) => ({
      ...column,
      meaning: (['name', 'ignore', 'account'] as const)[at] ?? 'ignore',
    }));
    const unlikelyNames = { are: 'people', example: 'Anna Schmidt', companies: 1 } as const;
    const page = await openPreview({ ...preview, columns, unlikelyNames });
    await page
      .getByText('Most of the names look like people, for example “Anna Schmidt”. “Company” has companies.')
      .waitFor();
    await button(page, 'Use “Company”').click();
    expect(await callsOf(page, 'previewNames')).toMatchObject([{ columns: ['ignore', 'name', 'account'] }]);
  });

  test('has no button if no column is better', async () => {
    const unlikelyNames = { are: 'places', example: 'Berlin', companies: null } as const;
    const page = await openPreview({ ...preview, unlikelyNames });
    await page.getByText('Most of the names look like places, for example “Berlin”.').waitFor();
    expect(await button(page, /^Use/).count()).toBe(0);
    expect(await button(page, 'Import 1,180 rows').isEnabled()).toBe(true);
  });
});

describe('imports', () => {
  async function openImports(): Promise<Page> {
    const page = await harness.open('settings');
    await answer(page, 'listImports', [record, { ...record, importId: 'old', fileName: 'old.csv', undone: true }]);
    await page.locator('#tab-names').click();
    await page.getByText('old.csv').waitFor();
    return page;
  }

  test('are listed with their date and count; an undone one says so', async () => {
    const page = await openImports();
    await page.getByText('1 Mar 2026, 11:00 · 1,180 accounts').first().waitFor();
    await page.getByText('Undone', { exact: true }).waitFor();
    expect(await button(page, /^Undo/).count()).toBe(1);
  });

  test('can be undone', async () => {
    const page = await openImports();
    await answer(page, 'undoImport', { ...record, undone: true });
    await answer(page, 'listImports', [{ ...record, undone: true }]);
    await button(page, 'Undo the import of customers.csv').click();
    await page.getByText('Undone: customers.csv. The names from before are back.').waitFor();
    expect(await callsOf(page, 'undoImport')).toEqual([{ importId: 'import1' }]);
    expect(await button(page, /^Undo/).count()).toBe(0);
  });

  test('say why they cannot be undone', async () => {
    const page = await openImports();
    await failing(page, 'undoImport', { kind: 'import-unknown' });
    await button(page, 'Undo the import of customers.csv').click();
    await page.getByRole('alert').filter({ hasText: 'This import is no longer known.' }).waitFor();
  });

  test('stand beside an export of all customers', async () => {
    const page = await open();
    await failing(page, 'exportCustomers', { kind: 'disk-full' });
    await button(page, 'Export customers…').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'The disk is full.' }).waitFor();
    await answer(page, 'exportCustomers', { rows: 1204 });
    await button(page, 'Try again').press('Enter');
    await page.getByText('Exported 1,204 customers.').waitFor();
    expect(await callsOf(page, 'exportNames')).toEqual([]);
  });

  test('have their counterpart: all names as a file', async () => {
    const page = await open();
    await button(page, 'Export…').click();
    expect(await page.getByText('Exported').count()).toBe(0);
    await answer(page, 'exportNames', { rows: 1180 });
    await button(page, 'Export…').click();
    await page.getByText('Exported 1,180 customers.').waitFor();
  });
});
