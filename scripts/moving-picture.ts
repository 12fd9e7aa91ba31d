import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { DefaultBrowser } from '../tests/helpers/default-browser.ts';
import type { Moment } from '../tests/helpers/scenes.ts';

// The moving picture of the README: a log-in, from the production bundle. Each of its pictures is of the real windows; only
// how long each is shown is chosen.

export type Theme = 'light' | 'dark';

/** The picture, in device pixels. */
const size = { width: 1840, height: 960 };
/** How many of them a layout pixel of the launcher has, and of the provider's page, which is made for a larger window. */
const scales = { launcher: 2, provider: 1.6 };

interface Picture {
  png: Buffer;
  ms: number;
}

/** Waits until the page has this theme, with nothing that moves, and returns its picture. */
async function pictureOf(
  page: Page,
  theme: Theme,
  deviceScaleFactor: number,
  calm: (page: Page) => Promise<void>,
): Promise<Buffer> {
  await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, theme === 'dark');
  await calm(page);
  const session = await page.context().newCDPSession(page);
  const [width, height] = [size.width / deviceScaleFactor, size.height / deviceScaleFactor];
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
  await page.waitForFunction((wished) => innerWidth === wished, width);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** Lossless, so that letters stay sharp. GitHub and every browser play it. */
async function write(path: string, pictures: readonly Picture[]): Promise<void> {
  const moving = await sharp(
    pictures.map(({ png }) => png),
    { join: { animated: true } },
  )
    .webp({ lossless: true, effort: 6, loop: 0, delay: pictures.map(({ ms }) => ms) })
    .toBuffer();
  writeFileSync(path, moving);
}

/**
 * Plays the story once, and writes one file for each theme. `calm` hides what differs from run to run, such as the blinking
 * cursor.
 */
export async function takeMovingPictures(
  story: AsyncIterable<Moment>,
  pathOf: (theme: Theme) => string,
  calm: (page: Page) => Promise<void>,
): Promise<void> {
  const taken: Record<Theme, Picture[]> = { light: [], dark: [] };
  const browser = await DefaultBrowser.start();
  try {
    for await (const { latchkey, ms, ...shown } of story) {
      if ('link' in shown) {
        const { page, status } = await browser.open(shown.link);
        if (status !== 200) throw new Error(`the login link was refused (${status})`);
        for (const theme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: theme });
          taken[theme].push({ png: await pictureOf(page, theme, scales.provider, calm), ms });
        }
        continue;
      }
      for (const theme of ['light', 'dark'] as const) {
        await latchkey.change({ darkSystem: theme === 'dark' });
        taken[theme].push({ png: await pictureOf(shown.page, theme, scales.launcher, calm), ms });
      }
    }
  } finally {
    await browser.close();
  }
  for (const theme of ['light', 'dark'] as const) await write(pathOf(theme), taken[theme]);
}
