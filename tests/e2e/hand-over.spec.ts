import { expect, test } from '../helpers/desk.ts';
import { navigate } from '../helpers/navigate.cjs';
import { barRead, search, visit } from '../helpers/steps.ts';

// On Linux the browser asks Latchkey for the link. Here it does not come.

test.describe.configure({ timeout: 120_000 });

test.skip(process.platform !== 'linux', 'elsewhere links are opened directly');

test('a browser that does not come is said after ten seconds, and Enter opens the link directly', async ({
  samples,
}) => {
  const { latchkey, launcher } = await samples();
  await latchkey.change({ browserAfterMs: null });
  await search(launcher, 'hôtel du lac', 'Hôtel du Lac');
  await launcher.keyboard.press('Enter');
  const bar = launcher.getByRole('region', { name: 'Under way' });
  await expect(bar).toContainText('Logging in to Hôtel du Lac');
  await expect.poll(() => latchkey.askedToOpen()).toHaveLength(1);
  const [address = ''] = await latchkey.askedToOpen();
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[A-Za-z0-9_-]{43}$/);

  await expect(bar).toContainText('Your browser has not asked for the login link of Hôtel du Lac', { timeout: 20_000 });
  await expect(bar.getByRole('button', { name: 'Open the link directly' })).toBeVisible();
  const trayLabels = async () => (await latchkey.trayMenu()).map(({ label }) => label);
  await expect.poll(trayLabels).toContain('Open the link directly');
  expect(await latchkey.opened()).toEqual([]);

  await latchkey.change({ browserAfterMs: 0 });
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  // The address of before is dead.
  expect(await navigate(address)).toBeNull();
  expect((await visit((await latchkey.opened())[0] ?? '')).words).toContain('logged in as Hôtel du Lac ');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
});

test('Esc takes a log-in back whose browser is on its way: it is led nowhere', async ({ samples }) => {
  const { latchkey, launcher } = await samples();
  await latchkey.change({ browserAfterMs: null });
  await search(launcher, 'hôtel du lac', 'Hôtel du Lac');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => latchkey.askedToOpen()).toHaveLength(1);
  const [address = ''] = await latchkey.askedToOpen();
  await launcher.keyboard.press('Escape');
  await expect(launcher.getByText('Not opened')).toBeVisible();
  expect(await navigate(address)).toBeNull();
  const page = await visit(address);
  expect(page.words).not.toContain('logged in');
});
