// `npm run screenshots`: every picture of README and docs/, from the production bundle: each state of both windows,
// light and dark, at 100 % (in double resolution, for sharp screens) and with the layout of the zoom of 200 %. Given
// words, it takes only the walks of tests/helpers/scenes.ts whose names contain one of them.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { placeLauncher } from '../src/main/desktop/placement.ts';
import { Driver } from '../tests/helpers/driver.ts';
import { launchApp, projectRoot } from '../tests/helpers/launch-app.ts';
import { display, type Scene, type Walk, walks } from '../tests/helpers/scenes.ts';
import { withFewColours } from './few-colours.ts';

type Theme = 'light' | 'dark';
type Named = Pick<Scene, 'name' | 'title'>;

const themes: readonly Theme[] = ['light', 'dark'];
const folder = join(projectRoot, 'docs/screenshots');
const scratch = mkdtempSync(join(tmpdir(), 'latchkey-screenshots-'));

const fileOf = (name: string, theme: Theme, zoomed: boolean): string => `${name}-${theme}${zoomed ? '-200' : ''}.png`;

/**
 * The window's content at 100 % and at 200 %, in layout pixels. The launcher grows with the zoom, up to the display.
 */
async function sizesOf({ page, latchkey }: Scene): Promise<{ zoomed: boolean; width: number; height: number }[]> {
  const { width, height } = await latchkey.bounds(page);
  const isLauncher = page === (await latchkey.window('launcher'));
  const grown = isLauncher
    ? placeLauncher({ width: 2 * width, height: 2 * height }, display.workArea)
    : { width, height };
  return [
    { zoomed: false, width, height },
    { zoomed: true, width: Math.round(grown.width / 2), height: Math.round(grown.height / 2) },
  ];
}

/** Hides the blinking cursor, and puts every animation at its beginning or end. */
const calm = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    document.documentElement.style.caretColor = 'transparent';
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY) {
        animation.pause();
        animation.currentTime = 0;
      } else animation.finish();
    }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });

async function take(scene: Scene): Promise<void> {
  const { name, page, latchkey } = scene;
  const sizes = await sizesOf(scene);
  const session = await page.context().newCDPSession(page);
  // Move the pointer away from the last click.
  await page.mouse.move(0, 0);
  for (const theme of themes) {
    await latchkey.change({ darkSystem: theme === 'dark' });
    await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, theme === 'dark');
    for (const { zoomed, width, height } of sizes) {
      // Two device pixels for each layout pixel: a sharp screen at 100 %, and an ordinary one with the zoom at 200 %.
      await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 2, mobile: false });
      await page.waitForFunction((wished) => innerWidth === wished.width && innerHeight === wished.height, {
        width,
        height,
      });
      await calm(page);
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      writeFileSync(join(folder, fileOf(name, theme, zoomed)), withFewColours(Buffer.from(data, 'base64')));
    }
  }
  const [usual] = sizes;
  if (usual)
    await session.send('Emulation.setDeviceMetricsOverride', { ...usual, deviceScaleFactor: 1, mobile: false });
  await latchkey.change({ darkSystem: false });
}

async function takeAll(walkName: string, walk: Walk): Promise<Named[]> {
  const drivers: Driver[] = [];
  const taken: Named[] = [];
  const scenes = walk(async (options) => {
    const driver = new Driver(await launchApp({ ...options, target: 'standin', userData: join(scratch, walkName) }));
    drivers.push(driver);
    return driver;
  });
  try {
    for await (const scene of scenes) {
      await take(scene);
      taken.push({ name: scene.name, title: scene.title });
    }
  } finally {
    for (const driver of drivers) await driver.quit();
  }
  console.log(`${walkName}: ${taken.length} scenes`);
  return taken;
}

/** Returns a page with all pictures side by side. */
function sheet(scenes: readonly Named[]): string {
  const cell = (name: string, theme: Theme, zoomed: boolean): string =>
    `<img src="${fileOf(name, theme, zoomed)}" alt="" width="320">`;
  const tables = scenes.map(({ name, title }) =>
    [
      `### ${title}\n`,
      '| light | dark | light, 200 % | dark, 200 % |',
      '|---|---|---|---|',
      `| ${[false, true].flatMap((zoomed) => themes.map((theme) => cell(name, theme, zoomed))).join(' | ')} |`,
    ].join('\n'),
  );
  return `# Every window in every state

Made by \`npm run screenshots\` from the production bundle; not edited by hand. At 200 % the windows are zoomed on a display of
1366 × 768, where they get less than twice the room.

${tables.join('\n\n')}
`;
}

const wanted = process.argv.slice(2);
const taken: Named[] = [];
try {
  mkdirSync(folder, { recursive: true });
  for (const [walkName, walk] of Object.entries(walks)) {
    if (wanted.length > 0 && !wanted.some((word) => walkName.includes(word))) continue;
    taken.push(...(await takeAll(walkName, walk)));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

if (wanted.length === 0) {
  writeFileSync(join(folder, 'README.md'), sheet(taken));
  const made = new Set(
    taken.flatMap(({ name }) => themes.flatMap((theme) => [fileOf(name, theme, false), fileOf(name, theme, true)])),
  );
  for (const file of readdirSync(folder)) if (file.endsWith('.png') && !made.has(file)) rmSync(join(folder, file));
}
const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
console.log(`${taken.length} scenes, ${(bytes / 1e6).toFixed(1)} MB in docs/screenshots`);
