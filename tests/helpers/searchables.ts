import type { Searchable } from '../../src/main/search/search-index.ts';

/** An account with only an id, and the facts that the test gives. */
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
