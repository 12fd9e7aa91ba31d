import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callsOf, connection, focused, openSection } from '../helpers/settings-driver.ts';
import { windowHarness } from '../helpers/window-harness.ts';

// What every control of a kind owes to people without a mouse. Each kind is looked at in one place where it is used.

const harness = windowHarness();

const button = (page: Page, name: string) => page.getByRole('button', { name });

test('a button that is busy keeps the focus, and takes no second press', async () => {
  const page = await openSection(harness, 'history');
  await page.evaluate(() => window.fake.hold('exportLedger'));
  await button(page, 'Export as CSV…').focus();
  await page.keyboard.press('Enter');
  await page.locator('.button[aria-busy]').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.button[aria-busy]').click({ force: true });
  expect(await focused(page)).toBe('Export as CSV…');
  expect(await callsOf(page, 'exportLedger')).toHaveLength(1);
});

describe('a select', () => {
  const interval = (page: Page) => page.getByLabel('Sync customer lists every');

  async function openGeneral(): Promise<Page> {
    const page = await openSection(harness, 'general');
    await interval(page).focus();
    // The library makes the list, unseen, right after the focus came: typed letters find nothing before.
    await page.locator('.select-option').first().waitFor({ state: 'attached' });
    return page;
  }

  test('opens with an arrow, and takes the option under it or one with the typed letters', async () => {
    const page = await openGeneral();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'hour', exact: true, selected: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => interval(page).textContent()).toBe('2 hours');
    expect(await focused(page)).toBe('Sync customer lists every');
    await page.keyboard.press('Space');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(page, 'changeSettings'))
      .toEqual([{ syncEveryMinutes: 120 }, { syncEveryMinutes: 720 }]);
  });

  test('takes a typed letter without its list', async () => {
    const page = await openGeneral();
    await page.keyboard.press('d');
    await expect.poll(() => callsOf(page, 'changeSettings')).toEqual([{ syncEveryMinutes: 1440 }]);
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  test('changes nothing when what is chosen already is chosen again', async () => {
    const page = await openGeneral();
    await page.keyboard.press('h');
    await page.getByRole('switch', { name: 'Hide on Esc' }).click();
    await expect.poll(() => callsOf(page, 'changeSettings')).toEqual([{ hideOnEscape: false }]);
    expect(await interval(page).textContent()).toBe('hour');
  });

  test('stays as it is on Escape and on a click beside its list', async () => {
    const page = await openGeneral();
    for (const leave of [() => page.keyboard.press('Escape'), () => page.getByRole('heading').first().click()]) {
      await page.keyboard.press('ArrowDown');
      await page.getByRole('listbox').waitFor();
      await page.keyboard.press('ArrowDown');
      await leave();
      await expect.poll(() => page.getByRole('listbox').count()).toBe(0);
      await interval(page).focus();
    }
    expect(await interval(page).textContent()).toBe('hour');
    expect(await callsOf(page, 'changeSettings')).toEqual([]);
  });
});

test('a choice is one stop of Tab, and its arrows move and choose', async () => {
  const page = await openSection(harness, 'general');
  const theme = page.getByRole('radiogroup', { name: 'Theme' });
  await theme.getByRole('radio', { name: 'System' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => callsOf(page, 'changeSettings')).toEqual([{ theme: 'light' }]);
  expect(await focused(page)).toBe('Light');
  await page.keyboard.press('Tab');
  // The next choice, with all its radio buttons behind one stop, too.
  expect(await page.getByRole('radiogroup', { name: 'Time of day' }).locator(':focus').count()).toBe(1);
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe('Light');
});

describe('a dialog', () => {
  async function openDialog(): Promise<Page> {
    const page = await openSection(harness, 'connections', { fake: { connections: [connection()] } });
    await button(page, 'SendGrid (Main)').click();
    await button(page, 'Remove…').click();
    await page.getByRole('dialog').waitFor();
    return page;
  }

  test('keeps the focus, and everything behind it out of reach', async () => {
    const page = await openDialog();
    for (const stop of ['Cancel', 'Remove connection', 'Cancel', 'Remove connection']) {
      await expect.poll(() => focused(page)).toBe(stop);
      await page.keyboard.press('Tab');
    }
    expect(await page.getByRole('button').allTextContents()).toEqual(['Cancel', 'Remove connection']);
  });

  test('closes on a click beside it, and returns the focus', async () => {
    const page = await openDialog();
    await page.mouse.click(5, 5);
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => focused(page)).toBe('Remove…');
    expect(await callsOf(page, 'disconnectProvider')).toEqual([]);
  });
});
