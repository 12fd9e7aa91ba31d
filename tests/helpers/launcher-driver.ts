import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { NamesProgress } from '../../src/shared/connection.ts';
import type { Announcements, RequestName } from '../../src/shared/contract.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { namesProgress } from './fake-accounts.ts';

// Actions and questions that the launcher's tests share.

export const show = (page: Page, shown: Partial<Announcements['launcherShown']> = {}): Promise<void> =>
  page.evaluate((opening) => window.fake.announce('launcherShown', opening), {
    text: null,
    select: null,
    from: 'shortcut' as const,
    pending: null,
    ...shown,
  });

export const hide = (page: Page): Promise<void> => page.evaluate(() => window.fake.announce('launcherHidden', null));

export { listRead } from './steps.ts';

/** Waits until the prompt bar has been on the screen long enough that a press answers it. */
export const barRead = (page: Page): Promise<void> => page.locator('.prompt-bar[data-answerable]').waitFor();

export const searchField = (page: Page) => page.getByRole('combobox').first();

/** The names in the list, from the top. */
export const namesOf = (page: Page): Promise<string[]> => page.locator('#results .result-name').allTextContents();

export const highlighted = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const id = document.querySelector('.search-input')?.getAttribute('aria-activedescendant');
    return id ? (document.getElementById(id)?.querySelector('.result-name')?.textContent ?? null) : null;
  });

/** Types as a user does, and waits until the list answers. */
export async function type(page: Page, text: string): Promise<void> {
  const before = await countOf(page, 'searchAccounts');
  await page.keyboard.type(text);
  await expect.poll(() => countOf(page, 'searchAccounts'), { interval: 10 }).toBe(before + text.length);
}

/** The inputs of every request of this name, oldest first. */
export const callsOf = (page: Page, name: RequestName): Promise<unknown[]> =>
  page.evaluate((wanted) => window.fake.calls.filter((call) => call.name === wanted).map((call) => call.input), name);

export const countOf = async (page: Page, name: RequestName): Promise<number> => (await callsOf(page, name)).length;

export const idOf = (page: Page, name: string): Promise<string> =>
  page.evaluate((wanted) => {
    const row = window.fake.accounts.find((one) => one.name === wanted);
    if (!row) throw new Error(`no account is called ${wanted}`);
    return row.accountId;
  }, name);

export const failLogIn = (page: Page, problem: Problem): Promise<void> =>
  page.evaluate((given) => window.fake.answer('logIn', () => ({ ok: false, problem: given })), problem);

export const statusOf = (page: Page): Promise<string | null> => page.locator('.status-bar-text').textContent();

/** What a screen reader last read out. */
export const saidOf = (page: Page): Promise<string | null> => page.getByRole('status').textContent();

/** Chooses “Give a customer the name …” among the actions. */
export async function giveName(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('give a customer');
  await page.keyboard.press('Enter');
}

export const namingBar = (page: Page) => page.getByRole('region', { name: 'Before the name changes' });

/** Every connection reads its list for the first time, and has come this far. */
export const firstSync = (page: Page, seen: number): Promise<void> =>
  page.evaluate((count) => {
    for (const { connectionId } of window.fake.state.connections)
      window.fake.changeHealth(connectionId, {
        status: 'syncing',
        lastSyncedAt: null,
        progress: { seen: count, total: 5000 },
      });
  }, seen);

/** How far the names of SendGrid's customers are. */
export const namesAre = (page: Page, change: Partial<NamesProgress>): Promise<void> =>
  page.evaluate((names) => window.fake.changeHealth('sendgrid1', { names }), namesProgress(change));

/** Brevo does not know this internet address from now on. */
export const blockAddress = (page: Page): Promise<void> =>
  page.evaluate(() =>
    window.fake.changeHealth('brevo0001', {
      status: 'attention',
      problem: { kind: 'ip-not-authorised', provider: 'Brevo', connectionId: 'brevo0001' },
    }),
  );
