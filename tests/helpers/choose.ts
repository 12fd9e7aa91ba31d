import type { Locator } from 'playwright-core';

/** Chooses the option with these words in a select, as a person with a mouse does. */
export async function choose(select: Locator, words: string): Promise<void> {
  await select.click();
  await select.page().getByRole('option', { name: words, exact: true }).click();
}
