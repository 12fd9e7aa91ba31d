import { expect, test } from 'vitest';
import type { LastOpened } from '../../src/main/directory/ledger/reader.ts';
import { Sessions } from '../../src/main/log-in/sessions.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { account, connection } from '../helpers/accounts.ts';
import { wanted } from '../helpers/wanted.ts';

const noon = Date.parse('2026-11-21T12:00:00.000Z');
const acme = wanted(account({ remoteId: '1', name: 'Acme' }));
const globex = wanted(account({ remoteId: '2', name: 'Globex' }));
const initech: LastOpened = {
  rowId: 7,
  accountId: 'c0nnect10n/3',
  accountName: 'Initech',
  at: '2026-11-21T11:00:00.000Z',
  how: 'open',
  as: null,
};

function desk() {
  const clock = { now: noon };
  const connections: Connection[] = [connection()];
  const settings = {
    connections,
    connection: (id: string) => connections.find(({ connectionId }) => connectionId === id),
  };
  const written = { last: initech };
  const lastOpened = (ids: readonly string[]): LastOpened | null => (ids.includes('c0nnect10n') ? written.last : null);
  const names = new Map<string, string>();
  const get = (accountId: string) => {
    const name = names.get(accountId);
    return name === undefined ? null : account({ accountId, name });
  };
  return {
    clock,
    connections,
    written,
    names,
    sessions: new Sessions({ settings, accounts: { get }, ledger: { lastOpened }, now: () => clock.now }),
  };
}

test('a log-in counts from its hand-over, before the ledger has its outcome', { tags: ['slips-guarded'] }, () => {
  const { sessions } = desk();
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Initech' });
  sessions.begin(acme, 'copy');
  const at = new Date(noon).toISOString();
  expect(sessions.last('sendgrid')).toEqual({
    accountId: 'c0nnect10n/1',
    accountName: 'Acme',
    as: null,
    at,
    how: 'copy',
  });
  expect(sessions.last('brevo')).toBeNull();
});

test('a session is of the user whom the log-in named', { tags: ['slips-guarded'] }, () => {
  const { sessions } = desk();
  const asJo = wanted(acme.account, { as: 'jo@acme.example' });
  sessions.begin(asJo, 'open');
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Acme', as: 'jo@acme.example' });
  const takeBack = sessions.begin(acme, 'open');
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Acme', as: null });
  takeBack();
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Acme', as: 'jo@acme.example' });
});

test('the customer of a session has the present name, if the customer still exists', () => {
  const { names, sessions } = desk();
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Initech' });
  names.set('c0nnect10n/3', 'Initech Ltd');
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Initech Ltd' });
  sessions.begin(acme, 'open');
  names.set('c0nnect10n/1', 'Acme Europe');
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Acme Europe' });
});

test('a log-in that did not arrive leaves the session as it was, unless another one has begun since', () => {
  const { sessions } = desk();
  sessions.begin(acme, 'open')();
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Initech' });
  sessions.begin(acme, 'open');
  const takeBack = sessions.begin(globex, 'open');
  takeBack();
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Acme' });
  const late = sessions.begin(acme, 'open');
  sessions.begin(globex, 'open');
  late();
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Globex' });
});

test('the time of a session is unknown if the clock was set back since', () => {
  const { clock, sessions } = desk();
  sessions.begin(acme, 'open');
  clock.now -= 1;
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Acme', at: null });
});

test('the time of a session is unknown if the ledger shows that the clock was behind', () => {
  const { sessions, written } = desk();
  sessions.begin(acme, 'open');
  written.last = { ...initech, rowId: 8, accountId: acme.account.accountId, accountName: 'Acme', at: null };
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Acme', at: null });
  sessions.begin(globex, 'open');
  expect(sessions.last('sendgrid')).toMatchObject({ accountName: 'Globex', at: new Date(noon).toISOString() });
});

test('a removed connection takes the names of its customers along', () => {
  const { connections, sessions } = desk();
  sessions.begin(acme, 'open');
  connections.length = 0;
  expect(sessions.last('sendgrid')).toBeNull();
});
