import { expect, test } from 'vitest';
import { tellApart } from '../../src/main/accounts/tell-apart.ts';
import { accountRow } from '../helpers/accounts.ts';

const tails = (...rows: Parameters<typeof accountRow>[0][]): (string | null)[] =>
  tellApart(rows.map((row) => accountRow(row))).map(({ idTail }) => idTail);

test('rows that could be confused show the ends of their ids, and no other row does', () => {
  expect(
    tails(
      { remoteId: '10004321', name: 'Nordwind GmbH' },
      { remoteId: '10009876', name: 'Nordwind AG' },
      { remoteId: '10001111', name: 'Globex' },
    ),
  ).toEqual(['004321', '009876', null]);
});

test('the end is as long as it must be to tell the alike rows apart', { tags: ['slips-guarded'] }, () => {
  expect(
    tails(
      { remoteId: 'north-00000007', name: 'Nordwind GmbH' },
      { remoteId: 'south-00000007', name: 'Nordwind GmbH' },
      { remoteId: 'other-00000007', name: 'Globex' },
    ),
  ).toEqual(['rth-00000007', 'uth-00000007', null]);
  expect(tails({ remoteId: 'na4321', name: 'Nordwind GmbH' }, { remoteId: 'xxna4321', name: 'Nordwind GmbH' })).toEqual(
    ['na4321', 'xna4321'],
  );
});

test('a console has no end of an id: its id is a word that every connection uses', () => {
  const console = { kind: 'admin-console', remoteId: 'admin-console', name: 'Brevo admin console' } as const;
  expect(tails({ ...console, connectionId: 'north000' }, { ...console, connectionId: 'south000' })).toEqual([
    null,
    null,
  ]);
});

test('only rows that are alike in different connections show their connection', { tags: ['slips-guarded'] }, () => {
  const shown = tellApart([
    accountRow({ remoteId: '1', name: 'Nordwind GmbH', connectionId: 'north000' }),
    accountRow({ remoteId: '2', name: 'Nordwind AG', connectionId: 'south000' }),
    accountRow({ remoteId: '3', name: 'Globex', connectionId: 'north000' }),
    accountRow({ remoteId: '4', name: 'Globex Ltd', connectionId: 'north000' }),
  ]);
  expect(shown.map(({ showsConnection }) => showsConnection)).toEqual([true, true, false, false]);
});
