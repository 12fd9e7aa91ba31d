import { describe, expect, test } from 'vitest';
import { searchField, type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// The fake connections are SendGrid (Main) and Brevo Agency.

const open = launcherPerTest();

const chips = () => page.getByRole('list', { name: 'Filters', exact: true }).getByRole('button');
const suggested = () => page.getByRole('list', { name: 'Suggested filters' }).getByRole('button');
const text = () => searchField(page).inputValue();

describe('a filter in the text', () => {
  test('becomes a chip as soon as it is clear, beside the field', async () => {
    await open();
    await type(page, 'acme @a');
    await expect.poll(() => chips().allTextContents()).toEqual(['Connection: Brevo Agency']);
    await type(page, 'gency is:pinned');
    expect(await chips().allTextContents()).toEqual(['Connection: Brevo Agency', 'Pinned']);
    expect(await text()).toBe('acme @agency is:pinned');
  });

  test('does not move the rows', async () => {
    await open();
    const top = () => page.locator('.results').evaluate((list) => list.getBoundingClientRect().top);
    const before = await top();
    await type(page, 'brevo:');
    expect(await chips().count()).toBe(1);
    await searchField(page).fill('acme');
    await page.locator('#result-0').waitFor();
    expect(await top()).toBe(before);
  });

  test('is taken out by a click, and the field keeps the focus', async () => {
    await open();
    await type(page, 'acme brevo:');
    await page.getByRole('button', { name: 'Remove the filter Brevo' }).click();
    expect(await text()).toBe('acme ');
    expect(await chips().count()).toBe(0);
    await page.keyboard.type('c');
    expect(await text()).toBe('acme c');
  });

  test('is reached by Shift+Tab, and Enter takes it out', async () => {
    await open();
    await type(page, 'is:pinned acme');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await text()).toBe('acme');
    await page.keyboard.type('s');
    expect(await text()).toBe('acmes');
  });

  test('is taken out by Backspace once it is finished, and comes back by undo', async () => {
    await open();
    await type(page, 'acme @agency ');
    await page.keyboard.press('Backspace');
    expect(await text()).toBe('acme ');
    await page.keyboard.press('ControlOrMeta+z');
    expect(await text()).toBe('acme @agency ');
    await type(page, 'is:pinned');
    await page.keyboard.press('Backspace');
    expect(await text()).toBe('acme @agency is:pinne');
  });

  test('is not taken out by Backspace that deletes selected text', async () => {
    await open();
    await type(page, 'brevo: acme');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Backspace');
    expect(await text()).toBe('');
  });
});

describe('a filter that is being typed', () => {
  test('suggests connections after @, and Tab takes the first', async () => {
    await open();
    await type(page, 'acme @');
    await expect.poll(() => suggested().allTextContents()).toEqual(['SendGrid (Main)', 'Brevo Agency']);
    await page.keyboard.press('Tab');
    expect(await text()).toBe('acme @"SendGrid (Main)" ');
    expect(await chips().allTextContents()).toEqual(['Connection: SendGrid (Main)']);
    expect(await suggested().count()).toBe(0);
  });

  test('is completed by Tab if it can mean one connection or one state only', async () => {
    await open();
    await type(page, 'acme @bre');
    await page.keyboard.press('Tab');
    await expect.poll(text).toBe('acme @"Brevo Agency" ');
    await type(page, 'is:act');
    await page.keyboard.press('Tab');
    await expect.poll(text).toBe('acme @"Brevo Agency" is:active ');
  });

  test('suggests states after is:, and says how many more there are', async () => {
    await open();
    await type(page, 'is:');
    await expect.poll(() => suggested().allTextContents()).toEqual(['Active', 'Inactive', 'Deactivated']);
    await page.getByText('+8').waitFor();
  });

  test('takes a suggestion by a click or by the keyboard', async () => {
    await open();
    await type(page, '@');
    await suggested().nth(1).click();
    await expect.poll(text).toBe('@"Brevo Agency" ');
    await searchField(page).fill('@');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(text).toBe('@"Brevo Agency" ');
  });

  test('leaves Enter and the arrows to the rows', async () => {
    await open();
    await type(page, 'acme @');
    await page.locator('#result-1').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('#result-1[aria-selected="true"]').waitFor();
    expect(await text()).toBe('acme @');
  });
});
