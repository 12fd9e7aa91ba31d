import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { replacesSession } from './from-main.ts';
import {
  blockAddress,
  failLogIn,
  firstSync,
  giveName,
  hide,
  idOf,
  namesAre,
  namingBar,
  searchField,
  show,
  statusOf,
  type,
} from './launcher-driver.ts';
import { pasteInto } from './steps.ts';
import type { OpenOptions } from './window-harness.ts';

// Every state of the launcher's window, with a fake main behind it.

interface LauncherState {
  fake?: OpenOptions['fake'];
  reach: (page: Page) => Promise<void>;
}

/** How to reach each state from an open launcher. */
export const launcherStates: Readonly<Record<string, LauncherState>> = {
  'empty text': { reach: async () => {} },
  results: { reach: (page) => type(page, 'acme') },
  filters: { reach: (page) => type(page, 'brevo: @agency is:pinned #12 ') },
  'a filter that is being typed': { reach: (page) => type(page, 'acme @') },
  'a misspelt filter': { reach: (page) => type(page, '@agancy') },
  'a state that matters': { reach: (page) => type(page, 'initech foods') },
  actions: {
    reach: async (page) => {
      await type(page, 'acme labs');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  targets: {
    reach: async (page) => {
      await type(page, 'acme labs');
      await page.keyboard.press('Tab');
      await page.getByRole('dialog').waitFor();
    },
  },
  'a question before windows close': {
    reach: async (page) => {
      await page.evaluate(() => {
        const open = window.fake.accounts.slice(0, 2).map(({ accountId, name: accountName }) => ({
          windowId: accountId,
          accountId,
          accountName,
          isListed: true,
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
  'a typed verb': { reach: (page) => type(page, 'globex senders') },
  preview: {
    reach: async (page) => {
      await type(page, 'acme corp');
      await page.getByText('61,200 of 100,000 left').waitFor();
    },
  },
  renaming: {
    reach: async (page) => {
      await type(page, 'acme corp');
      await page.keyboard.press('F2');
      await page.getByLabel('New name for Acme Corp').waitFor();
    },
  },
  'taking a note': {
    reach: async (page) => {
      await type(page, 'acme corp');
      await page.keyboard.press('Shift+F2');
      await page.getByLabel('Note on Acme Corp').waitFor();
    },
  },
  working: {
    reach: async (page) => {
      await page.evaluate(() => window.fake.hold('logIn'));
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.getByText('Logging in…').waitFor();
    },
  },
  'a silent browser': {
    reach: async (page) => {
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
    reach: async (page) => {
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
    reach: async (page) => {
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
    reach: async (page) => {
      await type(page, 'brevo admin');
      await page.keyboard.press('Enter');
      await page.getByLabel('Your email address as admin, asked once').waitFor();
    },
  },
  failure: {
    reach: async (page) => {
      await failLogIn(page, { kind: 'key-rejected', connectionId: 'sendgrid1', provider: 'SendGrid' });
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.locator('.problem-banner').waitFor();
    },
  },
  'link on clipboard': {
    reach: async (page) => {
      await type(page, 'acme corp');
      await page.keyboard.press('Control+Enter');
      await expect.poll(() => statusOf(page)).toContain('on the clipboard');
    },
  },
  'no match': {
    reach: async (page) => {
      await type(page, 'zzz');
      await page.getByText('No customer matches “zzz”.').first().waitFor();
    },
  },
  'giving a name': {
    reach: async (page) => {
      await type(page, 'zzz');
      await giveName(page);
      await page.getByText('Give the name “zzz” to').waitFor();
    },
  },
  'confirming a name': {
    reach: async (page) => {
      await type(page, 'zzz');
      await giveName(page);
      await type(page, 'kestrel books');
      await page.keyboard.press('Enter');
      await namingBar(page).waitFor();
    },
  },
  'a change to undo': {
    reach: async (page) => {
      await type(page, 'acme corp');
      await page.keyboard.press('F2');
      await page.keyboard.type('Acme, the big one with a long name that does not fit into one line of the bar');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Last change' }).waitFor();
    },
  },
  'first sync': { fake: { accounts: 0 }, reach: (page) => firstSync(page, 1250) },
  'names missing': {
    reach: async (page) => {
      await namesAre(page, { known: 8, total: 3_000, minutesLeft: 8 });
      await type(page, 'zebra crossing');
      await page.locator('.empty-reason').waitFor();
    },
  },
  'a connection in trouble': {
    reach: async (page) => {
      await blockAddress(page);
      await page.locator('.problem-banner').waitFor();
    },
  },
  'no connection': { fake: { connections: [], accounts: 0 }, reach: async () => {} },
  offline: { fake: { online: false }, reach: async () => {} },
  'a link that waits': {
    reach: async (page) => {
      await type(page, 'acme');
      const select = await idOf(page, 'Globex Corp');
      await page.evaluate(
        (accountId) =>
          window.fake.announce('waiting', { from: 'deep-link', text: 'x', select: accountId, name: 'Globex Corp' }),
        select,
      );
      await page.getByRole('region', { name: 'Waiting' }).waitFor();
    },
  },
  'what is open': {
    fake: { settings: { hideAfterOpening: false } },
    reach: async (page) => {
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Last log-in' }).waitFor();
    },
  },
  'a log-in as another user': {
    reach: async (page) => {
      await page.evaluate(() =>
        window.fake.answer('suggestLandings', () => ({
          ok: true,
          value: { users: ['jo@acme.example', 'sam.of-the-support-desk@acme-labs.example'], pages: [] },
        })),
      );
      await type(page, 'acme labs');
      await chooseAction(page, 'as another user');
      await page.getByRole('listbox', { name: 'Known users' }).waitFor();
    },
  },
  'a provider that takes no log-ins for now': {
    reach: async (page) => {
      await failLogIn(page, {
        kind: 'rate-limited',
        connectionId: 'sendgrid1',
        provider: 'SendGrid',
        retryAt: new Date(Date.now() + 30 * 60_000).toISOString(),
      });
      await type(page, 'acme corp');
      await page.keyboard.press('Enter');
      await page.locator('.problem-banner').waitFor();
    },
  },
  'a text from a ticket': {
    reach: async (page) => {
      await page.evaluate(() => {
        const rows = window.fake.accounts.slice(0, 3);
        const found = (['email', 'longer-name', 'part'] as const).map((by, i) => ({
          by,
          text: by === 'email' ? (rows[i]?.email ?? '') : 'Another name of the customer',
        }));
        const evidence = Object.fromEntries(rows.flatMap((row, i) => (found[i] ? [[row.accountId, found[i]]] : [])));
        window.fake.answer('searchAccounts', ({ text }) => ({
          ok: true,
          value: { text, rows, target: null, total: 400, ticket: { evidence, isAll: true } },
        }));
      });
      await pasteInto(searchField(page), 'Hi, our mails do not arrive since Friday.\n\nBest regards,\nVera Neumann');
      await page.locator('.result-found').first().waitFor();
    },
  },
  'earlier searches': {
    reach: async (page) => {
      await type(page, 'the bakery on the corner of the street');
      await hide(page);
      await show(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowUp');
      await page.getByRole('dialog', { name: 'Earlier searches' }).waitFor();
    },
  },
  'first steps': {
    reach: async (page) => {
      await page.evaluate(() => {
        window.fake.accounts = window.fake.accounts.map((row) => ({ ...row, lastLogInAt: null, pinned: false }));
      });
      await hide(page);
      await show(page);
      await page.getByRole('group', { name: 'First steps' }).waitFor();
    },
  },
};

/** Chooses the only action that has these letters. */
async function chooseAction(page: Page, letters: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
}
