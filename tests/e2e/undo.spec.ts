import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import {
  allSynced,
  barRead,
  firstRunWithSamples,
  highlighted,
  lastChange,
  launcherShortcut,
  openSettings,
  pinKey,
  search,
  searchBox,
  stateOf,
} from '../helpers/steps.ts';

// No name, note or pin changes without a sentence that says so, and each change can be undone.

const undoKey = 'ControlOrMeta+z';

async function rename(launcher: Page, to: string): Promise<void> {
  await launcher.keyboard.press('F2');
  await launcher.getByRole('textbox', { name: /^New name for/ }).fill(to);
  await launcher.keyboard.press('Enter');
}

async function undoFromPalette(launcher: Page, entry: string): Promise<void> {
  await launcher.keyboard.press('ControlOrMeta+k');
  await launcher.getByRole('combobox', { name: 'Actions' }).fill('undo');
  await expect(launcher.locator('.palette-name')).toHaveText([entry]);
  await launcher.keyboard.press('Enter');
}

/** Two sentences, if what was undone before was said a moment ago. */
const notice = (launcher: Page) => launcher.locator('.status-bar-text');

test('a customer who was renamed by mistake is called again what it was, in the launcher and in the tray', async ({
  desk: { latchkey, launcher },
}) => {
  await search(launcher, 'umber ochre', 'Umber & Ochre Gallery');
  await launcher.keyboard.press(pinKey(latchkey));
  await expect(lastChange(launcher)).toContainText('Pinned Umber & Ochre Gallery');
  await rename(launcher, 'hargreaves xqzv');
  await expect(lastChange(launcher)).toContainText('Renamed Umber & Ochre Gallery to “hargreaves xqzv”');
  const trayLabels = async (): Promise<string> => (await latchkey.trayMenu()).map(({ label }) => label).join();
  await expect.poll(trayLabels).toContain('hargreaves xqzv');

  await launcher.keyboard.press(undoKey);
  await expect(notice(launcher)).toContainText('hargreaves xqzv is called Umber & Ochre Gallery again');
  await expect(lastChange(launcher)).toHaveCount(0);
  await expect(highlighted(launcher).locator('.result-name')).toHaveText('Umber & Ochre Gallery');
  await expect.poll(trayLabels).toContain('Ochre Gallery');
  await expect(searchBox(launcher)).toHaveValue('umber ochre');

  await undoFromPalette(launcher, 'Undo: pinned Umber & Ochre Gallery');
  await expect(notice(launcher)).toContainText('Umber & Ochre Gallery is no longer pinned');
});

test('the button takes a pin off again, and a second one puts it back', async ({ desk: { latchkey, launcher } }) => {
  await search(launcher, 'norvia labs', 'Norvia Labs');
  const undo = lastChange(launcher).getByRole('button', { name: 'Undo' });
  await launcher.keyboard.press(pinKey(latchkey));
  await expect(highlighted(launcher)).toContainText('pinned');
  await barRead(launcher);
  await undo.click();
  await expect(notice(launcher)).toContainText('Norvia Labs is no longer pinned');
  await expect(highlighted(launcher)).not.toContainText('pinned');
  await expect(searchBox(launcher)).toBeFocused();

  await launcher.keyboard.press(pinKey(latchkey));
  await expect(lastChange(launcher)).toContainText('Pinned Norvia Labs');
  await launcher.keyboard.press(pinKey(latchkey));
  await expect(lastChange(launcher)).toContainText('Unpinned Norvia Labs');
  await barRead(launcher);
  await undo.click();
  await expect(notice(launcher)).toContainText('Norvia Labs is pinned again');
  await undoFromPalette(launcher, 'Undo: pinned Norvia Labs');
  await expect(notice(launcher)).toContainText('Norvia Labs is no longer pinned');
});

test('a note is undone from the palette after the launcher was hidden', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'globex shipping', 'Globex Shipping');
  await launcher.keyboard.press('Shift+F2');
  await launcher.getByRole('textbox', { name: 'Note on Globex Shipping' }).fill('Meant for Globex Retail');
  await launcher.keyboard.press('Enter');
  await expect(lastChange(launcher)).toContainText('Note of Globex Shipping saved');
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await showLauncher(desk);
  await undoFromPalette(launcher, 'Undo: note of Globex Shipping');
  await expect(notice(launcher)).toContainText('The note of Globex Shipping is as it was before');
  await search(launcher, 'globex shipping', 'Globex Shipping');
  await launcher.keyboard.press('Shift+F2');
  await expect(launcher.getByRole('textbox', { name: 'Note on Globex Shipping' })).toHaveValue('');
  await launcher.keyboard.press('Escape');
});

test('imported names are undone where they were imported, and from the palette', async ({ desk }, testInfo) => {
  const { latchkey, launcher } = desk;
  const path = testInfo.outputPath('team names.csv');
  writeFileSync(path, 'Customer,Our name\noffice@acme-corp.example,"Acme, the big one"\n');
  const settings = await openSettings(latchkey, launcher, 'names');
  const importFile = async (): Promise<void> => {
    await latchkey.answerDialog([path]);
    await settings.getByRole('button', { name: 'Choose a file…' }).click();
    await settings.getByRole('button', { name: 'Import 1 row' }).click();
    await expect(settings.getByText('1 account named from team names.csv.')).toBeVisible();
    await search(launcher, 'office@acme-corp.example', 'Acme, the big one');
  };
  await importFile();
  await settings.getByRole('button', { name: 'Undo this import' }).click();
  await expect(settings.getByText('Undone: team names.csv. The names from before are back.')).toBeVisible();
  await search(launcher, 'office@acme-corp.example', 'Acme Corp');

  await importFile();
  await showLauncher(desk);
  await undoFromPalette(launcher, 'Undo: names from team names.csv');
  await expect(notice(launcher)).toContainText('The names from before team names.csv are back');
  await search(launcher, 'office@acme-corp.example', 'Acme Corp');
  await expect(settings.getByText('Undone', { exact: true })).toHaveCount(2);
  await expect(settings.getByRole('button', { name: 'Undo this import' })).toHaveCount(0);
});

test('a name that was changed again since stays, and the launcher says so', async ({
  desk: { latchkey, launcher },
}) => {
  await search(launcher, 'maison beranger', 'Maison Béranger');
  await rename(launcher, 'Maison B.');
  await expect(lastChange(launcher)).toContainText('Renamed Maison Béranger to “Maison B.”');
  const { lastChange: made } = await stateOf(latchkey, launcher);
  const accountId = made && 'accountId' in made ? made.accountId : '';
  // As another window would do it.
  await latchkey.request(launcher, 'renameAccount', { accountId, name: 'Maison Béranger Paris' });
  await barRead(launcher);
  await lastChange(launcher).getByRole('button', { name: 'Undo' }).click();
  const failure = launcher.locator('.prompt-bar', { hasText: 'This has been changed again since' });
  await expect(failure).toContainText('so it was not undone.');
  // A failure stays until it was read, anew if the customer's name changes: then typing ends it.
  await expect(launcher.locator('#result-0 .result-name')).toHaveText('Maison Béranger Paris');
  await barRead(launcher);
  await search(launcher, 'maison', 'Maison Béranger Paris');
  await expect(failure).toHaveCount(0);
  await undoFromPalette(launcher, 'Undo: renamed Maison B.');
  await expect(notice(launcher)).toContainText('Maison Béranger Paris is called Maison B. again');
  await latchkey.request(launcher, 'renameAccount', { accountId, name: '' });
});

test('Ctrl+Z undoes typing by words, and after everything was selected and replaced', async ({
  desk: { launcher },
}) => {
  const field = searchBox(launcher);
  await field.pressSequentially('acme corp');
  await launcher.keyboard.press('ControlOrMeta+a');
  await launcher.keyboard.type('globex shipping');
  await expect(launcher.locator('#result-0 .result-name')).toHaveText('Globex Shipping');
  for (const text of ['globex', 'acme corp', 'acme', '']) {
    await launcher.keyboard.press(undoKey);
    await expect(field).toHaveValue(text);
  }
  for (const text of ['acme', 'acme corp']) {
    await launcher.keyboard.press('ControlOrMeta+Shift+z');
    await expect(field).toHaveValue(text);
  }
  await expect(launcher.locator('#result-0 .result-name')).toHaveText('Acme Corp');
  await launcher.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await launcher.keyboard.press(undoKey);
  await expect(field).toHaveValue('acme corp');
});

test('a half-typed name is saved when Latchkey quits from the tray', async ({ launch }, testInfo) => {
  const options = { userData: testInfo.outputPath('kept'), env: { LATCHKEY_SANDBOX: '{"accountsPerProvider":300}' } };
  const first = await launch(options);
  const launcher = await firstRunWithSamples(first);
  await allSynced(first, launcher);
  await search(launcher, 'initrode', 'Initrode Software');
  await launcher.keyboard.press('F2');
  await launcher.getByRole('textbox', { name: /^New name for/ }).fill('Quillwork');
  const ended = first.ended();
  await first.clickTray('Quit Latchkey');
  expect(await ended).toBe(0);

  const second = await launch(options);
  await search(await second.window('launcher'), 'quillwork', 'Quillwork');
});

for (const [way, hideLauncher] of [
  ['the browser or another program takes the focus', ({ latchkey, launcher }: Desk) => latchkey.blur(launcher)],
  ['the shortcut hides the launcher', ({ latchkey }: Desk) => latchkey.pressShortcut(launcherShortcut)],
] as const) {
  test(`a half-typed name is saved and said at the next opening: ${way}`, async ({ samples }) => {
    // Of its own: for three seconds after a log-in, a blur under a hand is taken for the browser's doing.
    const desk = await samples({ sandbox: { accountsPerProvider: 300 } });
    const { latchkey, launcher } = desk;
    await search(launcher, 'initrode', 'Initrode Software');
    await launcher.keyboard.press('F2');
    await launcher.getByRole('textbox', { name: /^New name for/ }).fill('Initr');
    await hideLauncher(desk);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    await showLauncher(desk);
    await expect(lastChange(launcher)).toContainText('Renamed Initrode Software to “Initr”');
    await barRead(launcher);
    await lastChange(launcher).getByRole('button', { name: 'Undo' }).click();
    await expect(notice(launcher)).toContainText('Initr is called Initrode Software again');
  });
}
