import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { choose } from '../helpers/choose.ts';
import { type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import { projectRoot } from '../helpers/launch-app.ts';
import {
  barRead,
  fillIn,
  highlighted,
  openSettings,
  pressEnterToLogIn,
  search,
  searchBox,
  stateOf,
  visit,
} from '../helpers/steps.ts';

// What the ledger records of log-ins, and what a log-in needs first.

const openHistory = ({ latchkey, launcher }: Desk): Promise<Page> => openSettings(latchkey, launcher, 'history');

async function requireReason({ latchkey, launcher }: Desk, provider: string): Promise<void> {
  for (const connection of (await stateOf(latchkey, launcher)).connections) {
    if (connection.provider !== provider) continue;
    const { connectionId } = connection;
    await latchkey.request(launcher, 'changeConnection', { connectionId, change: { reasonRequired: true } });
  }
}

test('if a reason is required, it is asked for, the last ones are offered, and it is recorded', async ({ samples }) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await requireReason(desk, 'brevo');
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await launcher.keyboard.press('Enter');
  const field = launcher.getByLabel('Ticket or reason for Norvia Labs');
  await expect(field).toBeFocused();
  await launcher.keyboard.press('Enter');
  expect(await latchkey.opened()).toEqual([]);
  await launcher.keyboard.type('TICKET-4711 bounces');
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(1);

  await showLauncher(desk);
  await search(launcher, 'globex retail', 'Globex Retail');
  await launcher.keyboard.press('Enter');
  const other = launcher.getByLabel('Ticket or reason for Globex Retail');
  await expect(other).toHaveValue('');
  await expect(launcher.getByRole('option', { name: 'TICKET-4711 bounces' })).toBeVisible();
  await launcher.keyboard.press('ArrowUp');
  await expect(other).toHaveValue('TICKET-4711 bounces');
  await launcher.keyboard.press('Escape');
  await expect(searchBox(launcher)).toBeFocused();
  expect(await latchkey.opened()).toHaveLength(1);

  // The other connection needs no reason.
  await search(launcher, 'acme corp', 'Acme Corp');
  await pressEnterToLogIn(latchkey, launcher);

  const settings = await openHistory(desk);
  const line = settings.locator('.ledger tbody tr');
  await expect(line).toHaveCount(2);
  await expect(line.nth(1)).toContainText('Norvia Labs');
  await expect(line.nth(1)).toContainText('TICKET-4711 bounces');
  await expect(line.nth(1)).toContainText('Brevo samples');
});

test('the email of the admin is asked for once, for the console', async ({ samples }) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await search(launcher, 'brevo admin console', 'Brevo admin console');
  await launcher.keyboard.press('Enter');
  const field = launcher.getByLabel('Your email address as admin, asked once');
  await expect(field).toBeFocused();
  await launcher.keyboard.type('not an email');
  await launcher.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await field.fill('sam@sample-agency.example');
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  // The provider says why it refuses this admin.
  const bar = launcher.locator('.prompt-bar');
  await expect(bar).toContainText('At Brevo, this admin has no permission to manage sub-accounts.');
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect(launcher.getByRole('listbox', { name: 'Admin users' })).toContainText('admin@sample-agency.example');
  await field.fill('admin@sample-agency.example');
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  const { words } = await visit((await latchkey.opened())[0] ?? '');
  expect(words).toContain('Lands on The admin console');
  expect(words).toContain('User admin@sample-agency.example');

  await showLauncher(desk);
  await search(launcher, 'brevo admin console', 'Brevo admin console');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(2);
});

test('the history can be searched, is intact, and is exported with seals that the checker accepts', async ({
  samples,
}, testInfo) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme events senders', 'Acme Events');
  await pressEnterToLogIn(latchkey, launcher);
  await showLauncher(desk);
  await search(launcher, 'globex shipping', 'Globex Shipping');
  await pressEnterToLogIn(latchkey, launcher);
  await showLauncher(desk);
  await search(launcher, 'acme corp', 'Acme Corp');
  await launcher.keyboard.press('ControlOrMeta+Enter');
  const anyway = launcher.getByRole('button', { name: 'Copy anyway' });
  await expect
    .poll(async () => {
      if (await anyway.isVisible()) await anyway.click();
      return (await latchkey.clipboardWrites()).length;
    })
    .toBe(1);

  const settings = await openHistory(desk);
  const customers = settings.locator('.ledger-customer');
  await expect(customers).toHaveText(['Acme Corp', 'Globex Shipping', 'Acme Events']);
  await expect(settings.locator('.ledger tbody tr').nth(2)).toContainText('Senders and domains');
  await expect(settings.getByText('Every row fits its seal, and none is missing in between.')).toBeVisible();
  await settings.getByLabel('Search the history').fill('brevo');
  await expect(customers).toHaveText(['Acme Events']);
  // As the history shows them.
  await settings.getByLabel('Search the history').fill('Link copied');
  await expect(customers).toHaveText(['Acme Corp']);
  await settings.getByLabel('Search the history').fill('Senders and domains');
  await expect(customers).toHaveText(['Acme Events']);
  await settings.getByLabel('Search the history').fill('');
  await expect(customers).toHaveCount(3);

  const path = testInfo.outputPath('history.csv');
  await latchkey.answerDialog([path]);
  await settings.getByRole('button', { name: 'Export as CSV…' }).click();
  await expect(settings.getByText('Exported 3 rows.')).toBeVisible();
  const check = (): string =>
    execFileSync(process.execPath, [join(projectRoot, 'scripts/verify-ledger.ts'), path], { encoding: 'utf8' });
  expect(check()).toContain('Intact');
  const exported = readFileSync(path, 'utf8');
  expect(exported).toContain('Globex Shipping');
  for (const link of [...(await latchkey.opened()), await latchkey.clipboardText()]) {
    expect(exported).not.toContain(link.split(/[=/]/).at(-1) ?? 'none');
  }
  writeFileSync(path, exported.replace('Globex Shipping', 'Globex Retail'));
  expect(check).toThrow();
});

test('a log-in of the history leads to its customer in the launcher, where a person presses Enter', async ({
  samples,
}) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await pressEnterToLogIn(latchkey, launcher);
  const opened = (await latchkey.opened()).length;
  await showLauncher(desk);
  await fillIn(launcher, 'globex');
  const history = await openHistory(desk);
  await latchkey.request(launcher, 'hideLauncher', {});
  await choose(history.getByRole('combobox', { name: 'Outcome' }), 'Opened');
  await history.getByRole('button', { name: 'Select Norvia Labs in the launcher' }).click();
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(highlighted(launcher).locator('.result-name')).toHaveText('Norvia Labs');
  expect(await latchkey.opened()).toHaveLength(opened);
  await pressEnterToLogIn(latchkey, launcher);
  expect(await latchkey.opened()).toHaveLength(opened + 1);
});
