import { copyReplacesParts, fact, idTailParts, type Part } from './sentence-parts.ts';
import type { DoneLogIn } from './state/launcher-state.ts';

/** What became of a log-in. A session that ended without a question is said here too. */
export function doneParts(done: DoneLogIn): readonly Part[] {
  const { accountName, idTail, replaces, result } = done;
  const name = fact(accountName);
  if (result === 'copied') {
    const copied = ['A login link for ', name, ...idTailParts(idTail), ' was copied'];
    return replaces === null ? copied : [...copied, ...copyReplacesParts(replaces)];
  }
  const opened = [name, ` is open in the browser · ${done.connectionLabel}`, ...idTailParts(idTail)];
  return replaces === null ? opened : [...opened, '; this replaced ', fact(replaces), '’s session'];
}
