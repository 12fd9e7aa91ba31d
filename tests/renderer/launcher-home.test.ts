import { beforeEach, expect, test } from 'vitest';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import type { Home } from '../../src/shared/contract.ts';
import { ok } from '../../src/shared/result.ts';
import { fakeAccounts, rowCalled } from '../helpers/fake-accounts.ts';
import { acme, globex, labs, openHome, rig } from '../helpers/launcher-story.ts';

// The list before anything is typed, and the way back to customers who were opened before.

const other = rowCalled(fakeAccounts(0, 60), 'Northwind Corp');

async function show(home: Home): Promise<void> {
  const rows = [acme, labs, globex].filter(({ accountId }) => home.groups[accountId]);
  await openHome(rows, home);
}

const opened: Home = {
  groups: { [acme.accountId]: 'last', [labs.accountId]: 'recent', [globex.accountId]: 'pinned' },
  opened: [acme.accountId, globex.accountId, labs.accountId],
  hasNames: true,
};
const back = (): void => rig.command({ do: 'back' });
const said = (): string => statusOf(rig.view(), 0).words;

beforeEach(() => show(opened));

test('the customer who was opened last is highlighted, under a heading of its own', () => {
  expect(rig.view().row?.name).toBe('Acme Corp');
  expect(rig.view().items.map((item) => (item.type === 'account' ? item.group : null))).toEqual([
    'Last opened',
    'Recent',
    'Pinned',
  ]);
});

test('back selects the one before, wherever it is in the list, and so on, and logs in to none', () => {
  back();
  expect(rig.view().row?.name).toBe('Globex Corp');
  back();
  expect(rig.view().row?.name).toBe('Acme Labs');
  back();
  expect(rig.view().row?.name).toBe('Acme Labs');
  expect(said()).toBe('No customer was opened before this one');
  expect(rig.callsOf('logIn')).toEqual([]);
});

test('back from a text takes the text away, which undo brings back, and begins with the selected customer', async () => {
  rig.type('glo');
  await rig.replyRows([globex]);
  rig.hide();
  rig.show();
  await rig.replyRows([globex], 'glo');
  back();
  expect(rig.view().search.text).toBe('');
  await rig.reply(
    'searchAccounts',
    ok({ text: '', rows: [acme, labs, globex], target: null, total: 400, home: opened }),
  );
  expect(rig.view().row?.name).toBe('Acme Labs');
  // It was not compared with the rows on the screen.
  expect(rig.view().selection).toMatchObject({ byHand: false });
  rig.command({ do: 'undo' });
  expect(rig.view().search.text).toBe('glo');
});

test('back from a customer who was not opened leads to the one who was opened last', async () => {
  rig.type('northwind');
  await rig.replyRows([other]);
  back();
  await rig.reply(
    'searchAccounts',
    ok({ text: '', rows: [acme, labs, globex], target: null, total: 400, home: opened }),
  );
  expect(rig.view().row?.name).toBe('Acme Corp');
});

test('a customer who is only offered to try is not highlighted, and Enter opens no customer', async () => {
  await show({ groups: { [acme.accountId]: 'try', [labs.accountId]: 'try' }, opened: [], hasNames: false });
  expect(rig.view().index).toBe(-1);
  rig.command({ do: 'log-in' });
  expect(rig.callsOf('logIn')).toEqual([]);
  expect(said()).toBe('Choose a customer first');
  back();
  expect(said()).toBe('No customer was opened yet');
});

test('the customers to try stay the same while a sync brings others', async () => {
  await show({ groups: { [acme.accountId]: 'try', [labs.accountId]: 'try' }, opened: [], hasNames: false });
  rig.announce('accountsChanged', { connectionId: acme.connectionId });
  rig.clock.pass(150);
  const groups = { [globex.accountId]: 'try', [acme.accountId]: 'try', [other.accountId]: 'console' } as const;
  const home: Home = { groups, opened: [], hasNames: false };
  await rig.reply('searchAccounts', ok({ text: '', rows: [globex, acme, other], target: null, total: 400, home }));
  expect(rig.names()).toEqual(['Acme Corp', 'Acme Labs', 'Northwind Corp']);
});

test('a row stays in its group until the next list, whatever was pinned since', async () => {
  rig.announce('accountsChanged', { connectionId: acme.connectionId });
  rig.clock.pass(150);
  const groups = { [globex.accountId]: 'last', [acme.accountId]: 'recent', [labs.accountId]: 'pinned' } as const;
  await rig.reply(
    'searchAccounts',
    ok({ text: '', rows: [globex, acme, labs], target: null, total: 400, home: { ...opened, groups } }),
  );
  expect(rig.names()).toEqual(['Acme Corp', 'Acme Labs', 'Globex Corp']);
  expect(rig.view().items.map((item) => (item.type === 'account' ? item.group : null))).toEqual([
    'Last opened',
    'Recent',
    'Pinned',
  ]);
});

test.each([
  ['copy-latchkey-link', 'link', 'Copied a Latchkey link to this customer. It does not log in'],
  ['copy-text', 'text', 'Copied the name, the connection and the id'],
] as const)('%s copies it, and says so', async (command, field, words) => {
  rig.command({ do: command });
  expect(rig.callsOf('copyAccountField')).toEqual([{ accountId: acme.accountId, field }]);
  await rig.reply('copyAccountField', ok(null));
  expect(said()).toBe(words);
});
