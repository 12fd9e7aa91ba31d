import { splitAccountId } from '../../shared/account.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import { type Condition, type Hit, SearchIndex, type SearchOptions } from '../search/search-index.ts';
import type { Frecency } from './frecency.ts';

export interface AccountIndexDeps {
  accounts: Pick<Accounts, 'getMany' | 'slices'>;
  frecency: Pick<Frecency, 'of' | 'accountIds' | 'changed'>;
  /** Rows of this connection that are on the screen may have changed. */
  rowsChanged: (connectionId: string) => void;
  /** Aborts when the program ends. */
  ending: AbortSignal;
}

/** Accounts read from the directory at once while the index is loaded. */
const loadSlice = 500;
/** Accounts put into the index at once when many have changed: a few milliseconds of work. */
const updateSlice = 200;

/** The search index over the directory's accounts. Code that changes accounts calls it, and windows hear of the change. */
export class AccountIndex {
  readonly #deps: AccountIndexDeps;
  readonly #index = new SearchIndex();

  constructor(deps: AccountIndexDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#index.size;
  }

  /** The connections that accounts have or had. */
  get connectionIds(): readonly string[] {
    return this.#index.connectionIds;
  }

  /** Reads all accounts, in slices. Until it resolves, search finds what has been read so far. */
  load(): Promise<void> {
    return this.#index.load(this.#deps.accounts.slices(loadSlice), yieldToEventLoop);
  }

  /** The best accounts for a text, best first. Among equals, those opened more often and more recently come first. */
  search(text: string, options: Pick<SearchOptions, 'limit' | 'connections' | 'conditions' | 'counted'>): Hit[] {
    const { frecency } = this.#deps;
    return this.#index.search(text, {
      ...options,
      boost: (accountId) => frecency.of(accountId),
      boosted: frecency.accountIds(),
    });
  }

  /** Accounts whose whole name was typed. */
  named(text: string): Hit[] {
    return this.#index.named(text);
  }

  /** Those of these accounts that fulfil all conditions, in their order. */
  admitted(accountIds: readonly string[], conditions: readonly Condition[]): Hit[] {
    return this.#index.admitted(accountIds, conditions);
  }

  /** The accounts that a ticket's text names. How often they are opened does not count. */
  findInText(text: string): ReturnType<SearchIndex['findInText']> {
    return this.#index.findInText(text);
  }

  /** These accounts are new or have changed. */
  update(accountIds: readonly string[]): void {
    for (const account of this.#deps.accounts.getMany(accountIds)) this.#index.put(account);
    const connectionIds = new Set(accountIds.map((accountId) => splitAccountId(accountId)?.connectionId ?? ''));
    for (const connectionId of connectionIds) this.rowsChanged(connectionId);
  }

  /** The same for many accounts at once, in slices: an import may change every one. */
  updateInSlices(accountIds: readonly string[]): Promise<void> {
    return this.#inSlices(accountIds, (slice) => this.update(slice));
  }

  /** These accounts are no longer in the directory. Works in slices. */
  removeInSlices(accountIds: readonly string[]): Promise<void> {
    return this.#inSlices(accountIds, (slice) => {
      for (const accountId of slice) this.#index.remove(accountId);
    });
  }

  /** A connection was removed, and these were its accounts. Works in slices. */
  async forget(connectionId: string, accountIds: readonly string[]): Promise<void> {
    await this.removeInSlices(accountIds);
    this.#deps.frecency.changed();
    this.rowsChanged(connectionId);
  }

  /** Rows of this connection have changed, but nothing that can be searched for. */
  rowsChanged(connectionId: string): void {
    this.#deps.rowsChanged(connectionId);
  }

  async #inSlices(accountIds: readonly string[], work: (slice: readonly string[]) => void): Promise<void> {
    for (let from = 0; from < accountIds.length && !this.#deps.ending.aborted; from += updateSlice) {
      work(accountIds.slice(from, from + updateSlice));
      await yieldToEventLoop();
    }
  }
}
