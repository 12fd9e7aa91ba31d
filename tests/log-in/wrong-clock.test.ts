import { expect, test } from 'vitest';
import { Frecency } from '../../src/main/accounts/frecency.ts';
import { rowOf } from '../../src/main/accounts/search-accounts.ts';
import type { Directory } from '../../src/main/directory/directory.ts';
import { BroughtLandings } from '../../src/main/log-in/brought-landings.ts';
import { Guards } from '../../src/main/log-in/guards.ts';
import { Sessions } from '../../src/main/log-in/sessions.ts';
import type { Account, AccountRow } from '../../src/shared/account.ts';
import type { Question } from '../../src/shared/log-in.ts';
import { connection } from '../helpers/accounts.ts';
import { connectionId, id, logIn, syncAll, tempDirectory } from '../helpers/temp-directory.ts';
import { wanted } from '../helpers/wanted.ts';

const ahead = Date.parse('2027-11-26T10:00:00.000Z');
const today = Date.parse('2026-11-26T10:00:00.000Z');
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface Desk {
  directory: Directory;
  clock: { now: number };
  open: (remoteId: string, name: string) => void;
  question: (remoteId: string, shown?: readonly AccountRow[]) => readonly Question[];
  account: (remoteId: string) => Account;
}

/** A directory and its guards, beside a clock that can be wrong. */
async function desk(): Promise<Desk> {
  const clock = { now: ahead };
  const now = (): number => clock.now;
  const directory = tempDirectory(now);
  await syncAll(directory, [
    { remoteId: 'a1', name: 'Acme Corp' },
    { remoteId: 'b1', name: 'Globex' },
    { remoteId: 'c1', name: 'Acme Corq' },
  ]);
  const account = (remoteId: string): Account => {
    const found = directory.accounts.get(id(remoteId));
    if (!found) throw new Error(`no account ${remoteId}`);
    return found;
  };
  const guards = (shown: readonly AccountRow[]): Guards => {
    const known = connection({ connectionId, provider: 'sendgrid' });
    const settings = { connections: [known], connection: () => known };
    const sessions = new Sessions({ settings, accounts: directory.accounts, ledger: directory.ledger, now });
    const shownRows = () => shown;
    const brought = new BroughtLandings();
    const { accounts, ledger } = directory;
    const namesakes = { differs: () => null };
    const openWindows = () => [];
    return new Guards({ accounts, brought, ledger, namesakes, settings, sessions, shownRows, openWindows, now });
  };
  return {
    directory,
    clock,
    open: (remoteId, accountName) =>
      void logIn(directory, id(remoteId), 'opened', { accountName, at: new Date(clock.now).toISOString() }),
    question: (remoteId, shown = []) => guards(shown).ask(wanted(account(remoteId))).questions,
    account,
  };
}

/** Acme is opened while the clock is a year ahead; the clock is put right; Globex is opened. */
async function afterGlobex(): Promise<Desk> {
  const made = await desk();
  made.open('a1', 'Acme Corp');
  made.clock.now = today;
  made.open('b1', 'Globex');
  made.clock.now += 2 * minuteMs;
  return made;
}

test('the session that is replaced is the one opened last, not the one whose time is in the future', async () => {
  const { question } = await afterGlobex();
  expect(question('c1')).toMatchObject([{ kind: 'replaces-session', otherName: 'Globex', minutesAgo: 2 }]);
  expect(question('a1')).toMatchObject([{ kind: 'replaces-session', otherName: 'Globex', minutesAgo: 2 }]);
  expect(question('b1')).toEqual([]);
});

test('a session of unknown age is asked about, without minutes', async () => {
  const { open, clock, question } = await desk();
  open('a1', 'Acme Corp');
  clock.now = today;
  expect(question('b1')).toMatchObject([{ kind: 'replaces-session', otherName: 'Acme Corp', minutesAgo: null }]);
});

test('a customer whose only log-in is in the future is a stranger: its lookalike is asked about', async () => {
  const { clock, account, question } = await afterGlobex();
  clock.now += 40 * dayMs;
  const shown = [account('a1'), account('c1')].map((each) => rowOf(each, null));
  expect(question('a1', shown)).toMatchObject([{ kind: 'lookalike', otherName: 'Acme Corq' }]);
  expect(account('a1').lastLogInAt).toBeNull();
  expect(account('b1').lastLogInAt).toBe(new Date(today).toISOString());
});

test('a log-in in the future makes no customer more familiar than a later one', async () => {
  const { directory, clock } = await afterGlobex();
  const frecency = new Frecency(directory.ledger, () => clock.now);
  for (const days of [0, 1, 40]) {
    clock.now = today + days * dayMs + 2 * minuteMs;
    expect(frecency.of(id('a1'))).toBe(0);
    expect(frecency.of(id('b1'))).toBeGreaterThan(0);
  }
});

test('a session opened while the clock was some hours behind is asked about, without minutes', async () => {
  const { clock, open, question } = await desk();
  clock.now = today;
  open('a1', 'Acme Corp');
  clock.now = today - 8 * 60 * minuteMs;
  open('b1', 'Globex');
  open('c1', 'Acme Corq');
  clock.now = today + 10 * minuteMs;
  expect(question('a1')).toMatchObject([{ kind: 'replaces-session', otherName: 'Acme Corq', minutesAgo: null }]);
});

test('a clock that goes back by seconds, as clocks do when they are set, hides no age', async () => {
  const { clock, open, question } = await desk();
  clock.now = today;
  open('a1', 'Acme Corp');
  clock.now = today - 10_000;
  open('b1', 'Globex');
  clock.now = today + 5 * minuteMs;
  expect(question('a1')).toMatchObject([{ kind: 'replaces-session', otherName: 'Globex', minutesAgo: 5 }]);
  clock.now = today + 3 * 60 * minuteMs;
  expect(question('a1')).toEqual([]);
});

test('recent customers come in the order in which they were opened', async () => {
  const { directory, open } = await afterGlobex();
  expect(directory.accounts.recent(9).map(({ name }) => name)).toEqual(['Globex', 'Acme Corp']);
  open('a1', 'Acme Corp');
  expect(directory.accounts.recent(9).map(({ name }) => name)).toEqual(['Acme Corp', 'Globex']);
});
