import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFaults, colourFaults } from '../helpers/axe.ts';
import { replacesSession } from '../helpers/from-main.ts';
import {
  blockAddress,
  failLogIn,
  firstSync,
  giveName,
  idOf,
  launcherPerTest,
  namesAre,
  namesOf,
  namingBar,
  saidOf,
  searchField,
  statusOf,
  type,
} from '../helpers/launcher-driver.ts';
import type { OpenOptions } from '../helpers/window-harness.ts';

// Every state of the launcher can be seen, heard and used, and nothing in it moves without need.

let page: Page;
const open = launcherPerTest((opened) => {
  page = opened;
});

/** How to reach each state from an open launcher. */
const states: Record<string, { fake?: OpenOptions['fake']; reach: () => Promise<void> }> = {
  'empty text': { reach: async () => {} },
  results: { reach: () => type(page, 'acme') },
  filters: { reach: () => type(page, 'brevo: @agency is:pinned #12 ') },
  'a filter that is being typed': { reach: () => type(page, 'acme @') },
  'a misspelt filter': { reach: () => type(page, '@agancy') },
  'a state that matters': { reach: () => type(page, 'initech foods') },
  actions: {
    reach: async () => {
      await type(page, 'acme labs');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  targets: {
    reach: async () => {
      await type(page, 'acme labs');
      await page.keyboard.press('Tab');
      await page.getByRole('dialog').waitFor();
    },
  },
  'a question before windows close': {
    reach: async () => {
      await page.evaluate(() => {
        const open = window.fake.accounts.slice(0, 2).map(({ accountId, name: accountName }) => ({
          windowId: accountId,
          accountId,
          accountName,
          as: 'johannes.of-the-support-desk@customer.example',
          connectionLabel: 'Brevo Agency',
          since: new Date().toISOString(),
          endsAt: null,
          closing: false,
        }));
        window.fake.change({ openWindows: open });
      });
      await page.keyboard.press('Control+k');
      await page.keyboard.type('close the');
      const cut = page
        .locator('.palette-name')
        .evaluateAll((names) => names.filter((n) => n.scrollWidth > n.clientWidth));
      expect(await cut).toEqual([]);
      await page.getByPlaceholder('Filter').fill('close all');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Before windows close' }).waitFor();
    },
  },
  'a typed verb': { reach: () => type(page, 'globex senders') },
  preview: {
    reach: async () => {
      await type(page, 'acme corp');
      await page.getByText('61,200 of 100,000 left').waitFor();
    },
  },
  renaming: {
    reach: async () => {
      await type(page, 'acme corp');
      await page.keyboard.press('F2');
      await page.getByLabel('New name for Acme Corp').waitFor();
    },
  },
  'taking a note': {
    reach: async () => {
      await type(page, 'acme corp');
      await page.keyboard.press('Shift+F2');
      await page.getByLabel('Note on Acme Corp').waitFor();
    },
  },
  working: {
    reach: async () => {
      await page.evaluate(() => window.fake.hold('logIn'));
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.getByText('Logging in…').waitFor();
    },
  },
  'a silent browser': {
    reach: async () => {
      await page.evaluate(() => window.fake.hold('logIn'));
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.getByText('Logging in…').waitFor();
      await page.evaluate(
        (accountId) => {
          const about = { accountId, accountName: 'Acme Corp', connectionLabel: 'SendGrid (Main)' };
          window.fake.announce('logInFlight', { ...about, how: 'open', replaces: null, browserSilent: true });
        },
        await idOf(page, 'Acme Corp'),
      );
      await page.getByRole('button', { name: 'Open the link directly' }).waitFor();
    },
  },
  question: {
    reach: async () => {
      await page.evaluate(
        (question) =>
          window.fake.answer('logIn', () => ({ ok: true, value: { result: 'ask', questions: [question] } })),
        replacesSession,
      );
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Before you go on' }).waitFor();
    },
  },
  reason: {
    reach: async () => {
      await page.evaluate(() =>
        window.fake.answer('logIn', () => ({
          ok: false,
          problem: { kind: 'reason-needed', connectionId: 'sendgrid1' },
        })),
      );
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.getByLabel('Ticket or reason for Acme Corp').waitFor();
    },
  },
  'admin email': {
    reach: async () => {
      await type(page, 'brevo admin');
      await page.keyboard.press('Enter');
      await page.getByLabel('Your email address as admin, asked once').waitFor();
    },
  },
  failure: {
    reach: async () => {
      await failLogIn(page, { kind: 'key-rejected', connectionId: 'sendgrid1', provider: 'SendGrid' });
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.locator('.problem-banner').waitFor();
    },
  },
  'link on clipboard': {
    reach: async () => {
      await type(page, 'acme corp');
      await page.keyboard.press('Control+Enter');
      await expect.poll(() => statusOf(page)).toContain('on the clipboard');
    },
  },
  'no match': {
    reach: async () => {
      await type(page, 'zzz');
      await page.getByText('No customer matches “zzz”.').first().waitFor();
    },
  },
  'giving a name': {
    reach: async () => {
      await type(page, 'zzz');
      await giveName(page);
      await page.getByText('Give the name “zzz” to').waitFor();
    },
  },
  'confirming a name': {
    reach: async () => {
      await type(page, 'zzz');
      await giveName(page);
      await type(page, 'kestrel books');
      await page.keyboard.press('Enter');
      await namingBar(page).waitFor();
    },
  },
  'a change to undo': {
    reach: async () => {
      await type(page, 'acme corp');
      await page.keyboard.press('F2');
      await page.keyboard.type('Acme, the big one with a long name that does not fit into one line of the bar');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Last change' }).waitFor();
    },
  },
  'first sync': { fake: { accounts: 0 }, reach: () => firstSync(page, 1250) },
  'names missing': {
    reach: async () => {
      await namesAre(page, { known: 8, total: 3_000, minutesLeft: 8 });
      await type(page, 'zebra crossing');
      await page.locator('.empty-reason').waitFor();
    },
  },
  'a connection in trouble': {
    reach: async () => {
      await blockAddress(page);
      await page.locator('.problem-banner').waitFor();
    },
  },
  'no connection': { fake: { connections: [], accounts: 0 }, reach: async () => {} },
  offline: { fake: { online: false }, reach: async () => {} },
};

/** What is left of 720 x 480 when the page is zoomed to 200 %. */
const zoomed = { width: 360, height: 240 };

/** The elements that extend beyond the window. */
const tooWide = (): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.launcher *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
      .map((element) => element.className.toString()),
  );

describe('axe finds nothing, light, dark and at 200 %, and all fits', () => {
  test.each(Object.keys(states))('%s', async (name) => {
    const state = states[name];
    await open(state?.fake ? { fake: state.fake } : {});
    await state?.reach();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await tooWide()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await colourFaults(page)).toEqual([]);
    await page.setViewportSize(zoomed);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await tooWide()).toEqual([]);
  });
});

test('at 200 % the highlighted row is in sight', async () => {
  await open({ viewport: zoomed, deviceScaleFactor: 2 });
  await type(page, 'acme');
  const bottom = await page
    .locator('[aria-selected="true"]')
    .evaluate(
      (row) =>
        row.getBoundingClientRect().bottom - (document.getElementById('results')?.getBoundingClientRect().bottom ?? 0),
    );
  expect(bottom).toBeLessThanOrEqual(0);
});

describe('a screen reader', () => {
  test('hears how many customers were found, and that there are none', async () => {
    await open();
    await type(page, 'acme corp');
    const count = (await namesOf(page)).length;
    await expect.poll(() => saidOf(page)).toBe(`${count} customers`);
    await type(page, 'zzz');
    await expect.poll(() => saidOf(page)).toBe('No customer matches “acme corpzzz”.');
  });

  test('finds a combobox with a listbox whose highlighted option is announced', async () => {
    await open();
    await type(page, 'acme');
    const field = page.getByRole('combobox', { name: 'Customer', expanded: true });
    expect(await field.getAttribute('aria-controls')).toBe(await page.getByRole('listbox').getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).getAttribute('id')).toBe(
      await field.getAttribute('aria-activedescendant'),
    );
  });
});

describe('calm', () => {
  test('no spinner is seen in the first 150 ms', async () => {
    await open();
    await page.evaluate(() => {
      window.fake.hold('searchAccounts');
      const times: number[] = [];
      Object.assign(window, { times });
      addEventListener('input', () => times.push(performance.now()), true);
      new MutationObserver(() => {
        if (document.querySelector('.search .spinner')) times.push(performance.now());
      }).observe(document.querySelector('.search') ?? document.body, { childList: true });
    });
    await searchField(page).fill('acme');
    await page.locator('.search .spinner').waitFor({ state: 'visible' });
    const [typedAt = 0, seenAt = 0] = await page.evaluate(() => (window as unknown as { times: number[] }).times);
    expect(seenAt - typedAt).toBeGreaterThan(149);
    await page.evaluate(() => window.fake.release('searchAccounts'));
    await expect.poll(() => page.locator('.search .spinner').count()).toBe(0);
  });

  test('nothing spins if reduced motion is preferred', async () => {
    await open({ reducedMotion: 'reduce' });
    await page.evaluate(() => window.fake.hold('searchAccounts'));
    await searchField(page).fill('acme');
    const names = await page.locator('.search .spinner').evaluate((spinner) => getComputedStyle(spinner).animationName);
    expect(names).not.toContain('spinner-turn');
  });

  test('the matched letters are no wider than the others', async () => {
    await open();
    await type(page, 'acme co');
    const widths = await page.evaluate(() => {
      const name = document.querySelector('#results .result-name');
      const marked = name?.getBoundingClientRect().width ?? 0;
      name?.replaceChildren(name.textContent ?? '');
      return [marked, name?.getBoundingClientRect().width ?? 0];
    });
    expect(widths[0]).toBeCloseTo(widths[1] ?? 0, 1);
  });
});
