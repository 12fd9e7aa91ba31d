import type { AccountRow } from '../../shared/account.ts';
import type { ConnectionView } from '../../shared/connection.ts';
import { countOf, wholeNumber } from '../../shared/format.ts';
import { type MissingNames, missingNames, missingNamesSaid } from '../../shared/missing-names.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import { readSearchText, type UnclearLanding } from '../../shared/search-filters.ts';
import { syncProgress } from '../../shared/sync-progress.ts';
import { isTicketText } from '../../shared/ticket-text.ts';
import { changeOfUndoKey, openableDirectly } from './bar.ts';
import { changeParts } from './change-words.ts';
import { failureSaid } from './failure-words.ts';
import { filtersSaid, unknownFilterWords } from './filter-words.ts';
import { closingParts, namingParts, questionParts } from './question-words.ts';
import { endedSentence, plainWords } from './sentence-parts.ts';
import { type Item, isSyncing } from './state/items.ts';
import type { LandingField } from './state/launcher-keys.ts';
import type { LauncherState } from './state/launcher-state.ts';
import type { LauncherView } from './state/view.ts';

// The launcher's sentences. The status bar's are in status.ts, those of problems in src/shared/problem-sentences.ts.

/** `0:52`; never below zero. */
export function countdownWords(expiresAt: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export const linkWords = ({ accountName }: NonNullable<LauncherState['link']>): string =>
  `Login link for ${accountName} is on the clipboard`;

export const troubleWords = (count: number): string =>
  count === 1 ? '1 connection needs attention' : `${wholeNumber(count)} connections need attention`;

/** A console is a row like that of a customer, and is none. */
function countsOf(items: readonly Item[]): { customers: number; consoles: number } {
  const rows = items.flatMap((item) => (item.type === 'account' ? [item.row] : []));
  const customers = rows.filter(({ kind }) => kind === 'customer').length;
  return { customers, consoles: rows.length - customers };
}

/** How many customers match what was typed, and how many of them the list has; without a text, how many there are. */
export function matchWords({ search: { answer }, items }: LauncherView): string {
  if (!answer) return countOf(0, 'customer');
  const { matches, total } = answer;
  const { customers: shown, consoles } = countsOf(items);
  if (matches && shown === 0 && consoles > 0) return countOf(consoles, 'console');
  if (!matches || shown === 0) return countOf(total, 'customer');
  if (matches.count <= shown && matches.isAll) return `${wholeNumber(shown)} of ${countOf(total, 'customer')}`;
  const count = `${matches.isAll ? '' : 'more than '}${wholeNumber(Math.max(matches.count, shown))}`;
  return `First ${wholeNumber(shown)} of ${count}: type more`;
}

/** The keys for the log-in under way, for a screen reader. */
export function workingKeys(launcher: LauncherView): string {
  const direct = openableDirectly(launcher);
  if (direct === null) return 'Escape to cancel.';
  const how = launcher.row?.accountId === direct ? 'Enter' : 'The button or the actions';
  return `${how} to open the link directly, Escape to cancel.`;
}

/** For a provider without landing targets. */
export const noTargetsWords = (facts: ProviderFacts | undefined, row: AccountRow): string =>
  `${row.kind === 'customer' ? (facts?.shortName ?? 'This provider') : row.name} always opens on its own start page`;

/** Why a log-in to this row takes no page, or no user. */
export function noLandingWords(about: LandingField, facts: ProviderFacts | undefined, row: AccountRow): string {
  const what = about === 'page' ? 'opens no page by its address' : 'lets no log-in choose the user';
  if (row.kind === 'customer' && about === 'page' && facts?.pages) return `This is no page of ${facts.shortName}`;
  return `${row.kind === 'customer' ? (facts?.shortName ?? 'This provider') : row.name} ${what}`;
}

/** Why Enter does not log in yet. */
export const unclearWords: Readonly<Record<UnclearLanding, string>> = {
  'unfinished-user': 'Type the whole email of the user after “as:” first',
  'several-users': 'The text says more than one user: take one out',
  'several-places': 'The text says more than one place to land: take one out',
};

/** What was chosen is not what the text says. */
export const otherPlaceWords = 'The text says another page: take it out first';
export const otherUserWords = 'The text says a user: take it out first';

/** How far a running sync is. */
export const progressWords = ({ health }: ConnectionView): string =>
  syncProgress(health, 'customer') ?? (health.accountCount > 0 ? 'syncing…' : 'looking for customers');

/** The sentence shown instead of rows; null if there are rows, and before the first answer. */
export function emptyWords({ app, search: { answer }, items, naming }: LauncherView): string | null {
  if (!answer || items.some(({ type }) => type === 'account')) return null;
  const text = answer.text.trim();
  if (app.connections.length === 0) return 'No provider is connected yet.';
  if (answer.total === 0) return isSyncing(app) ? 'Fetching your customers' : 'No customers are known yet.';
  if (isTicketText(answer.text)) return 'None of your customers is in this text.';
  if (text) return `No customer matches “${text}”.`;
  return naming === null ? 'Type a customer’s name.' : 'Type the id or the email of the account.';
}

/** Why what looks like a filter in the text is none; null if there is a match, or no such text. */
export function unknownFilterOf({ app, search: { answer }, items }: LauncherView): string | null {
  if (!answer || items.some(({ type }) => type === 'account')) return null;
  const [unknown] = readSearchText(answer.text, app).unknown;
  return unknown ? unknownFilterWords(unknown) : null;
}

/** The names that may be why nothing matches the text; null if there is a match, or if all names are there. */
export const namesMissedIn = ({ app, search: { answer }, items }: LauncherView): MissingNames | null =>
  answer && answer.total > 0 && answer.text.trim() && !items.some(({ type }) => type === 'account')
    ? missingNames(app)
    : null;

/** What a screen reader says, the most pressing thing first. */
export const saidWords = (launcher: LauncherView): string =>
  promptWords(launcher) ?? launcher.notice ?? offerWords(launcher) ?? emptySaid(launcher) ?? countSaid(launcher);

function countSaid({ items, search, typed }: LauncherView): string {
  const { customers, consoles } = countsOf(items);
  const shown = [customers > 0 && countOf(customers, 'customer'), consoles > 0 && countOf(consoles, 'console')]
    .filter(Boolean)
    .join(' and ');
  const { matches, ticket } = search.answer ?? {};
  const isCut = customers > 0 && matches !== undefined && (matches.count > customers || !matches.isAll);
  const more = isCut ? `, of ${matches.isAll ? '' : 'more than '}${wholeNumber(matches.count)}` : '';
  const count = `${shown}${more}`;
  if (ticket && count !== '') return `${count} found in your text`;
  const filters = filtersSaid(typed);
  return filters === '' ? count : `${count}. ${filters}`;
}

function emptySaid(launcher: LauncherView): string | null {
  const words = emptyWords(launcher);
  const missed = namesMissedIn(launcher);
  const said = [words, unknownFilterOf(launcher), missed && missingNamesSaid(missed), filtersSaid(launcher.typed)];
  return words && said.filter(Boolean).join(' ');
}

/** Until the text changes: the results are more pressing then. */
function offerWords(launcher: LauncherView): string | null {
  const change = changeOfUndoKey(launcher);
  const key = launcher.app.platform === 'darwin' ? 'Command' : 'Control';
  return change && `${endedSentence(plainWords(changeParts(change)))} Undo with ${key} Z.`;
}

function promptWords({ app, attempt, closing, failure, naming, namingRow }: LauncherView): string | null {
  if (namingRow && naming !== null)
    return `${plainWords(namingParts(namingRow, naming, app.connections))} Enter to give the name, Escape to cancel.`;
  if (attempt?.stage.at === 'question') {
    return `${plainWords(questionParts(attempt.stage.questions, attempt, app.connections))} Enter to go on, Escape to cancel.`;
  }
  if (closing) return `${plainWords(closingParts(closing))} Enter to close, Escape to cancel.`;
  return failure && failureSaid(failure, app.connections);
}
