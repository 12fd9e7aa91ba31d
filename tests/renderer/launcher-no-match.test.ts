import { describe, expect, test } from 'vitest';
import {
  barRead,
  callsOf,
  countOf,
  giveName,
  hide,
  highlighted,
  idOf,
  namesAre,
  namesOf,
  namingBar,
  saidOf,
  searchField,
  show,
  type,
} from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// A text that no customer matches: what is said, what is offered, and how a customer gets the text as a name.

const open = launcherPerTest();

describe('no match', () => {
  test('echoes the text and offers to sync', async () => {
    await open();
    await type(page, 'zebra');
    await page.getByText('No customer matches “zebra”.').first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await highlighted(page)).toBe('Sync now');
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'syncAccounts')).toEqual([{ connectionId: null }]);
  });

  test('says how many names are missing, why, and what to do until then', async () => {
    await open();
    await type(page, 'zebra');
    const reason = page.locator('.empty-reason');
    expect(await reason.count()).toBe(0);
    const advice = 'Search by id, or import names.';
    for (const [change, words] of [
      [{ known: 8, minutesLeft: 8 }, '2,992 of 3,000 names are still being asked for, about 8 min.'],
      [
        { known: 9, status: 'waiting', resumesAt: '2026-03-02T13:05:00.000Z' },
        '2,991 of 3,000 names are still to be asked for. That resumes at 14:05.',
      ],
      [{ status: 'paused' }, '3,000 of 3,000 names are not known yet. Asking for them is paused.'],
      [{ status: 'not-allowed' }, 'The key may not read customers’ names.'],
      [{ known: 2_990, blank: 9, failed: 1, status: 'done' }, '1 of 3,000 names could not be read.'],
    ] as const) {
      await namesAre(page, { total: 3_000, ...change });
      await expect.poll(() => reason.textContent()).toBe(`${words} ${advice}`);
    }
    await namesAre(page, { known: 2_990, blank: 10, total: 3_000, status: 'done' });
    await reason.waitFor({ state: 'detached' });
  });

  test('does not read the missing names out again each time one comes', async () => {
    await open();
    await namesAre(page, { known: 8, total: 3_000 });
    await type(page, 'zebra');
    const said = 'No customer matches “zebra”. Names are still being asked for. Search by id, or import names.';
    await expect.poll(() => saidOf(page)).toBe(said);
    await namesAre(page, { known: 9, total: 3_000, minutesLeft: 7 });
    await page.getByText('2,991 of 3,000 names').waitFor();
    // Longer than the region waits before it says something new.
    await page.waitForTimeout(400);
    expect(await saidOf(page)).toBe(said);
  });

  test('leads to the import of names, and Enter alone does not', async () => {
    await open();
    await namesAre(page, { known: 8, total: 3_000 });
    await type(page, 'zebra');
    await page.getByRole('option', { name: 'Import names from a file' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await countOf(page, 'openSettings')).toBe(0);
    await page.keyboard.press('ArrowUp');
    expect(await highlighted(page)).toBe('Import names from a file');
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'openSettings')).toEqual([{ section: 'names' }]);
  });

  test('gives a customer this name after a sentence that says so', async () => {
    await open();
    await type(page, 'Zebra Ltd');
    await giveName(page);
    await page.getByRole('combobox', { name: 'The account to be named Zebra Ltd' }).waitFor();
    await type(page, 'kestrel books');
    const accountId = await idOf(page, 'Kestrel Books');
    await page.keyboard.press('Enter');
    await namingBar(page).getByText('Call Kestrel Books “Zebra Ltd”?').waitFor();
    await page.locator('[data-answerable]').waitFor();
    expect(await countOf(page, 'renameAccount')).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'renameAccount')).toEqual([{ accountId, name: 'Zebra Ltd' }]);
    await expect.poll(() => namesOf(page)).toEqual(['Zebra Ltd']);
    expect(await searchField(page).inputValue()).toBe('Zebra Ltd');
    expect(await countOf(page, 'logIn')).toBe(0);
  });

  test('goes back to the text with Escape', async () => {
    await open();
    await type(page, 'zebra');
    await giveName(page);
    await page.getByText('Give the name “zebra” to').waitFor();
    await page.keyboard.press('Escape');
    expect(await searchField(page).inputValue()).toBe('zebra');
  });
});

test('a name is given to no account before the user has searched for one', async () => {
  await open();
  const recent = await namesOf(page);
  expect(recent.length).toBeGreaterThan(0);
  await type(page, 'zzqx');
  await giveName(page);
  await page.getByText('Give the name “zzqx” to').waitFor();
  await expect.poll(() => namesOf(page)).toEqual(recent);
  await page.keyboard.press('Enter');
  expect(await highlighted(page)).toBeNull();
  await hide(page);
  await show(page);
  await page.keyboard.press('Enter');
  expect(await highlighted(page)).toBeNull();
  await type(page, 'acme corp');
  await page.keyboard.press('Enter');
  await barRead(page);
  await page.getByRole('button', { name: /^Give the name/ }).click();
  await expect.poll(() => countOf(page, 'renameAccount')).toBe(1);
});
