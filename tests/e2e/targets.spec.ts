import { expect, test } from '../helpers/desk.ts';
import { fillIn, pressEnterToLogIn, search, visit } from '../helpers/steps.ts';

test('Tab chooses the target, and the link leads there', async ({ desk: { latchkey, launcher } }) => {
  await search(launcher, 'acme events', 'Acme Events');
  await launcher.keyboard.press('Tab');
  const palette = launcher.getByRole('dialog', { name: 'Where to land in Acme Events' });
  await expect(palette.getByRole('option')).toHaveCount(10);
  await launcher.keyboard.type('contacts');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Acme Events ');
  expect(words).toContain('Lands on Contacts');
});

test('a target typed after the name leads there too', async ({ desk: { latchkey, launcher } }) => {
  await search(launcher, 'norvia labs senders', 'Norvia Labs');
  await expect(launcher.locator('#result-0')).toContainText('→ Senders and domains');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Norvia Labs ');
  expect(words).toContain('Lands on Senders');
});

test('three letters of a target are enough, two are not', async ({ desk: { launcher } }) => {
  await search(launcher, 'norvia labs aut', 'Norvia Labs');
  await expect(launcher.locator('#result-0')).toContainText('→ Automation');
  await fillIn(launcher, 'norvia labs qx');
  await expect(launcher.locator('.empty-words')).toHaveText('No customer matches “norvia labs qx”.');
});

test('a provider without targets says so, for Tab and for typed targets, and still logs in', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme corp', 'Acme Corp');
  await launcher.keyboard.press('Tab');
  const said = launcher.locator('.status-bar-text');
  await expect(said).toHaveText('SendGrid always opens on its own start page');
  await search(launcher, 'initrode senders', 'Initrode Software');
  await expect(said).toHaveText('SendGrid always opens on its own start page');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Initrode Software ');
});
