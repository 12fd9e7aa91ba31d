import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { providers } from '../../src/main/providers/registry.ts';
import { type Sandbox, startSandbox } from '../../src/main/sandbox/sandbox.ts';
import { DefaultBrowser } from '../helpers/default-browser.ts';
import type { Driver } from '../helpers/driver.ts';
import { test as base, expect, skipIfAPersonIsAsked } from '../helpers/e2e-fixtures.ts';
import { asRealProviders } from '../helpers/sandbox-provider.ts';
import {
  allSynced,
  fillIn,
  firstRunWithSamples,
  launcherShortcut,
  pressEnterToLogIn,
  rows,
  searchBox,
  stateOf,
  typeName,
} from '../helpers/steps.ts';

// From first run to a repeated log-in, in the production bundle. The sandbox is the provider, in the program or outside
// it.

interface Outside {
  sandbox: Sandbox;
  /** These make the program use the outside sandbox as the real providers. */
  env: Readonly<Record<string, string>>;
}

const canary = {
  sendgrid: 'SG.canary-key-3f9a1c.e2e-canary-key-77d1',
  brevo: 'xkeysib-canary-key-58c2-e2e-canary-key-90ab',
};

const test = base.extend<{
  defaultBrowser: DefaultBrowser;
  outside: Outside;
  samples: { latchkey: Driver; launcher: Page };
}>({
  defaultBrowser: async ({ browserName: _ }, use) => {
    const browser = await DefaultBrowser.start();
    await use(browser);
    await browser.close();
  },
  outside: async ({ browserName: _ }, use) => {
    const sandbox = await startSandbox({ accountsPerProvider: 60, keys: canary });
    await use({ sandbox, env: asRealProviders(sandbox) });
    await sandbox.close();
  },
  samples: async ({ launch }, use) => {
    const latchkey = await launch({ env: { LATCHKEY_SANDBOX: '{"accountsPerProvider":300}' } });
    const launcher = await firstRunWithSamples(latchkey);
    await allSynced(latchkey, launcher);
    await use({ latchkey, launcher });
  },
});

/** Pastes a key into the first run's form and presses Enter. */
async function connectInFirstRun(latchkey: Driver, provider: 'SendGrid' | 'Brevo', key: string): Promise<Page> {
  const settings = await latchkey.window('settings');
  await settings.locator('label').filter({ hasText: provider }).first().click();
  await settings.getByLabel('API key', { exact: true }).fill(key);
  await settings.keyboard.press('Enter');
  return settings;
}

test('from first run to a log-in at SendGrid: pasted key, shortcut, a name, Enter', async ({
  launch,
  outside,
  defaultBrowser,
}) => {
  const latchkey = await launch({ env: outside.env });
  const settings = await connectInFirstRun(latchkey, 'SendGrid', canary.sendgrid);
  await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
  await latchkey.pressShortcut(launcherShortcut);
  const launcher = await latchkey.window('launcher');
  await allSynced(latchkey, launcher);
  await typeName(launcher, 'acme corp');
  const link = await pressEnterToLogIn(latchkey, launcher);
  const { page, status } = await defaultBrowser.open(link);
  expect(status).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Acme Corp');
  expect(outside.sandbox.counts()).toMatchObject({ logInRequests: 1, logIns: 1 });
  expect((await defaultBrowser.open(link)).status).toBe(410);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await expect.poll(async () => (await latchkey.notices()).at(-1)).toMatchObject({ title: 'Acme Corp' });
});

test('from first run to a log-in at Brevo', async ({ launch, outside, defaultBrowser }) => {
  const latchkey = await launch({ env: outside.env });
  const settings = await connectInFirstRun(latchkey, 'Brevo', canary.brevo);
  await expect(settings.getByText('60')).toBeVisible();
  await latchkey.pressShortcut(launcherShortcut);
  const launcher = await latchkey.window('launcher');
  await allSynced(latchkey, launcher);
  await typeName(launcher, 'acme events');
  const { page, status } = await defaultBrowser.open(await pressEnterToLogIn(latchkey, launcher));
  expect(status).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Acme Events');
});

test('two quick Enters cause one request and one tab', async ({ launch, outside }) => {
  const latchkey = await launch({ env: outside.env });
  const settings = await connectInFirstRun(latchkey, 'Brevo', canary.brevo);
  await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
  await latchkey.pressShortcut(launcherShortcut);
  const launcher = await latchkey.window('launcher');
  await allSynced(latchkey, launcher);
  await typeName(launcher, 'acme events');
  await launcher.evaluate(() => {
    const box = document.querySelector('input');
    for (let count = 0; count < 2; count++) {
      box?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    }
  });
  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  const ledger = await latchkey.request(launcher, 'searchLedger', { text: '', beforeRowId: null });
  expect(ledger).toMatchObject({ ok: true, value: { rows: [{ outcome: 'opened' }] } });
  expect(outside.sandbox.counts().logInRequests).toBe(1);
});

test('a log-in is among the recents of launcher and tray, and both repeat it', async ({ samples, defaultBrowser }) => {
  const { latchkey, launcher } = samples;
  await typeName(launcher, 'acme corp');
  await pressEnterToLogIn(latchkey, launcher);

  await latchkey.pressShortcut(launcherShortcut);
  await fillIn(launcher, '');
  const recent = rows(launcher).filter({ hasText: 'Acme Corp' }).filter({ hasText: 'just now' });
  await expect(rows(launcher).filter({ hasText: 'Staging' })).toHaveCount(0);
  await recent.dblclick();
  await expect.poll(() => latchkey.opened()).toHaveLength(2);

  const inTray = async () => (await latchkey.trayMenu()).find(({ label }) => label.startsWith('Acme Corp'));
  await expect.poll(inTray).toMatchObject({ enabled: true });
  await latchkey.clickTray((await inTray())?.label ?? '');
  await expect.poll(() => latchkey.opened()).toHaveLength(3);
  for (const link of await latchkey.opened()) expect((await defaultBrowser.open(link)).status).toBe(200);
});

test('the shortcut shows the launcher with an empty search, and hides it', async ({ samples }) => {
  const { latchkey, launcher } = samples;
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(searchBox(launcher)).toBeFocused();
  await launcher.keyboard.press('Escape');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
});

test('a shortcut that another program has is refused with a reason, and the old one keeps working', async ({
  launch,
}) => {
  const latchkey = await launch({
    env: { LATCHKEY_SANDBOX: '{"accountsPerProvider":50}' },
    desktop: { takenShortcuts: ['CommandOrControl+Alt+K', 'Control+Alt+K', 'CommandOrControl+Shift+G'] },
  });
  const launcher = await firstRunWithSamples(latchkey);
  const refused = await latchkey.request(launcher, 'changeSettings', { launcherShortcut: 'CommandOrControl+Shift+G' });
  expect(refused).toEqual({
    ok: false,
    problem: { kind: 'shortcut-taken', shortcut: 'CommandOrControl+Shift+G' },
  });
  expect(await latchkey.shortcuts()).toContain(launcherShortcut);
  const state = await stateOf(latchkey, launcher);
  expect(state.settings.launcherShortcut).toBe(launcherShortcut);
});

test('a second start shows the running program and ends', async ({ samples }) => {
  const { latchkey, launcher } = samples;
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await launcher.keyboard.press('Escape');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  expect(await latchkey.secondStart()).toMatchObject({ exitCode: 0 });
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
});

test('closing the windows keeps the program in the tray, and Quit ends it', async ({ samples }) => {
  const { latchkey, launcher } = samples;
  await latchkey.closeWindow(await latchkey.window('settings'));
  await latchkey.closeWindow(launcher);
  expect((await latchkey.trayMenu()).map(({ label }) => label)).toContain('Open Latchkey');
  await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  const ended = latchkey.ended();
  await latchkey.clickTray('Quit Latchkey');
  expect(await ended).toBe(0);
});

test('settings, connections and recents survive a restart', async ({ launch }, testInfo) => {
  const options = {
    userData: testInfo.outputPath('kept'),
    env: { LATCHKEY_SANDBOX: '{"accountsPerProvider":300}' },
  };
  const first = await launch(options);
  const launcher = await firstRunWithSamples(first);
  await allSynced(first, launcher);
  await first.request(launcher, 'changeSettings', { theme: 'dark', syncEveryMinutes: 30 });
  await typeName(launcher, 'acme corp');
  await pressEnterToLogIn(first, launcher);
  await first.quit();

  const second = await launch(options);
  const again = await second.window('launcher');
  const state = await stateOf(second, again);
  expect(state.settings).toMatchObject({ theme: 'dark', syncEveryMinutes: 30, firstRunDone: true });
  expect(state.connections.map(({ label }) => label)).toEqual(
    providers.map(({ facts }) => `${facts.shortName} samples`),
  );
  await expect(rows(again).filter({ hasText: 'Acme Corp' })).toBeVisible();
  await typeName(again, 'acme corp');
  await pressEnterToLogIn(second, again);
});

test('a key is only in the real keyring: not on disk, not in any output, not in a window', async ({
  launch,
  outside,
}, testInfo) => {
  skipIfAPersonIsAsked();
  const userData = testInfo.outputPath('searched');
  const latchkey = await launch({ env: outside.env, userData });
  const settings = await connectInFirstRun(latchkey, 'Brevo', canary.brevo);
  await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
  await latchkey.pressShortcut(launcherShortcut);
  const launcher = await latchkey.window('launcher');
  const state = await allSynced(latchkey, launcher);
  await typeName(launcher, 'acme events');
  const link = await pressEnterToLogIn(latchkey, launcher);
  const token = link.split('/').at(-1) ?? '';
  expect(token.length).toBeGreaterThan(10);

  const { default: keytar } = await import('keytar');
  expect(await keytar.getPassword('Latchkey', state.connections[0]?.connectionId ?? '')).toBe(canary.brevo);
  for (const page of [settings, launcher]) {
    const shown = await page.evaluate(
      () =>
        document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((input) => input.value).join(),
    );
    expect(shown).not.toContain(canary.brevo);
    expect(shown).not.toContain(token);
  }
  await latchkey.quit();
  const files = readdirSync(userData, { recursive: true, encoding: 'utf8' })
    .map((name) => join(userData, name))
    .filter((path) => statSync(path).isFile());
  const texts = [...files.map((path) => readFileSync(path, 'latin1')), latchkey.output()];
  // The scan itself works: it finds text that is certainly there.
  expect(texts.some((text) => text.includes('acme-events.example') || text.includes('Acme Events'))).toBe(true);
  for (const text of texts) {
    expect(text.includes(canary.brevo)).toBe(false);
    expect(text.includes(token)).toBe(false);
  }
});

test('a key that fails shows why, and a valid one continues from there', async ({ launch, outside }) => {
  const latchkey = await launch({ env: outside.env });
  const settings = await connectInFirstRun(latchkey, 'SendGrid', 'SG.wrong.key');
  await expect(settings.getByText('SendGrid does not accept this key')).toBeVisible();
  await settings.getByLabel('API key', { exact: true }).fill('two words');
  await settings.keyboard.press('Enter');
  await expect(settings.getByText('This is not a key')).toBeVisible();
  await settings.getByLabel('API key', { exact: true }).fill(canary.sendgrid);
  await settings.keyboard.press('Enter');
  await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
});

test('a failed log-in stays in the launcher with its next action', async ({ launch, outside }) => {
  const latchkey = await launch({ env: outside.env });
  await connectInFirstRun(latchkey, 'Brevo', canary.brevo);
  const settings = await latchkey.window('settings');
  await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
  await latchkey.pressShortcut(launcherShortcut);
  const launcher = await latchkey.window('launcher');
  await allSynced(latchkey, launcher);
  await typeName(launcher, 'acme events');
  await outside.sandbox.close();
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.prompt-bar')).toContainText('The connection to Brevo was refused.');
  await expect(launcher.locator('.prompt-bar').getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await latchkey.isVisible(launcher)).toBe(true);
  expect(await latchkey.opened()).toEqual([]);
});
