import type { Page } from 'playwright-core';
import { type Desk, expect, test } from '../helpers/desk.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import { barRead, highlighted, pressEnterToLogIn, rows, search, searchBox, visit } from '../helpers/steps.ts';

// Any website can send a deep link. It selects a customer, and nothing logs in before a person presses Enter.

const acmeCorp = 'sg05d37f0d99b330687dd1917fbd45f176';
const byId = `latchkey://open?provider=sendgrid&account=${acmeCorp}`;

/** The line of the bar. */
const waiting = (launcher: Page) => launcher.getByRole('region', { name: 'Waiting' });

async function expectSelected({ latchkey, launcher }: Desk, name: string, opened: number): Promise<void> {
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(highlighted(launcher).locator('.result-name')).toHaveText(name);
  expect(await latchkey.opened()).toHaveLength(opened);
}

test('a link selects its customer in the running program, by id, email or domain', onEachSystem, async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  for (const [link, name] of [
    [byId, 'Acme Corp'],
    ['latchkey://open?email=info@globex-shipping.example&provider=sendgrid', 'Globex Shipping'],
    ['latchkey://open?provider=sendgrid&domain=Cafe-Zurich.example', 'Café Zürich'],
    ['latchkey://open?provider=brevo&account=9007201493319681', 'Acme Éditions'],
  ] as const) {
    await latchkey.request(launcher, 'hideLauncher', {});
    await latchkey.openLink(link);
    await expectSelected(desk, name, opened);
  }
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Acme Éditions ');
});

test('a link does not take the place of an open question: it waits in the bar, and is shown by keyboard', async ({
  desk,
}) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await search(launcher, 'zanetti moda', 'Zanetti Moda');
  await launcher.keyboard.press('Enter');
  const question = launcher.getByRole('region', { name: 'Before you go on' });
  await expect(question).toBeVisible();
  await latchkey.openLink(byId);
  await expect(searchBox(launcher)).toHaveValue('zanetti moda');
  await expect(question).toBeVisible();

  await launcher.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(waiting(launcher)).toContainText('A link for Acme Corp waits');
  await expect(launcher.getByRole('status')).toContainText('A link for Acme Corp waits.');
  await expect(highlighted(launcher).locator('.result-name')).toContainText('Zanetti Moda');
  await launcher.keyboard.press('ControlOrMeta+k');
  await launcher.keyboard.type('waiting');
  await launcher.keyboard.press('Enter');
  await expectSelected(desk, 'Acme Corp', opened);
  await expect(waiting(launcher)).toHaveCount(0);
  await expect(searchBox(launcher)).toBeFocused();
});

test('while the user types, only the newest link waits; typing goes on, and Esc dismisses it', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'globex', 'Globex');
  let arrived = false;
  const typing = (async () => {
    while (!arrived) {
      await launcher.keyboard.type('x');
      await launcher.keyboard.press('Backspace');
    }
  })();
  await latchkey.openLink(byId);
  await expect(waiting(launcher)).toContainText('A link for Acme Corp waits');
  await latchkey.openLink('latchkey://open?provider=brevo&email=who@nowhere.example');
  await expect(waiting(launcher)).toContainText('A link for “who@nowhere.example” waits');
  arrived = true;
  await typing;
  await expect(searchBox(launcher)).toHaveValue('globex');

  await barRead(launcher);
  await launcher.keyboard.press('Escape');
  await expect(waiting(launcher)).toHaveCount(0);
  await expect(searchBox(launcher)).toHaveValue('globex');
  await expect(highlighted(launcher).locator('.result-name')).toContainText('Globex');
});

test('the button of a link that waits does the same', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await search(launcher, 'globex', 'Globex');
  // A palette is open, so the link waits however long it takes to arrive.
  await launcher.keyboard.press('ControlOrMeta+k');
  await expect(launcher.getByRole('dialog')).toBeVisible();
  await latchkey.openLink(byId);
  await expect(waiting(launcher)).toContainText('A link for Acme Corp waits');
  await expect(launcher.getByRole('dialog')).toBeVisible();
  await launcher.keyboard.press('Escape');
  await barRead(launcher);
  await waiting(launcher).getByRole('button', { name: 'Show' }).click();
  await expectSelected(desk, 'Acme Corp', opened);
});

test('a link to an unknown customer selects nothing, and Enter opens nothing', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await latchkey.request(launcher, 'hideLauncher', {});
  // An email that a search would find, but at the provider that does not have it.
  await latchkey.openLink('latchkey://open?provider=brevo&email=info@globex-shipping.example');
  await expect.poll(() => searchBox(launcher).inputValue()).toBe('info@globex-shipping.example');
  await expect(rows(launcher).first()).toBeVisible();
  await expect(highlighted(launcher)).toHaveCount(0);
  await launcher.keyboard.press('Enter');
  await search(launcher, 'acme', 'Acme');
  expect(await latchkey.opened()).toHaveLength(opened);
});

test('an invalid link opens nothing, and is explained or ignored', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  for (const link of [
    'latchkey://open?provider=sendgrid&account=acme%20corp',
    `${byId}&account=2`,
    `latchkey://login?provider=sendgrid&account=${acmeCorp}`,
    'latchkey://open?provider=sendgrid&domain=example.com#x',
  ]) {
    const before = (await latchkey.notices()).length;
    await latchkey.openLink(link);
    await expect.poll(async () => (await latchkey.notices()).length).toBe(before + 1);
    expect((await latchkey.notices()).at(-1)?.title).toBe(
      'This link does not name a customer that Latchkey can look for.',
    );
    expect(await latchkey.isVisible(launcher)).toBe(false);
  }
  expect(await latchkey.opened()).toHaveLength(opened);
});

test('a command line into which a website smuggled switches is ignored', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  test.skip(latchkey.platform === 'darwin', 'macOS hands links over without a command line');
  const opened = (await latchkey.opened()).length;
  for (const args of [
    ['--open-url', '--open-url', '--', byId],
    ['--open-url', '--', byId, 'latchkey://open?provider=brevo&account=1'],
    [byId],
  ]) {
    await latchkey.request(launcher, 'hideLauncher', {});
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    // Without a valid link it is an ordinary start: it shows the launcher unchanged.
    await latchkey.secondStart(...args);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
    await expect(searchBox(launcher)).toHaveValue('');
  }
  expect(await latchkey.opened()).toHaveLength(opened);

  // Nor does such a start take over: what the user does in the launcher goes on.
  await launcher.keyboard.press('ControlOrMeta+k');
  await expect(launcher.getByRole('dialog')).toBeVisible();
  await latchkey.secondStart(byId);
  await latchkey.openLink(byId);
  await expect(waiting(launcher)).toBeVisible();
  await expect(launcher.getByRole('dialog')).toBeVisible();
  await barRead(launcher);
  await launcher.keyboard.press('Escape');
  await launcher.keyboard.press('Escape');
  await expect(waiting(launcher)).toHaveCount(0);
});

test('a link that starts the program acts once, and only selects', async ({ launch, samples }, testInfo) => {
  const userData = testInfo.outputPath('kept');
  const first = await samples({ userData });
  test.skip(first.latchkey.platform === 'darwin', 'macOS hands links over without a command line');
  await first.latchkey.quit();

  const env = { LATCHKEY_SANDBOX: '{"accountsPerProvider":60}' };
  const latchkey = await launch({ userData, env, args: ['--open-url', '--', byId] });
  const launcher = await latchkey.window('launcher');
  await expectSelected({ latchkey, launcher }, 'Acme Corp', 0);
  await launcher.keyboard.press('Escape');
  await launcher.keyboard.press('Escape');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await latchkey.secondStart();
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(searchBox(launcher)).toHaveValue('');
  expect(await latchkey.opened()).toEqual([]);
});
