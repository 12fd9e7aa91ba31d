import type { LogInBegun } from '../../src/main/directory/ledger/ledger.ts';

/** What the ledger records of a log-in as it begins. */
export const logInBegun = (change: Partial<LogInBegun> = {}): LogInBegun => ({
  at: '2026-11-21T12:00:00.000Z',
  who: 'ana',
  accountId: 'connection1/1',
  accountName: 'Acme',
  provider: 'brevo',
  connectionLabel: 'Main',
  target: null,
  landing: null,
  as: null,
  reason: '',
  how: 'open',
  ...change,
});
