import type { ConnectionHealth } from '../../../shared/connection.ts';
import { clockTime, countOf, relativeTime, wholeNumber } from '../../../shared/format.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';

export interface HealthWords {
  tone: 'well' | 'busy' | 'waiting' | 'attention';
  words: string;
}

/** How a connection is doing, in one line. `now` in ms. */
export function healthWords(health: ConnectionHealth, now: number): HealthWords {
  const { status, problem, progress, resumesAt, lastSyncedAt } = health;
  const later = resumesAt ? ` Goes on at ${clockTime(resumesAt)}.` : '';
  if (status === 'attention' && problem) return { tone: 'attention', words: sentenceFor(problem).what };
  if (status === 'waiting') {
    return { tone: 'waiting', words: `${problem ? sentenceFor(problem).what : 'Waiting for the provider.'}${later}` };
  }
  if (status === 'syncing') {
    if (!progress) return { tone: 'busy', words: 'Syncing…' };
    const { seen, total } = progress;
    return {
      tone: 'busy',
      words:
        total === null
          ? `Syncing… ${countOf(seen, 'account')} so far`
          : `Syncing… ${wholeNumber(seen)} of ${countOf(total, 'account')}`,
    };
  }
  return { tone: 'well', words: lastSyncedAt ? `Synced ${relativeTime(lastSyncedAt, now)}` : 'Not synced yet' };
}

/** How far the pass that asks for names has come, e.g. `1,200 of 5,000 known. Resumes at 14:05.` */
export function namesWords({ known, total, status, resumesAt }: NonNullable<ConnectionHealth['names']>): string {
  const far = `${wholeNumber(known)} of ${wholeNumber(total)} known`;
  switch (status) {
    case 'done':
      return known === total ? 'Every customer has a name.' : `${far}. The others have none at the provider.`;
    case 'running':
      return `${far}. Asking for the others.`;
    case 'paused':
      return `${far}. Paused.`;
    case 'waiting':
      return resumesAt ? `${far}. Resumes at ${clockTime(resumesAt)}.` : `${far}. Waiting for the provider.`;
  }
}
