import type { Account, AccountRow, MatchCount } from '../../shared/account.ts';
import { connectionWords } from '../../shared/connection.ts';
import type { SearchAnswer } from '../../shared/contract.ts';
import { fewestPlaceLetters, mostPageNameWords, typedPageName } from '../../shared/page-name.ts';
import { readSearchText } from '../../shared/search-filters.ts';
import type { Accounts } from '../directory/accounts/accounts.ts';
import type { NameBook } from '../directory/names/name-book.ts';
import type { providerOf } from '../providers/registry.ts';
import type { Condition, Hit } from '../search/search-index.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { AccountIndex } from './account-index.ts';
import { homeOf } from './home.ts';
import { conditionsOf, filterableIn, type SearchFiltersDeps } from './search-filters.ts';
import { tellApart } from './tell-apart.ts';

export interface SearchAccountsDeps extends SearchFiltersDeps {
  accounts: Pick<Accounts, 'getMany' | 'pinned' | 'recent' | 'count' | 'slices'>;
  directory: { readonly names: Pick<NameBook, 'hasNames'> };
  index: Pick<AccountIndex, 'search' | 'named' | 'admitted' | 'connectionIds'>;
  settings: Pick<SettingsFile, 'connection' | 'connections' | 'settings'>;
  providerOf: typeof providerOf;
}

export const mostRows = 50;

/** At most 50 rows for what was typed. Without text: see `homeOf`. */
export function searchAccounts(deps: SearchAccountsDeps, text: string): SearchAnswer {
  const total = countConnected(deps);
  const typed = readSearchText(text, filterableIn(deps));
  const words = typed.words.trim();
  const filters = conditionsOf(deps, typed.filters);
  // SECURITY: a whole name comes first, also if it looks like a filter.
  const named = words === text.trim() ? [] : rowsOf(deps, deps.index.named(text.trim()));
  // The sign of a filter alone says nothing yet.
  if (words === '' && filters.length === 0) {
    const { rows, ...shown } = home(deps);
    const all = { text, target: null, total, rows: tellApart(firstOfEach([...named, ...rows])) };
    return named.length === 0 ? { ...all, ...shown } : all;
  }
  const conditions = [...filters, ...onlyConnected(deps)];
  const { landing, matches, ...found } = words === '' ? listed(deps, conditions) : foundBy(deps, words, conditions);
  const rows = firstOfEach([...named, ...found.rows]);
  const { target = null, page } = landing ?? {};
  return {
    text,
    rows: tellApart(rows),
    target,
    ...(page === undefined ? {} : { page }),
    total,
    matches: { ...matches, count: Math.max(matches.count, countCustomers(rows)) },
  };
}

/** The index may hold customers of a connection that the settings have lost. They would take the place of others. */
function onlyConnected({ index, settings }: SearchAccountsDeps): readonly Condition[] {
  const connectionIds = new Set(settings.connections.map((connection) => connection.connectionId));
  return index.connectionIds.every((id) => connectionIds.has(id)) ? [] : [{ of: 'connection', connectionIds }];
}

interface Found {
  rows: readonly AccountRow[];
  /** Where the last word says that a log-in leads; null if it does not. */
  landing: Place['landing'] | null;
  matches: MatchCount;
}

/** The rows for words that were typed, and where the last of them says that a log-in leads. */
function foundBy(deps: SearchAccountsDeps, words: string, conditions: readonly Condition[]): Found {
  const connections = wordsOfConnections(deps);
  const find = (typed: string) => {
    let matches: MatchCount = noMatches;
    const counted = (found: MatchCount): void => {
      matches = found;
    };
    const hits = deps.index.search(typed, { limit: mostRows, connections, conditions, counted });
    return { rows: rowsOf(deps, hits), first: hits[0], matches };
  };
  const found = find(words);
  const led = found.first?.fit === 'whole' ? null : landingVerb(words, placesToLand(deps));
  if (!led) return { ...found, landing: null };
  if (found.rows.length === 0) return { ...find(led.rest), landing: led.landing };
  // Other customers have these words. A place that is only begun is less than a customer who has all of them.
  if (!led.isWhole && found.first?.fit === 'words') return { ...found, landing: null };
  // SECURITY: `acme senders` is the whole name of Acme, and must not open Acme Sanders, or who has "senders" in a note.
  const before = find(led.rest);
  const isOther = before.first?.fit === 'whole' && before.first.accountId !== found.first?.accountId;
  return isOther ? { ...before, landing: led.landing } : { ...found, landing: null };
}

/** Without words: pinned accounts that fulfil the conditions, then recent ones, then the others by name. */
function listed(deps: SearchAccountsDeps, conditions: readonly Condition[]): Found {
  const frequent = frequented(deps);
  const { index } = deps;
  const ids = frequent.map(({ accountId }) => accountId);
  let matches: MatchCount = noMatches;
  const counted = (found: MatchCount): void => {
    matches = found;
  };
  const hits = index.search('', { limit: mostRows, conditions, counted });
  return { rows: rowsOf(deps, [...index.admitted(ids, conditions), ...hits]), landing: null, matches };
}

const noMatches: MatchCount = { count: 0, isAll: true };

function rowsOf(deps: SearchAccountsDeps, hits: readonly Hit[]): readonly AccountRow[] {
  const found = new Map(deps.accounts.getMany(hits.map((hit) => hit.accountId)).map((a) => [a.accountId, a]));
  return hits.flatMap((hit) => {
    const account = found.get(hit.accountId);
    return account && isConnected(deps, account) ? [rowOf(account, hit)] : [];
  });
}

/** Each account once, at its first place. */
function firstOfEach(rows: readonly AccountRow[]): readonly AccountRow[] {
  const first = new Map(rows.map((row) => [row.accountId, row] as const).reverse());
  return rows.filter((row) => first.get(row.accountId) === row).slice(0, mostRows);
}

/** Consoles are listed like customers, and are none. */
export const countCustomers = (rows: readonly Pick<Account, 'kind'>[]): number =>
  rows.filter(({ kind }) => kind === 'customer').length;

/** How many customers can be found. Those of a connection that the settings have lost cannot. */
export const countConnected = ({
  accounts,
  settings,
}: {
  accounts: Pick<Accounts, 'count'>;
  settings: Pick<SettingsFile, 'connections'>;
}): number => settings.connections.reduce((sum, { connectionId }) => sum + accounts.count(connectionId), 0);

/** False for accounts left behind by a settings file that was lost: nothing could log in to them. */
export const isConnected = (
  { settings }: { settings: Pick<SettingsFile, 'connection'> },
  { connectionId }: Account,
): boolean => settings.connection(connectionId) !== undefined;

/** `smith north` finds the Smith of the connection with this label. */
const wordsOfConnections = ({ settings, providerOf }: SearchAccountsDeps): ReadonlyMap<string, string> =>
  new Map(
    settings.connections.map((connection) => [
      connection.connectionId,
      connectionWords(connection, providerOf(connection.provider)?.facts),
    ]),
  );

/** Where a log-in can land, and the words that say so. */
interface Place {
  verbs: readonly string[];
  landing: { target: string; page?: undefined } | { target?: undefined; page: string };
}

/** At any provider that has a connection: its own targets, then the pages that the user saved. */
function placesToLand({ settings, providerOf }: SearchAccountsDeps): Place[] {
  const connected = new Set(settings.connections.map(({ provider }) => provider));
  const targets = [...connected].flatMap((provider) => providerOf(provider)?.facts.targets ?? []);
  const pages = settings.settings.savedPages.filter(({ provider }) => connected.has(provider));
  return [
    ...targets.map(({ id, verbs }) => ({ verbs, landing: { target: id } })),
    ...pages.map(({ name, page }) => ({ verbs: [typedPageName(name)], landing: { page } })),
  ];
}

function home(deps: SearchAccountsDeps): Pick<SearchAnswer, 'rows' | 'home'> {
  const { accounts } = deps;
  const isThere = (account: Account): boolean => isConnected(deps, account);
  const shown = homeOf(
    {
      opened: accounts.recent(mostRows).filter(isThere),
      pinned: accounts.pinned(mostRows).filter(isThere),
      some: () => firstOf(accounts.slices(mostRows)).filter(isThere),
      hasNames: deps.directory.names.hasNames(),
    },
    mostRows,
  );
  return { rows: shown.rows.map((account) => rowOf(account, null)), home: shown.home };
}

function firstOf<T>(slices: Iterable<readonly T[]>): readonly T[] {
  for (const slice of slices) return slice;
  return [];
}

/** Pinned accounts, then recent ones. */
function frequented(deps: SearchAccountsDeps): readonly Account[] {
  const pinned = deps.accounts.pinned(mostRows);
  const ids = new Set(pinned.map((account) => account.accountId));
  const recent = deps.accounts.recent(mostRows).filter((account) => !ids.has(account.accountId));
  return [...pinned, ...recent].filter((account) => isConnected(deps, account)).slice(0, mostRows);
}

export function rowOf(account: Account, hit: Hit | null): AccountRow {
  return {
    ...account,
    idTail: null,
    showsConnection: false,
    match: hit && { field: hit.field, text: hit.text, ranges: hit.ranges },
  };
}

/** The last words of a text, if they lead to a place. */
interface LandingVerb {
  /** The text before them. */
  rest: string;
  landing: Place['landing'];
  /** False: only the front of the verb was typed. */
  isWhole: boolean;
}

/** The last words, if they are a place's verb, or the first three or more letters of the verbs of one place only. */
function landingVerb(text: string, places: readonly Place[]): LandingVerb | null {
  const words = text.split(/\s+/);
  // The name of a saved page may have several words.
  for (let count = Math.min(mostPageNameWords, words.length - 1); count >= 1; count--) {
    const verb = typedPageName(words.slice(-count).join(' '));
    const spelled = (fits: (known: string) => boolean): Place[] => places.filter(({ verbs }) => verbs.some(fits));
    const [exact] = spelled((known) => known === verb);
    const begun = verb.length >= fewestPlaceLetters ? spelled((known) => known.startsWith(verb)) : [];
    const place = exact ?? (begun.length === 1 ? begun[0] : undefined);
    if (!place) continue;
    return { rest: words.slice(0, -count).join(' '), landing: place.landing, isWhole: exact !== undefined };
  }
  return null;
}
