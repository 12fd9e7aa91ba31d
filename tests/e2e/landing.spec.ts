import type { Page } from 'playwright-core';
import { expect, showLauncher, test } from '../helpers/desk.ts';
import {
  barRead,
  fillIn,
  highlighted,
  launcherShortcut,
  listRead,
  openSettings,
  pasteInto,
  pressEnterToLogIn,
  rows,
  search,
  searchBox,
  visit,
} from '../helpers/steps.ts';

// A log-in on a page of the provider, and as another user of the customer's account.

const page = 'https://app.brevo.com/contact/list';
const field = (launcher: Page, name: string) =>
  launcher.getByRole('combobox', { name }).or(launcher.getByRole('textbox', { name }));

async function chooseAction(launcher: Page, words: string): Promise<void> {
  await launcher.keyboard.press('Control+k');
  await launcher.keyboard.type(words);
  await launcher.keyboard.press('Enter');
}

test('a page that is pasted becomes a chip, without what can hold a token, and Enter lands there', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme events', 'Acme Events');
  await pasteInto(searchBox(launcher), `${page}?token=abc#x`);
  await expect(searchBox(launcher)).toHaveValue(`acme events ${page} `);
  await expect(
    launcher.getByRole('button', { name: 'Remove the filter Page: app.brevo.com/contact/list' }),
  ).toBeVisible();
  await expect(launcher.locator('#result-0')).toContainText('Acme Events');
  await expect(launcher.locator('#result-0')).toContainText('…/contact/list');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Acme Events ');
  expect(words).toContain(`Lands on ${page}`);
  const ledger = await latchkey.request(launcher, 'searchLedger', { text: 'contact/list', beforeRowId: null });
  expect(ledger).toMatchObject({ value: { rows: [{ accountName: 'Acme Events', landing: page, as: null }] } });
});

test('only customers of the provider with that page are found', async ({ desk: { launcher } }) => {
  await fillIn(launcher, `acme ${page}`);
  await expect(rows(launcher).filter({ hasText: 'Acme Events' })).toBeVisible();
  await expect(rows(launcher).filter({ hasText: 'Acme Corp' })).toHaveCount(0);
  await fillIn(launcher, 'acme');
  await expect(rows(launcher).filter({ hasText: 'Acme Corp' }).first()).toBeVisible();
});

test('another user is asked for from the actions, kept in the history, and suggested next time', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await chooseAction(launcher, 'another user');
  const email = field(launcher, 'Email of the user of Norvia Labs to log in as');
  await expect(email).toBeFocused();
  await email.fill('not an email');
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.status-bar-text')).toHaveText('Type the whole email of a user first');
  await email.fill('Jo@norvia-labs.example');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Norvia Labs ');
  expect(words).toContain('jo@norvia-labs.example');

  await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await chooseAction(launcher, 'another user');
  await expect(launcher.getByRole('listbox', { name: 'Known users' })).toContainText('jo@norvia-labs.example');
  await launcher.keyboard.press('Escape');
});

test('a page is asked for from Tab, and one of another host is refused', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'hôtel du lac', 'Hôtel du Lac');
  await launcher.keyboard.press('Tab');
  await launcher.keyboard.type('open a page');
  await launcher.keyboard.press('Enter');
  const address = field(launcher, 'Page to open as Hôtel du Lac');
  await expect(address).toBeFocused();
  await address.fill('https://brevo.com.evil.example/');
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.status-bar-text')).toContainText('Paste the address of a page of Brevo');
  await address.fill('https://app.brevo.com/senders/list?x=1');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('Lands on https://app.brevo.com/senders/list');
});

test('a user whom the provider does not know is asked for again', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'norvia labs as:jo@elsewhere.example', 'Norvia Labs');
  await launcher.keyboard.press('Enter');
  const bar = launcher.locator('.prompt-bar');
  await expect(async () => {
    // It may ask whether the session of the test before may end.
    if (await bar.getByRole('button', { name: 'Log in anyway' }).isVisible()) await launcher.keyboard.press('Enter');
    await expect(bar).toContainText('Brevo refused to log in as this user (400).', { timeout: 100 });
  }).toPass();
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await field(launcher, 'Email of the user of Norvia Labs to log in as').fill('jo@norvia-labs.example');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('jo@norvia-labs.example');
});

test('a page that was saved in the settings is listed, and typed after the name', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const settings = await openSettings(latchkey, launcher, 'general');
  await settings.getByLabel('Name', { exact: true }).fill('Dedicated IP');
  await settings.getByLabel('Address of the page').fill('https://evil.example/');
  await settings.keyboard.press('Enter');
  await expect(settings.getByText('Type the whole address of a page of Brevo, with https.')).toBeVisible();
  await settings.getByLabel('Address of the page').fill('https://app.brevo.com/senders/ip?x=1');
  await settings.keyboard.press('Enter');
  const remove = settings.getByRole('button', { name: 'Remove Dedicated IP' });
  await expect(remove).toBeVisible();

  await showLauncher(desk);
  await search(launcher, 'acme events dedicated ip', 'Acme Events');
  await expect(launcher.locator('#result-0')).toContainText('…/senders/ip');
  await search(launcher, 'acme events', 'Acme Events');
  await launcher.keyboard.press('Tab');
  await launcher.keyboard.type('dedicated');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('Lands on https://app.brevo.com/senders/ip');
  await remove.click();
  await expect(remove).toBeHidden();
});

test('a link may name both: they are seen before Enter, and asked about after it', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  const link = 'latchkey://open?provider=brevo&account=9007201493319681';
  await latchkey.openLink(
    `${link}&page=${encodeURIComponent('https://app.brevo.com/senders/list')}&as=eve%40acme-editions.example`,
  );
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(searchBox(launcher)).toHaveValue(
    '9007201493319681 https://app.brevo.com/senders/list as:eve@acme-editions.example',
  );
  await expect(launcher.locator('#result-0')).toContainText('Acme Éditions');
  await listRead(launcher);
  await launcher.keyboard.press('Enter');
  const question = launcher.getByRole('region', { name: 'Before you go on' });
  await expect(question).toContainText(
    'A link wants to log in to Acme Éditions as eve@acme-editions.example on app.brevo.com/senders/list.',
  );
  expect(await latchkey.opened()).toHaveLength(opened);
  await launcher.keyboard.press('Escape');
  await expect(question).toBeHidden();
  expect(await latchkey.opened()).toHaveLength(opened);
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Acme Éditions ');
});

for (const [what, extra, said] of [
  ['page', 'https://app.brevo.com/users/invite', ' on app.brevo.com/users/invite.'],
  ['user', 'as:mallory@acme-events.example', ' as mallory@acme-events.example.'],
] as const) {
  test(`a ${what} in the text of a link is asked about as well`, async ({ desk: { latchkey, launcher } }) => {
    const opened = (await latchkey.opened()).length;
    await latchkey.request(launcher, 'hideLauncher', {});
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    await latchkey.openLink(`latchkey://find?text=${encodeURIComponent(`acme events ${extra}`)}`);
    await expect(searchBox(launcher)).toHaveValue(`acme events ${extra}`);
    await expect(rows(launcher)).toHaveCount(1);
    await listRead(launcher);
    await launcher.keyboard.press('ArrowDown');
    await launcher.keyboard.press('Enter');
    const question = launcher.getByRole('region', { name: 'Before you go on' });
    await expect(question).toContainText(`A link wants to log in to Acme Events${said}`);
    await launcher.keyboard.press('Escape');
    await expect(question).toBeHidden();
    expect(await latchkey.opened()).toHaveLength(opened);
  });
}

for (const text of [
  'acme as:',
  'acme as:jo@acme-events',
  'acme events as:jo@acme-events.example as:ann@acme-events.example',
]) {
  test(`“${text}” and Enter log in to no customer, and say why`, async ({ desk: { latchkey, launcher } }) => {
    const opened = (await latchkey.opened()).length;
    await fillIn(launcher, text);
    await expect(rows(launcher).first()).toContainText('Acme');
    await listRead(launcher);
    const why = text.endsWith('.example') ? 'The text says more than one user' : 'Type the whole email of the user';
    await expect(launcher.locator('.status-bar-text')).toContainText(why);
    await expect(launcher.locator('.status-bar-enter')).toBeHidden();
    await launcher.keyboard.press('Enter');
    await expect(launcher.locator('.status-bar-text')).toContainText(why);
    // Nothing was begun: the first Enter on a whole text is the one log-in.
    await search(launcher, 'acme events as:jo@acme-events.example', 'Acme Events');
    const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
    expect(words).toContain('jo@acme-events.example');
    expect(await latchkey.opened()).toHaveLength(opened + 1);
  });
}

test('a name is pasted together with the user and the page, and Enter logs in as the text says', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await fillIn(launcher, '');
  await pasteInto(searchBox(launcher), `Acme Events ${page}?x=1 as:jo@acme-events.example`);
  await expect(searchBox(launcher)).toHaveValue(`Acme Events ${page} as:jo@acme-events.example `);
  await expect(launcher.locator('#result-0')).toContainText('Acme Events');
  await listRead(launcher);
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Acme Events ');
  expect(words).toContain('jo@acme-events.example');
  expect(words).toContain(`Lands on ${page}`);
});

test('a Latchkey link that is pasted shows what it names, and is asked about', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await fillIn(launcher, 'globex');
  const link = 'latchkey://open?provider=brevo&account=9007201493319681&as=mallory%40acme-editions.example';
  await pasteInto(searchBox(launcher), link);
  await expect(searchBox(launcher)).toHaveValue('9007201493319681 as:mallory@acme-editions.example');
  await expect(launcher.locator('#result-0')).toContainText('Acme Éditions');
  await listRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect(launcher.getByRole('region', { name: 'Before you go on' })).toContainText(
    'A link wants to log in to Acme Éditions as mallory@acme-editions.example.',
  );
  await launcher.keyboard.press('Escape');
  expect(await latchkey.opened()).toHaveLength(opened);
  await pasteInto(searchBox(launcher), 'latchkey://open?provider=brevo&account=1&page=https%3A%2F%2Fevil.example%2F');
  await expect(launcher.locator('.status-bar-text')).toContainText(
    'Latchkey cannot read this link: its page is no page of Brevo.',
  );
});

test('after a pasted link that is refused, Enter opens no customer of the list that is there', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await fillIn(launcher, 'globex');
  await expect(highlighted(launcher)).toHaveCount(1);
  await pasteInto(
    searchBox(launcher),
    'latchkey://open?provider=brevo&account=1&page=http%3A%2F%2Fapp.brevo.com%2Fsenders',
  );
  await expect(launcher.locator('.status-bar-text')).toContainText('its page does not begin with https://');
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.status-bar-text')).toHaveText('Choose a customer first');
  expect(await latchkey.opened()).toHaveLength(opened);
});

const longPage = 'https://app.brevo.com/marketing-reports/dashboard/overview/detail';
const longUser = 'johannes.long-name@acme-events.example';

test('a long page and a long user leave every name whole, and the user is read in the chip and on Enter', async ({
  desk: { launcher },
}) => {
  const widths = () =>
    launcher
      .locator('.result-name')
      .evaluateAll((names) => names.map((name) => [name.getBoundingClientRect().width, name.scrollWidth] as const));
  for (const text of [`acme ${longPage}`, `acme ${longPage} as:${longUser}`]) {
    await fillIn(launcher, text);
    await expect(rows(launcher).filter({ hasText: 'Acme Events' })).toBeVisible();
    await expect(launcher.locator('#result-0 .result-end')).toContainText('…/overview/detail');
    // One pixel for rounding.
    for (const [width, wanted] of await widths()) expect(width).toBeGreaterThanOrEqual(wanted - 1);
  }
  await fillIn(launcher, `acme ${longPage} as:${longUser}`);
  const words = launcher.getByRole('button', { name: `Remove the filter As ${longUser}` }).locator('.filter-words');
  await expect(words).toBeVisible();
  const { seen, wanted } = await words.evaluate((one) => ({ seen: one.clientWidth, wanted: one.scrollWidth }));
  expect(seen).toBeGreaterThanOrEqual(wanted);
  await expect(launcher.locator('.status-bar-enter')).toContainText(` as ${longUser}`);
});
