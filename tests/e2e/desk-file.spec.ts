import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { type Canary, leaksIn, sinksThatShowPlanted } from '../helpers/canaries.ts';
import { changeSettings, expect, showLauncher, test } from '../helpers/desk.ts';
import type { Driver } from '../helpers/driver.ts';
import { asRealProviders, providerIn } from '../helpers/sandbox-provider.ts';
import { allSynced, fillIn, namesShown, openSettings, rows, search, searchBox, stateOf } from '../helpers/steps.ts';

// A desk moves from one profile to another: exported from the production bundle, imported into one with nothing in it.

async function act(latchkey: Driver, page: Page, accountId: string, name: string, note: string): Promise<void> {
  expect(await latchkey.request(page, 'renameAccount', { accountId, name })).toMatchObject({ ok: true });
  expect(await latchkey.request(page, 'noteAccount', { accountId, note })).toMatchObject({ ok: true });
  expect(await latchkey.request(page, 'pinAccount', { accountId, pinned: true })).toMatchObject({ ok: true });
}

test('exported on one profile and imported on an empty one, it is the same desk, and no key is in the file', async ({
  outside,
  launch,
}, testInfo) => {
  const old = await outside({ connect: ['brevo', 'sendgrid'] });
  const { latchkey, launcher, sandbox } = old;
  await allSynced(latchkey, launcher);
  const { connections } = await stateOf(latchkey, launcher);
  for (const { connectionId, provider } of connections) {
    const change = { label: `Desk ${provider}`, reasonRequired: provider === 'brevo', adminEmail: '' };
    await latchkey.request(launcher, 'changeConnection', { connectionId, change });
  }
  await showLauncher(old);
  for (const [text, name] of [
    ['acme corp', 'The Acme of our team'],
    ['globex', 'Globex, call first'],
  ] as const) {
    await fillIn(launcher, text);
    await expect(rows(launcher).first()).toContainText(/acme|globex/i);
    const answer = await latchkey.request(launcher, 'searchAccounts', { text, typed: false });
    const accountId = answer.ok ? (answer.value.rows[0]?.accountId ?? '') : '';
    await act(latchkey, launcher, accountId, name, `! Note of ${name}`);
  }
  await changeSettings(old, { theme: 'dark', syncEveryMinutes: 120, hideOnEscape: false });

  // By keyboard, as a person does.
  const file = testInfo.outputPath('latchkey-desk.json');
  const general = await openSettings(latchkey, launcher, 'general');
  await latchkey.answerDialog([file]);
  await general.getByRole('button', { name: 'Export…' }).press('Enter');
  await expect(general.getByText('Exported, with what you noted of 2 customers. The file holds no key.')).toBeVisible();
  expect((await latchkey.dialogsAsked()).at(-1)).toMatchObject({ defaultPath: 'latchkey-desk.json' });
  const content = readFileSync(file);
  const canaries = ['brevo', 'sendgrid'].map(
    (provider): Canary => ({ about: `key of ${provider}`, core: providerIn(sandbox, provider as 'brevo').key }),
  );
  const sinks = new Map([['the file', content]]);
  expect(leaksIn(sinks, canaries)).toEqual([]);
  expect(sinksThatShowPlanted(sinks, canaries)).toEqual(['the file']);

  const fresh = await launch({ env: asRealProviders(sandbox) });
  const settings = await fresh.window('settings');
  await settings.getByRole('button', { name: 'Skip, and open settings' }).click();
  await settings.getByRole('tab', { name: 'General' }).click();
  await fresh.answerDialog([file]);
  await settings.getByRole('button', { name: 'Choose a file…' }).press('Enter');
  await expect(settings.getByRole('heading', { name: 'latchkey-desk.json' })).toBeFocused();
  await expect(settings.getByText('Desk brevo', { exact: true })).toBeVisible();
  await expect(settings.getByText(/new, waits for its key/)).toHaveCount(2);
  await settings.getByRole('button', { name: 'Import this desk' }).press('Enter');
  await expect(settings.getByText('2 connections wait for their keys.')).toBeVisible();
  await settings.getByRole('button', { name: 'Open connections' }).press('Enter');
  for (const provider of ['brevo', 'sendgrid'] as const) {
    await settings.getByRole('button', { name: `Desk ${provider}` }).press('Enter');
    await settings.getByRole('button', { name: 'Give its key' }).press('Enter');
    await settings.getByRole('dialog').getByLabel('API key', { exact: true }).fill(providerIn(sandbox, provider).key);
    await settings.keyboard.press('Enter');
    await expect(settings.getByText('The key was replaced.')).toBeVisible();
    await settings.getByRole('button', { name: 'Connections' }).press('Enter');
  }
  const freshLauncher = await fresh.window('launcher');
  await allSynced(fresh, freshLauncher);
  await showLauncher({ latchkey: fresh, launcher: freshLauncher });
  await search(freshLauncher, 'the acme of', 'The Acme of our team');
  await search(freshLauncher, 'call first', 'Globex, call first');
  await searchBox(freshLauncher).fill('');
  const pins = ['The Acme of our team', 'Globex, call first'];
  await expect.poll(async () => (await namesShown(freshLauncher)).slice(0, pins.length)).toEqual(pins);
  const [before, after] = await Promise.all([stateOf(latchkey, launcher), stateOf(fresh, freshLauncher)]);
  expect(after.settings).toEqual(before.settings);
  const desk = ({ connections: all }: typeof after) =>
    all.map(({ provider, region, label, colour, reasonRequired, health }) => {
      return { provider, region, label, colour, reasonRequired, accounts: health.accountCount };
    });
  expect(desk(after)).toEqual(desk(before));
});

test('an import is undone in the list of imports, and the profile is empty again', async ({
  outside,
  launch,
}, testInfo) => {
  const old = await outside();
  await allSynced(old.latchkey, old.launcher);
  const file = testInfo.outputPath('latchkey-desk.json');
  await old.latchkey.answerDialog([file]);
  expect(await old.latchkey.request(old.launcher, 'exportDesk', {})).toMatchObject({ ok: true });
  const latchkey = await launch({ env: asRealProviders(old.sandbox) });
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: 'Skip, and open settings' }).click();
  await settings.getByRole('tab', { name: 'General' }).click();
  await latchkey.answerDialog([file]);
  await settings.getByRole('button', { name: 'Choose a file…' }).click();
  await settings.getByRole('button', { name: 'Import this desk' }).click();
  await expect(settings.getByText('1 connection waits for its key.')).toBeVisible();
  await settings.getByRole('tab', { name: 'Names' }).click();
  await expect(settings.getByText('a desk, with settings and connections')).toBeVisible();
  await settings.getByRole('button', { name: 'Undo the import of latchkey-desk.json' }).press('Enter');
  await expect(settings.getByText('Names, settings and connections are as they were before.')).toBeVisible();
  expect((await stateOf(latchkey, settings)).connections).toEqual([]);
});
