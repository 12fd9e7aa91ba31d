// Walks through the main job, from first run to a repeated log-in. Prints each step with its time, keeps screenshots,
// and fails unless the sandbox accepted the log-ins. scripts/demo.mjs starts it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { DefaultBrowser } from '../tests/helpers/default-browser.ts';
import { Driver } from '../tests/helpers/driver.ts';
import { launchApp, projectRoot } from '../tests/helpers/launch-app.ts';
import {
  allSynced,
  firstRunWithSamples,
  launcherShortcut,
  pressEnterToLogIn,
  rows,
  searchBox,
  typeName,
} from '../tests/helpers/steps.ts';
import { chromiumExecutable } from '../tests/standin/chromium.ts';
import { Interruption } from './child.mjs';
import { giveUp } from './project.mjs';

const pictures = join(projectRoot, 'demo-output');
const userData = mkdtempSync(join(tmpdir(), 'latchkey-demo-'));
let stepAt = performance.now();

/** Prints one line: what was done, and how long it took. */
function step(words: string): void {
  const now = performance.now();
  console.log(`${String(Math.round(now - stepAt)).padStart(6)} ms  ${words}`);
  stepAt = performance.now();
}

async function picture(page: Page, name: string): Promise<void> {
  const path = join(pictures, `${name}.png`);
  await page.screenshot({ path });
  console.log(`           ${relative(projectRoot, path)}`);
  stepAt = performance.now();
}

/** Playwright's own words are a page of arguments. */
async function startBrowser(): Promise<DefaultBrowser> {
  try {
    return await DefaultBrowser.start();
  } catch {
    const program = chromiumExecutable(false);
    return giveUp(
      `${program} did not start as a Chromium does: run it to see why, or set CHROMIUM to another one, then try again.`,
    );
  }
}

async function walk(): Promise<void> {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures);
  const browser = await startBrowser();
  stepAt = performance.now();
  const latchkey = new Driver(await launchApp({ target: 'standin', userData }));
  try {
    const settings = await latchkey.window('settings');
    step('Start: the first run is on the screen');
    await picture(settings, '1-first-run');

    const launcher = await firstRunWithSamples(latchkey);
    step('Connect: sample customers of SendGrid and Brevo, whose keys stay in memory; shortcut pressed once');

    const { connections } = await allSynced(latchkey, launcher);
    for (const { label, health } of connections) {
      console.log(`           ${label}: ${health.accountCount.toLocaleString('en')} customers`);
    }
    step('Sync: every list is complete, every name is known');

    await logIn('acme corp', 'SendGrid', '2-sendgrid', async (link) => {
      const again = await browser.open(link);
      if (again.status === 200) throw new Error('the sandbox accepted a login link of SendGrid twice');
      step('Browser: the same link a second time is refused');
      await again.page.close();
    });
    await logIn('acme events', 'Brevo', '3-brevo');

    await latchkey.pressShortcut(launcherShortcut);
    await searchBox(launcher).fill('');
    await rows(launcher).filter({ hasText: 'Acme Events' }).filter({ hasText: 'just now' }).waitFor();
    step('Recents: both log-ins are listed on empty text');
    await picture(launcher, '4-recents');

    const before = (await latchkey.opened()).length;
    const menu = await latchkey.trayMenu();
    const row = menu.find(({ label, enabled }) => enabled && label.startsWith('Acme Corp'));
    if (!row) throw new Error('the tray does not list the log-in');
    await latchkey.clickTray(row.label);
    while ((await latchkey.opened()).length === before) {
      // From the tray, a question opens the launcher with the customer selected.
      if (await latchkey.isVisible(launcher)) await launcher.keyboard.press('Enter');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { page, status } = await browser.open((await latchkey.opened()).at(-1) ?? '');
    if (status !== 200) throw new Error(`the sandbox refused the log-in from the tray (${status})`);
    await page.close();
    step(`Tray: "${row.label}" logs in again`);

    const left = await latchkey.quit();
    step(`Quit: exit code ${left}`);

    async function logIn(
      name: string,
      provider: string,
      to: string,
      thenTry: (link: string) => Promise<void> = async () => {},
    ): Promise<void> {
      if (!(await latchkey.isVisible(launcher))) await latchkey.pressShortcut(launcherShortcut);
      await typeName(launcher, name);
      step(`Search: "${name}" finds ${await rows(launcher).first().locator('.result-name').textContent()}`);
      await picture(launcher, `${to}-search`);
      const link = await pressEnterToLogIn(latchkey, launcher);
      step(`Log in: Enter, and ${provider}'s link is handed to the browser`);
      const opened = await browser.open(link);
      const heading = await opened.page.getByRole('heading', { level: 1 }).textContent();
      if (opened.status !== 200) throw new Error(`the sandbox refused the log-in (${opened.status})`);
      step(`Browser: logged in as ${heading}. ${await opened.page.locator('.time').textContent()}`);
      await picture(opened.page, `${to}-browser`);
      await thenTry(link);
      await opened.page.close();
    }
  } finally {
    await latchkey.app.close().catch(() => {});
    await browser.close();
    rmSync(userData, { recursive: true, force: true });
  }
}

const interruption = new Interruption();
try {
  await walk();
} catch (error) {
  if (!interruption.signal) throw error;
  // Playwright has closed the program under the walk, which is no fault.
  process.exit(interruption.exitCode);
}
interruption.stop();
console.log('\nThe sandbox accepted every log-in.');
