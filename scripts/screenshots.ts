// `npm run screenshots`: every picture of README and docs/, from the production bundle: each state of both windows,
// light and dark, at 100 % (in double resolution, for sharp screens) and with the layout of the zoom of 200 %, and the
// moving picture. Given words, it takes only the walks of tests/helpers/scenes.ts whose names contain one of them.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { placeLauncher } from '../src/main/desktop/placement.ts';
import { Driver } from '../tests/helpers/driver.ts';
import { launchApp, projectRoot } from '../tests/helpers/launch-app.ts';
import { display, type Scene, type Walk } from '../tests/helpers/scene-stage.ts';
import { logInStory, walks } from '../tests/helpers/scenes.ts';
import { type Theme, takeMovingPictures } from './moving-picture.ts';

type Named = Pick<Scene, 'name' | 'title'>;

/** A window has a few hundred colours, most of them at the edges of letters: 256 look the same in a third of the size. */
const withFewColours = { palette: true, colours: 256, dither: 0, compressionLevel: 9, effort: 10 } as const;

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

/** Waits until the preview says what it can say, so that each run takes the same picture. */
const previewed = async (page: Page): Promise<void> => {
  if (!(await page.locator('.preview').isVisible())) return;
  const whole = page.locator('.preview:not([aria-busy])').locator('.preview-asked, .preview-nobody, .problem-banner');
  // Of a console there is nothing to ask.
  await whole
    .first()
    .waitFor({ timeout: 4_000 })
    .catch(() => {});
};

async function take(scene: Scene): Promise<void> {
  const { name, page, latchkey } = scene;
  const sizes = await sizesOf(scene);
  const session = await page.context().newCDPSession(page);
  // Move the pointer away from the last click.
  await page.mouse.move(0, 0);
  await previewed(page);
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
      await previewed(page);
      await calm(page);
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      writeFileSync(
        join(folder, fileOf(name, theme, zoomed)),
        await sharp(Buffer.from(data, 'base64')).png(withFewColours).toBuffer(),
      );
    }
  }
  const [usual] = sizes;
  if (usual)
    await session.send('Emulation.setDeviceMetricsOverride', { ...usual, deviceScaleFactor: 1, mobile: false });
  await latchkey.change({ darkSystem: false });
}

/** Pictures of a whole screen, which other programs draw: one each, in light. */
const screens = new Map<string, Named[]>();

async function takeScreen(walkName: string, { name, title, display }: NonNullable<Scene['screen']>): Promise<void> {
  const { width, height, pixels } = display.picture();
  const rgb = Buffer.alloc(pixels.length * 3);
  for (const [at, pixel] of pixels.entries()) rgb.writeUIntBE(pixel, at * 3, 3);
  const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png(withFewColours)
    .toBuffer();
  writeFileSync(join(folder, `${name}.png`), png);
  screens.set(walkName, [...(screens.get(walkName) ?? []), { name, title }]);
}

/** Lets `work` start programs whose data is in a folder of this name, and ends them after it. */
async function withPrograms<T>(name: string, work: (launch: Parameters<Walk>[0]) => Promise<T>): Promise<T> {
  const drivers: Driver[] = [];
  try {
    return await work(async (options) => {
      const driver = new Driver(await launchApp({ userData: join(scratch, name), ...options, target: 'standin' }));
      drivers.push(driver);
      return driver;
    });
  } finally {
    for (const driver of drivers) await driver.quit();
  }
}

async function takeAll(walkName: string, walk: Walk): Promise<Named[]> {
  const taken: Named[] = [];
  await withPrograms(walkName, async (launch) => {
    for await (const scene of walk(launch)) {
      await take(scene);
      taken.push({ name: scene.name, title: scene.title });
      if (scene.screen) await takeScreen(walkName, scene.screen);
    }
  });
  console.log(`${walkName}: ${taken.length} scenes`);
  return taken;
}

/** What the moving picture of this theme is called. */
const movingFileOf = (theme: Theme): string => `log-in-${theme}.webp`;
const movingWalk = 'moving picture';

/** What the walks are called on the page, in its order. Others follow under their own names. */
const groups: Readonly<Record<string, string>> = {
  'first run': 'First run',
  launcher: 'Finding a customer and logging in',
  'ticket text': 'A text from a ticket',
  'own windows': 'Two customers side by side',
  'names missing': 'While names are missing',
  trouble: 'Rate limits, failures, offline',
  attention: 'A connection that needs attention',
  'changed files': 'Files that somebody changed',
  'nothing connected': 'Nothing connected',
  settings: 'Settings',
};

/** Returns a page with all pictures side by side, each group folded. */
function sheet(taken: ReadonlyMap<string, readonly Named[]>): string {
  const cell = (name: string, theme: Theme, zoomed: boolean): string =>
    `<img src="${fileOf(name, theme, zoomed)}" alt="" width="320">`;
  const table = ({ name, title }: Named): string =>
    [
      `#### ${title}\n`,
      '| light | dark | light, 200 % | dark, 200 % |',
      '|---|---|---|---|',
      `| ${[false, true].flatMap((zoomed) => themes.map((theme) => cell(name, theme, zoomed))).join(' | ')} |`,
    ].join('\n');
  const names = new Set([...Object.keys(groups), ...taken.keys()]);
  const folded = [...names].flatMap((walk) => {
    const scenes = taken.get(walk) ?? [];
    const whole = screens.get(walk) ?? [];
    const all = [...scenes, ...whole];
    if (all.length === 0) return [];
    const list = all.map(({ title }) => `- ${title}`).join('\n');
    const pictures = [
      ...scenes.map(table),
      ...whole.map(({ name, title }) => `#### ${title}\n\n<img src="${name}.png" alt="" width="800">`),
    ].join('\n\n');
    const count = all.length === 1 ? '1 scene' : `${all.length} scenes`;
    const heading = `## ${groups[walk] ?? walk}\n\n${list}`;
    return [`${heading}\n\n<details>\n<summary>Show ${count}</summary>\n\n${pictures}\n\n</details>`];
  });
  return `# Every window in every state

Made by \`npm run screenshots\` from the production bundle; not edited by hand. At 200 % the windows are zoomed on a display of
1366 × 768, where they get less than twice the room: there the launcher has none for the preview.

${folded.join('\n\n')}
`;
}

const wanted = process.argv.slice(2);
const isWanted = (walkName: string): boolean => wanted.length === 0 || wanted.some((word) => walkName.includes(word));
const taken = new Map<string, readonly Named[]>();
try {
  mkdirSync(folder, { recursive: true });
  for (const [walkName, walk] of Object.entries(walks)) {
    if (isWanted(walkName)) taken.set(walkName, await takeAll(walkName, walk));
  }
  if (isWanted(movingWalk)) {
    await withPrograms(movingWalk, (launch) =>
      takeMovingPictures(logInStory(launch), (theme) => join(folder, movingFileOf(theme)), calm),
    );
    console.log(movingWalk);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

const scenes = [...taken.values()].flat();
if (wanted.length === 0) {
  writeFileSync(join(folder, 'README.md'), sheet(taken));
  const made = new Set([
    ...themes.map(movingFileOf),
    ...[...screens.values()].flat().map(({ name }) => `${name}.png`),
    ...scenes.flatMap(({ name }) => themes.flatMap((theme) => [fileOf(name, theme, false), fileOf(name, theme, true)])),
  ]);
  for (const file of readdirSync(folder)) if (/\.(png|webp)$/.test(file) && !made.has(file)) rmSync(join(folder, file));
}
const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
console.log(`${scenes.length} scenes, ${(bytes / 1e6).toFixed(1)} MB in docs/screenshots`);
