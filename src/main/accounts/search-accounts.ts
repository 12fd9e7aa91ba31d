import type { Account, AccountRow } from '../../shared/account.ts';
import type { SearchAnswer } from '../../shared/contract.ts';
import type { LandingTarget, ProviderFacts } from '../../shared/provider-facts.ts';
import { alikeAtAGlance, glance } from '../search/lookalike.ts';
import type { Hit, SearchIndex } from '../search/search-index.ts';

export interface SearchAccountsDeps {
  index: Pick<SearchIndex, 'search'>;
  accounts: {
    getMany: (accountIds: readonly string[]) => Account[];
    pinned: (limit: number) => Account[];
    recent: (limit: number) => Account[];
    count: () => number;
  };
  /** False for accounts left behind by a settings file that was lost: nothing could log in to them. */
  isConnected: (connectionId: string) => boolean;
  /** How often and how lately an account was opened, 0 to 1: breaks ties only. */
  frecency: { of: (accountId: string) => number; accountIds: () => Iterable<string> };
  /** Providers that have a connection. */
  connectedProviders: () => readonly ProviderFacts[];
}

const mostRows = 50;
const idTailLength = 6;

/** At most 50 rows for what was typed; on empty text the pinned ones, then the recent ones. */
export function searchAccounts(deps: SearchAccountsDeps, text: string): SearchAnswer {
  const typed = text.trim();
  const total = deps.accounts.count();
  if (!typed) return { text, rows: withIdTails(frequented(deps)), target: null, total };

  const find = (words: string): AccountRow[] => {
    const hits = deps.index.search(words, {
      limit: mostRows,
      boost: (accountId) => deps.frecency.of(accountId),
      boosted: deps.frecency.accountIds(),
    });
    const found = new Map(deps.accounts.getMany(hits.map((hit) => hit.accountId)).map((a) => [a.accountId, a]));
    return hits.flatMap((hit) => {
      const account = found.get(hit.accountId);
      return account && deps.isConnected(account.connectionId) ? [rowOf(account, hit)] : [];
    });
  };
  const rows = find(typed);
  // `acme senders`: a place to land, but only where no customer is called so.
  const landing = rows.length === 0 ? landingVerb(typed, deps.connectedProviders()) : null;
  return landing
    ? { text, rows: withIdTails(find(landing.rest)), target: landing.target, total }
    : { text, rows: withIdTails(rows), target: null, total };
}

function frequented(deps: SearchAccountsDeps): AccountRow[] {
  const pinned = deps.accounts.pinned(mostRows);
  const ids = new Set(pinned.map((account) => account.accountId));
  const recent = deps.accounts.recent(mostRows).filter((account) => !ids.has(account.accountId));
  return [...pinned, ...recent]
    .filter((account) => deps.isConnected(account.connectionId))
    .slice(0, mostRows)
    .map((account) => rowOf(account, null));
}

export function rowOf(account: Account, hit: Hit | null): AccountRow {
  return { ...account, idTail: null, match: hit && { field: hit.field, text: hit.text, ranges: hit.ranges } };
}

/** Gives the end of its id to each row that could be taken for another one on the same screen. */
export function withIdTails(rows: readonly AccountRow[]): AccountRow[] {
  // Once a row: fifty rows make 2,450 pairs.
  const glances = rows.map(({ name }) => glance(name));
  const canBeTakenFor = (row: number): boolean =>
    glances.some(
      (other, at) => rows[at]?.accountId !== rows[row]?.accountId && alikeAtAGlance(other, glances[row] ?? ''),
    );
  return rows.map((row, at) => ({
    ...row,
    idTail: canBeTakenFor(at) ? row.remoteId.slice(-idTailLength) : null,
  }));
}

/** The last word as a place to land: a verb of a connected provider, or at least three letters of one. */
function landingVerb(text: string, providers: readonly ProviderFacts[]): { rest: string; target: string } | null {
  const words = /^(.+?)\s+(\S+)$/.exec(text);
  const [, rest, word] = words ?? [];
  if (!rest || !word) return null;
  const verb = word.toLowerCase();
  const targets = providers.flatMap((provider) => provider.targets);
  const spelled = (fits: (known: string) => boolean): LandingTarget | undefined =>
    targets.find((target) => target.verbs.some(fits));
  const target =
    spelled((known) => known === verb) ?? (verb.length >= 3 ? spelled((known) => known.startsWith(verb)) : undefined);
  return target ? { rest, target: target.id } : null;
}
