import type { Page } from 'playwright-core';
import { expect, showLauncher, test } from '../helpers/desk.ts';
import { skipIfAPersonIsAsked } from '../helpers/e2e-fixtures.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';
import {
  allSynced,
  closeSettings,
  fillIn,
  openSettings,
  pressEnterToLogIn,
  search,
  stateOf,
} from '../helpers/steps.ts';

// Settings that change more than their window: keyring, provider, directory, launcher.

const keyOf = async (connectionId: string | undefined): Promise<string | null> =>
  (await import('keytar')).default.getPassword('Latchkey', connectionId ?? '');

test('a connection is added, named, coloured, verified, given another key, and removed with all its data', async ({
  outside,
}) => {
  skipIfAPersonIsAsked();
  const desk = await outside({ connect: ['sendgrid'] });
  const { latchkey, launcher, sandbox } = desk;
  const settings = await openSettings(desk.latchkey, desk.launcher, 'connections');

  await settings.getByRole('button', { name: 'Add connection' }).click();
  await settings.locator('label').filter({ hasText: 'Brevo' }).first().click();
  await settings.getByLabel('API key', { exact: true }).fill(providerIn(sandbox, 'brevo').key);
  await settings.getByLabel('Label (optional)').fill('Agency');
  await settings.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(settings.getByText('Found 60 accounts.')).toBeVisible();
  await expect(settings.getByRole('heading', { name: 'Agency', exact: true })).toBeVisible();
  const { connections } = await allSynced(latchkey, launcher);
  const brevo = connections.find(({ label }) => label === 'Agency');
  expect(await keyOf(brevo?.connectionId)).toBe(providerIn(sandbox, 'brevo').key);

  await settings.getByLabel('Label').fill('Agency in Paris');
  await settings.keyboard.press('Enter');
  await settings.getByRole('radio', { name: 'pink' }).click();
  await expect
    .poll(async () => (await stateOf(latchkey, launcher)).connections[1])
    .toMatchObject({ label: 'Agency in Paris', colour: 'pink' });
  await showLauncher(desk);
  await search(launcher, 'hotel du lac', 'Hôtel du Lac');
  await expect(launcher.locator('#result-0')).toContainText('Agency in Paris');

  await settings.getByRole('button', { name: 'Verify' }).click();
  await expect(settings.getByText('The key works: 60 accounts.')).toBeVisible();

  await settings.getByRole('button', { name: 'Replace key…' }).click();
  const dialog = settings.getByRole('dialog');
  await dialog.getByLabel('API key', { exact: true }).fill('xkeysib-of-somebody-else');
  await dialog.getByRole('button', { name: 'Replace key' }).first().click();
  await expect(dialog).toContainText('Brevo does not accept this key.');
  expect(await keyOf(brevo?.connectionId)).toBe(providerIn(sandbox, 'brevo').key);
  await dialog.getByLabel('API key', { exact: true }).fill(providerIn(sandbox, 'brevo').key);
  await settings.keyboard.press('Enter');
  await expect(settings.getByText('The key was replaced.')).toBeVisible();
  await allSynced(latchkey, launcher);

  await settings.getByRole('button', { name: 'Remove…' }).click();
  await expect(dialog.getByRole('listitem')).toHaveText([
    'the key in the keychain',
    /^the list of 6[01] accounts$/,
    'the names, aliases, notes and pins that you or an import gave to them',
    'their names, and the reasons given, in the history',
  ]);
  await dialog.getByRole('button', { name: 'Remove connection' }).click();
  await expect(settings.getByText('Agency in Paris was removed.')).toBeVisible();
  expect(await keyOf(brevo?.connectionId)).toBeNull();
  await showLauncher(desk);
  await fillIn(launcher, 'hotel du lac');
  await expect(launcher.locator('.empty-words')).toHaveText('No customer matches “hotel du lac”.');
  await search(launcher, 'globex', 'Globex Shipping');
});

test('a key that is already in use is refused, with the name of its connection', async ({ outside }) => {
  const desk = await outside();
  const settings = await openSettings(desk.latchkey, desk.launcher, 'connections');
  await settings.getByRole('button', { name: 'Add connection' }).click();
  await settings.getByLabel('API key', { exact: true }).fill(providerIn(desk.sandbox, 'brevo').key);
  await settings.keyboard.press('Enter');
  await expect(settings.getByText('This key is already connected, as “Brevo (Sample Agency)”.')).toBeVisible();
  expect((await stateOf(desk.latchkey, desk.launcher)).connections).toHaveLength(1);
});

test('one click removes the sample customers, and another brings them back', async ({ samples }) => {
  skipIfAPersonIsAsked();
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const { connections } = await stateOf(latchkey, launcher);
  const settings = await openSettings(desk.latchkey, desk.launcher, 'general');
  await settings.getByRole('button', { name: 'Remove samples' }).click();
  await expect(settings.getByText('The sample customers were removed.')).toBeVisible();
  expect((await stateOf(latchkey, launcher)).connections).toEqual([]);
  for (const { connectionId } of connections) expect(await keyOf(connectionId)).toBeNull();
  await showLauncher(desk);
  await fillIn(launcher, 'acme');
  await expect(launcher.locator('.empty-words')).toHaveText('No provider is connected yet.');
  await settings.getByRole('button', { name: 'Add samples' }).click();
  await expect(settings.getByText('The sample customers are here.')).toBeVisible();
  await allSynced(latchkey, launcher);
  await search(launcher, 'acme corp', 'Acme Corp');
});

test('both windows share the theme, which can follow the system', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const settings = await openSettings(desk.latchkey, desk.launcher, 'general');
  const ground = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const isDark = async (page: Page): Promise<boolean> => Number(/\d+/.exec(await ground(page))?.[0]) < 100;
  const choose = (theme: string): Promise<void> =>
    settings.getByRole('radiogroup', { name: 'Theme' }).getByText(theme, { exact: true }).click();
  await latchkey.change({ darkSystem: false });
  for (const [theme, dark] of [
    ['Dark', true],
    ['Light', false],
  ] as const) {
    await choose(theme);
    for (const page of [settings, launcher]) await expect.poll(() => isDark(page)).toBe(dark);
  }
  await choose('System');
  await latchkey.change({ darkSystem: true });
  for (const page of [settings, launcher]) await expect.poll(() => isDark(page)).toBe(true);
  await latchkey.change({ darkSystem: false });
  for (const page of [settings, launcher]) await expect.poll(() => isDark(page)).toBe(false);
});

test('a trial run says that it does not start at sign-in, and the switch stays off', async ({ desk }) => {
  const settings = await openSettings(desk.latchkey, desk.launcher, 'general');
  const start = settings.getByRole('switch', { name: 'Start when I sign in' });
  await start.click();
  await expect(settings.getByRole('alert').first()).toContainText(
    'A trial run of Latchkey does not start when you sign in.',
  );
  await expect(start).not.toBeChecked();
});

test('About shows the version and the licences, and opens the folder of the log', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const settings = await openSettings(desk.latchkey, desk.launcher, 'about');
  await expect(settings.getByText(`Version ${(await stateOf(latchkey, launcher)).version}`)).toBeVisible();
  await settings.getByRole('button', { name: 'Show logs folder' }).click();
  await expect.poll(async () => (await latchkey.shownFiles()).at(-1)).toMatch(/logs$/);
  await settings.getByRole('button', { name: 'Show licences' }).click();
  await expect(settings.locator('.licences')).toContainText('undici');
});

test('settings that were closed while maximised come back as they were before', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const settings = await openSettings(latchkey, launcher, 'general');
  const window = await latchkey.app.browserWindow(settings);
  const wanted = { x: 60, y: 70, width: 800, height: 600 };
  await window.evaluate((shown: Electron.BrowserWindow, bounds) => shown.setBounds(bounds), wanted);
  await expect.poll(() => latchkey.bounds(settings)).toMatchObject({ width: 800, height: 600 });
  await window.evaluate((shown: Electron.BrowserWindow) => shown.maximize());
  await expect.poll(() => window.evaluate((shown: Electron.BrowserWindow) => shown.isMaximized())).toBe(true);
  await closeSettings(latchkey);
  const bounds = await latchkey.bounds(await openSettings(latchkey, launcher, 'general'));
  await closeSettings(latchkey);
  // A window manager on X11 may move a window by the size of its frame.
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(Math.abs(bounds[side] - wanted[side]), side).toBeLessThanOrEqual(40);
  }
});

test('dates and times are the system’s, in the windows and in the tray, until a clock is chosen', async ({
  samples,
}) => {
  const desk = await samples({ desktop: { locale: 'de-DE' } });
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme events', 'Acme Events');
  await pressEnterToLogIn(latchkey, launcher);
  const settings = await openSettings(latchkey, launcher, 'history');
  const time = settings.locator('tbody time').first();
  await expect(time).toHaveText(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/);
  await settings.getByRole('tab', { name: 'General' }).click();
  await settings.getByRole('radio', { name: '12 h' }).click();
  await expect(settings.getByText(/^It is \d\d:\d\d\s[AP]M\.$/)).toBeVisible();
  await settings.getByRole('tab', { name: 'History' }).click();
  await expect(time).toHaveText(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d\s[AP]M$/);
});
