import { describe, expect, test } from 'vitest';
import { barRead, callsOf, countOf, namesOf, saidOf, searchField, type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// Ctrl+Z in the real field of a real browser. Which step it undoes, and when it undoes a change instead, is tested in
// typing-history.test.ts and launcher-undo.test.ts.

const open = launcherPerTest();

const press = (...keys: readonly string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const lastChange = () => page.getByRole('region', { name: 'Last change' });

/** The text of the field after each of these keys. */
async function textsAfter(...keys: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    texts.push(await searchField(page).inputValue());
  }
  return texts;
}

async function rename(to: string): Promise<void> {
  await press('F2');
  await page.getByRole('textbox', { name: /^New name for/ }).waitFor();
  await page.keyboard.type(to);
  await press('Enter');
}

describe('Ctrl+Z in the search field', () => {
  test('undoes typing by words, and Ctrl+Shift+Z or Ctrl+Y redoes it; the caret is at the end', async () => {
    await open();
    await type(page, 'acme corp labs');
    expect(await textsAfter('Control+z', 'Control+z', 'Control+Shift+z', 'Control+y', 'Control+z')).toEqual([
      'acme corp',
      'acme',
      'acme corp',
      'acme corp labs',
      'acme corp',
    ]);
    await page.keyboard.type('s');
    expect(await searchField(page).inputValue()).toBe('acme corps');
    expect((await callsOf(page, 'searchAccounts')).at(-2)).toEqual({ text: 'acme corp', typed: true });
  });

  test('undoes what replaced the whole text, a paste, deleted words and Escape, each in one step', async () => {
    await open();
    await type(page, 'acme');
    await press('Control+a');
    await type(page, 'globex');
    // As a paste does: one change of the field.
    await page.keyboard.insertText(' foods ltd');
    await press('Control+Backspace', 'Escape');
    const texts = await textsAfter(...Array.from({ length: 6 }, () => 'Control+z'));
    expect(texts).toEqual(['globex foods ', 'globex foods ltd', 'globex', 'acme', '', '']);
    await page.getByText('Nothing to undo').first().waitFor();
  });

  test('is the same as Undo in the Edit menu', async () => {
    await open();
    await type(page, 'acme corp');
    const session = await page.context().newCDPSession(page);
    // An editing command that comes from no key that the launcher knows.
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Undo', commands: ['Undo'] });
    await expect.poll(() => searchField(page).inputValue()).toBe('acme');
  });

  test('undoes each composition of an input method in one step', async () => {
    await open();
    const session = await page.context().newCDPSession(page);
    for (const [composing, text] of [
      [['と', 'とう'], '東京'],
      [['さ', 'さく'], 'さくら'],
    ] as const) {
      for (const letters of composing)
        await session.send('Input.imeSetComposition', {
          text: letters,
          selectionStart: letters.length,
          selectionEnd: letters.length,
        });
      await session.send('Input.insertText', { text });
    }
    expect(await searchField(page).inputValue()).toBe('東京さくら');
    expect(await textsAfter('Control+z', 'Control+z', 'Control+y')).toEqual(['東京', '', '東京']);
  });

  test('belongs to another field while that has the focus', async () => {
    await open();
    await type(page, 'acme corp');
    await press('Control+k');
    await page.keyboard.type('rename');
    await press('Control+z');
    await expect.poll(() => page.getByPlaceholder('Filter').inputValue()).not.toBe('rename');
    await press('Escape', 'F2');
    await page.keyboard.type('Wrong');
    await press('Control+z');
    await expect.poll(() => page.getByLabel('New name for Acme Corp').inputValue()).not.toBe('Wrong');
    await press('Escape');
    expect(await searchField(page).inputValue()).toBe('acme corp');
  });
});

describe('after a change', () => {
  test('the bar and a screen reader say both names, and Ctrl+Z takes it back', async () => {
    await open();
    await type(page, 'acme corp');
    await rename('Acme Worldwide');
    await lastChange().getByText('Renamed Acme Corp to “Acme Worldwide”').waitFor();
    await expect.poll(() => saidOf(page)).toContain('Renamed Acme Corp to “Acme Worldwide”. Undo with Control Z.');
    await press('Control+z');
    await expect.poll(async () => (await namesOf(page))[0]).toBe('Acme Corp');
    await expect.poll(() => saidOf(page)).toContain('Acme Worldwide is called Acme Corp again');
    expect(await lastChange().count()).toBe(0);
    expect(await searchField(page).inputValue()).toBe('acme corp');
  });

  test('the keyboard reaches the button, which shows its key only while the key does the same', async () => {
    await open();
    await type(page, 'acme corp');
    await press('Control+Shift+P');
    const undo = lastChange().getByRole('button', { name: 'Undo' });
    await undo.locator('kbd').first().waitFor();
    await page.keyboard.type('x');
    await expect.poll(() => undo.locator('kbd').count()).toBe(0);
    await undo.focus();
    await barRead(page);
    await press('Enter');
    await expect.poll(() => countOf(page, 'undoChange')).toBe(1);
    await expect.poll(() => searchField(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await countOf(page, 'logIn')).toBe(0);
  });

  test('no row moves when the bar comes and goes', async () => {
    await open();
    await type(page, 'acme');
    const places = (): Promise<number[]> =>
      page.locator('#results .result').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    const before = await places();
    await press('Control+Shift+P');
    await lastChange().waitFor();
    expect(await places()).toEqual(before);
    await press('Control+z');
    await expect.poll(() => lastChange().count()).toBe(0);
    expect(await places()).toEqual(before);
  });
});
