import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { type Handlers, type Input, type Output, type RequestName, requests } from '../../shared/contract.ts';
import { fail, type Result } from '../../shared/result.ts';

export interface AnswerDeps {
  handlers: Handlers;
  /** Records what a bug threw; `reference` is all that the user sees of it. */
  log: (reference: string, error: unknown) => void;
}

/** Calls the request's handler with an input that passed its schema. Never rejects, and repeats no error's message. */
export async function answerRequest(deps: AnswerDeps, name: unknown, input: unknown): Promise<Result<unknown>> {
  // SECURITY: an unknown name is not repeated, and `__proto__` or `constructor` is not a request.
  if (!isRequestName(name)) return fail({ kind: 'input-invalid', request: 'unknown' });
  return answerKnown(deps, name, input);
}

const isRequestName = (name: unknown): name is RequestName => typeof name === 'string' && Object.hasOwn(requests, name);

async function answerKnown<N extends RequestName>(
  deps: AnswerDeps,
  name: N,
  input: unknown,
): Promise<Result<Output<N>>> {
  // SECURITY: never trust what a page sends before the schema has accepted it.
  const read = schemas[name].input.safeParse(input);
  if (!read.success) return fail({ kind: 'input-invalid', request: name });
  try {
    return await deps.handlers[name](read.data);
  } catch (error) {
    return fail(unexpected(deps, error));
  }
}

/** The same table, typed so that the compiler can match the input of a request with its handler. */
const schemas: { [N in RequestName]: { input: z.ZodType<Input<N>> } } = requests;

/** SECURITY: an error's message may hold a key, a link or a path, so only a random reference goes to the window. */
function unexpected(deps: Pick<AnswerDeps, 'log'>, error: unknown): { kind: 'unexpected'; reference: string } {
  const reference = randomBytes(4).toString('hex');
  deps.log(reference, error);
  return { kind: 'unexpected', reference };
}
