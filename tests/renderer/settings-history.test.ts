import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { everything, filterOf } from '../../src/renderer/settings/history/HistoryFilters.tsx';
import { accessibilityFaults } from '../helpers/axe.ts';
import { choose } from '../helpers/choose.ts';
import { answer, callsOf, failing, ledgerRows, openSection, working } from '../helpers/settings-driver.ts';
import { windowHarness } from '../helpers/window-harness.ts';

const harness = windowHarness();

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search the history' });
const button = (page: Page, name: string) => page.getByRole('button', { name });
const cells = (page: Page, row: number): Promise<string[]> =>
  page.locator('.ledger tbody tr').nth(row).locator('td').allTextContents();

async function open(
  value: unknown = { rows: ledgerRows(412, 3), more: false, intact: true, mismatches: [] },
): Promise<Page> {
  const page = await harness.open('settings');
  await answer(page, 'searchLedger', value);
  await page.locator('#tab-history').click();
  await page.locator('.integrities').waitFor();
  return page;
}

describe('the history', () => {
  test('shows when, who, which customer, connection, where to, why and the outcome of each log-in', async () => {
    const page = await open();
    expect(await cells(page, 0)).toEqual([
      '2 Mar 2026, 13:40maria',
      'Customer 412 Brevo Agency',
      '#48211Email campaigns',
      'Opened',
      '',
    ]);
  });

  test('leads to a customer in the launcher, and says so if there is none any more', async () => {
    const page = await open();
    const [row] = ledgerRows(412, 1);
    await button(page, 'Select Customer 412 in the launcher').click();
    await expect.poll(() => callsOf(page, 'selectInLauncher')).toEqual([{ accountId: row?.accountId }]);
    await failing(page, 'selectInLauncher', { kind: 'account-unknown' });
    await button(page, 'Select Customer 412 in the launcher').click();
    await page.locator('.problem-banner').waitFor();
  });

  test('knows a connection that has another label since, and leads nowhere if it was removed', async () => {
    const [renamed, removed] = ledgerRows(412, 2);
    const page = await open({
      rows: [
        { ...renamed, connectionLabel: 'An earlier label' },
        { ...removed, accountId: 'gone0001/1' },
      ],
      more: false,
      intact: true,
      mismatches: [],
    });
    await expect.poll(() => button(page, 'Select Customer 412 in the launcher').count()).toBe(1);
    expect(await button(page, 'Select Customer 411 in the launcher').count()).toBe(0);
    const tones = page.locator('.ledger .connection-dot');
    expect(await tones.evaluateAll((dots) => dots.map((dot) => dot.getAttribute('data-tone')))).toEqual([
      'green',
      'grey',
    ]);
  });

  test('is narrowed to one customer, a period and an outcome, and widened again', async () => {
    const page = await open();
    const [row] = ledgerRows(412, 1);
    const last = async () => (await callsOf(page, 'searchLedger')).at(-1);
    await button(page, 'Only log-ins of Customer 412').click();
    await expect.poll(last).toEqual({ text: '', beforeRowId: null, filter: { accountId: row?.accountId } });
    await choose(page.getByRole('combobox', { name: 'Outcome' }), 'Failed');
    await expect
      .poll(last)
      .toEqual({ text: '', beforeRowId: null, filter: { outcome: 'failed', accountId: row?.accountId } });
    await button(page, 'Only Customer 412: show all customers').click();
    await expect.poll(last).toEqual({ text: '', beforeRowId: null, filter: { outcome: 'failed' } });
    await answer(page, 'searchLedger', { rows: [], more: false, intact: true, mismatches: [] });
    await choose(page.getByRole('combobox', { name: 'Period' }), 'Last 7 days');
    await page.getByText('No log-in of this kind. Choose another period or outcome.').waitFor();
  });

  describe('by day', () => {
    const day = (date: number, count: number) => ({
      since: new Date(2026, 2, date).toISOString(),
      until: new Date(2026, 2, date + 1).toISOString(),
      count,
    });
    const days = [day(1, 4), day(2, 0), day(3, 1)];
    const last = async (page: Page) => (await callsOf(page, 'searchLedger')).at(-1);

    async function openWithDays(counted = days): Promise<Page> {
      const page = await harness.open('settings');
      await answer(page, 'searchLedger', { rows: ledgerRows(412, 3), more: false, intact: true, mismatches: [] });
      await answer(page, 'countLogIns', counted);
      await page.locator('#tab-history').click();
      await page.locator('.integrities').waitFor();
      return page;
    }

    test('shows how many each had, says so in a sentence, and leads to one by click and by keys', async () => {
      const page = await openWithDays();
      const bars = page.getByRole('toolbar', { name: 'Log-ins per day: 5 log-ins in 3 days' });
      await bars.waitFor();
      expect(await bars.getByRole('button').count()).toBe(2);
      await bars.getByRole('button', { name: '4 log-ins on 1 Mar 2026' }).click();
      const first = { text: '', beforeRowId: null, filter: { since: days[0]?.since, until: days[0]?.until } };
      await expect.poll(() => last(page)).toEqual(first);
      expect(await bars.getByRole('button', { pressed: true }).count()).toBe(1);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => last(page))
        .toEqual({ ...first, filter: { since: days[2]?.since, until: days[2]?.until } });
      // The bars themselves count on, whatever day is chosen.
      expect(await callsOf(page, 'countLogIns')).toEqual([{ text: '' }]);
      expect(await accessibilityFaults(page)).toEqual([]);
      await button(page, 'Only 3 Mar 2026: show all days').click();
      await expect.poll(() => last(page)).toEqual({ text: '', beforeRowId: null });
    });

    test('goes on with a chosen outcome, and ends when a period is chosen or the day is pressed again', async () => {
      const page = await openWithDays();
      const bar = page.getByRole('button', { name: '1 log-in on 3 Mar 2026' });
      await bar.click();
      await choose(page.getByRole('combobox', { name: 'Outcome' }), 'Opened');
      await expect
        .poll(() => last(page))
        .toMatchObject({ filter: { outcome: 'opened', since: days[2]?.since, until: days[2]?.until } });
      expect((await callsOf(page, 'countLogIns')).at(-1)).toEqual({ text: '', filter: { outcome: 'opened' } });
      await bar.click();
      await expect.poll(() => last(page)).toEqual({ text: '', beforeRowId: null, filter: { outcome: 'opened' } });
      await bar.click();
      await choose(page.getByRole('combobox', { name: 'Period' }), 'Today');
      expect(await page.getByRole('button', { name: /show all days/ }).count()).toBe(0);
    });

    test('is not there if none of the days had a log-in', async () => {
      const page = await openWithDays([day(1, 0), day(2, 0)]);
      await expect.poll(() => callsOf(page, 'countLogIns')).toHaveLength(1);
      expect(await page.getByRole('toolbar').count()).toBe(0);
    });
  });

  test('can be selected and copied', async () => {
    const page = await open();
    await page.locator('.ledger-reason').first().selectText();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('#48211');
    const select = await page
      .locator('.ledger td')
      .first()
      .evaluate((cell) => getComputedStyle(cell).userSelect);
    expect(select).toBe('text');
  });

  test('begins its periods at midnight of this machine', () => {
    const now = new Date(2026, 2, 29, 13, 5).getTime();
    const since = (period: 'any' | 'today' | 'week' | 'month') => filterOf({ ...everything, period }, now).since;
    expect(since('any')).toBeUndefined();
    expect(since('today')).toBe(new Date(2026, 2, 29).toISOString());
    expect(since('week')).toBe(new Date(2026, 2, 23).toISOString());
    expect(since('month')).toBe(new Date(2026, 1, 28).toISOString());
  });

  test('tells the outcomes apart, and names the problem of a failed one', async () => {
    const [first, second, third, fourth, fifth, sixth] = ledgerRows(9, 6);
    const page = await open({
      rows: [
        { ...first, outcome: 'failed', problemKind: 'rate-limited' },
        { ...second, outcome: 'unknown' },
        { ...third, outcome: 'copied', how: 'copy' },
        { ...fourth, outcome: 'started' },
        { ...fifth, outcome: 'cancelled' },
        { ...sixth, outcome: 'superseded' },
      ],
      more: false,
      intact: true,
      mismatches: [],
    });
    const outcomes = page.locator('.ledger [data-outcome]');
    expect(await outcomes.allTextContents()).toEqual([
      'Failed: rate limited',
      'Unknown',
      'Link copied',
      'Under way',
      'Cancelled',
      'Superseded by another log-in',
    ]);
  });

  test('shows a hostile name as text', async () => {
    const [row] = ledgerRows(1, 1);
    const accountName = '<img src=x onerror="document.title=1">';
    const page = await open({ rows: [{ ...row, accountName }], more: false, intact: true, mismatches: [] });
    await page.getByText(accountName).waitFor();
  });

  test('searches as one types', async () => {
    const page = await open();
    await answer(page, 'searchLedger', { rows: [], more: false, intact: true, mismatches: [] });
    await search(page).fill('acme');
    await page.getByText('Nothing matches “acme”.').waitFor();
    expect((await callsOf(page, 'searchLedger')).at(-1)).toEqual({ text: 'acme', beforeRowId: null });
  });

  test('drops the answer to an older text', async () => {
    const page = await open();
    await page.evaluate(
      (late) => {
        const slow = Promise.withResolvers<null>();
        Object.assign(window, { answerLate: () => slow.resolve(null) });
        window.fake.answer('searchLedger', async ({ text }) => {
          if (text === 'old') await slow.promise;
          return { ok: true, value: { rows: text === 'old' ? late : [], more: false, intact: true, mismatches: [] } };
        });
      },
      ledgerRows(5, 5),
    );
    await search(page).fill('old');
    await expect.poll(async () => JSON.stringify((await callsOf(page, 'searchLedger')).at(-1))).toContain('old');
    await search(page).fill('new');
    await page.getByText('Nothing matches “new”.').waitFor();
    await page.evaluate(() => (window as unknown as { answerLate: () => void }).answerLate());
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    await page.getByText('Nothing matches “new”.').waitFor();
  });

  test('goes on to older rows from the last one shown, and keeps the focus where it was', async () => {
    const page = await open({ rows: ledgerRows(412, 3), more: true, intact: true, mismatches: [] });
    await answer(page, 'searchLedger', { rows: ledgerRows(409, 2), more: true, intact: true, mismatches: [] });
    await button(page, 'Show older').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.ledger tbody tr').count()).toBe(5);
    expect((await callsOf(page, 'searchLedger')).at(-1)).toEqual({ text: '', beforeRowId: 410 });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Show older');
  });

  test('says what the check of the seals found, and no more', async () => {
    await (await open()).getByText('Every row fits its seal').waitFor();
    const broken = await open({ rows: ledgerRows(3, 3), more: false, intact: false, mismatches: [] });
    await broken.getByText('This history does not fit its seals.').waitFor();
    const found = { rows: ledgerRows(3, 3), more: false, intact: true };
    const older = await open({ ...found, mismatches: [{ foundAt: '2026-11-21T12:00:00.000Z' }] });
    await older.getByText(/On .*2026.*, this history did not end where it had ended before\./).waitFor();
    await older.getByText('Every row fits its seal').waitFor();
  });

  test('says that it is empty', async () => {
    await (await open({ rows: [], more: false, intact: true, mismatches: [] }))
      .getByText('No log-ins from this computer')
      .waitFor();
  });

  test('reads again when the window gets the focus: a log-in may have been added', async () => {
    const page = await open();
    await answer(page, 'searchLedger', { rows: ledgerRows(413, 4), more: false, intact: true, mismatches: [] });
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByText('Customer 413').waitFor();
  });

  test('keeps the older rows that were shown when it is read again', async () => {
    const page = await open({ rows: ledgerRows(412, 3), more: true, intact: true, mismatches: [] });
    await answer(page, 'searchLedger', { rows: ledgerRows(409, 2), more: false, intact: true, mismatches: [] });
    await button(page, 'Show older').click();
    await page.getByText('Customer 408').waitFor();
    await answer(page, 'searchLedger', { rows: ledgerRows(413, 3), more: true, intact: true, mismatches: [] });
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByText('Customer 413').waitFor();
    expect(await page.locator('.ledger-customer').allTextContents()).toEqual(
      [413, 412, 411, 410, 409, 408].map((row) => `Customer ${row}`),
    );
    expect(await button(page, 'Show older').count()).toBe(0);
  });

  test('says why it cannot be read, and tries again', async () => {
    const page = await harness.open('settings');
    await failing(page, 'searchLedger', { kind: 'directory-busy' });
    await page.locator('#tab-history').click();
    await page.getByRole('alert').filter({ hasText: 'Another program is using' }).waitFor();
    await working(page, 'searchLedger');
    await page.getByRole('alert').getByRole('button').click();
    await page.getByText('No log-ins from this computer').waitFor();
  });

  test('is exported as a file, unless the user chose none', async () => {
    const page = await openSection(harness, 'history');
    await button(page, 'Export as CSV…').click();
    expect(await page.getByText('Exported').count()).toBe(0);
    await answer(page, 'exportLedger', { rows: 1204 });
    await button(page, 'Export as CSV…').click();
    await page.getByText('Exported 1,204 rows.').waitFor();
    await failing(page, 'exportLedger', { kind: 'disk-full' });
    await button(page, 'Export as CSV…').click();
    await page.getByRole('alert').filter({ hasText: 'The disk is full.' }).waitFor();
  });
});
