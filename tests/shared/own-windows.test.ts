import { expect, test } from 'vitest';
import { type OpenWindow, windowNames } from '../../src/shared/own-windows.ts';

const open = (change: Partial<OpenWindow>): OpenWindow => ({
  windowId: JSON.stringify(change),
  accountId: 'north0001/17',
  accountName: 'Acme',
  as: null,
  connectionLabel: 'Brevo (North)',
  since: '2026-11-21T12:00:00.000Z',
  endsAt: null,
  closing: false,
  ...change,
});

test.each([
  [
    [open({}), open({ accountName: 'Globex' })],
    ['Acme', 'Globex'],
  ],
  [
    [open({}), open({ as: 'jo@acme.example' })],
    ['Acme as the default user', 'Acme as jo@acme.example'],
  ],
  [[open({ as: 'jo@acme.example' })], ['Acme as jo@acme.example']],
  [
    [open({}), open({ connectionLabel: 'Brevo (South)' })],
    ['Acme · Brevo (North)', 'Acme · Brevo (South)'],
  ],
  [
    [open({}), open({ accountId: 'north0001/18' }), open({ accountName: 'Globex' })],
    ['Acme · Brevo (North) · id 17', 'Acme · Brevo (North) · id 18', 'Globex'],
  ],
])('no two windows have the same name: %#', (windows, names) => {
  expect([...windowNames(windows).values()]).toEqual(names);
});

test('the connection is named in any case if that is asked for, and once', () => {
  const windows = [open({}), open({ accountName: 'Globex' })];
  expect([...windowNames(windows, { withConnection: true }).values()]).toEqual([
    'Acme · Brevo (North)',
    'Globex · Brevo (North)',
  ]);
});
