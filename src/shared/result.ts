import type { Problem } from './problems.ts';

/** What every fallible call returns: a value, or an expected failure that a screen can explain. Bugs throw. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });
