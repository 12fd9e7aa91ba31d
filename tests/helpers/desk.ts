import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/main/sandbox/sandbox.ts';
import type { Bridge, Input } from '../../src/shared/contract.ts';
import { defaultSettings, type Settings } from '../../src/shared/settings.ts';
import { Driver } from './driver.ts';
import { test as base, expect } from './e2e-fixtures.ts';
import { type LaunchOptions, launchApp, runOf } from './launch-app.ts';
import { asRealProviders, providerIn } from './sandbox-provider.ts';
import {
  allSynced,
  closeSettings,
  connectInFirstRun,
  fillIn,
  firstRunWithSamples,
  launcherShortcut,
  searchBox,
  stateOf,
} from './steps.ts';

// One running program with sample customers, started once for all specs of a worker that can share it. Each spec starts
// with the launcher on the screen, an empty field, and the default settings.

export { expect } from './e2e-fixtures.ts';

export interface Desk {
  latchkey: Driver;
  launcher: Page;
}

/** A program whose providers are a sandbox outside it, in which a spec can cause faults. */
export interface OutsideDesk extends Desk {
  sandbox: Sandbox;
}

interface Fixtures {
  desk: Desk;
  /** Starts a separate program with sample customers, for specs that change it for good. */
  samples(options?: SampleOptions): Promise<Desk>;
  /** Starts a sandbox, and a program that uses it as the real providers. Connects it to Brevo, or to the given ones. */
  outside(options?: OutsideOptions): Promise<OutsideDesk>;
}

interface SampleOptions extends Partial<Pick<LaunchOptions, 'desktop' | 'userData'>> {
  sandbox?: SandboxOptions;
}

interface OutsideOptions extends SampleOptions {
  connect?: readonly SandboxProvider[];
}

type SandboxProvider = 'sendgrid' | 'brevo';

export const test = base.extend<Fixtures, { sharedDesk: Desk }>({
  sharedDesk: [
    async ({ browserName: _ }, use, { project }) => {
      const userData = mkdtempSync(join(tmpdir(), 'latchkey-desk-'));
      const env = { LATCHKEY_SANDBOX: '{"accountsPerProvider":300}' };
      const latchkey = new Driver(await launchApp({ ...runOf(project), userData, env }));
      const launcher = await firstRunWithSamples(latchkey);
      await closeSettings(latchkey);
      await allSynced(latchkey, launcher);
      await use({ latchkey, launcher });
      await latchkey.quit();
      rmSync(userData, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  desk: async ({ sharedDesk }, use, testInfo) => {
    await tidy(sharedDesk);
    await use(sharedDesk);
    if (testInfo.status === testInfo.expectedStatus) return;
    await testInfo.attach('output', { body: sharedDesk.latchkey.output(), contentType: 'text/plain' });
  },
  samples: async ({ launch }, use) => {
    await use(async ({ sandbox = {}, ...options } = {}) => {
      const env = { LATCHKEY_SANDBOX: JSON.stringify({ accountsPerProvider: 60, ...sandbox }) };
      const latchkey = await launch({ ...options, env });
      const launcher = await firstRunWithSamples(latchkey);
      await closeSettings(latchkey);
      await allSynced(latchkey, launcher);
      await showLauncher({ latchkey, launcher });
      return { latchkey, launcher };
    });
  },
  outside: async ({ launch }, use) => {
    const sandboxes: Sandbox[] = [];
    await use(async ({ sandbox: options = {}, connect: asked, ...launched } = {}) => {
      const [first, ...others]: readonly SandboxProvider[] = asked ?? ['brevo'];
      const sandbox = await startSandbox({ accountsPerProvider: 60, ...options });
      sandboxes.push(sandbox);
      const latchkey = await launch({ ...launched, env: asRealProviders(sandbox) });
      const settings = await latchkey.window('settings');
      const launcher = await latchkey.window('launcher');
      if (first) {
        await connectInFirstRun(settings, first === 'brevo' ? 'Brevo' : 'SendGrid', providerIn(sandbox, first).key);
        await expect(settings.getByRole('heading', { name: 'Now press the shortcut' })).toBeVisible();
        await latchkey.pressShortcut(launcherShortcut);
        await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
        await closeSettings(latchkey);
      }
      for (const provider of others) {
        const input = {
          provider,
          key: providerIn(sandbox, provider).key,
          label: '',
          colour: 'teal',
          region: '',
        } as const;
        expect(await latchkey.request(launcher, 'connectProvider', input)).toMatchObject({ ok: true });
      }
      return { latchkey, launcher, sandbox };
    });
    for (const sandbox of sandboxes) await sandbox.close();
  },
});

/** Puts the launcher on the screen, with an empty field. */
export async function showLauncher({ latchkey, launcher }: Desk): Promise<void> {
  if (!(await latchkey.isVisible(launcher))) await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(searchBox(launcher)).toBeFocused();
  await fillIn(launcher, '');
}

/** Waits until a page knows these settings: it learns of changes some moments after main has made them. */
const settingsHeard = (page: Page, settings: Partial<Settings>): Promise<void> =>
  page.evaluate(
    (wanted) =>
      new Promise<void>((done) => {
        const { latchkey: bridge } = window as unknown as { latchkey: Bridge };
        const stop = bridge.on('stateChanged', ({ settings: now }) => {
          const isAsWanted = Object.entries(wanted).every(
            ([name, value]) => JSON.stringify(Reflect.get(now, name)) === JSON.stringify(value),
          );
          if (!isAsWanted) return;
          stop();
          requestAnimationFrame(() => done());
        });
      }),
    settings,
  );

/** Changes settings, and waits until the launcher's page knows them. */
export async function changeSettings({ latchkey, launcher }: Desk, change: Input<'changeSettings'>): Promise<void> {
  const heard = settingsHeard(launcher, change as Partial<Settings>);
  expect(await latchkey.request(launcher, 'changeSettings', change)).toMatchObject({ ok: true });
  await heard;
}

async function tidy(desk: Desk): Promise<void> {
  const { latchkey, launcher } = desk;
  const { settings, connections } = await stateOf(latchkey, launcher);
  const { firstRunDone: _, ...wanted } = defaultSettings;
  const altered = Object.entries(wanted).some(
    ([name, value]) => !isDeepStrictEqual(Reflect.get(settings, name), value),
  );
  if (altered) await changeSettings(desk, wanted);
  for (const { connectionId, reasonRequired } of connections) {
    if (!reasonRequired) continue;
    await latchkey.request(launcher, 'changeConnection', { connectionId, change: { reasonRequired: false } });
  }
  // Hiding closes an open question, panel or editor.
  await latchkey.request(launcher, 'hideLauncher', {});
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  // A log-in of the spec before hides the launcher when it ends.
  await expect.poll(async () => (await stateOf(desk.latchkey, desk.launcher)).logInFlight).toBeNull();
  await showLauncher(desk);
}
