import type { Account, AccountRow } from '../../shared/account.ts';
import type { SearchAnswer } from '../../shared/contract.ts';
import type { LandingTarget } from '../../shared/provider-facts.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { providerOf } from '../providers/registry.ts';
import type { Hit } from '../search/search-index.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { AccountIndex } from './account-index.ts';
import { tellApart } from './tell-apart.ts';

export interface SearchAccountsDeps {
  accounts: Pick<Accounts, 'getMany' | 'pinned' | 'recent' | 'count'>;
  index: Pick<AccountIndex, 'search'>;
  settings: Pick<SettingsFile, 'connection' | 'connections'>;
  providerOf: typeof providerOf;
}

const mostRows = 50;

/** At most 50 rows for what was typed. Without text: pinned accounts, then recent ones. */
export function searchAccounts(deps: SearchAccountsDeps, text: string): SearchAnswer {
  const typed = text.trim();
  const total = deps.accounts.count();
  if (!typed) return { text, rows: tellApart(frequented(deps)), target: null, total };

  const connections = wordsOfConnections(deps);
  const find = (words: string): AccountRow[] => {
    const hits = deps.index.search(words, { limit: mostRows, connections });
    const found = new Map(deps.accounts.getMany(hits.map((hit) => hit.accountId)).map((a) => [a.accountId, a]));
    return hits.flatMap((hit) => {
      const account = found.get(hit.accountId);
      return account && isConnected(deps, account) ? [rowOf(account, hit)] : [];
    });
  };
  const rows = find(typed);
  // `acme senders`: the last word may name a target, but only if no customer is called that.
  const landing = rows.length === 0 ? landingVerb(typed, connectedTargets(deps)) : null;
  return landing
    ? { text, rows: tellApart(find(landing.rest)), target: landing.target, total }
    : { text, rows: tellApart(rows), target: null, total };
}

/** False for accounts left behind by a settings file that was lost: nothing could log in to them. */
const isConnected = ({ settings }: SearchAccountsDeps, { connectionId }: Account): boolean =>
  settings.connection(connectionId) !== undefined;

/** For each connection its label, its provider and its region: `smith north` finds the Smith of that connection. */
const wordsOfConnections = ({ settings, providerOf }: SearchAccountsDeps): ReadonlyMap<string, string> =>
  new Map(
    settings.connections.map(({ connectionId, label, provider, region }) => {
      const facts = providerOf(provider)?.facts;
      const regionName = facts?.regions.find(({ id }) => id === region)?.name ?? '';
      return [connectionId, `${label} ${facts?.name ?? provider} ${regionName}`];
    }),
  );

/** Where a log-in can land, at any provider that has a connection. */
function connectedTargets({ settings, providerOf }: SearchAccountsDeps): LandingTarget[] {
  const connected = new Set(settings.connections.map(({ provider }) => provider));
  return [...connected].flatMap((provider) => providerOf(provider)?.facts.targets ?? []);
}

/** Pinned accounts, then recent ones. */
function frequented(deps: SearchAccountsDeps): AccountRow[] {
  const pinned = deps.accounts.pinned(mostRows);
  const ids = new Set(pinned.map((account) => account.accountId));
  const recent = deps.accounts.recent(mostRows).filter((account) => !ids.has(account.accountId));
  return [...pinned, ...recent]
    .filter((account) => isConnected(deps, account))
    .slice(0, mostRows)
    .map((account) => rowOf(account, null));
}

export function rowOf(account: Account, hit: Hit | null): AccountRow {
  return {
    ...account,
    idTail: null,
    showsConnection: false,
    match: hit && { field: hit.field, text: hit.text, ranges: hit.ranges },
  };
}

/** The last word, if it is a target's verb or the first three or more letters of one. */
function landingVerb(text: string, targets: readonly LandingTarget[]): { rest: string; target: string } | null {
  const words = /^(.+?)\s+(\S+)$/.exec(text);
  const [, rest, word] = words ?? [];
  if (!rest || !word) return null;
  const verb = word.toLowerCase();
  const spelled = (fits: (known: string) => boolean): LandingTarget | undefined =>
    targets.find((target) => target.verbs.some(fits));
  const target =
    spelled((known) => known === verb) ?? (verb.length >= 3 ? spelled((known) => known.startsWith(verb)) : undefined);
  return target ? { rest, target: target.id } : null;
}
