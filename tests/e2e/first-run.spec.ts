import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { troubledKeys as brevoKeys } from '../../src/main/providers/brevo/pretend.ts';
import { troubledKeys as sendgridKeys } from '../../src/main/providers/sendgrid/pretend.ts';
import { formatAccelerator } from '../../src/shared/accelerator.ts';
import { expect, test } from '../helpers/desk.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';
import {
  allSynced,
  connectInFirstRun,
  firstRunWithSamples,
  launcherShortcut,
  rows,
  search,
  visit,
} from '../helpers/steps.ts';

// The first run with providers that really reply.

const said = (settings: Page) => settings.getByRole('alert').filter({ hasText: /\w/ });

test('each way in which a key can be wrong has its own message and next action', async ({ outside }) => {
  const { latchkey, sandbox } = await outside({ connect: [] });
  const settings = await latchkey.window('settings');
  for (const [what, provider, key, words, next] of [
    ['no key', 'Brevo', '', 'No key was given.', 'Paste the key'],
    ['text that is no key', 'SendGrid', 'SG.two words', 'This is not a key', 'Copy the key again'],
    ['refused', 'SendGrid', 'SG.nobody.knows-this-one', 'SendGrid does not accept this key.', 'Paste another key'],
    ['no reseller', 'SendGrid', sendgridKeys.notReseller, 'belongs to no reseller or admin', 'Paste another key'],
    ['no admin', 'Brevo', brevoKeys.notAdmin, 'belongs to no reseller or admin', 'Paste another key'],
    [
      ...(['another address', 'Brevo', brevoKeys.otherAddress] as const),
      ...(["does not know this machine's internet address", 'Authorise this IP at Brevo'] as const),
    ],
  ] as const) {
    await test.step(what, async () => {
      await connectInFirstRun(settings, provider, key);
      await expect(said(settings)).toContainText(words);
      await expect(said(settings)).toContainText(next);
      await expect(settings.getByLabel('API key', { exact: true })).toBeFocused();
    });
  }
  await settings.getByRole('button', { name: 'Authorise this IP at Brevo' }).click();
  await expect.poll(() => latchkey.opened()).toEqual(['https://app.brevo.com/security/authorised_ips']);
  // None of them leaves anything behind.
  expect(await latchkey.request(settings, 'getState', {})).toMatchObject({ ok: true, value: { connections: [] } });

  await sandbox.close();
  await connectInFirstRun(settings, 'Brevo', providerIn(sandbox, 'brevo').key);
  await expect(said(settings)).toContainText('The connection to Brevo was refused.');
  await expect(settings.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('a read-only key connects, and the first log-in shows what it lacks', async ({ outside }) => {
  const { latchkey, launcher } = await outside({ connect: [] });
  const settings = await latchkey.window('settings');
  await connectInFirstRun(settings, 'Brevo', brevoKeys.readOnly);
  await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
  await latchkey.pressShortcut(launcherShortcut);
  await allSynced(latchkey, launcher);
  await launcher.keyboard.type('acme events');
  await expect(launcher.locator('#result-0')).toContainText('Acme Events');
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.prompt-bar')).toContainText(
    'This Brevo key may not do this: its permissions are too narrow.',
  );
});

test('the key tells the provider, and the link to the key page opens in the browser', async ({ outside }) => {
  const { latchkey, sandbox } = await outside({ connect: [] });
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: 'Open SendGrid’s key page' }).click();
  await expect.poll(() => latchkey.opened()).toEqual(['https://app.sendgrid.com/settings/api_keys']);
  await settings.getByLabel('API key', { exact: true }).fill(providerIn(sandbox, 'brevo').key);
  await expect(settings.getByText('This is a Brevo key.')).toBeVisible();
  await settings.keyboard.press('Enter');
  await expect(settings.getByText('Found 60 accounts.')).toBeVisible();
});

test('a taken shortcut is changed on the spot, and pressed', async ({ launch }) => {
  const latchkey = await launch({
    env: { LATCHKEY_SANDBOX: '{"accountsPerProvider":20}' },
    desktop: { takenShortcuts: [launcherShortcut] },
  });
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: 'Explore with sample customers' }).click();
  await expect(settings.getByRole('heading', { name: 'Choose a shortcut' })).toBeVisible();
  const keys = formatAccelerator(launcherShortcut, latchkey.platform);
  await expect(settings.getByText(`The system or another program keeps ${keys} for itself.`)).toBeVisible();
  await settings.getByRole('button', { name: /^Open Latchkey:/ }).click();
  await settings.keyboard.press('ControlOrMeta+Alt+Shift+J');
  await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
  await latchkey.pressShortcut('CommandOrControl+Alt+Shift+J');
  await expect(settings.getByRole('heading', { name: 'You are ready' })).toBeVisible();
});

test('a first run that stopped after connecting continues at the shortcut', async ({ launch }, testInfo) => {
  const options = { userData: testInfo.outputPath('kept'), env: { LATCHKEY_SANDBOX: '{"accountsPerProvider":20}' } };
  const first = await launch(options);
  const settings = await first.window('settings');
  await settings.getByRole('button', { name: 'Explore with sample customers' }).click();
  await settings.getByRole('heading', { name: 'Now press the shortcut' }).waitFor();
  await first.quit();
  const second = await launch(options);
  await expect(
    (await second.window('settings')).getByRole('heading', { name: 'Now press the shortcut' }),
  ).toBeVisible();
});

test('its last page is replaced by the settings that the user opens', async ({ launch }) => {
  const latchkey = await launch({ env: { LATCHKEY_SANDBOX: '{"accountsPerProvider":20}' } });
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: 'Explore with sample customers' }).click();
  await settings.getByRole('heading', { name: 'Now press the shortcut' }).waitFor();
  // Settings do not replace a step that still has something to do.
  await latchkey.request(settings, 'openSettings', { section: 'history' });
  await latchkey.pressShortcut(launcherShortcut);
  await expect(settings.getByRole('heading', { name: 'You are ready' })).toBeVisible();
  await latchkey.request(settings, 'openSettings', { section: 'history' });
  await expect(settings.getByRole('heading', { name: 'History' })).toBeVisible();
});

test('a newcomer is logged in six keystrokes after pasting a key', async ({ outside }) => {
  const { latchkey, launcher, sandbox } = await outside({ connect: [] });
  const settings = await latchkey.window('settings');
  let presses = 0;
  const press = async (page: Page, key: string): Promise<void> => {
    presses += 1;
    await page.keyboard.press(key);
  };
  // The field already has the focus, and the key selects its provider.
  await settings.keyboard.insertText(providerIn(sandbox, 'brevo').key);

  await press(settings, 'Enter');
  await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
  presses += 1;
  await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isFocused(launcher)).toBe(true);
  await expect.poll(async () => (await allSynced(latchkey, launcher)).connections.length).toBe(1);
  for (const letter of 'hot') await press(launcher, letter);
  await expect(rows(launcher).first()).toContainText('Hôtel du Lac');
  await press(launcher, 'Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  expect(presses).toBeLessThanOrEqual(6);
  expect((await visit((await latchkey.opened())[0] ?? '')).words).toContain('logged in as Hôtel du Lac ');
});

test('the last page imports the names of a list of one’s own', async ({ latchkey }, testInfo) => {
  const launcher = await firstRunWithSamples(latchkey);
  const settings = await latchkey.window('settings');
  const path = testInfo.outputPath('our names.csv');
  writeFileSync(path, 'Customer id,Our name\n3774725105,Events of the first day\n');
  await latchkey.answerDialog([path]);
  await settings.getByRole('button', { name: 'Choose a file…' }).press('Enter');
  await expect(settings.getByRole('heading', { name: 'our names.csv' })).toBeVisible();
  await settings.getByRole('button', { name: 'Import 1 row' }).press('Enter');
  await expect(settings.getByText('1 account named from our names.csv.')).toBeVisible();
  await expect(settings.getByRole('heading', { name: 'You are ready' })).toBeVisible();
  await latchkey.pressShortcut(launcherShortcut);
  await search(launcher, 'first day', 'Events of the first day');
});
