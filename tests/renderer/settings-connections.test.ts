import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../helpers/axe.ts';
import { namesProgress } from '../helpers/fake-accounts.ts';
import {
  allHealths,
  answer,
  callsOf,
  connection,
  everythingIn,
  failing,
  focused,
  health,
  working,
} from '../helpers/settings-driver.ts';
import { windowHarness } from '../helpers/window-harness.ts';

const harness = windowHarness();

const openList = (connections = allHealths): Promise<Page> => harness.open('settings', { fake: { connections } });
const row = (page: Page, label: string) => page.getByRole('button', { name: label });
async function openPage(label = 'SendGrid (Main)', connections = allHealths): Promise<Page> {
  const page = await openList(connections);
  await row(page, label).click();
  await page.getByRole('heading', { name: label, level: 1 }).waitFor();
  return page;
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog');

describe('the list of connections', () => {
  test('shows how each one is doing and how many accounts it has', async () => {
    const page = await openList();
    await row(page, 'SendGrid (Main)')
      .filter({ hasText: /Synced .*Names: 1,200 of 5,000 known.*5,012 accounts/ })
      .waitFor();
    await row(page, 'Brevo Agency').filter({ hasText: 'Syncing… 1,450 of 4,210 accounts' }).waitFor();
    await row(page, 'SendGrid EU').filter({ hasText: 'does not accept this key' }).waitFor();
    await row(page, 'Brevo samples')
      .filter({ hasText: /Sample.*did not answer within 15 s.*Resumes at 14:05/ })
      .waitFor();
  });

  test('shows a running sync as a progress bar that moves', async () => {
    const page = await openList();
    const bar = page.getByRole('progressbar', { name: 'Sync of Brevo Agency' });
    expect(await bar.getAttribute('value')).toBe('1450');
    await page.evaluate(() => window.fake.changeHealth('brevo0001', { progress: { seen: 4000, total: 4210 } }));
    await expect.poll(() => bar.getAttribute('value')).toBe('4000');
  });

  test('marks the section in the side list while a connection needs attention', async () => {
    const page = await openList();
    await page.getByRole('tab', { name: 'Connections , needs attention' }).waitFor();
    await page.evaluate(() => window.fake.changeHealth('sendgrid2', { status: 'idle', problem: null }));
    await page.getByRole('tab', { name: 'Connections', exact: true }).waitFor();
  });

  test('syncs all at once', async () => {
    const page = await openList();
    await button(page, 'Sync all').click();
    expect(await callsOf(page, 'syncAccounts')).toEqual([{ connectionId: null }]);
  });

  test('says after a sync who is gone', async () => {
    const page = await openList();
    await page.evaluate(() =>
      window.fake.answer('syncAccounts', () => ({
        ok: true,
        value: [{ connectionId: 'sendgrid1', count: 3, names: ['Acme', 'Globex'] }],
      })),
    );
    const words = '3 customers of SendGrid (Main) are gone: Acme, Globex and 1 other.';
    const said = page.getByRole('status').filter({ hasText: words });
    await button(page, 'Sync all').click();
    await said.waitFor();
    expect(await said.locator('.outcome-done').count(), 'said as a success').toBe(0);
    await row(page, 'SendGrid (Main)').click();
    expect(await page.getByText(words).count()).toBe(0);
    await button(page, 'Sync now').click();
    await said.waitFor();
    expect(await said.locator('.outcome-done').count(), 'said as a success').toBe(0);
  });

  test('says what to do if there are none yet', async () => {
    const page = await openList([]);
    await page.getByText('No connections yet.').waitFor();
    await button(page, 'Add connection').waitFor();
  });

  test('says once, quietly, that the machine is offline', async () => {
    const page = await harness.open('settings', { fake: { online: false } });
    await page.getByText('This machine is offline.').waitFor();
    expect(await page.getByRole('alert').filter({ hasText: 'offline' }).count()).toBe(0);
  });

  test('shows what went wrong with the program as a whole', async () => {
    const page = await harness.open('settings', { fake: { problems: [{ kind: 'directory-set-aside' }] } });
    await page.getByText('The customer directory was damaged.').waitFor();
    await button(page, 'Sync now').click();
    expect(await callsOf(page, 'syncAccounts')).toEqual([{ connectionId: null }]);
  });
});

describe('adding a connection', () => {
  test('connects with a label and the first free colour, and opens its page with what was found', async () => {
    const page = await openList();
    await button(page, 'Add connection').click();
    await page.keyboard.insertText('xkeysib-canary-1');
    await page.getByLabel('Label (optional)').fill('Brevo West');
    await page.evaluate(
      (added) => {
        window.fake.answer('connectProvider', () => {
          window.fake.change({ connections: [...window.fake.state.connections, added] });
          return { ok: true, value: { connectionId: added.connectionId, accountTotal: 31 } };
        });
      },
      connection({ connectionId: 'brevowest', provider: 'brevo', label: 'Brevo West' }),
    );
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('heading', { name: 'Brevo West' }).waitFor();
    await page.getByText('Found 31 accounts.').waitFor();
    expect(await callsOf(page, 'connectProvider')).toEqual([
      { provider: 'brevo', key: 'xkeysib-canary-1', label: 'Brevo West', colour: 'amber', region: 'global' },
    ]);
    expect(await everythingIn(page)).not.toContain('canary');
  });

  test('leads back to the list without having done anything', async () => {
    const page = await openList();
    await button(page, 'Add connection').click();
    await button(page, 'Connections').click();
    await row(page, 'SendGrid (Main)').waitFor();
    expect(await callsOf(page, 'connectProvider')).toEqual([]);
  });
});

describe('a connection', () => {
  test('focuses its title, and gives the focus back to its row', async () => {
    const page = await openPage();
    expect(await focused(page)).toBe('SendGrid (Main)');
    await button(page, 'Connections').click();
    await expect.poll(() => focused(page)).toMatch(/^SGSendGrid \(Main\)Synced/);
  });

  test('keeps a new label on Enter, and on leaving the field', async () => {
    const page = await openPage();
    await page.getByLabel('Label').fill('SendGrid US');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'SendGrid US' }).waitFor();
    await page.getByLabel('Label').fill('SendGrid DE');
    await page.keyboard.press('Tab');
    await page.getByRole('heading', { name: 'SendGrid DE' }).waitFor();
    expect(await callsOf(page, 'changeConnection')).toEqual([
      { connectionId: 'sendgrid1', change: { label: 'SendGrid US' } },
      { connectionId: 'sendgrid1', change: { label: 'SendGrid DE' } },
    ]);
  });

  test('keeps a half-typed label when Latchkey quits', async () => {
    const page = await openPage();
    await page.getByLabel('Label').fill('SendGrid US');
    await page.evaluate(() => window.fake.announce('quitting', null));
    await expect.poll(() => callsOf(page, 'noteFieldsLeft')).toHaveLength(1);
    expect(await callsOf(page, 'changeConnection')).toEqual([
      { connectionId: 'sendgrid1', change: { label: 'SendGrid US' } },
    ]);
  });

  test('puts the old label back on Escape, and keeps none that is empty', async () => {
    const page = await openPage();
    const label = page.getByLabel('Label');
    await label.fill('Oops');
    await page.keyboard.press('Escape');
    expect(await label.inputValue()).toBe('SendGrid (Main)');
    await label.fill('  ');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'needs a label' }).waitFor();
    expect(await callsOf(page, 'changeConnection')).toEqual([]);
  });

  test('says why a label could not be kept', async () => {
    const page = await openPage();
    await failing(page, 'changeConnection', { kind: 'disk-full' });
    await page.getByLabel('Label').fill('SendGrid US');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'The disk is full.' }).waitFor();
    expect(await page.getByLabel('Label').inputValue()).toBe('SendGrid US');
  });

  test('changes its colour and whether a reason is asked for', async () => {
    const page = await openPage();
    await page.getByRole('radio', { name: 'teal' }).check();
    await page.getByRole('switch', { name: 'Ask for a reason before each login' }).check();
    expect(await callsOf(page, 'changeConnection')).toEqual([
      { connectionId: 'sendgrid1', change: { colour: 'teal' } },
      { connectionId: 'sendgrid1', change: { reasonRequired: true } },
    ]);
  });

  test('asks for the admin’s email only if the provider has a console, and takes only an email', async () => {
    const brevo = await openPage('Brevo Agency');
    await brevo.getByLabel('Admin’s email').fill('not an email');
    await brevo.keyboard.press('Enter');
    await brevo.getByRole('alert').filter({ hasText: 'not an email address' }).waitFor();
    await brevo.getByLabel('Admin’s email').fill('ana@agency.example');
    await brevo.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(brevo, 'changeConnection'))
      .toEqual([{ connectionId: 'brevo0001', change: { adminEmail: 'ana@agency.example' } }]);
    expect(await (await openPage()).getByLabel('Admin’s email').count()).toBe(0);
  });

  test('verifies its key and says the result', async () => {
    const page = await openPage();
    await button(page, 'Verify').click();
    await page.getByText('The key works: 214 accounts.').waitFor();
    await failing(page, 'verifyConnection', { kind: 'ip-not-authorised', provider: 'SendGrid' });
    await button(page, 'Verify').click();
    await page.getByRole('alert').filter({ hasText: 'internet address' }).waitFor();
    expect(await page.getByText('The key works').count()).toBe(0);
  });

  test('starts a sync and stops it with the same button', async () => {
    const page = await openPage();
    await button(page, 'Sync now').click();
    expect(await callsOf(page, 'syncAccounts')).toEqual([{ connectionId: 'sendgrid1' }]);
    await page.evaluate(() => window.fake.changeHealth('sendgrid1', { status: 'syncing' }));
    await expect.poll(() => focused(page)).toBe('Stop');
    await page.keyboard.press('Enter');
    expect(await callsOf(page, 'cancelSync')).toEqual([{ connectionId: 'sendgrid1' }]);
  });

  test('pauses the asking for names, says how far it is, and resumes', async () => {
    const waiting = namesProgress({
      known: 1200,
      total: 5000,
      status: 'waiting',
      resumesAt: '2026-03-02T13:05:00.000Z',
    });
    const page = await openPage('SendGrid (Main)', [connection({ health: health({ names: waiting }) })]);
    await page.getByText('1,200 of 5,000 known. Resumes at 14:05.').waitFor();
    await button(page, 'Pause asking for names').click();
    await page.evaluate(
      (names) => window.fake.changeHealth('sendgrid1', { names: { ...names, status: 'paused', resumesAt: null } }),
      waiting,
    );
    await page.getByText('1,200 of 5,000 known. Paused.').waitFor();
    await button(page, 'Resume asking for names').click();
    expect(await callsOf(page, 'pauseNames')).toEqual([
      { connectionId: 'sendgrid1', paused: true },
      { connectionId: 'sendgrid1', paused: false },
    ]);
  });

  test('offers the next step of its problem', async () => {
    const page = await openPage('SendGrid EU');
    await page.getByRole('status').getByRole('button', { name: 'Replace key' }).click();
    await dialog(page).getByRole('heading', { name: 'Replace the key of SendGrid EU' }).waitFor();
  });

  test('leads to the import of names if the provider sends none', async () => {
    const problem = { kind: 'own-profile-returned', provider: 'SendGrid', connectionId: 'sendgrid1' } as const;
    const names = namesProgress({ total: 5_012, status: 'waiting' });
    const page = await openPage('SendGrid (Main)', [
      connection({ connectionId: 'sendgrid1', health: health({ status: 'attention', problem, names }) }),
    ]);
    await page.getByText('0 of 5,012 known. Stopped; the next sync tries again.').waitFor();
    await button(page, 'Import names from a file').press('Enter');
    await page.getByRole('tab', { name: 'Names', selected: true }).waitFor();
  });
});

describe('replacing a key', () => {
  async function openDialog(): Promise<Page> {
    const page = await openPage();
    await button(page, 'Replace key…').click();
    await expect.poll(() => focused(page)).toMatch(/API key/);
    return page;
  }

  test('sends the new key, leaves nothing of it in the page, and gives the focus back', async () => {
    const page = await openDialog();
    await page.keyboard.insertText('SG.canary-2');
    const field = await dialog(page)
      .getByLabel(/API key/)
      .elementHandle();
    await page.keyboard.press('Enter');
    await page.getByText('The key was replaced.').waitFor();
    expect(await callsOf(page, 'replaceKey')).toEqual([
      { connectionId: 'sendgrid1', key: 'SG.canary-2', confirmed: false },
    ]);
    expect(await everythingIn(page)).not.toContain('canary');
    // The field that was removed from the page must not hold it either.
    expect(await field?.evaluate((element) => (element as HTMLInputElement).value)).toBe('');
    await expect.poll(() => focused(page)).toBe('Replace key…');
  });

  test('stays open with the reason when the new key is refused', async () => {
    const page = await openDialog();
    await failing(page, 'replaceKey', { kind: 'key-not-reseller', provider: 'SendGrid' });
    await page.keyboard.insertText('SG.wrong');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('alert').filter({ hasText: 'no reseller or admin account' }).waitFor();
    await dialog(page).getByRole('button', { name: 'Paste another key' }).click();
    expect(await focused(page)).toMatch(/API key/);
    await working(page, 'replaceKey');
    await page.keyboard.press('Enter');
    await page.getByText('The key was replaced.').waitFor();
  });

  test.each(['SG.wrong', 'xkeysib-canary-3'])('a second key takes the place of a refused one: %s', async (refused) => {
    const page = await openDialog();
    await failing(page, 'replaceKey', { kind: 'key-rejected', provider: 'SendGrid' });
    await page.keyboard.insertText(refused);
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('alert').filter({ hasText: /./ }).first().waitFor();
    await working(page, 'replaceKey');
    await page.keyboard.insertText('SG.good');
    await page.keyboard.press('Enter');
    await page.getByText('The key was replaced.').waitFor();
    expect((await callsOf(page, 'replaceKey')).at(-1)).toMatchObject({ key: 'SG.good' });
  });

  test('of another reseller says first what it would do; then a second press does it', async () => {
    const page = await openDialog();
    await page.evaluate(() =>
      window.fake.answer('replaceKey', ({ confirmed }) => ({
        ok: true,
        value: confirmed
          ? { result: 'replaced' }
          : { result: 'ask', customers: 1_200, known: 'listed', lists: 'others' },
      })),
    );
    await page.keyboard.insertText('SG.other-reseller');
    await page.keyboard.press('Enter');
    const warning = dialog(page)
      .getByRole('alert')
      .filter({ hasText: 'none of the 1,200 customers of SendGrid (Main)' });
    await warning.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await dialog(page).getByRole('button', { name: 'Replace anyway' }).count()).toBe(1);
    // Another key takes the place of the first, and is another question.
    await page.keyboard.insertText('SG.another');
    await warning.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await warning.waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('The key was replaced.').waitFor();
    const calls = (await callsOf(page, 'replaceKey')) as { key: string; confirmed: boolean }[];
    expect(calls.map(({ key, confirmed }) => [key, confirmed])).toEqual([
      ['SG.other-reseller', false],
      ['SG.another', false],
      ['SG.another', true],
    ]);
  });

  test('says who is gone once its list was read', async () => {
    const page = await openDialog();
    const gone = [{ connectionId: 'sendgrid1', count: 3, names: ['Acme', 'Globex'] }];
    await page.evaluate((value) => window.fake.answer('syncAccounts', () => ({ ok: true, value })), gone);
    await page.keyboard.insertText('SG.good');
    await page.keyboard.press('Enter');
    await page.getByText('3 customers of SendGrid (Main) are gone: Acme, Globex and 1 other.').waitFor();
    expect(await page.getByText('The key was replaced.').count()).toBe(1);
    expect(await callsOf(page, 'syncAccounts')).toEqual([{ connectionId: 'sendgrid1' }]);
  });

  test('never sends the key of another provider', async () => {
    const page = await openDialog();
    await page.keyboard.insertText('xkeysib-canary-3');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('alert').filter({ hasText: 'This is a Brevo key.' }).waitFor();
    expect(await callsOf(page, 'replaceKey')).toEqual([]);
  });

  test('closes on Escape without a trace', async () => {
    const page = await openDialog();
    await page.keyboard.insertText('SG.canary-4');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    expect(await everythingIn(page)).not.toContain('canary');
    expect(await callsOf(page, 'replaceKey')).toEqual([]);
  });
});

describe('removing a connection', () => {
  async function openDialog(): Promise<Page> {
    const page = await openPage();
    await button(page, 'Remove…').click();
    await dialog(page).waitFor();
    return page;
  }

  test('says exactly what goes and what stays, with the safe answer first', async () => {
    const page = await openDialog();
    const words = (await dialog(page).textContent()) ?? '';
    for (const part of [
      'the key in the keychain',
      '5,012 accounts',
      'names, aliases, notes and pins',
      'in the history',
    ])
      expect(words).toContain(part);
    expect(words).toContain('At SendGrid nothing changes');
    expect(await focused(page)).toBe('Cancel');
  });

  test('keeps the focus inside until it is answered, then gives it back', async () => {
    const page = await openDialog();
    for (let press = 0; press < 6; press++) {
      await page.keyboard.press('Tab');
      // From the last button, the focus comes back to the first one a moment later.
      const isInside = () => page.evaluate(() => Boolean(document.activeElement?.closest('[role$="dialog"]')));
      await expect.poll(isInside).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('Remove…');
    expect(await callsOf(page, 'disconnectProvider')).toEqual([]);
  });

  test('removes it and says so in the list', async () => {
    const page = await openDialog();
    await button(page, 'Remove connection').click();
    await page.getByText('SendGrid (Main) was removed.').waitFor();
    expect(await callsOf(page, 'disconnectProvider')).toEqual([{ connectionId: 'sendgrid1' }]);
    expect(await row(page, 'SendGrid (Main)').count()).toBe(0);
    expect(await focused(page)).toBe('Sync all');
  });

  test('stays, with the problem, when the keyring does not let the key go', async () => {
    const page = await openDialog();
    await failing(page, 'disconnectProvider', { kind: 'keychain-locked' });
    await button(page, 'Remove connection').click();
    await dialog(page).getByRole('alert').filter({ hasText: 'keyring is locked' }).waitFor();
    await answer(page, 'disconnectProvider', null);
    await dialog(page).getByRole('alert').getByRole('button').click();
    await page.getByText('SendGrid (Main) was removed.').waitFor();
  });
});
