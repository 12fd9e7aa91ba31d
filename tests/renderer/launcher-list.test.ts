import { describe, expect, test } from 'vitest';
import {
  callsOf,
  countOf,
  hide,
  highlighted,
  idOf,
  namesOf,
  searchField,
  show,
  statusOf,
  type,
} from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

const open = launcherPerTest();

describe('typing', () => {
  test('finds customers and marks the letters that were found', async () => {
    await open();
    await type(page, 'acme tr');
    expect(await namesOf(page)).toContain('Acme Traders');
    const marks = page.locator('.result', { hasText: 'Acme Traders' }).first().locator('.result-name mark');
    expect(await marks.allTextContents()).toEqual(['Acme', 'Tr']);
  });

  test('drops an answer that comes after the text has changed', async () => {
    await open();
    await page.evaluate(() => {
      const slow: (() => void)[] = [];
      window.fake.answer('searchAccounts', async ({ text }) => {
        if (text === 'a') await new Promise<void>((done) => slow.push(done));
        const rows = window.fake.accounts
          .filter((row) => row.name.startsWith(text === 'a' ? 'Acme' : 'Globex'))
          .slice(0, 3);
        if (text !== 'a')
          slow.forEach((done) => {
            done();
          });
        return { ok: true, value: { text, rows, target: null, total: 9 } };
      });
    });
    await type(page, 'ab');
    await expect.poll(() => namesOf(page)).toEqual(['Globex Corp', 'Globex Labs', 'Globex Traders']);
  });

  test('tells rows with the same name apart by the end of their id', async () => {
    await open();
    await page.evaluate(() => {
      const [first, second] = window.fake.accounts;
      if (first && second) window.fake.accounts[1] = { ...second, name: first.name };
    });
    await type(page, 'acme corp');
    expect(await page.locator('.result-tail').allTextContents()).toHaveLength(2);
  });

  test('shows who was opened last, then recent customers with the time, then pinned ones, while the field is empty', async () => {
    await open();
    expect((await page.locator('.results-heading').allTextContents()).slice(0, 3)).toEqual([
      'Last opened',
      'Recent',
      'Pinned',
    ]);
    expect((await namesOf(page))[0]).toBe('Acme Corp');
    expect(await highlighted(page)).toBe('Acme Corp');
    expect((await namesOf(page)).filter((name) => name === 'Acme Corp')).toHaveLength(1);
    expect(await page.locator('.result', { hasText: 'Acme Corp' }).textContent()).toContain('3 min ago');
  });

  test('selects the former text each time the launcher is shown, so that typing replaces it', async () => {
    await open();
    await type(page, 'acme');
    await hide(page);
    await show(page);
    await page.keyboard.type('g');
    expect(await searchField(page).inputValue()).toBe('g');
  });

  test('selects a text that the launcher is shown with, too', async () => {
    await open();
    await show(page, { text: 'globex' });
    await expect.poll(() => highlighted(page)).toBe('Globex Corp');
    await page.keyboard.type('a');
    expect(await searchField(page).inputValue()).toBe('a');
  });

  test('goes into the field when a click has taken the focus away', async () => {
    await open();
    await type(page, 'acme');
    await page.getByRole('region', { name: 'About Acme Corp' }).getByText('acme-corp.example', { exact: true }).click();
    await page.keyboard.type(' l');
    expect(await searchField(page).inputValue()).toBe('acme l');
  });

  test('drops keys while the launcher is hidden', async () => {
    await open();
    await hide(page);
    await page.keyboard.type('acme');
    await page.keyboard.press('Enter');
    await show(page);
    expect(await searchField(page).inputValue()).toBe('');
    expect(await countOf(page, 'logIn')).toBe(0);
  });
});

describe('moving', () => {
  /** Whether the highlighted row is the last one. Only the rows that are seen are drawn. */
  const isAtEnd = (): Promise<boolean> =>
    page
      .getByRole('option', { selected: true })
      .evaluate((row) => row.getAttribute('aria-posinset') === row.getAttribute('aria-setsize'));

  test('goes down and up with the arrows, and round the ends', async () => {
    await open();
    await type(page, 'acme');
    const names = await namesOf(page);
    expect(await highlighted(page)).toBe(names[0]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await highlighted(page)).toBe(names[2]);
    await page.keyboard.press('ArrowUp');
    expect(await highlighted(page)).toBe(names[1]);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await isAtEnd()).toBe(true);
  });

  test('goes down and up with Ctrl+N and Ctrl+P', async () => {
    await open();
    await type(page, 'acme');
    const names = await namesOf(page);
    await page.keyboard.press('Control+n');
    await page.keyboard.press('Control+n');
    await page.keyboard.press('Control+p');
    expect(await highlighted(page)).toBe(names[1]);
  });

  test('goes to the ends with Home and End, and keeps the highlighted row in sight', async () => {
    await open();
    await type(page, 'a');
    const names = await namesOf(page);
    await page.keyboard.press('End');
    expect(await isAtEnd()).toBe(true);
    const inSight = await page.evaluate(() => {
      const list = document.getElementById('results')?.getBoundingClientRect();
      const row = document.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
      return list && row && row.bottom <= list.bottom && row.top >= list.top;
    });
    expect(inSight).toBe(true);
    await page.keyboard.press('Home');
    expect(await highlighted(page)).toBe(names[0]);
  });

  test('begins at the first row again after each letter', async () => {
    await open();
    await type(page, 'a');
    await page.keyboard.press('End');
    await type(page, 'c');
    expect(await highlighted(page)).toBe((await namesOf(page))[0]);
  });

  test('stays on its row, in its place, when the directory changes underneath', async () => {
    await open();
    await type(page, 'acme');
    const before = await namesOf(page);
    await page.keyboard.press('ArrowDown');
    await page.evaluate(() => {
      window.fake.accounts = window.fake.accounts
        .map((row) => (row.name === 'Acme Labs' ? { ...row, tags: ['Now with a tag'] } : row))
        .reverse();
      window.fake.announce('accountsChanged', { connectionId: 'brevo0001' });
    });
    await page.getByText('Now with a tag').waitFor();
    expect((await namesOf(page)).slice(0, before.length)).toEqual(before);
    expect(await highlighted(page)).toBe('Acme Labs');
  });
});

describe('rows', () => {
  test('are named for a screen reader by all that the eye sees', async () => {
    await open();
    await type(page, 'acme corp');
    await page
      .getByRole('option', {
        name: /^Acme Corp ?, ops@acme-corp\.example ?, SendGrid \(Main\) ?, Pro 100k ?, has a note ?, 3 min ago/,
      })
      .waitFor();
  });

  test('show the state when it matters', async () => {
    await open();
    await type(page, 'initech foods');
    expect(await page.locator('.badge-state').first().textContent()).toContain('suspended');
  });

  test('show the label of their connection, unless there is one connection only', async () => {
    await open();
    await type(page, 'acme corp');
    expect(await page.locator('#result-0 .result-label').textContent()).toContain('SendGrid (Main)');
    await page.evaluate(() => {
      const [first] = window.fake.state.connections;
      if (first) window.fake.change({ connections: [first] });
    });
    await expect.poll(() => page.locator('.result-label').count()).toBe(0);
    await page.getByRole('option', { name: /Acme Corp ?,.*SendGrid \(Main\)/ }).waitFor();
  });

  test('are marked if they are sample customers', async () => {
    await open();
    await page.evaluate(() =>
      window.fake.change({ connections: window.fake.state.connections.map((one) => ({ ...one, sandbox: true })) }),
    );
    await page.getByRole('option', { name: /Acme Corp.*sample/ }).waitFor();
  });

  test('render a hostile name as text', async () => {
    await open();
    const name = '<img src=x onerror="document.title=1"> & <b>Co</b>';
    await page.evaluate((hostile) => {
      const [first] = window.fake.accounts;
      if (first) window.fake.accounts[0] = { ...first, name: hostile };
    }, name);
    await type(page, 'img');
    expect(await namesOf(page)).toEqual([name]);
    expect(await page.title()).toBe('Latchkey');
  });
});

describe('keys for the highlighted row', () => {
  test('Ctrl+Shift+P pins it where it is, and takes the pin off', async () => {
    await open();
    const before = await namesOf(page);
    for (let at = before.indexOf('Umbrella Labs'); at > 0; at--) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Shift+P');
    await expect
      .poll(() => callsOf(page, 'pinAccount'))
      .toEqual([{ accountId: await idOf(page, 'Umbrella Labs'), pinned: false }]);
    expect(await namesOf(page)).toEqual(before);
    await page.keyboard.press('Control+Shift+P');
    await expect.poll(() => countOf(page, 'pinAccount')).toBe(2);
    expect(await namesOf(page)).toEqual(before);
  });

  test('Cmd+P pins on macOS', async () => {
    await open({ fake: { platform: 'darwin' } });
    await type(page, 'acme');
    await page.keyboard.press('Meta+p');
    await expect.poll(() => countOf(page, 'pinAccount')).toBe(1);
  });

  test('puts the pin back as it was when it could not be stored', async () => {
    await open();
    await type(page, 'acme corp');
    await page.evaluate(() => window.fake.answer('pinAccount', () => ({ ok: false, problem: { kind: 'disk-full' } })));
    await page.keyboard.press('Control+Shift+P');
    await page.getByText('The disk is full.').first().waitFor();
    expect(await page.getByRole('option', { name: /Acme Corp.*pinned/ }).count()).toBe(0);
  });

  test('F2 renames it in place', async () => {
    await open();
    await type(page, 'acme corp');
    await page.keyboard.press('F2');
    await page.getByLabel('New name for Acme Corp').waitFor();
    await page.keyboard.type('Acme Worldwide');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await namesOf(page))[0]).toBe('Acme Worldwide');
    expect(await callsOf(page, 'renameAccount')).toEqual([
      { accountId: await idOf(page, 'Acme Worldwide'), name: 'Acme Worldwide' },
    ]);
    expect(await countOf(page, 'logIn')).toBe(0);
    await expect.poll(() => searchField(page).evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('Escape leaves the name as it was', async () => {
    await open();
    await type(page, 'acme corp');
    await page.keyboard.press('F2');
    await page.keyboard.type('No');
    await page.keyboard.press('Escape');
    expect(await countOf(page, 'renameAccount')).toBe(0);
    expect(await searchField(page).inputValue()).toBe('acme corp');
  });

  test('a half-typed name is saved if the launcher hides before the field has lost the focus', async () => {
    await open();
    await type(page, 'acme corp');
    const accountId = await idOf(page, 'Acme Corp');
    await page.keyboard.press('F2');
    await page.getByLabel('New name for Acme Corp').fill('Acme Wor');
    await hide(page);
    await expect.poll(() => callsOf(page, 'renameAccount')).toEqual([{ accountId, name: 'Acme Wor' }]);
    await show(page);
    await page.getByText('Renamed Acme Corp to “Acme Wor”').first().waitFor();
    expect(await countOf(page, 'renameAccount')).toBe(1);
  });

  test('a half-typed name is saved before the launcher says that Latchkey may quit', async () => {
    await open();
    await type(page, 'acme corp');
    const accountId = await idOf(page, 'Acme Corp');
    await page.keyboard.press('F2');
    await page.getByLabel('New name for Acme Corp').fill('Acme Wor');
    await page.evaluate(() => window.fake.announce('quitting', null));
    await expect.poll(() => countOf(page, 'noteFieldsLeft')).toBe(1);
    expect(await callsOf(page, 'renameAccount')).toEqual([{ accountId, name: 'Acme Wor' }]);
    const names = await page.evaluate(() => window.fake.calls.map(({ name }) => name));
    expect(names.indexOf('renameAccount')).toBeLessThan(names.indexOf('noteFieldsLeft'));
  });

  test('Shift+F2 edits a note in place, with several lines if needed', async () => {
    await open();
    await type(page, 'globex corp');
    await page.keyboard.press('Shift+F2');
    await page.getByLabel('Note on Globex Corp').waitFor();
    await page.keyboard.type('First line');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('second');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(page, 'noteAccount'))
      .toEqual([{ accountId: await idOf(page, 'Globex Corp'), note: 'First line\nsecond' }]);
  });

  test('Tab opens the landing targets, filtered by typing', async () => {
    await open();
    await type(page, 'acme labs');
    await page.keyboard.press('Tab');
    const palette = page.getByRole('dialog', { name: 'Where to land in Acme Labs' });
    expect(await palette.getByRole('option').count()).toBe(10);
    await page.keyboard.type('sen');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(page, 'logIn'))
      .toMatchObject([
        { accountId: await idOf(page, 'Acme Labs'), target: 'senders', reason: '', confirmed: [], chosen: 'text' },
      ]);
  });

  test('Tab says so if the provider has no targets', async () => {
    await open();
    await type(page, 'acme corp');
    await page.keyboard.press('Tab');
    await expect.poll(() => statusOf(page)).toBe('SendGrid always opens on its own start page');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('a verb typed after the name chooses where to land', async () => {
    await open();
    await type(page, 'acme labs senders');
    await page.getByRole('option', { name: /Acme Labs ?,.*→ Senders/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(page, 'logIn'))
      .toMatchObject([
        { accountId: await idOf(page, 'Acme Labs'), target: 'senders', reason: '', confirmed: [], chosen: 'text' },
      ]);
  });

  test('a typed verb says so if the provider has no targets', async () => {
    await open();
    await type(page, 'acme corp senders');
    await expect.poll(() => statusOf(page)).toBe('SendGrid always opens on its own start page');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await callsOf(page, 'logIn'))[0]).toMatchObject({ target: null });
  });
});

describe('the palette of actions', () => {
  test('Ctrl+K finds the next step of a connection by its name', async () => {
    await open();
    const label = await page.evaluate(() => {
      const [first] = window.fake.state.connections;
      if (!first) throw new Error('no connection');
      const { connectionId } = first;
      const problem = { kind: 'key-rejected', provider: 'SendGrid', connectionId } as const;
      window.fake.changeHealth(connectionId, { status: 'attention', problem });
      return first.label;
    });
    await page.keyboard.press('Control+k');
    await page.keyboard.type(label);
    await expect
      .poll(() => page.getByRole('dialog', { name: 'Actions' }).locator('.palette-name').allTextContents())
      .toEqual(['Replace key']);
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf(page, 'openSettings')).toBe(1);
  });

  test('Ctrl+K offers all that can be done for the row', async () => {
    await open();
    await type(page, 'acme labs');
    await page.keyboard.press('Control+k');
    const names = await page.getByRole('dialog', { name: 'Actions' }).locator('.palette-name').allTextContents();
    expect(names).toEqual([
      'Log in',
      'Log in in a window of its own',
      'Copy login link',
      'Copy id',
      'Copy email',
      'Copy as text',
      'Copy Latchkey link',
      'Pin',
      'Rename',
      'Add note',
      'Hide preview',
      'Automation',
      'Email campaigns',
      'Contacts',
      'Landing pages',
      'Transactional email',
      'Senders and domains',
      'SMS campaigns',
      'Transactional SMS',
      'Open a page…',
      'Log in as another user…',
      'Give a customer the name “acme labs”',
      'Back to the customer before',
      'Sync now',
      'Settings',
    ]);
  });

  test.each([
    ['copy id', 'copyAccountField', { field: 'id' }],
    ['copy em', 'copyAccountField', { field: 'email' }],
    ['as text', 'copyAccountField', { field: 'text' }],
    ['latchkey link', 'copyAccountField', { field: 'link' }],
    ['copy link', 'copyLoginLink', { target: null }],
    ['pin', 'pinAccount', { pinned: true }],
    ['log', 'logIn', { target: null }],
    ['contacts', 'logIn', { target: 'contacts' }],
    ['sync', 'syncAccounts', { connectionId: null }],
    ['settings', 'openSettings', { section: null }],
  ] as const)('does what its line says: %s', async (text, request, input) => {
    await open();
    await type(page, 'acme labs');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await callsOf(page, request))[0]).toMatchObject(input);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('opens the editors for name and note', async () => {
    await open();
    await type(page, 'acme labs');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('rename');
    await page.keyboard.press('Enter');
    await page.getByLabel('New name for Acme Labs').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('note');
    await page.keyboard.press('Enter');
    await page.getByLabel('Note on Acme Labs').waitFor();
  });

  test('goes away with Escape and gives the keys back to the list', async () => {
    await open();
    await type(page, 'acme');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    expect(await highlighted(page)).toBe('Acme Labs');
    expect(await searchField(page).inputValue()).toBe('acme');
  });

  test('opens for a row under the right mouse button', async () => {
    await open();
    await type(page, 'acme');
    await page.getByRole('option', { name: /^Acme Traders ?,/ }).click({ button: 'right' });
    expect(await page.locator('.palette-heading').first().textContent()).toBe('Acme Traders');
  });
});

describe('keys for the whole launcher', () => {
  test('F5 syncs every connection', async () => {
    await open();
    await page.keyboard.press('F5');
    await expect.poll(() => callsOf(page, 'syncAccounts')).toEqual([{ connectionId: null }]);
  });

  test('Ctrl+, opens the settings', async () => {
    await open();
    await page.keyboard.press('Control+,');
    await expect.poll(() => callsOf(page, 'openSettings')).toEqual([{ section: null }]);
  });

  test('Escape clears the text, then hides', async () => {
    await open();
    await type(page, 'acme');
    await page.keyboard.press('Escape');
    expect(await searchField(page).inputValue()).toBe('');
    expect(await countOf(page, 'hideLauncher')).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => countOf(page, 'hideLauncher')).toBe(1);
  });

  test('Escape does not hide if the user turned that off', async () => {
    await open({ fake: { settings: { hideOnEscape: false } } });
    await page.keyboard.press('Escape');
    await page.keyboard.press('F5');
    await expect.poll(() => countOf(page, 'syncAccounts')).toBe(1);
    expect(await countOf(page, 'hideLauncher')).toBe(0);
  });

  test('Shift+Tab reaches the buttons', async () => {
    await open();
    // The field gets the focus once the launcher has processed that it is shown.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.getByRole('button', { name: /Actions/ }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Actions');
  });

  test('the numbers of the first nine rows show while Ctrl is held, in place of the marks, and nothing moves', async () => {
    await open();
    await type(page, 'acme');
    const lefts = () =>
      page
        .locator('#result-0 :is(.result-name, .result-where, .result-label, .result-end)')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
    const before = await lefts();
    expect(await page.locator('.result-keys:visible').count()).toBe(0);
    await page.keyboard.down('Control');
    expect(await page.locator('.result-keys:visible').count()).toBe(9);
    expect(await lefts()).toEqual(before);
    await page.keyboard.up('Control');
    expect(await page.locator('.result-keys:visible').count()).toBe(0);
  });
});
