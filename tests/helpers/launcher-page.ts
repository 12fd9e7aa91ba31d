import type { Page } from 'playwright-core';
import { show } from './launcher-driver.ts';
import { type OpenOptions, windowHarness } from './window-harness.ts';

/** The launcher that the test opened last. */
export let page: Page;

/** For a whole file of tests. Returns a function that opens a launcher, visible as after the shortcut. */
export function launcherPerTest(): (options?: OpenOptions) => Promise<void> {
  const harness = windowHarness();
  return async (options = {}) => {
    page = await harness.open('launcher', options);
    await show(page);
  };
}
