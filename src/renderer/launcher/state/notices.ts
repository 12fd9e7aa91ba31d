import type { AccountRow } from '../../../shared/account.ts';
import type { Problem } from '../../../shared/problems.ts';
import { type Change, inOrder, request, set } from './change.ts';
import type { Retry } from './launcher-state.ts';

/** How long a confirmation stays. */
const noticeMs = 4_000;

export const say = (words: string): Change =>
  inOrder(set({ notice: words }), request({ do: 'start-timer', timer: 'notice', afterMs: noticeMs }));

export const clearNotice: Change = inOrder(set({ notice: null }), request({ do: 'stop-timer', timer: 'notice' }));

export const fail = (problem: Problem, row: AccountRow | null, retry: Retry): Change =>
  set({ failure: { problem, row, retry } });
