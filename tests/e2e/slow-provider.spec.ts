import type { Page } from 'playwright-core';
import { type Desk, expect, showLauncher, test } from '../helpers/desk.ts';
import { allSynced, fillIn, openSettings, pressEnterToLogIn, search, searchBox, visit } from '../helpers/steps.ts';

// A provider that takes its time, and a person who does not: what is under way is always on the screen, and only the
// customer asked for last is opened.

test.describe.configure({ timeout: 60_000 });

const replyDelayMs = 1_500;
const underWay = (launcher: Page) => launcher.getByRole('region', { name: 'Under way' });

/** The outcomes in the ledger, the latest first, each after its customer. */
async function outcomes({ latchkey, launcher }: Desk): Promise<string[]> {
  const settings = await openSettings(latchkey, launcher, 'history');
  const lines = settings.locator('.ledger tbody tr');
  await expect(lines).not.toHaveCount(0);
  return (await lines.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
}

test('Enter on another customer supersedes the first: only the second is opened', async ({ outside }) => {
  const desk = await outside({ sandbox: { replyDelayMs } });
  const { latchkey, launcher } = desk;
  await allSynced(latchkey, launcher);
  await showLauncher(desk);
  await search(launcher, 'hôtel du lac', 'Hôtel du Lac');
  await launcher.keyboard.press('Enter');
  await expect(underWay(launcher)).toContainText('Logging in to Hôtel du Lac · Brevo');

  await fillIn(launcher, '');
  await searchBox(launcher).pressSequentially('norvia labs');
  await expect(launcher.locator('#result-0 .result-name')).toHaveText('Norvia Labs');
  await expect(underWay(launcher)).toContainText('Logging in to Hôtel du Lac');
  expect(await latchkey.opened()).toEqual([]);

  await launcher.keyboard.press('Enter');
  await expect(underWay(launcher)).toContainText('Logging in to Norvia Labs');
  await expect.poll(() => latchkey.opened()).toHaveLength(1);
  expect((await visit((await latchkey.opened())[0] ?? '')).words).toContain('logged in as Norvia Labs ');

  const [second, first] = await outcomes(desk);
  expect(second).toMatch(/Norvia Labs.*Opened/);
  expect(first).toMatch(/Hôtel du Lac.*Superseded by another log-in/);
});

test('Escape cancels it and keeps the text; the next Escape clears the text', async ({ outside }) => {
  const desk = await outside({ sandbox: { replyDelayMs } });
  const { latchkey, launcher, sandbox } = desk;
  await allSynced(latchkey, launcher);
  await showLauncher(desk);
  const logInRequests = sandbox.counts().logInRequests;
  await search(launcher, 'hôtel du lac', 'Hôtel du Lac');
  await launcher.keyboard.press('Enter');
  await expect(underWay(launcher)).toBeVisible();
  // The provider has the request, and will reply.
  await expect.poll(() => sandbox.counts().logInRequests).toBe(logInRequests + 1);

  await launcher.keyboard.press('Escape');
  await expect(underWay(launcher)).toHaveCount(0);
  await expect(searchBox(launcher)).toHaveValue('hôtel du lac');
  await launcher.keyboard.press('Escape');
  await expect(searchBox(launcher)).toHaveValue('');
  expect(await latchkey.isVisible(launcher)).toBe(true);

  // The reply for this one comes after that for the first.
  await search(launcher, 'norvia labs', 'Norvia Labs');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Norvia Labs ');
  expect(await latchkey.opened()).toHaveLength(1);
  expect(await outcomes(desk)).toEqual([
    expect.stringMatching(/Norvia Labs.*Opened/),
    expect.stringMatching(/Hôtel du Lac.*Cancelled/),
  ]);
});

test('a failure after a long wait is said, for the customer that it is about', async ({ outside }) => {
  const desk = await outside({ sandbox: { replyDelayMs } });
  const { latchkey, launcher, sandbox } = desk;
  await allSynced(latchkey, launcher);
  await showLauncher(desk);
  const logInRequests = sandbox.counts().logInRequests;
  await search(launcher, 'hôtel du lac', 'Hôtel du Lac');
  await launcher.keyboard.press('Enter');
  await expect.poll(() => sandbox.counts().logInRequests).toBe(logInRequests + 1);
  await fillIn(launcher, 'norvia labs');
  await expect(underWay(launcher)).toContainText('Logging in to Hôtel du Lac');
  await sandbox.close();

  const failure = launcher.locator('.prompt-bar .problem-banner');
  await expect(failure).toContainText('Hôtel du Lac: The connection to Brevo was cut.');
  await expect(underWay(launcher)).toHaveCount(0);
  expect(await latchkey.opened()).toEqual([]);
  expect(await outcomes(desk)).toEqual([expect.stringMatching(/Hôtel du Lac.*Failed: unreachable/)]);
});
