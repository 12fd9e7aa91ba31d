import { expect, test } from 'vitest';
import type { Announcements } from '../../src/shared/contract.ts';
import { barRead, callsOf, countOf, highlighted, idOf, saidOf, searchField, type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// What the window itself adds to the store: fields whose letters count as typing, and the line of a link that waits.

const open = launcherPerTest();

const bar = () => page.getByRole('region', { name: 'Waiting' });

const announceWaiting = (waiting: Announcements['waiting']): Promise<void> =>
  page.evaluate((announced) => window.fake.announce('waiting', announced), waiting);

test('letters in the palette and in a note count as typing, those in the search field once', async () => {
  await open();
  await type(page, 'acme');
  expect(await countOf(page, 'noteTyped')).toBe(0);
  expect(await callsOf(page, 'searchAccounts')).toContainEqual({ text: 'acme', typed: true });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('pin');
  await expect.poll(() => countOf(page, 'noteTyped')).toBe(3);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F2');
  await page.getByLabel(/^Note on /).press('x');
  await expect.poll(() => countOf(page, 'noteTyped')).toBe(4);
});

test('a link that waits has a line with a button, is said, and does not take the focus', async () => {
  await open();
  await type(page, 'acme');
  const first = await highlighted(page);
  await announceWaiting({ from: 'deep-link', text: 'x', select: await idOf(page, 'Globex Corp'), name: 'Globex Corp' });
  await expect.poll(() => bar().textContent()).toContain('A link for Globex Corp waits');
  await expect.poll(() => saidOf(page)).toContain('A link for Globex Corp waits. Choose Show in the actions');
  expect(await highlighted(page)).toBe(first);
  expect(await searchField(page).inputValue()).toBe('acme');
  await page.keyboard.type('x');
  expect(await searchField(page).inputValue()).toBe('acmex');

  await barRead(page);
  await bar().getByRole('button', { name: 'Show' }).click();
  await expect.poll(() => searchField(page).inputValue()).toBe('x');
  expect(await bar().count()).toBe(0);
  expect(await searchField(page).evaluate((field) => field === document.activeElement)).toBe(true);
});

test('every other key and every click counts as a hand at work, but not a key that only begins a shortcut', async () => {
  await open();
  await type(page, 'acme');
  const before = await countOf(page, 'noteHand');
  await page.keyboard.press('Control');
  await page.keyboard.press('Shift');
  expect(await countOf(page, 'noteHand')).toBe(before);
  for (const press of [
    () => page.keyboard.press('ArrowDown'),
    () => page.keyboard.press('Home'),
    () => page.keyboard.press('Control+i'),
    () => page.locator('#result-0').click(),
  ]) {
    const sofar = await countOf(page, 'noteHand');
    await press();
    await expect.poll(() => countOf(page, 'noteHand')).toBe(sofar + 1);
  }
});

test('a reason that is given again pulses, and is said again', async () => {
  await open();
  await type(page, 'acme');
  const pulse = page.locator('.status-bar-pulse');
  await page.keyboard.press('Home');
  await expect.poll(() => saidOf(page)).toContain('This is the first row');
  expect(await pulse.count()).toBe(0);
  const said = await page.getByText('This is the first row').last().elementHandle();
  await page.keyboard.press('Home');
  await expect.poll(() => pulse.count()).toBe(1);
  // Another element with the same words is read out again.
  await expect.poll(() => said?.evaluate((element) => element.isConnected)).toBe(false);
  await expect.poll(() => saidOf(page)).toContain('This is the first row');
});
