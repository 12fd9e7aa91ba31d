import { beforeEach, expect, test } from 'vitest';
import { callsOf, failLogIn, hide, searchField, show, type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// A connection that needs attention: said once, then a mark in the status bar.

const open = launcherPerTest();

const lines = () => page.locator('.connection-lines .problem-banner');
const mark = () => page.getByRole('button', { name: /needs attention: show/ });

const reject = (): Promise<void> =>
  page.evaluate(() =>
    window.fake.changeHealth('brevo0001', {
      status: 'attention',
      problem: { kind: 'key-rejected', provider: 'Brevo', connectionId: 'brevo0001' },
    }),
  );
const heal = (): Promise<void> =>
  page.evaluate(() => window.fake.changeHealth('brevo0001', { status: 'idle', problem: null }));

beforeEach(async () => {
  await open();
  await reject();
  await lines().waitFor();
});

test('is said until the launcher was hidden, and its step leads to that connection and to the dialog', async () => {
  expect(await mark().count()).toBe(0);
  await hide(page);
  await show(page);
  await mark().waitFor();
  expect(await lines().count()).toBe(0);

  await mark().click();
  expect(await mark().count()).toBe(0);
  await lines().getByRole('button', { name: 'Replace key' }).click();
  await expect
    .poll(() => callsOf(page, 'openSettings'))
    .toEqual([{ section: 'connections', connection: { connectionId: 'brevo0001', replaceKey: true } }]);
});

test('after the mark was pressed, the next letter still belongs to the field', async () => {
  await hide(page);
  await show(page);
  await mark().click();
  await page.keyboard.type('q');
  expect(await searchField(page).inputValue()).toBe('q');
});

test('is said again if it was over in between', async () => {
  await hide(page);
  await show(page);
  await mark().waitFor();
  await heal();
  await expect.poll(() => mark().count()).toBe(0);
  await reject();
  await lines().waitFor();
  expect(await mark().count()).toBe(0);
});

test('is not said twice while a log-in fails for the same reason', async () => {
  await failLogIn(page, { kind: 'key-rejected', provider: 'Brevo', connectionId: 'brevo0001' });
  const name = await page.evaluate(
    () =>
      window.fake.accounts.find(({ connectionId, kind }) => connectionId === 'brevo0001' && kind === 'customer')?.name,
  );
  await type(page, name ?? '');
  await page.keyboard.press('Enter');
  await page.locator('.prompt-bar .problem-banner').waitFor();
  expect(await lines().count()).toBe(0);
});
