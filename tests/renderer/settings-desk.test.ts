import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { DeskPreview } from '../../src/shared/desk.ts';
import { accessibilityFaults } from '../helpers/axe.ts';
import {
  answer,
  callsOf,
  connection,
  failing,
  focused,
  health,
  importRecord,
  openSection,
} from '../helpers/settings-driver.ts';
import { windowHarness } from '../helpers/window-harness.ts';

const harness = windowHarness();

const preview: DeskPreview = {
  importId: 'desk1',
  fileName: 'latchkey-desk.json',
  exportedAt: '2026-03-02T13:05:00.000Z',
  settings: [
    { name: 'theme', before: 'system', after: 'dark' },
    { name: 'launcherShortcut', before: 'CommandOrControl+Shift+Y', after: 'Alt+Space' },
    { name: 'hideOnEscape', before: true, after: false },
    { name: 'windowLimitMinutes', before: null, after: 120 },
  ],
  stricterHere: ['showNotices'],
  connections: [
    { provider: 'brevo', region: 'global', label: 'Agency', what: 'added', requiresReason: true, customers: 1204 },
    { provider: 'sendgrid', region: 'eu', label: 'Europe', what: 'merged', requiresReason: true, customers: 1 },
  ],
  counts: { names: 1180, notes: 1, pins: 12, fromFiles: 24, kept: 3, waiting: 1204, unreadable: 1 },
  changes: [{ accountId: 'sendgrid1/1', before: 'acme.example', after: 'Acme Corp' }],
};

const record = importRecord({ importId: 'desk1', fileName: 'latchkey-desk.json', accounts: 1204, isDesk: true });

const keyless = connection({
  label: 'Agency',
  health: health({ status: 'attention', problem: { kind: 'key-missing', provider: 'Brevo' } }),
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const group = (page: Page, title: string) =>
  page.locator('.group').filter({ has: page.getByRole('heading', { name: title }) });

async function openPreview(shown = preview): Promise<Page> {
  const page = await openSection(harness, 'general', { fake: { connections: [keyless] } });
  await answer(page, 'chooseDeskFile', shown);
  await button(page, 'Choose a file…').press('Enter');
  await page.getByRole('heading', { name: 'latchkey-desk.json' }).waitFor();
  return page;
}

describe('the export of a desk', () => {
  test('says what is in the file, before and after', async () => {
    const page = await openSection(harness, 'general');
    await group(page, 'Another computer').getByText('It holds names and notes of customers, and no key.').waitFor();
    await answer(page, 'exportDesk', { rows: 12 });
    await button(page, 'Export…').press('Enter');
    await page.getByText('Exported, with what you noted of 12 customers. The file holds no key.').waitFor();
  });

  test('stays as it is when no file was chosen, and says why one cannot be written', async () => {
    const page = await openSection(harness, 'general');
    await button(page, 'Export…').click();
    await expect.poll(() => callsOf(page, 'exportDesk')).toHaveLength(1);
    expect((await page.getByRole('alert').allTextContents()).join('')).toBe('');
    await failing(page, 'exportDesk', { kind: 'disk-full' });
    await button(page, 'Export…').click();
    await page.getByRole('alert').filter({ hasText: 'The disk is full.' }).waitFor();
  });
});

describe('the preview of a desk', () => {
  test('shows everything that would change, before it does', async () => {
    const page = await openPreview();
    expect(await focused(page)).toBe('latchkey-desk.json');
    await page.getByText('The file holds names and notes, and no key.').waitFor();
    expect(await group(page, 'Connections').locator('.row').allTextContents()).toEqual([
      'AgencyBrevo · new, waits for its key · asks for a reason · 1,204 customers in the file',
      'EuropeSendGrid · European Union · here already · will ask for a reason · 1 customer in the file',
    ]);
    expect(await page.locator('.names-counts > div').allTextContents()).toEqual([
      'names1,180',
      'note1',
      'pins12',
      'named by files24',
    ]);
    await page.getByText('1,204 customers of the file are in no list here yet.').waitFor();
    await page.getByText('3 of your own names and notes here differ, and stay.').waitFor();
    await page.getByText('1 part of the file cannot be read, and will be left out.').waitFor();
    expect(await page.locator('.names-changes tbody tr').allTextContents()).toEqual(['acme.exampleAcme Corp']);
    expect(await group(page, 'Settings').locator('.row').allTextContents()).toEqual([
      'Themesystem → dark',
      'Shortcut of LatchkeyCtrl+Shift+Y → Alt+Space',
      'Hide on Escon → off',
      'Close a window of a customer’s ownwhen I close it → 2 hours after the log-in',
    ]);
    await group(page, 'Settings').getByText('These stay as they are here: Show a notice with each login.').waitFor();
    expect(await callsOf(page, 'importDesk')).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('imports by keyboard, says which connections wait, and undoes', async () => {
    const page = await openPreview();
    await answer(page, 'importDesk', record);
    await button(page, 'Import this desk').press('Enter');
    await page.getByText('Imported latchkey-desk.json. 1 connection waits for its key.').waitFor();
    expect(await callsOf(page, 'importDesk')).toEqual([{ importId: 'desk1' }]);
    await failing(page, 'undoImport', { kind: 'keychain-locked' });
    await button(page, 'Undo this import').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Your keyring is locked.' }).waitFor();
    await answer(page, 'undoImport', { ...record, undone: true });
    await button(page, 'Undo this import').press('Enter');
    await page.getByText('Undone: latchkey-desk.json. All is as it was before.').waitFor();
    expect(await button(page, 'Undo this import').count()).toBe(0);
  });

  test('leads to the connection that waits, whose dialog asks for its first key', async () => {
    const page = await openPreview();
    await answer(page, 'importDesk', record);
    await button(page, 'Import this desk').click();
    await button(page, 'Open connections').press('Enter');
    await page.getByText('Your keyring has no key for this connection to Brevo.').waitFor();
    await button(page, /Agency/).press('Enter');
    await button(page, 'Give its key').press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Give Agency its key' });
    await dialog.waitFor();
    expect(await dialog.getByText('The key in use now').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Give the key' }).waitFor();
  });

  test('of a file that changes nothing imports nothing', async () => {
    const page = await openPreview({
      ...preview,
      settings: [],
      stricterHere: [],
      connections: [
        { provider: 'brevo', region: 'global', label: 'Agency', what: 'merged', requiresReason: false, customers: 0 },
      ],
      counts: { names: 0, notes: 0, pins: 0, fromFiles: 0, kept: 0, waiting: 0, unreadable: 0 },
      changes: [],
    });
    expect(await button(page, 'Nothing to import').isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'General' }).click();
    await page.getByRole('heading', { name: 'General', level: 1 }).waitFor();
  });

  test('speaks of one customer and of one name as of one', async () => {
    const page = await openPreview({ ...preview, counts: { ...preview.counts, kept: 1, waiting: 1 } });
    await page.getByText('1 customer of the file is in no list here yet.').waitFor();
    await page.getByText('1 of your own names and notes here differs, and stays.').waitFor();
  });

  test('says why the import failed, and tries again', async () => {
    const page = await openPreview();
    await failing(page, 'importDesk', { kind: 'disk-full' });
    await button(page, 'Import this desk').click();
    await page.getByRole('alert').filter({ hasText: 'The disk is full.' }).waitFor();
    await answer(page, 'importDesk', record);
    await button(page, 'Try again').click();
    await page.getByText('Imported latchkey-desk.json.').waitFor();
  });

  test.each([
    ['not-a-desk', 'This is not a desk file of Latchkey, or it was damaged.'],
    ['newer', 'The file was written by a newer Latchkey.'],
  ] as const)('says why a file cannot be read: %s', async (why, words) => {
    const page = await openSection(harness, 'general');
    await failing(page, 'chooseDeskFile', { kind: 'desk-file-unreadable', why });
    await button(page, 'Choose a file…').click();
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
  });
});
