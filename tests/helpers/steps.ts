import type { Locator, Page } from 'playwright-core';
import type { Bridge, Output } from '../../src/shared/contract.ts';
import type { SettingsSection } from '../../src/shared/settings-sections.ts';
import type { Driver } from './driver.ts';

// Actions of a person that take several steps. Specs and the demo use them, so they know no test runner.

export const launcherShortcut = 'CommandOrControl+Shift+Y';

/** The key that pins a row: on macOS another than elsewhere, where Ctrl+P moves. */
export const pinKey = ({ platform }: Driver): string => (platform === 'darwin' ? 'Meta+p' : 'Control+Shift+P');

/** First run: sample customers, the shortcut pressed once. Ends with the launcher on the screen. */
export async function firstRunWithSamples(latchkey: Driver): Promise<Page> {
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: 'Explore with sample customers' }).click();
  await settings.getByRole('heading', { name: 'Now press the shortcut' }).waitFor();
  await latchkey.pressShortcut(launcherShortcut);
  await settings.getByRole('heading', { name: 'You are ready' }).waitFor();
  return latchkey.window('launcher');
}

export async function stateOf(latchkey: Driver, page: Page): Promise<Output<'getState'>> {
  const answer = await latchkey.request(page, 'getState', {});
  if (!answer.ok) throw new Error(`the state was not sent: ${answer.problem.kind}`);
  return answer.value;
}

/** Waits until every connection has its whole list, and all the names that it will get. */
export async function allSynced(latchkey: Driver, page: Page): Promise<Output<'getState'>> {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    const state = await stateOf(latchkey, page);
    const nameless = new Set(
      state.providers.filter(({ namesNeedProfiles }) => namesNeedProfiles).map(({ provider }) => provider),
    );
    const settled = state.connections.every(
      ({ health, provider }) =>
        health.lastSyncedAt !== null &&
        health.status !== 'syncing' &&
        (!nameless.has(provider) || health.names?.status === 'done'),
    );
    if (settled && state.connections.length > 0) return state;
    if (performance.now() > giveUpAt) throw new Error('the lists did not become complete within a minute');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const searchBox = (launcher: Page) => launcher.getByRole('combobox').first();
/** Pastes a text, as the browser reports it. */
export const pasteInto = (field: Locator, text: string): Promise<void> =>
  field.evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

export const rows = (launcher: Page) => launcher.getByRole('option');

/** Types into the launcher and waits for the results of exactly this text. */
export async function typeName(launcher: Page, name: string): Promise<void> {
  await searchBox(launcher).fill('');
  await searchBox(launcher).pressSequentially(name);
  await rows(launcher)
    .filter({ hasText: new RegExp(name.split(' ')[0] ?? '', 'i') })
    .first()
    .waitFor();
}

/**
 * Presses Enter, and again if Latchkey asks a question. Resolves with the link that the browser was asked to open, when
 * the launcher is hidden.
 */
export async function pressEnterToLogIn(latchkey: Driver, launcher: Page): Promise<string> {
  const before = (await latchkey.opened()).length;
  const giveUpAt = performance.now() + 30_000;
  await listRead(launcher);
  await formRead(launcher);
  await launcher.keyboard.press('Enter');
  for (;;) {
    const opened = await latchkey.opened();
    if (opened.length > before && !(await latchkey.isVisible(launcher))) return opened.at(-1) ?? '';
    if (await launcher.getByRole('button', { name: 'Log in anyway' }).isVisible())
      await launcher.keyboard.press('Enter');
    if (performance.now() > giveUpAt) throw new Error('no link was opened within half a minute');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The bar that says what was changed, and offers to undo it. */
export const lastChange = (launcher: Page) => launcher.getByRole('region', { name: 'Last change' });

/** Waits until the prompt bar has been on the screen long enough that a press answers it. */
export const barRead = (launcher: Page): Promise<void> => launcher.locator('.prompt-bar[data-answerable]').waitFor();

/** Waits until Enter gives the text of the prompt bar's field, if it has one. */
const formRead = (launcher: Page): Promise<void> =>
  launcher.locator('form.prompt-bar:not([data-answerable])').waitFor({ state: 'hidden' });

/** Waits until a list that a link or the clipboard chose has been on the screen long enough that a press acts on it. */
export const listRead = (launcher: Page): Promise<void> => launcher.locator('.results:not([data-unread])').waitFor();

/** The row that Enter acts on. */
export const highlighted = (launcher: Page) => launcher.locator('[role="option"][aria-selected="true"]');
/** The names in the list, from the top. */
export const namesShown = (launcher: Page): Promise<string[]> => launcher.locator('.result-name').allTextContents();

/** Pastes a key into the first run's form and presses Enter. */
export async function connectInFirstRun(settings: Page, provider: 'SendGrid' | 'Brevo', key: string): Promise<void> {
  await settings.locator('label').filter({ hasText: provider }).first().click();
  await settings.getByLabel('API key', { exact: true }).fill(key);
  await settings.keyboard.press('Enter');
}

/** Sets the text of the field at once, as pasting does, and waits until the rows are those of this text. */
export async function fillIn(launcher: Page, text: string): Promise<void> {
  await searchBox(launcher).fill(text);
  const inCss = text.replace(/["\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `);
  await launcher.locator(`.results[data-answers="${inCss}"]`).waitFor();
}

/** Sets the text of the field at once, as pasting does, and waits until this row is the first result. */
export async function search(launcher: Page, text: string, firstName: string): Promise<void> {
  await fillIn(launcher, text);
  await launcher.locator('#result-0 .result-name', { hasText: firstName }).waitFor();
}

/** Returns the text that the browser would show for a login link. Spends the link. */
export async function visit(link: string): Promise<{ status: number; words: string }> {
  const reply = await fetch(link);
  const page = await reply.text();
  const words = page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');
  return { status: reply.status, words };
}

/** Opens the settings window at a section. If it was open already, waits until the section's title has the focus. */
export async function openSettings(latchkey: Driver, launcher: Page, section: SettingsSection): Promise<Page> {
  const open = latchkey.windowNames().includes('settings') ? await latchkey.window('settings') : null;
  await open?.evaluate(() => {
    const { latchkey: bridge } = window as unknown as { latchkey: Bridge };
    const arrived = new Promise<void>((done) => {
      const stop = bridge.on('settingsSection', () => {
        stop();
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      });
    });
    Object.assign(window, { arrived });
  });
  const answer = await latchkey.request(launcher, 'openSettings', { section });
  if (!answer.ok) throw new Error(`the settings do not open: ${answer.problem.kind}`);
  await open?.evaluate(() => Reflect.get(window, 'arrived') as Promise<void>);
  const settings = await latchkey.window('settings');
  await settings.getByRole('tab', { name: section, selected: true }).waitFor();
  return settings;
}

/** Closes the settings window, and waits until it is gone. */
export async function closeSettings(latchkey: Driver): Promise<void> {
  const settings = await latchkey.window('settings');
  const gone = settings.waitForEvent('close');
  await latchkey.closeWindow(settings);
  await gone;
}
