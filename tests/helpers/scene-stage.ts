import type { Page } from 'playwright-core';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/main/sandbox/sandbox.ts';
import type { SettingsSection } from '../../src/shared/settings-sections.ts';
import type { Driver } from './driver.ts';
import type { LaunchOptions } from './launch-app.ts';
import { asRealProviders, providerIn } from './sandbox-provider.ts';
import { allSynced, closeSettings, fillIn, launcherShortcut, openSettings } from './steps.ts';
import type { XDisplay } from './x-display.ts';

// What each walk of scenes.ts begins with: the real program at pretend providers, with its launcher on the screen.

/** A window that stays as it is until the next scene is requested. */
export interface Scene {
  /** Kebab-case; also the name of the picture's file. */
  name: string;
  title: string;
  page: Page;
  latchkey: Driver;
  /** What else is on the screen, if the scene is about that: a picture of its own. */
  screen?: { name: string; title: string; display: XDisplay };
}

/** Starts a program. The caller who provides it also stops it. Without `userData`, it is a new one. */
export type Launch = (
  options: Pick<LaunchOptions, 'env' | 'desktop'> & Partial<Pick<LaunchOptions, 'userData'>>,
) => Promise<Driver>;

export type Walk = (launch: Launch) => AsyncGenerator<Scene>;

/** The display of a small laptop. */
export const display = {
  bounds: { x: 0, y: 0, width: 1366, height: 800 },
  workArea: { x: 0, y: 0, width: 1366, height: 768 },
};

export interface StageOptions extends SandboxOptions {
  env?: Readonly<Record<string, string>>;
}

export interface Stage {
  latchkey: Driver;
  launcher: Page;
  sandbox: Sandbox;
  close(): Promise<void>;
}

/** Pretend providers in place of the real ones, so that no picture says "sample". */
export async function setStage(launch: Launch, { env = {}, ...options }: StageOptions = {}): Promise<Stage> {
  const sandbox = await startSandbox({ accountsPerProvider: 100, ...options });
  const latchkey = await launch({
    env: { ...asRealProviders(sandbox), TZ: 'UTC', ...env },
    desktop: { displays: [display], pointer: { x: 600, y: 300 }, darkSystem: false },
  });
  return {
    latchkey,
    launcher: await latchkey.window('launcher'),
    sandbox,
    close: () => sandbox.close(),
  };
}

/** A stage with both providers connected and synced, and the launcher on the screen. */
export async function setBusyStage(launch: Launch, options: StageOptions = {}): Promise<Stage> {
  const stage = await setStage(launch, options);
  const { latchkey, launcher, sandbox } = stage;
  for (const [provider, label, colour] of [
    ['sendgrid', 'SendGrid (Main)', 'blue'],
    ['brevo', 'Brevo (Agency)', 'green'],
  ] as const) {
    const { key } = providerIn(sandbox, provider);
    await latchkey.request(launcher, 'connectProvider', { provider, key, label, colour, region: '' });
  }
  await latchkey.request(launcher, 'finishFirstRun', {});
  await closeSettings(latchkey);
  await allSynced(latchkey, launcher);
  await show(stage);
  return stage;
}

export async function show({ latchkey, launcher }: Stage): Promise<void> {
  if (!(await latchkey.isVisible(launcher))) await latchkey.pressShortcut(launcherShortcut);
  await launcher.locator('main').waitFor();
  await fillIn(launcher, '');
}

export const openSection = ({ latchkey, launcher }: Stage, section: SettingsSection): Promise<Page> =>
  openSettings(latchkey, launcher, section);
