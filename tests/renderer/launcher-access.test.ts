import { describe, expect, test } from 'vitest';
import { accessibilityFaults, colourFaults } from '../helpers/axe.ts';
import { namesOf, saidOf, searchField, type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';
import { launcherStates } from '../helpers/launcher-states.ts';

// Every state of the launcher can be seen, heard and used, and nothing in it moves without need.

const open = launcherPerTest();

/** What is left of 720 x 480 when the page is zoomed to 200 %. */
const zoomed = { width: 360, height: 240 };

/** The elements that extend beyond the window. An email is cut with an ellipsis. */
const tooWide = (): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.launcher :not(.result-where *)')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
      .map((element) => element.className.toString()),
  );

describe('axe finds nothing, light, dark, in forced colours and at 200 %, and all fits', () => {
  test.each(Object.keys(launcherStates))('%s', async (name) => {
    const state = launcherStates[name];
    await open(state?.fake ? { fake: state.fake } : {});
    await state?.reach(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await tooWide()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await colourFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    expect(await colourFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
    await page.setViewportSize(zoomed);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await tooWide()).toEqual([]);
  });
});

test('in forced colours all texts of the highlighted row have its colour', async () => {
  await open({ forcedColors: 'active' });
  await type(page, 'acme corp');
  const colours = await page.locator('.result[data-active]').evaluate((row) => {
    const texts = [...row.querySelectorAll('.result-name, .result-where, .result-label, .result-end, .icon')];
    return texts
      .filter((text) => getComputedStyle(text).color !== getComputedStyle(row).color)
      .map((one) => one.className);
  });
  expect(colours).toEqual([]);
});

test('at 200 % the highlighted row is in sight', async () => {
  await open({ viewport: zoomed, deviceScaleFactor: 2 });
  await type(page, 'acme');
  const bottom = await page
    .locator('[aria-selected="true"]')
    .evaluate(
      (row) =>
        row.getBoundingClientRect().bottom - (document.getElementById('results')?.getBoundingClientRect().bottom ?? 0),
    );
  expect(bottom).toBeLessThanOrEqual(0);
});

describe('a screen reader', () => {
  test('hears how many customers were found, and that there are none', async () => {
    await open();
    await type(page, 'acme corp');
    const count = (await namesOf(page)).length;
    await expect.poll(() => saidOf(page)).toBe(`${count} customers`);
    await type(page, 'zzz');
    await expect.poll(() => saidOf(page)).toBe('No customer matches “acme corpzzz”.');
  });

  test('finds a combobox with a listbox whose highlighted option is announced', async () => {
    await open();
    await type(page, 'acme');
    const field = page.getByRole('combobox', { name: 'Customer', expanded: true });
    expect(await field.getAttribute('aria-controls')).toBe(await page.getByRole('listbox').getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).getAttribute('id')).toBe(
      await field.getAttribute('aria-activedescendant'),
    );
  });
});

describe('calm', () => {
  test('no spinner is seen in the first 150 ms', async () => {
    await open();
    await page.evaluate(() => {
      window.fake.hold('searchAccounts');
      const times: number[] = [];
      Object.assign(window, { times });
      addEventListener('input', () => times.push(performance.now()), true);
      new MutationObserver(() => {
        if (document.querySelector('.search .spinner')) times.push(performance.now());
      }).observe(document.querySelector('.search') ?? document.body, { childList: true });
    });
    await searchField(page).fill('acme');
    await page.locator('.search .spinner').waitFor({ state: 'visible' });
    const [typedAt = 0, seenAt = 0] = await page.evaluate(() => (window as unknown as { times: number[] }).times);
    expect(seenAt - typedAt).toBeGreaterThan(149);
    await page.evaluate(() => window.fake.release('searchAccounts'));
    await expect.poll(() => page.locator('.search .spinner').count()).toBe(0);
  });

  test('nothing spins if reduced motion is preferred', async () => {
    await open({ reducedMotion: 'reduce' });
    await page.evaluate(() => window.fake.hold('searchAccounts'));
    await searchField(page).fill('acme');
    const names = await page.locator('.search .spinner').evaluate((spinner) => getComputedStyle(spinner).animationName);
    expect(names).not.toContain('spinner-turn');
  });

  test('the matched letters are no wider than the others', async () => {
    await open();
    await type(page, 'acme co');
    const widths = await page.evaluate(() => {
      const name = document.querySelector('#results .result-name');
      const marked = name?.getBoundingClientRect().width ?? 0;
      name?.replaceChildren(name.textContent ?? '');
      return [marked, name?.getBoundingClientRect().width ?? 0];
    });
    expect(widths[0]).toBeCloseTo(widths[1] ?? 0, 1);
  });
});
