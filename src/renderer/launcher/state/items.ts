import type { AccountRow } from '../../../shared/account.ts';
import type { AppState } from '../../../shared/contract.ts';
import { missingNames } from '../../../shared/missing-names.ts';
import type { LandingTarget, ProviderFacts } from '../../../shared/provider-facts.ts';
import type { IconName } from '../../components/Icon.tsx';
import { withoutEquals } from '../row-words.ts';
import type { ShownAnswer } from './launcher-state.ts';

export type OfferId = 'connect' | 'explore' | 'search-shorter' | 'sync' | 'import-names';

/** One line of the list: an account, or an offer if there are no accounts. */
export type Item =
  | { type: 'account'; key: string; row: AccountRow; group: string | null }
  | { type: 'offer'; key: OfferId; name: string; icon: IconName };

const offer = (key: OfferId, name: string, icon: IconName): Item => ({ type: 'offer', key, name, icon });

export const isSyncing = (state: AppState): boolean =>
  state.connections.some(({ health }) => health.status === 'syncing');

/** The text without its last word, and that word; null if there are not two words. */
export function withoutLastWord(text: string): { shorter: string; dropped: string } | null {
  const found = /^(.*\S)\s+(\S+)$/.exec(text.trim());
  return found?.[1] && found[2] ? { shorter: found[1], dropped: found[2] } : null;
}

/** The lines of an answer. SECURITY: no line changes data, because a typo and a quick Enter take the first one. */
export function itemsOf(answer: ShownAnswer, state: AppState): readonly Item[] {
  const { total, pinnedFirst } = answer;
  // A connection may have been removed since the search, and its accounts with it.
  const connected = answer.rows.filter((row) => factsOf(row, state));
  const rows = withoutEquals(connected, state);
  const text = answer.text.trim();
  if (rows.length > 0) {
    return rows.map((row) => {
      const group = text ? null : pinnedFirst.has(row.accountId) ? 'Pinned' : 'Recent';
      return { type: 'account', key: row.accountId, row, group };
    });
  }
  if (state.connections.length === 0) {
    return [
      offer('connect', `Connect ${state.providers.map(({ shortName }) => shortName).join(' or ')}`, 'key'),
      offer('explore', 'Explore with sample customers', 'people'),
    ];
  }
  const importNames =
    text && total > 0 && missingNames(state) ? [offer('import-names', 'Import names from a file', 'people')] : [];
  const last = withoutLastWord(text);
  if (last && total > 0) {
    return [
      offer('search-shorter', `Search again without “${last.dropped}”`, 'search'),
      offer('sync', 'Sync now', 'sync'),
      ...importNames,
    ];
  }
  return isSyncing(state) || (!text && total > 0) ? importNames : [offer('sync', 'Sync now', 'sync'), ...importNames];
}

export function factsOf(row: AccountRow, state: AppState): ProviderFacts | undefined {
  const connection = state.connections.find(({ connectionId }) => connectionId === row.connectionId);
  return state.providers.find(({ provider }) => provider === connection?.provider);
}

/** Where a login to this row can land; nowhere for the console, which is not a customer's account. */
export const targetsOf = (row: AccountRow, state: AppState): readonly LandingTarget[] =>
  row.kind === 'customer' ? (factsOf(row, state)?.targets ?? []) : [];

/** The landing target that was typed, if this row's provider has it. */
export const landingOf = (row: AccountRow, typed: string | null, state: AppState): LandingTarget | null =>
  targetsOf(row, state).find(({ id }) => id === typed) ?? null;
