import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { settingsSections } from '../../src/shared/settings-sections.ts';
import { accessibilityFaults, colourFaults } from '../helpers/axe.ts';
import { brokenTexts, lengthenWords } from '../helpers/longer-words.ts';
import {
  allHealths,
  answer,
  failing,
  firstStart,
  focused,
  goTo,
  ledgerRows,
  preview,
} from '../helpers/settings-driver.ts';
import { type OpenOptions, usualSizes, windowHarness } from '../helpers/window-harness.ts';

const harness = windowHarness();

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const connected = { fake: { connections: allHealths } };
const first = { fake: firstStart };

interface State {
  options?: OpenOptions;
  reach?: (page: Page) => Promise<void>;
}

/** Every page as it opens. */
const pages: Record<string, State> = Object.fromEntries(
  settingsSections.map((section) => [section, { options: connected, reach: (page) => goTo(page, section) }]),
);

/** Further states of the window: how to open it, and how to get there. */
const states: Record<string, State> = {
  ...pages,
  'first run': { options: first },
  'first run, key refused': {
    options: first,
    async reach(page) {
      await failing(page, 'connectProvider', { kind: 'key-rejected', provider: 'SendGrid' });
      await page.keyboard.insertText('SG.x');
      await page.keyboard.press('Enter');
      await page.getByText('does not accept this key').waitFor();
    },
  },
  'first run, checking': {
    options: first,
    async reach(page) {
      await page.evaluate(() => window.fake.hold('connectProvider'));
      await page.keyboard.press('Enter');
      await button(page, 'Checking the key…').waitFor();
    },
  },
  'first run, shortcut': { options: { fake: { ...firstStart, connections: allHealths } } },
  'first run, recording': {
    options: { fake: { ...firstStart, connections: allHealths } },
    reach: (page) => button(page, /^Open Latchkey:/).click(),
  },
  'first run, done': {
    options: { fake: { ...firstStart, connections: allHealths } },
    async reach(page) {
      await button(page, 'Go on without trying').click();
      await page.getByRole('heading', { name: 'You are ready' }).waitFor();
    },
  },
  'connections, none': {
    options: { fake: { connections: [], online: false, problems: [{ kind: 'directory-set-aside' }] } },
  },
  'connections, adding': { options: connected, reach: (page) => button(page, 'Add connection').click() },
  connection: { options: connected, reach: (page) => button(page, 'Brevo Agency').click() },
  'connection, in trouble': { options: connected, reach: (page) => button(page, 'SendGrid EU').click() },
  'connection, replacing its key': {
    options: connected,
    async reach(page) {
      await button(page, 'SendGrid (Main)').click();
      await button(page, 'Replace key…').click();
    },
  },
  'connection, removing': {
    options: connected,
    async reach(page) {
      await button(page, 'SendGrid (Main)').click();
      await button(page, 'Remove…').click();
    },
  },
  'general, choosing': {
    async reach(page) {
      await goTo(page, 'general');
      await page.getByLabel('Sync customer lists every').click();
      await page.getByRole('listbox').waitFor();
    },
  },
  'names, imported': {
    async reach(page) {
      const record = { importId: 'a', fileName: 'a.csv', at: '2026-03-01T10:00:00.000Z', accounts: 3, undone: false };
      await answer(page, 'listImports', [record, { ...record, importId: 'b', undone: true }]);
      await goTo(page, 'names');
      await button(page, 'Undo').waitFor();
    },
  },
  'names, preview': {
    async reach(page) {
      await answer(page, 'chooseNamesFile', preview);
      await goTo(page, 'names');
      await button(page, 'Choose a file…').click();
      await page.getByText('24 lines will not be imported').click();
    },
  },
  'shortcuts, two': {
    options: { fake: { settings: { clipboardShortcut: 'CommandOrControl+Alt+J' } } },
    reach: (page) => goTo(page, 'shortcuts'),
  },
  'shortcuts, refused': {
    async reach(page) {
      await goTo(page, 'shortcuts');
      await button(page, /^Open Latchkey:/).click();
      await page.keyboard.press('k');
      await page.getByText('A key alone would be lost').waitFor();
    },
  },
  'history, with rows': {
    options: connected,
    async reach(page) {
      const rows = ledgerRows(9, 4).map((row, at) => (at === 1 ? { ...row, outcome: 'failed' } : row));
      await answer(page, 'searchLedger', { rows, more: true, intact: true, mismatches: [] });
      await goTo(page, 'history');
      await page.getByText('Customer 9').waitFor();
    },
  },
  'history, changed': {
    async reach(page) {
      await answer(page, 'searchLedger', { rows: [], more: false, intact: false, mismatches: [] });
      await goTo(page, 'history');
      await page.locator('.integrity').waitFor();
    },
  },
  'about, licences': {
    async reach(page) {
      await goTo(page, 'about');
      await button(page, 'Show licences').click();
      await page.locator('.licences').waitFor();
    },
  },
};

async function openState(name: string, options: OpenOptions = {}): Promise<Page> {
  const state = states[name];
  const page = await harness.open('settings', { reducedMotion: 'reduce', ...state?.options, ...options });
  await state?.reach?.(page);
  return page;
}

/** Beside the light one. */
const furtherLooks = [
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
] as const;

/** The default window, then that and the smallest one at 200 %. */
const sizes = [
  { width: 860, height: 620 },
  { width: 430, height: 310 },
  { width: 320, height: 240 },
];

const accessibility = async (page: Page): Promise<string[]> => {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  const faults = await accessibilityFaults(page);
  for (const look of furtherLooks) {
    await page.emulateMedia(look);
    faults.push(...(await colourFaults(page)).map((fault) => `${JSON.stringify(look)}: ${fault}`));
  }
  return faults;
};

/** How far the page scrolls sideways, in pixels, for each of the sizes. */
async function sidewaysIn(page: Page): Promise<number[]> {
  const far: number[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('html, main, nav, [role="dialog"], [role="listbox"]')].map(
        (element) => element.scrollWidth - element.clientWidth,
      ),
    );
    far.push(Math.max(...over));
  }
  return far;
}

/** The stops of Tab at which the focus cannot be seen. */
async function unseenStops(page: Page): Promise<string[]> {
  const unseen = new Set<string>();
  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      // A radio button that is drawn by its label or card shows its focus there.
      const drawn = [element, element.closest('label'), element.closest('.provider-card')];
      const seen = drawn.some((one) => one && getComputedStyle(one).outlineStyle !== 'none');
      const box = element.getBoundingClientRect();
      const inView = box.bottom > 0 && box.top < innerHeight;
      return seen && inView ? null : element.outerHTML;
    });
    if (fault) unseen.add(fault);
  }
  return [...unseen];
}

// All of one page: to open it takes longer than to look at it.
test.each(Object.keys(states))(
  '%s: has no fault that axe finds, never scrolls sideways, shows the focus, and bears words that are 40 %% longer',
  async (name) => {
    const page = await openState(name);
    expect(await accessibility(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    expect(await sidewaysIn(page)).toEqual([0, 0, 0]);
    await page.setViewportSize(usualSizes.settings);
    expect(await unseenStops(page)).toEqual([]);
    await lengthenWords(page);
    expect(await brokenTexts(page)).toEqual([]);
    expect(await sidewaysIn(page)).toEqual([0, 0, 0]);
  },
);

test('a text that does not fit is found, in its own words and in longer ones', async () => {
  const page = await openState('general');
  const exporting = button(page, 'Export…');
  const width = await exporting.evaluate((element) => {
    const words = document.createRange();
    words.selectNodeContents(element);
    const room = words.getBoundingClientRect().width;
    element.style.cssText = `width: ${room}px; white-space: nowrap; overflow: visible`;
    return room;
  });
  expect(width).toBeGreaterThan(0);
  expect(await brokenTexts(page)).toEqual([]);
  await lengthenWords(page);
  expect(await brokenTexts(page)).toEqual([expect.stringContaining('Exportort')]);
});

describe('without a mouse', () => {
  /** Presses Tab until the control of this name has the focus. */
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let stop = 0; stop < 40; stop++) {
      if (name.test(await focused(page))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${name}, only ${await focused(page)}`);
  }

  test('a connection is opened, renamed and removed', async () => {
    const page = await harness.open('settings', connected);
    await tabTo(page, /^SGSendGrid \(Main\)/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Label$/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Main');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Main', exact: true }).waitFor();
    await tabTo(page, /^Remove…$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Remove connection$/);
    await page.keyboard.press('Space');
    await page.getByText('Main was removed.').waitFor();
  });

  test('the first run goes from the choice of a provider to its end', async () => {
    const page = await harness.open('settings', first);
    await tabTo(page, /^BrBrevo$|Twilio SendGrid$/);
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Brevo' }).isChecked()).toBe(true);
    await tabTo(page, /API key$/);
    await page.keyboard.type('xkeysib-1');
    await page.keyboard.press('Enter');
    await page.getByText('Found 214 accounts.').waitFor();
    await tabTo(page, /^Go on without trying$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are ready' }).waitFor();
  });
});
