import { beforeEach, expect, test } from 'vitest';
import { accessibilityFaults } from '../helpers/axe.ts';
import { callsOf, highlighted, listRead, type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// A list of two hundred rows, of which only those that can be seen are drawn.

const total = 200;
const open = launcherPerTest();

beforeEach(async () => {
  await open();
  await page.evaluate((most) => {
    window.fake.answer('searchAccounts', ({ text }) => {
      const rows = window.fake.accounts.slice(0, most);
      return { ok: true, value: { text, rows: text ? rows : [], target: null, total: 400 } };
    });
  }, total);
  await type(page, 'a');
  await listRead(page);
});

/** The rows that are drawn and those that are seen, as the person sees them: by their place in the list. */
const look = () =>
  page.evaluate(() => {
    const list = document.querySelector('#results') ?? document.body;
    const { top, bottom } = list.getBoundingClientRect();
    const rows = [...list.querySelectorAll('[role="option"]')].map((row) => {
      const box = row.getBoundingClientRect();
      const at = Number(row.getAttribute('aria-posinset')) - 1;
      const isWhole = box.top >= top - 8 && box.bottom <= bottom + 8;
      return { at, top: box.top, bottom: box.bottom, isWhole, isSeen: box.bottom > top && box.top < bottom };
    });
    const seen = rows.filter(({ isSeen }) => isSeen);
    // What is between the rows that are seen, and above and below them. No line is wider than the room above the first.
    const edges = [top, ...seen.flatMap((row) => [row.top, row.bottom]), bottom];
    const room = edges.flatMap((edge, i) => (i % 2 === 1 ? [edge - (edges[i - 1] ?? edge)] : []));
    return {
      drawn: rows.map(({ at }) => at),
      seen: seen.map(({ at }) => at),
      whole: rows.filter(({ isWhole }) => isWhole).map(({ at }) => at),
      room: Math.max(...room),
    };
  });

const nameAt = (at: number): Promise<string> => page.evaluate((i) => window.fake.accounts[i]?.name ?? '', at);
const idAt = (at: number): Promise<string> => page.evaluate((i) => window.fake.accounts[i]?.accountId ?? '', at);
const scrollTop = (): Promise<number> => page.evaluate(() => document.querySelector('#results')?.scrollTop ?? 0);
/** As the scroll bar does. */
const scrollTo = async (px: number): Promise<void> => {
  await page.evaluate((top) => document.querySelector('#results')?.scrollTo({ top }), px);
  await expect.poll(async () => (await look()).room).toBeLessThanOrEqual(8);
  expect(await scrollTop()).toBe(px);
};
const loggedIn = async (): Promise<unknown[]> =>
  (await callsOf(page, 'logIn')).map((input) => (input as { accountId: string }).accountId);

test('draws the rows that are seen, and tells a screen reader how many there are', async () => {
  const { drawn, room } = await look();
  expect(drawn.length).toBeLessThan(15);
  expect(drawn).toEqual(drawn.map((_, i) => i));
  expect(room).toBeLessThanOrEqual(8);
  const sizes = await page
    .getByRole('option')
    .evaluateAll((all) => all.map((row) => [row.getAttribute('aria-setsize'), row.getAttribute('aria-posinset')]));
  expect(sizes).toEqual(drawn.map((at) => [String(total), String(at + 1)]));
  expect(await accessibilityFaults(page)).toEqual([]);
});

test.each([
  ['End', 199],
  ['Home', 0],
  ['PageDown', 24],
  ['ArrowUp', 199],
])('%s highlights a row that is on the screen, and Enter logs in to exactly that one', async (key, at) => {
  for (let times = 0; times < (key === 'PageDown' ? 3 : 1); times++) await page.keyboard.press(key);
  await expect.poll(() => highlighted(page)).toBe(await nameAt(at));
  await expect.poll(look).toMatchObject({ whole: expect.arrayContaining([at]) });
  const { drawn, room, seen } = await look();
  expect(room).toBeLessThanOrEqual(8);
  expect(drawn).toEqual(expect.arrayContaining(seen));
  expect(drawn.length).toBeLessThan(30);
  await page.keyboard.press('Enter');
  await expect.poll(loggedIn).toEqual([await idAt(at)]);
});

test('the highlighted row is drawn also when it is scrolled away, and a screen reader finds it', async () => {
  await scrollTo(2_000);
  const { drawn, seen, room } = await look();
  expect(room).toBeLessThanOrEqual(8);
  expect(seen[0]).toBeGreaterThan(40);
  expect(drawn[0]).toBe(0);
  expect(await highlighted(page)).toBe(await nameAt(0));
  expect(await accessibilityFaults(page)).toEqual([]);
});

test.each(['Enter', 'Control+Enter', 'F2', 'Shift+F2', 'Control+Shift+P', 'Control+K'])(
  '%s brings a highlighted row back that is out of sight, and does nothing to it',
  async (key) => {
    await scrollTo(2_000);
    await page.keyboard.press(key);
    await expect.poll(scrollTop).toBe(0);
    await page.getByText('The selected row was out of sight: press it again').first().waitFor();
    expect(await highlighted(page)).toBe(await nameAt(0));
    expect(await page.locator('input').count()).toBe(1);
    expect(await loggedIn()).toEqual([]);
  },
);

test('Enter logs in to a row that was brought back, once it could be read', async () => {
  await scrollTo(2_000);
  await page.keyboard.press('Enter');
  await expect.poll(scrollTop).toBe(0);
  await expect
    .poll(async () => {
      await page.keyboard.press('Enter');
      return loggedIn();
    })
    .toEqual([await idAt(0)]);
});

test('the scroll bar reaches each row, and no row moves while it does', async () => {
  for (const px of [700, 1_500, 5_000, 7_600, 3_200, 40, 0]) {
    await scrollTo(px);
    const { whole } = await look();
    // All rows are 40 px high, below 6 px of room, and one that is cut by 8 px counts as whole.
    expect(whole[0]).toBe(Math.max(0, Math.ceil((px - 6 - 8) / 40)));
  }
});

test('rows of other heights are drawn where they belong, and the end of the list is its last row', async () => {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.result:is([data-index$="3"], [data-index$="7"]) { height: 97.5px }');
    document.adoptedStyleSheets = [sheet];
  });
  for (let times = 0; times < 12; times++) {
    await page.mouse.move(360, 240);
    await page.mouse.wheel(0, 600);
    await expect.poll(async () => (await look()).room).toBeLessThanOrEqual(8);
    const { seen } = await look();
    expect(seen).toEqual(seen.map((_, i) => (seen[0] ?? 0) + i));
  }
  await page.keyboard.press('End');
  await expect.poll(look).toMatchObject({ whole: expect.arrayContaining([199]) });
  await page.keyboard.press('Home');
  await expect.poll(look).toMatchObject({ whole: expect.arrayContaining([0]) });
  expect(await scrollTop()).toBe(0);
});

test('a click logs in to the row under the pointer, however far the list is scrolled', async () => {
  await scrollTo(3_000);
  const [, , at = 0] = (await look()).whole;
  await page.locator(`[aria-posinset="${at + 1}"]`).dblclick();
  await expect.poll(loggedIn).toEqual([await idAt(at)]);
});

test('the numbers are those of the rows on the screen', async () => {
  await scrollTo(1_010);
  const { whole } = await look();
  await page.keyboard.down('Control');
  const numbered = await page
    .locator('.result[data-nth]')
    .evaluateAll((all) => all.map((row) => Number(row.getAttribute('aria-posinset')) - 1));
  await page.keyboard.press('Digit2');
  await page.keyboard.up('Control');
  expect(numbered).toEqual(whole.slice(0, 9));
  await expect.poll(loggedIn).toEqual([await idAt(whole[1] ?? -1)]);
});

test('another list begins at its top: its first row is highlighted, on the screen and number 1', async () => {
  await scrollTo(4_000);
  await type(page, 'b');
  await expect.poll(scrollTop).toBe(0);
  expect(await highlighted(page)).toBe(await nameAt(0));
  expect((await look()).whole[0]).toBe(0);
  await page.keyboard.press('Control+Digit1');
  await expect.poll(loggedIn).toEqual([await idAt(0)]);
});

test('a list that is refreshed stays where it is scrolled to', async () => {
  await scrollTo(2_400);
  const before = await look();
  await page.evaluate(() => {
    window.fake.accounts[60] = { ...(window.fake.accounts[60] as (typeof window.fake.accounts)[0]), name: 'Renamed' };
    window.fake.announce('accountsChanged', { connectionId: 'brevo0001' });
  });
  await page.locator('.result-name', { hasText: 'Renamed' }).waitFor();
  expect(await look()).toEqual(before);
  expect(await scrollTop()).toBe(2_400);
});

test('a refresh that changes no row changes nothing on the page', async () => {
  await page.evaluate(() => {
    const changes: string[] = [];
    Object.assign(window, { changes });
    new MutationObserver((all) => changes.push(...all.map(({ type: kind }) => kind))).observe(
      document.querySelector('#results') ?? document.body,
      { subtree: true, childList: true, characterData: true, attributes: true },
    );
    window.fake.announce('accountsChanged', { connectionId: 'brevo0001' });
  });
  await expect.poll(async () => (await callsOf(page, 'searchAccounts')).length).toBeGreaterThan(2);
  // The answer is there when a later request has been answered too.
  await page.keyboard.press('F5');
  await expect.poll(async () => (await callsOf(page, 'syncAccounts')).length).toBe(1);
  expect(await page.evaluate(() => (window as unknown as { changes: string[] }).changes)).toEqual([]);
});

test.each([
  ['a larger window', { width: 720, height: 900 }],
  ['a zoom of 150 %', { width: 480, height: 320 }],
  ['a zoom of 200 %', { width: 360, height: 240 }],
])('%s shows as many rows as it has room for', async (_name, size) => {
  await page.keyboard.press('End');
  await page.setViewportSize(size);
  await expect.poll(async () => (await look()).room).toBeLessThanOrEqual(8);
  await page.keyboard.press('Home');
  await expect.poll(look).toMatchObject({ whole: expect.arrayContaining([0]) });
  expect((await look()).room).toBeLessThanOrEqual(8);
  await page.keyboard.press('End');
  await expect.poll(look).toMatchObject({ whole: expect.arrayContaining([199]) });
  expect((await look()).room).toBeLessThanOrEqual(8);
});
