import { beforeEach, expect, test } from 'vitest';
import { saidOf, statusOf, type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// Two long names that differ only in the middle: nothing that differs is cut out, in windows of any size.

const society = (region: string): string =>
  `The Society of the Friends of Long Names of the ${region} Region and the Whole of the North`;

const open = launcherPerTest();

beforeEach(async () => {
  await open();
  await page.evaluate(
    ([eastern, western]) => {
      const [first, second] = window.fake.accounts;
      Object.assign(first ?? {}, { name: eastern, idTail: '001234', showsConnection: true });
      Object.assign(second ?? {}, {
        name: western,
        idTail: '001235',
        showsConnection: true,
        connectionId: 'brevo0001',
      });
    },
    [society('Eastern'), society('Western')],
  );
  await type(page, 'society');
});

/** 320 x 213 is what is left of 720 x 480 at a zoom of 225 %. */
const sizes = [
  { width: 720, height: 480 },
  { width: 420, height: 280 },
  { width: 360, height: 240 },
  { width: 320, height: 213 },
];

/** Whether all words of the bar are on the screen. */
const isWhole = (): Promise<boolean> =>
  page.evaluate(() => {
    const words = document.querySelector('.prompt-bar-words');
    if (!words) return false;
    return words.scrollHeight <= words.clientHeight && words.getBoundingClientRect().top >= 0;
  });

test.each(sizes)('a question shows both names and what differs, at $width px', async (size) => {
  await page.setViewportSize(size);
  await page.evaluate((otherName) => {
    const facts = { connectionLabel: 'SendGrid (Main)', email: '', idTail: '001234' };
    const question = { kind: 'lookalike', namesakes: 1, otherName, ...facts } as const;
    window.fake.answer('logIn', () => ({ ok: true, value: { result: 'ask', questions: [question] } }));
  }, society('Western'));
  await page.keyboard.press('Enter');
  const words = `${society('Eastern')} looks almost the same as ${society('Western')}. This one is at SendGrid (Main), id …001234.`;
  await expect.poll(() => page.locator('.prompt-bar-words').innerText()).toBe(words);
  expect(await isWhole()).toBe(true);
  await expect.poll(() => saidOf(page)).toContain(words);
});

test.each(sizes)('the bar of a log-in names the customer, the connection and the id, at $width px', async (size) => {
  await page.setViewportSize(size);
  await page.evaluate(() => window.fake.hold('logIn'));
  await page.keyboard.press('Enter');
  const words = `Logging in to ${society('Eastern')} · SendGrid (Main) · id …001234`;
  await expect.poll(() => page.locator('.prompt-bar-words').innerText()).toBe(words);
  expect(await isWhole()).toBe(true);
  await expect.poll(() => saidOf(page)).toContain(words);
});

test.each(sizes)('rows keep the connection and the end of the id, at $width px', async (size) => {
  await page.setViewportSize(size);
  const widths = (selector: string) =>
    page.locator(`.result ${selector}`).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  for (const selector of ['.result-label', '.result-tail']) {
    const shown = await widths(selector);
    expect(shown).toHaveLength(2);
    for (const width of shown) expect(width).toBeGreaterThan(40);
  }
});

test('a sentence of the status bar that is cut has all of it in its title', async () => {
  await page.setViewportSize({ width: 320, height: 213 });
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => statusOf(page)).toBe('Nothing to redo');
  expect(await page.locator('.status-bar-text > span').getAttribute('title')).toBe('Nothing to redo');
});
