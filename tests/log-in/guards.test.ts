import { expect, test } from 'vitest';
import { rowOf } from '../../src/main/accounts/search-accounts.ts';
import type { Ledger } from '../../src/main/directory/ledger/ledger.ts';
import type { LastOpened } from '../../src/main/directory/ledger/reader.ts';
import { Guards } from '../../src/main/log-in/guards.ts';
import type { Account, AccountRow } from '../../src/shared/account.ts';
import type { Connection } from '../../src/shared/connection.ts';
import type { LogInHow, LogInRequest, Question } from '../../src/shared/log-in.ts';
import { account, connection } from '../helpers/accounts.ts';
import { wanted } from '../helpers/wanted.ts';

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

/** The questions before this log-in. */
const questions = (
  asked: Guards,
  wish: Account,
  {
    provider = 'sendgrid',
    how = 'open',
    ...request
  }: Partial<LogInRequest> & { provider?: string; how?: LogInHow } = {},
): Question[] => asked.ask(wanted(wish, request, { provider }), how).questions;

const globexOpened: LastOpened = {
  rowId: 7,
  accountId: 'c0nnect10n/7',
  accountName: 'Globex',
  at: '2026-11-21T11:54:00Z',
  how: 'open',
};

test('an ordinary log-in raises no question', () => {
  expect(questions(guards(), account())).toEqual([]);
});

test.each(['deactivated', 'suspended', 'banned', 'inactive'] as const)(
  'asks before opening a customer who is %s',
  { tags: ['slips-guarded'] },
  (state) => {
    const asked = guards();
    expect(questions(asked, account({ state }))).toMatchObject([{ kind: 'state', state }]);
    expect(questions(asked, account({ state }), { confirmed: ['state'] })).toEqual([]);
  },
);

test('asks before opening one of two visible customers with nearly the same name', { tags: ['slips-guarded'] }, () => {
  const twin = rowOf(account({ remoteId: '1002', name: 'Acme Corp.' }), null);
  const asked = guards({ shownRows: [rowOf(account(), null), twin] });
  expect(questions(asked, account())).toMatchObject([{ kind: 'lookalike', otherName: 'Acme Corp.' }]);
  expect(questions(asked, account(), { confirmed: ['lookalike'] })).toEqual([]);
});

test('the same customer through two keys of one provider is not a lookalike of itself', () => {
  const again = rowOf(account({ connectionId: 'other0000' }), null);
  const shownRows = [rowOf(account(), null), again];
  const connections = (provider: string) => [connection(), connection({ connectionId: 'other0000', provider })];
  expect(questions(guards({ shownRows, connections: connections('sendgrid') }), account())).toEqual([]);
  expect(questions(guards({ shownRows, connections: connections('brevo') }), account())).toMatchObject([
    { kind: 'lookalike' },
  ]);
});

test('a customer opened within a day is not compared with lookalikes', () => {
  const twin = rowOf(account({ remoteId: '1002' }), null);
  const asked = guards({ shownRows: [twin] });
  expect(questions(asked, account({ lastLogInAt: '2026-11-21T09:00:00Z' }))).toEqual([]);
  expect(questions(asked, account({ lastLogInAt: '2026-11-19T09:00:00Z' }))).toMatchObject([{ kind: 'lookalike' }]);
});

test('names the customer whose session at the same provider would be replaced, and its age', {
  tags: ['slips-guarded'],
}, () => {
  const asked = guards({ lastOpened: () => globexOpened });
  expect(questions(asked, account())).toEqual([
    { kind: 'replaces-session', otherName: 'Globex', minutesAgo: 6, copied: false },
  ]);
});

test('a session older than half an hour is not asked about; one of unknown age is, without minutes', () => {
  const old = guards({ lastOpened: () => ({ ...globexOpened, at: '2026-11-21T11:29:00Z' }) });
  expect(questions(old, account())).toEqual([]);
  const unknown = guards({ lastOpened: () => ({ ...globexOpened, at: null }) });
  expect(questions(unknown, account())).toMatchObject([{ otherName: 'Globex', minutesAgo: null }]);
});

test('opening the same customer again replaces no session', () => {
  const asked = guards({ lastOpened: () => ({ ...globexOpened, accountId: account().accountId }) });
  expect(questions(asked, account())).toEqual([]);
});

test('a session at another connection of the same provider counts; one at another provider does not', () => {
  const connections = [connection(), connection({ connectionId: 'other0000', provider: 'brevo' })];
  const lastOpened: Ledger['lastOpened'] = (ids) => (ids.includes('other0000') ? globexOpened : null);
  expect(questions(guards({ connections, lastOpened }), account())).toEqual([]);
  expect(questions(guards({ connections, lastOpened }), account(), { provider: 'brevo' })).toMatchObject([
    { kind: 'replaces-session' },
  ]);
});

test('after a yes, replaced sessions are not asked about for half an hour', () => {
  let now = noon;
  const minutesAgo = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  const asked = guards({ lastOpened: () => ({ ...globexOpened, at: minutesAgo(6) }), now: () => now });
  expect(questions(asked, account(), { confirmed: ['replaces-session'] })).toEqual([]);
  now += 29 * 60_000;
  expect(questions(asked, account({ remoteId: '1002' }))).toEqual([]);
  now += 2 * 60_000;
  expect(questions(asked, account({ remoteId: '1003' }))).toMatchObject([{ kind: 'replaces-session' }]);
});

test('a copied link is for a private window, and replaces no session', () => {
  const asked = guards({ lastOpened: () => globexOpened });
  expect(questions(asked, account(), { how: 'copy' })).toEqual([]);
  expect(questions(asked, account())).toMatchObject([{ kind: 'replaces-session' }]);
  expect(questions(asked, account({ state: 'suspended' }), { how: 'copy' })).toMatchObject([{ kind: 'state' }]);
});
