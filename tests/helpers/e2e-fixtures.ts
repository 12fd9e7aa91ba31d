import { test as base } from '@playwright/test';
import type { ElectronApplication } from 'playwright-core';
import { Driver } from './driver.ts';
import { type LaunchOptions, launchApp, runOf, whyNotHere } from './launch-app.ts';

export { expect } from '@playwright/test';

interface Fixtures {
  /** Starts an app. A spec can start several, each with its own folder unless it names one. All end with the spec. */
  launch(options?: Partial<LaunchOptions>): Promise<Driver>;
  /** The product, started once with nothing in its folder. */
  latchkey: Driver;
  app: ElectronApplication;
}

export const test = base.extend<Fixtures>({
  launch: async ({ browserName: _ }, use, testInfo) => {
    const run = runOf(testInfo.project);
    const why = whyNotHere(run.target);
    testInfo.skip(why !== null, why ?? '');
    const drivers: Driver[] = [];
    await use(async (options = {}) => {
      const userData = testInfo.outputPath(`user-data-${drivers.length + 1}`);
      const driver = new Driver(await launchApp({ ...run, userData, ...options }));
      drivers.push(driver);
      return driver;
    });
    for (const driver of drivers) {
      await end(driver);
      if (testInfo.status === testInfo.expectedStatus) continue;
      await testInfo.attach('output', { body: driver.output(), contentType: 'text/plain' });
    }
  },
  latchkey: async ({ launch }, use) => {
    await use(await launch());
  },
  app: async ({ latchkey }, use) => {
    await use(latchkey.app);
  },
});

/** For promises that the program keeps in a way of its own on each system: also run where the stand-in plays the others. */
export const onEachSystem = { tag: '@each-system' };

/** For specs that read or change a key of the program themselves. */
export function skipIfAPersonIsAsked(): void {
  test.skip(process.platform === 'linux' && !process.env['DBUS_SESSION_BUS_ADDRESS'], 'no Secret Service here');
  test.skip(process.platform === 'darwin', 'macOS asks a person before it lets another program read a key');
}

/** A program that takes longer than this to end counts as hanging. */
const longestGoodbyeMs = 10_000;

async function end(driver: Driver): Promise<void> {
  const hanging = setTimeout(() => void driver.kill(), longestGoodbyeMs);
  await driver.app.close().catch(() => {
    // It has already ended.
  });
  await driver.ended();
  clearTimeout(hanging);
}
