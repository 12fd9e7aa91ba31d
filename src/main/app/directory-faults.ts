import type { Handlers } from '../../shared/contract.ts';
import { fail, type Result } from '../../shared/result.ts';
import { DirectoryFault } from '../directory/sqlite/database.ts';

type AnyHandler = (input: never) => Result<unknown> | Promise<Result<unknown>>;

/** Every handler, made to answer with the problem where the disk or the database stands in the way. Bugs go on. */
export function answeringFaults(handlers: Handlers): Handlers {
  const answered = Object.entries<AnyHandler>(handlers).map(([name, handler]) => [
    name,
    (input: never) => answeringFault(async () => handler(input)),
  ]);
  return Object.fromEntries(answered) as Handlers;
}

/** The same for one piece of work. */
export async function answeringFault<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DirectoryFault) return fail(error.problem);
    throw error;
  }
}
