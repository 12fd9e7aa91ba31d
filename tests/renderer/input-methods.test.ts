import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/shared/problems.ts';
import { failLogIn, show, type } from '../helpers/launcher-driver.ts';
import { allHealths, callsOf, firstStart, openSection } from '../helpers/settings-driver.ts';
import { windowHarness } from '../helpers/window-harness.ts';

// Enter and Escape while an input method composes: they choose or undo a conversion, and do nothing else.

/** Composes in the focused field, and presses keys that the input method takes. */
async function composeAndPress(page: Page, ...keys: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'とうきょう', selectionStart: 5, selectionEnd: 5 });
  for (const key of keys) {
    const press = { key, code: key, windowsVirtualKeyCode: 229 };
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...press });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press });
  }
  await session.detach();
}

describe('in the launcher, keys of an input method leave', () => {
  const launcher = windowHarness();
  const open = async (): Promise<Page> => {
    const page = await launcher.open('launcher');
    await show(page);
    return page;
  };
  const asked = async (page: Page, problem: Problem): Promise<void> => {
    await failLogIn(page, problem);
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
  };

  test.for<[string, (page: Page) => Promise<void>, string, string]>([
    [
      'a reason',
      (page) => asked(page, { kind: 'reason-needed', connectionId: 'sendgrid1' }),
      'Ticket or reason for Acme Corp',
      'logIn',
    ],
    [
      'an email address',
      (page) => asked(page, { kind: 'admin-email-needed', connectionId: 'brevo1' }),
      'Your email address as admin, asked once',
      'changeConnection',
    ],
    [
      'a name',
      async (page) => {
        await type(page, 'acme corp');
        await page.keyboard.press('F2');
      },
      'New name for Acme Corp',
      'renameAccount',
    ],
    [
      'a note',
      async (page) => {
        await type(page, 'acme corp');
        await page.keyboard.press('Shift+F2');
      },
      'Note on Acme Corp',
      'noteAccount',
    ],
  ])('%s as it is', async ([, reach, label, request]) => {
    const page = await open();
    await reach(page);
    const field = page.getByLabel(label);
    await field.waitFor();
    const before = await callsOf(page, request as 'logIn');
    await composeAndPress(page, 'Enter', 'Escape');
    await page.waitForTimeout(100);
    expect(await field.isVisible()).toBe(true);
    expect(await field.inputValue()).toContain('とうきょう');
    expect(await callsOf(page, request as 'logIn')).toEqual(before);
  });

  test('the search as it is', async () => {
    const page = await open();
    await type(page, 'acme');
    await composeAndPress(page, 'Enter', 'Escape');
    await page.waitForTimeout(100);
    expect(await page.getByRole('combobox').first().inputValue()).toBe('acmeとうきょう');
    expect(await callsOf(page, 'logIn')).toEqual([]);
    expect(await callsOf(page, 'hideLauncher')).toEqual([]);
  });
});

describe('in the settings, keys of an input method leave', () => {
  const settings = windowHarness();

  test('the label of a connection as it is', async () => {
    const page = await openSection(settings, 'connections', { fake: { connections: allHealths } });
    await page.getByRole('button', { name: 'Brevo Agency' }).click();
    const label = page.getByLabel('Label');
    await label.fill('');
    await composeAndPress(page, 'Enter', 'Escape');
    await page.waitForTimeout(100);
    expect(await label.inputValue()).toBe('とうきょう');
    expect(await callsOf(page, 'changeConnection')).toEqual([]);
  });

  test('the first run as it is', async () => {
    const page = await settings.open('settings', { fake: firstStart });
    await page.getByLabel('API key', { exact: true }).focus();
    await composeAndPress(page, 'Enter');
    await page.waitForTimeout(100);
    expect(await callsOf(page, 'connectProvider')).toEqual([]);
  });
});
