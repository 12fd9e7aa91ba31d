import { expect, test } from '../helpers/desk.ts';
import { launcherShortcut, openSettings } from '../helpers/steps.ts';

// Shortcuts in a Wayland session: the portal says yes to all, reports no refusal and takes none back.

test('are unconfirmed until pressed once, do nothing once given up, and are no keys that the portal confuses', async ({
  launch,
}, { project }) => {
  const canPlay = project.name === 'standin' && process.platform === 'linux';
  test.skip(!canPlay, 'only the stand-in on Linux can play a Wayland session');
  const env = { LATCHKEY_SANDBOX: '{"accountsPerProvider":60}', XDG_SESSION_TYPE: 'wayland' };
  const latchkey = await launch({ env });
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: 'Explore with sample customers' }).click();
  await settings.getByRole('heading', { name: 'Now press the shortcut' }).waitFor();
  const asked = settings.getByText('Your desktop was asked for it');
  await expect(asked).toBeVisible();
  await expect(asked).toContainText('start Latchkey again');
  await latchkey.pressShortcut(launcherShortcut);
  await settings.getByRole('heading', { name: 'You are ready' }).waitFor();
  const launcher = await latchkey.window('launcher');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);

  const page = await openSettings(latchkey, launcher, 'shortcuts');
  await expect(page.getByText('Press it again to hide Latchkey.')).toBeVisible();
  await page.getByRole('button', { name: /^Open Latchkey:/ }).click();
  await page.keyboard.press('Control+Shift+F9');
  await expect(page.getByText('Wayland cannot tell this key from others.')).toBeVisible();
  await page.keyboard.press('Control+Alt+Shift+L');
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(asked).toBeVisible();

  await latchkey.request(launcher, 'hideLauncher', {});
  await latchkey.pressShortcut(launcherShortcut);
  await latchkey.pressShortcut('CommandOrControl+Alt+Shift+L');
  // Had the old one still worked, the new one would have hidden the launcher again.
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(asked).toBeHidden();

  await latchkey.request(launcher, 'hideLauncher', {});
  await page.getByRole('switch', { name: 'Pause shortcuts' }).click();
  await expect(page.getByRole('switch', { name: 'Pause shortcuts' })).toBeChecked();
  await latchkey.pressShortcut('CommandOrControl+Alt+Shift+L');
  expect(await latchkey.isVisible(launcher)).toBe(false);
  await page.getByRole('switch', { name: 'Pause shortcuts' }).click();
  await expect(page.getByRole('switch', { name: 'Pause shortcuts' })).not.toBeChecked();
  await latchkey.pressShortcut('CommandOrControl+Alt+Shift+L');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
});
