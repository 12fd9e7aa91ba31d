import { accessibilityFaults, colourFaults } from '../helpers/axe.ts';
import { expect, test } from '../helpers/e2e-fixtures.ts';
import { walks } from '../helpers/scenes.ts';

// Runs an accessibility checker over every state of both windows of the production bundle.

for (const [name, walk] of Object.entries(walks)) {
  test(`axe finds nothing, in light and in dark: ${name}`, async ({ launch }) => {
    // A dozen states, each checked twice: this takes half a minute, and several on a busy machine.
    test.setTimeout(300_000);
    const faulty: Record<string, string[]> = {};
    for await (const { name: state, page, latchkey } of walk(launch)) {
      for (const darkSystem of [false, true]) {
        await latchkey.change({ darkSystem });
        await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, darkSystem);
        const found = await (darkSystem ? colourFaults(page) : accessibilityFaults(page));
        if (found.length > 0) faulty[`${state}, ${darkSystem ? 'dark' : 'light'}`] = found;
      }
      await latchkey.change({ darkSystem: false });
    }
    expect(faulty).toEqual({});
  });
}
