import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { choose } from '../helpers/choose.ts';
import { answer, callsOf, connection, failing, focused, goTo, openSection } from '../helpers/settings-driver.ts';
import { windowHarness } from '../helpers/window-harness.ts';

const harness = windowHarness();

const button = (page: Page, name: string) => page.getByRole('button', { name });

describe('the general section', () => {
  test.each([
    ['Start when I sign in to this computer', { startAtLogin: true }],
    ['Hide when I click elsewhere', { hideOnBlur: false }],
    ['Hide on Esc', { hideOnEscape: false }],
    ['Hide once a customer was opened', { hideAfterOpening: false }],
    ['Show a notice with each login', { showNotices: false }],
    ['Keep login links out of command lines', { linkHandOver: 'off' }],
  ])('keeps “%s” at once', async (name, change) => {
    const page = await openSection(harness, 'general');
    const box = page.getByRole('switch', { name });
    const before = await box.isChecked();
    await box.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => callsOf(page, 'changeSettings')).toEqual([change]);
    expect(await box.isChecked()).toBe(!before);
  });

  test('changes the theme and how often lists are read', async () => {
    const page = await openSection(harness, 'general');
    await page.getByText('Dark', { exact: true }).click();
    await choose(page.getByLabel('Sync customer lists every'), '15 minutes');
    expect(await callsOf(page, 'changeSettings')).toEqual([{ theme: 'dark' }, { syncEveryMinutes: 15 }]);
    expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
  });

  test('writes times with the chosen clock, and numbers as the system does', async () => {
    const fake = { locale: 'de-DE', connections: [connection()] };
    const page = await openSection(harness, 'general', { fake });
    await page.getByText(/^It is \d\d:\d\d\.$/).waitFor();
    await page.getByRole('radio', { name: '12 h' }).click();
    await page.getByText(/^It is \d\d:\d\d\s[AP]M\.$/).waitFor();
    await page.getByRole('radio', { name: '24 h' }).click();
    await page.getByText(/^It is \d\d:\d\d\.$/).waitFor();
    expect(await callsOf(page, 'changeSettings')).toEqual([{ clock: '12h' }, { clock: '24h' }]);
    await goTo(page, 'connections');
    await page.getByText('5.012 accounts').waitFor();
  });

  test('switches the hand-over of links on where it is off by itself', async () => {
    const page = await openSection(harness, 'general', { fake: { platform: 'darwin' } });
    const box = page.getByRole('switch', { name: 'Keep login links out of command lines' });
    expect(await box.isChecked()).toBe(false);
    await box.click();
    await expect.poll(() => callsOf(page, 'changeSettings')).toEqual([{ linkHandOver: 'on' }]);
    expect(await box.isChecked()).toBe(true);
  });

  test('saves a page under a name that leads there when it is typed, and says why it does not save another', async () => {
    const page = await openSection(harness, 'general', { fake: { connections: [connection()] } });
    const name = page.getByLabel('Name', { exact: true });
    await page.getByLabel('Address of the page').fill('https://app.brevo.com/dedicated-ips?tab=1');
    for (const [typed, words] of [
      ['ip', 'Type a name of at least three letters.'],
      ['is:new', 'Type a name without @, #, colon and quotation marks: those are filters in a search.'],
      ['Senders', 'A place of the provider’s own has this name. Type another one.'],
      ['...', 'Type a name of at least three letters.'],
      ['SENDERS AND DOMAINS', 'A place of the provider’s own has this name. Type another one.'],
      ['main', 'A search takes this for words of a connection. Type another name.'],
      ['brevo', 'A search takes this for words of a connection. Type another name.'],
    ] as const) {
      await name.fill(typed);
      await name.press('Enter');
      await page.getByText(words).waitFor();
    }
    expect(await callsOf(page, 'changeSettings')).toEqual([]);
    await name.fill('dedicated ip');
    await name.press('Enter');
    const saved = { provider: 'brevo', name: 'dedicated ip', page: 'https://app.brevo.com/dedicated-ips' };
    await expect.poll(() => callsOf(page, 'changeSettings')).toEqual([{ savedPages: [saved] }]);
    await expect.poll(() => name.inputValue()).toBe('');
  });

  test('offers an interval that is not among the usual ones', async () => {
    const page = await openSection(harness, 'general', { fake: { settings: { syncEveryMinutes: 45 } } });
    expect(await page.getByLabel('Sync customer lists every').textContent()).toBe('45 minutes');
  });

  test('shows the old value, and why, when a change cannot be stored', async () => {
    const page = await openSection(harness, 'general');
    await failing(page, 'changeSettings', { kind: 'disk-read-only' });
    await page.getByText('Hide on Esc').click();
    await page.getByRole('alert').filter({ hasText: 'cannot write to its folder' }).waitFor();
    expect(await page.getByRole('switch', { name: 'Hide on Esc' }).isChecked()).toBe(true);
  });

  test('adds the sample customers, and removes them in one click', async () => {
    const page = await openSection(harness, 'general');
    await button(page, 'Add samples').click();
    await page.getByText('The sample customers are here.').waitFor();
    await page.evaluate(
      (sample) => window.fake.change({ connections: [sample] }),
      connection({ sandbox: true, label: 'SendGrid samples' }),
    );
    await button(page, 'Remove samples').click();
    await page.getByText('The sample customers were removed.').waitFor();
    expect(await callsOf(page, 'exploreSamples')).toEqual([{}]);
    expect(await callsOf(page, 'removeSamples')).toEqual([{}]);
  });

  test('says why the sample customers cannot be added', async () => {
    const page = await openSection(harness, 'general');
    await failing(page, 'exploreSamples', { kind: 'keychain-missing' });
    await button(page, 'Add samples').click();
    await page.getByRole('alert').filter({ hasText: 'There is no keyring to keep keys in' }).waitFor();
  });
});

describe('the about section', () => {
  test('shows the version and opens the folder of the logs', async () => {
    const page = await openSection(harness, 'about');
    await page.getByText('Version 0.1.0').waitFor();
    await button(page, 'Show logs folder').click();
    expect(await callsOf(page, 'showLogs')).toEqual([{}]);
  });

  test('shows the licences, and hides them again', async () => {
    const page = await openSection(harness, 'about');
    await answer(page, 'getLicences', 'undici: MIT\nCopyright …');
    await button(page, 'Show licences').click();
    await page.getByText('undici: MIT').waitFor();
    await button(page, 'Hide licences').click();
    expect(await page.getByText('undici: MIT').count()).toBe(0);
  });
});

describe('the settings window', () => {
  test.each([
    ['down arrow', 'ArrowDown', {}],
    ['right arrow where the sections are in a row', 'ArrowRight', { viewport: { width: 480, height: 640 } }],
  ])('goes from section to section with the %s, and keeps the focus in the list', async (_, key, options) => {
    const page = await harness.open('settings', options);
    await page.getByRole('tab', { name: 'Connections' }).focus();
    for (const name of ['Names', 'Shortcuts', 'General', 'History', 'About', 'Connections']) {
      await page.keyboard.press(key);
      expect(await focused(page)).toBe(name);
      await page.getByRole('tabpanel', { name }).waitFor();
    }
  });

  test('opens at the section that main asked for, and focuses its title', async () => {
    const page = await harness.open('settings');
    await page.evaluate(() => window.fake.announce('settingsSection', { section: 'history' }));
    await page.getByRole('tab', { name: 'History', selected: true }).waitFor();
    await expect.poll(() => focused(page)).toBe('History');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  test('opens at the section of its address', async () => {
    const page = await harness.open('settings');
    await page.goto(`${page.url()}#shortcuts`);
    await page.reload();
    await page.getByRole('tab', { name: 'Shortcuts', selected: true }).waitFor();
  });

  test('begins each section at its top', async () => {
    const page = await openSection(harness, 'general', { viewport: { width: 640, height: 480 } });
    const scrolled = (): Promise<number> => page.evaluate(() => document.querySelector('main')?.scrollTop ?? -1);
    await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 200));
    expect(await scrolled()).toBeGreaterThan(0);
    await page.locator('#tab-about').click();
    await expect.poll(scrolled).toBe(0);
  });
});
