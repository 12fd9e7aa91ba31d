import { expect, test } from 'vitest';
import type { ConnectionView } from '../../src/shared/connection.ts';
import { missingNames, missingNamesSaid, missingNamesWords } from '../../src/shared/missing-names.ts';
import { fakeProviders, namesProgress } from '../helpers/fake-accounts.ts';
import { connection, health } from '../helpers/settings-driver.ts';

const missingIn = (...connections: ConnectionView[]) => missingNames({ connections, providers: fakeProviders });
const withNames = (change: Parameters<typeof namesProgress>[0]) =>
  connection({ health: health({ names: namesProgress(change) }) });

test('no name is missing of a provider whose list has names, or when every customer was asked for', () => {
  expect(missingIn()).toBeNull();
  expect(missingIn(connection({ provider: 'brevo', health: health({ status: 'syncing' }) }))).toBeNull();
  expect(missingIn(withNames({ known: 10, total: 10, status: 'done' }))).toBeNull();
  // These have none, and none will come.
  expect(missingIn(withNames({ known: 8, blank: 2, total: 10, status: 'done' }))).toBeNull();
});

test('names that could not be read are missing', () => {
  const missing = missingIn(withNames({ known: 8, failed: 2, total: 10, status: 'done' }));
  expect(missing && missingNamesWords(missing)).toMatch(/^2 of 10 names could not be read\. /);
});

test('while the first list is read, all its names are missing; later lists change nothing', () => {
  const reading = health({ status: 'syncing', accountCount: 700 });
  expect(missingIn(connection({ health: reading }))).toMatchObject({ missing: 700, total: 700, status: 'next' });
  // Started again during the first list: an earlier pass found nothing to do.
  const nothing = namesProgress({ status: 'done' });
  expect(missingIn(connection({ health: { ...reading, names: nothing } }))).toMatchObject({ status: 'next' });
  const all = namesProgress({ known: 700, total: 700, status: 'done' });
  expect(missingIn(connection({ health: { ...reading, names: all } }))).toBeNull();
  expect(missingIn(connection({ health: health({ accountCount: 700 }) }))).toBeNull();
});

test('several connections are counted together, and the one that goes on first is named', () => {
  const missing = missingIn(
    withNames({ known: 10, total: 100, status: 'paused' }),
    withNames({ known: 50, total: 60, status: 'running', minutesLeft: 2 }),
    withNames({ known: 0, total: 40, status: 'running', minutesLeft: 9 }),
  );
  expect(missing).toEqual({ missing: 140, total: 200, status: 'running', resumesAt: null, minutesLeft: 9 });
});

test('one name is singular, and what is said aloud has no number that changes', () => {
  const missing = missingIn(withNames({ known: 2_999, total: 3_000, minutesLeft: 1 }));
  if (!missing) throw new Error('a name is missing');
  expect(missingNamesWords(missing)).toBe(
    '1 of 3,000 names is still being asked for, about 1 min. Search by id, or import names.',
  );
  expect(missingNamesSaid(missing)).not.toMatch(/\d/);
});
