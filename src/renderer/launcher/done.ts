import { copyReplacesParts, fact, idTailParts, landingParts, type Part, sessionParts } from './sentence-parts.ts';
import type { DoneLogIn } from './state/launcher-state.ts';

/** What became of a log-in. A session that ended without a question is said here too. */
export function doneParts(done: DoneLogIn): readonly Part[] {
  const { accountName, idTail, replaces, result } = done;
  const name = fact(accountName);
  if (result === 'copied') {
    const copied = ['A login link for ', name, ...landingParts(done), ...idTailParts(idTail), ' was copied'];
    return replaces === null ? copied : [...copied, ...copyReplacesParts(replaces)];
  }
  const where = ` is open in ${done.inWindow ? 'its own window' : 'the browser'} · ${done.connectionLabel}`;
  const opened = [name, where, ...landingParts(done), ...idTailParts(idTail)];
  return replaces === null ? opened : [...opened, '; this replaced ', ...sessionParts(replaces)];
}
