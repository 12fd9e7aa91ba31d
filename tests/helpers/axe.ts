import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

// Runs axe in a page. It is injected once for each document: to parse it takes as long as to check a page.

interface Found {
  /** One line for each fault. Empty if all is well. */
  faults: string[];
  /** How many rules found something to check, and no fault in it. */
  passes: number;
}

async function check(page: Page, options: RunOptions): Promise<Found> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axe.source);
  return page.evaluate(async (wanted) => {
    // Colours that change slowly, as after a change of the theme, have not arrived.
    const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changes.map(({ finished }) => finished));
    const { axe: injected } = window as unknown as { axe: typeof import('axe-core') };
    // Base UI's guards at the edges of a list or a dialog lead the focus on at once, so that none of them ever keeps it.
    const context = { exclude: ['[data-base-ui-focus-guard]'] };
    const { violations, passes } = await injected.run(context, wanted);
    const faults = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} (${node.failureSummary ?? ''})`),
    );
    return { faults, passes: passes.length };
  }, options);
}

/** What axe finds against WCAG 2.2 AA and its best practices. */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  const { faults, passes } = await check(page, {});
  // A check of an empty page would find nothing.
  return passes > 5 ? faults : [...faults, `axe found only ${passes} rules to check`];
};

/**
 * What axe finds in the colours alone. For a further look of a page of which `accessibilityFaults` has seen one: no other
 * rule of axe depends on colours, and all of them together take much longer.
 */
export const colourFaults = async (page: Page): Promise<string[]> =>
  (await check(page, { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } })).faults;
