import type { AccountRow } from '../../shared/account.ts';
import type { AppState } from '../../shared/contract.ts';
import type { PastLogIn } from '../../shared/ledger.ts';
import type { ProviderFacts } from '../../shared/provider-facts.ts';
import { pageWords } from '../../shared/provider-page.ts';
import { factsOf, takesPage, targetsOf } from './state/items.ts';

/** What can be typed after this customer's name to land there: a verb for each of the provider's places, then saved pages. */
export function landingVerbs(row: AccountRow, app: AppState): readonly string[] {
  const provider = factsOf(row, app)?.provider;
  const saved = app.settings.savedPages.filter((one) => one.provider === provider && takesPage(row, one.page, app));
  const verbs = targetsOf(row, app).flatMap((target) => target.verbs.slice(0, 1));
  return [...new Set([...verbs, ...saved.map(({ name }) => name)])];
}

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
