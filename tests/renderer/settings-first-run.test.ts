import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { DeskPreview } from '../../src/shared/desk.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { accessibilityFaults } from '../helpers/axe.ts';
import { choose } from '../helpers/choose.ts';
import { fakeShortcuts, namesProgress } from '../helpers/fake-accounts.ts';
import {
  answer,
  callsOf,
  connection,
  everythingIn,
  failing,
  firstStart,
  focused,
  health,
  importRecord,
  preview,
  working,
} from '../helpers/settings-driver.ts';
import { windowHarness } from '../helpers/window-harness.ts';

const harness = windowHarness();

const desk: DeskPreview = {
  importId: 'desk1',
  fileName: 'latchkey-desk.json',
  exportedAt: '2026-03-02T13:05:00.000Z',
  settings: [],
  stricterHere: [],
  connections: [
    { provider: 'brevo', region: 'global', label: 'Agency', what: 'added', requiresReason: false, customers: 12 },
  ],
  counts: { names: 12, notes: 0, pins: 0, fromFiles: 0, kept: 0, waiting: 12, unreadable: 0 },
  changes: [],
};

const sendgridKey = 'SG.canary-0123456789.abcdefghij';
const brevoKey = 'xkeysib-canary-0123456789';

const open = (platform: 'linux' | 'darwin' | 'win32' = 'linux'): Promise<Page> =>
  harness.open('settings', { fake: { ...firstStart, platform } });
const keyField = (page: Page) => page.getByLabel(/API key/);
/** Like a paste: the whole text at once, into the focused field. */
const paste = (page: Page, text: string): Promise<void> => page.keyboard.insertText(text);
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const pressShortcut = (page: Page): Promise<void> => page.evaluate(() => window.fake.announce('shortcutPressed', null));

describe('the first run', () => {
  test('shows both providers, the key that each needs, and a link to the page where it is made', async () => {
    const page = await open();
    for (const name of ['Twilio SendGrid', 'Brevo']) await page.getByRole('radio', { name }).waitFor();
    await page.getByRole('button', { name: 'Open Brevo’s key page' }).click();
    expect(await callsOf(page, 'openProviderPage')).toEqual([{ provider: 'brevo', page: 'keys' }]);
  });

  test('goes from a pasted key to the launcher in two keystrokes: Enter and the shortcut', async () => {
    const page = await open();
    await paste(page, sendgridKey);
    await page.keyboard.press('Enter');
    await page.getByText('Found 214 accounts.').waitFor();
    expect(await callsOf(page, 'connectProvider')).toEqual([
      { provider: 'sendgrid', key: sendgridKey, label: '', colour: 'blue', region: 'global' },
    ]);
    expect(await focused(page)).toBe('Now press the shortcut');
    await pressShortcut(page);
    await page.getByRole('heading', { name: 'You are ready' }).waitFor();
    expect(await callsOf(page, 'finishFirstRun')).toHaveLength(1);
  });

  test('leaves nothing of the key in the page once main has taken it', async () => {
    const page = await open();
    await paste(page, sendgridKey);
    expect(await everythingIn(page)).toContain(sendgridKey);
    const field = await keyField(page).elementHandle();
    await page.keyboard.press('Enter');
    await page.getByText('Found 214 accounts.').waitFor();
    expect(await everythingIn(page)).not.toContain('canary');
    // The field that was removed from the page must not hold it either.
    expect(await field?.evaluate((element) => (element as HTMLInputElement).value)).toBe('');
  });

  test('hides the key until it is asked to show it, and offers it to no spelling or form memory', async () => {
    const page = await open();
    await paste(page, sendgridKey);
    expect(await keyField(page).getAttribute('type')).toBe('password');
    expect(await keyField(page).getAttribute('autocomplete')).toBe('off');
    expect(await keyField(page).getAttribute('spellcheck')).toBe('false');
    await page.getByRole('button', { name: 'Show the key' }).click();
    expect(await keyField(page).getAttribute('type')).toBe('text');
  });

  test('finds the provider by the key itself', async () => {
    const page = await open();
    await paste(page, brevoKey);
    await page.getByText('This is a Brevo key.').waitFor();
    expect(await page.getByRole('radio', { name: 'Brevo' }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Found 214 accounts.').waitFor();
    expect(await callsOf(page, 'connectProvider')).toMatchObject([{ provider: 'brevo' }]);
  });

  test('never sends a key to the provider it does not belong to', async () => {
    const page = await open();
    await paste(page, brevoKey);
    await page.getByText('Twilio SendGrid').click();
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('so it was not sent to SendGrid').waitFor();
    expect(await callsOf(page, 'connectProvider')).toEqual([]);
  });

  test.each([`"${brevoKey}"`, `BREVO_API_KEY=${brevoKey}`, `api-key: ${brevoKey}`])(
    'finds the provider whatever was copied along with the key: %s',
    async (text) => {
      const page = await open();
      await paste(page, text);
      await page.getByText('This is a Brevo key.').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('Found 214 accounts.').waitFor();
      expect(await callsOf(page, 'connectProvider')).toMatchObject([{ provider: 'brevo' }]);
    },
  );

  test('names an SMTP key at once, and never sends it to the other provider', async () => {
    const page = await open();
    await paste(page, 'xsmtpsib-canary-0123456789');
    await page.getByText('This is an SMTP key of Brevo. Latchkey needs an API key.').waitFor();
    expect(await page.getByRole('radio', { name: 'Brevo' }).isChecked()).toBe(true);
    await page.getByText('Twilio SendGrid').click();
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('This is an SMTP key of Brevo, so it was not sent to SendGrid.').waitFor();
    expect(await callsOf(page, 'connectProvider')).toEqual([]);
  });

  const faults: readonly [string, Problem, RegExp][] = [
    [
      'is an SMTP key',
      { kind: 'key-not-of-provider', provider: 'Brevo', beginsWith: 'xkeysib-', other: 'an SMTP key' },
      /This is an SMTP key of Brevo.*was not sent.*begins with “xkeysib-”/,
    ],
    [
      'is something else',
      { kind: 'key-not-of-provider', provider: 'SendGrid', beginsWith: 'SG.', other: null },
      /not an API key of SendGrid: those begin with “SG\.”/,
    ],
    ['is none', { kind: 'key-malformed', why: 'characters' }, /This is not a key/],
    ['is missing', { kind: 'key-malformed', why: 'empty' }, /No key was given/],
    ['is two', { kind: 'key-malformed', why: 'several', provider: 'SendGrid' }, /more than one key.*was not sent/],
    ['is refused', { kind: 'key-rejected', provider: 'SendGrid' }, /does not accept this key/],
    ['belongs to no reseller', { kind: 'key-not-reseller', provider: 'SendGrid' }, /no reseller or admin account/],
    ['may do too little', { kind: 'key-not-allowed', provider: 'Brevo' }, /permissions are too narrow/],
    ['comes from an unknown address', { kind: 'ip-not-authorised', provider: 'Brevo' }, /internet address/],
    ['is tried offline', { kind: 'offline' }, /offline/],
    ['cannot be kept', { kind: 'keychain-locked' }, /keyring is locked/],
    ['is connected already', { kind: 'connection-exists', label: 'Main' }, /already connected, as “Main”/],
  ];
  test.each(faults)('says so when a key %s, and keeps the key for another try', async (_name, problem, words) => {
    const page = await open();
    await failing(page, 'connectProvider', problem);
    await paste(page, sendgridKey);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await focused(page)).toMatch(/API key/);
    await working(page, 'connectProvider');
    await page.keyboard.press('Enter');
    await page.getByText('Found 214 accounts.').waitFor();
  });

  test('a refused key is not called one to replace: there is none yet', async () => {
    const page = await open();
    for (const problem of [
      { kind: 'key-rejected', provider: 'SendGrid' },
      { kind: 'key-not-reseller', provider: 'SendGrid' },
      { kind: 'key-not-allowed', provider: 'SendGrid' },
      { kind: 'key-not-of-provider', provider: 'SendGrid', beginsWith: 'SG.', other: 'an SMTP key' },
    ] satisfies Problem[]) {
      await failing(page, 'connectProvider', problem);
      await paste(page, sendgridKey);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Paste another key' }).click();
      expect(await focused(page)).toMatch(/API key/);
      expect(await page.getByText('Replace key').count()).toBe(0);
    }
    await failing(page, 'connectProvider', { kind: 'key-malformed', why: 'several', provider: 'SendGrid' });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Paste one key only' }).waitFor();
  });

  test('a second key takes the place of a refused one', async () => {
    const page = await open();
    await failing(page, 'connectProvider', { kind: 'key-rejected', provider: 'SendGrid' });
    await paste(page, sendgridKey);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'does not accept this key' }).waitFor();
    await working(page, 'connectProvider');
    await page.keyboard.insertText(brevoKey);
    await page.getByText('This is a Brevo key.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Found 214 accounts.').waitFor();
    expect(await callsOf(page, 'connectProvider')).toMatchObject([
      { key: sendgridKey },
      { provider: 'brevo', key: brevoKey },
    ]);
  });

  test('a second key takes the place of one that was not sent', async () => {
    const page = await open();
    await paste(page, brevoKey);
    await page.getByText('Twilio SendGrid').click();
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('so it was not sent to SendGrid').waitFor();
    await page.keyboard.insertText(sendgridKey);
    await page.getByText('This is a SendGrid key.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Found 214 accounts.').waitFor();
    expect(await callsOf(page, 'connectProvider')).toMatchObject([{ provider: 'sendgrid', key: sendgridKey }]);
  });

  test('what was typed while the key was checked stays when it is refused', async () => {
    const page = await open();
    await failing(page, 'connectProvider', { kind: 'key-rejected', provider: 'SendGrid' });
    await page.evaluate(() => window.fake.hold('connectProvider'));
    await paste(page, sendgridKey);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Checking the key…' }).waitFor();
    await page.keyboard.insertText('a');
    await page.evaluate(() => window.fake.release('connectProvider'));
    await page.getByRole('alert').filter({ hasText: 'does not accept this key' }).waitFor();
    await page.keyboard.insertText('b');
    expect(await keyField(page).inputValue()).toBe(`${sendgridKey}ab`);
  });

  test('two keys that were glued together choose no provider', async () => {
    const page = await open();
    await paste(page, `${brevoKey}${sendgridKey}`);
    expect(await page.getByRole('radio', { name: 'Twilio SendGrid' }).isChecked()).toBe(true);
    expect(await page.getByText('This is a').count()).toBe(0);
  });

  test('opens the page where an unknown address is authorised', async () => {
    const page = await open();
    await failing(page, 'connectProvider', { kind: 'ip-not-authorised', provider: 'Brevo' });
    await paste(page, brevoKey);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Authorise this IP' }).click();
    expect(await callsOf(page, 'openProviderPage')).toEqual([{ provider: 'brevo', page: 'allowed-ips' }]);
  });

  test('sends one key once, however often Enter is pressed', async () => {
    const page = await open();
    await page.evaluate(() => window.fake.hold('connectProvider'));
    await paste(page, sendgridKey);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Checking the key…' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.evaluate(() => window.fake.release('connectProvider'));
    await page.getByText('Found 214 accounts.').waitFor();
    expect(await callsOf(page, 'connectProvider')).toHaveLength(1);
  });

  test('lets the user choose a region if the provider has several', async () => {
    const page = await open();
    await page.evaluate(() => {
      const [first, ...others] = window.fake.state.providers;
      if (!first) throw new Error('no provider');
      const regions = [
        { id: 'global', name: 'Global' },
        { id: 'eu', name: 'European Union' },
      ];
      window.fake.change({ providers: [{ ...first, regions }, ...others] });
    });
    await choose(page.getByLabel('Region'), 'European Union');
    await keyField(page).fill(sendgridKey);
    await page.keyboard.press('Enter');
    await page.getByText('Found 214 accounts.').waitFor();
    expect(await callsOf(page, 'connectProvider')).toMatchObject([{ region: 'eu' }]);
  });

  test('offers sample customers instead of a key', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Explore with sample customers' }).click();
    await page.getByText('The sample customers are here.').waitFor();
    expect(await callsOf(page, 'exploreSamples')).toEqual([{}]);
  });

  test('says why the sample customers cannot be added, and tries again', async () => {
    const page = await open();
    await failing(page, 'exploreSamples', { kind: 'keychain-locked' });
    await page.getByRole('button', { name: 'Explore with sample customers' }).click();
    await page.getByRole('alert').filter({ hasText: 'keyring is locked' }).waitFor();
    await working(page, 'exploreSamples');
    await page.getByRole('alert').getByRole('button').click();
    await page.getByText('The sample customers are here.').waitFor();
  });

  test('can be skipped', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByRole('tab', { name: 'Connections' }).waitFor();
    expect(await callsOf(page, 'finishFirstRun')).toHaveLength(1);
  });
});

describe('the shortcut step', () => {
  const openShortcutStep = async (platform: 'linux' | 'darwin' = 'linux'): Promise<Page> => {
    const page = await harness.open('settings', { fake: { ...firstStart, platform, connections: [connection()] } });
    await title(page).waitFor();
    return page;
  };

  test('is where a first run resumes that was interrupted after connecting', async () => {
    const page = await openShortcutStep();
    expect(await title(page).textContent()).toBe('Now press the shortcut');
    await page.getByText('1 connection ready.').waitFor();
  });

  test('names the shortcut as the platform does', async () => {
    await (await openShortcutStep()).getByText('Ctrl+Shift+Y opens Latchkey').waitFor();
    await (await openShortcutStep('darwin')).getByText('⇧⌘Y opens Latchkey').waitFor();
  });

  test('takes another shortcut before it is pressed', async () => {
    const page = await openShortcutStep();
    await page.getByRole('button', { name: /^Open Latchkey:.*Change$/ }).click();
    await page.keyboard.press('Control+Alt+L');
    await page.getByText('Ctrl+Alt+L opens Latchkey').waitFor();
    expect(await callsOf(page, 'changeSettings')).toEqual([{ launcherShortcut: 'CommandOrControl+Alt+L' }]);
  });

  test('asks for another one if the system refuses the usual one', async () => {
    const page = await openShortcutStep();
    const launcher = { kind: 'shortcut-taken', shortcut: 'CommandOrControl+Shift+Y' } as const;
    const refused = { ...fakeShortcuts, launcher, launcherActive: false };
    await page.evaluate((shortcuts) => window.fake.change({ shortcuts }), refused);
    await page.getByRole('heading', { name: 'Choose a shortcut' }).waitFor();
    await page.getByText('keeps Ctrl+Shift+Y for itself').waitFor();
  });

  test('says on Linux that the tray may be missing, and how to open Latchkey then', async () => {
    const hint = /Starting Latchkey again opens it/;
    await (await openShortcutStep()).getByText(hint).waitFor();
    expect(await (await openShortcutStep('darwin')).getByText(hint).count()).toBe(0);
  });

  test('stays, with the problem, when the end of the first run cannot be stored', async () => {
    const page = await openShortcutStep();
    await failing(page, 'finishFirstRun', { kind: 'disk-full' });
    await pressShortcut(page);
    await page.getByRole('alert').filter({ hasText: 'disk is full' }).waitFor();
    await working(page, 'finishFirstRun');
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'You are ready' }).waitFor();
  });

  test('ends on a page that says how to use Latchkey, with a button to the settings', async () => {
    const page = await openShortcutStep();
    await page.getByRole('button', { name: 'Go on without trying' }).click();
    await page.getByRole('heading', { name: 'You are ready' }).waitFor();
    expect(await focused(page)).toBe('You are ready');
    await page.getByRole('button', { name: 'Open settings' }).click();
    await page.getByRole('tab', { name: 'Connections' }).waitFor();
    expect(await focused(page)).toBe('Connections');
  });

  test('ends with an offer to start at sign-in, and to import names', async () => {
    const page = await openShortcutStep();
    await page.getByRole('button', { name: 'Go on without trying' }).click();
    const start = page.getByRole('switch', { name: 'Start when I sign in to this computer' });
    expect(await start.isChecked()).toBe(false);
    await failing(page, 'changeSettings', { kind: 'start-at-login-refused', why: 'system' });
    await start.press('Space');
    await page.getByRole('alert').filter({ hasText: 'did not let Latchkey start' }).waitFor();
    expect(await start.isChecked()).toBe(false);
    await working(page, 'changeSettings');
    await start.press('Space');
    await expect.poll(() => start.isChecked()).toBe(true);
    expect((await callsOf(page, 'changeSettings')).at(-1)).toEqual({ startAtLogin: true });
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('names of a list come in on the last page, which says how many, and a file left alone changes nothing', async () => {
    const page = await openShortcutStep();
    await page.getByRole('button', { name: 'Go on without trying' }).click();
    const choosing = page.getByRole('button', { name: 'Choose a file…' });
    await failing(page, 'chooseNamesFile', { kind: 'names-file-unreadable', why: 'encoding' });
    await choosing.press('Enter');
    await page.getByRole('alert').filter({ hasText: /file/ }).waitFor();
    await answer(page, 'chooseNamesFile', preview);
    await choosing.press('Enter');
    await page.getByRole('heading', { name: preview.fileName }).waitFor();
    expect(await focused(page)).toBe(preview.fileName);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back' }).press('Enter');
    await page.getByRole('heading', { name: 'You are ready' }).waitFor();
    expect(await callsOf(page, 'importNames')).toEqual([]);
    await choosing.press('Enter');
    await answer(page, 'importNames', importRecord({ fileName: 'team.csv', accounts: 3 }));
    await page.getByRole('button', { name: /^Import [\d,]+ rows?$/ }).press('Enter');
    await page.getByRole('status').filter({ hasText: '3 accounts named from team.csv.' }).waitFor();
    await page.getByRole('heading', { name: 'You are ready' }).waitFor();
  });

  test('a desk of another computer comes in on the first page, and its connections then wait for their keys', async () => {
    const page = await open();
    await answer(page, 'chooseDeskFile', desk);
    await page.getByRole('button', { name: 'Import a desk…' }).press('Enter');
    await page.getByRole('heading', { name: 'latchkey-desk.json' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).press('Enter');
    await page.getByRole('heading', { name: 'Welcome to Latchkey' }).waitFor();
    expect(await callsOf(page, 'importDesk')).toEqual([]);
    await page.getByRole('button', { name: 'Import a desk…' }).press('Enter');
    await answer(page, 'importDesk', importRecord({ fileName: 'team.csv', accounts: 1, isDesk: true }));
    await page.getByRole('button', { name: 'Import this desk' }).press('Enter');
    await page.getByText('Imported latchkey-desk.json. 1 connection waits for its key.').waitFor();
    const problem: Problem = { kind: 'key-missing', provider: 'Brevo' };
    const keyless = connection({ label: 'Agency', health: health({ status: 'attention', problem }) });
    await page.evaluate((connections) => window.fake.change({ connections }), [keyless]);
    await page.getByRole('button', { name: 'Go on without trying' }).click();
    await page.getByText('1 connection waits for its key.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open connections' }).press('Enter');
    await expect.poll(() => callsOf(page, 'openSettings')).toEqual([{ section: 'connections' }]);
  });

  test('says what is wrong with a file that is no desk, and goes on', async () => {
    const page = await open();
    await failing(page, 'chooseDeskFile', { kind: 'desk-file-unreadable', why: 'not-a-desk' });
    await page.getByRole('button', { name: 'Import a desk…' }).press('Enter');
    await page.getByRole('alert').filter({ hasText: /file/ }).waitFor();
    await page.getByRole('heading', { name: 'Welcome to Latchkey' }).waitFor();
  });

  test('ends with a word on names that are missing, and until when', async () => {
    const names = namesProgress({ known: 8, total: 3_000, minutesLeft: 8 });
    const page = await harness.open('settings', {
      fake: { ...firstStart, connections: [connection({ health: health({ status: 'syncing', accountCount: 900 }) })] },
    });
    await page.getByRole('button', { name: 'Go on without trying' }).click();
    await page.getByText('The list has no names. They are asked for next. Search by id').waitFor();
    await page.evaluate((now) => window.fake.changeHealth('sendgrid1', { status: 'idle', names: now }), names);
    await page
      .getByText('2,992 of 3,000 names are still being asked for, about 8 min. Search by id, or import names.')
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.evaluate(
      (now) => window.fake.changeHealth('sendgrid1', { names: { ...now, known: 3_000, status: 'done' } }),
      names,
    );
    await page.getByText('names are still').waitFor({ state: 'detached' });
  });

  test('ends only once main says so, so that no requested section is ignored', async () => {
    const page = await openShortcutStep();
    await answer(page, 'finishFirstRun', null);
    await pressShortcut(page);
    await expect.poll(async () => (await callsOf(page, 'finishFirstRun')).length).toBe(1);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    expect(await page.getByRole('heading', { name: 'You are ready' }).count()).toBe(0);
    await page.evaluate(() => {
      const { settings } = window.fake.state;
      window.fake.change({ settings: { ...settings, firstRunDone: true } });
    });
    await page.getByRole('heading', { name: 'You are ready' }).waitFor();
    await page.evaluate(() => window.fake.announce('settingsSection', { section: 'history' }));
    await page.getByRole('heading', { name: 'History' }).waitFor();
  });

  test('closes its window at the end', async () => {
    const page = await openShortcutStep();
    await pressShortcut(page);
    await page.evaluate(() => {
      window.close = () => document.documentElement.setAttribute('data-closed', '');
    });
    await page.getByRole('button', { name: 'Close this window' }).click();
    await page.locator('html[data-closed]').waitFor();
  });
});
