import type { Page } from 'playwright-core';
import { type Desk, expect, type OutsideDesk, showLauncher, test } from '../helpers/desk.ts';
import { allSynced, fillIn, pressEnterToLogIn, search, searchBox, visit } from '../helpers/steps.ts';

// A provider that takes its time, and a user who does not wait for it.

test.describe.configure({ timeout: 60_000 });

const replyDelayMs = 1_500;

const underWay = (launcher: Page) => launcher.getByRole('region', { name: 'Under way' });

/** The outcomes in the ledger, newest first. */
async function outcomes({ latchkey, launcher }: Desk): Promise<(readonly [string, string])[]> {
  const answer = await latchkey.request(launcher, 'searchLedger', { text: '', beforeRowId: null });
  if (!answer.ok) throw new Error(`no ledger: ${answer.problem.kind}`);
  return answer.value.rows.map(({ accountName, outcome }) => [accountName, outcome] as const);
}

/** Types until the provider has replied to the log-in, and a little longer. The text is the same afterwards. */
async function typePastReply({ launcher, sandbox }: OutsideDesk): Promise<void> {
  let until = Number.POSITIVE_INFINITY;
  while (performance.now() < until) {
    await launcher.keyboard.type('x');
    await launcher.keyboard.press('Backspace');
    const isAsked = sandbox.counts().logInRequests > 0;
    if (isAsked && until === Number.POSITIVE_INFINITY) until = performance.now() + replyDelayMs + 300;
  }
}

const topOfTray = async ({ latchkey }: Desk): Promise<string[]> =>
  (await latchkey.trayMenu()).slice(0, 2).map(({ label }) => label);

test('a log-in of the tray is shown there and in the launcher, and can be cancelled in both', async ({ outside }) => {
  const desk = await outside({ sandbox: { replyDelayMs } });
  const { latchkey, launcher } = desk;
  await allSynced(latchkey, launcher);
  await search(launcher, 'norvia labs', 'Norvia Labs');
  await pressEnterToLogIn(latchkey, launcher);
  await expect.poll(() => topOfTray(desk)).toContain('Open Latchkey');

  await latchkey.clickTray('Norvia Labs · Brevo');
  await expect.poll(() => topOfTray(desk)).toEqual(['Logging in to Norvia Labs…', 'Cancel']);
  expect((await latchkey.tray()).toolTip).toBe('Latchkey: Logging in to Norvia Labs');
  expect((await latchkey.trayMenu())[0]?.enabled).toBe(false);
  await showLauncher(desk);
  await expect(underWay(launcher)).toContainText('Logging in to Norvia Labs');
  await latchkey.clickTray('Cancel');
  await expect.poll(() => topOfTray(desk)).toContain('Open Latchkey');
  await expect(underWay(launcher)).toHaveCount(0);
  expect((await latchkey.tray()).toolTip).toBe('Latchkey');

  await latchkey.clickTray('Norvia Labs · Brevo');
  await expect(underWay(launcher)).toBeVisible();
  await launcher.keyboard.press('Escape');
  await expect(underWay(launcher)).toHaveCount(0);
  await expect.poll(() => topOfTray(desk)).toContain('Open Latchkey');

  // The provider's replies to both have come by the time that this one has its own.
  await search(launcher, 'hotel du lac', 'Hôtel du Lac');
  const link = await pressEnterToLogIn(latchkey, launcher);
  expect((await visit(link)).words).toContain('logged in as Hôtel du Lac ');
  expect(await latchkey.opened()).toHaveLength(2);
  expect(await outcomes(desk)).toEqual([
    ['Hôtel du Lac', 'opened'],
    ['Norvia Labs', 'cancelled'],
    ['Norvia Labs', 'cancelled'],
    ['Norvia Labs', 'opened'],
  ]);
});

test('while the user types the next customer, the one before is not opened; then the launcher and the text stay', async ({
  outside,
}) => {
  const desk = await outside({ sandbox: { replyDelayMs } });
  const { latchkey, launcher } = desk;
  await allSynced(latchkey, launcher);
  await search(launcher, 'hotel du lac', 'Hôtel du Lac');
  await launcher.keyboard.press('Enter');
  await expect(underWay(launcher)).toContainText('Logging in to Hôtel du Lac');
  const text = 'norvia labs';
  await fillIn(launcher, text);
  await typePastReply(desk);
  expect(await latchkey.opened()).toEqual([]);
  await expect(underWay(launcher)).toContainText('Logging in to Hôtel du Lac');

  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  // The browser takes the focus.
  await latchkey.blur(launcher);
  await expect.poll(() => latchkey.isFocused(launcher)).toBe(false);
  await expect(underWay(launcher)).toHaveCount(0);
  await expect(launcher.locator('.prompt-bar')).toContainText('Hôtel du Lac is open in the browser');
  await expect(searchBox(launcher)).toHaveValue(text);
  expect(await latchkey.isVisible(launcher)).toBe(true);

  // The user goes on, and nothing was typed since this Enter.
  await search(launcher, text, 'Norvia Labs');
  const link = await pressEnterToLogIn(latchkey, launcher);
  expect((await visit(link)).words).toContain('logged in as Norvia Labs ');
});

test('a log-in that waits for the hand is cancelled by Esc, and the text stays', async ({ outside }) => {
  const desk = await outside({ sandbox: { replyDelayMs } });
  const { latchkey, launcher } = desk;
  await allSynced(latchkey, launcher);
  await search(launcher, 'hotel du lac', 'Hôtel du Lac');
  await launcher.keyboard.press('Enter');
  await typePastReply(desk);
  await launcher.keyboard.press('Escape');
  await expect(underWay(launcher)).toHaveCount(0);
  await expect.poll(() => outcomes(desk)).toEqual([['Hôtel du Lac', 'cancelled']]);
  await expect(searchBox(launcher)).toHaveValue('hotel du lac');
  expect(await latchkey.opened()).toEqual([]);
});
