import type { NamesProgress } from '../../shared/connection.ts';
import type { AppState } from '../../shared/contract.ts';
import { clockTime, countOf, roughDuration, wholeNumber } from '../../shared/format.ts';
import { missingIn } from '../../shared/missing-names.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { IconName } from '../components/Icon.tsx';
import { coveredChange } from './bar.ts';
import { changeParts } from './change-words.ts';
import { plainWords } from './sentence-parts.ts';
import { factsOf, isSyncing, landingOf } from './state/items.ts';
import type { LauncherView } from './state/view.ts';
import { countdownWords, linkWords, matchWords, noTargetsWords, progressWords, unclearWords } from './words.ts';

export interface Status {
  icon: IconName | null;
  words: string;
}

/** The most pressing fact, for the status bar. `now` in ms. */
export function statusOf(launcher: LauncherView, now: number): Status {
  const { app, link, row, syncsAsked, typedTarget, search, unclear } = launcher;
  const sync = syncsAsked > 0 ? syncWords(app) : null;
  const said = noticeOf(launcher);
  // F5 has an effect whatever is said.
  if (said) return sync === null ? said : { ...said, words: `${said.words} · ${sync}` };
  if (sync !== null) return { icon: 'sync', words: sync };
  if (row && unclear !== null) return { icon: 'info', words: unclearWords[unclear] };
  if (row && typedTarget && !landingOf(row, typedTarget, app)) {
    return { icon: 'info', words: noTargetsWords(factsOf(row, app), row) };
  }
  if (link) return { icon: 'link', words: `${linkWords(link)} for ${countdownWords(link.expiresAt, now)}` };
  if (app.connections.length === 0 && app.online) return { icon: null, words: 'No connection' };
  const behind = backgroundOf(app);
  if (!search.answer?.matches) return behind ?? { icon: null, words: matchWords(launcher) };
  // How many match stays visible whatever goes on.
  return { icon: behind?.icon ?? null, words: [matchWords(launcher), behind?.words].filter(Boolean).join(' · ') };
}

/** What goes on without the user, or is in their way; null: nothing. */
function backgroundOf(app: AppState): Status | null {
  if (!app.online) return { icon: 'offline', words: 'Offline. The list is the last one known.' };
  if (isSyncing(app)) return { icon: 'sync', words: syncWords(app) };
  const waiting = app.connections.find(({ health }) => health.status === 'waiting');
  if (waiting?.health.resumesAt) {
    return { icon: 'clock', words: `${waiting.label} resumes at ${clockTime(waiting.health.resumesAt)}` };
  }
  if (waiting?.health.problem) {
    return { icon: 'clock', words: `${waiting.label}: ${sentenceFor(waiting.health.problem).what}` };
  }
  for (const { label, health } of app.connections) {
    const names = health.names && namesUnderWay(health.names);
    if (names) return { ...names, words: `${label}: ${names.words}` };
  }
  return null;
}

/** What the user's last press did, or why it did nothing. */
function noticeOf(launcher: LauncherView): Status | null {
  const { notice, noticeRefuses } = launcher;
  // A notice is newer than the change, and leaves sooner.
  if (notice !== null) return { icon: noticeRefuses ? 'info' : 'check', words: notice };
  const change = coveredChange(launcher);
  return change && { icon: 'check', words: plainWords(changeParts(change)) };
}

function syncWords(app: AppState): string {
  const syncing = app.connections.find(({ health }) => health.status === 'syncing');
  return syncing ? `${syncing.label}: ${progressWords(syncing)}` : 'Syncing…';
}

/** Null if all names are there, or if nothing will come without the user. */
function namesUnderWay(names: NamesProgress): Status | null {
  const { known, total, status, resumesAt, minutesLeft } = names;
  if (missingIn(names) === 0) return null;
  const far = `${wholeNumber(known)} of ${countOf(total, 'name')} known`;
  if (status === 'running')
    return { icon: null, words: minutesLeft === null ? far : `${far}, ${roughDuration(minutesLeft)} left` };
  return status === 'waiting' && resumesAt
    ? { icon: 'clock', words: `${far}, resumes at ${clockTime(resumesAt)}` }
    : null;
}
