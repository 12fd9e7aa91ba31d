import type { ConnectionView } from '../../shared/connection.ts';
import { countOf } from '../../shared/format.ts';
import { type MissingNames, missingNames, missingNamesSaid } from '../../shared/missing-names.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import { syncProgress } from '../../shared/sync-progress.ts';
import { changeOfUndoKey } from './bar.ts';
import { changeParts } from './change-words.ts';
import { namingParts, questionParts } from './question-words.ts';
import { endedSentence, plainWords } from './sentence-parts.ts';
import { isSyncing } from './state/items.ts';
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

/** For a provider without landing targets. */
export const noTargetsWords = (facts: ProviderFacts | undefined): string =>
  `${facts?.shortName ?? 'This provider'} always opens on its own start page`;

/** How far a running sync is. */
export const progressWords = ({ health }: ConnectionView): string =>
  syncProgress(health, 'customer') ?? (health.accountCount > 0 ? 'syncing…' : 'looking for customers');

/** The sentence shown instead of rows; null if there are rows, and before the first answer. */
export function emptyWords({ app, search: { answer }, items, naming }: LauncherView): string | null {
  if (!answer || items.some(({ type }) => type === 'account')) return null;
  const text = answer.text.trim();
  if (app.connections.length === 0) return 'No provider is connected yet.';
  if (answer.total === 0) return isSyncing(app) ? 'Fetching your customers' : 'No customers are known yet.';
  if (text) return `No customer matches “${text}”.`;
  return naming === null ? 'Type a customer’s name.' : 'Type the id or the email of the account.';
}

/** The names that may be why nothing matches the text; null if there is a match, or if all names are there. */
export const namesMissedIn = ({ app, search: { answer }, items }: LauncherView): MissingNames | null =>
  answer && answer.total > 0 && answer.text.trim() && !items.some(({ type }) => type === 'account')
    ? missingNames(app)
    : null;

/** What a screen reader says, the most pressing thing first. */
export const saidWords = (launcher: LauncherView): string =>
  promptWords(launcher) ??
  launcher.notice ??
  offerWords(launcher) ??
  emptySaid(launcher) ??
  (launcher.items.length === 0 ? '' : countOf(launcher.items.length, 'customer'));

function emptySaid(launcher: LauncherView): string | null {
  const words = emptyWords(launcher);
  const missed = namesMissedIn(launcher);
  return words && missed ? `${words} ${missingNamesSaid(missed)}` : words;
}

/** Until the text changes: the results are more pressing then. */
function offerWords(launcher: LauncherView): string | null {
  const change = changeOfUndoKey(launcher);
  const key = launcher.app.platform === 'darwin' ? 'Command' : 'Control';
  return change && `${endedSentence(plainWords(changeParts(change)))} Undo with ${key} Z.`;
}

function promptWords({ attempt, failure, naming, namingRow }: LauncherView): string | null {
  if (namingRow && naming !== null)
    return `${plainWords(namingParts(namingRow, naming))} Enter to give the name, Escape to cancel.`;
  if (attempt?.stage.at === 'question') {
    return `${plainWords(questionParts(attempt.stage.questions, attempt))} Enter to go on, Escape to cancel.`;
  }
  if (!failure) return null;
  const { what, next } = sentenceFor(failure.problem);
  return `${failure.row ? `${failure.row.name}: ` : ''}${what} ${next}.`;
}
