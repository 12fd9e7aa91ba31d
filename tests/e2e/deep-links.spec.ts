import { type Desk, expect, test } from '../helpers/desk.ts';
import { highlighted, pressEnterToLogIn, rows, search, searchBox, visit } from '../helpers/steps.ts';

// Any website can send a deep link. It selects a customer, and nothing logs in before a person presses Enter.

const acmeCorp = 'sg05d37f0d99b330687dd1917fbd45f176';
const byId = `latchkey://open?provider=sendgrid&account=${acmeCorp}`;

async function expectSelected({ latchkey, launcher }: Desk, name: string, opened: number): Promise<void> {
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(highlighted(launcher).locator('.result-name')).toHaveText(name);
  expect(await latchkey.opened()).toHaveLength(opened);
}

test('a link selects its customer in the running program, by id, email or domain', async ({ desk }) => {
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

test('a link replaces the typed text, and dismisses an open question', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await search(launcher, 'zanetti moda', 'Zanetti Moda');
  await launcher.keyboard.press('Enter');
  await expect(launcher.getByRole('button', { name: 'Log in anyway' })).toBeVisible();
  await latchkey.openLink(byId);
  await expectSelected(desk, 'Acme Corp', opened);
  await expect(launcher.getByRole('button', { name: 'Log in anyway' })).toHaveCount(0);
});

test('a link to an unknown customer selects nothing, and Enter opens nothing', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
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
  test.skip(process.platform === 'darwin', 'macOS hands links over without a command line');
  const { latchkey, launcher } = desk;
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
});

test('a link that starts the program acts once, and only selects', async ({ launch, samples }, testInfo) => {
  test.skip(process.platform === 'darwin', 'macOS hands links over without a command line');
  const userData = testInfo.outputPath('kept');
  const first = await samples({ userData });
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
