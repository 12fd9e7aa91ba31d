import { expect, showLauncher, test } from '../helpers/desk.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import { closeSettings, launcherShortcut, openSettings } from '../helpers/steps.ts';

// What the program does in a way of its own on Windows and on macOS.

test(
  'the tray has an icon that the system draws sharply, and that is seen on its panel',
  onEachSystem,
  async ({ desk: { latchkey } }) => {
    const picture = async (darkSystem: boolean): Promise<string> => {
      await latchkey.change({ darkSystem });
      return (await latchkey.tray()).picture;
    };
    const [light, dark] = {
      darwin: ['idleTemplate.png', 'idleTemplate.png'],
      win32: ['idle-dark.ico', 'idle-light.ico'],
      linux: ['idle-tile.png', 'idle-tile.png'],
    }[latchkey.platform];
    expect(await picture(true)).toBe(dark);
    expect(await picture(false)).toBe(light);
  },
);

test(
  'hiding gives the focus back: Windows wants a minimised window, macOS a hidden app',
  onEachSystem,
  async ({ desk }) => {
    const { latchkey, launcher } = desk;
    const window = await latchkey.app.browserWindow(launcher);
    const now = async () => ({
      minimised: await window.evaluate((shown: Electron.BrowserWindow) => shown.isMinimized()),
      opacity: await window.evaluate((shown: Electron.BrowserWindow) => shown.getOpacity()),
      // macOS only.
      appHidden: await latchkey.app.evaluate(({ app }) => process.platform === 'darwin' && app.isHidden()),
    });
    // The settings window makes the app active on macOS; the launcher alone does not.
    await openSettings(latchkey, launcher, 'general');
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    await closeSettings(latchkey);
    await showLauncher(desk);
    for (const _ of ['once', 'again']) {
      await latchkey.request(launcher, 'hideLauncher', {});
      await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
      const onWindows = latchkey.platform === 'win32';
      expect(await now()).toMatchObject({ minimised: onWindows, opacity: onWindows ? 0 : 1 });
      await latchkey.pressShortcut(launcherShortcut);
      await expect.poll(() => latchkey.isFocused(launcher)).toBe(true);
      expect(await latchkey.isVisible(launcher)).toBe(true);
      expect(await now()).toEqual({ minimised: false, opacity: 1, appHidden: false });
    }
  },
);

test(
  'an active app without another window hides as a whole on macOS, each time, and the launcher comes back',
  onEachSystem,
  async ({ desk }) => {
    const { latchkey, launcher } = desk;
    test.skip(latchkey.platform !== 'darwin', 'only macOS hides apps');
    const hidden = () => latchkey.app.evaluate(({ app }) => app.isHidden());
    await openSettings(latchkey, launcher, 'general');
    await showLauncher(desk);
    // Hiding the app would hide the settings as well.
    await latchkey.request(launcher, 'hideLauncher', {});
    expect(await hidden()).toBe(false);
    await closeSettings(latchkey);
    await showLauncher(desk);
    await latchkey.request(launcher, 'hideLauncher', {});
    await expect.poll(hidden).toBe(true);
    // Unhiding makes the app active, so that it must hide as a whole once more.
    await latchkey.pressShortcut(launcherShortcut);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
    await latchkey.request(launcher, 'hideLauncher', {});
    await expect.poll(hidden).toBe(true);
  },
);

test('on macOS there is a Dock icon exactly while the settings are open', onEachSystem, async ({ desk }) => {
  const { latchkey, launcher } = desk;
  test.skip(latchkey.platform !== 'darwin', 'only macOS has a Dock');
  const inDock = () => latchkey.app.evaluate(({ app }) => app.dock?.isVisible());
  // A spec before may have left them open.
  if (latchkey.windowNames().includes('settings')) await closeSettings(latchkey);
  await expect.poll(inDock).toBe(false);
  await openSettings(latchkey, launcher, 'general');
  await expect.poll(inDock).toBe(true);
  await closeSettings(latchkey);
  await expect.poll(inDock).toBe(false);
});

test('a blur of a moment, which Windows causes, does not hide the launcher', onEachSystem, async ({ desk }) => {
  const { latchkey, launcher } = desk;
  test.skip(latchkey.platform !== 'win32', 'elsewhere a blur is meant');
  const window = await latchkey.app.browserWindow(launcher);
  const visible = await window.evaluate(async (shown: Electron.BrowserWindow) => {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    shown.blur();
    await pause(40);
    shown.focus();
    await pause(300);
    return shown.isVisible();
  });
  expect(visible).toBe(true);
});
