import type { AccountRow, AccountState } from '../../shared/account.ts';
import type { LogInAnswer } from '../../shared/contract.ts';
import { minutesAgo as minuteWords } from '../../shared/format.ts';

/** States that a user must know of before logging in; the others are not worth a word. */
export const stateWords: Partial<Record<AccountState, string>> = {
  suspended: 'suspended',
  deactivated: 'deactivated',
  banned: 'banned',
  inactive: 'inactive',
};

/** `0:52`; never below zero. */
export function countdownWords(expiresAt: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Said after the name of a provider without landing targets. */
export const startPageWords = 'always opens on its own start page';

export type Question = Omit<Extract<LogInAnswer, { opened: false }>, 'opened'>;

/** What a guard asks, in one line. */
export function questionWords({ ask, otherName, minutesAgo, state }: Question, row: AccountRow): string {
  if (ask === 'recently-opened') {
    const when = minutesAgo === null ? 'lately' : minuteWords(minutesAgo);
    return `${otherName ?? 'Another customer'} was opened ${when}; this replaces that session.`;
  }
  if (ask === 'lookalike') {
    const mark = row.idTail ? `id …${row.idTail}` : row.email || row.domain || row.remoteId;
    return `${otherName ?? 'Another row'} looks almost the same. This is ${row.name}, ${mark}.`;
  }
  return `${row.name} is ${state ?? 'not active'}: the login may fail.`;
}
