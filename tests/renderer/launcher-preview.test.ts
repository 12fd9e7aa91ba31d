import { describe, expect, test } from 'vitest';
import { restOf } from '../../src/renderer/launcher/state/when-to-ask.ts';
import type { AccountState, KeptDetails } from '../../src/shared/account.ts';
import { noDetails } from '../helpers/accounts.ts';
import { accessibilityFaults } from '../helpers/axe.ts';
import { fakeAccounts, rowCalled } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/from-main.ts';
import {
  callsOf,
  countOf,
  hide,
  highlighted,
  idOf,
  searchField,
  show,
  statusOf,
  type,
} from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// The pane beside the list: more about the selected customer, and never about another one.

const open = launcherPerTest();

const pane = (name: string | RegExp = /^About /) => page.getByRole('region', { name });
/** The text of a fact, by its name. */
const factOf = (name: string) => pane().locator('.fact', { hasText: name }).locator('dd');

const setStates = (state: AccountState | null): Promise<void> =>
  page.evaluate((known) => {
    window.fake.accounts = window.fake.accounts.map((row) => ({ ...row, state: known }));
  }, state);

const kept: KeptDetails = {
  ...noDetails,
  state: 'activated',
  plan: 'Premier',
  askedAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
};

describe('what it says', () => {
  test('note, connection, last log-ins with reasons, verbs, state, plan and credits, in this order', async () => {
    await open();
    await type(page, 'acme corp');
    await pane('About Acme Corp').getByText('61,200 of 100,000 left').waitFor();
    const words = (await pane().innerText()).replaceAll('\n', ' ');
    const order = [
      'Acme Corp',
      'Ask Dana before changing DNS.',
      'SendGrid (Main)',
      '3 min ago TICKET-4711 no mails',
      '12 Oct 2025 Link copied · as jo@acme.example',
      'State activated',
      'Plan Pro 100k',
      'Credits: emails 61,200 of 100,000 left',
      'Logs in as',
      'Created 4 May 2023',
    ];
    const at = order.map((part) => words.indexOf(part));
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    // Of the provider's own start page, there is nothing to type.
    expect(words).not.toContain('Type after the name');
  });

  test('verbs to type, without numbers, and the pages that were saved for this provider', async () => {
    await open({
      fake: {
        settings: {
          savedPages: [
            { provider: 'brevo', name: 'dedicated ip', page: 'https://app.brevo.com/dedicated-ips' },
            // Typed after this customer's name, it finds the customer once more.
            { provider: 'brevo', name: 'Lab', page: 'https://app.brevo.com/lab' },
            { provider: 'sendgrid', name: 'elsewhere', page: 'https://app.sendgrid.com/x' },
          ],
        },
      },
    });
    await type(page, 'acme labs');
    const verbs = pane('About Acme Labs').getByRole('listitem');
    await verbs.first().waitFor();
    expect(await verbs.allTextContents()).toEqual([
      'automation',
      'campaigns',
      'contacts',
      'landing',
      'transactional',
      'senders',
      'sms',
      'sms-transactional',
      'dedicated ip',
    ]);
  });

  test('a note that begins with an exclamation mark is a warning', async () => {
    await open();
    const id = await idOf(page, 'Acme Corp');
    await type(page, 'acme corp');
    const note = pane().locator('.preview-note');
    await note.waitFor();
    expect(await note.getAttribute('data-warns')).toBeNull();
    await page.evaluate(
      (accountId) => window.latchkey.request('noteAccount', { accountId, note: '! Ask Kunz first' }),
      id,
    );
    await pane().getByText('Warning: Ask Kunz first').waitFor();
    expect(await note.getAttribute('data-warns')).toBe('true');
  });

  test('no customer, if none matches; and nothing at all without a connection', async () => {
    await open();
    await type(page, 'zzz');
    await pane('About the customer').getByText('No customer is selected.').waitFor();
    await open({ fake: { connections: [], accounts: 0 } });
    expect(await pane().count()).toBe(0);
    await page.keyboard.press('Control+i');
    await expect.poll(() => statusOf(page)).toBe('No customer is selected');
  });
});

describe('never another customer', () => {
  /** Watches each frame for words about another customer than the one that is highlighted. */
  const watch = (): Promise<void> =>
    page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { strangers: seen });
      const look = (): void => {
        const name = document.querySelector('.result[aria-selected="true"] .result-name')?.textContent ?? null;
        const title = document.querySelector('.preview h2');
        const region = document.querySelector('.preview')?.getAttribute('aria-label');
        if (title?.checkVisibility({ visibilityProperty: true }) && title.textContent !== name)
          seen.push(`${title.textContent} while ${name}`);
        if (name !== null && region !== `About ${name}`) seen.push(`${region} while ${name}`);
        requestAnimationFrame(look);
      };
      look();
    });
  const strangers = (): Promise<string[]> =>
    page.evaluate(() => (window as unknown as { strangers: string[] }).strangers);

  test('while the keys fly, and main answers late or out of order', async () => {
    await open();
    await type(page, 'a');
    await pane().getByRole('heading', { level: 2 }).waitFor();
    await watch();
    await page.evaluate(() => {
      let count = 0;
      window.fake.answer('getPreview', async ({ accountId }) => {
        count += 1;
        await new Promise((done) => setTimeout(done, count % 3 === 0 ? 60 : 5));
        const reason = `reason of ${accountId}`;
        const logIn = {
          rowId: 1,
          at: '2026-01-01T00:00:00.000Z',
          how: 'open',
          reason,
          target: null,
          landing: null,
          as: null,
        };
        return { ok: true, value: { logIns: [{ ...logIn, how: 'open' as const }], details: null } };
      });
    });
    for (const key of [
      'ArrowDown',
      'c',
      'ArrowDown',
      'ArrowDown',
      'm',
      'End',
      'ArrowUp',
      'Backspace',
      'Home',
      'Escape',
    ])
      await page.keyboard.press(key);
    await type(page, 'globex');
    const name = await highlighted(page);
    await pane(`About ${name}`)
      .getByText(`reason of ${await idOf(page, name ?? '')}`)
      .waitFor();
    expect(await strangers()).toEqual([]);
  });

  test('what the provider says of a customer is gone with the customer', async () => {
    await open();
    await type(page, 'acme');
    await pane().getByText('61,200 of 100,000 left').waitFor();
    await page.evaluate(() => window.fake.hold('getAccountDetails'));
    await page.keyboard.press('ArrowDown');
    await pane(`About ${await highlighted(page)}`)
      .getByRole('heading', { level: 2 })
      .waitFor();
    expect(await pane().getByText('61,200').count()).toBe(0);
    await page.evaluate(() => window.fake.release('getAccountDetails'));
  });

  test('the words of the one before cannot be seen while main does not answer', async () => {
    await open();
    await type(page, 'acme');
    const before = pane().getByRole('heading', { level: 2 });
    await before.waitFor();
    await page.evaluate(() => window.fake.hold('getPreview'));
    await page.keyboard.press('ArrowDown');
    await pane(`About ${await highlighted(page)}`).waitFor();
    await expect.poll(() => page.locator('.preview-content').isVisible()).toBe(false);
    await page.evaluate(() => window.fake.release('getPreview'));
    await before.waitFor();
  });

  test('nothing of it is drawn in the frame of a keystroke', async () => {
    await open();
    await type(page, 'a');
    await pane().getByRole('heading', { level: 2 }).waitFor();
    await page.evaluate(() => {
      const seen = { drawn: 0, tooSoon: 0 };
      Object.assign(window, { seen });
      /** A key came, and the list that it leads to is not on the screen yet. */
      let pending = false;
      document.addEventListener('keydown', () => (pending = true), true);
      const channel = new MessageChannel();
      // A frame is drawn after its callbacks, and the next task runs after that.
      channel.port1.onmessage = () => (pending = false);
      const watched = { subtree: true, childList: true, characterData: true, attributes: true };
      const list = document.querySelector('#results');
      const content = document.querySelector('.preview');
      if (!list || !content) throw new Error('there is no list, or no pane');
      new MutationObserver(() => requestAnimationFrame(() => channel.port2.postMessage(null))).observe(list, watched);
      new MutationObserver((changes) => {
        // Its own attributes say at once that it is behind.
        if (changes.every(({ target }) => target === content)) return;
        seen.drawn += 1;
        if (pending) seen.tooSoon += 1;
      }).observe(content, watched);
    });
    for (const key of ['c', 'm', 'e', 'ArrowDown', 'ArrowDown', 'Backspace', 'ArrowUp']) {
      await page.keyboard.press(key);
      await pane(`About ${await highlighted(page)}`)
        .getByRole('heading', { level: 2 })
        .waitFor();
    }
    const seen = await page.evaluate(() => (window as unknown as { seen: { drawn: number; tooSoon: number } }).seen);
    expect(seen.drawn).toBeGreaterThan(0);
    expect(seen.tooSoon).toBe(0);
  });
});

describe('what is asked for', () => {
  test('asks once, for the customer who rests, not for those passed by', async () => {
    await open({ fake: { settings: { previewPane: false } } });
    await setStates('activated');
    await type(page, 'acme');
    // In one go: on a busy machine, a row would rest between two presses.
    await searchField(page).evaluate((field) => {
      const press = (key: string, ctrlKey = false) =>
        field.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, ctrlKey, bubbles: true, cancelable: true }));
      press('i', true);
      press('ArrowDown');
      press('ArrowDown');
    });
    await pane('About Acme Traders').getByText('61,200 of 100,000 left').waitFor();
    expect(await callsOf(page, 'getAccountDetails')).toEqual([
      { accountId: await idOf(page, 'Acme Traders'), again: false },
    ]);
  });

  test('a state after 300 ms, what is only looked at after a second', () => {
    const rows = fakeAccounts(0);
    const [sendgrid, brevo] = [rowCalled(rows, 'Acme Corp'), rowCalled(rows, 'Acme Labs')];
    expect([restOf(sendgrid, appState(), true), restOf(brevo, appState(), true)]).toEqual([300, 1_000]);
  });

  test('what main has kept is shown at once, with its age, and asked for again on request', async () => {
    await open();
    await page.evaluate((details) => {
      window.fake.answer('getPreview', () => ({ ok: true, value: { logIns: [], details } }));
    }, kept);
    const traders = await idOf(page, 'Acme Traders');
    const asked = async () =>
      (await callsOf(page, 'getAccountDetails')).filter(
        (input) => (input as { accountId: string }).accountId === traders,
      );
    await type(page, 'acme traders');
    await pane().getByText('From SendGrid, 3 h ago').waitFor();
    expect(await factOf('Plan').textContent()).toBe('Premier');
    expect(await asked()).toEqual([]);
    await pane().getByRole('button', { name: 'Ask again' }).click();
    await pane().getByText('From SendGrid, just now').waitFor();
    expect(await factOf('Plan').textContent()).toBe('Pro 100k');
    expect(await asked()).toEqual([{ accountId: traders, again: true }]);
  });

  test('says why details are missing, and tries again', async () => {
    await open();
    await page.evaluate(() =>
      window.fake.answer('getAccountDetails', () => ({
        ok: false,
        problem: {
          kind: 'rate-limited',
          provider: 'SendGrid',
          retryAt: '2026-03-02T13:05:00.000Z',
          keptForLists: true,
        },
      })),
    );
    await type(page, 'acme corp');
    await pane().getByText('Latchkey asks SendGrid for no more details for now').waitFor();
    await page.evaluate(() => window.fake.answer('getAccountDetails', null));
    await pane().getByRole('button', { name: 'Try again at 14:05' }).click();
    await pane().getByText('61,200 of 100,000 left').waitFor();
  });

  test('a short button takes no room from the words of a problem', async () => {
    await open();
    await page.evaluate(() =>
      window.fake.answer('getAccountDetails', () => ({
        ok: false,
        problem: { kind: 'wrong-region', provider: 'SendGrid', otherRegion: 'European Union' },
      })),
    );
    await type(page, 'acme corp');
    const banner = pane().locator('.problem-banner');
    await banner.getByRole('button', { name: 'Connect it as well' }).waitFor();
    const [whole, words] = await Promise.all([banner.boundingBox(), banner.locator('.problem-words').boundingBox()]);
    expect(words?.width).toBeGreaterThan((whole?.width ?? 0) * 0.7);
  });

  test('says why log-ins cannot be read', async () => {
    await open();
    await page.evaluate(() =>
      window.fake.answer('getPreview', () => ({ ok: false, problem: { kind: 'directory-busy' } })),
    );
    await type(page, 'acme traders');
    await pane('About Acme Traders').getByText('Another program is using the customer directory.').waitFor();
  });

  test('asks anew when the launcher is shown again', async () => {
    await open();
    await type(page, 'acme corp');
    await pane().getByText('61,200 of 100,000 left').waitFor();
    const previews = await countOf(page, 'getPreview');
    await hide(page);
    await show(page);
    await expect.poll(() => countOf(page, 'getAccountDetails')).toBe(2);
    expect(await countOf(page, 'getPreview')).toBeGreaterThan(previews);
    await pane().getByText('61,200 of 100,000 left').waitFor();
  });

  test('without the pane, only for a state that no list has', async () => {
    await open({ fake: { settings: { previewPane: false } } });
    await setStates(null);
    await type(page, 'acme corp');
    await expect
      .poll(() => callsOf(page, 'getAccountDetails'))
      .toEqual([{ accountId: await idOf(page, 'Acme Corp'), again: false }]);
    // A Brevo list has the states.
    await page.keyboard.press('Escape');
    await type(page, 'acme labs');
    await type(page, ' ');
    await page.waitForTimeout(700);
    expect(await countOf(page, 'getAccountDetails')).toBe(1);
    expect(await countOf(page, 'getPreview')).toBe(0);
  });
});

describe('keys', () => {
  const settingsCalls = () => callsOf(page, 'changeSettings');

  test('Ctrl+I hides and shows it, and it is remembered', async () => {
    await open();
    await type(page, 'acme');
    await pane().waitFor();
    await page.keyboard.press('Control+i');
    await expect.poll(() => pane().count()).toBe(0);
    await page.keyboard.press('Control+i');
    await pane().waitFor();
    expect(await settingsCalls()).toEqual([{ previewPane: false }, { previewPane: true }]);
  });

  test('if it cannot be remembered, it comes back, and the bar says why', async () => {
    await open();
    await page.evaluate(() =>
      window.fake.answer('changeSettings', () => ({ ok: false, problem: { kind: 'disk-full' } })),
    );
    await type(page, 'acme');
    await page.keyboard.press('Control+i');
    await page.locator('.prompt-bar').getByText('The disk is full.').waitFor();
    await pane().waitFor();
  });

  test('Alt+Down and Alt+Up scroll it, and select no other customer', async () => {
    await open({ viewport: { width: 920, height: 260 } });
    await type(page, 'acme');
    const name = await highlighted(page);
    await pane(`About ${name}`).getByText('61,200 of 100,000 left').waitFor();
    const top = () => pane().evaluate((box) => box.scrollTop);
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(top).toBe(48);
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(top).toBe(0);
    expect(await highlighted(page)).toBe(name);
  });

  test('with the focus in it, letters still belong to the field, and Enter logs in', async () => {
    await open();
    await type(page, 'acme cor');
    await pane().focus();
    await page.keyboard.type('p');
    await expect.poll(() => searchField(page).inputValue()).toBe('acme corp');
    await pane('About Acme Corp').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf(page, 'logIn')).toBe(1);
  });
});

describe('a window without room for it', () => {
  const small = { viewport: { width: 720, height: 480 } };
  const zoomed = { viewport: { width: 360, height: 240 }, deviceScaleFactor: 2 };

  test.each([
    ['beside the list', small],
    ['over the list', zoomed],
  ])('Ctrl+I opens it %s, Esc closes it, and it is not remembered', async (_, options) => {
    await open(options);
    await type(page, 'acme corp');
    expect(await pane().count()).toBe(0);
    await page.keyboard.press('Control+i');
    await pane('About Acme Corp').getByText('61,200 of 100,000 left').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => pane().count()).toBe(0);
    expect(await searchField(page).inputValue()).toBe('acme corp');
    await page.keyboard.press('Control+i');
    await pane().getByRole('button', { name: 'Close preview' }).click();
    await expect.poll(() => pane().count()).toBe(0);
    await page.keyboard.press('Control+i');
    await pane().waitFor();
    await hide(page);
    await show(page);
    await expect.poll(() => pane().count()).toBe(0);
    expect(await callsOf(page, 'changeSettings')).toEqual([]);
  });
});
