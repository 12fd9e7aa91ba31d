import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fakeShortcuts } from '../helpers/fake-accounts.ts';
import { callsOf, failing, focused, openSection, working } from '../helpers/settings-driver.ts';
import { type OpenOptions, windowHarness } from '../helpers/window-harness.ts';

const harness = windowHarness();

const open = (options: OpenOptions = {}): Promise<Page> => openSection(harness, 'shortcuts', options);
const launcher = (page: Page) => page.getByRole('button', { name: /^Open Latchkey:/ });
const clipboard = (page: Page) => page.getByRole('button', { name: /^Log in as the customer on my clipboard:/ });
const clipboardSwitch = (page: Page) => page.getByRole('switch', { name: 'Log in as the customer on my clipboard' });

/** Starts the recorder of the launcher's shortcut with the keyboard alone. */
async function record(page: Page): Promise<void> {
  await launcher(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Open Latchkey: Press the keys…' }).waitFor();
}

describe('the recorder', () => {
  test('shows the shortcut in use as the platform writes it, and says it in words', async () => {
    const linux = await open();
    expect(await launcher(linux).locator('.key-cap').allTextContents()).toEqual(['Ctrl', 'Shift', 'Y']);
    await linux.getByRole('button', { name: 'Open Latchkey: Control Shift Y Change' }).waitFor();
    const mac = await open({ fake: { platform: 'darwin' } });
    expect(await launcher(mac).locator('.key-cap').allTextContents()).toEqual(['⇧', '⌘', 'Y']);
    await mac.getByRole('button', { name: 'Open Latchkey: Shift Command Y Change' }).waitFor();
  });

  test('takes the keys pressed as the new shortcut', async () => {
    const page = await open();
    await record(page);
    await page.keyboard.press('Control+Alt+L');
    await page.getByText('Saved.').waitFor();
    expect(await callsOf(page, 'changeSettings')).toEqual([{ launcherShortcut: 'CommandOrControl+Alt+L' }]);
    expect(await launcher(page).locator('.key-cap').allTextContents()).toEqual(['Ctrl', 'Alt', 'L']);
  });

  test('writes Cmd on macOS as the key that is Ctrl elsewhere', async () => {
    const page = await open({ fake: { platform: 'darwin' } });
    await record(page);
    await page.keyboard.press('Meta+Shift+L');
    await expect
      .poll(() => callsOf(page, 'changeSettings'))
      .toEqual([{ launcherShortcut: 'CommandOrControl+Shift+L' }]);
  });

  test('shows the modifiers while they are held', async () => {
    const page = await open();
    await record(page);
    await page.keyboard.down('Control');
    await page.keyboard.down('Shift');
    expect(await launcher(page).locator('.key-cap').allTextContents()).toEqual(['Ctrl', 'Shift']);
    await page.keyboard.up('Shift');
    await page.keyboard.up('Control');
    expect(await launcher(page).locator('.key-cap').count()).toBe(0);
  });

  test('changes nothing on Escape', async () => {
    const page = await open();
    await record(page);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toMatch(/Control Shift Y/);
    expect(await callsOf(page, 'changeSettings')).toEqual([]);
  });

  test('lets Tab go on, and changes nothing when it is left', async () => {
    const page = await open();
    await record(page);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Log in as the customer on my clipboard');
    await page.getByRole('button', { name: 'Open Latchkey: Control Shift Y Change' }).waitFor();
    expect(await callsOf(page, 'changeSettings')).toEqual([]);
  });

  test.each([
    ['a key without a modifier', 'KeyK', { key: 'k' }, 'A key alone would be lost to typing.'],
    ['a key with Shift only', 'KeyK', { key: 'K', shiftKey: true }, 'A key alone would be lost to typing.'],
    ['AltGr', 'KeyQ', { key: '@', modifierAltGraph: true }, 'AltGr types characters on this keyboard.'],
    ['what every program uses', 'KeyC', { key: 'c', ctrlKey: true }, 'Every program uses this one already.'],
  ])('refuses %s with a clear sentence and goes on listening', async (_name, code, event, words) => {
    const page = await open();
    await record(page);
    await page.evaluate(
      (init) =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }),
        ),
      { code, ...event },
    );
    await page.getByRole('status').filter({ hasText: words }).waitFor();
    await page.keyboard.press('Control+Alt+L');
    await expect.poll(() => callsOf(page, 'changeSettings')).toEqual([{ launcherShortcut: 'CommandOrControl+Alt+L' }]);
  });

  test('says when the system refuses, and shows the old shortcut again', async () => {
    const page = await open();
    await failing(page, 'changeSettings', { kind: 'shortcut-taken', shortcut: 'CommandOrControl+Alt+L' });
    await record(page);
    await page.keyboard.press('Control+Alt+L');
    await page.getByText('keeps Ctrl+Alt+L for itself. Ctrl+Shift+Y stays as it was.').waitFor();
    expect(await launcher(page).locator('.key-cap').allTextContents()).toEqual(['Ctrl', 'Shift', 'Y']);
  });

  test('takes no combination that our other shortcut has', async () => {
    const page = await open({ fake: { settings: { clipboardShortcut: 'CommandOrControl+Alt+L' } } });
    await record(page);
    await page.keyboard.press('Control+Alt+L');
    await page.getByText('Ctrl+Alt+L is taken: Log in as the customer on my clipboard.').waitFor();
    expect(await callsOf(page, 'changeSettings')).toEqual([]);
  });
});

describe('the clipboard shortcut', () => {
  test('is off until it is switched on and recorded', async () => {
    const page = await open();
    expect(await clipboardSwitch(page).isChecked()).toBe(false);
    await clipboardSwitch(page).check();
    await page.getByRole('button', { name: /clipboard: Press the keys/ }).waitFor();
    await page.keyboard.press('Control+Alt+J');
    await expect.poll(() => callsOf(page, 'changeSettings')).toEqual([{ clipboardShortcut: 'CommandOrControl+Alt+J' }]);
    expect(await clipboardSwitch(page).isChecked()).toBe(true);
    expect(await clipboard(page).locator('.key-cap').allTextContents()).toEqual(['Ctrl', 'Alt', 'J']);
  });

  test('is off again when nothing was recorded', async () => {
    const page = await open();
    await clipboardSwitch(page).check();
    await page.keyboard.press('Escape');
    await expect.poll(() => clipboardSwitch(page).isChecked()).toBe(false);
    expect(await callsOf(page, 'changeSettings')).toEqual([]);
    await expect.poll(() => focused(page)).toBe('Log in as the customer on my clipboard');
  });

  test('stays at its recorder, with the reason, when its first combination is refused', async () => {
    const page = await open();
    await failing(page, 'changeSettings', { kind: 'shortcut-taken', shortcut: 'CommandOrControl+Alt+J' });
    await clipboardSwitch(page).check();
    await page.keyboard.press('Control+Alt+J');
    await page.getByText('keeps Ctrl+Alt+J for itself.').waitFor();
    await working(page, 'changeSettings');
    await clipboard(page).click();
    await page.keyboard.press('Control+Alt+K');
    await expect.poll(() => clipboard(page).locator('.key-cap').allTextContents()).toEqual(['Ctrl', 'Alt', 'K']);
  });

  test('goes off with its switch', async () => {
    const page = await open({ fake: { settings: { clipboardShortcut: 'CommandOrControl+Alt+J' } } });
    await clipboardSwitch(page).uncheck();
    expect(await callsOf(page, 'changeSettings')).toEqual([{ clipboardShortcut: null }]);
    await clipboard(page).waitFor({ state: 'detached' });
  });
});

describe('the shortcuts section', () => {
  test('pauses both', async () => {
    const page = await open();
    await page.getByRole('switch', { name: 'Pause shortcuts' }).check();
    expect(await callsOf(page, 'changeSettings')).toEqual([{ shortcutsPaused: true }]);
  });

  test('under Wayland says that the shortcut is unconfirmed, and refuses keys that the portal confuses', async () => {
    const page = await open();
    const unconfirmed = { ...fakeShortcuts, portal: true, launcherUnconfirmed: true };
    await page.evaluate((shortcuts) => window.fake.change({ shortcuts }), unconfirmed);
    await page.getByText('press it once. If nothing happens').waitFor();
    await page.getByRole('button', { name: /^Open Latchkey:/ }).click();
    await page.keyboard.press('Control+F9');
    await page.getByText('Wayland cannot tell this key from others. Use a letter').waitFor();
    expect(await callsOf(page, 'changeSettings')).toEqual([]);
  });

  test('says which shortcut the system did not grant, and leads to its recorder', async () => {
    const page = await open();
    const launcher = { kind: 'shortcut-taken', shortcut: 'CommandOrControl+Shift+Y' } as const;
    const refused = { ...fakeShortcuts, launcher, launcherActive: false };
    await page.evaluate((shortcuts) => window.fake.change({ shortcuts }), refused);
    await page.getByText('Open Latchkey: The system or another program keeps Ctrl+Shift+Y for itself.').waitFor();
    await page.getByRole('tab', { name: /Shortcuts.*needs attention/ }).waitFor();
    await page.getByRole('button', { name: 'Choose another shortcut' }).click();
    expect(await focused(page)).toMatch(/^Open Latchkey:/);
  });

  test('offers to restore the default shortcut, only if another one is set', async () => {
    const page = await open({ fake: { settings: { launcherShortcut: 'CommandOrControl+Alt+L' } } });
    await page.getByRole('button', { name: 'Go back to Ctrl+Shift+Y' }).click();
    await page.getByRole('button', { name: 'Go back to Ctrl+Shift+Y' }).waitFor({ state: 'detached' });
    expect(await callsOf(page, 'changeSettings')).toEqual([{ launcherShortcut: 'CommandOrControl+Shift+Y' }]);
  });
});
