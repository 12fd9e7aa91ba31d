import { expect, test } from '../helpers/desk.ts';
import {
  barRead,
  fillIn,
  highlighted,
  lastChange,
  pinKey,
  pressEnterToLogIn,
  rows,
  search,
  searchBox,
  visit,
} from '../helpers/steps.ts';

// Filters in the search text, with the real main. tests/renderer has what the chips do, tests/search what is found.

test('a filter narrows the list to its connection, and Enter opens the customer there', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme corp @sendgrid', 'Acme Corp');
  await expect(rows(launcher)).not.toHaveCount(0);
  const places = await launcher.locator('.provider-mark').allTextContents();
  expect(new Set(places)).toEqual(new Set(['SG']));
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('You are now logged in as Acme Corp');
});

test('filters alone list customers, also by id and by what the user did', async ({ desk: { launcher } }) => {
  await search(launcher, '#sg05d37f0d', 'Acme Corp');
  await expect(rows(launcher)).toHaveCount(1);
  await fillIn(launcher, 'brevo: is:inactive');
  await expect(rows(launcher).first().locator('.badge-state')).toHaveText(/inactive/);
  for (const state of await rows(launcher).locator('.badge-state').allTextContents())
    expect(state).toContain('inactive');
});

test('Tab completes a filter, Backspace takes it out again', async ({ desk: { launcher } }) => {
  await fillIn(launcher, 'acme @');
  await expect(launcher.getByRole('list', { name: 'Suggested filters' })).toBeVisible();
  await launcher.keyboard.press('Tab');
  const chip = launcher.getByRole('button', { name: /^Remove the filter Connection: / });
  await expect(chip).toBeVisible();
  await launcher.keyboard.press('Backspace');
  await expect(chip).toBeHidden();
  await expect(searchBox(launcher)).toHaveValue('acme ');
});

test('a misspelt filter says what is nearest, and Enter searches with that', async ({ desk: { launcher } }) => {
  await fillIn(launcher, 'acme @sendgird');
  await expect(launcher.getByText('No connection is called “sendgird”. The nearest is')).toBeVisible();
  await launcher.keyboard.press('Enter');
  await expect(launcher.getByRole('button', { name: /^Remove the filter Connection: / })).toBeVisible();
  await expect(rows(launcher)).not.toHaveCount(0);
  // The next Enter must open no customer.
  await expect(highlighted(launcher)).toHaveCount(0);
});

test('two quick Enters on a chip, a suggestion or Undo log in to no customer', async ({ samples }) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const opened = async () => (await latchkey.opened()).length;
  // Both in the page: on a busy machine, two presses of the driver are seconds apart. What it says is watched from there,
  // too, since the answer of Undo says something else a moment later.
  const refusal = 'Press Enter again to log in';
  const enterTwice = async (): Promise<void> => {
    // That of the time before.
    await expect(launcher.locator('body')).not.toContainText(refusal);
    await launcher.evaluate(async (words) => {
      const pressed = document.activeElement;
      if (pressed instanceof HTMLButtonElement) pressed.click();
      await new Promise((drawn) => requestAnimationFrame(drawn));
      const refused = new Promise<void>((said) => {
        const watch = new MutationObserver(() => document.body.innerText.includes(words) && said());
        watch.observe(document.body, { childList: true, characterData: true, subtree: true });
      });
      const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(press);
      await refused;
    }, refusal);
  };
  await search(launcher, 'acme sendgrid:', 'Acme Corp');
  await launcher.keyboard.press('Shift+Tab');
  await enterTwice();
  await expect(searchBox(launcher)).toHaveValue('acme ');
  await search(launcher, 'acme @', 'Acme');
  await launcher.keyboard.press('Shift+Tab');
  await enterTwice();
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await launcher.keyboard.press(pinKey(latchkey));
  const undo = lastChange(launcher).getByRole('button', { name: 'Undo' });
  await barRead(launcher);
  await undo.focus();
  await enterTwice();
  await expect(undo).toHaveCount(0);
  expect(await opened()).toBe(0);
});
