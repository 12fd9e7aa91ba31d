/** What can follow `is:`, each with the words that windows show for it. A state of an account has its provider's word. */
export const stateFilters = {
  active: 'Active',
  inactive: 'Inactive',
  deactivated: 'Deactivated',
  suspended: 'Suspended',
  banned: 'Banned',
  pinned: 'Pinned',
  recent: 'Recent',
  new: 'New',
  noted: 'With a note',
  unnamed: 'Without a name',
  console: 'Admin console',
} as const;
export type StateFilter = keyof typeof stateFilters;

export const stateFilterNames = Object.keys(stateFilters).filter((name): name is StateFilter => name in stateFilters);

/** `is:new`: the provider created the account at most this many days ago. */
export const newForDays = 30;
