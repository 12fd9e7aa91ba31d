import { describe, expect, test } from 'vitest';
import type { AccountRow } from '../../src/shared/account.ts';
import type { Evidence } from '../../src/shared/ticket-text.ts';
import { type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';
import { lengthenWords } from '../helpers/longer-words.ts';

// The room of a row: what tells its customer from others is cut after everything else, and nothing is cut beside empty room.

const open = launcherPerTest();

const plan = 'pro (1,500,000 emails a month)';
const email = 'marketing@zeta-mcallister-accountants.example';

/** Gives the first accounts these facts, and lists them. */
async function list(...rows: readonly Partial<AccountRow>[]): Promise<void> {
  await page.evaluate((given) => {
    const plain = { tags: [], note: '', pinned: false, lastLogInAt: null, connectionId: 'sendgrid1' };
    window.fake.accounts = window.fake.accounts
      .slice(0, given.length)
      .map((row, i) => ({ ...row, ...plain, ...given[i] }));
  }, rows);
  await type(page, 'zeta');
}

/** Which texts of these are cut, by an ellipsis or without one. */
const cut = (selector: string): Promise<string[]> =>
  page
    .locator(`.result :is(${selector})`)
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent ?? ''));

/** The tags that are seen. */
const tagsSeen = (): Promise<string[]> =>
  page.locator('.result .badge-tag').evaluateAll((all) =>
    all
      .filter((tag) => {
        const box = tag.closest('.result-facts')?.getBoundingClientRect();
        const { top, left } = tag.getBoundingClientRect();
        return box && top < box.bottom && left >= box.left;
      })
      .map((tag) => (tag.textContent ?? '').replace(/^, /, '')),
  );

test('beside the preview, tags leave before the name, the email or the connection is cut', async () => {
  await open();
  await list(
    { name: 'Zeta & McAllister', email: 'office@zeta-mcallister.example', tags: ['Franchise of the north', 'premier'] },
    { name: 'Zeta Ceramiche Italiane', email: '', domain: '', idTail: '142394', tags: ['Germany'] },
  );
  await page.getByRole('region', { name: 'About Zeta & McAllister' }).waitFor();
  expect(await cut('.result-name, .result-tail, .result-where, .result-label, .badge')).toEqual([]);
  expect(await tagsSeen()).toEqual(['Germany']);
});

test('all tags are seen where there is room', async () => {
  await open();
  await list({ name: 'Zeta & McAllister', email: 'office@zeta-mcallister.example', tags: ['Franchise', 'premier'] });
  await page.keyboard.press('Control+i');
  await page.locator('.preview').waitFor({ state: 'detached' });
  expect(await cut('.result-name, .result-where, .result-label, .badge')).toEqual([]);
  expect(await tagsSeen()).toEqual(['Franchise', 'premier']);
});

test('a plan is shown by its name, and the whole of it is its title', async () => {
  await open();
  await list({ name: 'Zeta Corp', email: 'office@zeta.example', tags: [plan, 'Gold (EU)'] });
  expect(await tagsSeen()).toEqual(['pro', 'Gold (EU)']);
  expect(await page.locator('.badge-tag').first().getAttribute('title')).toBe(plan);
});

test('the tag in which the letters were found stays when the others have no room', async () => {
  await open();
  const match = { field: 'tag', text: 'Zeta partner', ranges: [[0, 4]] } as const;
  await page.evaluate(
    ([facts]) => {
      const rows = window.fake.accounts.slice(0, 1).map((row) => ({ ...row, ...facts }));
      window.fake.answer('searchAccounts', ({ text }) => ({ ok: true, value: { text, rows, target: null, total: 9 } }));
    },
    [{ name: 'The McAllisters', email, tags: ['Franchise', 'Zeta partner'], match }] as const,
  );
  await type(page, 'zeta');
  expect(await tagsSeen()).toEqual(['Zeta partner']);
  expect(await cut('.result-name, .badge')).toEqual([]);
});

test('the room of the times is that of the words, if no row has a time', async () => {
  await open();
  const where = () =>
    page
      .locator('.result-where')
      .first()
      .evaluate((one) => one.getBoundingClientRect().width);
  const long = { name: 'Zeta & McAllister Accountants of the North', email };
  await list(long, { name: 'Zeta', lastLogInAt: new Date().toISOString() });
  const dated = await where();
  await page.evaluate(() => {
    window.fake.accounts = window.fake.accounts.map((row) => ({ ...row, lastLogInAt: null }));
    window.fake.announce('accountsChanged', { connectionId: 'sendgrid1' });
  });
  await expect.poll(where).toBeGreaterThan(dated + 60);
});

test.each([
  ['beside the preview', { width: 920, height: 480 }],
  ['in a narrow launcher', { width: 720, height: 480 }],
  ['at 200 %', { width: 460, height: 240 }],
  ['at 200 % in a narrow launcher', { width: 360, height: 240 }],
])('what a row was found by has a line of its own, and cuts no name, %s', async (_, size) => {
  await open({ viewport: size });
  const facts = [
    { name: 'Zeta Shipping', email: 'info@zeta-shipping.example', domain: 'zeta-shipping.example' },
    { name: 'Zeta and McAllister GmbH', idTail: '67962a', email: 'office@zeta-mcallister.example' },
  ];
  const evidence: readonly Evidence[] = [
    { by: 'email', text: 'info@zeta-shipping.example' },
    { by: 'longer-name', text: 'Zeta and McAllister GmbH' },
  ];
  await page.evaluate(
    ([given, found]) => {
      const rows = window.fake.accounts.slice(0, given.length).map((row, i) => ({ ...row, ...given[i] }));
      const byId = Object.fromEntries(rows.flatMap((row, i) => (found[i] ? [[row.accountId, found[i]]] : [])));
      window.fake.answer('searchAccounts', ({ text }) => ({
        ok: true,
        value: { text, rows, target: null, total: 400, ticket: { evidence: byId, isAll: true } },
      }));
    },
    [facts, evidence] as const,
  );
  await type(page, 'zeta');
  expect(await page.locator('.result-found').count()).toBe(2);
  expect(await cut('.result-name, .result-tail, .result-found, .result-label')).toEqual([]);
  const overlaps = await page
    .locator('.result')
    .evaluateAll((all) => all.filter((row) => row.scrollHeight > row.clientHeight).length);
  expect(overlaps).toBe(0);
});

test.each([
  ['wide letters', ['BREVO AGENCY MMMMMMMMMM WWWW', 'SendGrid']],
  [
    'what differs in the middle',
    ['Brevo (Agency of the South, first part)', 'Brevo (Agency of the North, first part)'],
  ],
])('labels of connections with %s are whole in their column', async (_, labels) => {
  await open();
  await page.evaluate((given) => {
    window.fake.change({
      connections: window.fake.state.connections.map((one, i) => ({ ...one, label: given[i] ?? one.label })),
    });
  }, labels);
  await list({ name: 'Zeta Corp' }, { name: 'Zeta Labs', connectionId: 'brevo0001' });
  expect(await cut('.result-label')).toEqual([]);
  const shown = await page.locator('.result-label').allTextContents();
  expect(new Set(shown).size).toBe(2);
});

const narrow = [
  { width: 720, height: 480 },
  { width: 480, height: 320 },
  { width: 460, height: 240 },
  { width: 360, height: 240 },
];

describe.each(narrow)('where Enter leads cuts neither the customer nor the connection, at $width px', (viewport) => {
  test.each([
    ['a user', 'zeta as:jo@a-very-long-domain-of-a-customer.example'],
    ['a page', 'zeta https://app.brevo.com/contact/list/id/12345/some/long/page'],
    ['both', 'zeta https://app.brevo.com/senders as:jo@a-very-long-domain-of-a-customer.example'],
    ['a target', 'zeta senders'],
  ])('%s', async (_, text) => {
    await open({ viewport });
    const north = 'Brevo (Agency of the North)';
    const labels = [north, north.replace('North', 'South')];
    await page.evaluate((given) => {
      const [sendgrid, brevo] = window.fake.state.connections;
      if (!sendgrid || !brevo) throw new Error('two connections');
      const facts = {
        name: 'Zeta Labs',
        idTail: '700003',
        showsConnection: true,
        lastLogInAt: null,
        note: '',
        state: null,
      };
      const connections = [brevo, { ...sendgrid, provider: 'brevo' }];
      window.fake.change({ connections: connections.map((one, i) => ({ ...one, label: given[i] ?? '' })) });
      const rows = window.fake.accounts.slice(0, 2).map((row, i) => ({
        ...row,
        ...facts,
        connectionId: connections[i]?.connectionId ?? '',
        pinned: i === 1,
      }));
      window.fake.answer('searchAccounts', ({ text: typed }) => ({
        ok: true,
        value: { text: typed, rows, target: typed.endsWith('senders') ? 'senders' : null, total: 9 },
      }));
    }, labels);
    await type(page, text);
    await expect.poll(() => page.locator('.result[data-landing]').count()).toBe(2);
    const shown = await page.locator('.result-label').allInnerTexts();
    expect(new Set(shown).size).toBe(2);
    expect(shown.map((label) => label.slice(-6))).toEqual(labels.map((label) => label.slice(-6)));
    expect(await cut('.result-name, .result-tail, .result-label')).toEqual([]);
    const outside = await page
      .locator('.result')
      .evaluateAll((all) => all.filter((row) => row.scrollHeight > row.clientHeight).length);
    expect(outside).toBe(0);
  });
});

describe.each([
  ['in English', async () => {}],
  ['in longer words', () => lengthenWords(page)],
])('a long sentence of the status bar is whole, %s', (_, lengthen) => {
  test.each(narrow)('at $width px', async (viewport) => {
    await open({ viewport });
    await list({ name: 'Zeta Labs' });
    const problem = {
      kind: 'list-short',
      provider: 'Brevo',
      connectionId: 'brevo0001',
      listed: 4,
      customers: 10,
      retryAt: '2026-03-02T12:10:00.000Z',
    } as const;
    await page.evaluate((why) => window.fake.answer('syncAccounts', () => ({ ok: false, problem: why })), problem);
    await lengthen();
    await page.keyboard.press('F5');
    const words = page.locator('.status-bar-text > span').first();
    await expect.poll(() => words.textContent()).toMatch(/4 .* 10 .*\d:10/);
    expect(await words.evaluate((one) => one.scrollHeight <= one.clientHeight)).toBe(true);
    const bar = await page.locator('.status-bar').boundingBox();
    expect(bar && bar.y + bar.height).toBeLessThanOrEqual(viewport.height);
    expect(await cut('.result-name')).toEqual([]);
  });
});

const house = 'The Zeta Holding Company for Mail and Marketing of the whole of the North';

test.each([
  ['beside the preview', { width: 920, height: 480 }],
  ['in a narrow launcher', { width: 720, height: 480 }],
  ['at 200 %', { width: 460, height: 240 }],
  ['at 200 % in a narrow launcher', { width: 360, height: 240 }],
])('long names that begin alike keep the word that differs, with its marks, %s', async (_, size) => {
  await open({ viewport: size });
  const towns = ['Berlin', 'Munich', 'Potsdam'];
  await list(...towns.map((town) => ({ name: `${house} ${town}`, idTail: '142394', lastLogInAt: null })));
  const seen = () =>
    page.locator('.result-name-end').evaluateAll((all) =>
      all.map((end) => {
        const letters = document.createRange();
        letters.selectNodeContents(end);
        const [text, room] = [letters.getBoundingClientRect(), end.getBoundingClientRect()];
        const row = end.closest('.result-words')?.getBoundingClientRect();
        const isWhole =
          end.scrollWidth <= end.clientWidth &&
          text.right <= room.right + 0.01 &&
          row !== undefined &&
          room.right <= row.right + 0.5;
        return isWhole ? end.textContent?.trim() : `cut: ${end.textContent}`;
      }),
    );
  expect((await seen()).toSorted()).toEqual(towns);
  await page.evaluate((start) => {
    const ranges = [
      [4, 8],
      [start, start + 3],
    ] as const;
    const rows = window.fake.accounts.map((row) => ({
      ...row,
      match: { field: 'name', text: row.name, ranges } as const,
    }));
    window.fake.answer('searchAccounts', ({ text }) => ({ ok: true, value: { text, rows, target: null, total: 9 } }));
  }, house.length + 1);
  await type(page, 'zeta ber');
  const marks = page.locator('.result', { hasText: 'Berlin' }).locator('.result-name mark');
  expect(await marks.allTextContents()).toEqual(['Zeta', 'Ber']);
  const option = page.getByRole('option', { name: `${house} Berlin` });
  expect(await option.count()).toBe(1);
});

test('a long name in a script that is written to the left is cut at its end', async () => {
  await open({ viewport: { width: 460, height: 240 } });
  await list({ name: 'شركة زيتا القابضة للبريد والتسويق في الشمال كله وفي الجنوب كله Zeta' });
  const name = page.locator('.result-name').first();
  expect(await name.evaluate((one) => getComputedStyle(one).direction)).toBe('rtl');
  const isFirstLetterSeen = await name.evaluate((one) => {
    const letter = document.createRange();
    letter.setStart(one.firstChild as Text, 0);
    letter.setEnd(one.firstChild as Text, 1);
    return letter.getBoundingClientRect().right <= one.getBoundingClientRect().right + 0.5;
  });
  expect(isFirstLetterSeen).toBe(true);
});
