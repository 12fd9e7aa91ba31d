import type { LedgerRow } from '../../shared/ledger.ts';

const headings = [
  'row',
  'at',
  'who',
  'customer',
  'account id',
  'provider',
  'connection',
  'target',
  'reason',
  'how',
  'outcome',
  'problem',
];

/** The ledger as CSV lines (RFC 4180), oldest first, its heading included. */
export function* ledgerLines(rows: Iterable<LedgerRow>): Generator<string> {
  yield line(headings);
  for (const row of rows) {
    yield line([
      String(row.rowId),
      row.at,
      row.who,
      row.accountName,
      row.accountId,
      row.provider,
      row.connectionLabel,
      row.target ?? '',
      row.reason,
      row.how,
      row.outcome,
      row.problemKind ?? '',
    ]);
  }
}

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** SECURITY: a spreadsheet runs a cell that begins like a formula, and customers choose their own names. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
