import type { Searchable } from '../../src/main/search/search-index.ts';

/** An account with nothing but an id and what the test says. */
export const searchable = (remoteId: string, facts: Partial<Searchable> = {}): Searchable => ({
  accountId: `main/${remoteId}`,
  name: remoteId,
  aliases: [],
  email: '',
  domain: '',
  remoteId,
  tags: [],
  ...facts,
});
