import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from '../helpers/e2e-fixtures.ts';
import { walks } from '../helpers/scenes.ts';

// Runs an accessibility checker over every state of both windows of the production bundle.

async function faults(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  // A check of an empty page would find nothing.
  expect(passes.length).toBeGreaterThan(5);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} (${node.failureSummary ?? ''})`),
  );
}

for (const [name, walk] of Object.entries(walks)) {
  test(`axe finds nothing, in light and in dark: ${name}`, async ({ launch }) => {
    // A dozen states, each checked twice: this takes a minute, and several on a busy machine.
    test.setTimeout(300_000);
    const faulty: Record<string, string[]> = {};
    for await (const { name: state, page, latchkey } of walk(launch)) {
      for (const darkSystem of [false, true]) {
        await latchkey.change({ darkSystem });
        await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, darkSystem);
        const found = await faults(page);
        if (found.length > 0) faulty[`${state}, ${darkSystem ? 'dark' : 'light'}`] = found;
      }
      await latchkey.change({ darkSystem: false });
    }
    expect(faulty).toEqual({});
  });
}
