import { fact, type Part } from './sentence-parts.ts';
import type { DoneLogIn } from './state/launcher-state.ts';

/** What became of a log-in. A session that ended without a question is said here too. */
export function doneParts(done: DoneLogIn): readonly Part[] {
  const { accountName, replaces, result } = done;
  const name = fact(accountName);
  const opened: readonly Part[] =
    result === 'opened'
      ? [name, ` is open in the browser · ${done.connectionLabel}`]
      : ['A login link for ', name, ' was copied'];
  return replaces === null
    ? opened
    : [...opened, result === 'opened' ? '; this replaced ' : '; it replaces ', fact(replaces), '’s session'];
}
