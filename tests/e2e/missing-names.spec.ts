import { troubledKeys } from '../../src/main/providers/sendgrid/pretend.ts';
import { expect, test } from '../helpers/desk.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';
import { closeSettings, connectInFirstRun, fillIn, openSettings, rows, search, stateOf } from '../helpers/steps.ts';

// SendGrid's list has no names: they are read one by one, and until they are there the windows say so.

const advice = 'Search by id, or import names.';

test('while names are asked for, no match says how many are missing, for how long, and leads to the import', async ({
  outside,
}) => {
  const { latchkey, launcher } = await outside({ sandbox: { accountsPerProvider: 3_000 }, connect: ['sendgrid'] });
  const foot = launcher.locator('.status-bar-text');
  await expect(foot).toHaveText(/: [\d,]+ of 3,000 names known, about \d+ min left$/);
  await fillIn(launcher, 'zebra crossing xqzv');
  const reason = launcher.locator('.empty-reason');
  await expect(reason).toHaveText(
    new RegExp(`^2,[\\d]+ of 3,000 names are still being asked for, about \\d+ min\\. ${advice}$`),
  );
  await expect(launcher.getByRole('status').filter({ hasText: 'Names are still being asked for.' })).toHaveCount(1);
  await expect(rows(launcher)).toHaveText(['Search again without “xqzv”', 'Sync now', 'Import names from a file']);
  await launcher.keyboard.press('ArrowUp');
  await launcher.keyboard.press('Enter');
  const settings = await latchkey.window('settings');
  await expect(settings.getByRole('tab', { name: 'Names', selected: true })).toBeVisible();

  // Paused by the user: the reason says so.
  const [connection] = (await stateOf(latchkey, launcher)).connections;
  const connectionId = connection?.connectionId ?? '';
  await latchkey.request(launcher, 'pauseNames', { connectionId, paused: true });
  await expect(reason).toHaveText(new RegExp(`names are not known yet\\. Asking for them is paused\\. ${advice}$`));
});

test('while the names wait for the rate limit, the launcher and the last page of first run say until when', async ({
  outside,
}) => {
  const { latchkey, launcher, sandbox } = await outside({
    sandbox: { accountsPerProvider: 300, requestsPerHour: { sendgrid: 40 } },
    connect: [],
  });
  const settings = await latchkey.window('settings');
  await connectInFirstRun(settings, 'SendGrid', providerIn(sandbox, 'sendgrid').key);
  await settings.getByRole('button', { name: 'Go on without trying' }).click();
  await expect(settings.getByRole('heading', { name: 'You are ready' })).toBeVisible();
  const missing = /2\d\d of 300 names are still to be asked for\. That resumes at \d\d?:\d\d.*\. Search by id/;
  await expect(settings.getByText(missing)).toBeVisible();
  await closeSettings(latchkey);
  await expect(launcher.locator('.status-bar-text')).toHaveText(/: \d+ of 300 names known, resumes at \d\d?:\d\d/);
  await fillIn(launcher, 'xqzv');
  await expect(launcher.locator('.empty-reason')).toHaveText(missing);
});

test('a key that may not read profiles is one quiet line under Names, and no warning', async ({ outside }) => {
  const { latchkey, launcher } = await outside({ connect: [] });
  const input = { provider: 'sendgrid', key: troubledKeys.readsNoProfiles, label: 'Main', colour: 'teal', region: '' };
  expect(await latchkey.request(launcher, 'connectProvider', { ...input, colour: 'teal' })).toMatchObject({ ok: true });
  await latchkey.request(launcher, 'finishFirstRun', {});
  // Its window shows the first run until it is left.
  await closeSettings(latchkey);
  const settings = await openSettings(latchkey, launcher, 'connections');
  await settings.getByRole('button', { name: /Main/ }).click();
  await expect(settings.getByText('This key may not read customers’ names. Import names, or let')).toBeVisible();
  await expect(settings.getByRole('button', { name: 'asking for names' })).toHaveCount(0);
  await expect(settings.locator('.problem-banner')).toHaveCount(0);
  await expect(launcher.locator('.problem-banner')).toHaveCount(0);
});

test('the email among the details of a Brevo customer finds that customer afterwards', async ({ outside }) => {
  const { launcher } = await outside();
  await search(launcher, 'hotel du lac', 'Hôtel du Lac');
  const email = launcher.getByRole('region', { name: 'About Hôtel du Lac' }).getByText(/@/).first();
  await expect(email).toBeVisible();
  const address = (await email.textContent()) ?? '';
  await search(launcher, address, 'Hôtel du Lac');
});
