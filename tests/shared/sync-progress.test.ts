import { expect, test } from 'vitest';
import { syncProgress } from '../../src/shared/sync-progress.ts';
import { health } from '../helpers/settings-driver.ts';

const before = '2026-03-01T12:00:00.000Z';

test.each([
  [{ progress: null }, null],
  [{ progress: { seen: 0, total: null } }, null],
  [{ progress: { seen: 0, total: 60 } }, null],
  [{ progress: { seen: 1, total: null }, lastSyncedAt: null }, '1 account so far'],
  [{ progress: { seen: 100, total: null }, lastSyncedAt: null, accountCount: 200 }, '100 accounts so far'],
  [{ progress: { seen: 100, total: null }, lastSyncedAt: before, accountCount: 5_012 }, '100 of about 5,012 accounts'],
  [{ progress: { seen: 5_013, total: null }, lastSyncedAt: before, accountCount: 5_013 }, '5,013 accounts so far'],
  [{ progress: { seen: 40, total: 60 } }, '40 of 60 accounts'],
  [{ progress: { seen: 61, total: 60 } }, '61 of 61 accounts'],
] as const)('says how far a sync is, never more than there is: %o', (facts, words) => {
  expect(syncProgress(health({ status: 'syncing', ...facts }), 'account')).toBe(words);
});
