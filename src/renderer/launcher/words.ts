import type { AccountRow, AccountState } from '../../shared/account.ts';
import type { LogInAnswer } from '../../shared/contract.ts';

/** States that a user must know of before logging in; the others are not worth a word. */
export const stateWords: Partial<Record<AccountState, string>> = {
  suspended: 'suspended',
  deactivated: 'deactivated',
  banned: 'banned',
  inactive: 'inactive',
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `3 min ago`; from a week on, the date. */
export function agoWords(iso: string, now: number): string {
  const age = now - Date.parse(iso);
  if (age < minuteMs) return 'just now';
  if (age < hourMs) return `${Math.floor(age / minuteMs)} min ago`;
  if (age < dayMs) return `${Math.floor(age / hourMs)} h ago`;
  if (age < 2 * dayMs) return 'yesterday';
  if (age < 7 * dayMs) return `${Math.floor(age / dayMs)} days ago`;
  return new Date(iso).toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `14:05`, in the reader's own zone. */
export const clockWords = (iso: string): string =>
  new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/** `0:52`; never below zero. */
export function countdownWords(expiresAt: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Said after the name of a provider without landing targets. */
export const startPageWords = 'always opens on its own start page';

export type Question = Omit<Extract<LogInAnswer, { opened: false }>, 'opened'>;

/** What a guard asks, in one line. */
export function questionWords({ ask, otherName, minutesAgo, state }: Question, row: AccountRow): string {
  if (ask === 'recently-opened') {
    const when = minutesAgo === null ? 'lately' : minutesAgo < 1 ? 'just now' : `${minutesAgo} min ago`;
    return `${otherName ?? 'Another customer'} was opened ${when}; this replaces that session.`;
  }
  if (ask === 'lookalike') {
    const mark = row.idTail ? `id …${row.idTail}` : row.email || row.domain || row.remoteId;
    return `${otherName ?? 'Another row'} looks almost the same. This is ${row.name}, ${mark}.`;
  }
  return `${row.name} is ${state ?? 'not active'}: the login may fail.`;
}
