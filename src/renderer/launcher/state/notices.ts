import type { AccountRow } from '../../../shared/account.ts';
import type { Problem } from '../../../shared/problems.ts';
import { type Change, given, inOrder, request, set } from './change.ts';
import type { Retry } from './launcher-state.ts';

/** How long a confirmation stays: until slow readers have read it. */
const noticeMs = (words: string): number => Math.max(4_000, 1_000 + 70 * words.length);

/** Until then, it cannot have been read. */
const readMs = 300;

const show = (said: string, noticeRefuses: boolean): Change =>
  given(({ notice, noticeRepeats, unreadUndone }) => {
    const words = unreadUndone === null || unreadUndone === said ? said : `${unreadUndone}. ${said}`;
    return inOrder(
      set({ notice: words, noticeRefuses, noticeRepeats: notice === words ? noticeRepeats + 1 : 0 }),
      request({ do: 'start-timer', timer: 'notice', afterMs: noticeMs(words) }),
    );
  });

/** What was done. */
export const say = (words: string): Change => show(words, false);

/** What was undone. It is said whatever the next key has for an answer. */
export const sayUndone = (words: string): Change =>
  inOrder(
    say(words),
    set({ unreadUndone: words }),
    request({ do: 'start-timer', timer: 'notice-read', afterMs: readMs }),
  );

/** Why a press changed nothing. */
export const refuse = (words: string): Change => show(words, true);

export const clearNotice: Change = inOrder(
  set({ notice: null, unreadUndone: null }),
  request({ do: 'stop-timer', timer: 'notice' }),
);

/** Shows a problem. A log-in that the provider refuses for a while is counted down to the time at which it may be tried again. */
export const fail = (problem: Problem, row: AccountRow | null, retry: Retry): Change =>
  problem.kind === 'rate-limited' && retry.do === 'log-in'
    ? inOrder(
        given(({ willTell }) => {
          // Asked for already, and dismissed since: not offered once more.
          const toldAt = willTell[retry.asked.row.accountId];
          const phase = toldAt !== undefined && toldAt >= problem.retryAt ? 'will-tell' : 'counting';
          return set({ failure: { problem, row, retry, rest: { phase } } });
        }),
        request({ do: 'start-timer-until', timer: 'rest', at: problem.retryAt }),
      )
    : set({ failure: { problem, row, retry } });
