import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { NamesProgress } from '../../src/shared/connection.ts';
import { accessibilityFaults, colourFaults } from '../helpers/axe.ts';
import { namesProgress } from '../helpers/fake-accounts.ts';
import {
  barRead,
  callsOf,
  countOf,
  failLogIn,
  hide,
  highlighted,
  idOf,
  launcherPerTest,
  namesOf,
  saidOf,
  searchField,
  show,
  statusOf,
  type,
} from '../helpers/launcher-driver.ts';
import type { OpenOptions } from '../helpers/window-harness.ts';

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
      await page.evaluate(() =>
        window.fake.answer('logIn', () => ({
          ok: true,
          value: {
            result: 'ask',
            questions: [
              {
                kind: 'replaces-session',
                otherName: 'Globex Foods',
                otherUser: null,
                sameCustomer: false,
                minutesAgo: 6,
                copied: false,
              },
            ],
          },
        })),
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
      await giveName();
      await page.getByText('Give the name “zzz” to').waitFor();
    },
  },
  'confirming a name': {
    reach: async () => {
      await type(page, 'zzz');
      await giveName();
      await type(page, 'kestrel books');
      await page.keyboard.press('Enter');
      await namingBar().waitFor();
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
  'first sync': { fake: { accounts: 0 }, reach: () => firstSync(1250) },
  'names missing': {
    reach: async () => {
      await namesAre({ known: 8, total: 3_000, minutesLeft: 8 });
      await type(page, 'zebra crossing');
      await page.locator('.empty-reason').waitFor();
    },
  },
  'a connection in trouble': {
    reach: async () => {
      await trouble();
      await page.locator('.problem-banner').waitFor();
    },
  },
  'no connection': { fake: { connections: [], accounts: 0 }, reach: async () => {} },
  offline: { fake: { online: false }, reach: async () => {} },
};

/** Chooses “Give a customer the name …” among the actions. */
async function giveName(): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('give a customer');
  await page.keyboard.press('Enter');
}

const namingBar = () => page.getByRole('region', { name: 'Before the name changes' });

const firstSync = (seen: number): Promise<void> =>
  page.evaluate((count) => {
    for (const { connectionId } of window.fake.state.connections)
      window.fake.changeHealth(connectionId, {
        status: 'syncing',
        lastSyncedAt: null,
        progress: { seen: count, total: 5000 },
      });
  }, seen);

const namesAre = (change: Partial<NamesProgress>): Promise<void> =>
  page.evaluate((names) => window.fake.changeHealth('sendgrid1', { names }), namesProgress(change));

const trouble = (): Promise<void> =>
  page.evaluate(() =>
    window.fake.changeHealth('brevo0001', {
      status: 'attention',
      problem: { kind: 'ip-not-authorised', provider: 'Brevo', connectionId: 'brevo0001' },
    }),
  );

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

describe('first sync', () => {
  test('shows a count going up', async () => {
    await open({ fake: { accounts: 0 } });
    await page.evaluate(() => {
      window.fake.accounts = [];
    });
    await hide(page);
    await show(page);
    await firstSync(1250);
    await page.getByText('1,250 of 5,000 customers').first().waitFor();
    await firstSync(2500);
    await page.getByText('2,500 of 5,000 customers').first().waitFor();
  });

  test('lets rows be used as they arrive', async () => {
    await open();
    await page.evaluate(() => {
      window.fake.notYet = window.fake.accounts.splice(0);
    });
    await firstSync(0);
    await type(page, 'acme corp');
    expect(await page.getByRole('option').count()).toBe(0);
    await page.evaluate(() => {
      window.fake.accounts = window.fake.notYet;
      window.fake.announce('accountsChanged', { connectionId: 'sendgrid1' });
    });
    await expect.poll(() => namesOf(page)).toContain('Acme Corp');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await callsOf(page, 'logIn'))[0])
      .toMatchObject({
        accountId: await idOf(page, 'Acme Corp'),
      });
  });
});

describe('no match', () => {
  test('echoes the text and offers to sync', async () => {
    await open();
    await type(page, 'zebra');
    await page.getByText('No customer matches “zebra”.').first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await highlighted(page)).toBe('Sync now');
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'syncAccounts')).toEqual([{ connectionId: null }]);
  });

  test('says how many names are missing, why, and what to do until then', async () => {
    await open();
    await type(page, 'zebra');
    const reason = page.locator('.empty-reason');
    expect(await reason.count()).toBe(0);
    const advice = 'Search by id, or import names.';
    for (const [change, words] of [
      [{ known: 8, minutesLeft: 8 }, '2,992 of 3,000 names are still being asked for, about 8 min.'],
      [
        { known: 9, status: 'waiting', resumesAt: '2026-03-02T13:05:00.000Z' },
        '2,991 of 3,000 names are still to be asked for. That resumes at 14:05.',
      ],
      [{ status: 'paused' }, '3,000 of 3,000 names are not known yet. Asking for them is paused.'],
      [{ status: 'not-allowed' }, 'The key may not read customers’ names.'],
      [{ known: 2_990, blank: 9, failed: 1, status: 'done' }, '1 of 3,000 names could not be read.'],
    ] as const) {
      await namesAre({ total: 3_000, ...change });
      await expect.poll(() => reason.textContent()).toBe(`${words} ${advice}`);
    }
    await namesAre({ known: 2_990, blank: 10, total: 3_000, status: 'done' });
    await reason.waitFor({ state: 'detached' });
  });

  test('does not read the missing names out again each time one comes', async () => {
    await open();
    await namesAre({ known: 8, total: 3_000 });
    await type(page, 'zebra');
    const said = 'No customer matches “zebra”. Names are still being asked for. Search by id, or import names.';
    await expect.poll(() => saidOf(page)).toBe(said);
    await namesAre({ known: 9, total: 3_000, minutesLeft: 7 });
    await page.getByText('2,991 of 3,000 names').waitFor();
    // Longer than the region waits before it says something new.
    await page.waitForTimeout(400);
    expect(await saidOf(page)).toBe(said);
  });

  test('leads to the import of names, and Enter alone does not', async () => {
    await open();
    await namesAre({ known: 8, total: 3_000 });
    await type(page, 'zebra');
    await page.getByRole('option', { name: 'Import names from a file' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await countOf(page, 'openSettings')).toBe(0);
    await page.keyboard.press('ArrowUp');
    expect(await highlighted(page)).toBe('Import names from a file');
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'openSettings')).toEqual([{ section: 'names' }]);
  });

  test('gives a customer this name after a sentence that says so', async () => {
    await open();
    await type(page, 'Zebra Ltd');
    await giveName();
    await page.getByRole('combobox', { name: 'The account to be named Zebra Ltd' }).waitFor();
    await type(page, 'kestrel books');
    const accountId = await idOf(page, 'Kestrel Books');
    await page.keyboard.press('Enter');
    await namingBar().getByText('Call Kestrel Books “Zebra Ltd”?').waitFor();
    await page.locator('[data-answerable]').waitFor();
    expect(await countOf(page, 'renameAccount')).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'renameAccount')).toEqual([{ accountId, name: 'Zebra Ltd' }]);
    await expect.poll(() => namesOf(page)).toEqual(['Zebra Ltd']);
    expect(await searchField(page).inputValue()).toBe('Zebra Ltd');
    expect(await countOf(page, 'logIn')).toBe(0);
  });

  test('goes back to the text with Escape', async () => {
    await open();
    await type(page, 'zebra');
    await giveName();
    await page.getByText('Give the name “zebra” to').waitFor();
    await page.keyboard.press('Escape');
    expect(await searchField(page).inputValue()).toBe('zebra');
  });
});

describe('a connection in trouble', () => {
  test('has a line of its own and hides no customer of the others, nor its own', async () => {
    await open();
    await type(page, 'acme');
    const before = await namesOf(page);
    const total = await page.getByRole('option').first().getAttribute('aria-setsize');
    await trouble();
    await page.locator('.problem-banner', { hasText: 'Brevo Agency:' }).waitFor();
    expect(await saidOf(page)).toContain('Brevo Agency: Brevo does not know');
    // The line takes the room of a row.
    const after = await namesOf(page);
    expect(after).toEqual(before.slice(0, after.length));
    expect(await page.getByRole('option').first().getAttribute('aria-setsize')).toBe(total);
    await page.getByRole('button', { name: 'Authorise this IP at Brevo' }).click();
    await expect.poll(() => callsOf(page, 'openProviderPage')).toEqual([{ provider: 'brevo', page: 'allowed-ips' }]);
  });

  test('has its next step among the actions, for the keyboard', async () => {
    await open();
    await trouble();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('authorise');
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf(page, 'openProviderPage')).toBe(1);
  });

  test('that waits for its rate limit says when it resumes', async () => {
    await open();
    await page.evaluate(() =>
      window.fake.changeHealth('brevo0001', {
        status: 'waiting',
        resumesAt: '2026-03-02T13:05:00.000Z',
        problem: {
          kind: 'rate-limited',
          provider: 'Brevo',
          connectionId: 'brevo0001',
          retryAt: '2026-03-02T13:05:00.000Z',
        },
      }),
    );
    await expect.poll(() => statusOf(page)).toBe('Brevo Agency resumes at 14:05');
    expect(await page.locator('.problem-banner').count()).toBe(0);
  });
});

test('the status line says how far the names are, also while they wait', async () => {
  await open();
  await namesAre({ known: 8, total: 3_000 });
  await expect.poll(() => statusOf(page)).toBe('SendGrid (Main): 8 of 3,000 names known');
  await namesAre({ known: 20, total: 3_000, minutesLeft: 8 });
  await expect.poll(() => statusOf(page)).toBe('SendGrid (Main): 20 of 3,000 names known, about 8 min left');
  await namesAre({ known: 20, total: 3_000, status: 'waiting', resumesAt: '2026-03-02T13:05:00.000Z' });
  await expect.poll(() => statusOf(page)).toBe('SendGrid (Main): 20 of 3,000 names known, resumes at 14:05');
  // Nothing comes without the user: the count of customers is more use.
  for (const status of ['paused', 'not-allowed', 'done'] as const) {
    await namesAre({ known: 20, failed: 1, total: 3_000, status });
    await expect.poll(() => statusOf(page)).toMatch(/^\d+ customers$/);
  }
});

test('offline is said once, quietly, and cached rows stay usable', async () => {
  await open({ fake: { online: false } });
  await page.evaluate(() =>
    window.fake.changeHealth('brevo0001', { status: 'attention', problem: { kind: 'offline', provider: 'Brevo' } }),
  );
  await expect.poll(() => statusOf(page)).toBe('Offline. The list is the last one known.');
  expect(await page.locator('.problem-banner').count()).toBe(0);
  await type(page, 'acme');
  expect(await namesOf(page)).toContain('Acme Corp');
});

test('a problem of no connection is shown with its next step', async () => {
  await open({ fake: { problems: [{ kind: 'directory-set-aside' }] } });
  await page.getByText('The customer directory was damaged.').waitFor();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => countOf(page, 'syncAccounts')).toBe(1);
});

describe('without a connection', () => {
  test('Enter opens the window that connects one', async () => {
    await open({ fake: { connections: [], accounts: 0 } });
    await page.getByText('No provider is connected yet.').first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'openSettings')).toEqual([{ section: null }]);
  });

  test('sample customers are one key further', async () => {
    await open({ fake: { connections: [], accounts: 0 } });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf(page, 'exploreSamples')).toBe(1);
  });
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

test('the status bar is online again when the launcher is shown again', async () => {
  await open({ fake: { online: false } });
  await expect.poll(() => statusOf(page)).toBe('Offline. The list is the last one known.');
  await hide(page);
  await page.evaluate(() => {
    window.fake.state = { ...window.fake.state, online: true };
  });
  await show(page);
  await expect.poll(() => statusOf(page)).toMatch(/customers$/);
});

test('the status bar says why a sync ended that will be retried', async () => {
  await open();
  await page.evaluate(() =>
    window.fake.changeHealth('brevo0001', {
      status: 'waiting',
      problem: { kind: 'provider-down', provider: 'Brevo', status: 503, connectionId: 'brevo0001' },
    }),
  );
  await expect.poll(() => statusOf(page)).toMatch(/: Brevo has a fault on its side \(503\)\.$/);
  expect(await page.locator('.problem-banner').count()).toBe(0);
});

test('a name is given to no account before the user has searched for one', async () => {
  await open();
  const recent = await namesOf(page);
  expect(recent.length).toBeGreaterThan(0);
  await type(page, 'zzqx');
  await giveName();
  await page.getByText('Give the name “zzqx” to').waitFor();
  await expect.poll(() => namesOf(page)).toEqual(recent);
  await page.keyboard.press('Enter');
  expect(await highlighted(page)).toBeNull();
  await hide(page);
  await show(page);
  await page.keyboard.press('Enter');
  expect(await highlighted(page)).toBeNull();
  await type(page, 'acme corp');
  await page.keyboard.press('Enter');
  await barRead(page);
  await page.getByRole('button', { name: /^Give the name/ }).click();
  await expect.poll(() => countOf(page, 'renameAccount')).toBe(1);
});
