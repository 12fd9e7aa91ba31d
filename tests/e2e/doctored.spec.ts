import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../helpers/e2e-fixtures.ts';
import { proves } from '../helpers/requirements.ts';
import {
  allSynced,
  firstRunWithSamples,
  openSettings,
  pressEnterToLogIn,
  search,
  searchBox,
  stateOf,
} from '../helpers/steps.ts';

// Files that were changed while the program did not run: what the screen says at the next start.

const env = { LATCHKEY_SANDBOX: '{"accountsPerProvider":60}' };

test(
  'an older copy of the history is said at the start, and in the history for good',
  proves('storage-ledger-end'),
  async ({ launch }, testInfo) => {
    const options = { userData: testInfo.outputPath('user-data'), env };
    const database = join(options.userData, 'directory.db');
    const monday = testInfo.outputPath('monday');
    const first = await launch(options);
    const launcher = await firstRunWithSamples(first);
    await allSynced(first, launcher);
    await search(launcher, 'acme events', 'Acme Events');
    await pressEnterToLogIn(first, launcher);
    await first.quit();
    copyFileSync(database, monday);

    const second = await launch(options);
    const again = await second.window('launcher');
    await search(again, 'globex shipping', 'Globex Shipping');
    await pressEnterToLogIn(second, again);
    await second.quit();
    copyFileSync(monday, database);

    const third = await launch(options);
    const shown = await third.window('launcher');
    await expect(shown.locator('[data-problem="ledger-mismatch"]')).toContainText(
      'The history of log-ins does not end where it ended before.',
    );
    await shown
      .locator('[data-problem="ledger-mismatch"]')
      .getByRole('button', { name: 'Look at the history' })
      .click();
    const settings = await third.window('settings');
    await expect(settings.getByRole('tab', { name: 'History', selected: true })).toBeVisible();
    await expect(settings.locator('.ledger-customer')).toHaveText(['Acme Events']);
    const found = settings.getByText(/^On .*, this history did not end where it had ended before\./);
    await expect(found).toHaveCount(1);
    await third.quit();

    const fourth = await launch(options);
    const quiet = await fourth.window('launcher');
    await searchBox(quiet).waitFor();
    expect((await stateOf(fourth, quiet)).problems).toEqual([]);
    const history = await openSettings(fourth, quiet, 'history');
    await expect(history.getByText(/^On .*, this history did not end where it had ended before\./)).toHaveCount(1);
  },
);

test(
  'what is left of connections that the settings lost is said, and forgotten by the keyboard',
  proves('keychain-none-left'),
  async ({ launch }, testInfo) => {
    const options = { userData: testInfo.outputPath('user-data'), env };
    const first = await launch(options);
    const launcher = await firstRunWithSamples(first);
    await allSynced(first, launcher);
    await search(launcher, 'acme events', 'Acme Events');
    await pressEnterToLogIn(first, launcher);
    await first.quit();
    writeFileSync(join(options.userData, 'settings.json'), '{"settings":{"firstRunDone":true},"connections":[7]}');

    const second = await launch(options);
    const shown = await second.window('launcher');
    await expect(shown.locator('[data-problem="connections-lost"]')).toContainText(
      'A connection is missing from the settings. Its key and its customers are still on this computer.',
    );
    const settings = await openSettings(second, shown, 'connections');
    await expect(settings.getByRole('heading', { name: 'Missing from the settings' })).toBeVisible();
    await expect(settings.getByText(/^Brevo samples: 6\d customers$/)).toBeVisible();
    const forget = settings.getByRole('button', { name: 'Forget…' });
    for (const left of [1, 0]) {
      await forget.first().focus();
      await settings.keyboard.press('Enter');
      await expect(settings.getByRole('dialog')).toContainText('the key in the keychain');
      await settings.getByRole('button', { name: 'Forget it' }).focus();
      await settings.keyboard.press('Enter');
      await expect(settings.getByRole('dialog')).toHaveCount(0);
      await expect(forget).toHaveCount(left);
      await expect(settings.getByText('What was left of the connection is gone, with its key.')).toBeVisible();
    }
    const { problems, lostConnections } = await stateOf(second, shown);
    expect({ problems, lostConnections }).toEqual({
      problems: [{ kind: 'settings-set-aside', lost: 'connections' }],
      lostConnections: [],
    });
  },
);
