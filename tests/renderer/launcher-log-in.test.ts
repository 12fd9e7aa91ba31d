import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/shared/log-in.ts';
import { accessibilityFaults } from '../helpers/axe.ts';
import { replacesSession } from '../helpers/from-main.ts';
import {
  barRead,
  callsOf,
  countOf,
  failLogIn,
  hide,
  highlighted,
  idOf,
  listRead,
  namesOf,
  saidOf,
  searchField,
  show,
  statusOf,
  type,
} from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

const open = launcherPerTest();

const suspended: Question = { kind: 'state', state: 'suspended' };
const lookalike: Question = {
  kind: 'lookalike',
  namesakes: 1,
  otherName: 'Acme Corps',
  connectionLabel: '',
  email: 'ops@acme-corp.example',
  idTail: '',
};

/** Main asks this before a log-in until it was confirmed. */
const guard = (...asked: Question[]): Promise<void> =>
  page.evaluate((all) => {
    window.fake.answer('logIn', ({ confirmed }) => {
      const questions = all.filter(({ kind }) => !confirmed.includes(kind));
      return {
        ok: true,
        value:
          questions.length > 0
            ? { result: 'ask', questions }
            : { result: 'opened', accountName: 'Acme Corp', connectionLabel: 'SendGrid (Main)', replaces: null },
      };
    });
  }, asked);

const question = () => page.getByRole('region', { name: 'Before you go on' });
const lastLogIn = async (): Promise<unknown> => (await callsOf(page, 'logIn')).at(-1);

describe('Enter', () => {
  test('logs in to the highlighted customer, and sends nothing but the id and what the row says', async () => {
    await open();
    await type(page, 'acme');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(page, 'logIn'))
      .toEqual([
        {
          accountId: await idOf(page, 'Acme Labs'),
          target: null,
          reason: '',
          confirmed: [],
          chosen: 'row',
          read: { name: 'Acme Labs', email: expect.any(String) },
        },
      ]);
  });

  test('shows that the row is working, and main hears of a repeat, which it joins', async () => {
    await open();
    await page.evaluate(() => window.fake.hold('logIn'));
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    await page.locator('[role=option][aria-busy=true]', { hasText: /Acme Corp.*Logging in…/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+1');
    const [first, ...repeats] = await callsOf(page, 'logIn');
    expect(repeats).toEqual([first, first]);
    await page.evaluate(() => window.fake.release('logIn'));
    await expect.poll(() => page.getByText('Logging in…').count()).toBe(0);
  });

  test('names the customer it works for in the bar, moves no row, and Escape cancels it', async () => {
    await open();
    await page.evaluate(() => {
      window.fake.hold('logIn');
      window.fake.answer('cancelLogIn', () => ({ ok: true, value: { result: 'cancelled', accountName: 'Acme Corp' } }));
    });
    await type(page, 'acme');
    const rowTops = () =>
      page.getByRole('option').evaluateAll((all) => all.map((row) => row.getBoundingClientRect().top));
    const before = await rowTops();
    await page.keyboard.press('Enter');
    const bar = page.getByRole('region', { name: 'Under way' });
    await expect.poll(() => bar.textContent()).toMatch(/^Logging in to Acme Corp · SendGrid \(Main\)Cancel Esc/);
    expect(await rowTops()).toEqual(before);
    await expect.poll(() => saidOf(page)).toContain('Logging in to Acme Corp · SendGrid (Main). Escape to cancel.');
    await searchField(page).fill('globex');
    await hide(page);
    await show(page);
    expect(await bar.count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => statusOf(page)).toBe('Not opened');
    expect(await bar.count()).toBe(0);
    expect(await searchField(page).inputValue()).toBe('globex');
  });

  test('on another row supersedes the one that works; a click on Cancel ends both', async () => {
    await open();
    await page.evaluate(() => window.fake.hold('logIn'));
    await type(page, 'acme');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(lastLogIn).toMatchObject({ accountId: await idOf(page, 'Acme Labs') });
    await page.getByRole('region', { name: 'Under way' }).getByText('Logging in to Acme Labs').waitFor();
    await page.getByRole('button', { name: /^Cancel/ }).click();
    await expect.poll(() => countOf(page, 'cancelLogIn')).toBe(1);
    await page.keyboard.type('x');
    expect(await searchField(page).inputValue()).toBe('acmex');
  });

  test('waits for the list when it comes before the answer to what was typed', async () => {
    await open();
    await type(page, 'globex');
    await page.evaluate(() => window.fake.hold('searchAccounts'));
    await searchField(page).fill('acme corp');
    await page.keyboard.press('Enter');
    expect(await countOf(page, 'logIn')).toBe(0);
    await page.evaluate(() => window.fake.release('searchAccounts'));
    await expect.poll(lastLogIn).toMatchObject({ accountId: await idOf(page, 'Acme Corp') });
    expect(await countOf(page, 'logIn')).toBe(1);
  });

  test('forgets a waiting Enter when more is typed', async () => {
    await open();
    await page.evaluate(() => window.fake.hold('searchAccounts'));
    await searchField(page).fill('acme corp');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' g');
    await page.evaluate(() => window.fake.release('searchAccounts'));
    await expect.poll(() => namesOf(page)).toEqual(['Acme Corp GmbH']);
    expect(await countOf(page, 'logIn')).toBe(0);
  });

  test('has no row to log in to when the search fails', async () => {
    await open();
    await type(page, 'globex');
    await page.evaluate(() =>
      window.fake.answer('searchAccounts', () => ({ ok: false, problem: { kind: 'directory-busy' } })),
    );
    await searchField(page).fill('acme');
    await page.getByText('Another program is using the customer directory.').waitFor();
    expect(await namesOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.evaluate(() => window.fake.answer('searchAccounts', null));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => highlighted(page)).toBe('Acme Corp');
    expect(await countOf(page, 'logIn')).toBe(0);
  });

  test('is not taken from a key held down', async () => {
    await open();
    await guard(replacesSession);
    await type(page, 'acme corp');
    await page.keyboard.down('Enter');
    await question().waitFor();
    // The second `down` of a key that was not released is what a keyboard repeats.
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.keyboard.press('F5');
    await expect.poll(() => countOf(page, 'syncAccounts')).toBe(1);
    expect(await countOf(page, 'logIn')).toBe(1);
  });

  test('says what was opened if the launcher stays', async () => {
    await open({ fake: { settings: { hideAfterOpening: false } } });
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    const words = 'Acme Corp is open in the browser · SendGrid (Main)';
    await expect.poll(() => page.getByRole('region', { name: 'Last log-in' }).textContent()).toBe(words);
    await expect.poll(() => saidOf(page)).toContain(`${words}.`);
  });

  test('is the same as a double click on the row; a click only selects', async () => {
    await open();
    await type(page, 'acme');
    const traders = page.getByRole('option', { name: /^Acme Traders ?,/ });
    await traders.click();
    await traders.click();
    await expect.poll(() => highlighted(page)).toBe('Acme Traders');
    expect(await countOf(page, 'logIn')).toBe(0);
    await traders.dblclick();
    await expect.poll(lastLogIn).toMatchObject({ accountId: await idOf(page, 'Acme Traders'), chosen: 'row' });
    expect(await countOf(page, 'logIn')).toBe(1);
  });
});

test('Ctrl+3 logs in to the third row', async () => {
  await open();
  await type(page, 'acme');
  await page.keyboard.press('Control+3');
  await expect.poll(lastLogIn).toMatchObject({ accountId: await idOf(page, 'Acme Traders') });
});

describe('Ctrl+Enter', () => {
  test('copies the login link instead and counts down while it is on the clipboard', async () => {
    await open();
    await type(page, 'acme corp');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => statusOf(page)).toMatch(/^Login link for Acme Corp is on the clipboard for (1:00|0:5\d)$/);
    await expect.poll(() => statusOf(page), { timeout: 4000 }).toMatch(/for 0:5[0-8]$/);
    await page.getByRole('status').getByText('Login link for Acme Corp is on the clipboard.').waitFor();
    expect(await countOf(page, 'logIn')).toBe(0);
    await page.evaluate(() => window.fake.announce('linkOnClipboard', null));
    await expect.poll(() => statusOf(page)).toBe('400 customers');
  });

  test('asks what Enter would ask', async () => {
    await open();
    await page.evaluate(() =>
      window.fake.answer('copyLoginLink', ({ confirmed }) => ({
        ok: true,
        value:
          confirmed.length > 0
            ? { result: 'copied', accountName: 'Acme Corp', expiresAt: new Date().toISOString(), replaces: null }
            : { result: 'ask', questions: [{ kind: 'state', state: 'suspended' }] },
      })),
    );
    await type(page, 'acme corp');
    await page.keyboard.press('Control+Enter');
    await question().getByText('is suspended: the login may fail.').waitFor();
    await barRead(page);
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(async () => (await callsOf(page, 'copyLoginLink')).at(-1))
      .toMatchObject({ confirmed: ['state'], chosen: 'text' });
    expect(await countOf(page, 'logIn')).toBe(0);
  });
});

describe('a guard', () => {
  test.each([
    {
      asked: replacesSession,
      words: 'Log in to Acme Corp? Globex Foods was opened 6 min ago; this replaces that session.',
    },
    { asked: lookalike, words: 'Acme Corp looks almost the same as Acme Corps. This one is ops@acme-corp.example.' },
    { asked: suspended, words: 'Acme Corp is suspended: the login may fail.' },
  ])('asks in one line, and a second Enter goes on: $asked.kind', async ({ asked, words }) => {
    await open();
    await guard(asked);
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    await expect.poll(() => question().locator('p').textContent()).toBe(words);
    await expect.poll(() => saidOf(page)).toContain(words);
    await barRead(page);
    await page.keyboard.press('Enter');
    await expect
      .poll(lastLogIn)
      .toMatchObject({ accountId: await idOf(page, 'Acme Corp'), confirmed: [asked.kind], chosen: 'text' });
    await expect.poll(() => question().count()).toBe(0);
  });

  test('is not answered before it is painted: the bar flashes instead', async () => {
    await open();
    await guard(suspended);
    await type(page, 'acme corp');
    await page.evaluate(() => {
      window.requestAnimationFrame = () => 0;
    });
    await page.keyboard.press('Enter');
    await question().waitFor();
    expect(await page.locator('.prompt-bar-flash').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.locator('.prompt-bar-flash').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: /^Log in anyway/ }).click();
    expect(await countOf(page, 'logIn')).toBe(1);
  });

  test('asks everything at once, and one Enter confirms it all', async () => {
    await open();
    await guard(suspended, replacesSession);
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => question().locator('p').textContent())
      .toContain('the login may fail. Globex Foods was opened 6 min ago');
    await barRead(page);
    await page.keyboard.press('Enter');
    await expect.poll(lastLogIn).toMatchObject({ confirmed: ['state', 'replaces-session'], chosen: 'text' });
  });

  test('is declined by Escape, by typing and by moving on', async () => {
    await open();
    await guard(suspended);
    for (const key of ['Escape', 'x', 'ArrowDown', 'Control+k']) {
      await searchField(page).fill('acme');
      await page.keyboard.press('Home');
      await expect.poll(() => highlighted(page)).toBe('Acme Corp');
      await page.keyboard.press('Enter');
      await question().waitFor();
      await page.keyboard.press(key);
      await expect.poll(() => question().count()).toBe(0);
    }
    expect((await callsOf(page, 'logIn')).every((input) => JSON.stringify(input).includes('"confirmed":[]'))).toBe(
      true,
    );
  });

  test('is gone the next time, so that Enter does not accept it', async () => {
    await open();
    await guard(suspended);
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    await question().waitFor();
    await hide(page);
    await show(page);
    expect(await question().count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf(page, 'logIn')).toBe(2);
    expect(await lastLogIn()).toMatchObject({ confirmed: [], chosen: 'text' });
  });
});

describe('if a reason is required', () => {
  const requireReason = (last: string | null, recent: readonly string[] = []): Promise<void> =>
    page.evaluate(
      (suggested) => {
        const { connections } = window.fake.state;
        window.fake.change({ connections: connections.map((one) => ({ ...one, reasonRequired: true })) });
        window.fake.answer('suggestReasons', () => ({ ok: true, value: suggested }));
      },
      { last, recent },
    );
  const field = () => page.getByLabel('Ticket or reason for Acme Corp');
  const reasons = () => page.getByRole('listbox', { name: 'Last reasons' }).getByRole('option');
  const chosen = () => reasons().and(page.locator('[aria-selected=true]')).allTextContents();
  /** Presses Enter on the customer, and waits until the field can be answered. */
  const ask = async (): Promise<void> => {
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    await field().waitFor();
    await barRead(page);
  };

  test('asks for it in one line, and suggests the last one of this customer', async () => {
    await open();
    await requireReason('ZD-48211');
    await ask();
    expect(await field().inputValue()).toBe('ZD-48211');
    await page.keyboard.type('ZD-50000');
    await page.keyboard.press('Enter');
    await expect.poll(lastLogIn).toMatchObject({ reason: 'ZD-50000' });
  });

  test('offers the last five: Up chooses the newest first, Down goes back, and Enter gives it', async () => {
    await open();
    await requireReason(null, ['ZD-5', 'ZD-4', 'ZD-3', 'ZD-2', 'ZD-1']);
    await ask();
    await expect.poll(() => reasons().allTextContents()).toEqual(['ZD-5', 'ZD-4', 'ZD-3', 'ZD-2', 'ZD-1']);
    expect(await field().inputValue()).toBe('');
    const seen: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
      await page.keyboard.press(key);
      seen.push(await field().inputValue());
      expect(await chosen()).toEqual([seen.at(-1)]);
    }
    expect(seen).toEqual(['ZD-5', 'ZD-4', 'ZD-5', 'ZD-1', 'ZD-5', 'ZD-4']);
    await page.keyboard.press('Enter');
    await expect.poll(lastLogIn).toMatchObject({ reason: 'ZD-4' });
  });

  test('takes one with a click, and it can still be changed', async () => {
    await open();
    await requireReason(null, ['ZD-5', 'ZD-4']);
    await ask();
    await reasons().nth(1).click();
    await page.keyboard.press('End');
    await page.keyboard.type('2');
    expect(await chosen()).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(lastLogIn).toMatchObject({ reason: 'ZD-42' });
  });

  test('is not given by the Enter that raised the prompt, however long it is held', async () => {
    await open();
    await requireReason('ZD-48211');
    await type(page, 'acme corp');
    await page.keyboard.down('Enter');
    await expect.poll(() => field().evaluate((input) => input === document.activeElement)).toBe(true);
    // The second `down` of a key that was not released is what a keyboard repeats.
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await expect.poll(() => field().inputValue()).toBe('ZD-48211');
    expect(await countOf(page, 'logIn')).toBe(1);
    await barRead(page);
    await page.keyboard.press('Enter');
    await expect.poll(lastLogIn).toMatchObject({ reason: 'ZD-48211' });
  });

  test('takes no empty one, and says why', async () => {
    await open();
    await requireReason(null);
    await ask();
    await field().fill('   ');
    await page.keyboard.press('Enter');
    await expect.poll(() => statusOf(page)).toBe('Type a ticket or a reason first');
    await expect.poll(() => saidOf(page)).toContain('Type a ticket or a reason first');
    await page.keyboard.press('Escape');
    expect(await countOf(page, 'logIn')).toBe(1);
    await page.keyboard.type('!');
    expect(await searchField(page).inputValue()).toBe('acme corp!');
  });
});

test("asks for the admin's email once, keeps it with the connection and goes on", async () => {
  await open();
  await type(page, 'brevo admin');
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Your email address as admin, asked once');
  await field.fill('not an address');
  await page.keyboard.press('Enter');
  expect(await countOf(page, 'changeConnection')).toBe(0);
  await field.fill('dana@agency.example');
  await barRead(page);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => callsOf(page, 'changeConnection'))
    .toEqual([{ connectionId: 'brevo0001', change: { adminEmail: 'dana@agency.example' } }]);
  await expect.poll(() => countOf(page, 'logIn')).toBe(2);
});

test("suggests the admin's email that the provider gave with the key, and Enter accepts it", async () => {
  await open();
  await page.evaluate(() => {
    const { connections } = window.fake.state;
    window.fake.change({
      connections: connections.map((one) => ({ ...one, suggestedAdminEmail: `dana@${one.provider}.example` })),
    });
  });
  await type(page, 'brevo admin');
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Your email address as admin, asked once');
  await expect.poll(() => field.inputValue()).toBe('dana@brevo.example');
  await barRead(page);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => callsOf(page, 'changeConnection'))
    .toEqual([{ connectionId: 'brevo0001', change: { adminEmail: 'dana@brevo.example' } }]);
});

describe('a failure', () => {
  test('stays with its sentence, and Enter does the one next thing', async () => {
    await open();
    await failLogIn(page, { kind: 'key-rejected', connectionId: 'sendgrid1', provider: 'SendGrid' });
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    await page.getByText('SendGrid does not accept this key.').first().waitFor();
    await expect.poll(() => saidOf(page)).toContain('Acme Corp: SendGrid does not accept this key.');
    await barRead(page);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(page, 'openSettings'))
      .toEqual([{ section: 'connections', connection: { connectionId: 'sendgrid1', replaceKey: true } }]);
    expect(await countOf(page, 'logIn')).toBe(1);
  });

  test('that passes is tried again with Enter', async () => {
    await open();
    await failLogIn(page, { kind: 'timeout', connectionId: 'sendgrid1', provider: 'SendGrid', afterSeconds: 15 });
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    await barRead(page);
    await page.evaluate(() => window.fake.answer('logIn', null));
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf(page, 'logIn')).toBe(2);
    await expect.poll(() => page.getByRole('button', { name: /Try again/ }).count()).toBe(0);
  });

  test('opens the page where an IP is authorised, of that provider', async () => {
    await open();
    await failLogIn(page, { kind: 'ip-not-authorised', connectionId: 'brevo0001', provider: 'Brevo' });
    await type(page, 'acme labs');
    await page.keyboard.press('Enter');
    await barRead(page);
    await page.getByRole('button', { name: /Authorise this IP at Brevo/ }).click();
    await expect.poll(() => callsOf(page, 'openProviderPage')).toEqual([{ provider: 'brevo', page: 'allowed-ips' }]);
  });

  test('goes away with Escape, and the text stays', async () => {
    await open();
    await failLogIn(page, { kind: 'offline' });
    await type(page, 'acme corp');
    await page.keyboard.press('Enter');
    await page.getByText('This machine is offline.').first().waitFor();
    await barRead(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.problem-banner').count()).toBe(0);
    expect(await searchField(page).inputValue()).toBe('acme corp');
  });

  test('of one row does not block another', async () => {
    await open();
    await failLogIn(page, { kind: 'account-gone', connectionId: 'sendgrid1', provider: 'SendGrid' });
    await type(page, 'acme');
    await page.keyboard.press('Enter');
    await page.locator('.problem-banner').waitFor();
    await page.evaluate(() => window.fake.answer('logIn', null));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(lastLogIn).toMatchObject({ accountId: await idOf(page, 'Acme Labs') });
    expect(await countOf(page, 'syncAccounts')).toBe(0);
  });
});

test('a log-in that the provider refuses for a while is counted down, and the user can ask for a reminder', async () => {
  await open();
  const at = await page.evaluate(() => new Date(Date.now() + 90_000).toISOString());
  await failLogIn(page, { kind: 'rate-limited', connectionId: 'brevo0001', provider: 'Brevo', retryAt: at });
  await type(page, 'acme corp');
  await page.keyboard.press('Enter');
  const bar = page.locator('.prompt-bar');
  await bar.getByText(/^Acme Corp: Brevo takes no log-ins for now\. Log in again in 1:\d\d\.$/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await barRead(page);
  await page.keyboard.press('Enter');
  await bar.getByText(/Latchkey tells you in/).waitFor();
  expect(await callsOf(page, 'remindOfLogIn')).toEqual([{ accountId: await idOf(page, 'Acme Corp'), at }]);
  expect(await bar.getByRole('button').allTextContents()).toEqual(['']);
  expect(await countOf(page, 'logIn')).toBe(1);
});

describe('a deep link', () => {
  test('puts its customer first and highlights it; nothing happens before Enter', async () => {
    await open();
    const accountId = await idOf(page, 'Kestrel Books');
    await hide(page);
    await show(page, { text: 'k', select: accountId, from: 'deep-link' });
    await expect.poll(() => highlighted(page)).toBe('Kestrel Books');
    expect((await namesOf(page))[0]).toBe('Kestrel Books');
    expect(await countOf(page, 'logIn')).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.status-bar-text').textContent()).toContain('A link chose this customer');
    await listRead(page);
    expect(await countOf(page, 'logIn')).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(lastLogIn).toMatchObject({ accountId });
  });

  test('without a text is found by its id', async () => {
    await open();
    const accountId = await idOf(page, 'Kestrel Books');
    await show(page, { select: accountId, from: 'tray' });
    await expect.poll(() => highlighted(page)).toBe('Kestrel Books');
  });

  test.each(['deep-link', 'clipboard'] as const)('that names no customer highlights none: %s', async (from) => {
    await open();
    await show(page, { text: 'acme', from });
    await expect.poll(async () => (await namesOf(page)).length).toBeGreaterThan(1);
    expect(await highlighted(page)).toBeNull();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    expect(await highlighted(page)).toBe('Acme Corp');
    expect(await countOf(page, 'logIn')).toBe(0);
  });

  test('to a customer that is not in the list highlights none', async () => {
    await open();
    await show(page, { text: 'acme', select: 'sendgrid1/unknown', from: 'deep-link' });
    await expect.poll(async () => (await namesOf(page)).length).toBeGreaterThan(1);
    expect(await highlighted(page)).toBeNull();
  });
});
