import { expect, test } from 'vitest';
import { rowOf } from '../../src/main/accounts/search-accounts.ts';
import type { Ledger } from '../../src/main/directory/ledger/ledger.ts';
import type { LastOpened } from '../../src/main/directory/ledger/reader.ts';
import { Guards } from '../../src/main/log-in/guards.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { account, connection } from '../helpers/accounts.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');

interface Situation {
  connections?: Connection[];
  lastOpened?: Ledger['lastOpened'];
  shownRows?: AccountRow[];
  now?: () => number;
}

function guards({
  connections = [connection()],
  lastOpened = () => null,
  shownRows = [],
  now = () => noon,
}: Situation = {}): Guards {
  return new Guards({ settings: { connections }, ledger: { lastOpened }, shownRows: () => shownRows, now });
}

const globexOpened: LastOpened = {
  rowId: 7,
  accountId: 'c0nnect10n/7',
  accountName: 'Globex',
  at: '2026-11-21T11:54:00Z',
  how: 'open',
};

test('an ordinary log-in raises no question', () => {
  expect(guards().question(account(), 'sendgrid', [], 'open')).toBeNull();
});

test.each(['deactivated', 'suspended', 'banned', 'inactive'] as const)(
  'asks before opening a customer who is %s',
  { tags: ['slips-guarded'] },
  (state) => {
    const asked = guards();
    expect(asked.question(account({ state }), 'sendgrid', [], 'open')).toMatchObject({ ask: 'state', state });
    expect(asked.question(account({ state }), 'sendgrid', ['state'], 'open')).toBeNull();
  },
);

test('asks before opening one of two visible customers with nearly the same name', { tags: ['slips-guarded'] }, () => {
  const twin = rowOf(account({ remoteId: '1002', name: 'Acme Corp.' }), null);
  const asked = guards({ shownRows: [rowOf(account(), null), twin] });
  expect(asked.question(account(), 'sendgrid', [], 'open')).toMatchObject({
    ask: 'lookalike',
    otherName: 'Acme Corp.',
  });
  expect(asked.question(account(), 'sendgrid', ['lookalike'], 'open')).toBeNull();
});

test('the same customer through two keys of one provider is not a lookalike of itself', () => {
  const again = rowOf(account({ connectionId: 'other0000' }), null);
  const shownRows = [rowOf(account(), null), again];
  const connections = (provider: string) => [connection(), connection({ connectionId: 'other0000', provider })];
  expect(
    guards({ shownRows, connections: connections('sendgrid') }).question(account(), 'sendgrid', [], 'open'),
  ).toBeNull();
  expect(
    guards({ shownRows, connections: connections('brevo') }).question(account(), 'sendgrid', [], 'open'),
  ).toMatchObject({
    ask: 'lookalike',
  });
});

test('a customer opened within a day is not compared with lookalikes', () => {
  const twin = rowOf(account({ remoteId: '1002' }), null);
  const asked = guards({ shownRows: [twin] });
  expect(asked.question(account({ lastLogInAt: '2026-11-21T09:00:00Z' }), 'sendgrid', [], 'open')).toBeNull();
  expect(asked.question(account({ lastLogInAt: '2026-11-19T09:00:00Z' }), 'sendgrid', [], 'open')).toMatchObject({
    ask: 'lookalike',
  });
});

test('names the customer whose session at the same provider would be replaced, and its age', {
  tags: ['slips-guarded'],
}, () => {
  const asked = guards({ lastOpened: () => globexOpened });
  expect(asked.question(account(), 'sendgrid', [], 'open')).toEqual({
    ask: 'recently-opened',
    otherName: 'Globex',
    minutesAgo: 6,
    state: null,
  });
});

test('a session older than half an hour is not asked about; one of unknown age is, without minutes', () => {
  const old = guards({ lastOpened: () => ({ ...globexOpened, at: '2026-11-21T11:29:00Z' }) });
  expect(old.question(account(), 'sendgrid', [], 'open')).toBeNull();
  const unknown = guards({ lastOpened: () => ({ ...globexOpened, at: null }) });
  expect(unknown.question(account(), 'sendgrid', [], 'open')).toMatchObject({ otherName: 'Globex', minutesAgo: null });
});

test('opening the same customer again replaces no session', () => {
  const asked = guards({ lastOpened: () => ({ ...globexOpened, accountId: account().accountId }) });
  expect(asked.question(account(), 'sendgrid', [], 'open')).toBeNull();
});

test('a session at another connection of the same provider counts; one at another provider does not', () => {
  const connections = [connection(), connection({ connectionId: 'other0000', provider: 'brevo' })];
  const lastOpened: Ledger['lastOpened'] = (ids) => (ids.includes('other0000') ? globexOpened : null);
  expect(guards({ connections, lastOpened }).question(account(), 'sendgrid', [], 'open')).toBeNull();
  expect(guards({ connections, lastOpened }).question(account(), 'brevo', [], 'open')).toMatchObject({
    ask: 'recently-opened',
  });
});

test('after a yes, replaced sessions are not asked about for half an hour', () => {
  let now = noon;
  const minutesAgo = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  const asked = guards({ lastOpened: () => ({ ...globexOpened, at: minutesAgo(6) }), now: () => now });
  expect(asked.question(account(), 'sendgrid', ['recently-opened'], 'open')).toBeNull();
  now += 29 * 60_000;
  expect(asked.question(account({ remoteId: '1002' }), 'sendgrid', [], 'open')).toBeNull();
  now += 2 * 60_000;
  expect(asked.question(account({ remoteId: '1003' }), 'sendgrid', [], 'open')).toMatchObject({
    ask: 'recently-opened',
  });
});

test('a copied link is for a private window, and replaces no session', () => {
  const asked = guards({ lastOpened: () => globexOpened });
  expect(asked.question(account(), 'sendgrid', [], 'copy')).toBeNull();
  expect(asked.question(account(), 'sendgrid', [], 'open')).toMatchObject({ ask: 'recently-opened' });
  expect(asked.question(account({ state: 'suspended' }), 'sendgrid', [], 'copy')).toMatchObject({ ask: 'state' });
});
