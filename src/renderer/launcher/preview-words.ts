import type { AccountRow } from '../../shared/account.ts';
import type { AppState } from '../../shared/contract.ts';
import type { PastLogIn } from '../../shared/ledger.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import { pageWords } from '../../shared/provider-page.ts';
import { factsOf, takesPage, targetsOf } from './state/items.ts';

/**
 * What can be typed after this customer's name to land there: a verb for each of the provider's places, then saved pages. Not
 * what belongs to the customer's own name, since words that find customers lead nowhere.
 */
export function landingVerbs(row: AccountRow, app: AppState): readonly string[] {
  const provider = factsOf(row, app)?.provider;
  const saved = app.settings.savedPages.filter((one) => one.provider === provider && takesPage(row, one.page, app));
  const own = [row.name, ...row.aliases, row.email, ...row.tags, row.note].flatMap(wordsOf);
  const verbs = targetsOf(row, app).flatMap((target) => target.verbs.slice(0, 1));
  const isOfName = (verb: string): boolean => wordsOf(verb).every((word) => own.some((one) => one.startsWith(word)));
  return [...new Set([...verbs, ...saved.map(({ name }) => name)])].filter((verb) => !isOfName(verb));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Why the customer was opened, or else how; and where, if not in the usual place. */
export function pastLogInWords(
  { as, how, landing, reason, target }: PastLogIn,
  facts: ProviderFacts | undefined,
): { what: string; more: string } {
  const done = { open: 'Opened', copy: 'Link copied', window: 'Opened in its own window' }[how];
  const targetName = facts?.targets.find(({ id }) => id === target)?.name ?? target;
  const more = [
    reason === '' || how === 'open' ? null : { copy: 'link copied', window: 'own window' }[how],
    landing === null ? targetName : pageWords(landing),
    as === null ? null : `as ${as}`,
  ];
  return { what: reason || done, more: more.filter((one) => one !== null).join(', ') };
}
