import type { Account } from '../../shared/account.ts';
import type { StateFilter } from '../../shared/state-filters.ts';

/** What a filter can ask of an account, besides its texts. */
export type FilterFacts = Pick<Account, 'state' | 'pinned' | 'nameSource' | 'kind' | 'createdAt'>;

/** The filters that are decided by one bit of a row. The others depend on the day, and on the ledger. */
export type FactFilter = Exclude<StateFilter, 'new' | 'recent'>;

const factFilters: Readonly<Record<FactFilter, (row: Partial<FilterFacts & Pick<Account, 'note'>>) => boolean>> = {
  active: ({ state }) => state === 'activated',
  inactive: ({ state }) => state === 'inactive',
  deactivated: ({ state }) => state === 'deactivated',
  suspended: ({ state }) => state === 'suspended',
  banned: ({ state }) => state === 'banned',
  pinned: ({ pinned }) => pinned === true,
  noted: ({ note }) => (note ?? '') !== '',
  unnamed: ({ nameSource }) => nameSource === 'none',
  console: ({ kind }) => kind === 'admin-console',
};

const inBits = Object.entries(factFilters);

/** One of 16 bits for each fact. */
export const bitOf = (filter: FactFilter): number => 1 << inBits.findIndex(([name]) => name === filter);

/** The bits of the facts that an account has. */
export const bitsOf = (row: Parameters<(typeof factFilters)[FactFilter]>[0]): number =>
  inBits.reduce((bits, [, holds], index) => (holds(row) ? bits | (1 << index) : bits), 0);

const dayMs = 24 * 60 * 60_000;
const firstDay = Date.UTC(2000, 0, 1);

/** The days since 2000 in 16 bits, for an ISO time or one in ms; 0: none, or a day outside of those. */
export function dayOf(time: string | number | null | undefined): number {
  const ms = typeof time === 'string' ? Date.parse(time) : (time ?? Number.NaN);
  const day = Math.floor((ms - firstDay) / dayMs) + 1;
  return day > 0 && day <= 0xffff ? day : 0;
}
