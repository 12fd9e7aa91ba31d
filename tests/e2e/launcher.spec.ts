import type { Page } from 'playwright-core';
import { expect, showLauncher, test } from '../helpers/desk.ts';
import { onEachSystem } from '../helpers/e2e-fixtures.ts';
import {
  closeSettings,
  fillIn,
  highlighted,
  lastChange,
  launcherShortcut,
  namesShown,
  pinKey,
  pressEnterToLogIn,
  rows,
  search,
  searchBox,
  stateOf,
  visit,
} from '../helpers/steps.ts';

// The keys of docs/keyboard.md, one promise each, with the real main behind the window. tests/renderer tests what a
// window does alone. Targets, the clipboard and the guards have their own specs.

test.describe('typing', () => {
  const finds: readonly [what: string, typed: string, name: string][] = [
    ['the beginning of a name', 'globex ship', 'Globex Shipping'],
    ['words in any order', 'corp acme', 'Acme Corp'],
    ['initials', 'zck', 'Zebra Crossing Kindergarten'],
    ['a name with one letter wrong', 'initrobe', 'Initrode Software'],
    ['a name without its accents', 'lodz log', 'Łódź Logistics'],
    ['a name in another script', '東京', '東京さくら旅行社'],
    ['an email', 'office@acme-corp.exam', 'Acme Corp'],
    ['a domain', 'globex-shipping.exa', 'Globex Shipping'],
    ['the beginning of an id', 'sg05d37f0d', 'Acme Corp'],
    ['the end of an id', '45f176', 'Acme Corp'],
    ['a group beside a name', 'agencies maison', 'Maison Béranger'],
  ];
  test('finds a customer by name, email, domain, id and group', async ({ desk: { launcher } }) => {
    for (const [what, typed, name] of finds) {
      await test.step(what, () => search(launcher, typed, name));
    }
  });

  test('marks the letters that match', async ({ desk: { launcher } }) => {
    await search(launcher, 'corp acm', 'Acme Corp');
    await expect(highlighted(launcher).locator('mark')).toHaveText(['Acm', 'Corp']);
  });
});

test(
  'Up, Down, Ctrl+N, Ctrl+P, Home and End move the selection, and wrap around',
  onEachSystem,
  async ({ desk: { launcher } }) => {
    await search(launcher, 'acme', 'Acme');
    const total = Number(await rows(launcher).first().getAttribute('aria-setsize'));
    expect(total).toBeGreaterThan(3);
    for (const [key, at] of [
      ['ArrowDown', 1],
      ['Control+n', 2],
      ['ArrowUp', 1],
      ['Control+p', 0],
      ['ArrowUp', total - 1],
      ['ArrowDown', 0],
      ['End', total - 1],
      ['Home', 0],
    ] as const) {
      await launcher.keyboard.press(key);
      await expect(highlighted(launcher), key).toHaveAttribute('aria-posinset', String(at + 1));
      await expect(highlighted(launcher), key).toBeInViewport({ ratio: 0.8 });
    }
  },
);

test('only the rows that are seen are drawn, and Enter opens exactly the highlighted one, also at the end', async ({
  desk: { latchkey, launcher },
}) => {
  await fillIn(launcher, 'a');
  await expect(rows(launcher).first()).toHaveAttribute('aria-setsize', '50');
  expect(await rows(launcher).count()).toBeLessThan(15);
  await launcher.keyboard.press('End');
  await expect(highlighted(launcher)).toHaveAttribute('aria-posinset', '50');
  await expect(highlighted(launcher)).toBeInViewport({ ratio: 0.8 });
  const name = await highlighted(launcher).locator('.result-name').textContent();
  const { words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(words).toContain(`logged in as ${name} `);
});

test('Enter logs in: the link opens that customer, the launcher hides, a notification names the customer', async ({
  desk,
}) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'hotel du lac', 'Hôtel du Lac');
  const { status, words } = await visit(await pressEnterToLogIn(latchkey, launcher));
  expect(status).toBe(200);
  expect(words).toContain('You are now logged in as Hôtel du Lac');
  // A test before may have opened another customer, whose session this one replaces.
  await expect
    .poll(async () => (await latchkey.notices()).at(-1))
    .toMatchObject({
      title: 'Hôtel du Lac',
      body: expect.stringMatching(/^Opened at Brevo samples(?:; this replaced .+)?$/),
    });
});

test('Ctrl+3 logs in to the third row', onEachSystem, async ({ desk: { latchkey, launcher } }) => {
  await search(launcher, 'acme', 'Acme');
  const third = (await namesShown(launcher))[2] ?? '';
  const before = (await latchkey.opened()).length;
  await launcher.keyboard.press('ControlOrMeta+3');
  const anyway = launcher.getByRole('button', { name: 'Log in anyway' });
  await expect
    .poll(async () => {
      if (await anyway.isVisible()) await launcher.keyboard.press('Enter');
      return (await latchkey.opened()).length;
    })
    .toBe(before + 1);
  expect((await visit((await latchkey.opened()).at(-1) ?? '')).words).toContain(`logged in as ${third} `);
});

test.describe('Ctrl+K', () => {
  test('has every action of the row, and filters while typing', async ({ desk: { launcher } }) => {
    // Brevo's list has no emails, and SendGrid's accounts have no targets: use one row of each.
    await search(launcher, 'acme corp', 'Acme Corp');
    await launcher.keyboard.press('ControlOrMeta+k');
    const palette = launcher.getByRole('dialog', { name: 'Actions' });
    // What another spec did may be there as well.
    const names = (): Promise<string[]> =>
      palette
        .locator('.palette-name')
        .filter({ hasNotText: /^(Undo: |Back to)/ })
        .allTextContents();
    await expect(palette).toBeVisible();
    expect(await names()).toEqual([
      ...[
        'Log in',
        'Log in in a window of its own',
        'Copy login link',
        'Copy id',
        'Copy email',
        'Copy as text',
        'Copy Latchkey link',
      ],
      ...['Pin', 'Rename', 'Add note', 'Hide preview'],
      ...['Give a customer the name “acme corp”', 'Sync now', 'Settings'],
    ]);
    await launcher.keyboard.type('copy');
    expect(await names()).toEqual(['Copy login link', 'Copy id', 'Copy email', 'Copy as text', 'Copy Latchkey link']);
    await launcher.keyboard.press('Escape');
    await expect(searchBox(launcher)).toBeFocused();

    await search(launcher, 'acme events', 'Acme Events');
    await launcher.keyboard.press('ControlOrMeta+k');
    await expect(palette).toBeVisible();
    expect(await names()).toEqual(expect.arrayContaining(['Automation', 'Contacts', 'Senders and domains']));
  });

  test('copies id and email', async ({ desk: { latchkey, launcher } }) => {
    await search(launcher, 'acme corp', 'Acme Corp');
    for (const [action, text] of [
      ['copy id', 'sg05d37f0d99b330687dd1917fbd45f176'],
      ['copy email', 'office@acme-corp.example'],
    ] as const) {
      await launcher.keyboard.press('ControlOrMeta+k');
      await launcher.getByRole('combobox', { name: 'Actions' }).fill(action);
      await launcher.keyboard.press('Enter');
      await expect.poll(() => latchkey.clipboardText()).toBe(text);
    }
  });
});

test(
  'Ctrl+Shift+P pins: first on empty text, in the tray, in its place, until it is unpinned',
  onEachSystem,
  async ({ desk }) => {
    const { latchkey, launcher } = desk;
    // A test before may have opened one of the two, who would be above.
    await search(launcher, 'hotel du lac', 'Hôtel du Lac');
    await pressEnterToLogIn(latchkey, launcher);
    await latchkey.pressShortcut(launcherShortcut);
    for (const name of ['Umber & Ochre Gallery', 'Norvia Labs']) {
      await search(launcher, name, name);
      await launcher.keyboard.press(pinKey(latchkey));
      await expect(lastChange(launcher)).toContainText(`Pinned ${name}`);
    }
    await fillIn(launcher, '');
    const pinned = launcher.getByRole('group', { name: 'Pinned' }).locator('.result-name');
    await expect(pinned).toHaveText(['Umber & Ochre Gallery', 'Norvia Labs']);
    const inTray = async () => (await latchkey.trayMenu()).filter(({ label }) => /Umber|Norvia Labs/.test(label));
    await expect.poll(inTray).toHaveLength(2);

    // A log-in to the second does not move it before the first.
    await search(launcher, 'norvia labs', 'Norvia Labs');
    await pressEnterToLogIn(latchkey, launcher);
    await latchkey.pressShortcut(launcherShortcut);
    await fillIn(launcher, '');
    // It is above, as the one who was opened last, and nowhere else.
    await expect(pinned).toHaveText(['Umber & Ochre Gallery']);
    await expect(launcher.getByRole('group', { name: 'Last opened' }).locator('.result-name')).toHaveText(
      'Norvia Labs',
    );

    for (const name of ['Umber & Ochre Gallery', 'Norvia Labs']) {
      await search(launcher, name, name);
      await launcher.keyboard.press(pinKey(latchkey));
      await expect(lastChange(launcher)).toContainText(`Unpinned ${name}`);
    }
    await fillIn(launcher, '');
    await expect(pinned).toHaveCount(0);
    await expect(launcher.getByRole('group', { name: 'Consoles' })).toContainText('Brevo admin console');
  },
);

test('F2 renames: both names find the customer, and an empty name restores the name of the provider', async ({
  desk,
}) => {
  const { launcher } = desk;
  const rename = async (to: string): Promise<void> => {
    await launcher.keyboard.press('F2');
    await launcher.getByRole('textbox', { name: /^New name for/ }).fill(to);
    await launcher.keyboard.press('Enter');
    await expect(searchBox(launcher)).toBeFocused();
  };
  await search(launcher, 'bucherwurm', 'Bücherwurm GmbH');
  await rename('Bookworm, the Berlin one');
  await search(launcher, 'berlin one', 'Bookworm, the Berlin one');
  await search(launcher, 'bucherwurm', 'Bookworm, the Berlin one');
  await rename('');
  await search(launcher, 'bucherwurm', 'Bücherwurm GmbH');
  await fillIn(launcher, 'berlin one');
  await expect(rows(launcher).filter({ hasText: 'Bookworm' })).toHaveCount(0);
});

test('Shift+F2 adds a note, which the preview shows', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'cafe zurich', 'Café Zürich');
  await launcher.keyboard.press('Shift+F2');
  await launcher.getByRole('textbox', { name: 'Note on Café Zürich' }).fill('Ask for Urs, not for Beat.');
  await launcher.keyboard.press('Enter');
  await expect(lastChange(launcher)).toContainText('Note of Café Zürich saved');
  await launcher.keyboard.press('Escape');
  await launcher.keyboard.press('Escape');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await latchkey.pressShortcut(launcherShortcut);
  await search(launcher, 'cafe zurich', 'Café Zürich');
  await expect(about(launcher, 'Café Zürich').getByText('Ask for Urs, not for Beat.')).toBeVisible();
});

const about = (launcher: Page, name: string) => launcher.getByRole('region', { name: `About ${name}` });

test('the preview says what the provider knows about the row', async ({ desk: { launcher } }) => {
  await search(launcher, 'acme events', 'Acme Events');
  const brevo = about(launcher, 'Acme Events');
  await expect(brevo.locator('.fact').filter({ hasText: 'Plan' })).toContainText('free');
  await expect(brevo.locator('.fact').filter({ hasText: 'Credits: emails' })).toContainText(/\d+ of [\d,]+ left/);
  await expect(brevo.locator('.fact').filter({ hasText: 'Created' })).toContainText(/20\d\d/);
  await search(launcher, 'acme corp', 'Acme Corp');
  const sendgrid = about(launcher, 'Acme Corp');
  await expect(sendgrid.locator('.fact').filter({ hasText: 'State' })).toContainText('activated');
  await expect(sendgrid.locator('.fact').filter({ hasText: 'Includes' })).toContainText('org.ei.pro.v1');
});

test('the preview says when and why the customer was opened, and where', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme events senders', 'Acme Events');
  await pressEnterToLogIn(latchkey, launcher);
  await showLauncher(desk);
  await search(launcher, 'acme events', 'Acme Events');
  const logIns = about(launcher, 'Acme Events').getByRole('region', { name: 'Recent log-ins' });
  await expect(logIns.getByRole('listitem').first()).toContainText(/just now\s*Opened · Senders and domains/);
});

test('Ctrl+I hides the preview and shows it again, and the settings keep it', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme corp', 'Acme Corp');
  await expect(about(launcher, 'Acme Corp')).toBeVisible();
  const kept = async () => (await stateOf(latchkey, launcher)).settings.previewPane;
  await launcher.keyboard.press('ControlOrMeta+i');
  await expect(about(launcher, 'Acme Corp')).toHaveCount(0);
  await expect.poll(kept).toBe(false);
  await launcher.keyboard.press('ControlOrMeta+i');
  await expect(about(launcher, 'Acme Corp')).toBeVisible();
  await expect.poll(kept).toBe(true);
});

test('F5 syncs every connection', async ({ desk: { latchkey, launcher } }) => {
  const times = async (): Promise<string[]> =>
    (await stateOf(latchkey, launcher)).connections.map(({ health }) => health.lastSyncedAt ?? '');
  const before = await times();
  await launcher.keyboard.press('F5');
  await expect.poll(async () => (await times()).every((time, at) => time > (before[at] ?? ''))).toBe(true);
});

test('Ctrl+, opens the settings', onEachSystem, async ({ desk: { latchkey, launcher } }) => {
  await launcher.keyboard.press('ControlOrMeta+,');
  const settings = await latchkey.window('settings');
  await expect.poll(() => latchkey.isFocused(settings)).toBe(true);
  await closeSettings(latchkey);
});

test('Esc clears the text, then hides; next time the last text is selected', async ({ desk }) => {
  const { latchkey, launcher } = desk;
  await search(launcher, 'acme', 'Acme');
  await launcher.keyboard.press('Escape');
  await expect(searchBox(launcher)).toHaveValue('');
  expect(await latchkey.isVisible(launcher)).toBe(true);
  await search(launcher, 'globex', 'Globex');
  await latchkey.pressShortcut(launcherShortcut);
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
  await latchkey.pressShortcut(launcherShortcut);
  await expect(searchBox(launcher)).toHaveValue('globex');
  await launcher.keyboard.type('norvia');
  await expect(searchBox(launcher)).toHaveValue('norvia');
  await launcher.keyboard.press('Escape');
  await launcher.keyboard.press('Escape');
  await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
});
