import type { Page } from 'playwright-core';
import { changeSettings, type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import {
  allSynced,
  barRead,
  fillIn,
  highlighted,
  namesShown,
  pressEnterToLogIn,
  search,
  searchBox,
  visit,
} from '../helpers/steps.ts';

// Who is opened when two customers are called the same, when the hand slips, and what is said of it.

const question = (launcher: Page) => launcher.getByRole('region', { name: 'Before you go on' });
const lastLogIn = (launcher: Page) => launcher.getByRole('region', { name: 'Last log-in' });

/** Gives the customer whom this text finds first another name, as main stores it. */
async function call({ latchkey, launcher }: Desk, text: string, name: string): Promise<void> {
  const found = await latchkey.request(launcher, 'searchAccounts', { text, typed: false });
  const accountId = (found.ok && found.value.rows[0]?.accountId) || '';
  expect(await latchkey.request(launcher, 'renameAccount', { accountId, name })).toMatchObject({ ok: true });
}

test('of two customers who swap their names on the screen, Enter opens neither', async ({ samples }) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await call(desk, 'globex shipping', 'Quorn Dairy');
  await showLauncher(desk);
  await search(launcher, 'quorn dairy', 'Quorn Dairy');
  const opened = (await latchkey.opened()).length;
  await call(desk, 'quorn dairy', 'Umbra Ferries');
  await call(desk, 'norvia labs', 'Quorn Dairy');
  await expect.poll(() => namesShown(launcher)).toEqual(['Umbra Ferries', 'Quorn Dairy']);
  await expect(highlighted(launcher)).toHaveCount(0);
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.status-bar-text')).toHaveText('Choose a customer first');
  expect(await latchkey.opened()).toHaveLength(opened);
});

test('twins at two connections show what differs, the question names it, and choosing one answers it', async ({
  outside,
}) => {
  const desk = await outside({ connect: ['brevo', 'sendgrid'] });
  const { latchkey, launcher } = desk;
  await allSynced(latchkey, launcher);
  await call(desk, 'norvia labs', 'Nordwind GmbH');
  await call(desk, 'globex shipping', 'Nordwind GmbH');
  await showLauncher(desk);
  await search(launcher, 'nordwind gmbh', 'Nordwind GmbH');
  const rows = launcher.getByRole('option').filter({ hasText: 'Nordwind GmbH' });
  await expect(rows).toHaveCount(2);
  await expect(rows.locator('.result-label[data-differs]')).toHaveCount(2);
  const labels = await rows.locator('.result-label').allInnerTexts();
  expect(new Set(labels).size).toBe(2);
  const tails = await rows.locator('.result-tail').allTextContents();
  expect(new Set(tails).size).toBe(2);

  await launcher.keyboard.press('Enter');
  // A customer at Brevo has no email.
  await expect(question(launcher).locator('p')).toHaveText(
    new RegExp(
      `^2 customers are called Nordwind GmbH\\. This one is at ${labels[0]?.replace(/[()]/g, '\\$&')}(, \\S+@\\S+)?, id …\\w+\\.$`,
    ),
  );
  expect(await latchkey.opened()).toEqual([]);

  // Moving declines the question, and choosing by hand answers it.
  await launcher.keyboard.press('ArrowDown');
  await expect(question(launcher)).toHaveCount(0);
  const tail = (await highlighted(launcher).locator('.result-tail').textContent())?.split('…')[1] ?? '?';
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  await expect(question(launcher)).toHaveCount(0);
  expect((await visit((await latchkey.opened())[0] ?? '')).words).toMatch(new RegExp(`Id \\w*${tail} `));
});

test('a typo and two quick Enters open no one and change no name', async ({ desk: { latchkey, launcher } }) => {
  const before = (await latchkey.opened()).length;
  const listed = async (text: string): Promise<unknown> => {
    const found = await latchkey.request(launcher, 'searchAccounts', { text, typed: false });
    return found.ok && found.value.rows.map(({ name }) => name);
  };
  const names = await listed('norvia');
  await fillIn(launcher, 'norvia labs xqzv');
  await expect(launcher.locator('.empty-words')).toBeVisible();
  await launcher.keyboard.press('Enter');
  await launcher.keyboard.press('Enter');
  await expect(searchBox(launcher)).toHaveValue('norvia labs');
  await expect(highlighted(launcher)).toHaveCount(0);
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.status-bar-text')).toHaveText('Choose a customer first');
  await fillIn(launcher, 'xqzv');
  await expect(launcher.locator('.empty-words')).toBeVisible();
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.status-bar-text')).toHaveText('No customer to log in to');
  expect(await latchkey.opened()).toHaveLength(before);
  expect(await listed('norvia')).toEqual(names);
  expect(await listed('xqzv')).toEqual([]);
});

test('a click selects, however often, and a double click on one row logs in', async ({ samples }) => {
  const { latchkey, launcher } = await samples();
  await search(launcher, 'acme', 'Acme');
  const row = launcher.getByRole('option').nth(2);
  const name = (await row.locator('.result-name').textContent()) ?? '';
  await row.click();
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await row.click();
  await launcher.getByRole('option').nth(1).click();
  await row.click();
  await expect(searchBox(launcher)).toBeFocused();
  expect(await latchkey.opened()).toEqual([]);
  await row.dblclick();
  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  expect((await visit((await latchkey.opened())[0] ?? '')).words).toContain(`logged in as ${name} `);
});

test('what is open is said if the launcher stays, with the session that it replaced', async ({ samples }) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await changeSettings(desk, { hideAfterOpening: false, hideOnBlur: false });
  const open = async (name: string, opened: number): Promise<void> => {
    await search(launcher, name, name);
    await launcher.keyboard.press('Enter');
    await expect.poll(() => latchkey.opened()).toHaveLength(opened);
  };
  await open('Globex Shipping', 1);
  await expect(lastLogIn(launcher)).toHaveText('Globex Shipping is open in the browser · SendGrid samples');
  await expect(launcher.getByRole('status')).toContainText('Globex Shipping is open in the browser');

  await search(launcher, 'Initrode Software', 'Initrode Software');
  await launcher.keyboard.press('Enter');
  await expect(question(launcher)).toContainText('Globex Shipping was opened just now');
  await expect(lastLogIn(launcher)).toHaveCount(0);
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(2);

  // Within half an hour of the yes, the next one is not asked but announced.
  await open('Acme & Sons Hardware', 3);
  await expect(lastLogIn(launcher)).toHaveText(
    'Acme & Sons Hardware is open in the browser · SendGrid samples; this replaced Initrode Software’s session',
  );
});

test('the last five reasons are offered, and the last one of the same customer is filled in', async ({ samples }) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const { connections } = await allSynced(latchkey, launcher);
  const { connectionId } = connections.find(({ provider }) => provider === 'brevo') ?? { connectionId: '' };
  await latchkey.request(launcher, 'changeConnection', { connectionId, change: { reasonRequired: true } });
  const ask = async (name: string) => {
    await showLauncher(desk);
    await search(launcher, name, name);
    await launcher.keyboard.press('Enter');
    await barRead(launcher);
    return launcher.getByLabel(`Ticket or reason for ${name}`);
  };
  const reasons = launcher.getByRole('listbox', { name: 'Last reasons' }).getByRole('option');
  let opened = 0;
  for (const reason of ['ZD-1', 'ZD-2', 'ZD-3', 'ZD-4', 'ZD-5', 'ZD-6']) {
    const field = await ask('Norvia Labs');
    await field.fill(reason);
    await launcher.keyboard.press('Enter');
    opened += 1;
    await expect.poll(() => latchkey.opened()).toHaveLength(opened);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  }
  const same = await ask('Norvia Labs');
  await expect(same).toHaveValue('ZD-6');
  await launcher.keyboard.press('Escape');

  const other = await ask('Globex Retail');
  await expect(reasons).toHaveText(['ZD-6', 'ZD-5', 'ZD-4', 'ZD-3', 'ZD-2']);
  await expect(other).toHaveValue('');
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.status-bar-text')).toHaveText('Type a ticket or a reason first');
  await launcher.keyboard.press('ArrowUp');
  await launcher.keyboard.press('ArrowUp');
  await expect(other).toHaveValue('ZD-5');
  await pressEnterToLogIn(latchkey, launcher);
  const ledger = await latchkey.request(launcher, 'searchLedger', { text: 'globex retail', beforeRowId: null });
  expect(ledger).toMatchObject({ value: { rows: [{ reason: 'ZD-5', outcome: 'opened' }] } });
});
