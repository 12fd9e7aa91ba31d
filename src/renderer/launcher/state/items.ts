import type { AccountRow } from '../../../shared/account.ts';
import type { AppState, FoundInTicket, HomeGroup } from '../../../shared/contract.ts';
import { missingNames } from '../../../shared/missing-names.ts';
import { type OpensIn, windowNames } from '../../../shared/own-windows.ts';
import type { LandingTarget, ProviderFacts } from '../../../shared/provider-facts.ts';
import { pageWords, readPage } from '../../../shared/provider-page.ts';
import { readSearchText } from '../../../shared/search-filters.ts';
import { certainEvidence, type Evidence, isTicketText, mayNameSomeone } from '../../../shared/ticket-text.ts';
import type { IconName } from '../../components/Icon.tsx';
import { withoutEquals } from '../row-words.ts';
import { stepWords } from '../step-words.ts';
import { type FirstStep, isStepDone, stepIcons } from './first-steps.ts';
import type { ShownAnswer } from './launcher-state.ts';
import { firstLineOf } from './ticket.ts';
import { keyTroublesOf, type Trouble } from './troubles.ts';

export type OfferId =
  | 'connect'
  | 'explore'
  | 'search-shorter'
  | 'search-first-line'
  | 'look-in-text'
  | 'sync'
  | 'give-key'
  | 'import-names'
  | 'use-nearest'
  | 'search-literally'
  | FirstStep
  | 'hide-steps';

/** One line of the list: an account, or an offer, if there are no accounts or a newcomer has something left to do. */
export type Item = AccountItem | OfferItem | WindowItem;

/** `isDone`: one of the first steps that was done since the list came. */
interface OfferItem {
  type: 'offer';
  key: OfferId;
  name: string;
  icon: IconName;
  group: string | null;
  isDone?: boolean;
}

/** The open window of a customer without a line, perhaps because no list has the customer any more. It offers no log-in. */
export interface WindowItem {
  type: 'window';
  key: string;
  windowId: string;
  name: string;
  icon: IconName;
  group: string;
}

/** `found`: what it was found by in a ticket's text. `isGuess`: it must not be highlighted before the user chooses it. */
export interface AccountItem {
  type: 'account';
  key: string;
  row: AccountRow;
  group: string | null;
  /** The customer's own window, if the line is listed because that is open. */
  windowId?: string;
  found?: Evidence | null;
  isGuess?: boolean;
}

const groupNames: Readonly<Record<HomeGroup, string>> = {
  last: 'Last opened',
  recent: 'Recent',
  pinned: 'Pinned',
  earlier: 'Earlier',
  try: 'Try one of these: type a few letters of its name, then press Enter',
  console: 'Consoles',
};

const offer = (key: OfferId, name: string, icon: IconName): Item => ({ type: 'offer', key, name, icon, group: null });

export const isSyncing = (state: AppState): boolean =>
  state.connections.some(({ health }) => health.status === 'syncing');

/** One word, or several in quotation marks, with the sign of a filter before them. */
const lastWord = /(?:[^\s"“”„]*["“”„][^"“”„]*["“”„]|\S+)$/;

/** The text without its last word or filter, and that one; null if there are not two of them. */
export function withoutLastWord(text: string): { shorter: string; dropped: string } | null {
  const all = text.trim();
  const dropped = lastWord.exec(all)?.[0] ?? '';
  const before = all.slice(0, all.length - dropped.length);
  const shorter = before.trimEnd();
  return shorter !== '' && shorter !== before ? { shorter, dropped } : null;
}

/** Under a heading of their own, each with what it was found by. Only one customer for certain may be highlighted. */
function ticketItems(rows: readonly AccountRow[], { evidence, isAll }: FoundInTicket): readonly Item[] {
  const [only] = rows.length === 1 ? rows : [];
  const by = only && evidence[only.accountId]?.by;
  const isCertain = by !== undefined && isAll && certainEvidence.has(by);
  return rows.map((row) => {
    const found = evidence[row.accountId] ?? null;
    return {
      type: 'account',
      key: row.accountId,
      row,
      group: 'Found in your text',
      found,
      isGuess: !isCertain,
    };
  });
}

const accountItem = (row: AccountRow, group: string | null, windowId?: string): AccountItem => ({
  type: 'account',
  key: row.accountId,
  row,
  group,
  ...(windowId === undefined ? {} : { windowId }),
});

/** A step that is done stays where it is until the next list: nothing moves. */
function stepItems(answer: ShownAnswer, app: AppState): readonly Item[] {
  const { steps } = answer;
  if (steps.length === 0 || !app.settings.firstSteps) return [];
  const group = 'First steps';
  return [
    ...steps.map((step): Item => {
      const isDone = isStepDone(step, answer, app);
      const icon = isDone ? 'check' : stepIcons[step];
      return { type: 'offer', key: step, name: stepWords[step], icon, group, isDone };
    }),
    { type: 'offer', key: 'hide-steps', name: 'Hide these steps', icon: 'cross', group },
  ];
}

const openNow = 'Open now';

function windowItems({ openThen, rows }: ShownAnswer): readonly Item[] {
  const names = windowNames(openThen, { withConnection: true });
  return openThen
    .filter((open) => !rows.some(({ accountId }) => accountId === open.accountId))
    .map(({ windowId }): Item => {
      const name = names.get(windowId) ?? '';
      return { type: 'window', key: `window ${windowId}`, windowId, name, icon: 'target', group: openNow };
    });
}

/** Customers whose own window is open come first: Enter brings that to the front. */
function homeItems(rows: readonly AccountRow[], answer: ShownAnswer, app: AppState): readonly Item[] {
  const { openThen, home } = answer;
  const { openWindows } = app;
  const windowOf = (row: AccountRow): string | undefined =>
    openWindows.find(({ accountId, closing }) => accountId === row.accountId && !closing)?.windowId;
  const isOpen = ({ accountId }: AccountRow): boolean => openThen.some((open) => open.accountId === accountId);
  return [
    ...rows.filter(isOpen).map((row) => accountItem(row, openNow, windowOf(row))),
    ...windowItems(answer),
    ...rows
      .filter((row) => !isOpen(row))
      .map((row) => {
        const group = home?.groups[row.accountId];
        // SECURITY: the user has not asked for a customer whom the list only offers to try.
        return { ...accountItem(row, group ? groupNames[group] : null), isGuess: group === 'try' };
      }),
    ...stepItems(answer, app),
  ];
}

/** The lines of an answer. SECURITY: no line changes data, because a typo and a quick Enter take the first one. */
export function itemsOf(answer: ShownAnswer, state: AppState): readonly Item[] {
  const { home } = answer;
  // A connection may have been removed since the search, and its accounts with it.
  const connected = answer.rows.filter((row) => factsOf(row, state));
  const rows = withoutEquals(connected, state);
  const text = answer.text.trim();
  if (rows.length > 0 && answer.ticket) return ticketItems(rows, answer.ticket);
  if (rows.length > 0) {
    return text === '' || home ? homeItems(rows, answer, state) : rows.map((row) => accountItem(row, null));
  }
  if (text === '' && answer.openThen.length > 0) return [...windowItems(answer), ...emptyItems(answer, state)];
  return emptyItems(answer, state);
}

/** What can be done if no customer is found. */
function emptyItems(answer: ShownAnswer, state: AppState): readonly Item[] {
  const { total } = answer;
  const text = answer.text.trim();
  if (state.connections.length === 0) {
    return [
      offer('connect', `Connect ${state.providers.map(({ shortName }) => shortName).join(' or ')}`, 'key'),
      offer('explore', 'Explore with sample customers', 'people'),
    ];
  }
  const importNames =
    text && total > 0 && missingNames(state) ? [offer('import-names', 'Import names from a file', 'people')] : [];
  const keyTroubles = keyTroublesOf(state);
  const canSync = keyTroubles.length < state.connections.length;
  const sync = isSyncing(state) || !canSync || (!text && total > 0) ? [] : [offer('sync', 'Sync now', 'sync')];
  const giveKey = total === 0 || (text && !canSync) ? keyTroubles.slice(0, 1).map(offerOfKey) : [];
  if (isTicketText(answer.text) && total > 0) {
    return [
      offer('search-first-line', `Search for “${cut(firstLineOf(answer.text))}”`, 'search'),
      ...giveKey,
      ...sync,
      ...importNames,
    ];
  }
  const last = withoutLastWord(text);
  const filterOffers = total > 0 ? [...offersToLook(text, state), ...offersAboutFilters(answer.text, state)] : [];
  if (last && total > 0) {
    return [
      ...filterOffers,
      offer('search-shorter', `Search again without “${last.dropped}”`, 'search'),
      ...giveKey,
      ...(canSync ? [offer('sync', 'Sync now', 'sync')] : []),
      ...importNames,
    ];
  }
  return [...filterOffers, ...giveKey, ...sync, ...importNames];
}

const offerOfKey = ({ label, problem }: Trouble): Item =>
  offer('give-key', problem.kind === 'key-missing' ? `Give ${label} its key` : `Replace the key of ${label}`, 'key');

const longestOfferedLine = 50;

const cut = (line: string): string =>
  line.length > longestOfferedLine ? `${line.slice(0, longestOfferedLine).toWellFormed().trimEnd()}…` : line;

/** The text of a search with what a misspelt filter most likely means; null if none is misspelt. */
export const withNearestFilter = (text: string, state: AppState): string | null =>
  readSearchText(text, state)
    .unknown.find(({ nearest }) => nearest)
    ?.nearest?.text.trim() ?? null;

/** A text with a customer somewhere in it. To look through it takes too long for each letter that is typed. */
function offersToLook(text: string, state: AppState): readonly Item[] {
  const { filters, unknown } = readSearchText(text, state);
  // `#` is as often a sign of the ticket.
  const isPlain = unknown.length === 0 && filters.every(({ kind }) => kind === 'id');
  return isPlain && mayNameSomeone(text) ? [offer('look-in-text', 'Look for customers in this text', 'search')] : [];
}

/** What may have been meant instead: another filter, or a text that only looks like one. */
function offersAboutFilters(text: string, state: AppState): readonly Item[] {
  const nearest = withNearestFilter(text, state);
  const isFiltered = readSearchText(text, state).filters.length > 0;
  return [
    ...(nearest === null ? [] : [offer('use-nearest', `Search for “${nearest}”`, 'search')]),
    ...(isFiltered ? [offer('search-literally', `Search for the text “${text.trim()}” as it is`, 'search')] : []),
  ];
}

export function factsOf(row: AccountRow, state: AppState): ProviderFacts | undefined {
  const connection = state.connections.find(({ connectionId }) => connectionId === row.connectionId);
  return state.providers.find(({ provider }) => provider === connection?.provider);
}

/** Where a login to this row can land; nowhere for the console, which is not a customer's account. */
export const targetsOf = (row: AccountRow, state: AppState): readonly LandingTarget[] =>
  row.kind === 'customer' ? (factsOf(row, state)?.targets ?? []) : [];

/** Whether a log-in to this row takes this page: the console, which is no customer's account, takes none. */
export const takesPage = (row: AccountRow, page: string, state: AppState): boolean =>
  row.kind === 'customer' && readPage(page, factsOf(row, state)?.pages ?? null) !== null;
export const takesUser = (row: AccountRow, state: AppState): boolean =>
  row.kind === 'customer' && (factsOf(row, state)?.takesUser ?? false);

/** Where Enter on this row leads, as the text says. Null: to the provider's own start page, as the user whom the provider chooses. */
export interface RowLanding {
  place: string | null;
  /** The same in few letters. A page keeps its end, which tells it from others; the filter's chip has all of it. */
  shortPlace: string | null;
  user: string | null;
}

/** See `LauncherView`. */
interface TypedInField {
  app: AppState;
  typedPage: string | null;
  typedTarget: string | null;
  typedUser: string | null;
}

export function rowLanding(row: AccountRow, { app, typedPage, typedTarget, typedUser }: TypedInField): RowLanding {
  const user = typedUser !== null && takesUser(row, app) ? typedUser : null;
  if (typedPage === null) {
    const place = landingOf(row, typedTarget, app)?.name ?? null;
    return { place, shortPlace: place, user };
  }
  if (!takesPage(row, typedPage, app)) return { place: null, shortPlace: null, user };
  return { place: pageWords(typedPage), shortPlace: endOfPage(typedPage), user };
}

const shortPage = 20;

/** The last parts of a page's path, as many as there is room for. */
function endOfPage(page: string): string {
  const words = pageWords(page);
  if (words.length <= shortPage) return words;
  const end = words.slice(1 - shortPage);
  const slash = end.indexOf('/');
  return `…${slash < 0 ? end : end.slice(slash)}`;
}

/** Where this row's customers open, unless the user says otherwise. */
export const placeOf = (row: AccountRow, state: AppState): OpensIn =>
  state.connections.find(({ connectionId }) => connectionId === row.connectionId)?.opensIn ?? 'browser';

/** The landing target that was typed, if this row's provider has it. */
export const landingOf = (row: AccountRow, typed: string | null, state: AppState): LandingTarget | null =>
  targetsOf(row, state).find(({ id }) => id === typed) ?? null;
