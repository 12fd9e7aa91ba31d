import { expect, showLauncher, test } from '../helpers/desk.ts';
import { skipIfAPersonIsAsked } from '../helpers/e2e-fixtures.ts';
import { providerIn } from '../helpers/sandbox-provider.ts';
import {
  allSynced,
  barRead,
  closeSettings,
  fillIn,
  lastChange,
  launcherShortcut,
  pressEnterToLogIn,
  rows,
  search,
  searchBox,
  stateOf,
  visit,
} from '../helpers/steps.ts';

// Each state of the launcher, reached with the real program.

test('a first sync shows its growing count, and the customers so far can be found and opened', async ({ launch }) => {
  const latchkey = await launch({ env: { LATCHKEY_SANDBOX: '{"accountsPerProvider":3000,"replyDelayMs":60}' } });
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: 'Explore with sample customers' }).click();
  await settings.getByRole('heading', { name: 'Now press the shortcut' }).waitFor();
  await latchkey.pressShortcut(launcherShortcut);
  const launcher = await latchkey.window('launcher');
  const foot = launcher.locator('.status-bar-text');
  const seen = async (): Promise<number> =>
    Number(/([\d,]+)/.exec((await foot.textContent()) ?? '')?.[1]?.replace(',', ''));
  await expect.poll(seen).toBeGreaterThan(0);
  const first = await seen();
  await expect.poll(seen).toBeGreaterThan(first);

  await search(launcher, 'acme events', 'Acme Events');
  const { connections } = await stateOf(latchkey, launcher);
  expect(connections.some(({ health }) => health.lastSyncedAt === null)).toBe(true);
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Acme Events ');
});

test('without a connection it offers to connect one, and sample customers', async ({ launch }) => {
  const latchkey = await launch();
  const settings = await latchkey.window('settings');
  await settings.getByRole('button', { name: 'Skip, and open settings' }).click();
  await expect(settings.getByText('No connections yet.')).toBeVisible();
  const launcher = await latchkey.window('launcher');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(launcher.locator('.empty-words')).toHaveText('No provider is connected yet.');
  await expect(rows(launcher)).toHaveText(['Connect SendGrid or Brevo', 'Explore with sample customers']);
  await closeSettings(latchkey);
  await launcher.keyboard.press('Enter');
  await expect((await latchkey.window('settings')).getByRole('button', { name: 'Add connection' })).toBeVisible();
});

test('without a match it shows the text, and offers nothing that changes data', async ({
  desk: { latchkey, launcher },
}) => {
  const before = (await latchkey.opened()).length;
  await fillIn(launcher, 'boulangerie noel xqzv');
  await expect(launcher.locator('.empty-words')).toHaveText('No customer matches “boulangerie noel xqzv”.');
  await expect(rows(launcher)).toHaveText(['Search again without “xqzv”', 'Sync now']);
  await launcher.keyboard.press('ControlOrMeta+Enter');
  await expect(launcher.locator('.status-bar-text')).toHaveText('No customer to copy a link for');
  await launcher.keyboard.press('Enter');
  await expect(searchBox(launcher)).toHaveValue('boulangerie noel');
  await expect(launcher.locator('#result-0 .result-name')).toContainText('Boulangerie Noe');
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.status-bar-text')).toHaveText('Choose a customer first');
  expect(await latchkey.opened()).toHaveLength(before);
});

test('a customer gets another name only after a sentence that says so', async ({ desk: { latchkey, launcher } }) => {
  await fillIn(launcher, 'the bakery on the corner');
  await launcher.keyboard.press('ControlOrMeta+k');
  await launcher.keyboard.type('give a customer');
  await launcher.keyboard.press('Enter');
  await expect(launcher.getByText('Give the name “the bakery on the corner” to')).toBeVisible();
  await search(launcher, 'boulangerie noel', 'Boulangerie Noe');
  const before = (await latchkey.opened()).length;
  await launcher.keyboard.press('Enter');
  const bar = launcher.getByRole('region', { name: 'Before the name changes' });
  await expect(bar).toContainText(/^Call Boulangerie Noe.* “the bakery on the corner”\?/);
  await expect(bar).toHaveAttribute('data-answerable');
  await launcher.keyboard.press('Enter');
  await expect(lastChange(launcher)).toContainText('to “the bakery on the corner”');
  await search(launcher, 'bakery corner', 'the bakery on the corner');
  expect(await latchkey.opened()).toHaveLength(before);
});

test('offline is shown once, and the stored customers can still be searched', async ({ outside }) => {
  const { latchkey, launcher, sandbox } = await outside();
  await allSynced(latchkey, launcher);
  await sandbox.close();
  await latchkey.change({ online: false });
  await launcher.keyboard.press('F5');
  await expect(launcher.locator('.status-bar-text')).toHaveText('Offline. The list is the last one known.');
  await expect(launcher.locator('.connection-lines')).toHaveCount(0);
  await search(launcher, 'hotel du lac', 'Hôtel du Lac');
});

test('the problem of one connection is shown at that connection, and hides no customer', async ({ outside }) => {
  const { latchkey, launcher, sandbox } = await outside({ connect: ['brevo', 'sendgrid'] });
  const { connections } = await allSynced(latchkey, launcher);
  const brevo = connections.find(({ provider }) => provider === 'brevo');
  sandbox.acceptOnly('brevo', 'xkeysib-another');
  await launcher.keyboard.press('F5');
  const line = launcher.locator('.connection-lines');
  await expect(line).toContainText(`${brevo?.label}`);
  await expect(line).toContainText('Brevo does not accept this key.');
  await search(launcher, 'hotel du lac', 'Hôtel du Lac');
  await search(launcher, 'globex shipping', 'Globex Shipping');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Globex Shipping ');

  // The next action leads to the place where the key is replaced.
  await showLauncher({ latchkey, launcher });
  await expect(line).toHaveCount(0);
  await launcher.getByRole('button', { name: /needs attention: show/ }).click();
  await line.getByRole('button', { name: 'Replace key' }).click();
  const settings = await latchkey.window('settings');
  await expect.poll(() => latchkey.isFocused(settings)).toBe(true);
  const { key } = providerIn(sandbox, 'brevo');
  sandbox.acceptOnly('brevo', key);
  const dialog = settings.getByRole('dialog', { name: `Replace the key of ${brevo?.label}` });
  await dialog.getByLabel('API key', { exact: true }).fill(key);
  await dialog.getByRole('button', { name: 'Replace key' }).click();
  // And back, with the customer who was looked for.
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(true);
  await expect(rows(launcher).first()).toContainText('Globex Shipping');
  await latchkey.request(launcher, 'syncAccounts', { connectionId: null });
  await expect(line).toHaveCount(0);
});

test('a connection that has used its hourly limit shows when it resumes, and still logs in', async ({ outside }) => {
  // Two requests check the key, then pages of fifty follow until a fifth of the hourly limit is left.
  const { latchkey, launcher } = await outside({
    sandbox: { accountsPerProvider: 3_000, requestsPerHour: { brevo: 40 } },
  });
  const foot = launcher.locator('.status-bar-text');
  await expect(foot).toContainText(/resumes at \d\d?:\d\d/);
  const { connections } = await stateOf(latchkey, launcher);
  expect(connections[0]?.health).toMatchObject({ status: 'waiting', problem: { kind: 'rate-limited' } });
  await search(launcher, 'acme events', 'Acme Events');
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain('logged in as Acme Events ');
});

test('a failure stays visible with its sentence, and Enter runs its next action', async ({ outside }) => {
  const { latchkey, launcher, sandbox } = await outside();
  await allSynced(latchkey, launcher);
  sandbox.acceptOnly('brevo', 'xkeysib-another');
  await search(launcher, 'acme events', 'Acme Events');
  await launcher.keyboard.press('Enter');
  const strip = launcher.locator('.prompt-bar');
  await expect(strip).toContainText('Brevo does not accept this key.');
  await expect(strip.getByRole('button', { name: /Replace key/ })).toBeVisible();
  expect(await latchkey.isVisible(launcher)).toBe(true);
  sandbox.acceptOnly('brevo', providerIn(sandbox, 'brevo').key);
  await barRead(launcher);
  await launcher.keyboard.press('Escape');
  await expect(strip).toHaveCount(0);
  await pressEnterToLogIn(latchkey, launcher);
  const ledger = await latchkey.request(launcher, 'searchLedger', { text: '', beforeRowId: null });
  expect(ledger).toMatchObject({
    value: { rows: [{ outcome: 'opened' }, { outcome: 'failed', problemKind: 'key-rejected' }] },
  });
});

test('a key that is missing from the keyring is reported, and the connection stays', async ({ outside }) => {
  skipIfAPersonIsAsked();
  const { latchkey, launcher } = await outside();
  const { connections } = await allSynced(latchkey, launcher);
  const { default: keytar } = await import('keytar');
  await keytar.deletePassword('Latchkey', connections[0]?.connectionId ?? '');
  await search(launcher, 'acme events', 'Acme Events');
  await launcher.keyboard.press('Enter');
  await expect(launcher.locator('.prompt-bar')).toContainText('Your keyring has no key for this connection to Brevo.');
  expect((await stateOf(latchkey, launcher)).connections).toHaveLength(1);
});
