import { providers } from '../../src/main/providers/registry.ts';
import { type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import type { MenuEntry } from '../helpers/driver.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';
import { allSynced, launcherShortcut, pressEnterToLogIn, search, visit } from '../helpers/steps.ts';

// The tray's menu and icon, as the program passes them to Electron.

/** Labels under a heading, up to the next separator. */
function group(menu: readonly MenuEntry[], heading: string): string[] {
  const from = menu.findIndex(({ label }) => label === heading);
  if (from < 0) return [];
  const rest = menu.slice(from + 1);
  return rest
    .slice(
      0,
      rest.findIndex(({ type }) => type === 'separator'),
    )
    .map(({ label }) => label);
}

const icon = async ({ latchkey }: Pick<Desk, 'latchkey'>): Promise<string> =>
  (await latchkey.tray()).picture.replace(/(-.*|Template.*)/, '');

async function logInTo(desk: Desk, name: string): Promise<void> {
  await showLauncher(desk);
  await search(desk.launcher, name, name);
  await pressEnterToLogIn(desk.latchkey, desk.launcher);
}

test('it has the shortcut, the connections with their health, and the commands of the program', async ({ desk }) => {
  const { latchkey } = desk;
  await expect
    .poll(async () => group(await latchkey.trayMenu(), 'Connections'))
    .toEqual(
      providers.map(({ facts: { shortName, adminConsole } }) =>
        expect.stringMatching(new RegExp(`^${shortName} samples · ${adminConsole ? '30[01]' : '300'} accounts$`)),
      ),
    );
  const menu = await latchkey.trayMenu();
  expect(menu[0]).toMatchObject({ label: 'Open Latchkey', accelerator: launcherShortcut });
  const labels = menu.map(({ label, type }) => (type === 'separator' ? '-' : label));
  expect(labels.slice(-6)).toEqual(['-', 'Sync now', 'Pause shortcut', 'Settings…', '-', 'Quit Latchkey']);
});

test('Open Latchkey shows the launcher', onEachSystem, async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await latchkey.clickTray('Open Latchkey');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
});

test('a left click hides the launcher, and shows it again, as often as one likes', onEachSystem, async ({ desk }) => {
  const { latchkey, launcher } = desk;
  test.skip(latchkey.platform === 'darwin', 'a click opens the menu there');
  for (const visible of [false, true, false, true]) {
    await latchkey.clickTrayIcon();
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(visible);
  }
});

test('pausing releases the shortcut and is marked; the tray still opens the launcher', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  /** The menu shows the shortcut only while it works, so this also waits for the menu that is made after the click. */
  const shortcutShown = async (): Promise<string | undefined> => (await latchkey.trayMenu())[0]?.accelerator;
  const paused = async (): Promise<boolean | undefined> =>
    (await latchkey.trayMenu()).find(({ label }) => label === 'Pause shortcut')?.checked;
  await latchkey.clickTray('Pause shortcut');
  await expect.poll(shortcutShown).toBe('');
  expect(await paused()).toBe(true);
  expect(await latchkey.shortcuts()).toEqual([]);
  await latchkey.request(launcher, 'hideLauncher', {});
  await latchkey.clickTray('Open Latchkey');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await latchkey.clickTray('Pause shortcut');
  await expect.poll(shortcutShown).toBe(launcherShortcut);
  expect(await paused()).toBe(false);
  expect(await latchkey.shortcuts()).toEqual([launcherShortcut]);
});

test('a connection’s row and Settings open the settings', async ({ desk }) => {
  const { latchkey } = desk;
  await latchkey.clickTray('Settings…');
  const settings = await latchkey.window('settings');
  await settings.getByRole('tab', { name: 'General' }).click();
  const [row = ''] = group(await latchkey.trayMenu(), 'Connections');
  await latchkey.clickTray(row);
  await expect(settings.getByRole('heading', { name: 'Connections' })).toBeVisible();
});

test('it has eight recent customers, newest first; a click logs in, and opens the launcher if there is a question', async ({
  samples,
}) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const names = [
    ...['Acme Corp', 'Globex Shipping', 'Initrode Software', 'Café Zürich', 'Ñandú Viajes', 'Acme Events'],
    ...['Globex Retail', 'Hôtel du Lac', 'Norvia Labs'],
  ];
  for (const name of names) await logInTo(desk, name);
  const labels = names.toReversed().slice(0, 8);
  const namesInTray = async () => group(await latchkey.trayMenu(), 'Recent').map((label) => label.split(' · ')[0]);
  await expect.poll(namesInTray).toEqual(labels);
  const recent = group(await latchkey.trayMenu(), 'Recent');
  expect(recent[0]).toBe('Norvia Labs · Brevo');

  await latchkey.clickTray(recent[3] ?? '');
  await expect.poll(() => latchkey.opened()).toHaveLength(names.length + 1);
  expect((await visit((await latchkey.opened()).at(-1) ?? '')).words).toContain('logged in as Acme Events ');
  expect(await latchkey.isVisible(launcher)).toBe(false);
  await expect.poll(async () => group(await latchkey.trayMenu(), 'Recent')[0]).toBe('Acme Events · Brevo');

  // A menu cannot ask for a reason.
  const { connections } = await allSynced(latchkey, launcher);
  const sendgrid = connections.find(({ provider }) => provider === 'sendgrid')?.connectionId ?? '';
  await latchkey.request(launcher, 'changeConnection', {
    connectionId: sendgrid,
    change: { reasonRequired: true },
  });
  await latchkey.clickTray('Ñandú Viajes · SendGrid');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(launcher.locator('[aria-selected="true"] .result-name')).toHaveText('Ñandú Viajes');
  await expect(launcher.getByLabel('Ticket or reason for Ñandú Viajes')).toBeFocused();
  expect(await latchkey.opened()).toHaveLength(names.length + 1);
});

test('its icon shows idle, syncing or attention, and its tooltip says why', async ({ launch, outside }) => {
  const { latchkey, launcher, sandbox } = await outside({ sandbox: { replyDelayMs: 200, accountsPerProvider: 400 } });
  await expect.poll(() => icon({ latchkey })).toBe('syncing');
  expect((await latchkey.tray()).toolTip).toBe('Latchkey: syncing');
  await allSynced(latchkey, launcher);
  await expect.poll(() => icon({ latchkey })).toBe('idle');
  expect((await latchkey.tray()).toolTip).toBe('Latchkey');

  sandbox.acceptOnly('brevo', 'xkeysib-another');
  await latchkey.clickTray('Sync now');
  await expect.poll(() => icon({ latchkey })).toBe('attention');
  expect((await latchkey.tray()).toolTip).toContain('Brevo does not accept this key.');
  await expect
    .poll(async () => group(await latchkey.trayMenu(), 'Connections')[0])
    .toContain('Brevo does not accept this key.');

  sandbox.acceptOnly('brevo', providerIn(sandbox, 'brevo').key);
  await latchkey.clickTray('Sync now');
  await expect.poll(() => icon({ latchkey })).toBe('syncing');
  await expect.poll(() => icon({ latchkey })).toBe('idle');

  // A shortcut that the system refuses needs attention too.
  const other = await launch({ desktop: { takenShortcuts: [launcherShortcut] } });
  await expect.poll(() => icon({ latchkey: other })).toBe('attention');
});
