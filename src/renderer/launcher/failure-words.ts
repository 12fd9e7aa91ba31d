import type { AppState } from '../../shared/contract.ts';
import { clockTime } from '../../shared/format.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import { customerParts, plainWords } from './sentence-parts.ts';
import type { Failure } from './state/launcher-state.ts';

/** A log-in that the provider refused for a while. */
export interface RestWords {
  what: string;
  /** What the button under it does; null: nothing is left to do. */
  button: string | null;
  /** Words before the time that is left; null if it is over. */
  until: string | null;
  /** ISO. */
  at: string;
}

/** Null for any other failure. */
export function restWords({ problem, rest }: Failure): RestWords | null {
  if (problem.kind !== 'rate-limited' || rest === undefined) return null;
  const { provider, retryAt: at } = problem;
  const what = `${provider} takes no log-ins for now.`;
  switch (rest.phase) {
    case 'counting':
      return { what, button: 'Tell me then', until: 'Log in again in', at };
    case 'will-tell':
      return { what, button: null, until: 'Latchkey tells you in', at };
    case 'over':
      return { what: `${provider} may take log-ins again.`, button: 'Log in', until: null, at };
  }
}

/** For screen readers: with a time that does not count down. */
export function failureSaid(failure: Failure, connections: AppState['connections'], locale?: string): string {
  const { what, next } = saidOf(failure, locale);
  const customer = failure.row && plainWords(customerParts(failure.row, connections));
  return `${customer ? `${customer}: ` : ''}${what} ${next}.`;
}

function saidOf(failure: Failure, locale?: string): { what: string; next: string } {
  const rest = restWords(failure);
  if (!rest) return sentenceFor(failure.problem, locale);
  const { what, at } = rest;
  switch (failure.rest?.phase) {
    case 'will-tell':
      return { what, next: `Latchkey tells you at ${clockTime(at, locale)}` };
    case 'over':
      return { what, next: 'Log in with Enter' };
    default:
      return { what, next: `Log in again at ${clockTime(at, locale)}. Press Enter to be told then` };
  }
}
