import { expect, test } from 'vitest';
import { type OpenWindow, windowNames } from '../../src/shared/own-windows.ts';

const open = (change: Partial<OpenWindow>): OpenWindow => ({
  windowId: JSON.stringify(change),
  accountId: 'north0001/17',
  accountName: 'Acme',
  as: null,
  isListed: true,
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
  [
    [open({ isListed: false }), open({ accountId: 'north0001/18' })],
    ['Acme (left the list, id 17)', 'Acme'],
  ],
  [
    [open({ isListed: false, as: 'jo@acme.example' }), open({ accountId: 'south0001/17', isListed: false })],
    ['Acme (left the list, id 17) as jo@acme.example', 'Acme (left the list, id 17) as the default user'],
  ],
])('no two windows have the same name: %#', (windows, names) => {
  expect([...windowNames(windows).values()]).toEqual(names);
});

test('a window whose customer left the list never has the name of a customer who is there', () => {
  const [name] = windowNames([open({ isListed: false })], { withConnection: true }).values();
  expect(name).toBe('Acme (left the list, id 17) · Brevo (North)');
});

test('the connection is named in any case if that is asked for, and once', () => {
  const windows = [open({}), open({ accountName: 'Globex' })];
  expect([...windowNames(windows, { withConnection: true }).values()]).toEqual([
    'Acme · Brevo (North)',
    'Globex · Brevo (North)',
  ]);
});
