import { type Desk, expect, test } from '../helpers/desk.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import { search, visit } from '../helpers/steps.ts';

// A login link on the clipboard: for a private window, until it expires, and in no clipboard history.

/** What each system's clipboard histories look for. */
const marks = {
  linux: ['x-kde-passwordManagerHint'],
  darwin: ['org.nspasteboard.ConcealedType', 'org.nspasteboard.TransientType'],
  win32: ['ExcludeClipboardContentFromMonitorProcessing', 'CanIncludeInClipboardHistory', 'CanUploadToCloudClipboard'],
};

test(
  'a copied link is marked as a secret, is counted down, works once, and leaves the clipboard when it expires',
  onEachSystem,
  async ({ samples }) => {
    const { latchkey, launcher } = await samples();
    await search(launcher, 'acme corp', 'Acme Corp');
    await launcher.keyboard.press('ControlOrMeta+Enter');
    const foot = launcher.locator('.status-bar-text');
    await expect(foot).toContainText(/Login link for Acme Corp is on the clipboard for (1:00|0:5\d)/);
    await expect(foot).toContainText(/for 0:5[0-8]/);
    expect(await latchkey.isVisible(launcher)).toBe(true);
    expect(await latchkey.opened()).toEqual([]);

    const link = await latchkey.clipboardText();
    const [write] = await latchkey.clipboardWrites();
    expect(write?.text).toBe(link);
    expect(write?.types[0]).toBe('text/plain');
    for (const mark of marks[latchkey.platform]) expect(write?.types.join()).toContain(mark);
    expect(await launcher.evaluate(() => document.documentElement.outerHTML)).not.toContain(link);
    expect(await visit(link)).toMatchObject({ status: 200, words: expect.stringContaining('logged in as Acme Corp ') });
    expect((await visit(link)).status).toBe(410);

    const ledger = await latchkey.request(launcher, 'searchLedger', { text: '', beforeRowId: null });
    expect(ledger).toMatchObject({ value: { rows: [{ accountName: 'Acme Corp', how: 'copy', outcome: 'copied' }] } });
  },
);

/** From now on, timers of half a minute and longer fire after a second and a half. */
const hurry = ({ latchkey }: Desk): Promise<void> =>
  latchkey.app.evaluate(() => {
    const { setTimeout: wait } = globalThis;
    globalThis.setTimeout = ((then: () => void, ms: number) =>
      wait(then, ms > 30_000 ? 1_500 : ms)) as typeof globalThis.setTimeout;
  });

test('an expired link is removed from the clipboard, if it is still ours', async ({ samples }) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  await hurry(desk);
  const foot = launcher.locator('.status-bar-text');

  await search(launcher, 'acme corp', 'Acme Corp');
  await launcher.keyboard.press('ControlOrMeta+Enter');
  await expect(foot).toContainText('Login link for Acme Corp');
  expect(await latchkey.clipboardText()).toContain('/sso?code=');
  await expect.poll(() => latchkey.clipboardText()).toBe('');
  await expect(foot).not.toContainText('Login link');

  await launcher.keyboard.press('ControlOrMeta+Enter');
  await expect(foot).toContainText('Login link for Acme Corp');
  await latchkey.putOnClipboard('something of my own');
  await expect(foot).not.toContainText('Login link');
  expect(await latchkey.clipboardText()).toBe('something of my own');
});

test('a second link replaces the first, with its own time', async ({ samples }) => {
  const desk = await samples();
  const { latchkey, launcher } = desk;
  const foot = launcher.locator('.status-bar-text');
  await search(launcher, 'acme corp', 'Acme Corp');
  await launcher.keyboard.press('ControlOrMeta+Enter');
  await expect(foot).toContainText('Login link for Acme Corp');
  const first = await latchkey.clipboardText();
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await launcher.keyboard.press('ControlOrMeta+Enter');
  // Brevo's link is valid for 15 days: two minutes on the clipboard are enough.
  await expect(foot).toContainText(/Login link for Norvia Labs is on the clipboard for (2:00|1:5\d)/);
  expect(await latchkey.clipboardText()).not.toBe(first);
});
