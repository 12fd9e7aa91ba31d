import type { Handlers } from '../../shared/contract.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, type Result } from '../../shared/result.ts';
import { DirectoryFault } from '../directory/sqlite/database.ts';

type AnyHandler = (input: never) => Result<unknown> | Promise<Result<unknown>>;

/** The problem behind an error of the directory: the disk or the database failed. Throws the error again if it is a bug. */
export function problemOfFault(error: unknown): Problem {
  if (error instanceof DirectoryFault) return error.problem;
  throw error;
}

/** Does some work; a fault of the directory becomes `onProblem`'s value. */
export function catchFault<T>(work: () => T, onProblem: (problem: Problem) => T): T {
  try {
    return work();
  } catch (error) {
    return onProblem(problemOfFault(error));
  }
}

/** Does some work; a fault of the directory becomes a problem of its result. */
export async function faultAsProblem<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return fail(problemOfFault(error));
  }
}

/** The same handlers; a fault of the directory becomes a problem of their result. */
export function faultsAsProblems(handlers: Handlers): Handlers {
  const wrapped = Object.entries<AnyHandler>(handlers).map(([name, handler]) => [
    name,
    (input: never) => faultAsProblem(async () => handler(input)),
  ]);
  return Object.fromEntries(wrapped) as Handlers;
}
