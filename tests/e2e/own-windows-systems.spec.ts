import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, showLauncher } from '../helpers/desk.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import { runOf } from '../helpers/launch-app.ts';
import { closeSettings, openSettings, stateOf } from '../helpers/steps.ts';
import { windowsUnavailable } from '../helpers/window-browser.ts';
import { windowTest as own, shiftEnter } from '../helpers/window-desk.ts';
import { displaysUnavailable } from '../helpers/x-display.ts';

// Windows of customers' own where the stand-in plays another system. Each browser on each system: tests/app/own-windows-elsewhere.

own.describe.configure({ timeout: 180_000 });

const browsers = { 'standin-windows': 'chromium', 'standin-macos': 'firefox' } as const;

own.beforeEach(({ browserName: _ }, { project }) => {
  const run = runOf(project);
  const why =
    windowsUnavailable(browsers[project.name as keyof typeof browsers] ?? 'chromium') ?? displaysUnavailable();
  own.skip(!('platform' in run), 'own-windows and firefox-windows do so on Linux');
  own.skip(why !== null, why ?? '');
});

own.use({
  installed: async ({ browserName: _ }, use, { project }) => {
    await use(browsers[project.name as keyof typeof browsers] ?? 'chromium');
  },
});

own(
  'the settings offer the browser, Shift+Enter opens customers side by side, and a closed window leaves nothing',
  onEachSystem,
  async ({ installed, own: desk }) => {
    const { latchkey, launcher, names, provider, sessions, userData } = desk;
    const settings = await openSettings(latchkey, launcher, 'general');
    const name = { chromium: 'Chromium', firefox: 'Firefox' }[installed];
    await expect(settings.getByLabel('Browser')).toContainText(`Default (${name})`);
    await closeSettings(latchkey);

    const [first = '', second = ''] = names;
    await shiftEnter(desk, first);
    await shiftEnter(desk, second);
    const [one = '', two = ''] = provider.customers.brevo.map(({ remoteId }) => remoteId);
    await sessions.haveWorkedOn([one, two], 1);
    expect(new Set(sessions.work.map(({ cookie }) => cookie))).toEqual(new Set([one, two]));
    expect(await latchkey.opened()).toEqual([]);

    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    await showLauncher(desk);
    await launcher.keyboard.press('ControlOrMeta+k');
    await launcher.getByPlaceholder('Filter').fill('close');
    await launcher.keyboard.press('Enter');
    await expect
      .poll(async () => (await stateOf(latchkey, launcher)).openWindows.map(({ accountName }) => accountName))
      .toEqual([first]);
    await expect.poll(() => readdirSync(join(userData, 'windows'))).toHaveLength(2);
    await sessions.haveWorkedOn([one], 1);
  },
);
