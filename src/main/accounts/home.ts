import type { Account } from '../../shared/account.ts';
import type { Home, HomeGroup } from '../../shared/contract.ts';

/** How many recent customers are above the pinned ones. */
const mostRecent = 5;
/** How many customers a user who has not opened any is offered to try. */
const mostTried = 4;

type Homely = Pick<Account, 'accountId' | 'kind'>;

export interface HomeAccounts<A extends Homely> {
  /** Opened, or whose link was copied: the last one first. */
  opened: readonly A[];
  /** In the order in which they were pinned. */
  pinned: readonly A[];
  /** Some customers, for a user who has not opened any. */
  some: () => readonly A[];
  /** See `Home`. */
  hasNames: boolean;
}

/** The rows before anything is typed, at most `limit` of them, and why each is there. */
export function homeOf<A extends Homely>(
  { opened, pinned, some, hasNames }: HomeAccounts<A>,
  limit: number,
): { rows: readonly A[]; home: Home } {
  const [last] = opened;
  const isPinned = new Set(pinned.map(({ accountId }) => accountId));
  const isConsole = ({ kind }: A): boolean => kind === 'admin-console';
  const others = opened.slice(1).filter((one) => !isPinned.has(one.accountId) && !isConsole(one));
  const consoles = [...pinned, ...opened].filter(isConsole);
  const parts: readonly (readonly [HomeGroup, readonly A[]])[] = [
    ['last', last ? [last] : []],
    ['recent', others.slice(0, mostRecent)],
    ['pinned', pinned.filter((one) => !isConsole(one))],
    ['earlier', others.slice(mostRecent)],
    [
      'try',
      last
        ? []
        : some()
            .filter((one) => !isConsole(one) && !isPinned.has(one.accountId))
            .slice(0, mostTried),
    ],
    ['console', consoles],
  ];
  const groups: Record<string, HomeGroup> = {};
  const rows: A[] = [];
  // The consoles are last, and few: earlier customers leave them room.
  const room = Math.max(0, limit - consoles.length);
  for (const [group, accounts] of parts) {
    for (const account of accounts) {
      if (groups[account.accountId] || (group !== 'console' && rows.length >= room)) continue;
      groups[account.accountId] = group;
      rows.push(account);
    }
  }
  const ids = opened.map(({ accountId }) => accountId);
  return { rows: rows.slice(0, limit), home: { groups, opened: ids, hasNames } };
}
