import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { ledgerLines } from '../../src/main/actions/export-ledger.ts';
import type { LedgerRow } from '../../src/shared/ledger.ts';

const row: LedgerRow = {
  rowId: 1,
  at: '2026-11-21T12:00:00.000Z',
  who: 'sam',
  accountId: 'c0nnect10n/1001',
  accountName: 'Acme, "The" Corp',
  provider: 'brevo',
  connectionLabel: 'Main',
  target: 'senders',
  reason: 'Ticket 4711\nurgent',
  how: 'open',
  outcome: 'opened',
  problemKind: null,
};

test('every cell comes back from the exported file as it was', () => {
  const [heading, cells] = Papa.parse<string[]>([...ledgerLines([row])].join(''), { skipEmptyLines: true }).data;
  expect(heading).toHaveLength(12);
  expect(cells).toEqual([
    '1',
    row.at,
    'sam',
    row.accountName,
    row.accountId,
    'brevo',
    'Main',
    'senders',
    row.reason,
    'open',
    'opened',
    '',
  ]);
});

test.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx'])('a customer called %j is no formula', (accountName) => {
  const [, line] = [...ledgerLines([{ ...row, accountName, reason: '' }])];
  const cell = Papa.parse<string[]>(line ?? '').data[0]?.[3];
  expect(cell).toBe(`'${accountName}`);
});
