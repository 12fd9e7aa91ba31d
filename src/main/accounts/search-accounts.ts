import type { Account, AccountRow } from '../../shared/account.ts';
import type { SearchAnswer } from '../../shared/contract.ts';
import type { LandingTarget } from '../../shared/provider-facts.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { providerOf } from '../providers/registry.ts';
import { idTails } from '../search/id-tails.ts';
import { alikeAtAGlance, glance } from '../search/lookalike.ts';
import type { Hit } from '../search/search-index.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { AccountIndex } from './account-index.ts';

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
  if (!typed) return { text, rows: withIdTails(frequented(deps)), target: null, total };

  const find = (words: string): AccountRow[] => {
    const hits = deps.index.search(words, mostRows);
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
    ? { text, rows: withIdTails(find(landing.rest)), target: landing.target, total }
    : { text, rows: withIdTails(rows), target: null, total };
}

/** False for accounts left behind by a settings file that was lost: nothing could log in to them. */
const isConnected = ({ settings }: SearchAccountsDeps, { connectionId }: Account): boolean =>
  settings.connection(connectionId) !== undefined;

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
  return { ...account, idTail: null, match: hit && { field: hit.field, text: hit.text, ranges: hit.ranges } };
}

/**
 * Adds the end of its id to each row that could be mistaken for another one on the screen, as much of it as tells the two
 * apart. A console has none: its id is a word that every connection uses.
 */
export function withIdTails(rows: readonly AccountRow[]): AccountRow[] {
  // Computed once per row: fifty rows make 2,450 pairs.
  const seen = rows.map((row) => ({ row, glance: glance(row.name) }));
  return seen.map(({ row, glance: own }) => {
    const alike = seen.filter((other) => other.row.accountId !== row.accountId && alikeAtAGlance(other.glance, own));
    if (alike.length === 0 || row.kind === 'admin-console') return { ...row, idTail: null };
    const [idTail = null] = idTails([row.remoteId, ...alike.map((other) => other.row.remoteId)]);
    return { ...row, idTail };
  });
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
