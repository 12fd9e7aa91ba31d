import { clockTime, countOf, wholeNumber } from '../../shared/format.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { IconName } from '../components/Icon.tsx';
import { coveredChange } from './bar.ts';
import { changeParts } from './change-words.ts';
import { plainWords } from './sentence-parts.ts';
import { factsOf, landingOf } from './state/items.ts';
import type { LauncherView } from './state/view.ts';
import { countdownWords, linkWords, noTargetsWords, progressWords } from './words.ts';

export interface Status {
  icon: IconName | null;
  words: string;
}

/** The most pressing fact, for the status bar. `now` in ms. */
export function statusOf(launcher: LauncherView, now: number): Status {
  const { app, notice, link, row, typedTarget, search } = launcher;
  const change = coveredChange(launcher);
  if (change) return { icon: 'check', words: plainWords(changeParts(change)) };
  if (notice) return { icon: 'check', words: notice };
  if (link) return { icon: 'link', words: `${linkWords(link)} for ${countdownWords(link.expiresAt, now)}` };
  if (row && typedTarget && !landingOf(row, typedTarget, app)) {
    return { icon: 'info', words: noTargetsWords(factsOf(row, app)) };
  }
  if (!app.online) return { icon: 'offline', words: 'Offline. The list is the last one known.' };
  const syncing = app.connections.find(({ health }) => health.status === 'syncing');
  if (syncing) return { icon: 'sync', words: `${syncing.label}: ${progressWords(syncing)}` };
  const waiting = app.connections.find(({ health }) => health.status === 'waiting');
  if (waiting?.health.resumesAt) {
    return { icon: 'clock', words: `${waiting.label} resumes at ${clockTime(waiting.health.resumesAt)}` };
  }
  if (waiting?.health.problem) {
    return { icon: 'clock', words: `${waiting.label}: ${sentenceFor(waiting.health.problem).what}` };
  }
  const naming = app.connections.find(({ health }) => health.names?.status === 'running');
  if (naming?.health.names) {
    const { known, total } = naming.health.names;
    return { icon: null, words: `${naming.label}: ${wholeNumber(known)} of ${countOf(total, 'name')} known` };
  }
  const total = search.answer?.total ?? 0;
  return { icon: null, words: app.connections.length === 0 ? 'No connection' : countOf(total, 'customer') };
}
