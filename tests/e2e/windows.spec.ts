import { changeSettings, expect, showLauncher, test } from '../helpers/desk.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import {
  closeSettings,
  launcherShortcut,
  openSettings,
  pressEnterToLogIn,
  search,
  searchBox,
} from '../helpers/steps.ts';

// How the launcher's window behaves, as far as a window without a real desktop can show it.

test('it hides when another window takes the focus, unless a setting keeps it', onEachSystem, async ({ samples }) => {
  // Of its own: for three seconds after a log-in, a blur under a hand is taken for the browser's doing.
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await latchkey.blur(launcher);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);

  await changeSettings(desk, { hideOnBlur: false });
  await showLauncher(desk);
  await latchkey.blur(launcher);
  await expect.poll(() => latchkey.isFocused(launcher)).toBe(false);
  expect(await latchkey.isVisible(launcher)).toBe(true);
  // A visible launcher without the focus gets the focus from the shortcut. It is not hidden.
  await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isFocused(launcher)).toBe(true);
});

test('it gives way to the settings at once, also while a browser may still come under the hand', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await pressEnterToLogIn(latchkey, launcher);
  await showLauncher(desk);
  // From here a blur is taken for the browser's doing, for three seconds.
  await search(launcher, 'cafe zurich', 'Café Zürich');
  await openSettings(latchkey, launcher, 'general');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await closeSettings(latchkey);
});

test('Esc hides it, unless a setting keeps it', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await changeSettings(desk, { hideOnEscape: false });
  await search(launcher, 'acme', 'Acme');
  await launcher.keyboard.press('Escape');
  await expect(searchBox(launcher)).toHaveValue('');
  await launcher.keyboard.press('Escape');
  expect(await latchkey.isVisible(launcher)).toBe(true);
  await changeSettings(desk, { hideOnEscape: true });
  await search(launcher, 'acme', 'Acme');
  await launcher.keyboard.press('Escape');
  await launcher.keyboard.press('Escape');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
});

test('it stays after a log-in if a setting keeps it, and shows what was opened', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await changeSettings(desk, { hideAfterOpening: false, showNotices: false });
  const [notices, opened] = [(await latchkey.notices()).length, (await latchkey.opened()).length];
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await launcher.keyboard.press('Enter');
  const anyway = launcher.getByRole('button', { name: 'Log in anyway' });
  await expect
    .poll(async () => {
      if (await anyway.isVisible()) await launcher.keyboard.press('Enter');
      return (await latchkey.opened()).length;
    })
    .toBe(opened + 1);
  await expect(launcher.locator('.prompt-bar')).toContainText('Norvia Labs is open in the browser · Brevo samples');
  expect(await latchkey.isVisible(launcher)).toBe(true);
  expect(await latchkey.notices()).toHaveLength(notices);
});

test('a hidden launcher ignores keys', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme corp', 'Acme Corp');
  const opened = (await latchkey.opened()).length;
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  for (const key of ['x', 'Enter', 'ControlOrMeta+1', 'ControlOrMeta+Enter', 'F5']) await launcher.keyboard.press(key);
  // The page ignores keys even if they pass main's own check.
  await launcher.evaluate(() => {
    const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    document.querySelector('input')?.dispatchEvent(press);
  });
  await showLauncher(desk);
  expect(await latchkey.opened()).toHaveLength(opened);
});

test(
  'it appears on the display with the pointer, inside its work area, near the top third',
  onEachSystem,
  async ({ desk }) => {
    const { latchkey, launcher } = desk;
    const displays = [
      { bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea: { x: 0, y: 32, width: 1920, height: 1008 } },
      {
        bounds: { x: -1280, y: 200, width: 1280, height: 800 },
        workArea: { x: -1280, y: 200, width: 1240, height: 800 },
      },
      { bounds: { x: 1920, y: 0, width: 640, height: 400 } },
    ];
    for (const [at, pointer] of [
      [0, { x: 900, y: 500 }],
      [1, { x: -5, y: 210 }],
      [2, { x: 2000, y: 10 }],
    ] as const) {
      await latchkey.request(launcher, 'hideLauncher', {});
      await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
      await latchkey.change({ displays, pointer });
      await showLauncher(desk);
      const area = displays[at]?.workArea ?? displays[at]?.bounds ?? { x: 0, y: 0, width: 0, height: 0 };
      // A window manager may keep it on a real display, so what counts is what was asked of it.
      const { x, y, width, height } = await latchkey.boundsAsked(launcher);
      expect(x).toBeGreaterThanOrEqual(area.x);
      expect(y).toBeGreaterThanOrEqual(area.y);
      expect(x + width).toBeLessThanOrEqual(area.x + area.width);
      expect(y + height).toBeLessThanOrEqual(area.y + area.height);
      expect(Math.abs(x - area.x - (area.x + area.width - x - width))).toBeLessThanOrEqual(1);
      expect(y - area.y).toBeLessThanOrEqual(area.height / 3);
    }
  },
);

test('a crashed page is created again when it is shown', async ({ samples }) => {
  const { latchkey, launcher } = await samples();
  await latchkey.crash(launcher);
  await expect.poll(() => latchkey.windowNames()).not.toContain('launcher');
  await latchkey.pressShortcut(launcherShortcut);
  const anew = await latchkey.window('launcher');
  await expect.poll(() => latchkey.isVisible(anew)).toBe(true);
  await search(anew, 'acme corp', 'Acme Corp');
});
