// `npm run screenshots`: every picture of README and docs/, from the production bundle: each state of both windows, light
// and dark, at 100 % (drawn twice as fine, for sharp screens) and zoomed to 200 %. With words, only the walks of
// tests/e2e/scenes.ts whose names hold one of them.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Driver } from '../tests/e2e/driver.ts';
import { launchApp, projectRoot } from '../tests/e2e/launch-app.ts';
import { type Scene, type Walk, walks } from '../tests/e2e/scenes.ts';
import { chromiumExecutable } from '../tests/standin/chromium.ts';
import { withFewColours } from './few-colours.ts';

type Theme = 'light' | 'dark';
type Named = Pick<Scene, 'name' | 'title'>;

const themes: readonly Theme[] = ['light', 'dark'];
const folder = join(projectRoot, 'docs/screenshots');
const scratch = mkdtempSync(join(tmpdir(), 'latchkey-screenshots-'));

// The browser that draws the windows, with two device pixels for each of ours.
const fine = join(scratch, 'chromium-headless-shell');
writeFileSync(fine, `#!/bin/sh\nexec '${chromiumExecutable(false)}' --force-device-scale-factor=2 "$@"\n`);
chmodSync(fine, 0o755);

const fileOf = (name: string, theme: Theme, zoomed: boolean): string => `${name}-${theme}${zoomed ? '-200' : ''}.png`;

/** As Ctrl and plus do: the launcher's window grows along, as far as the display goes. */
async function zoom({ page, latchkey }: Scene, factor: 1 | 2): Promise<void> {
  const window = await latchkey.app.browserWindow(page);
  await window.evaluate(({ webContents }: Electron.BrowserWindow, wished) => {
    for (let step = 0; step < 8 && webContents.getZoomFactor() !== wished; step++) {
      const input = { type: 'keyDown', key: wished === 1 ? '0' : '+', control: true, meta: false, alt: false };
      webContents.emit('before-input-event', { preventDefault() {}, defaultPrevented: false }, input);
    }
  }, factor);
  await page.waitForFunction((wished) => devicePixelRatio === wished, factor);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Every device pixel of the window; without a blinking cursor, and with all that moves at its beginning or end. */
async function pictureOf(page: Page, zoomed: boolean): Promise<Buffer> {
  await page.evaluate(async () => {
    document.documentElement.style.caretColor = 'transparent';
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY) {
        animation.pause();
        animation.currentTime = 0;
      } else animation.finish();
    }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  // Playwright's own screenshot knows nothing of a zoom that it has not set.
  const session = await page.context().newCDPSession(page);
  const { width, height, scale } = await page.evaluate(() => ({
    ...{ width: innerWidth, height: innerHeight },
    scale: devicePixelRatio,
  }));
  // Without a clip, a zoomed page would come out as small as its layout; with one, an unzoomed page too large.
  const clip = zoomed ? { clip: { x: 0, y: 0, width, height, scale } } : {};
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', ...clip });
  await session.detach();
  return Buffer.from(data, 'base64');
}

async function take(scene: Scene, zoomed: boolean): Promise<void> {
  const { name, page, latchkey } = scene;
  if (zoomed) await zoom(scene, 2);
  for (const theme of themes) {
    await latchkey.change({ darkSystem: theme === 'dark' });
    await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, theme === 'dark');
    writeFileSync(join(folder, fileOf(name, theme, zoomed)), withFewColours(await pictureOf(page, zoomed)));
  }
  await latchkey.change({ darkSystem: false });
  if (zoomed) await zoom(scene, 1);
}

async function takeAll(walkName: string, walk: Walk, zoomed: boolean): Promise<Named[]> {
  const drivers: Driver[] = [];
  const taken: Named[] = [];
  const scenes = walk(async ({ env, ...options }) => {
    const userData = join(scratch, `${walkName} ${zoomed}`);
    const drawnBy: Record<string, string> = zoomed ? {} : { CHROMIUM: fine };
    const driver = new Driver(
      await launchApp({ ...options, target: 'standin', userData, env: { ...env, ...drawnBy } }),
    );
    drivers.push(driver);
    return driver;
  });
  try {
    for await (const scene of scenes) {
      await take(scene, zoomed);
      taken.push({ name: scene.name, title: scene.title });
    }
  } finally {
    for (const driver of drivers) await driver.quit();
  }
  console.log(`${walkName}${zoomed ? ', 200 %' : ''}: ${taken.length} scenes`);
  return taken;
}

/** A page with all pictures side by side. */
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
    taken.push(...(await takeAll(walkName, walk, false)));
    await takeAll(walkName, walk, true);
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
