import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keyNamesOf } from '../../src/renderer/components/key-names.ts';
import { choose } from '../helpers/choose.ts';
import { expect, showLauncher } from '../helpers/desk.ts';
import type { Driver } from '../helpers/driver.ts';
import { barRead, highlighted, search, stateOf } from '../helpers/steps.ts';
import { windowsUnavailable } from '../helpers/window-browser.ts';
import { windowTest as own, shiftEnter } from '../helpers/window-desk.ts';
import { displaysUnavailable } from '../helpers/x-display.ts';

// Windows of customers' own, in a real Chromium on an X server, with providers that see each browser's cookies.

own.describe.configure({ timeout: 180_000 });

const why = windowsUnavailable() ?? displaysUnavailable();
own.skip(why !== null, why ?? '');

const labels = async (latchkey: Driver): Promise<string[]> => (await latchkey.trayMenu()).map(({ label }) => label);

own('two customers side by side: open now, brought to the front, closed, recorded', async ({ own: desk }) => {
  const { latchkey, launcher, provider, sessions, userData, names } = desk;
  const [first = '', second = ''] = names;
  const [one, two] = provider.customers.brevo.map(({ remoteId }) => remoteId);
  await shiftEnter(desk, first);
  await shiftEnter(desk, second);
  await sessions.haveWorkedOn([one ?? '', two ?? '']);
  expect(new Set(sessions.work.map(({ cookie }) => cookie))).toEqual(new Set([one, two]));
  expect(await latchkey.opened()).toEqual([]);

  // The tray and the empty launcher list them.
  const menu = await labels(latchkey);
  expect(menu).toContain('Open now');
  expect(menu).toContain('Close all windows');
  expect(menu).toContain('Close 2 windows and quit Latchkey');
  await showLauncher(desk);
  await expect(launcher.getByText('Open now', { exact: true })).toBeVisible();
  await expect(highlighted(launcher)).toContainText(second);
  await expect(launcher.getByRole('button', { name: 'Bring to the front' })).toBeVisible();

  // Enter there brings the window to the front: a page more in the same session, and no log-in.
  const logIns = provider.logInRequests;
  const worked = sessions.worked(two ?? '');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => sessions.worked(two ?? '')).toBeGreaterThan(worked + 1);
  // The launcher makes room for it.
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  expect(provider.logInRequests).toBe(logIns);

  // A second log-in goes into the window that is open.
  await shiftEnter(desk, second);
  await expect.poll(() => provider.logInRequests).toBe(logIns + 1);
  expect((await stateOf(latchkey, launcher)).openWindows).toHaveLength(2);

  // Closed from the keyboard, once the log-in has hidden the launcher.
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await showLauncher(desk);
  await launcher.keyboard.press('ControlOrMeta+k');
  await launcher.getByPlaceholder('Filter').fill(`close the window of ${first}`);
  await launcher.keyboard.press('Enter');
  // Another customer is selected.
  await expect(launcher.getByRole('region', { name: 'Before windows close' })).toContainText(first);
  await barRead(launcher);
  await launcher.keyboard.press('Enter');
  await expect.poll(async () => (await stateOf(latchkey, launcher)).openWindows).toHaveLength(1);
  await expect(launcher.getByText(`The window of ${first} is closed`).first()).toBeVisible();
  await sessions.haveWorkedOn([two ?? '']);
  await expect.poll(() => readdirSync(join(userData, 'windows')).length).toBe(2);

  // The tray's way to quit closes the other one.
  await latchkey.clickTray('Close the window and quit Latchkey');
  await expect.poll(() => readdirSync(join(userData, 'windows')), { timeout: 20_000 }).toEqual([]);
});

own(
  'Ctrl+K, close, Enter closes the window of the selected customer, and asks before it closes others',
  async ({ own: desk }) => {
    const { latchkey, launcher, names } = desk;
    const [first = '', second = ''] = names;
    const open = async () => (await stateOf(latchkey, launcher)).openWindows;
    await shiftEnter(desk, first);
    await shiftEnter(desk, second);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    await showLauncher(desk);
    await search(launcher, first, first);
    await launcher.keyboard.press('ControlOrMeta+k');
    await launcher.getByPlaceholder('Filter').fill('close');
    await launcher.keyboard.press('Enter');
    await expect.poll(async () => (await open()).map(({ accountName }) => accountName)).toEqual([second]);
    await expect(launcher.getByText(`The window of ${first} is closed`).first()).toBeVisible();

    // Two users of one customer are told apart in the palette and in the tray.
    await search(launcher, `${second} as:jo@norvia-labs.example`, second);
    await launcher.keyboard.press('Shift+Enter');
    await expect.poll(open, { timeout: 40_000 }).toHaveLength(2);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    const [, one, other] = (await labels(latchkey)).slice((await labels(latchkey)).indexOf('Open now'));
    expect([one, other]).toEqual([
      expect.stringContaining(`${second} as jo@norvia-labs.example`),
      expect.stringContaining(`${second} as the default user`),
    ]);
    await showLauncher(desk);
    await launcher.keyboard.press('ControlOrMeta+k');
    await launcher.getByPlaceholder('Filter').fill('close');
    await expect(launcher.locator('.palette-name')).toHaveText([
      `Close the window of ${second} as jo@norvia-labs.example`,
      `Close the window of ${second} as the default user`,
      'Close all 2 windows',
    ]);

    // All of them only after a question that names them.
    await launcher.getByPlaceholder('Filter').fill('close all');
    await launcher.keyboard.press('Enter');
    const bar = launcher.getByRole('region', { name: 'Before windows close' });
    await expect(bar).toContainText(`Close all 2 windows: ${second} as jo@norvia-labs.example`);
    expect(await open()).toHaveLength(2);
    await barRead(launcher);
    await launcher.keyboard.press('Enter');
    await expect.poll(open).toEqual([]);
  },
);

own('six customers side by side, and the seventh is asked about', async ({ own: desk }) => {
  const { latchkey, launcher, provider, sessions, userData, names } = desk;
  const ids = [...provider.customers.brevo, ...provider.customers.sendgrid].map(({ remoteId }) => remoteId);
  for (const name of names.slice(0, 6)) await shiftEnter(desk, name);
  await sessions.haveWorkedOn(ids.slice(0, 6));
  expect(new Set(sessions.work.map(({ cookie }) => cookie))).toEqual(new Set(ids.slice(0, 6)));
  await showLauncher(desk);
  await search(launcher, names[6] ?? '', names[6] ?? '');
  await launcher.keyboard.press('Shift+Enter');
  const bar = launcher.getByRole('region', { name: 'Before you go on' });
  await expect(bar).toContainText('6 windows of customers are open');
  await barRead(launcher);
  await launcher.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  expect(await latchkey.request(launcher, 'closeAllWindows', {})).toMatchObject({ ok: true });
  expect(readdirSync(join(userData, 'windows'))).toEqual([]);
  const ledger = await latchkey.request(launcher, 'searchLedger', { text: '', beforeRowId: null });
  const ends = ledger.ok ? ledger.value.rows.map(({ sessionEnd }) => sessionEnd) : [];
  expect(ends).toEqual(Array(6).fill('closed'));
});

own('a connection can open its customers in windows, and Shift+Enter then takes the browser', async ({ own: desk }) => {
  const { latchkey, launcher, userData, names } = desk;
  await latchkey.request(launcher, 'openSettings', { section: 'connections' });
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: /Brevo \(Agency\)/ }).click();
  await choose(settings.getByLabel('Customers open in'), 'A window of its own');
  await expect.poll(async () => (await stateOf(latchkey, launcher)).connections[0]?.opensIn).toBe('window');
  await showLauncher(desk);
  await search(launcher, names[0] ?? '', names[0] ?? '');
  await launcher.keyboard.press('ControlOrMeta+k');
  const { enter, shift } = keyNamesOf(latchkey.platform);
  await expect(launcher.getByRole('option', { name: 'Log in in my browser' })).toContainText(`${shift}${enter}`);
  await launcher.keyboard.press('Escape');
  await launcher.keyboard.press('Shift+Enter');
  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  expect(existsSync(join(userData, 'windows'))).toBe(false);
});
