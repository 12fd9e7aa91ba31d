import type { Page } from 'playwright-core';
import { type Desk, expect, test } from '../helpers/desk.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import {
  barRead,
  fillIn,
  highlighted,
  listRead,
  pressEnterToLogIn,
  rows,
  search,
  searchBox,
  visit,
} from '../helpers/steps.ts';

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

test('a copied Latchkey link selects the customer it was copied from, and logs in to none', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await search(launcher, 'acme corp', 'Acme Corp');
  await launcher.keyboard.press('ControlOrMeta+k');
  await launcher.keyboard.type('latchkey link');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.clipboardText()).toBe(byId);
  await fillIn(launcher, 'globex');
  await latchkey.request(launcher, 'hideLauncher', {});
  await latchkey.openLink(await latchkey.clipboardText());
  await expectSelected(desk, 'Acme Corp', opened);

  await listRead(launcher);
  await launcher.keyboard.press('ControlOrMeta+k');
  await launcher.keyboard.type('as text');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.clipboardText()).toMatch(new RegExp(`^Acme Corp · .+ · ${acmeCorp}$`));
});

/** In the page, when the field shows this text and so many more ms have passed: the time does not depend on the driver. */
const enterAfter = (launcher: Page, text: string, ms: number): Promise<void> =>
  launcher.evaluate(
    async ([shown, pauseMs]) => {
      const field = document.querySelector<HTMLInputElement>('.search-input');
      const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
      while (field?.value !== shown || !document.querySelector('[role="option"][aria-selected="true"]')) await frame();
      await new Promise((passed) => setTimeout(passed, pauseMs));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    },
    [text, ms] as const,
  );

for (const ms of [0, 100, 250]) {
  test(`Enter ${ms} ms after a link has shown its customer opens no customer, and says why`, async ({ desk }) => {
    const { latchkey, launcher } = desk;
    const opened = (await latchkey.opened()).length;
    await latchkey.request(launcher, 'hideLauncher', {});
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    const pressed = enterAfter(launcher, acmeCorp, ms);
    await latchkey.openLink(byId);
    await pressed;
    const why = 'A link chose this customer: press Enter again to log in';
    await expect(launcher.locator('.status-bar-text')).toHaveText(why);
    await expect(launcher.getByRole('status')).toContainText(why);
    await listRead(launcher);
    await expectSelected(desk, 'Acme Corp', opened);
    const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
    expect(words).toContain('logged in as Acme Corp ');
  });

  test(`a link does not replace a list on the screen, and Enter ${ms} ms later is for the list`, async ({ desk }) => {
    const { latchkey, launcher } = desk;
    await search(launcher, 'norvia labs', 'Norvia Labs');
    const before = (await latchkey.opened()).length;
    await latchkey.openLink(byId);
    await expect(waiting(launcher)).toContainText('A link for Acme Corp waits');
    await expect(searchBox(launcher)).toHaveValue('norvia labs');
    await enterAfter(launcher, 'norvia labs', ms);
    await expect
      .poll(async () => {
        // It may ask whether the session of the test before may end.
        if (await launcher.getByRole('button', { name: 'Log in anyway' }).isVisible()) {
          await launcher.keyboard.press('Enter');
        }
        return (await latchkey.opened()).length;
      })
      .toBe(before + 1);
    const { words } = await visit((await latchkey.opened()).at(-1) ?? '');
    expect(words).toContain('logged in as Norvia Labs ');
  });
}

test('a text that the user let a link replace comes back with Ctrl+Z', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'globex ship', 'Globex Shipping');
  await latchkey.openLink(byId);
  await expect(waiting(launcher)).toBeVisible();
  await barRead(launcher);
  await waiting(launcher).getByRole('button', { name: 'Show' }).click();
  await expect(searchBox(launcher)).toHaveValue(acmeCorp);
  await launcher.keyboard.press('ControlOrMeta+z');
  await expect(searchBox(launcher)).toHaveValue('globex ship');
  await expect(highlighted(launcher).locator('.result-name')).toContainText('Globex Shipping');
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

test('only the newest link waits; the text stays, and Esc dismisses the link', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'globex', 'Globex');
  await latchkey.openLink(byId);
  await expect(waiting(launcher)).toContainText('A link for Acme Corp waits');
  await latchkey.openLink('latchkey://open?provider=brevo&email=who@nowhere.example');
  await expect(waiting(launcher)).toContainText('A link for “who@nowhere.example” waits');
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

test('a find link shows what its text finds, and selects no customer', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  // One customer has this name, and one has this id: a text is not taken for either.
  for (const text of ['Globex Shipping', acmeCorp]) {
    await latchkey.request(launcher, 'hideLauncher', {});
    await latchkey.openLink(`latchkey://find?text=${encodeURIComponent(text)}`);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
    await expect(searchBox(launcher)).toHaveValue(text);
    await expect(rows(launcher).first()).toBeVisible();
    await expect(highlighted(launcher)).toHaveCount(0);
    await listRead(launcher);
    await launcher.keyboard.press('Enter');
    await expect(launcher.locator('.status-bar-text')).toHaveText('Choose a customer first');
  }
  expect(await latchkey.opened()).toHaveLength(opened);
  await launcher.keyboard.press('ArrowDown');
  await expect(highlighted(launcher).locator('.result-name')).toHaveText('Acme Corp');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Acme Corp ');
});

test('a find link that arrives while the user types waits, and is shown when they choose it', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'norvia', 'Norvia');
  await launcher.keyboard.type(' la');
  await latchkey.openLink('latchkey://find?text=Globex+Shipping');
  await expect(waiting(launcher)).toContainText('A link for “Globex Shipping” waits');
  await launcher.keyboard.type('bs');
  await expect(searchBox(launcher)).toHaveValue('norvia labs');
  await expect(highlighted(launcher).locator('.result-name')).toContainText('Norvia Labs');
  await barRead(launcher);
  await waiting(launcher).getByRole('button', { name: 'Show' }).click();
  await expect(searchBox(launcher)).toHaveValue('Globex Shipping');
  await expect(rows(launcher).first()).toContainText('Globex Shipping');
  await expect(highlighted(launcher)).toHaveCount(0);
  await launcher.keyboard.press('ControlOrMeta+z');
  await expect(searchBox(launcher)).toHaveValue('norvia labs');
});

test('an invalid link opens nothing, and says which rule it breaks', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  for (const [link, why] of [
    ['latchkey://open?provider=sendgrid&account=acme%20corp', 'its customer is no id, email or domain'],
    [`${byId}&account=2`, 'it has the same part twice'],
    [`latchkey://login?provider=sendgrid&account=${acmeCorp}`, 'it is not written like one of Latchkey'],
    ['latchkey://open?provider=sendgrid', 'it names no customer'],
    ['latchkey://open?as=jo%40acme.example', 'it names a user, and not the customer whose user that is'],
    [`latchkey://open?account=${acmeCorp}`, 'it names no provider'],
    [`latchkey://open?provider=mailgun&account=${acmeCorp}`, 'it names a provider that Latchkey does not know'],
    [`${byId}&page=https%3A%2F%2Fapp.brevo.com%2F`, 'SendGrid opens no page by its address'],
  ] as const) {
    const before = (await latchkey.notices()).length;
    await latchkey.openLink(link);
    await expect.poll(async () => (await latchkey.notices()).length).toBe(before + 1);
    expect((await latchkey.notices()).at(-1)?.title).toBe(`Latchkey cannot read this link: ${why}.`);
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
