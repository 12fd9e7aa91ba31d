import { changeSettings, type Desk, expect, test } from '../helpers/desk.ts';
import {
  fillIn,
  highlighted,
  listRead,
  namesShown,
  pasteInto,
  pressEnterToLogIn,
  rows,
  search,
  searchBox,
  visit,
} from '../helpers/steps.ts';

// A text from a ticket, pasted or on the clipboard: its customers are found, and only a person opens one of them.

const shortcut = 'CommandOrControl+Alt+Shift+C';
const ticketIn = ({ launcher }: Desk) => launcher.locator('.ticket-text');
const heading = ({ launcher }: Desk) => launcher.locator('.results-heading');
const status = ({ launcher }: Desk) => launcher.locator('.status-bar-text');

const one = 'Hi, this is Vera.\nWe cannot send since Friday, see info@globex-shipping.example.\n\nBest, Vera';
const two = 'Hi, Globex Shipping and Initrode Software cannot log in.';

async function pressWith(desk: Desk, text: string): Promise<void> {
  const { latchkey, launcher } = desk;
  await changeSettings(desk, { clipboardShortcut: shortcut });
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await latchkey.putOnClipboard(text);
  await latchkey.pressShortcut(shortcut);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
}

test('one customer in a text on the clipboard is highlighted, and Enter opens it', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await pressWith(desk, one);
  await expect(ticketIn(desk)).toHaveText(/^Remove the text: Hi, this is Vera\.\d+ characters$/);
  await expect(searchBox(launcher)).toHaveValue('');
  await expect(searchBox(launcher)).toBeFocused();
  await expect(searchBox(launcher)).toHaveAccessibleDescription(/^\d+ characters$/);
  await expect(heading(desk)).toHaveText('Found in your text');
  await expect(highlighted(launcher).locator('.result-name')).toHaveText('Globex Shipping');
  await expect(highlighted(launcher).locator('.result-found')).toContainText(
    'by the email info@globex-shipping.example',
  );
  await expect(launcher.getByRole('status')).toContainText('1 customer found in your text');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Globex Shipping ');
});

test('of two customers in a text none is highlighted, and the user chooses', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await pressWith(desk, two);
  await expect(rows(launcher)).toHaveCount(2);
  expect(await namesShown(launcher)).toEqual(['Globex Shipping', 'Initrode Software']);
  await expect(launcher.locator('.result-found')).toHaveText([
    ', found by the name, maybe a part of a longer one',
    ', found by the name, maybe a part of a longer one',
  ]);
  await expect(highlighted(launcher)).toHaveCount(0);
  await listRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect(status(desk)).toHaveText('Choose a customer first');
  expect(await latchkey.opened()).toHaveLength(opened);
  await launcher.keyboard.press('ArrowDown');
  await launcher.keyboard.press('ArrowDown');
  await expect(highlighted(launcher).locator('.result-name')).toHaveText('Initrode Software');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Initrode Software ');
});

test('without a customer in the text it says so, and Enter searches for the first line', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const opened = (await latchkey.opened()).length;
  await pressWith(desk, 'Globex\nplease call back');
  await expect(launcher.locator('.empty-words')).toHaveText('None of your customers is in this text.');
  await expect(highlighted(launcher)).toHaveText('Search for “Globex”');
  await listRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect(searchBox(launcher)).toHaveValue('Globex');
  await expect(rows(launcher).first()).toContainText('Globex');
  await expect(highlighted(launcher)).toHaveCount(0);
  await launcher.keyboard.press('Enter');
  await expect(status(desk)).toHaveText('Choose a customer first');
  expect(await latchkey.opened()).toHaveLength(opened);
});

test('a pasted text takes the place of what was typed; Backspace, Esc and Ctrl+Z take it back', async ({ desk }) => {
  const { launcher } = desk;
  const { keyboard } = launcher;
  const field = searchBox(launcher);
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await pasteInto(field, one);
  await expect(ticketIn(desk)).toBeVisible();
  await expect(highlighted(launcher).locator('.result-name')).toHaveText('Globex Shipping');
  await keyboard.press('ControlOrMeta+z');
  await expect(ticketIn(desk)).toHaveCount(0);
  await expect(field).toHaveValue('norvia labs');
  await expect(highlighted(launcher).locator('.result-name')).toContainText('Norvia Labs');

  for (const key of ['Backspace', 'Escape']) {
    await pasteInto(field, two);
    await expect(rows(launcher)).toHaveCount(2);
    await keyboard.press(key);
    await expect(ticketIn(desk)).toHaveCount(0);
    await expect(field).toHaveValue('');
  }
  await pasteInto(field, two);
  await ticketIn(desk).click();
  await expect(ticketIn(desk)).toHaveCount(0);
  await expect(field).toBeFocused();

  await pasteInto(field, two);
  await keyboard.type('glob');
  await expect(ticketIn(desk)).toHaveCount(0);
  await expect(field).toHaveValue('glob');
  await expect(highlighted(launcher).locator('.result-name')).toContainText('Globex');
});

test('a text that the user copied with its line breaks is read with them', async ({ desk }) => {
  const { launcher } = desk;
  const { keyboard } = launcher;
  await search(launcher, 'acme corp', 'Acme Corp');
  await keyboard.press('Shift+F2');
  const note = launcher.getByLabel('Note on Acme Corp');
  await note.fill('Globex Shipping\nInitrode Software');
  await note.press('ControlOrMeta+a');
  await note.press('ControlOrMeta+c');
  await keyboard.press('Escape');
  await expect(note).toHaveCount(0);
  await searchBox(launcher).press('ControlOrMeta+v');
  await expect(ticketIn(desk)).toBeVisible();
  await expect(rows(launcher)).toHaveCount(2);
});

test('a name, an email or an id is pasted as if it were typed', async ({ desk }) => {
  const { launcher } = desk;
  for (const text of ['Globex Shipping', 'info@globex-shipping.example\n', 'sg05d37f0d99b330687dd1917fbd45f176']) {
    await fillIn(launcher, '');
    const isTaken = await searchBox(launcher).evaluate((input, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      return !input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
    expect(isTaken).toBe(false);
    await expect(ticketIn(desk)).toHaveCount(0);
  }
});

test('while the user types, a text on the clipboard waits, and is shown when they choose it', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await changeSettings(desk, { clipboardShortcut: shortcut });
  await search(launcher, 'norvia', 'Norvia');
  await launcher.keyboard.type(' la');
  await latchkey.putOnClipboard(one);
  await latchkey.pressShortcut(shortcut);
  const waiting = launcher.getByRole('region', { name: 'Waiting' });
  await expect(waiting).toContainText(/A text of \d+ characters from the clipboard waits/);
  await expect(searchBox(launcher)).toHaveValue('norvia la');
  await launcher.keyboard.press('ControlOrMeta+k');
  await launcher.keyboard.type('from the clipboard');
  await launcher.keyboard.press('Enter');
  await expect(highlighted(launcher).locator('.result-name')).toHaveText('Globex Shipping');
  await expect(waiting).toHaveCount(0);
});

test('a typed text that finds no customer is looked through, and highlights none', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const before = (await latchkey.opened()).length;
  await fillIn(launcher, 'Re: Globex Shipping cannot send');
  await expect(rows(launcher).first()).toHaveText('Look for customers in this text');
  await launcher.keyboard.press('Enter');
  await expect(heading(desk)).toHaveText('Found in your text');
  await expect(rows(launcher)).toContainText(['Globex Shipping']);
  await listRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect(status(desk)).toHaveText('Choose a customer first');
  expect(await latchkey.opened()).toHaveLength(before);
});

test('an email or a domain with one letter less finds no customer', async ({ desk: { launcher } }) => {
  for (const typed of ['info@globex-shippin.example', 'globex-shippin.example']) {
    await fillIn(launcher, typed);
    await expect(launcher.locator('.empty-words')).toHaveText(`No customer matches “${typed}”.`);
  }
});
