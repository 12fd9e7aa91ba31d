import type { Page } from 'playwright-core';
import { formatAccelerator, spokenAccelerator } from '../../src/shared/accelerator.ts';
import { refusalSentence, type ShortcutRefusal } from '../../src/shared/key-press.ts';
import { changeSettings, type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import { highlighted, launcherShortcut, openSettings, search, searchBox } from '../helpers/steps.ts';

// Shortcuts, from the recorder in the settings to their effect.

const openShortcuts = ({ latchkey, launcher }: Desk): Promise<Page> => openSettings(latchkey, launcher, 'shortcuts');

const recorder = (settings: Page, name: string) => settings.getByRole('button', { name: new RegExp(`^${name}:`) });

test('a recorded shortcut works from then on', onEachSystem, async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const settings = await openShortcuts(desk);
  await recorder(settings, 'Open Latchkey').click();
  await settings.keyboard.press('ControlOrMeta+Alt+Shift+L');
  await expect(settings.getByText('Saved.')).toBeVisible();
  expect(await latchkey.shortcuts()).toEqual(['CommandOrControl+Alt+Shift+L']);
  await latchkey.request(launcher, 'hideLauncher', {});
  await latchkey.pressShortcut('CommandOrControl+Alt+Shift+L');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect
    .poll(async () => (await latchkey.trayMenu()).find(({ label }) => label === 'Open Latchkey')?.accelerator)
    .toBe('CommandOrControl+Alt+Shift+L');
  const goBack = settings.getByRole('button', { name: /^Go back to/ });
  await goBack.click();
  await expect.poll(() => latchkey.shortcuts()).toEqual([launcherShortcut]);
  await expect(goBack).toHaveCount(0);
});

test('a refused shortcut is explained, and the one before keeps working', onEachSystem, async ({ desk }) => {
  const { latchkey, launcher } = desk;
  const shown = (accelerator: string): string => formatAccelerator(accelerator, latchkey.platform);
  await latchkey.change({ takenShortcuts: ['CommandOrControl+Shift+G'] });
  const settings = await openShortcuts(desk);
  await recorder(settings, 'Open Latchkey').click();
  await settings.keyboard.press('ControlOrMeta+Shift+G');
  await expect(
    settings.getByText(`The system or another program keeps ${shown('CommandOrControl+Shift+G')} for itself.`),
  ).toBeVisible();
  await expect(settings.getByText(`${shown(launcherShortcut)} stays as it was.`)).toBeVisible();
  await latchkey.request(launcher, 'hideLauncher', {});
  await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await latchkey.change({ takenShortcuts: [] });
});

test('a combination that types text, or that every program uses, is refused', onEachSystem, async ({ desk }) => {
  const { latchkey } = desk;
  const settings = await openShortcuts(desk);
  await recorder(settings, 'Open Latchkey').click();
  await settings.keyboard.press('ControlOrMeta+c');
  const says = (why: ShortcutRefusal) => settings.getByText(refusalSentence(why, latchkey.platform));
  await expect(says('everyday')).toBeVisible();
  await settings.keyboard.press('k');
  await expect(says('no-modifier')).toBeVisible();
  // AltGr, or Option on macOS.
  await settings.evaluate((altGraph) => {
    const press = new KeyboardEvent('keydown', {
      ...{ key: '@', code: 'KeyL', altKey: true, bubbles: true, cancelable: true },
      ctrlKey: altGraph,
      modifierAltGraph: altGraph,
    });
    document.activeElement?.dispatchEvent(press);
  }, latchkey.platform !== 'darwin');
  await expect(says('types-a-character')).toBeVisible();
  await settings.keyboard.press('Escape');
  expect(await latchkey.shortcuts()).toEqual([launcherShortcut]);
});

test(
  'a shortcut that is held down shows the launcher once, and it stays',
  onEachSystem,
  async ({ desk: { latchkey, launcher } }) => {
    await latchkey.request(launcher, 'hideLauncher', {});
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    await latchkey.holdShortcut(launcherShortcut, 1_500);
    expect(await latchkey.isVisible(launcher)).toBe(true);
  },
);

test('paused shortcuts are released to the system, and taken again', async ({ desk }) => {
  const { latchkey } = desk;
  const settings = await openShortcuts(desk);
  const pause = settings.getByRole('switch', { name: 'Pause shortcuts' });
  await pause.click();
  await expect.poll(() => latchkey.shortcuts()).toEqual([]);
  await expect(pause).toBeChecked();
  await expect
    .poll(async () => (await latchkey.trayMenu()).find(({ label }) => label === 'Open Latchkey')?.accelerator)
    .toBe('');
  await pause.click();
  await expect.poll(() => latchkey.shortcuts()).toEqual([launcherShortcut]);
});

test.describe('the customer on my clipboard', () => {
  const shortcut = 'CommandOrControl+Alt+Shift+C';

  test('is switched on by recording its shortcut, and switched off again', onEachSystem, async ({ desk }) => {
    const { latchkey } = desk;
    const settings = await openShortcuts(desk);
    const name = 'Log in as the customer on my clipboard';
    await settings.getByRole('switch', { name }).click();
    await settings.keyboard.press('ControlOrMeta+Alt+Shift+C');
    await expect.poll(() => latchkey.shortcuts()).toEqual([launcherShortcut, shortcut]);
    await expect(recorder(settings, name)).toContainText(spokenAccelerator(shortcut, latchkey.platform));
    await settings.getByRole('switch', { name }).click();
    await expect.poll(() => latchkey.shortcuts()).toEqual([launcherShortcut]);
  });

  test('is selected by id, email or domain, and only Enter opens it', onEachSystem, async ({ desk }) => {
    const { latchkey, launcher } = desk;
    await changeSettings(desk, { clipboardShortcut: shortcut });
    const opened = (await latchkey.opened()).length;
    for (const [text, name] of [
      [' sg05d37f0d99b330687dd1917fbd45f176\n', 'Acme Corp'],
      ['Info@Globex-Shipping.example', 'Globex Shipping'],
      ['cafe-zurich.example', 'Café Zürich'],
      ['3774725105', 'Acme Events'],
    ] as const) {
      await latchkey.request(launcher, 'hideLauncher', {});
      await latchkey.putOnClipboard(text);
      await latchkey.pressShortcut(shortcut);
      await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
      await expect(highlighted(launcher).locator('.result-name')).toHaveText(name);
      await expect(searchBox(launcher)).toHaveValue(text.trim());
    }
    expect(await latchkey.opened()).toHaveLength(opened);
  });

  test('if the text is no known id, email or domain, nothing is selected', async ({ desk }) => {
    const { latchkey, launcher } = desk;
    await changeSettings(desk, { clipboardShortcut: shortcut });
    const opened = (await latchkey.opened()).length;
    await latchkey.request(launcher, 'hideLauncher', {});
    await latchkey.putOnClipboard('acme');
    await latchkey.pressShortcut(shortcut);
    await expect(searchBox(launcher)).toHaveValue('acme');
    await expect(launcher.locator('#result-0')).toBeVisible();
    await expect(highlighted(launcher)).toHaveCount(0);
    await launcher.keyboard.press('Enter');
    await showLauncher(desk);
    await search(launcher, 'acme', 'Acme');
    expect(await latchkey.opened()).toHaveLength(opened);
  });

  test('waits in the bar while the user has something open, and is shown by keyboard', async ({ desk }) => {
    const { latchkey, launcher } = desk;
    await changeSettings(desk, { clipboardShortcut: shortcut });
    await search(launcher, 'acme corp', 'Acme Corp');
    await launcher.keyboard.press('Shift+F2');
    const note = launcher.getByLabel('Note on Acme Corp');
    await note.fill('Ask for Wile');
    const waiting = launcher.getByRole('region', { name: 'Waiting' });
    await latchkey.putOnClipboard('info@globex-shipping.example');
    await latchkey.pressShortcut(shortcut);
    await expect(waiting).toContainText('Globex Shipping from the clipboard waits');
    await expect(note).toHaveValue('Ask for Wile');
    await launcher.keyboard.press('Escape');
    await expect(note).toHaveCount(0);
    await launcher.keyboard.press('ControlOrMeta+k');
    await launcher.keyboard.type('from the clipboard');
    await launcher.keyboard.press('Enter');
    await expect(highlighted(launcher).locator('.result-name')).toHaveText('Globex Shipping');
    await expect(waiting).toHaveCount(0);
  });
});
