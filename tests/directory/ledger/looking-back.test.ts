import { describe, expect, test } from 'vitest';
import { connectionId, id, logIn, tempDirectory } from '../../helpers/temp-directory.ts';

const later = Date.parse('2026-11-21T13:00:00.000Z');
describe('looking back', () => {
  const filled = () => {
    const directory = tempDirectory(() => later);
    logIn(directory, id('1'), 'opened', { accountName: 'Šmíd & Søn', reason: 'Ticket 4711' });
    logIn(directory, id('2'), 'failed', { accountName: 'Globex', who: 'Bert' });
    logIn(directory, id('3', 'connection2'), 'copied', { accountName: 'Initech', connectionLabel: 'Agency' });
    logIn(directory, id('1'), 'opened', { accountName: 'Šmíd & Søn' });
    logIn(directory, id('4'), undefined, { accountName: '50% off_sale' });
    return directory;
  };

  test.each([
    ['', [5, 4, 3, 2, 1]],
    ['smid', [4, 1]],
    ['4711', [1]],
    ['bert', [2]],
    ['AGENCY', [3]],
    ['failed', [2]],
    ['started', [5]],
    ['main opened', [4, 1]],
    ['smid 4711', [1]],
    ['%', [5]],
    ['_', [5]],
    ["' or 1=1 --", []],
    ['nobody', []],
  ])('finds "%s" in customer, connection, reason, who and outcome', (text, positions) => {
    const { ledger } = filled();
    const all = ledger.search('', null, 10).rows.map(({ rowId }) => rowId);
    const found = ledger.search(text, null, 10).rows.map(({ rowId }) => all.length - all.indexOf(rowId));
    expect(found).toEqual(positions);
  });

  test('finds a log-in that the provider refused by what the history calls that', () => {
    const directory = tempDirectory(() => later);
    const rowId = logIn(directory, id('1'));
    directory.ledger.finish(rowId, 'failed', 'account-gone');
    expect(directory.ledger.search('log-in refused', null, 10).rows.map((row) => row.rowId)).toEqual([rowId]);
    expect(directory.ledger.search('gone', null, 10).rows).toEqual([]);
  });

  test('returns pages, newest first, and says whether there are more', () => {
    const { ledger } = filled();
    const seen: number[] = [];
    for (let before: number | null = null; ; ) {
      const { rows, more } = ledger.search('', before, 2);
      seen.push(...rows.map(({ rowId }) => rowId));
      before = rows.at(-1)?.rowId ?? null;
      if (!more) break;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(ledger.search('', null, 5).rows.map(({ rowId }) => rowId)).toEqual(seen);
  });

  test('counts what was opened or copied, per account', () => {
    const { ledger } = filled();
    const lastAt = new Date(later).toISOString();
    expect(ledger.usage()).toEqual(
      new Map([
        [id('1'), { count: 2, lastAt }],
        [id('3', 'connection2'), { count: 1, lastAt }],
      ]),
    );
  });

  test('knows which account was opened or copied last at some connections, by row', () => {
    let now = later;
    const directory = tempDirectory(() => now);
    const { ledger } = directory;
    const first = logIn(directory, id('1'), 'opened', { accountName: 'Acme' });
    now += 60_000;
    const second = logIn(directory, id('2'), 'opened', { accountName: 'Globex', as: 'jo@globex.example' });
    const minuteLater = new Date(now).toISOString();
    logIn(directory, id('3'), 'failed');
    logIn(directory, id('3'));
    const elsewhere = logIn(directory, id('4', 'connection2'), 'copied', { accountName: 'Initech' });
    const globex = {
      rowId: second,
      accountId: id('2'),
      accountName: 'Globex',
      at: minuteLater,
      how: 'open',
      as: 'jo@globex.example',
    };
    const initech = {
      rowId: elsewhere,
      accountId: id('4', 'connection2'),
      accountName: 'Initech',
      at: minuteLater,
      how: 'copy',
      as: null,
    };
    expect(ledger.lastOpened([connectionId])).toEqual(globex);
    expect(ledger.lastOpened(['connection2', connectionId])).toEqual(initech);
    expect(ledger.lastOpened([connectionId, 'connection2'])).toEqual(initech);
    expect(ledger.lastOpened(['nowhere'])).toBeNull();
    expect(ledger.lastOpened([])).toBeNull();
    expect(second).toBeGreaterThan(first);
  });

  test('takes the row written last for the last one, whatever its time, and the order of its outcome', () => {
    let now = Date.parse('2027-11-21T13:00:00.000Z');
    const directory = tempDirectory(() => now);
    const { ledger } = directory;
    logIn(directory, id('1'), 'opened');
    now = later;
    expect(ledger.lastOpened([connectionId])).toMatchObject({ accountId: id('1'), at: null });
    const acme = logIn(directory, id('2'));
    logIn(directory, id('3'), 'opened');
    ledger.finish(acme, 'opened', null);
    expect(ledger.lastOpened([connectionId])).toMatchObject({ accountId: id('3'), at: new Date(later).toISOString() });
  });

  test('counts an opening with a time later than now, without its time', () => {
    let now = later;
    const directory = tempDirectory(() => now);
    logIn(directory, id('1'), 'opened');
    now += 365 * 24 * 60 * 60_000;
    logIn(directory, id('1'), 'opened');
    logIn(directory, id('2'), 'copied');
    now = later;
    expect(directory.ledger.usage()).toEqual(
      new Map([
        [id('1'), { count: 2, lastAt: new Date(later).toISOString() }],
        [id('2'), { count: 1, lastAt: null }],
      ]),
    );
  });
});
