import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformOf } from '../../src/shared/platform.ts';
import { type Desk, expect, showLauncher, test } from './desk.ts';
import { runOf } from './launch-app.ts';
import { ProviderServer } from './provider-server.ts';
import { ProviderSessions } from './provider-sessions.ts';
import { closeSettings, connectInFirstRun, launcherShortcut, search, stateOf } from './steps.ts';
import { type Installed, WindowBrowser } from './window-browser.ts';
import { XDisplay } from './x-display.ts';

/**
 * A program whose only browser is a real one on an X server, with four customers at each provider. The providers see each
 * browser's cookies.
 */
export interface WindowDesk extends Desk {
  provider: ProviderServer;
  sessions: ProviderSessions;
  browser: WindowBrowser;
  display: XDisplay;
  userData: string;
  /** What the program is started with. */
  env: Record<string, string>;
  /** Of the customers, those of Brevo first. */
  names: string[];
}

interface Fixtures {
  installed: Installed;
  own: WindowDesk;
}

export const windowTest = test.extend<Fixtures>({
  installed: ['chromium', { option: true }],
  own: async ({ installed, launch }, use, testInfo) => {
    const display = await XDisplay.start();
    const run = runOf(testInfo.project);
    const platform = 'platform' in run ? run.platform : platformOf(process.platform);
    const browser = new WindowBrowser(display.name, { installed, platform });
    const provider = await ProviderServer.start();
    const userData = mkdtempSync(join(tmpdir(), 'latchkey-windows-desk-'));
    const LATCHKEY_ORIGINS = JSON.stringify({ sendgrid: provider.origin, brevo: provider.origin });
    const env = { LATCHKEY_ORIGINS, ...browser.environment };
    const latchkey = await launch({ userData, env });
    const settings = await latchkey.window('settings');
    const launcher = await latchkey.window('launcher');
    const sessions = new ProviderSessions(provider);
    await connectInFirstRun(settings, 'Brevo', provider.keys.brevo);
    await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
    await latchkey.pressShortcut(launcherShortcut);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
    await closeSettings(latchkey);
    const key = { provider: 'sendgrid', key: provider.keys.sendgrid, label: '', colour: 'red', region: '' } as const;
    expect(await latchkey.request(launcher, 'connectProvider', key)).toMatchObject({ ok: true });
    const names = [...provider.customers.brevo, ...provider.customers.sendgrid].map(({ name }) => name);
    await expect
      .poll(async () => (await stateOf(latchkey, launcher)).connections.map(({ health }) => health.accountCount))
      .toEqual([4, 4]);
    await expect
      .poll(async () => (await stateOf(latchkey, launcher)).connections[1]?.health.names?.status)
      .toBe('done');
    await showLauncher({ latchkey, launcher });
    await use({ latchkey, launcher, provider, sessions, browser, display, userData, env, names });
    await latchkey.request(launcher, 'closeAllWindows', {}).catch(() => null);
    browser.end(userData);
    display.end();
    await provider.stop();
    await latchkey.quit().catch(() => null);
    rmSync(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  },
});

/** Opens a customer in a window of their own, from the launcher. */
export async function shiftEnter({ latchkey, launcher }: Desk, name: string): Promise<void> {
  await showLauncher({ latchkey, launcher });
  await search(launcher, name, name);
  await launcher.keyboard.press('Shift+Enter');
  await expect
    .poll(async () => (await stateOf(latchkey, launcher)).openWindows.map(({ accountName }) => accountName), {
      timeout: 40_000,
    })
    .toContain(name);
}
