import { expect, test } from 'vitest';
import { type HomeAccounts, homeOf } from '../../src/main/accounts/home.ts';
import type { Account } from '../../src/shared/account.ts';
import { account } from '../helpers/accounts.ts';

const named = (name: string, kind: 'customer' | 'admin-console' = 'customer') =>
  account({ connectionId: 'north000', remoteId: name, name, kind });
const opened = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => named(name));
const shown = (of: Omit<HomeAccounts<Account>, 'hasNames'>, limit = 50): string[] => {
  const { rows, home } = homeOf({ ...of, hasNames: false }, limit);
  return rows.map(({ accountId }) => `${home.groups[accountId]} ${accountId.slice('north000/'.length)}`);
};
const none = () => [];

test('who was opened last comes first, then five before, then pinned ones, then earlier ones, then consoles', () => {
  const pinned = [named('console', 'admin-console'), named('p'), named('c')];
  expect(shown({ opened, pinned, some: none })).toEqual([
    'last a',
    'recent b',
    'recent d',
    'recent e',
    'recent f',
    'recent g',
    'pinned p',
    'pinned c',
    'earlier h',
    'console console',
  ]);
});

test('who was opened last is not repeated below, though it is pinned', () => {
  expect(shown({ opened: [named('a')], pinned: [named('a'), named('p')], some: none })).toEqual(['last a', 'pinned p']);
});

test('the order of those who were opened is kept, whatever group they are in', () => {
  const { home } = homeOf({ opened, pinned: [named('c')], some: none, hasNames: false }, 50);
  expect(home.opened).toEqual(opened.map(({ accountId }) => accountId));
});

test('if no customer was opened, a few are there to try', () => {
  const some = () => [named('console', 'admin-console'), ...opened];
  const pinned = [named('console', 'admin-console'), named('b')];
  expect(shown({ opened: [], pinned, some })).toEqual([
    'pinned b',
    'try a',
    'try c',
    'try d',
    'try e',
    'console console',
  ]);
  expect(shown({ opened: [named('a')], pinned: [], some })).toEqual(['last a']);
});

test('there are no more rows than the limit, and the console stays', () => {
  const pinned = [named('console', 'admin-console'), named('p')];
  expect(shown({ opened, pinned, some: none }, 4)).toEqual(['last a', 'recent b', 'recent c', 'console console']);
});
