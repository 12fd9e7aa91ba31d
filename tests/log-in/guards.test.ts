import { describe, expect, test } from 'vitest';
import { Namesakes } from '../../src/main/accounts/namesakes.ts';
import { rowOf } from '../../src/main/accounts/search-accounts.ts';
import type { Ledger } from '../../src/main/directory/ledger/ledger.ts';
import type { LastOpened } from '../../src/main/directory/ledger/reader.ts';
import { BroughtLandings } from '../../src/main/log-in/brought-landings.ts';
import { Guards } from '../../src/main/log-in/guards.ts';
import { Sessions } from '../../src/main/log-in/sessions.ts';
import type { Hit } from '../../src/main/search/search-index.ts';
import type { Account, AccountRow } from '../../src/shared/account.ts';
import type { Connection } from '../../src/shared/connection.ts';
import type { GuardKind, LogInRequest, Question, ReplacedSession } from '../../src/shared/log-in.ts';
import { account, connection } from '../helpers/accounts.ts';
import { wanted } from '../helpers/wanted.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');

interface Situation {
  connections?: Connection[];
  lastOpened?: Ledger['lastOpened'];
  shownRows?: AccountRow[];
  openWindows?: readonly string[];
  /** The name in the ledger's row of the last log-in. */
  lastName?: string;
  /** Ids of those of whom a name has changed since. */
  renamed?: readonly string[];
  now?: () => number;
  brought?: BroughtLandings;
  /** Accounts of the directory. */
  known?: readonly Account[];
}

function guards({
  connections = [connection()],
  lastOpened = () => null,
  shownRows = [],
  openWindows = [],
  now = () => noon,
  brought = new BroughtLandings(),
  lastName = account().name,
  renamed = [],
  known = [],
}: Situation = {}): Guards {
  const settings = {
    connections,
    connection: (id: string) => connections.find(({ connectionId }) => connectionId === id),
  };
  const sessions = new Sessions({ settings, accounts: { get: () => null }, ledger: { lastOpened }, now });
  const accounts = { isRenamedSince: (accountId: string) => renamed.includes(accountId) };
  const ledger = { lastReadOf: () => ({ rowId: 1, name: lastName }) };
  return new Guards({
    accounts,
    brought,
    ledger,
    namesakes: new Namesakes({ index: { named: (text) => namedIn(known, text) }, settings }),
    now,
    sessions,
    settings,
    shownRows: () => shownRows,
    openWindows: () => openWindows,
  });
}

const namedIn = (known: readonly Account[], text: string): Hit[] =>
  known
    .filter(({ name }) => name === text)
    .map(({ accountId }) => ({ accountId, fit: 'words', field: 'name', text, ranges: [] }));

/** The questions before this log-in. */
const questions = (
  asked: Guards,
  wish: Account,
  { provider = 'sendgrid', ...request }: Partial<LogInRequest> & { provider?: string } = {},
): Question[] => asked.ask(wanted(wish, request, { provider })).questions;

const globexOpened: LastOpened = {
  rowId: 7,
  accountId: 'c0nnect10n/7',
  accountName: 'Globex',
  at: '2026-11-21T11:54:00Z',
  how: 'open',
  as: null,
};

/** Of `globexOpened`, for the log-in to another customer. */
const globex: ReplacedSession = { otherName: 'Globex', otherUser: null, sameCustomer: false };

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
  expect(questions(asked, account({ lastLogInAt: '2026-11-20T12:00:01Z' }))).toEqual([]);
  expect(questions(asked, account({ lastLogInAt: '2026-11-20T12:00:00Z' }))).toMatchObject([{ kind: 'lookalike' }]);
});

describe('a customer opened within a day is compared with lookalikes', { tags: ['slips-guarded'] }, () => {
  const twin = rowOf(account({ remoteId: '1002' }), null);
  const wish = account({ lastLogInAt: '2026-11-21T11:59:00Z' });

  test('if it was called something else then', () => {
    expect(questions(guards({ shownRows: [twin], lastName: 'Zz Solo 30' }), wish)).toMatchObject([
      { kind: 'lookalike', otherName: account().name },
    ]);
  });

  test('if a lookalike got its name since; another row may have any name', () => {
    const other = rowOf(account({ remoteId: '1003', name: 'Globex' }), null);
    const asked = (renamed: readonly AccountRow[]) =>
      guards({ shownRows: [other, twin], renamed: renamed.map(({ accountId }) => accountId) });
    expect(questions(asked([twin]), wish)).toMatchObject([{ kind: 'lookalike' }]);
    expect(questions(asked([other]), wish)).toEqual([]);
  });
});

test('names the customer whose session at the same provider would be replaced, and its age', {
  tags: ['slips-guarded'],
}, () => {
  const asked = guards({ lastOpened: () => globexOpened });
  expect(questions(asked, account())).toEqual([{ kind: 'replaces-session', ...globex, minutesAgo: 6, copied: false }]);
});

test('a session older than half an hour is not asked about; one of unknown age is, without minutes', () => {
  const old = guards({ lastOpened: () => ({ ...globexOpened, at: '2026-11-21T11:29:59Z' }) });
  expect(questions(old, account())).toEqual([]);
  const newer = guards({ lastOpened: () => ({ ...globexOpened, at: '2026-11-21T11:30:01Z' }) });
  expect(questions(newer, account())).toMatchObject([{ otherName: 'Globex' }]);
  const unknown = guards({ lastOpened: () => ({ ...globexOpened, at: null }) });
  expect(questions(unknown, account())).toMatchObject([{ otherName: 'Globex', minutesAgo: null }]);
});

test('opening the same customer again replaces no session', () => {
  const asked = guards({ lastOpened: () => ({ ...globexOpened, accountId: account().accountId }) });
  expect(questions(asked, account())).toEqual([]);
});

describe('another user of the same customer’s account', { tags: ['slips-guarded'] }, () => {
  const [jo, ann] = ['jo@globex.example', 'ann@globex.example'];
  const wish = account({ accountId: globexOpened.accountId, remoteId: '7', name: 'Globex' });
  const openedAs = (as: string | null) => guards({ lastOpened: () => ({ ...globexOpened, as }) });

  test.each([
    ['a named one after the default one', null, ann],
    ['the default one after a named one', jo, undefined],
    ['one named user after another', jo, ann],
  ])('is asked about like another customer: %s', (_, before, as) => {
    const replaced = { otherName: 'Globex', otherUser: before, sameCustomer: true };
    expect(questions(openedAs(before), wish, { as })).toEqual([
      { kind: 'replaces-session', ...replaced, minutesAgo: 6, copied: false },
    ]);
    const asked = openedAs(before);
    const answered = asked.ask(wanted(wish, { as, confirmed: ['replaces-session'] }));
    expect(answered).toEqual({ questions: [], replaces: replaced });
    // For half an hour, it is announced.
    expect(asked.ask(wanted(wish, { as }))).toEqual({ questions: [], replaces: replaced });
  });

  test.each([
    ['the same named user', jo, jo],
    ['the default user again', null, undefined],
  ])('is not %s', (_, before, as) => {
    expect(openedAs(before).ask(wanted(wish, { as }))).toEqual({ questions: [], replaces: null });
  });

  test('has a window of their own, which replaces nothing', () => {
    expect(openedAs(jo).ask(wanted(wish, { as: ann, opensIn: 'window' }))).toEqual({ questions: [], replaces: null });
  });
});

test('the question names the user of another customer’s session', () => {
  const asked = guards({ lastOpened: () => ({ ...globexOpened, as: 'jo@globex.example' }) });
  expect(questions(asked, account())).toMatchObject([
    { otherName: 'Globex', otherUser: 'jo@globex.example', sameCustomer: false },
  ]);
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

test('a copied link counts like an opened one', { tags: ['slips-guarded'] }, () => {
  const asked = guards({ lastOpened: () => ({ ...globexOpened, how: 'copy' }) });
  expect(questions(asked, account())).toEqual([{ kind: 'replaces-session', ...globex, minutesAgo: 6, copied: true }]);
});

test('what is not asked is announced: after a yes, and for a session of the last day', () => {
  const asked = guards({ lastOpened: () => globexOpened });
  const replaces = (confirmed: GuardKind[]) => asked.ask(wanted(account(), { confirmed }));
  expect(replaces(['replaces-session'])).toEqual({ questions: [], replaces: globex });
  expect(replaces([])).toEqual({ questions: [], replaces: globex });
  const old = guards({ lastOpened: () => ({ ...globexOpened, at: '2026-11-20T12:01:00Z' }) });
  expect(old.ask(wanted(account()))).toEqual({ questions: [], replaces: globex });
  const older = guards({ lastOpened: () => ({ ...globexOpened, at: '2026-11-20T11:59:00Z' }) });
  expect(older.ask(wanted(account()))).toEqual({ questions: [], replaces: null });
});

test('a yes to a question that was not asked counts for nothing', () => {
  let last: LastOpened | null = null;
  const asked = guards({ lastOpened: () => last });
  expect(questions(asked, account(), { confirmed: ['replaces-session'] })).toEqual([]);
  last = globexOpened;
  expect(questions(asked, account())).toMatchObject([{ kind: 'replaces-session' }]);
});

test('a yes has no known age once the clock was set back', () => {
  let now = noon;
  const asked = guards({ lastOpened: () => ({ ...globexOpened, at: new Date(now).toISOString() }), now: () => now });
  expect(questions(asked, account(), { confirmed: ['replaces-session'] })).toEqual([]);
  now -= 24 * 60 * 60_000;
  expect(questions(asked, account())).toMatchObject([{ kind: 'replaces-session' }]);
});

test('the same customer through another connection of the provider replaces no session', () => {
  const connections = [connection(), connection({ connectionId: 'other0000' })];
  const lastOpened = () => ({ ...globexOpened, accountId: 'other0000/1001' });
  expect(guards({ connections, lastOpened }).ask(wanted(account()))).toEqual({ questions: [], replaces: null });
  // The consoles of two connections have the same id, but are two.
  const console = account({ remoteId: 'admin-console', kind: 'admin-console' });
  const other = () => ({ ...globexOpened, accountId: 'other0000/admin-console' });
  expect(questions(guards({ connections, lastOpened: other }), console)).toMatchObject([{ kind: 'replaces-session' }]);
});

test('all questions come at once', { tags: ['slips-guarded'] }, () => {
  const twin = rowOf(account({ remoteId: '1002' }), null);
  const asked = guards({ lastOpened: () => globexOpened, shownRows: [twin] });
  const suspended = account({ state: 'suspended' });
  const kinds = (confirmed: GuardKind[]) => questions(asked, suspended, { confirmed }).map(({ kind }) => kind);
  expect(kinds([])).toEqual(['state', 'lookalike', 'replaces-session']);
  expect(kinds(['lookalike'])).toEqual(['state', 'replaces-session']);
  expect(kinds(['lookalike', 'state', 'replaces-session'])).toEqual([]);
});

describe('the question about lookalikes', () => {
  const label = (connectionId: string, name: string) => connection({ connectionId, label: name });
  const connections = [label('c0nnect10n', 'North'), label('south0000', 'South')];
  const nordwind = (change: Partial<Account>): AccountRow =>
    rowOf(account({ name: 'Nordwind GmbH', email: 'post@nordwind.example', ...change }), null);
  const asks = (...shownRows: AccountRow[]) =>
    guards({ connections, shownRows }).ask(wanted(account({ ...shownRows[0] }), {}, { label: 'North' })).questions[0];

  test('is answered by a choice among the rows', () => {
    const asked = guards({ shownRows: [rowOf(account({ remoteId: '1002' }), null)] });
    expect(questions(asked, account(), { chosen: 'row' })).toEqual([]);
  });

  test('says how many customers have this very name, and only the facts that differ', () => {
    const twins = [nordwind({ remoteId: '10000001' }), nordwind({ remoteId: '10000002' })];
    expect(asks(...twins)).toEqual({
      kind: 'lookalike',
      namesakes: 2,
      otherName: 'Nordwind GmbH',
      connectionLabel: '',
      email: '',
      idTail: '000001',
    });
    const south = nordwind({ connectionId: 'south0000', remoteId: '10000003', email: 'info@nordwind.example' });
    expect(asks(...twins, south)).toMatchObject({
      namesakes: 3,
      connectionLabel: 'North',
      email: 'post@nordwind.example',
    });
  });

  test('counts those who have exactly this name, though another one only looks like it', () => {
    const rows = [
      nordwind({ remoteId: '1' }),
      nordwind({ remoteId: '2' }),
      nordwind({ remoteId: '3', name: 'Nordwimd AG' }),
    ];
    expect(asks(...rows)).toMatchObject({ namesakes: 2, otherName: 'Nordwind GmbH' });
    expect(asks(nordwind({ remoteId: '1' }), nordwind({ remoteId: '3', name: 'Nordwimd AG' }))).toMatchObject({
      namesakes: 1,
      otherName: 'Nordwimd AG',
    });
  });

  test('counts customers, not rows: one that two connections show is one', () => {
    const rows = ['1', '2'].flatMap((remoteId) =>
      connections.map(({ connectionId }) => nordwind({ connectionId, remoteId })),
    );
    expect(asks(...rows)).toMatchObject({ namesakes: 2 });
  });

  test('shows as much of the id as tells the customers apart', () => {
    expect(asks(nordwind({ remoteId: 'a10000001' }), nordwind({ remoteId: 'b10000001' }))).toMatchObject({
      idTail: 'a10000001',
    });
  });
});

describe('every question names the customer by what differs', { tags: ['slips-guarded'] }, () => {
  const connections = ['North', 'South'].map((label) => connection({ connectionId: `${label}0000`, label }));
  const shop = (connectionId: string, remoteId: string): Account =>
    account({ connectionId, remoteId, name: 'Alpha Shop', state: 'suspended' });
  const rows = (...accounts: Account[]): AccountRow[] => accounts.map((one) => rowOf(one, null));
  const [north, south, other] = [shop('North0000', '700001'), shop('South0000', '700001'), shop('South0000', '700002')];
  const askOf = (wish: Account, situation: Situation, request: Partial<LogInRequest> = {}) =>
    guards({ connections, ...situation }).ask(wanted(wish, { chosen: 'row', ...request }, { label: 'South' }));

  test('the connection of a row with the same name and id at another one', () => {
    const differs = { connectionLabel: 'South', idTail: null };
    expect(askOf(south, { shownRows: rows(north, south) }).questions).toEqual([
      { kind: 'state', state: 'suspended', differs },
    ]);
  });

  test('the id as well, if others have another one', () => {
    const differs = { connectionLabel: 'South', idTail: '700001' };
    expect(askOf(south, { shownRows: rows(north, south, other) }).questions).toMatchObject([{ differs }]);
  });

  test('and so of those who are not on the screen', () => {
    const differs = { connectionLabel: null, idTail: '700002' };
    expect(askOf(other, { known: [south, other] }).questions).toMatchObject([{ differs }]);
    const gone = shop('removed00', '700009');
    expect(askOf(other, { known: [gone, other] }).questions).toEqual([{ kind: 'state', state: 'suspended' }]);
  });

  test('the question about lookalikes names the connection if only the same customer’s row has another one', () => {
    const similar = account({ connectionId: 'South0000', remoteId: '700003', name: 'Alpha Shops' });
    const shownRows = rows(south, similar, north);
    const [asked] = askOf({ ...south, state: null }, { shownRows }, { chosen: 'text' }).questions;
    expect(asked).toMatchObject({ kind: 'lookalike', connectionLabel: 'South', idTail: '700001' });
    expect(asked).not.toHaveProperty('differs');
  });

  test('the customer of the session that ends, too', () => {
    const { accountId, name: accountName } = other;
    const lastOpened = () => ({ ...globexOpened, accountId, accountName });
    const otherDiffers = { connectionLabel: null, idTail: '700002' };
    expect(askOf({ ...south, state: null }, { lastOpened }).questions).toMatchObject([
      { otherName: accountName, otherDiffers },
    ]);
    const beta = account({ connectionId: 'South0000', remoteId: '7', name: 'Beta' });
    expect(askOf(beta, { lastOpened, known: [south, other] }).replaces).toMatchObject({ otherDiffers });
    expect(askOf(beta, { lastOpened }).replaces).not.toHaveProperty('otherDiffers');
  });
});

test('asks about a page and a user that a link has named, even if they were typed since', () => {
  const brought = new BroughtLandings();
  const asked = guards({ brought });
  const page = 'https://app.brevo.com/senders/list';
  const as = 'jo@acme.example';
  const at = (wish: Partial<LogInRequest>): Question[] => questions(asked, account(), { provider: 'brevo', ...wish });
  expect(at({ page, as })).toEqual([]);
  brought.note({ page, as: null });
  expect(at({ page, as })).toEqual([{ kind: 'landing', page, as: null }]);
  expect(at({ page, as, confirmed: ['landing'] })).toEqual([]);
  expect(at({ as })).toEqual([]);
  brought.note({ page: null, as });
  expect(at({ page, as })).toEqual([{ kind: 'landing', page, as }]);
  expect(at({})).toEqual([]);
});

test('however many links come, none makes an earlier one forgotten', () => {
  const brought = new BroughtLandings();
  const user = (nth: number): string => `user${nth}@acme.example`;
  for (let nth = 0; nth < 1_000; nth++) brought.note({ page: null, as: user(nth) });
  expect(brought.of({ page: undefined, as: user(0) })).toEqual({ page: null, as: user(0) });
  expect(brought.of({ page: undefined, as: 'jo@acme.example' })).toBeNull();
  brought.note({ page: null, as: user(1_000) });
  // They are too many to remember: any user and any page may be a link's.
  expect(brought.of({ page: undefined, as: 'jo@acme.example' })).toEqual({ page: null, as: 'jo@acme.example' });
  expect(brought.of({ page: undefined, as: undefined })).toBeNull();
});

describe('a customer who is not called what the user read', () => {
  const { email, name } = account();

  test('is asked about, also if it was chosen among the rows, and a yes is only good for what was read', () => {
    const read = { name: 'Globex', email };
    const changed = { kind: 'changed', read, now: { name, email } };
    const wishes: Partial<LogInRequest>[] = [{}, { chosen: 'row' }, { confirmed: ['changed'] }];
    for (const one of wishes) expect(questions(guards(), account(), { ...one, read })).toEqual([changed]);
    expect(questions(guards(), account(), { read: { name, email } })).toEqual([]);
  });

  test('is compared with its twins anew', () => {
    const twin = rowOf(account({ accountId: 'c0nnect10n/2', remoteId: '2' }), null);
    const asked = questions(guards({ shownRows: [twin] }), account(), {
      read: { name: 'Globex', email },
      chosen: 'row',
      confirmed: ['lookalike'],
    });
    expect(asked.map(({ kind }) => kind)).toEqual(['changed', 'lookalike']);
  });

  test('is asked about if the email is another one, and not if it was not known', () => {
    const known = account({ email: 'new@acme.example' });
    expect(questions(guards(), known, { read: { name, email: 'old@acme.example' } })).toMatchObject([
      { kind: 'changed' },
    ]);
    expect(questions(guards(), known, { read: { name, email: '' } })).toEqual([]);
  });
});
