import { randomBytes } from 'node:crypto';
import type { RequestName } from '../../shared/channels.ts';
import { type Handlers, inputs } from '../../shared/contract.ts';
import { fail, type Result } from '../../shared/result.ts';

export interface AnswerDeps {
  handlers: Handlers;
  /** Keeps what a bug threw; `reference` is all that the user sees of it. */
  log: (reference: string, error: unknown) => void;
}

/** Calls the handler with an input that passed the request's schema. Never rejects, and repeats no error's words. */
export async function answerRequest(deps: AnswerDeps, name: RequestName, input: unknown): Promise<Result<unknown>> {
  // SECURITY: whatever a page sends is a stranger's word until the schema has passed it.
  const read = inputs[name].safeParse(input);
  if (!read.success) return fail({ kind: 'input-invalid', request: name });
  // The schema of this very name made the input; a table indexed by a union of names cannot tell the compiler so.
  const handler = deps.handlers[name] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
  try {
    return await handler(read.data);
  } catch (error) {
    return fail(unexpected(deps, error));
  }
}

/** SECURITY: an error's message may hold a key, a link or a path, so that only a random reference goes out. */
function unexpected(deps: Pick<AnswerDeps, 'log'>, error: unknown): { kind: 'unexpected'; reference: string } {
  const reference = randomBytes(4).toString('hex');
  deps.log(reference, error);
  return { kind: 'unexpected', reference };
}
